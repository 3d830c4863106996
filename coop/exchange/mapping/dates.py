"""Dates as people write them, as EDTF; what can be read in two ways is never guessed."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import cache

from babel import Locale, UnknownLocaleError
from django.utils.translation import gettext as _

from coop.dates import edtf
from coop.exchange.mapping.unread import NotRead
from coop.vocabulary.mappings import DateOrder

_MIDNIGHT = re.compile(r"(?P<day>\d{4}-\d{1,2}-\d{1,2})[T ](?P<time>[\d:.]+)\s*(?P<zone>Z|[+-].+)?")
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4})")
_SHORT_YEAR = re.compile(r"\d{1,2}([-/. ])\d{1,2}\1'?\d{2}")
_MONTH_AND_YEAR = re.compile(r"(\d{1,2})[-/. ](\d{4})")
_YEAR_AND_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})")
_YEARS = re.compile(r"(\d{4})\s*[-–—]\s*(\d{4})")
_ABOUT = re.compile(r"(?:c|ca|circa|about|approx|approximately)\.?\s*(\d{4})", re.IGNORECASE)
_SERIAL = re.compile(r"\d{1,7}(?:\.0*)?")
_WHOLE = re.compile(r"(\d{1,4})(?:\.0+)?")
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?", re.IGNORECASE)

_NOTHING_SAID = frozenset(
    ["of", "the", "de", "del", "di", "le", "г", "года", "году", "жылы", "жылғы", "yılı"]
)

_FIRST_SERIAL = 60
"""Excel takes 1900 for a leap year: its day 60 is no day, and those before are off by one."""
_LAST_SERIAL = 2_958_465
_NO_DAY = date(1899, 12, 30)


def read_date(value: object, *, order: str = "", languages: Sequence[str] = ("en",)) -> str:
    """The EDTF text of a date; nothing for a blank one.

    ``order`` is a `DateOrder`; the names of months are read in ``languages``. Raises NotRead
    where the text is no date, or could be two.
    """
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    text = _plain(str(value))
    if not text:
        return ""
    for read in (_of_day_and_time, _of_numbers, _of_years, _of_words):
        found = read(text, order, languages)
        if found:
            return _checked(found)
    return _checked(text)


def read_serial(value: object) -> str:
    """The EDTF text of a day that a spreadsheet wrote as its number of days since 1899."""
    if isinstance(value, date):
        return read_date(value)
    text = _plain(str(value))
    if not text:
        return ""
    if not _SERIAL.fullmatch(text) or not _FIRST_SERIAL < int(float(text)) <= _LAST_SERIAL:
        raise NotRead(_("“%(text)s” is no number of days.") % {"text": text[:40]})
    return (_NO_DAY + timedelta(days=int(float(text)))).isoformat()


def join_date(
    *, year: object = "", month: object = "", day: object = "", languages: Sequence[str] = ("en",)
) -> str:
    """The EDTF text of a date that stands in three columns; nothing where all are blank."""
    year_text, month_text, day_text = (_plain(str(part)) for part in (year, month, day))
    if not (year_text or month_text or day_text):
        return ""
    shown = " ".join(filter(None, (day_text, month_text, year_text)))
    if not year_text:
        raise NotRead(_("“%(text)s” has no year.") % {"text": shown[:40]})
    if day_text and not month_text:
        raise NotRead(_("“%(text)s” has a day but no month.") % {"text": shown[:40]})
    years = _WHOLE.fullmatch(year_text)
    if not years or len(years[1]) < 4:
        raise NotRead(_no_four_digits(year_text))
    parts = [years[1]]
    if month_text:
        number = _WHOLE.fullmatch(month_text)
        found = int(number[1]) if number else _month(month_text, languages)
        if found is None:
            raise NotRead(_("“%(text)s” is no month.") % {"text": month_text[:40]})
        parts.append(f"{found:02d}")
    if day_text:
        number = _WHOLE.fullmatch(day_text)
        if not number:
            raise NotRead(_("“%(text)s” is no day.") % {"text": day_text[:40]})
        parts.append(f"{int(number[1]):02d}")
    return _checked("-".join(parts))


def _plain(text: str) -> str:
    """The text with Latin digits, single spaces, and without invisible characters."""
    characters = []
    for character in unicodedata.normalize("NFKC", text[:200]):
        category = unicodedata.category(character)
        if category == "Nd":
            characters.append(str(unicodedata.decimal(character)))
        elif category != "Cf":
            characters.append(character)
    return " ".join("".join(characters).split())


def _checked(text: str) -> str:
    """The date, normalised, when it is in the calendar."""
    try:
        return edtf.parse(text).text
    except edtf.DateError as error:
        if error.code == "date_unreadable":
            raise NotRead(_("“%(text)s” cannot be read as a date.") % {"text": text[:40]}) from None
        raise NotRead(str(error)) from None


def _of_day_and_time(text, order, languages):
    found = _MIDNIGHT.fullmatch(text)
    if not found:
        return None
    if found["zone"] and found["time"].strip("0:."):
        raise NotRead(
            _("“%(text)s” is a moment, and which day that was depends on the place.")
            % {"text": text[:40]}
        )
    return _of_numbers(found["day"], order, languages)


def _of_numbers(text, order, languages):
    if found := _YEAR_FIRST.fullmatch(text):
        return _iso(found[1], found[3], found[4])
    if found := _YEAR_LAST.fullmatch(text):
        return _in_order(text, int(found[1]), int(found[3]), found[4], order)
    if _SHORT_YEAR.fullmatch(text):
        raise NotRead(_no_four_digits(text))
    if found := _MONTH_AND_YEAR.fullmatch(text):
        return _iso(found[2], found[1])
    if found := _YEAR_AND_MONTH.fullmatch(text):
        return _iso(found[1], found[2])
    return None


def _in_order(text, first: int, second: int, year: str, order: str) -> str:
    """The date whose day and month are the two numbers, in the order that the rule says."""
    if order == DateOrder.DAY_FIRST:
        day, month = first, second
    elif order == DateOrder.MONTH_FIRST:
        day, month = second, first
    elif first == second or second > 12 >= first or first > 12 >= second:
        day, month = max(first, second), min(first, second)
    else:
        raise NotRead(
            _("“%(text)s” can be read with the day first or the month first: say which.")
            % {"text": text}
        )
    if not 1 <= month <= 12:
        raise NotRead(
            _("“%(text)s” has no month %(month)d: not all dates have the same order.")
            % {"text": text, "month": month}
        )
    return _iso(year, month, day)


def _of_years(text, order, languages):
    if found := _ABOUT.fullmatch(text):
        return f"{found[1]}~"
    found = _YEARS.fullmatch(text)
    return f"{found[1]}/{found[2]}" if found else None


def _of_words(text, order, languages):
    """The date in which a month is named, in any order: 21 Sep 1965, September 1965."""
    year = month = day = None
    words = [word for word in re.split(r"[\s,/–-]+", text) if word]
    for position, word in enumerate(words, 1):
        if word.casefold().strip(".") in _NOTHING_SAID:
            continue
        number = _DAY.fullmatch(word)
        if re.fullmatch(r"\d{4}\.?", word) and year is None:
            year = word.rstrip(".")
        elif number and day is None:
            day = int(number[1])
        elif re.fullmatch(r"'?\d{2}", word) and position == len(words):
            raise NotRead(_no_four_digits(text))
        elif (named := _month(word, languages)) and month is None:
            month = named
        elif not _is_weekday(word, languages):
            return None
    if month is None:
        return None
    if year is None:
        raise NotRead(_no_four_digits(text) if day else _no_year(text))
    return _iso(year, month, day)


def _iso(year, month, day=None) -> str:
    text = f"{year}-{int(month):02d}"
    return text if day is None else f"{text}-{int(day):02d}"


def _no_four_digits(text: str) -> str:
    return _("The year of “%(text)s” is not in four digits, and the century is not guessed.") % {
        "text": text[:40]
    }


def _no_year(text: str) -> str:
    return _("“%(text)s” has no year.") % {"text": text[:40]}


def _month(word: str, languages: Sequence[str]) -> int | None:
    wanted = _folded(word)
    return next((found for language in languages if (found := _months(language).get(wanted))), None)


def _is_weekday(word: str, languages: Sequence[str]) -> bool:
    return any(_folded(word) in _weekdays(language) for language in languages)


def _folded(word: str) -> str:
    return word.casefold().strip(".\u200f")


@cache
def _months(language: str) -> dict[str, int]:
    """The months of a language by name and by short name, without those of two months."""
    locale = _locale(language)
    found: dict[str, int] = {"sept": 9} if locale.language == "en" else {}
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in locale.months[context][width].items():
                if not name.isdigit():
                    found.setdefault(_folded(name), number)
    return found


@cache
def _weekdays(language: str) -> frozenset[str]:
    days = _locale(language).days["format"]
    return frozenset(
        _folded(name) for width in ("wide", "abbreviated") for name in days[width].values()
    )


def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language or "en", sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")
