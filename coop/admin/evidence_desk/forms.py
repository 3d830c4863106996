"""The forms of the desk: evidence, and the thing that it is for, by the forms that it has."""

from django import forms
from django.contrib.admin.helpers import AdminForm
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from coop.admin.citations import about_field
from coop.admin.evidence import citation_field
from coop.admin.evidence_desk.things import NEW_IN_PLACE
from coop.admin.forms import REASON_MAX_LENGTH, broken_constraints
from coop.admin.sites import site
from coop.curation import citing
from coop.integrity.conditions import field_of
from coop.integrity.paragraphs import stands_in
from coop.models import Citation
from coop.models.citations import PARAGRAPHS
from coop.names.fields import Line

NAMES = ("paragraphs", "as_named", "basis", "note", "said_by_as_printed", "quote")
LONGEST_NAME = Citation._meta.get_field("as_named").max_length
ROW = "row"
"""The prefix of the form of the thing itself."""


class ParagraphsField(forms.RegexField):
    """Numbers of paragraphs, however they are typed."""

    def __init__(self, **kwargs):
        model_field = Citation._meta.get_field("paragraphs")
        super().__init__(
            PARAGRAPHS,
            label=capfirst(model_field.verbose_name),
            help_text=model_field.help_text,
            error_messages={"invalid": _("Write paragraphs as 2, or 2-4, or 2, 5.")},
            max_length=model_field.max_length,
            **kwargs,
        )

    def to_python(self, value):
        return citing.tidy(super().to_python(value))


