"""Uncertain dates as EDTF text (ISO 8601-2, the Library of Congress' profile).

The syntax is read by the ``edtf`` package's parser. Around it stand the rules that the
parser does not keep: it accepts 30 February with a doubt on it, spans that run
backwards, and years from the day of creation; it puts a date without a year between
the years 0 and 9999; it prints to standard output when it stumbles. It also needs 3 to
7 ms for a date, so a plain day, month or year is read without it.
"""

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Literal

from django.utils.translation import gettext_lazy as _
from edtf.parser import EDTFParseException, parse_edtf

MAX_LENGTH = 60

ACCEPTED = _(
    "Write a day as 2025-12-11, a month as 2025-12, a year as 2025, a decade as 198X, and a span "
    "as 2025-10-01/2025-10-05, or 2025/.. where it has no end. Add ? to what is uncertain (2025?) "
    "and ~ to what is approximate (2025~); ?2025-12-11 says that only the year is uncertain, "
    "XXXX-12-11 that no year is stated."
)

HINT = _(
    "For example 2025-12-11, 2025-12 or 2025; 2025? where it is uncertain, ?2025-12-11 where only "
    "the year is, XXXX-12-11 where no year is stated; 2025-10-01/2025-10-05 for a span."
)

PARTS = ("year", "month", "day")

_POINT = re.compile(
    r"[?~%]?(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX|XXXX)[?~%]?"
    r"(?:-[?~%]?(?P<month>[0-9]{2})[?~%]?(?:-[?~%]?(?P<day>[0-9]{2})[?~%]?)?)?"
)
_QUALIFIERS = re.compile("[?~%]")
_DOUBT = re.compile("[?~%]|XXXX")
_SEASONS = range(21, 42)
_A_LEAP_YEAR = 2000

_SAME_AS = {
    "\N{MINUS SIGN}": "-",
    "\N{ARABIC QUESTION MARK}": "?",
    "\N{ARABIC PERCENT SIGN}": "%",
    "\N{CYRILLIC CAPITAL LETTER HA}": "X",
    "\N{CYRILLIC SMALL LETTER HA}": "X",
}


class DateError(ValueError):
    """A text that is no date here; as a string, the sentence that says so and how to mend it."""

    def __init__(self, reason, *, code: str, typed: str, **params):
        super().__init__(reason)
        self.reason = reason
        self.code = code
        self.params: dict[str, Any] = {"typed": _shown(typed), **params}

    def __str__(self) -> str:
        return str(self.reason) % self.params


@dataclass(frozen=True, slots=True)
class Point:
    """A day, a month, a year or a run of years, with the doubts about each part.

    ``year`` is None where no year is stated; ``last_year`` differs from it only in a
    decade or a century, where it is the last one.
    """

    year: int | None
    last_year: int | None
    month: int | None
    day: int | None
    earliest: date | None
    latest: date | None
    uncertain: frozenset[str] = frozenset()
    approximate: frozenset[str] = frozenset()

    @property
    def parts(self) -> frozenset[str]:
        """The parts that are stated: of a month, its year and its month."""
        return frozenset(part for part in PARTS if getattr(self, part) is not None)


@dataclass(frozen=True, slots=True)
class UncertainDate:
    """A date as far as it is known.

    ``text`` is its EDTF text, normalised; an empty text is a date that is not stated.
    ``earliest`` and ``latest`` are the first and the last day it can mean, and None where
    it has no such day. A single date has one point, as its ``start`` and its ``end``; a
    span has None at an end that is open or unknown.
    """

    text: str
    start: Point | None
    end: Point | None
    is_interval: bool = False

    @property
    def earliest(self) -> date | None:
        return self.start.earliest if self.start else None

    @property
    def latest(self) -> date | None:
        return self.end.latest if self.end else None

    @property
    def points(self) -> tuple[Point, ...]:
        points = (self.start, self.end) if self.is_interval else (self.start,)
        return tuple(point for point in points if point)

    @property
    def is_stated(self) -> bool:
        return bool(self.points)

    @property
    def uncertain_parts(self) -> frozenset[str]:
        """Those of year, month and day that carry a ``?`` or a ``%``."""
        return frozenset().union(*(point.uncertain for point in self.points))

    @property
    def approximate_parts(self) -> frozenset[str]:
        """Those of year, month and day that carry a ``~`` or a ``%``."""
        return frozenset().union(*(point.approximate for point in self.points))

    @property
    def is_uncertain(self) -> bool:
        return bool(self.uncertain_parts)

    @property
    def is_approximate(self) -> bool:
        return bool(self.approximate_parts)

    @property
    def is_qualified(self) -> bool:
        return self.is_uncertain or self.is_approximate

    @property
    def is_year_stated(self) -> bool:
        return any(point.year is not None for point in self.points)

    @property
    def is_open(self) -> bool:
        """Whether it is a span with only one end stated."""
        return self.is_interval and len(self.points) == 1

    @property
    def is_exact(self) -> bool:
        """Whether it is one day, and no doubt about it."""
        return (
            not self.is_interval
            and self.start is not None
            and self.start.parts == {"year", "month", "day"}
            and not self.is_qualified
        )


