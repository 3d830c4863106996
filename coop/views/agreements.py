"""The list of agreements and the page of one."""

from django.db.models import F, Prefetch
from django.utils import timezone
from django.utils.translation import ngettext

from coop import models
from coop.filters.agreements import AgreementFilter
from coop.models import Agreement
from coop.views.agreement_story import AgreementStory
from coop.views.base import RecordDetail, RecordList
from coop.views.stories import SIGNATURES
from coop.vocabulary.records import State

ORDERS = {
    "newest": [F("signed_latest").desc(nulls_last=True)],
    "oldest": [F("signed_earliest").asc(nulls_last=True)],
    "title": [],
}


class AgreementList(RecordList):
    """Agreements and packages, by what they provide, who made them and how they stand."""

    model = Agreement
    filter_class = AgreementFilter
    template_name = "coop/agreements/list.html"

    def sorted(self, records, order):
        """Newest or oldest first by their signature, the undated last; or by title."""
        return as_cards(records).with_signed_bounds().order_by(*ORDERS[order], "sort_key", "pk")

    def get_context_data(self, *, filters, problems, paginator, page):
        context = super().get_context_data(
            filters=filters, problems=problems, paginator=paginator, page=page
        )
        packages = 0 if problems else filters.qs.packages().count()
        return {**context, "counted": counted(paginator.count - packages, packages)}


def as_cards(records):
    """Agreements with what their card in a list prints."""
    return (
        records.with_totals()
        .with_participations()
        .with_standing(timezone.localdate())
        .select_related("place__country")
        .prefetch_related(Prefetch("acts", models.Act.objects.filter(kind__in=SIGNATURES)))
    )


def counted(instruments: int, packages: int) -> str:
    """How many there are: a package is never counted as an instrument."""
    found = [
        ngettext("%(number)d agreement", "%(number)d agreements", instruments)
        % {"number": instruments}
    ]
    if packages:
        found.append(
            ngettext("%(number)d package", "%(number)d packages", packages) % {"number": packages}
        )
    return " · ".join(found)


class AgreementDetail(RecordDetail):
    """The whole story of one agreement, with a source note at every claim."""

    model = Agreement
    template_name = "coop/agreements/detail.html"

    def with_parts(self, records):
        return records.select_related("place__country").prefetch_related(
            Prefetch("frameworks", models.Party.objects.with_country().order_by("sort_key", "pk")),
            Prefetch("subjects", models.Subject.objects.order_by("sort_key", "pk")),
            Prefetch("participations", models.Participation.objects.with_party()),
            Prefetch(
                "participations__signatures",
                models.Signature.objects.select_related("person", "office_at__country"),
            ),
            Prefetch(
                "occasions",
                models.Occasion.objects.select_related(
                    "event__place__country", "event__country", "event__part_of"
                ),
            ),
            Prefetch("acts", models.Act.objects.select_related("participation__party__country")),
            Prefetch("provisions__rules", models.Rule.objects.select_related("relaxes")),
            Prefetch("provisions__subjects", models.Subject.objects.order_by("sort_key", "pk")),
            Prefetch(
                "film_links",
                models.CoProductionAgreement.objects.filter(
                    coproduction__state=State.PUBLISHED
                ).select_related("coproduction"),
            ),
        )

    def story(self, agreement: Agreement) -> dict:
        return AgreementStory(agreement, timezone.localdate(), self.notes).sections()
