"""What stands at one place of a text: a day, a month, a year, or several of them in a row."""

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, replace

from coop.recognition import phrases
from coop.recognition.calendars import FIRST_SOLAR_YEAR, LAST_SOLAR_YEAR
from coop.recognition.days import NEEDS_OF, NOT_A_DAY, days
from coop.recognition.months import (
    GREGORIAN,
    MONTH_WORDS,
    SOLAR,
    Month,
    english_months,
    months,
    months_of_two_words,
)
from coop.recognition.tokens import LAST, NUMBER, SIGN, WORD, Token, tokens

FIRST_YEAR, LAST_YEAR = 1800, 2100

APOSTROPHES = frozenset("'’‘`´")
_COMMAS = frozenset([",", "،", "-"])
_PARTICLES_START = "وفبلكا"
_KEPT = 100


@dataclass(frozen=True, slots=True)
class Part:
    """As much of a date as stands in the tokens from ``begin`` to ``end``, the last excluded.

    What follows is read from ``then``, behind words that only lead on. ``other``: the same
    numbers with day and month exchanged, as EDTF, where both readings are dates.
    """

    begin: int
    end: int
    then: int
    day: int | None = None
    month: int | None = None
    year: int | None = None
    calendar: str = GREGORIAN
    other: str = ""
    is_start: bool = False
    has_year_word: bool = False

    @property
    def is_year(self) -> bool:
        return self.year is not None and self.month is None and self.day is None


