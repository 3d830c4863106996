"""Evidence in forms: a claim's first citation beside it, and all of them on its own page."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from coop.admin.forms import add_errors, broken_constraints
from coop.admin.selects import record_field
from coop.integrity import coherence
from coop.integrity.conditions import field_of
from coop.models import Citation
from coop.vocabulary.records import Basis

NAMES = ("source", "paragraphs", "as_named", "said_by_as_printed", "basis", "note")
SAYING = ("source", "paragraphs", "as_named", "said_by_as_printed", "note")
"""Fields of which one must be filled in for there to be a citation at all."""

TARGET_OF = {Citation._meta.get_field(target).related_model: target for target in Citation.TARGETS}
"""For each citable model the field of a citation that points to it."""

NO_SOURCE = _("Choose the source, or a working source at the top of the form.")


def source_field():
    """The form field for a citation's source."""
    return record_field(
        Citation._meta.get_field("source"), help_text=_("Empty: the working source.")
    )


def citation_field(name: str):
    """The form field for another field of a citation, as the model describes it."""
    widget = forms.Textarea(attrs={"rows": 2}) if name == "note" else None
    options = {"required": False, **({"widget": widget} if widget else {})}
    return Citation._meta.get_field(name).formfield(**options)


class EvidenceSlot:
    """One citation as fields of another form, called ``<prefix>_<field>``."""

    def __init__(self, form, prefix: str, citation: Citation | None):
        self.form = form
        self.names = {name: f"{prefix}_{name}" for name in NAMES}
        self.citation = citation
        self._is_emptied = False

    @property
    def initial(self) -> dict:
        if self.citation is None:
            return {self.names["basis"]: Basis.STATED}
        return {
            self.names[name]: self.citation.source_id
            if name == "source"
            else getattr(self.citation, name)
            for name in NAMES
        }

    @property
    def has_changed(self) -> bool:
        return any(name in self.form.changed_data for name in self.names.values())

    def read(self):
        """Make a citation of what was typed, and put what is wrong at its fields."""
        if not self.has_changed or any(name in self.form.errors for name in self.names.values()):
            return
        typed = {name: self.form.cleaned_data.get(self.names[name]) for name in NAMES}
        if not any(typed[name] for name in SAYING):
            self._is_emptied = True
            return
        typed["source"] = typed["source"] or self.form.working_source
        if typed["source"] is None:
            self.form.add_error(self.names["source"], NO_SOURCE)
            return
        if self.citation is None:
            self.citation = Citation()
        for name, value in typed.items():
            setattr(self.citation, name, value)
        self._check(self.citation)

    def save(self, claim):
        """Write the citation of a claim that has been saved."""
        if not self.has_changed:
            return
        if self._is_emptied:
            if self.citation is not None and self.citation.pk:
                self.citation.delete()
            return
        setattr(self.citation, TARGET_OF[type(claim)], claim)
        self.citation.save()

    def _check(self, citation):
        exclude = {f.name for f in Citation._meta.fields if f.name not in NAMES} | {"source"}
        try:
            citation.clean_fields(exclude=exclude)
        except ValidationError as error:
            add_errors(self.form, error, self.names, self.names["paragraphs"])
            return
        for constraint, error in broken_constraints(citation, NAMES[1:]):
            place = field_of(constraint, NAMES) or "paragraphs"
            self.form.add_error(self.names[place], error)
        for name, sentence in coherence.faults(citation, coherence.STORED):
            self.form.add_error(self.names.get(name, self.names["paragraphs"]), sentence)
