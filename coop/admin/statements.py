"""What is said about agreements, events and provisions, and by whom."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from coop.admin.base import HOW_TO_SAVE, WHEN_SOURCES_CONFLICT, PartAdmin
from coop.admin.citations import evidence_of
from coop.admin.rows import EVIDENCE, RowInline
from coop.admin.sites import site
from coop.models import Statement


class StatementInline(RowInline):
    """Aims, effects and assessments, which bind no one; who says so goes into the evidence."""

    model = Statement
    verbose_name_plural = _("what is said about it")
    fieldsets = ((None, {"fields": (("kind", "order"), "summary")}), EVIDENCE)


@admin.register(Statement, site=site)
class StatementAdmin(PartAdmin):
    """A statement with all its evidence."""

    list_display = ("__str__", "kind")
    list_filter = ("kind",)
    inlines = (evidence_of(Statement),)
    fieldsets = (
        (
            None,
            {
                "fields": ("working_source", "kind", "summary", "order"),
                "description": _("What is said, in our own words; who says so is evidence."),
            },
        ),
        WHEN_SOURCES_CONFLICT,
        HOW_TO_SAVE,
    )
