"""What records are described with: countries and groups of them, places, topics, subjects."""

from django.contrib import admin
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from coop.admin import badges
from coop.admin.base import HOW_TO_SAVE, RecordAdmin
from coop.admin.citations import evidence_of
from coop.admin.filters import UseFilter
from coop.admin.forms import RecordForm
from coop.admin.parties import ReferableAdmin
from coop.admin.rows import PartForm, RowInline
from coop.admin.sites import site
from coop.models import Country, CountryGroup, Membership, Place, ProvisionTopic, Subject


class WordForm(RecordForm):
    """The form of what is cited by nobody: it needs no source."""

    working_source = None


class WordAdmin(RecordAdmin):
    """A word of a controlled vocabulary, always public."""

    form = WordForm

    @admin.display(description=_("name"), ordering="sort_key")
    def name_printed(self, word):
        return badges.wording(word.names)


@admin.register(Country, site=site)
class CountryAdmin(WordAdmin):
    """Countries by ISO 3166; former states stay."""

    list_display = ("name_printed", "code", "existed", "is_user_assigned")
    list_filter = ("is_user_assigned",)
    fieldsets = (
        (
            None,
            {
                "fields": ("code", "names", "existed", "is_user_assigned"),
                "description": _("All of ISO 3166-1 is here already; add former states by 3166-3."),
            },
        ),
        HOW_TO_SAVE,
    )


class MembershipInline(RowInline):
    """The members of a group, with the ends of their membership."""

    model = Membership
    form = PartForm
    with_evidence = False
    label_related = ("country",)
    fieldsets = ((None, {"fields": (("country", "since", "until"),)}),)


@admin.register(CountryGroup, site=site)
class CountryGroupAdmin(WordAdmin):
    """Several countries that readers ask for at once: the members of an organisation."""

    list_display = ("name_printed", "code", "organisation", "number_of_members")
    list_select_related = ("organisation__country",)
    search_fields = ()
    inlines = (MembershipInline,)
    fieldsets = (
        (
            None,
            {
                "fields": ("code", "names", "definition", "organisation"),
                "description": _(
                    "A code is part of public addresses and never changes. Readers who ask for "
                    "the group get its present members."
                ),
            },
        ),
        (
            _("Where the members are listed"),
            {
                "fields": ("source", ("address", "read_on")),
                "description": _("Enter no member that the list does not have."),
            },
        ),
        HOW_TO_SAVE,
    )

    def for_list(self, records):
        return records.annotate(
            member_count=Count("memberships", filter=Q(memberships__until=""), distinct=True)
        )

    @admin.display(description=_("members"), ordering="member_count")
    def number_of_members(self, group):
        return group.member_count


@admin.register(Place, site=site)
class PlaceAdmin(ReferableAdmin):
    """Cities and regions."""

    list_display = ("name_printed", "country", "basis_badge", "publicness_badge")
    list_filter = (UseFilter, ("country", admin.RelatedOnlyFieldListFilter))
    inlines = (evidence_of(Place),)
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "working_source",
                    "names",
                    "country",
                    ("latitude", "longitude"),
                    "identifiers",
                ),
                "description": _("A city or region; its country may be unknown."),
            },
        ),
        HOW_TO_SAVE,
    )


@admin.register(ProvisionTopic, site=site)
class ProvisionTopicAdmin(WordAdmin):
    """The tree of topics that provisions are coded with."""

    list_display = ("name_printed", "code", "parent", "order", "number_of_provisions")
    list_filter = (("parent", admin.RelatedOnlyFieldListFilter),)
    ordering = ("order", "code")
    fieldsets = (
        (
            None,
            {
                "fields": ("code", "parent", "names", "definition", "order"),
                "description": _(
                    "A code is part of public addresses and never changes. Write the definition "
                    "so that two people code the same text alike."
                ),
            },
        ),
        HOW_TO_SAVE,
    )

    def for_list(self, records):
        return records.annotate(provision_count=Count("provisions"))

    @admin.display(description=_("provisions"), ordering="provision_count")
    def number_of_provisions(self, topic):
        return topic.provision_count


@admin.register(Subject, site=site)
class SubjectAdmin(ReferableAdmin):
    """What films and provisions are about."""

    form = WordForm
    list_display = ("name_printed", "place", "person", "publicness_badge")
    list_filter = (UseFilter,)
    fieldsets = (
        (
            None,
            {
                "fields": ("names", "place", "person"),
                "description": _("A theme, a place or a person that films are about."),
            },
        ),
        HOW_TO_SAVE,
    )
