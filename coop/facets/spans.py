"""Spans of days that records have: signatures, periods of status, dates of events."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pyroaring import BitMap

BEGINNING, END = 0, date.max.toordinal() + 1
"""The days that stand for a bound that is open; days are counted as ``date.toordinal()``."""

NEVER = date.max.year + 1
"""The year of an end that is open; that of an open beginning is 0."""

Span = tuple[str, int, int]
"""A code, and the first and last day of the span."""


def span(code: str, earliest: date | None, latest: date | None) -> Span:
    """A span between two days, themselves included; None is no bound."""
    return (
        code,
        earliest.toordinal() if earliest else BEGINNING,
        latest.toordinal() if latest else END,
    )


Years = tuple[str, int, int]
"""A code, and the years in which spans begin and end."""


@dataclass(frozen=True)
class Bundle:
    """Spans of one code that begin and end in the same years: side by side their first days,
    their last days and their records."""

    firsts: array
    lasts: array
    records: array

    @classmethod
    def of(cls, entries: Iterable[tuple[int, int, int]]) -> "Bundle":
        """A bundle of first day, last day and record of each span."""
        columns = list(zip(*sorted(entries), strict=True))
        return cls(*(array("I", column) for column in columns))

    @cached_property
    def whole(self) -> BitMap:
        """All records of the bundle."""
        return BitMap(self.records)

    @property
    def columns(self) -> tuple[array, array, array]:
        return self.firsts, self.lasts, self.records

    def entries(self) -> Iterator[tuple[int, int, int]]:
        return zip(*self.columns, strict=True)


class Spans:
    """Which records have a span, asked by days.

    A record may have several. Spans that begin and end in the same years stand together,
    so that a question looks one by one only at those of the years in which it ends.
    """

    def __init__(self, bundles: dict[Years, Bundle]):
        self.bundles = bundles

    def says_the_same(self, other: "Spans") -> bool:
        """Whether both have the same spans of the same records."""
        return self.bundles == other.bundles

    @classmethod
    def of(cls, found: Iterable[tuple[int, Span]]) -> "Spans":
        """These spans, each given after its record."""
        return cls({years: Bundle.of(entries) for years, entries in _by_years(found).items()})

    def changed(self, gone: BitMap, new: Iterable[tuple[int, Span]]) -> "Spans":
        """These spans without those of ``gone``, and with new ones, each after its record."""
        bundles, more = dict(self.bundles), _by_years(new)
        touched = {years for years, one in bundles.items() if one.whole.intersect(gone)}
        for years in touched | more.keys():
            there = bundles.pop(years).entries() if years in bundles else ()
            entries = more[years] | {entry for entry in there if entry[-1] not in gone}
            if entries:
                bundles[years] = Bundle.of(entries)
        return Spans(bundles)

    def overlapping(self, codes: Iterable[str], first: date | None, last: date | None) -> BitMap:
        """Records with a span of one of these codes that shares a day with the range."""
        begin = first.toordinal() if first else BEGINNING
        end = last.toordinal() if last else END
        return self._found(
            codes,
            lambda earliest, latest: earliest <= end and latest >= begin,
            # Of two spans of the same years, one that begins late and ends early.
            lambda from_year, to_year: _last(from_year) <= end and _first(to_year) >= begin,
            lambda from_year, to_year: _first(from_year) <= end and _last(to_year) >= begin,
        )

    def within(self, codes: Iterable[str], first: date | None, last: date | None) -> BitMap:
        """Records with a span of one of these codes that is wholly inside the range."""
        begin = first.toordinal() if first else BEGINNING
        end = last.toordinal() if last else END
        return self._found(
            codes,
            lambda earliest, latest: earliest >= begin and latest <= end,
            lambda from_year, to_year: _first(from_year) >= begin and _last(to_year) <= end,
            lambda from_year, to_year: _last(from_year) >= begin and _first(to_year) <= end,
        )

    def everything(self) -> BitMap:
        """Records with any span."""
        return BitMap().union(*(bundle.whole for bundle in self.bundles.values()))

    def in_years(self, codes: Iterable[str]) -> list[tuple[int, int, BitMap]]:
        """Records by the first and last year of their spans; 0 and `NEVER` are open ends."""
        wanted = set(codes)
        return [
            (from_year, to_year, bundle.whole)
            for (code, from_year, to_year), bundle in self.bundles.items()
            if code in wanted
        ]

    def _found(self, codes, holds, surely, possibly) -> BitMap:
        wanted, found = set(codes), []
        for (code, from_year, to_year), bundle in self.bundles.items():
            if code not in wanted:
                continue
            if surely(from_year, to_year):
                found.append(bundle.whole)
            elif possibly(from_year, to_year):
                found.append(BitMap([record for *days, record in bundle.entries() if holds(*days)]))
        return BitMap().union(*found)


def _by_years(found: Iterable[tuple[int, Span]]) -> dict[Years, set[tuple[int, int, int]]]:
    bundles: dict[Years, set[tuple[int, int, int]]] = defaultdict(set)
    for record, (code, first, last) in found:
        bundles[code, _year(first), _year(last)].add((first, last, record))
    return bundles


def _year(day: int) -> int:
    if day == END:
        return NEVER
    return date.fromordinal(day).year if day else 0


def _first(year: int) -> int:
    """The first day of a year; of an open end, itself."""
    return date(year, 1, 1).toordinal() if 0 < year < NEVER else (END if year else BEGINNING)


def _last(year: int) -> int:
    return date(year, 12, 31).toordinal() if 0 < year < NEVER else (END if year else BEGINNING)
