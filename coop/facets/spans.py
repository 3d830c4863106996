"""Spans of days that records have: signatures, periods of status, dates of events."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

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


class Spans:
    """Which records have a span, asked by days.

    A record may have several. Spans that begin and end in the same years stand together,
    so that a question looks one by one only at those of the years in which it ends.
    """

    def __init__(self, found: dict[Span, BitMap] | None = None):
        self._by_years: dict[tuple, dict[Span, BitMap]] = defaultdict(dict)
        for one, records in (found or {}).items():
            self._by_years[_years(one)][one] = records
        self._whole = {
            years: BitMap.union(*spans.values()) for years, spans in self._by_years.items()
        }

    def items(self) -> Iterator[tuple[Span, BitMap]]:
        """Every span with its records."""
        for spans in self._by_years.values():
            yield from spans.items()

    def changed(self, gone: BitMap, new: Iterable[tuple[int, Span]]) -> "Spans":
        """These spans without those of ``gone``, and with new ones, each with its record."""
        result = Spans.__new__(Spans)
        result._by_years = defaultdict(dict, self._by_years)
        result._whole = dict(self._whole)
        more: dict[tuple, dict[Span, BitMap]] = defaultdict(lambda: defaultdict(BitMap))
        for record, one in new:
            more[_years(one)][one].add(record)
        touched = {years for years, whole in self._whole.items() if whole.intersect(gone)}
        for years in touched | more.keys():
            spans = {
                one: left
                for one, records in self._by_years.get(years, {}).items()
                if (left := records - gone)
            }
            for one, records in more.get(years, {}).items():
                spans[one] = spans.get(one, BitMap()) | records
            if spans:
                result._by_years[years] = spans
                result._whole[years] = BitMap.union(*spans.values())
            else:
                result._by_years.pop(years, None)
                result._whole.pop(years, None)
        return result

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
        return BitMap.union(*self._whole.values()) if self._whole else BitMap()

    def in_years(self, codes: Iterable[str]) -> list[tuple[int, int, BitMap]]:
        """Records by the first and last year of their spans; 0 and `NEVER` are open ends."""
        wanted = set(codes)
        return [
            (from_year, to_year, whole)
            for (code, from_year, to_year), whole in self._whole.items()
            if code in wanted
        ]

    def _found(self, codes, holds, surely, possibly) -> BitMap:
        wanted, found = set(codes), []
        for (code, from_year, to_year), whole in self._whole.items():
            if code not in wanted:
                continue
            if surely(from_year, to_year):
                found.append(whole)
            elif possibly(from_year, to_year):
                found += [
                    records
                    for one, records in self._by_years[code, from_year, to_year].items()
                    if holds(one[1], one[2])
                ]
        return BitMap.union(*found) if found else BitMap()


def _years(one: Span) -> tuple[str, int, int]:
    code, earliest, latest = one
    return code, _year(earliest), _year(latest)


def _year(day: int) -> int:
    if day == END:
        return NEVER
    return date.fromordinal(day).year if day else 0


def _first(year: int) -> int:
    """The first day of a year; of an open end, itself."""
    return date(year, 1, 1).toordinal() if 0 < year < NEVER else (END if year else BEGINNING)


def _last(year: int) -> int:
    return date(year, 12, 31).toordinal() if 0 < year < NEVER else (END if year else BEGINNING)