NOT_STATED = UncertainDate("", None, None)


def has_doubt(text: str) -> bool:
    """Whether a part of a date, normal as it is stored, is in doubt, or its year not stated."""
    return _DOUBT.search(text) is not None


def without_marks(text: str) -> str:
    """The text of a date without the marks of what is uncertain or approximate in it."""
    return _QUALIFIERS.sub("", text)


@lru_cache(maxsize=8192)
def parse(text: str) -> UncertainDate:
    """Read a date as it was typed. Raises DateError, and nothing else, on any other text."""
    normal = _normalised(text)
    if not normal:
        return NOT_STATED
    if "/" in normal:
        return _interval(normal, typed=text)
    point = _point(normal, typed=text)
    return UncertainDate(normal, point, point)


Match = Literal["certain", "possible"]


def overlap(value: UncertainDate | str, first: date | None, last: date | None) -> Match | None:
    """Say whether the date falls between two days, both included; None is no limit.

    It is certain when all of it lies inside and nothing about it is doubtful, and
    possible when it only touches the range. A date without bounds falls in no range.
    """
    value = parse(value) if isinstance(value, str) else value
    earliest, latest = value.earliest, value.latest
    if earliest is None and latest is None:
        return None
    if last and earliest and earliest > last:
        return None
    if first and latest and latest < first:
        return None
    starts_inside = first is None or (earliest is not None and earliest >= first)
    ends_inside = last is None or (latest is not None and latest <= last)
    return "certain" if starts_inside and ends_inside and not value.is_qualified else "possible"


def _shown(typed: str) -> str:
    """The text as an error message can show it: short, and without invisible characters."""
    typed = typed.strip()
    text = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in typed)
    return text if len(text) <= MAX_LENGTH else f"{text[:MAX_LENGTH]}…"


def _normalised(typed: str) -> str:
    text = "".join(
        _normalised_character(char) for char in unicodedata.normalize("NFKC", typed[:200])
    )
    text = re.sub(r"\s*/\s*", "/", text.strip()).upper()
    if len(text) > MAX_LENGTH or len(typed) > 200:
        raise DateError(
            _("“%(typed)s” is too long for a date: at most %(limit)d characters are accepted."),
            code="date_too_long",
            typed=typed,
            limit=MAX_LENGTH,
        )
    return text


def _normalised_character(char: str) -> str:
    if char in _SAME_AS:
        return _SAME_AS[char]
    match unicodedata.category(char):
        case "Nd":
            return str(unicodedata.decimal(char))
        case "Pd":
            return "-"
        case "Cf":
            return ""
    return char


def _interval(text: str, typed: str) -> UncertainDate:
    if text.count("/") > 1:
        raise _unreadable(typed)
    start, end = (None if side in ("", "..") else _point(side, typed) for side in text.split("/"))
    if start is None and end is None:
        raise DateError(
            _("“%(typed)s” states neither a beginning nor an end; write one of the two at least."),
            code="date_open_at_both_ends",
            typed=typed,
        )
    if any(point and point.year is None for point in (start, end)) and not (
        start and end and start.year == end.year
    ):
        raise DateError(
            _("In “%(typed)s” one end has no year: write the year at both ends, or at neither."),
            code="date_half_without_year",
            typed=typed,
        )
    value = UncertainDate(text, start, end, is_interval=True)
    if value.earliest and value.latest and value.earliest > value.latest:
        raise DateError(
            _("“%(typed)s” ends before it begins; write the earlier date first."),
            code="date_reversed",
            typed=typed,
        )
    return value


