"""Who takes part and who signed: rows of an agreement, and their own pages."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from coop.admin.base import HOW_TO_SAVE, WHEN_SOURCES_CONFLICT, PartAdmin
from coop.admin.citations import evidence_of
from coop.admin.evidence import EvidenceSlot, citation_field, source_field
from coop.admin.forms import add_errors
from coop.admin.rows import (
    EVIDENCE,
    ClaimForm,
    RowFormSet,
    RowInline,
    evidence_prefetch,
    first_of,
)
from coop.admin.selects import record_field
from coop.admin.sites import site
from coop.models import Participation, Signature

SIGNATURE_NAMES = {name: f"signature_{name}" for name in ("person", "office", "office_at")}


class SignatureSlot:
    """The first signature of a participation as fields of its row."""

    def __init__(self, form, signature: Signature | None):
        self.form = form
        self.signature = signature
        self.evidence = EvidenceSlot(
            form, "signature_evidence", first_of(signature, "citations") if signature else None
        )
        self._is_emptied = False

    @property
    def initial(self) -> dict:
        initial = self.evidence.initial
        if self.signature is not None:
            initial |= {
                "signature_person": self.signature.person_id,
                "signature_office": self.signature.office,
                "signature_office_at": self.signature.office_at_id,
            }
        return initial

    @property
    def has_changed(self) -> bool:
        return any(name in self.form.changed_data for name in SIGNATURE_NAMES.values())

    def read(self):
        typed = {name: self.form.cleaned_data.get(at) for name, at in SIGNATURE_NAMES.items()}
        if self.has_changed and not any(
            name in self.form.errors for name in SIGNATURE_NAMES.values()
        ):
            if not any(typed.values()):
                self._is_emptied = True
                return
            self.signature = self.signature or Signature()
            for name, value in typed.items():
                setattr(self.signature, name, value)
            self._check()
        if self.evidence.has_changed and self.signature is None:
            self.form.add_error("signature_person", _("Say who signed, or in which office."))
            return
        self.evidence.read()

    def save(self, participation):
        if self._is_emptied:
            if self.signature is not None:
                self.signature.delete()
            return
        if self.has_changed:
            self.signature.participation = participation
            self.signature.save()
        if self.signature is not None:
            self.evidence.save(self.signature)

    def _check(self):
        exclude = {f.name for f in Signature._meta.fields if f.name != "office"}
        try:
            self.signature.clean_fields(exclude=exclude)
            if not (self.signature.person or self.signature.office):
                raise ValidationError({"office": _("Say who signed, or in which office.")})
        except ValidationError as error:
            add_errors(self.form, error, SIGNATURE_NAMES, "signature_office")


class ParticipationForm(ClaimForm):
    """A party, its first evidence, and its first signature with the evidence of that."""

    signature_person = record_field(Signature._meta.get_field("person"), label=_("Signed by"))
    signature_office = Signature._meta.get_field("office").formfield(label=_("In the office"))
    signature_office_at = record_field(
        Signature._meta.get_field("office_at"), label=_("Office at"), help_text=""
    )
    signature_evidence_source = source_field()
    signature_evidence_paragraphs = citation_field("paragraphs")
    signature_evidence_as_named = citation_field("as_named")
    signature_evidence_said_by_as_printed = citation_field("said_by_as_printed")
    signature_evidence_basis = citation_field("basis")
    signature_evidence_note = citation_field("note")

    def make_slots(self):
        signature = first_of(self.instance, "signatures")
        return [*super().make_slots(), SignatureSlot(self, signature)]


class ParticipationFormSet(RowFormSet):
    """A party whose own acts are entered is not deleted over them."""

    def clean(self):
        super().clean()
        for form in self.deleted_forms:
            acts = form.instance.acts.all() if form.instance.pk else ()
            if acts:
                raise ValidationError(
                    _("Acts of “%(party)s” are entered (%(acts)s): delete those first.")
                    % {"party": form.instance, "acts": ", ".join(str(act) for act in acts)}
                )


class ParticipationInline(RowInline):
    """The parties of an agreement."""

    model = Participation
    form = ParticipationForm
    formset = ParticipationFormSet
    verbose_name = _("party")
    verbose_name_plural = _("parties and signatures")
    extra_when_new = 2
    label_related = ("party__country", "acting_for__country")
    links = (("signatures", _("signatures")),)
    fieldsets = (
        (None, {"fields": (("party", "role", "acting_for"), ("side", "order"))}),
        EVIDENCE,
        (
            _("Signature"),
            {
                "fields": (
                    ("signature_person", "signature_office", "signature_office_at"),
                    (
                        "signature_evidence_source",
                        "signature_evidence_paragraphs",
                        "signature_evidence_basis",
                    ),
                    (
                        "signature_evidence_as_named",
                        "signature_evidence_said_by_as_printed",
                        "signature_evidence_note",
                    ),
                ),
                "classes": ("row-signature",),
                "description": _("Who signed for this party, and where the source says so."),
            },
        ),
    )

    def prefetched(self):
        signatures = Signature.objects.select_related("person").order_by("order", "id")
        signatures = signatures.prefetch_related(evidence_prefetch())
        return [evidence_prefetch(), Prefetch("signatures", queryset=signatures), "acts"]


class SignatureInline(RowInline):
    """All who signed for a party."""

    model = Signature
    label_related = ("person",)
    fieldsets = (
        (None, {"fields": (("person", "office", "office_at"), "order")}),
        EVIDENCE,
    )


@admin.register(Participation, site=site)
class ParticipationAdmin(PartAdmin):
    """A party of an agreement, with all its signatures and all its evidence."""

    list_display = ("__str__", "role", "agreement")
    list_select_related = ("party__country", "agreement")
    inlines = (evidence_of(Participation), SignatureInline)
    fieldsets = (
        (
            None,
            {
                "fields": ("working_source", "party", "role", "acting_for", "side", "order"),
                "description": _("Who takes part, in which role, and on which side."),
            },
        ),
        WHEN_SOURCES_CONFLICT,
        HOW_TO_SAVE,
    )


@admin.register(Signature, site=site)
class SignatureAdmin(PartAdmin):
    """A signature with all its evidence."""

    list_display = ("__str__", "office", "participation")
    list_select_related = ("person", "participation__party__country")
    inlines = (evidence_of(Signature),)
    fieldsets = (
        (
            None,
            {
                "fields": ("working_source", "person", "office", "office_at", "order"),
                "description": _("Who signed, in the office that the source prints."),
            },
        ),
        WHEN_SOURCES_CONFLICT,
        HOW_TO_SAVE,
    )
