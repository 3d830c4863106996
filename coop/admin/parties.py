"""Parties and people: who can be bound, who signs, attends and speaks."""

from django.contrib import admin
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from coop.admin import badges
from coop.admin.base import HOW_TO_SAVE, PartAdmin, RecordAdmin
from coop.admin.citations import evidence_of
from coop.admin.filters import UseFilter
from coop.admin.merging import CanMerge
from coop.admin.rows import PartForm, RowInline
from coop.admin.sheets import HasSheets
from coop.admin.sites import site
from coop.models import FormerName, Party, Person


class ReferableAdmin(CanMerge, RecordAdmin):
    """What is public as soon as something published refers to it."""

    @admin.display(description=_("name"), ordering="sort_key")
    def name_printed(self, record):
        return badges.wording(record.names_read)

    @admin.display(description=_("public"), ordering="is_public")
    def publicness_badge(self, record):
        return badges.publicness(record)

    @admin.display(description=_("basis"), ordering="basis")
    def basis_badge(self, record):
        return badges.basis(record)


class FormerNameInline(RowInline):
    """Names that it bore before."""

    model = FormerName
    form = PartForm
    with_evidence = False
    fieldsets = ((None, {"fields": (("used", "order"), "names")}),)


@admin.register(Party, site=site)
class PartyAdmin(HasSheets, ReferableAdmin):
    """States, ministries, film centres, associations, companies, organisations."""

    sheet_kind = "parties"
    list_display = (
        "name_printed",
        "kind",
        "country",
        "parent",
        "number_of_agreements",
        "basis_badge",
        "publicness_badge",
    )
    list_filter = (UseFilter, "kind", ("country", admin.RelatedOnlyFieldListFilter))
    inlines = (FormerNameInline, evidence_of(Party))
    fieldsets = (
        (
            _("The body"),
            {
                "fields": ("working_source", "kind", "names", "short_names"),
                "description": _(
                    "Look for it in the list first: one body is one party, under whatever name. "
                    "A state reads its country’s names."
                ),
            },
        ),
        (
            _("Where it belongs"),
            {
                "fields": ("country", "parent"),
                "description": _("Its country, and the body it is a part of."),
            },
        ),
        (
            _("Known elsewhere as"),
            {
                "fields": ("identifiers",),
                "description": _("The number, or the address of its page there."),
            },
        ),
        HOW_TO_SAVE,
    )

    def for_list(self, records):
        return records.annotate(agreement_count=Count("participations__agreement", distinct=True))

    @admin.display(description=_("agreements"), ordering="agreement_count")
    def number_of_agreements(self, party):
        return party.agreement_count


@admin.register(Person, site=site)
class PersonAdmin(ReferableAdmin):
    """People, with their names in each script that a source prints."""

    list_display = (
        "name_printed",
        "number_of_signatures",
        "number_of_events",
        "basis_badge",
        "publicness_badge",
    )
    list_filter = (UseFilter,)
    inlines = (evidence_of(Person),)
    fieldsets = (
        (
            _("The person"),
            {
                "fields": ("working_source", "names", "identifiers"),
                "description": _(
                    "Offices are not entered here: they stand at the signature or the "
                    "attendance, as printed."
                ),
            },
        ),
        HOW_TO_SAVE,
    )

    def for_list(self, records):
        return records.annotate(
            signature_count=Count("signatures", distinct=True),
            event_count=Count("attendances", distinct=True),
        )

    @admin.display(description=_("signatures"), ordering="signature_count")
    def number_of_signatures(self, person):
        return person.signature_count

    @admin.display(description=_("events"), ordering="event_count")
    def number_of_events(self, person):
        return person.event_count


@admin.register(FormerName, site=site)
class FormerNameAdmin(PartAdmin):
    """A former name of a party."""

    list_display = ("__str__", "used", "party")
    list_select_related = ("party__country",)
    fieldsets = (
        (
            None,
            {
                "fields": ("names", "used", "order"),
                "description": _("A name that the party bore for a time."),
            },
        ),
        HOW_TO_SAVE,
    )