def _point(text: str, typed: str) -> Point:
    shape = _POINT.fullmatch(text)
    if shape is None:
        raise _unreadable(typed)
    year, month, day = shape.group("year", "month", "day")
    if month and int(month) in _SEASONS:
        raise DateError(
            _(
                "“%(typed)s” names a season, and seasons differ from place to place; "
                "write its months as a span, such as 2022-03/2022-05."
            ),
            code="date_season",
            typed=typed,
        )
    if year == "XXXX":
        return _point_without_year(text, typed, month, day)
    if "X" in year and month:
        raise DateError(
            _("“%(typed)s” gives a month but not its year; write XXXX-12 where no year is stated."),
            code="date_unspecified",
            typed=typed,
        )
    uncertain, approximate = _doubts_of(shape, typed)
    first_year, last_year = int(year.replace("X", "0")), int(year.replace("X", "9"))
    return Point(
        first_year,
        last_year,
        int(month) if month else None,
        int(day) if day else None,
        _calendar_day(first_year, int(month or 1), int(day or 1), typed),
        _calendar_day(last_year, int(month or 12), int(day) if day else None, typed),
        uncertain,
        approximate,
    )


def _point_without_year(text: str, typed: str, month: str | None, day: str | None) -> Point:
    if _QUALIFIERS.search(text):
        raise _unreadable(typed)
    if month is None:
        raise DateError(
            _("“%(typed)s” states nothing; leave the date empty when the source gives none."),
            code="date_states_nothing",
            typed=typed,
        )
    _calendar_day(_A_LEAP_YEAR, int(month), int(day or 1), typed)
    return Point(None, None, int(month), int(day) if day else None, None, None)


def _calendar_day(year: int, month: int, day: int | None, typed: str) -> date:
    """The day in the calendar; without a number, the last of its month."""
    try:
        return date(year, month, calendar.monthrange(year, month)[1] if day is None else day)
    except (ValueError, calendar.IllegalMonthError):
        raise DateError(
            _("“%(typed)s” is not in the calendar; check its year, its month and its day."),
            code="date_impossible",
            typed=typed,
        ) from None


def _doubts_of(shape: re.Match, typed: str) -> tuple[frozenset[str], frozenset[str]]:
    """The uncertain and the approximate parts of a date.

    Which they are follows from where the marks stand, whatever the digits: so the parser is
    asked once for each way to set them, and not for each date.
    """
    text = shape[0]
    if not _QUALIFIERS.search(text):
        return frozenset(), frozenset()
    for part, digits in (("day", "01"), ("month", "01"), ("year", "2000")):
        first, last = shape.span(part)
        if first >= 0 and shape[part].isdigit():
            text = f"{text[:first]}{digits}{text[last:]}"
    try:
        return _doubts(text)
    except EDTFParseException:
        raise _unreadable(typed) from None


@lru_cache(maxsize=512)
def _doubts(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The doubts as the standard reads the marks.

    A mark to the right of a part speaks of it and of all parts to its left, a mark to
    the left of a part of that part alone.
    """
    parsed = parse_edtf(text)
    stated = PARTS[: 1 + text.count("-")]
    marks = (
        (getattr(parsed, "ua", None), stated),
        (getattr(parsed, "year_ua", None), ("year",)),
        (getattr(parsed, "year_ua_b", None), ("year",)),
        (getattr(parsed, "year_month_ua", None), ("year", "month")),
        (getattr(parsed, "month_ua", None), ("month",)),
        (getattr(parsed, "day_ua", None), ("day",)),
    )
    uncertain: set[str] = set()
    approximate: set[str] = set()
    for mark, parts in marks:
        if mark and str(mark) in "?%":
            uncertain.update(parts)
        if mark and str(mark) in "~%":
            approximate.update(parts)
    return frozenset(uncertain), frozenset(approximate)


def _unreadable(typed: str) -> DateError:
    if re.search(r"[][{}]", typed):
        return DateError(
            _("“%(typed)s” is a list of dates, which is not accepted; write one date or one span."),
            code="date_list",
            typed=typed,
        )
    if re.match(r"\s*([Yy]-?|-)[0-9]", typed):
        return DateError(
            _("In “%(typed)s” the year is not one from 0001 to 9999, written in four digits."),
            code="date_year",
            typed=typed,
        )
    return DateError(
        _("“%(typed)s” cannot be read as a date. %(accepted)s"),
        code="date_unreadable",
        typed=typed,
        accepted=ACCEPTED,
    )
