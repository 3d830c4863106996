"""Events: visits, talks, festivals and their editions, film weeks."""

from django.contrib import admin
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from coop.admin.base import HOW_TO_SAVE, WHEN_SOURCES_CONFLICT, PartAdmin
from coop.admin.citations import evidence_of
from coop.admin.filters import EvidenceFilter, UseFilter, WaitingFilter
from coop.admin.parties import ReferableAdmin
from coop.admin.rows import EVIDENCE, RowInline
from coop.admin.sites import site
from coop.admin.statements import StatementInline
from coop.models import Attendance, Event


class AttendanceInline(RowInline):
    """Who was there, in which office."""

    model = Attendance
    label_related = ("person",)
    fieldsets = (
        (None, {"fields": (("person", "office", "office_at"), "order")}),
        EVIDENCE,
    )


@admin.register(Event, site=site)
class EventAdmin(ReferableAdmin):
    """Where and when agreements are made and films are shown."""

    list_display = (
        "name_printed",
        "kind",
        "held_on",
        "place",
        "holding",
        "number_of_agreements",
        "basis_badge",
        "publicness_badge",
    )
    list_filter = (
        UseFilter,
        EvidenceFilter,
        WaitingFilter,
        "kind",
        "holding",
        ("country", admin.RelatedOnlyFieldListFilter),
    )
    date_hierarchy = "held_on_earliest"
    inlines = (evidence_of(Event), AttendanceInline, StatementInline)
    fieldsets = (
        (
            _("The event"),
            {
                "fields": ("working_source", "names", "is_name_supplied", "kind", "part_of"),
                "description": _("An edition is part of its festival, talks are part of a visit."),
            },
        ),
        (
            _("When and where"),
            {
                "fields": (("held_on", "holding"), "place", "country"),
                "description": _("As far as a source says it, and no further."),
            },
        ),
        HOW_TO_SAVE,
    )

    def for_list(self, records):
        return records.annotate(agreement_count=Count("occasions__agreement", distinct=True))

    @admin.display(description=_("agreements"), ordering="agreement_count")
    def number_of_agreements(self, event):
        return event.agreement_count


@admin.register(Attendance, site=site)
class AttendanceAdmin(PartAdmin):
    """An attendance with all its evidence."""

    list_display = ("__str__", "office", "event")
    list_select_related = ("person", "event")
    inlines = (evidence_of(Attendance),)
    fieldsets = (
        (
            None,
            {
                "fields": ("working_source", "person", "office", "office_at", "order"),
                "description": _("Who was there, in the office that the source prints."),
            },
        ),
        WHEN_SOURCES_CONFLICT,
        HOW_TO_SAVE,
    )
