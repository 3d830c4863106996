"""Dates in words, never more exact than they are.

The names of months and the order of a date come from Babel (CLDR); the phrases around
them are ours, translated. Digits are Latin ones in every language, as in Babel's dates.
"""

import re
from datetime import date
from functools import cache, lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .edtf import Point, UncertainDate, parse

_UNCERTAIN = {
    frozenset(["year"]): gettext_lazy("year inferred"),
    frozenset(["month"]): gettext_lazy("month inferred"),
    frozenset(["day"]): gettext_lazy("day inferred"),
    frozenset(["year", "month"]): gettext_lazy("month and year inferred"),
    frozenset(["year", "day"]): gettext_lazy("day and year inferred"),
    frozenset(["month", "day"]): gettext_lazy("day and month inferred"),
}
_APPROXIMATE = {
    frozenset(["year"]): gettext_lazy("year approximate"),
    frozenset(["month"]): gettext_lazy("month approximate"),
    frozenset(["day"]): gettext_lazy("day approximate"),
    frozenset(["year", "month"]): gettext_lazy("month and year approximate"),
    frozenset(["year", "day"]): gettext_lazy("day and year approximate"),
    frozenset(["month", "day"]): gettext_lazy("day and month approximate"),
}

_A_LEAP_YEAR = 2000


def in_words(value: UncertainDate | str, language: str | None = None) -> str:
    """Say the date in a language, the active one unless another is given.

    The text is plain; isolating it from text of another direction is the template's part.
    Raises DateError where ``value`` is a text that is no date.
    """
    text = value if isinstance(value, str) else value.text
    return _in_words(text, language or translation.get_language() or "en")


@lru_cache(maxsize=8192)
def _in_words(text: str, language: str) -> str:
    value = parse(text)
    with translation.override(language):
        locale = _locale(language)
        if value.is_interval:
            return _interval(value, locale)
        if value.start is None:
            return _("date not stated")
        return _point(value.start, locale)


def _interval(value: UncertainDate, locale: Locale) -> str:
    start, end = value.start, value.end
    if start and end:
        if (start.uncertain, start.approximate) == (end.uncertain, end.approximate):
            return _qualified(_plain_span(start, end, locale), start)
        return _span(_point(start, locale), _point(end, locale))
    (stated,) = value.points
    if start:
        is_unknown = value.text.endswith("/")
        phrase = _("from %(date)s, end not known") if is_unknown else _("from %(date)s")
    else:
        is_unknown = value.text.startswith("/")
        phrase = _("until %(date)s, beginning not known") if is_unknown else _("until %(date)s")
    return phrase % {"date": _point(stated, locale)}


def _point(point: Point, locale: Locale) -> str:
    return _qualified(_plain(point, locale), point)


def _qualified(phrase: str, point: Point) -> str:
    if point.approximate == point.parts:
        phrase = _("about %(date)s") % {"date": phrase}
    notes = [
        _("year not stated") if point.year is None else "",
        _("uncertain") if point.uncertain == point.parts else _UNCERTAIN.get(point.uncertain),
        _APPROXIMATE.get(point.approximate) if point.approximate != point.parts else "",
    ]
    for note in filter(None, notes):
        phrase = _("%(date)s, %(note)s") % {"date": phrase, "note": note}
    return phrase


def _plain(point: Point, locale: Locale) -> str:
    """The date without its doubts."""
    if point.year != point.last_year:
        return _("between %(first)s and %(last)s") % {
            "first": point.year,
            "last": point.last_year,
        }
    if point.month is None:
        return str(point.year)
    return _formatted(point, _pattern(point, locale), locale)


def _plain_span(start: Point, end: Point, locale: Locale) -> str:
    if start == end:
        return _plain(start, locale)
    if start.parts == end.parts == {"year"} and start.year == start.last_year:
        return _("%(first)s–%(last)s") % {"first": start.year, "last": end.last_year}
    if start.day and end.day and (start.year, start.month) == (end.year, end.month):
        pattern = _with_days(_pattern(start, locale), start.day, end.day)
        return _formatted(start, pattern, locale)
    return _span(_plain(start, locale), _plain(end, locale))


def _span(start: str, end: str) -> str:
    return _("%(start)s – %(end)s") % {"start": start, "end": end}


def _pattern(point: Point, locale: Locale) -> str:
    """The language's way to write a date that states these parts, as a CLDR pattern."""
    if point.day is None:
        return "LLLL" if point.year is None else locale.datetime_skeletons["yMMMM"].pattern
    if point.year is None:
        return locale.datetime_skeletons["MMMMd"].pattern
    return locale.date_formats["long"].pattern


def _with_days(pattern: str, first: int, last: int) -> str:
    """Put a run of days in the place of the day; in a pattern, words stand in quotes."""
    return re.sub(r"('[^']*')|d+", lambda part: part[1] or f"'{first}–{last}'", pattern)


def _formatted(point: Point, pattern: str, locale: Locale) -> str:
    day = date(point.year or _A_LEAP_YEAR, point.month or 1, point.day or 1)
    return format_date(day, pattern, locale)


@cache
def _locale(language: str) -> Locale:
    """Babel's locale; day before month in English, and English for a language it lacks."""
    if language in ("en", "en-us"):
        return Locale("en", "GB")
    for tag in (language, language.split("-")[0]):
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en", "GB")
