"""Films: partners, screenings and ties to agreements."""

from django.contrib import admin
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from coop.admin import badges
from coop.admin.base import HOW_TO_SAVE, WHEN_SOURCES_CONFLICT, PartAdmin
from coop.admin.citations import evidence_of
from coop.admin.filters import EvidenceFilter, WaitingFilter
from coop.admin.merging import CanMerge
from coop.admin.publishing import PublishableAdmin
from coop.admin.rows import EVIDENCE, RowInline
from coop.admin.sheets import HasSheets
from coop.admin.sites import site
from coop.models import CoProduction, CoProductionAgreement, CoProductionPartner, Screening

PARTNER_FIELDS = (("country", "party"), ("role", "share", "order"))
SCREENING_FIELDS = (("event", "place"), ("held_on", "holding", "order"), "note")
LINK_FIELDS = ("agreement", ("nature", "approval", "order"))


class PartnerInline(RowInline):
    """Who made the film together."""

    model = CoProductionPartner
    extra_when_new = 1
    label_related = ("country", "party__country")
    fieldsets = ((None, {"fields": PARTNER_FIELDS}), EVIDENCE)


class ScreeningInline(RowInline):
    """Where it was shown, or is to be shown."""

    model = Screening
    fieldsets = ((None, {"fields": SCREENING_FIELDS}), EVIDENCE)


class FilmLinkInline(RowInline):
    """The agreements that a source ties it to; never inferred from shared countries."""

    model = CoProductionAgreement
    verbose_name = _("tie to an agreement")
    verbose_name_plural = _("ties to agreements")
    label_related = ("agreement",)
    fieldsets = ((None, {"fields": LINK_FIELDS}), EVIDENCE)


@admin.register(CoProduction, site=site)
class CoProductionAdmin(CanMerge, HasSheets, PublishableAdmin):
    """A film, its partners, and what ties it to an agreement."""

    sheet_kind = "coproductions"
    list_display = (
        "title_printed",
        "state_badge",
        "year",
        "kind",
        "status",
        "number_of_partners",
        "number_of_agreements",
        "basis_badge",
    )
    list_filter = ("state", EvidenceFilter, WaitingFilter, "kind", "status")
    date_hierarchy = "year_earliest"
    inlines = (evidence_of(CoProduction), PartnerInline, FilmLinkInline, ScreeningInline)
    fieldsets = (
        (
            _("The film"),
            {
                "fields": (
                    "working_source",
                    "title",
                    "original_language",
                    ("forms", "lengths"),
                    ("year", "status"),
                    "kind",
                ),
                "description": _("Without partners it reads “co-production not stated”."),
            },
        ),
        (
            _("What it is about"),
            {
                "fields": ("summary", "subjects"),
                "description": _("In our own words: sentences of a source stay in the source."),
            },
        ),
        (
            _("Known elsewhere as"),
            {
                "fields": ("identifiers", "note"),
                "description": _("The number, or the address of its page there."),
            },
        ),
        HOW_TO_SAVE,
    )

    def for_list(self, records):
        return records.annotate(
            partner_count=Count("partners", distinct=True),
            agreement_count=Count("agreement_links", distinct=True),
        )

    @admin.display(description=_("title"), ordering="sort_key")
    def title_printed(self, film):
        return badges.wording(film.title)

    @admin.display(description=_("partners"), ordering="partner_count")
    def number_of_partners(self, film):
        return film.partner_count

    @admin.display(description=_("agreements"), ordering="agreement_count")
    def number_of_agreements(self, film):
        return film.agreement_count

    @admin.display(description=_("basis"), ordering="basis")
    def basis_badge(self, film):
        return badges.basis(film)


def _part_fieldsets(fields, sentence):
    return (
        (None, {"fields": ("working_source", *fields), "description": sentence}),
        WHEN_SOURCES_CONFLICT,
        HOW_TO_SAVE,
    )


@admin.register(CoProductionPartner, site=site)
class PartnerAdmin(PartAdmin):
    """A partner with all its evidence."""

    list_display = ("__str__", "role", "share", "coproduction")
    list_filter = ("role",)
    list_select_related = ("country", "party__country", "coproduction")
    inlines = (evidence_of(CoProductionPartner),)
    fieldsets = _part_fieldsets(PARTNER_FIELDS, _("Who took part, and with which weight."))


@admin.register(Screening, site=site)
class ScreeningAdmin(PartAdmin):
    """A screening with all its evidence."""

    list_display = ("__str__", "event", "place", "coproduction")
    list_filter = ("holding",)
    list_select_related = ("event", "place__country", "coproduction")
    inlines = (evidence_of(Screening),)
    fieldsets = _part_fieldsets(SCREENING_FIELDS, _("Event, place and date may each be missing."))


@admin.register(CoProductionAgreement, site=site)
class FilmLinkAdmin(PartAdmin):
    """A tie to an agreement with all its evidence."""

    list_display = ("coproduction", "nature", "agreement")
    list_filter = ("nature", "approval")
    list_select_related = ("coproduction", "agreement")
    inlines = (evidence_of(CoProductionAgreement),)
    fieldsets = _part_fieldsets(LINK_FIELDS, _("How a source ties the film to the agreement."))
