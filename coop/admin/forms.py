"""What every form of the staff side does: errors at their fields, refusals in sentences."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms.models import InlineForeignKeyField, construct_instance
from django.utils.translation import gettext_lazy as _

from coop.admin.selects import record_field
from coop.curation.reasons import REASON_NEEDED, has_been_seen
from coop.integrity import coherence
from coop.integrity.conditions import field_of, fields_of
from coop.models import Citation
from coop.names.fields import Line

REASON_MAX_LENGTH = 500

NOT_OF_THE_RECORD = ("working_source", "change_reason")
"""Fields of the form that say how to save, not what."""


class ErrorsAtFields(forms.ModelForm):
    """Says what a constraint refuses at the field that mends it.

    Django checks constraints together with the fields, without the parent of a row, and
    reports them above the form. ``awaited`` are the fields whose record is made when the form
    is saved: what is asked of them together with others is asked then.
    """

    awaited: frozenset[str] = frozenset()

    def _post_clean(self):
        options, exclude = self._meta, self._get_validation_exclusions()
        parents = {n for n, f in self.fields.items() if isinstance(f, InlineForeignKeyField)}
        try:
            self.instance = construct_instance(self, self.instance, options.fields, options.exclude)
            self.instance.full_clean(
                exclude=exclude | parents, validate_unique=False, validate_constraints=False
            )
        except ValidationError as error:
            self._update_errors(error)
        if self._validate_unique:
            self.validate_unique()
        shown = [name for name in self.fields if name not in parents]
        wrong = {*self.errors, *self.awaited}
        for constraint, error in broken_constraints(self.instance, shown, wrong=wrong):
            self.add_error(field_of(constraint, shown), error)
        for name, sentence in coherence.faults(self.instance, coherence.STORED, wrong=self.errors):
            self.add_error(name if name in shown else None, sentence)


def broken_constraints(instance, shown, wrong=()):
    """The constraints on the fields shown that an instance breaks, each with its error.

    What they ask of fields that are not shown holds for what is stored there. A
    constraint on a field that is ``wrong`` by itself is not asked.
    """
    for model, constraints in instance.get_constraints():
        for constraint in constraints:
            fields = fields_of(constraint)
            if fields.isdisjoint(shown) or not fields.isdisjoint(wrong):
                continue
            try:
                constraint.validate(model, instance)
            except ValidationError as error:
                yield constraint, error


class RecordForm(ErrorsAtFields):
    """The form of one record: its fields, the working source, and why it is changed.

    ``last_source`` is the source that the editor worked with last. ``refusals`` are
    sentences of a save that came to nothing; they make the form invalid, so that it is
    shown again as it was typed. A reason is needed for what the public has seen, saved or
    proposed.
    """

    refusals: tuple[str, ...] = ()
    last_source: int | None = None

    working_source = record_field(
        Citation._meta.get_field("source"),
        label=_("Working source"),
        help_text=_(
            "The document you are reading. Evidence below that names no other source "
            "is taken from it."
        ),
    )
    change_reason = Line(max_length=REASON_MAX_LENGTH, blank=True).formfield(
        label=_("Reason for the change"),
        help_text=_("Not public. Kept in the history, beside your name and the time."),
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "working_source" in self.fields:
            self.initial.setdefault("working_source", self.last_source)
        if "change_reason" in self.fields and self._changes_what_is_seen():
            reason = self.fields["change_reason"]
            reason.required = True
            reason.error_messages["required"] = REASON_NEEDED
            reason.help_text = _(
                "Needed, since the public has seen this record. The reason is not public: it is "
                "kept in the history, beside your name and the time."
            )

    def _changes_what_is_seen(self) -> bool:
        thing = self.instance
        return thing.pk is not None and has_been_seen(getattr(thing, "root", thing))

    def clean(self):
        cleaned = super().clean()
        for sentence in self.refusals:
            self.add_error(None, sentence)
        return cleaned

    @property
    def changes_the_record(self) -> bool:
        return not set(self.changed_data) <= set(NOT_OF_THE_RECORD)


def add_errors(form, error: ValidationError, names: dict[str, str], otherwise: str):
    """Put what a model refused at the fields of a form that stand for its own.

    ``names`` leads from the model's field to the form's; what has none goes to ``otherwise``.
    """
    for name, errors in error.update_error_dict({}).items():
        place = otherwise if name == NON_FIELD_ERRORS else names.get(name, otherwise)
        form.add_error(place, errors)
