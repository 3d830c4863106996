"""What an agreement provides, and the rules in it: rows, and their own pages."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from coop.admin.base import HOW_TO_SAVE, WHEN_SOURCES_CONFLICT, PartAdmin
from coop.admin.citations import evidence_of
from coop.admin.rows import EVIDENCE, RowInline
from coop.admin.sheets import HasSheets
from coop.admin.sites import site
from coop.admin.statements import StatementInline
from coop.models import Provision, Rule

RULE_FIELDS = (
    ("kind", "applies_to", "effect"),
    ("counted_by", "minimum", "maximum"),
    ("unit", "out_of", "order"),
    ("third_country", "precedence", "relaxes"),
    ("is_only_without_bilateral", "needs_approval"),
    ("forms", "lengths"),
)


class ProvisionInline(RowInline):
    """What an agreement says, topic by topic."""

    model = Provision
    verbose_name_plural = _("what it provides")
    extra_when_new = 1
    label_related = ("topic__parent",)
    links = (("rules", _("rules")), ("statements", _("statements")))
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("topic", "stance", "article"),
                    "summary",
                    ("forms", "lengths"),
                    ("subjects", "order"),
                )
            },
        ),
        EVIDENCE,
    )


class RuleInline(RowInline):
    """The conditions of a provision that the instrument finder can weigh."""

    model = Rule
    fieldsets = ((None, {"fields": RULE_FIELDS}), EVIDENCE)


@admin.register(Provision, site=site)
class ProvisionAdmin(HasSheets, PartAdmin):
    """A provision with its rules, what is said about it, and all its evidence."""

    sheet_kind = "provisions"
    list_display = ("topic", "stance", "article", "agreement")
    list_filter = ("stance", "topic__parent")
    list_select_related = ("topic", "agreement")
    inlines = (evidence_of(Provision), RuleInline, StatementInline)
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "working_source",
                    "topic",
                    "stance",
                    "summary",
                    "forms",
                    "lengths",
                    "subjects",
                    ("article", "order"),
                ),
                "description": _("What the agreement says on one topic, in our own words."),
            },
        ),
        WHEN_SOURCES_CONFLICT,
        HOW_TO_SAVE,
    )


@admin.register(Rule, site=site)
class RuleAdmin(PartAdmin):
    """A rule with all its evidence."""

    list_display = ("kind", "applies_to", "minimum", "maximum", "unit", "provision")
    list_filter = ("kind", "effect")
    list_select_related = ("provision__topic",)
    inlines = (evidence_of(Rule),)
    fieldsets = (
        (
            None,
            {
                "fields": ("working_source", *RULE_FIELDS),
                "description": _(
                    "One condition. Limits are inclusive; each kind needs its own fields, and "
                    "the form says which are missing."
                ),
            },
        ),
        WHEN_SOURCES_CONFLICT,
        HOW_TO_SAVE,
    )
