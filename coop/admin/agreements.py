"""Agreements and packages: the heart of the desk."""

from django.contrib import admin
from django.db.models import Count, IntegerField, OuterRef, Prefetch, Subquery
from django.db.models.functions import Coalesce
from django.urls import path
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from coop.admin import badges
from coop.admin.acts import ActInline, OccasionInline, RelationInline
from coop.admin.base import HOW_TO_SAVE
from coop.admin.citations import evidence_of
from coop.admin.filters import EvidenceFilter, StatusFilter, WaitingFilter
from coop.admin.packages import copy_to_members_view
from coop.admin.participations import ParticipationInline
from coop.admin.provisions import ProvisionInline
from coop.admin.publishing import PublishableAdmin
from coop.admin.sheets import HasSheets
from coop.admin.sites import admin_address, site
from coop.admin.statements import StatementInline
from coop.curation.ending import endings
from coop.dates.words import in_words
from coop.models import Act, Agreement, Citation, Participation, Provision, StatusPeriod
from coop.querysets.agreements import SIGNATURES


def number_of(model, path: str = "agreement"):
    """The number of a model's rows that lead back to the agreement of the outer query."""
    rows = model._base_manager.filter(**{path: OuterRef("pk")}).order_by().values(path)
    counted = Subquery(rows.annotate(n=Count("pk")).values("n"), output_field=IntegerField())
    return Coalesce(counted, 0)


@admin.register(Agreement, site=site)
class AgreementAdmin(HasSheets, PublishableAdmin):
    """One text, or a package: parties, life, content, and the evidence for each claim."""

    sheet_kind = "agreements"
    list_display = (
        "title_printed",
        "state_badge",
        "signed",
        "status_today",
        "number_of_parties",
        "number_of_provisions",
        "number_of_citations",
        "basis_badge",
        "kind",
    )
    list_filter = (
        "state",
        StatusFilter,
        EvidenceFilter,
        WaitingFilter,
        "kind",
        "bindingness",
        "coding",
        ("participations__party__country", admin.RelatedOnlyFieldListFilter),
    )
    date_hierarchy = "acts__done_on_earliest"
    inlines = (
        evidence_of(Agreement),
        ParticipationInline,
        ActInline,
        OccasionInline,
        ProvisionInline,
        StatementInline,
        RelationInline,
    )
    fieldsets = (
        (
            _("The agreement"),
            {
                "fields": ("working_source", "title", "is_title_supplied", "kind", "bindingness"),
                "description": _("A draft can be saved with a title alone; the rest can follow."),
            },
        ),
        (
            _("Languages and place"),
            {
                "fields": ("original_language", "authentic_languages", "place"),
                "description": _("Leave empty what the source does not say."),
            },
        ),
        (
            _("What it is about"),
            {
                "fields": ("summary", "frameworks", "subjects"),
                "description": _("In our own words: sentences of a source stay in the source."),
            },
        ),
        (
            _("How far it is recorded"),
            {
                "fields": ("coding", "parties_complete_on", "note"),
                "description": _("What tells a silence of the text from a gap of the registry."),
            },
        ),
        HOW_TO_SAVE,
    )

    def get_urls(self):
        view = self.admin_site.admin_view(self.members_view)
        name = "coop_agreement_members"
        return [path("<path:object_id>/members/", view, name=name), *super().get_urls()]

    def members_view(self, request, object_id):
        return copy_to_members_view(self, request, object_id)

    def for_list(self, records):
        today = timezone.localdate()
        signatures = Act.objects.filter(kind__in=SIGNATURES).order_by("order", "id")
        return records.annotate(
            party_count=number_of(Participation),
            provision_count=number_of(Provision),
            citation_count=number_of(Citation) + number_of(Citation, "provision__agreement"),
        ).prefetch_related(
            Prefetch("acts", queryset=signatures, to_attr="signatures"),
            Prefetch(
                "status_periods",
                queryset=StatusPeriod.objects.on(today, today),
                to_attr="periods_today",
            ),
        )

    def standing(self, root):
        today = timezone.localdate()
        periods = StatusPeriod.objects.on(today, today).filter(agreement=root)
        return [*super().standing(root), badges.status(periods)]

    def panels(self, request, root):
        today = timezone.localdate()
        ending = endings(today, [root.pk]).get(root.pk)
        if ending is None:
            return super().panels(request, root)
        panel = {
            "template": "admin/coop/_ending.html",
            "ending": ending,
            "is_over": ending.ends_on < today,
        }
        return [*super().panels(request, root), panel]

    def tools(self, request, obj):
        tools = super().tools(request, obj)
        if obj.is_package:
            tools.append({"label": _("Copy to members"), "address": admin_address(obj, "members")})
        return tools

    @admin.display(description=_("title"), ordering="sort_key")
    def title_printed(self, agreement):
        return badges.wording(agreement.title)

    @admin.display(description=_("signed"))
    def signed(self, agreement):
        dates = [in_words(act.done_on) for act in agreement.signatures if act.done_on]
        return format_html_join(", ", "{}", ((day,) for day in dates)) or "○"

    @admin.display(description=_("status"))
    def status_today(self, agreement):
        return badges.status(agreement.periods_today)

    @admin.display(description=_("parties"), ordering="party_count")
    def number_of_parties(self, agreement):
        return agreement.party_count

    @admin.display(description=_("provisions"), ordering="provision_count")
    def number_of_provisions(self, agreement):
        return agreement.provision_count

    @admin.display(description=_("citations"), ordering="citation_count")
    def number_of_citations(self, agreement):
        return agreement.citation_count

    @admin.display(description=_("basis"), ordering="basis")
    def basis_badge(self, agreement):
        return badges.basis(agreement)