class EvidenceForm(forms.Form):
    """One piece of evidence from the source that is read; the desk knows which that is.

    ``target_model`` is what it is for, where that stands already and so can be cited field
    by field; ``is_public`` says that the change is one that the public sees.
    """

    paragraphs = ParagraphsField(required=False)
    as_named = citation_field("as_named")
    basis = citation_field("basis")
    quote = Citation._meta.get_field("quote").formfield(
        required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    note = citation_field("note")
    said_by_as_printed = citation_field("said_by_as_printed")
    change_reason = Line(max_length=REASON_MAX_LENGTH, blank=True).formfield(
        label=_("Reason for the change"),
        help_text=_("Not public. Kept in the history, beside your name and the time."),
    )

    def __init__(self, *args, source, target_model=None, is_public=False, **kwargs):
        super().__init__(*args, prefix="evidence", **kwargs)
        self.source = source
        if target_model is not None:
            self.fields["field"] = about_field(target_model, "")
        if is_public:
            self.fields["change_reason"].required = True
        else:
            del self.fields["change_reason"]

    def clean(self):
        cleaned = super().clean()
        citation = Citation(**{name: cleaned.get(name, "") for name in NAMES})
        for constraint, error in broken_constraints(citation, NAMES, wrong=self.errors):
            self.add_error(field_of(constraint, NAMES) or "paragraphs", error)
        return cleaned

    @property
    def about(self):
        """The field that says what it is about, where that is asked; else None."""
        return self["field"] if "field" in self.fields else None

    @property
    def why(self):
        """The field for the reason, where that is asked; else None."""
        return self["change_reason"] if "change_reason" in self.fields else None

    @property
    def is_more_needed(self) -> bool:
        """Whether something stands, or is wrong, in the fields that are folded away."""
        names = ("note", "quote", "said_by_as_printed")
        return any(self.errors.get(name) or self[name].value() for name in names)

    @property
    def reason(self) -> str:
        return self.cleaned_data.get("change_reason", "")

    def doubts(self) -> list[str]:
        """What to think of before this is cited."""
        cleaned = self.cleaned_data
        return citing.doubts(
            source=self.source,
            paragraphs=cleaned.get("paragraphs", ""),
            as_named=cleaned.get("as_named", ""),
        )

    def cite(self, target, user, **changes) -> Citation:
        """Write the citation; raises ValidationError."""
        names = [*NAMES, *(["field"] if "field" in self.fields else [])]
        given = {name: self.cleaned_data.get(name) or "" for name in names} | changes
        return citing.cite(target=target, source=self.source, user=user, **given)

    def refuse(self, error: ValidationError):
        """Put what was refused at the fields to blame."""
        for name, errors in error.update_error_dict({}).items():
            is_above = name == NON_FIELD_ERRORS or name not in self.fields
            self.add_error(None if is_above else name, errors)


class Newcomer:
    """A record that is not in the registry yet, asked for beside the field that points to it.

    ``is_first`` says that the words cited are for it, ``is_offered`` that it is ticked to begin
    with: what was recognised is not there yet.
    """

    is_first = False
    is_offered = False

    def __init__(self, request, row_form, name: str, initial: dict, data=None, **how):
        self.row_form, self.name = row_form, name
        vars(self).update(how)
        self.model = row_form.fields[name].queryset.model
        self.prefix = f"new-{name}"
        self.is_chosen = data is not None and data.get(f"{self.prefix}-is_new") == "on"
        self.is_ticked = self.is_chosen or (data is None and self.is_offered)
        self.admin = site._registry[self.model]
        form_class = self.admin.get_form(request, None, fields=list(NEW_IN_PLACE[self.model]))
        self.form = form_class(
            data if self.is_chosen else None, prefix=self.prefix, initial=initial
        )
        # It is made in place, and in no window of its own.
        row_form.fields[name].widget.can_add_related = False
        if self.is_chosen:
            row_form.fields[name].required = False
            row_form.awaited = row_form.awaited | {name}

    @property
    def kind(self) -> str:
        return str(self.model._meta.verbose_name)

    @property
    def label(self) -> str:
        return str(self.row_form.fields[self.name].label)

    @property
    def fieldsets(self):
        fields = NEW_IN_PLACE[self.model]
        return drawn(self.form, [(None, {"fields": (fields[:2], fields[2:])})], self.admin)

    @property
    def near(self) -> tuple:
        """Records that may be the same one, found when the form was checked."""
        return getattr(self.form, "near", ())

    def is_valid(self) -> bool:
        return not self.is_chosen or self.form.is_valid()

    def make(self, opened, evidence: EvidenceForm, user):
        """Write the record with the same evidence; return it."""
        record = self.form.save()
        opened.touch(record)
        evidence.cite(record, user, as_named=self._as_named(record, evidence), quote="")
        return record

    def _as_named(self, record, evidence) -> str:
        """The name, if the paragraph has it; else the words that were cited, if they are for it."""
        text = citing.words_of(evidence.source, evidence.cleaned_data["paragraphs"])
        names = getattr(record, record.names_field).values()
        found = (name for name in names if len(name) <= LONGEST_NAME and stands_in(name, text))
        return next(found, evidence.cleaned_data["as_named"] if self.is_first else "")


def drawn(form, fieldsets, model_admin) -> AdminForm:
    """A form in the fieldsets in which the admin draws it.

    Of the signs beside a choice only the one that adds stays: the box is narrow.
    """
    for field in form.fields.values():
        if hasattr(field.widget, "can_change_related"):
            field.widget.can_change_related = field.widget.can_view_related = False
    fieldsets = [
        (name, {**options, "fields": [line for line in options["fields"] if line]})
        for name, options in fieldsets
    ]
    return AdminForm(form, fieldsets, {}, (), model_admin)


def without(fieldsets, unwanted) -> list:
    """Fieldsets without some of their fields; ``unwanted`` says of a name whether it goes."""
    kept = []
    for name, options in fieldsets:
        lines = [
            tuple(one for one in ((line,) if isinstance(line, str) else line) if not unwanted(one))
            for line in options["fields"]
        ]
        if any(lines):
            kept.append((name, {**options, "fields": [line for line in lines if line]}))
    return kept