class Reader:
    """A text as tokens, and what stands at each of them."""

    def __init__(self, text: str, language: str):
        self.text = text
        self.is_persian = language.split("-")[0].lower() == "fa"
        self.tokens = tokens(text)
        self._known: dict[int, Part | None] = {}

    def at(self, place: int) -> Token:
        return self.tokens[place] if 0 <= place < len(self.tokens) else LAST

    def words(self, begin: int, end: int) -> str:
        return self.text[self.tokens[begin].start : self.tokens[end - 1].end]

    def says(self, place: int, words: Collection[str]) -> bool:
        """Whether one of the words stands there, in Arabic also with a particle before it."""
        token = self.at(place)
        if token.kind != WORD:
            return False
        if token.word in words:
            return True
        return token.word[:1] in _PARTICLES_START and any(
            form in words for form in phrases.without_particles(token.word)
        )

    def past(self, place: int, words: Collection[str], limit: int = 3) -> int:
        """The place behind at most so many of the words."""
        for _step in range(limit):
            if not self.says(place, words):
                break
            place += 1
        return place

    def is_sign(self, place: int, signs: Collection[str]) -> bool:
        token = self.at(place)
        return token.kind == SIGN and token.word in signs

    def part(self, place: int) -> Part | None:
        """The longest part of a date that begins here; bare days and months count."""
        if place not in self._known:
            # It is asked for at the same few places, as an end of a span and as a date alone.
            if len(self._known) > _KEPT:
                self._known.clear()
            self._known[place] = self._part(place)
        return self._known[place]

    def _part(self, place: int) -> Part | None:
        token = self.at(place)
        if token.kind == NUMBER:
            return self._numeric(place) or self._with_year_first(place) or self._with_day(place)
        if token.kind == WORD:
            spelled = self.spelled_day(place)
            return self._with_day(place, spelled) if spelled else self._with_month(place)
        return None

    # Numbers alone

    def _numeric(self, place: int) -> Part | None:
        """2025-12-11, 11.12.2025, 11/12/2025, and the same in the Solar Hijri calendar."""
        first, sign, second, again, third = (self.at(place + step) for step in range(5))
        if not (second.kind == third.kind == NUMBER and sign.word in ("-", "/", ".", "‑", "–")):
            return None
        if sign.word != again.word or not all(it.is_joined for it in (sign, second, again, third)):
            return None
        if self.is_sign(place + 5, (sign.word,)) and self._is_joined_number(place + 6):
            return None
        if first.length == 4 and second.length <= 2 and third.length <= 2:
            year, month, day, other = first.number, second.number, third.number, False
        elif third.length == 4 and first.length <= 2 and second.length <= 2:
            year, month, day = third.number, second.number, first.number
            other = sign.word != "." and day <= 12 and month <= 12 and day != month
            if sign.word != "." and month > 12:
                month, day = day, month
        else:
            return None
        end, is_solar = self._year_tail(place + 5)
        calendar = self._calendar_of(year, first.start, is_solar=is_solar)
        if not calendar or not 1 <= month <= 12 or not 1 <= day <= 31:
            return None
        exchanged = f"{year}-{day:02}-{month:02}" if other else ""
        return Part(place, end, end, day, month, year, calendar, other=exchanged)

    def _is_joined_number(self, place: int) -> bool:
        return self.at(place).kind == NUMBER and self.at(place).is_joined

    def _calendar_of(self, year: int, start: int, *, is_solar: bool | None) -> str:
        """The calendar that a year of four digits is one of; empty where it is of none."""
        if FIRST_YEAR <= year <= LAST_YEAR:
            return GREGORIAN
        is_persian = self.is_persian or unicodedata.name(self.text[start]).startswith("EXTENDED")
        if FIRST_SOLAR_YEAR <= year <= LAST_SOLAR_YEAR and (
            is_solar or (is_solar is None and is_persian)
        ):
            return SOLAR
        return ""

    # Years

    def year(self, place: int) -> int | None:
        """A number of four digits that no digit follows, whichever year it may be."""
        token = self.at(place)
        if token.kind != NUMBER or token.length != 4:
            return None
        follows = self.is_sign(place + 1, (".", ",", "٫", "٬")) and self.at(place + 1).is_joined
        return None if follows and self._is_joined_number(place + 2) else token.number

    def _year_tail(self, place: int) -> tuple[int, bool | None]:
        """The place behind «года», «г.», «жылғы», and whether they say that the year is solar."""
        is_suffixed = self.is_sign(place, ("-",)) and self.at(place + 1).is_joined
        if is_suffixed and self.says(place + 2, phrases.YEAR_WORDS_AFTER):
            # «2025-й год»
            place += 2 if self.at(place + 1).word in phrases.ORDINALS else 0
        token = self.at(place)
        if self.says(place, phrases.LUNAR_WORDS):
            if self.is_sign(place + 1, (".",)) and self.says(place + 2, phrases.SOLAR_WORDS):
                return place + 3, True
            return place, False
        if token.kind != WORD or token.word not in phrases.YEAR_WORDS_AFTER:
            return place, None
        is_solar = True if token.word in phrases.SOLAR_WORDS else None
        is_short = token.length <= 2 and self.at(place + 1).is_joined
        return place + 1 + (is_short and self.is_sign(place + 1, (".",))), is_solar

    def _with_year_first(self, place: int) -> Part | None:
        """A year, with what Kazakh and Turkish put behind it: «2025 жылғы 11 желтоқсан»."""
        year = self.year(place)
        if year is None:
            return None
        tail, is_solar = self._year_tail(place + 1)
        calendar = self._calendar_of(year, self.at(place).start, is_solar=is_solar)
        if not calendar:
            return None
        alone = Part(
            place, tail, tail, year=year, calendar=calendar, has_year_word=tail > place + 1
        )
        leads_on = self.says(place + 1, phrases.KAZAKH_OR_TURKISH)
        rest = None
        if leads_on:
            rest = self._with_day(tail) or self._with_month(tail, has_year=True)
        elif found := self.month(tail):
            rest = Part(tail, found[1], found[2], month=found[0].number, is_start=found[0].is_start)
            if self._year_after(found[2], found[0].calendar):
                return alone
        if rest is None or rest.year is not None or rest.calendar != calendar:
            return alone
        return replace(rest, begin=place, year=year)

    # Months

    def month(self, place: int) -> tuple[Month, int, int] | None:
        """A month's name, the place behind it, and the place where the date goes on."""
        token = self.at(place)
        if token.kind != WORD:
            return None
        found = None
        behind = place + 1
        for form in phrases.without_particles(token.word):
            if seconds := months_of_two_words().get(form):
                if found := seconds.get(self.at(place + 1).word):
                    behind = place + 2
                break
            if found := months().get(form):
                break
        if not found or (found.is_capital and not token.is_capital):
            return None
        if self.is_sign(behind, ("/", "(")):
            # The other Arabic name of the same month: «كانون الأول/ديسمبر».
            again = self.month_of_a_pair(behind + 1)
            if again and again[0] == found.number:
                behind = again[1] + self.is_sign(again[1], (")",))
        then = self.past(behind, MONTH_WORDS, 1)
        end = behind if then == behind else then
        follows = self.at(then)
        if follows.kind == SIGN and follows.is_joined:
            if follows.word in APOSTROPHES and self.at(then + 1).is_joined:
                suffix = self.at(then + 1).word
                then = self.past(then + 2, MONTH_WORDS, 1)
                found = replace(found, is_start=suffix in phrases.TO)
            elif follows.word == "." and token.length <= 5:
                then += 1
        return found, end, then

    def month_of_a_pair(self, place: int) -> tuple[int, int] | None:
        """A month behind a slash, by its number, and the place behind it."""
        word = self.at(place).word
        if seconds := months_of_two_words().get(word):
            found = seconds.get(self.at(place + 1).word)
            return (found.number, place + 2) if found else None
        single = months().get(word)
        return (single.number, place + 1) if single else None

    def _year_after(self, place: int, calendar: str) -> tuple[int, int] | None:
        """The year that belongs to the month before, and the place behind it."""
        if self.is_sign(place, _COMMAS):
            place += 1
        place = self.past(place, phrases.WEEKDAYS, 1)
        place = self.past(place, phrases.BEFORE_YEAR)
        year = self.year(place)
        if year is None:
            return None
        tail, is_solar = self._year_tail(place + 1)
        known = self._calendar_of(
            year, self.at(place).start, is_solar=is_solar or calendar == SOLAR
        )
        return (year, tail) if known == calendar else None

    def _with_month(self, place: int, *, has_year: bool = False) -> Part | None:
        """A month with the day behind it, as in “December 11, 2025”, or with the year alone."""
        found = self.month(self.past(place, ("شهر", "ماه"), 1))
        if found is None:
            return None
        month, end, then = found
        part = Part(
            place, end, then, None, month.number, calendar=month.calendar, is_start=month.is_start
        )
        if day := self._day_behind_month(place, then):
            part = replace(part, day=day[0], end=day[1], then=day[1])
        return part if has_year else self._and_year(part)

    def _day_behind_month(self, place: int, then: int) -> tuple[int, int] | None:
        found = self.day(then)
        if found is None or self.at(then).length > 2:
            return None
        day, behind = found
        is_ordinal = behind > then + 1
        if not is_ordinal and self.at(place).word not in english_months():
            return None
        if self.says(behind, phrases.COUNTED) or self.is_sign(behind, ("%", ":")):
            return None
        # «11 декабря 5 октября» and “May 5 June”: the number belongs to the month behind it.
        return None if self.month(behind) and not is_ordinal else (day, behind)

    def _and_year(self, part: Part) -> Part | None:
        """The part with its year, where one is stated; None where a number denies all of it."""
        if after := self._year_after(part.then, part.calendar):
            year, behind = after
            return replace(part, year=year, end=behind, then=behind)
        follows = self.at(part.then)
        is_of_no_year = follows.kind == NUMBER and follows.length in (3, 4)
        if is_of_no_year and not self.says(part.then + 1, phrases.COUNTED):
            return None
        return part

    # Days

    def day(self, place: int) -> tuple[int, int] | None:
        """A number from 1 to 31, and the place behind it and what makes it an ordinal."""
        token = self.at(place)
        if token.kind != NUMBER or token.length > 2 or not 1 <= token.number <= 31:
            return None
        behind = place + 1
        sign = self.at(behind)
        if sign.kind == SIGN and sign.is_joined and sign.word in {*APOSTROPHES, "-"}:
            behind += 1
        suffix = self.at(behind)
        if suffix.kind == WORD and suffix.is_joined and suffix.word in phrases.ORDINALS:
            return token.number, behind + 1
        return token.number, place + 1

    def spelled_day(self, place: int) -> tuple[int, int] | None:
        """A day written as words, and the place behind it."""
        if self.at(place).kind != WORD or self.says(place - 1, NOT_A_DAY):
            return None
        for form in phrases.without_particles(self.at(place).word):
            for others, day in days().get(form, ()):
                behind = place + 1
                for word in others:
                    behind += self.is_sign(behind, ("-",))
                    if self.at(behind).word != word:
                        break
                    behind += 1
                else:
                    is_day = form not in NEEDS_OF or self.at(behind).word in ("of", "day")
                    return (day, behind) if is_day else None
        return None

    def _with_day(self, place: int, found: tuple[int, int] | None = None) -> Part | None:
        """A day, with its month and year where they follow; ``found`` when it has been read."""
        found = found or self.day(place)
        if found is None:
            return None
        day, behind = found
        bare = Part(place, behind, behind, day)
        then = behind
        if self.is_sign(then, ("-", "‑")) and self.at(then).is_joined:
            then += 1
            if not self.at(then).is_joined:
                return bare
        name = self.month(self.past(then, phrases.OF)) or self.month(then)
        if name is None:
            return bare
        month, end, then = name
        return self._and_year(
            Part(
                place,
                end,
                then,
                day,
                month.number,
                calendar=month.calendar,
                is_start=month.is_start,
            )
        )
