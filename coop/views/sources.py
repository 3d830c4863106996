"""The list of sources, and the page of one: its paragraphs with the claims that each carries."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from coop.facets.parts import citations
from coop.filters.sources import SourceFilter
from coop.integrity import paragraphs
from coop.models import Citation, SourceDocument
from coop.querysets.numbers import number_of
from coop.views.base import RecordDetail
from coop.views.cited import Cited, Claims, OfRecord, by_record
from coop.views.lists import RecordList
from coop.vocabulary.records import BASIS_MARKS, Basis
from coop.vocabulary.sources import NoClaimReason, TextRights

MARKED = (Basis.STATED, Basis.INFERRED, Basis.AMBIGUOUS, Basis.SUPPLIED)
LONGEST_RUN = 4
"""A claim from a longer run of paragraphs is printed at the first, and pointed to at the others."""


class SourceList(RecordList):
    """Sources, with the number of claims that each carries."""

    filter_class = SourceFilter
    template_name = "coop/sources/list.html"
    card_template = "coop/sources/_card.html"

    def with_parts(self, records):
        return records.without_text().annotate(claim_count=number_of(citations(), "source"))


PUBLIC_CLAIMS = Claims(
    lambda source: Citation.objects.filter(source=source).of_public_claims(),
    joined=("replaced_by__source",),
)
EVERY_CLAIM = Claims(
    lambda source: Citation.objects.filter(source=source), joined=("replaced_by__source",)
)


class SourceDetail(RecordDetail):
    """A source, paragraph by paragraph; its text only where the rights let everyone read it."""

    model = SourceDocument
    template_name = "coop/sources/detail.html"

    def with_parts(self, records):
        return records.without_text()

    def story(self, source: SourceDocument) -> dict:
        asked = EVERY_CLAIM if self.is_preview else PUBLIC_CLAIMS
        claims = asked.about(source.pk, order=lambda citation: (citation.order, citation.pk))
        for item in claims:
            item.citation.source = source
        whole = [item for item in claims if not item.citation.paragraphs]
        return {
            "reading": reading(source, claims),
            "whole": by_record(whole),
            "totals": totals(claims),
            "claim_count": sum(item.is_standing for item in claims),
        }


@dataclass
class Paragraph:
    """One paragraph with its claims, or a run of them that have none of their own."""

    first: int
    last: int
    reason: str = ""
    claims: list[Cited] = field(default_factory=list)
    continued: Counter = field(default_factory=Counter)
    """Claims of an earlier paragraph that run on into this one: its number, and how many."""
    texts: list[str] = field(default_factory=list)

    @property
    def is_carrying(self) -> bool:
        return bool(self.claims or self.continued)

    def is_like(self, other: "Paragraph") -> bool:
        """Whether neither has claims of its own, for one reason or because the same run on."""
        own = self.claims or other.claims
        return not own and (self.reason, self.continued) == (other.reason, other.continued)

    @property
    def records(self) -> list[OfRecord]:
        return by_record(self.claims)

    @property
    def count(self) -> int:
        """The number of claims that stand on it."""
        return sum(item.is_standing for item in self.claims) + sum(self.continued.values())

    @property
    def marks(self) -> str:
        """One mark a claim, the surest first: the bar of the paragraph."""
        number = _by_basis(self.claims)
        return "".join(BASIS_MARKS[basis] * number[basis] for basis in MARKED)

    @property
    def runs_on(self) -> list[tuple[int, int]]:
        return sorted(self.continued.items())


def reading(source: SourceDocument, claims: list[Cited]) -> list[Paragraph]:
    """The paragraphs of a source in order; neighbours without claims of their own as one."""
    carried: dict[int, list[Cited]] = defaultdict(list)
    continued: dict[int, Counter] = defaultdict(Counter)
    for item in claims:
        for first, last in runs(item.citation.paragraphs):
            carried[first].append(item)
            for number in range(first + 1, last + 1):
                if last - first < LONGEST_RUN:
                    carried[number].append(item)
                else:
                    if item.is_standing:
                        continued[number][first] += 1
    texts = paragraphs.split(source.text) if source.text_rights == TextRights.PUBLIC else []
    reasons = paragraphs.without_claim(source.no_claim)
    last = max([source.paragraph_count or 0, len(texts), *carried, *continued, *reasons])
    found: list[Paragraph] = []
    for number in range(1, last + 1):
        reason = str(NoClaimReason(reasons[number]).label) if number in reasons else ""
        one = Paragraph(number, number, reason, carried.get(number, []), continued[number])
        one.texts = texts[number - 1 : number]
        before = found[-1] if found else None
        if before and before.is_like(one):
            before.last = number
            before.texts += one.texts
        else:
            found.append(one)
    return found


def runs(text: str) -> list[tuple[int, int]]:
    """The runs of neighbouring paragraphs in ``2, 5-7``: 2 to 2, and 5 to 7."""
    found: list[tuple[int, int]] = []
    for number in sorted(set(paragraphs.numbers(text))):
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found


def totals(claims: list[Cited]) -> list[tuple[str, int]]:
    """The number of claims on each basis, the surest first; none for a basis without any."""
    number = _by_basis(claims)
    return [(basis, number[basis]) for basis in MARKED if number[basis]]


def _by_basis(claims: list[Cited]) -> Counter:
    """The number of claims that stand, on each basis."""
    return Counter(item.citation.basis for item in claims if item.is_standing)
