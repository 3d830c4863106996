"""Facets and conditions over the days of agreements: status, days in force, signatures."""

from collections.abc import Mapping
from datetime import date

from pyroaring import BitMap

from coop.facets.agreements import SIGNED, SIGNED_SURELY, standing
from coop.facets.index import Index
from coop.filters.facets import ChoiceFacet
from coop.vocabulary.acts import IN_FORCE, Status


class StatusFacet(ChoiceFacet):
    """The status today, certain or possible, from the periods of status."""

    def __init__(self, *args, **options):
        super().__init__(*args, choices=Status, **options)

    def _today(self) -> dict[str, BitMap]:
        return statuses_on(self.index, self.parent.today)

    def having(self, value, values):
        return self._today()[value]

    def counts(self, found, values):
        return {
            status: number
            for status, records in self._today().items()
            if (number := found.intersection_cardinality(records))
        }

    def most(self, found, values, number):
        return self.counts(found, values)


def statuses_on(index: Index, today: date) -> dict[str, BitMap]:
    """For each status, the agreements that certainly or possibly have it today."""
    kept = index.kept_of_today("statuses", today)
    if not kept:
        # At once: another thread must see all of them or none.
        kept.update({status: _standing_on(index, status, today) for status in Status.values})
    return kept


def _standing_on(index: Index, status: str, today: date) -> BitMap:
    codes = [standing(status, is_certain=is_certain) for is_certain in (True, False)]
    return index.spans["today"].overlapping(codes, today, today)


def in_force(index: Index, day: date, today: date, *, is_certain: bool) -> BitMap:
    """Agreements that certainly, or only possibly, are in force on a day.

    What holds today holds from today on, for nobody knows what is to come.
    """
    spans = index.spans["past" if day < today else "today"]

    def standing_so(certainly: bool) -> BitMap:
        codes = [standing(status, is_certain=certainly) for status in IN_FORCE]
        return spans.overlapping(codes, day, day)

    return standing_so(True) if is_certain else standing_so(False) - standing_so(True)


def signed(index: Index, values: Mapping) -> BitMap | None:
    """Agreements signed in the range that is asked for; None when none is."""
    first, last = values.get("signed_from"), values.get("signed_to")
    if "certain" in (values.get("dates") or ()):
        return _surely_signed(index, first, last)
    if first or last:
        return index.spans["signed"].overlapping([SIGNED], first, last)
    return None


def _surely_signed(index: Index, first: date | None, last: date | None) -> BitMap:
    """Agreements with a signature that is surely in the range; without one, on a sure day."""
    spans = index.spans["signed"]
    if first or last:
        return spans.within([SIGNED_SURELY], first, last)
    if "surely signed" not in index.kept:
        index.kept["surely signed"] = spans.within([SIGNED_SURELY], None, None)
    return index.kept["surely signed"]
