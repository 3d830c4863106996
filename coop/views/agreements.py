"""The list of agreements and the page of one."""

from django.utils import timezone
from django.utils.translation import ngettext

from coop.filters.agreements import AgreementFilter
from coop.models import Agreement
from coop.views.agreement_cards import Known, agreement_cards
from coop.views.agreement_parts import (
    ALL_CITATIONS,
    EVERY,
    PUBLIC_CITATIONS,
    PUBLISHED,
    AgreementParts,
)
from coop.views.agreement_story import AgreementStory
from coop.views.base import RecordDetail
from coop.views.kept import topics
from coop.views.lists import RecordList
from coop.views.notes import Notes
from coop.vocabulary.agreements import AgreementKind


class AgreementList(RecordList):
    """Agreements and packages, by what they provide, who made them and how they stand."""

    filter_class = AgreementFilter
    template_name = "coop/agreements/list.html"
    card_template = "coop/agreements/_card.html"

    def read(self, ids):
        known = self.index.kept.setdefault("names", Known())
        cards = agreement_cards(ids, timezone.localdate(), known)
        return {card.agreement.pk: card for card in cards}

    def get_context_data(self, *, filters, problems, page):
        context = super().get_context_data(filters=filters, problems=problems, page=page)
        packages = filters.index.having("kind", AgreementKind.PACKAGE)
        number = 0 if problems else packages.intersection_cardinality(filters.found)
        return {
            **context,
            "counted": counted(page.paginator.count - number, number),
            "histogram": filters.histogram(),
        }


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

    def found(self, wanted: str):
        ask = EVERY if self.is_preview else PUBLISHED
        rows = ask.rows(wanted, timezone.localdate())
        self.parts = AgreementParts(rows) if rows else None
        return self.parts and self.parts.agreement

    def story(self, agreement: Agreement) -> dict:
        citations = ALL_CITATIONS if self.is_preview else PUBLIC_CITATIONS
        notes = self.page_notes = Notes(citations.records(agreement.pk))
        return AgreementStory(self.parts, topics(self.mark), notes).sections()
