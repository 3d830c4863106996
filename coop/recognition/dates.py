"""Dates in running text, as EDTF: exact where the words are, and in doubt where they are.

English, Arabic, Persian, Russian, Kazakh, Turkish and French are read together, whatever the
language of the text, in digits of any script. A month alone ("in May") and a date without a
number are no dates here. Years are 1800 to 2100, or 1300 to 1500 of the Solar Hijri calendar.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from coop.dates.edtf import DateError, parse
from coop.recognition import phrases
from coop.recognition.calendars import days_in_any_year, solar_days
from coop.recognition.months import GREGORIAN, SOLAR
from coop.recognition.parts import APOSTROPHES, Part, Reader
from coop.recognition.tokens import NUMBER, SIGN, WORD


@dataclass(frozen=True)
class DateFound:
    """Words of a text that are a date; ``note`` says why it doubts, or what EDTF cannot say."""

    start: int
    end: int
    words: str
    edtf: str
    note: str


def dates_in(text: str, language: str) -> list[DateFound]:
    """The dates of a text in its order; they do not overlap.

    ``language`` is that of the text and decides only what could be read in two ways. Takes any
    text, in time linear in its length, and raises nothing.
    """
    return list(_Finder(text, language).found())


@dataclass(frozen=True, slots=True)
class _Reading:
    """A date or a span of them, with the tokens it stands in."""

    begin: int
    end: int
    edtf: str
    note: str
    is_year: bool = False


class _Finder(Reader):
    def found(self) -> Iterator[DateFound]:
        place = 0
        self._ended_at = self._year_ended_at = -1
        while place < len(self.tokens):
            reading = self._reading(place)
            if reading is None:
                place += 1
                continue
            start, end = self.tokens[reading.begin].start, self.tokens[reading.end - 1].end
            yield DateFound(start, end, self.text[start:end], reading.edtf, reading.note)
            place = self._ended_at = reading.end
            self._year_ended_at = reading.end if reading.is_year else -1

    def _reading(self, place: int) -> _Reading | None:
        kind = self.at(place).kind
        if kind == NUMBER:
            if self._is_chained(place):
                return None
            return self._span(place) or self._single(place)
        if kind != WORD:
            return None
        if self.says(place, phrases.ABOUT) or self.says(place, phrases.PART_OF):
            return self._blurred(place)
        if self.says(place, phrases.DECADE_BEFORE):
            return self._decade(place + 1)
        if self.says(place, phrases.FROM):
            begin = self.past(place + 1, phrases.FROM | phrases.OF | phrases.WEEKDAYS, 4)
            return self._span(begin, opener=self.at(place).word)
        if self.spelled_day(place) or (self.month(place) and not self._is_of_no_day(place)):
            return self._span(place) or self._single(place)
        return None

    def _is_of_no_day(self, place: int) -> bool:
        """Whether the number of a day that is in no calendar stands before the month."""
        before = self.at(place - 1)
        return before.kind == NUMBER and before.length <= 2 and self._ended_at < place

    def _is_chained(self, place: int) -> bool:
        """Whether the number is the end of something longer: an address, a code, a sum."""
        token, before = self.at(place), self.at(place - 1)
        if before.kind == SIGN:
            if before.word[-1] in "$€£₸₽₺№#§":
                return True
            is_joined = token.is_joined and before.is_joined and before.word[-1] in "./-–:_=&?@,"
            return is_joined and self.at(place - 2).kind in (NUMBER, WORD, SIGN)
        if before.kind == WORD:
            if token.is_joined and before.word not in "وفبلك":
                return True
            return before.word in phrases.NUMBERED
        return False

    # One date

    def _single(self, place: int, *, is_cued: bool = False) -> _Reading | None:
        part = self.part(place)
        if part is None:
            return None
        if part.is_year:
            if decade := self._decade(place, part=part):
                return decade
            if not (is_cued or self._is_year(part)):
                return None
        elif part.month is None or (part.day is None and part.year is None):
            return None
        return self._as_reading(part, part)

    def _is_year(self, part: Part) -> bool:
        """Whether a number of four digits is a year, from the words around it."""
        year, before, after = part.year or 0, self.at(part.begin - 1), self.at(part.end)
        if self.says(part.end, phrases.COUNTED) or (
            after.kind == SIGN and after.word[0] in "%$€£₸₽₺°‰"
        ):
            return False
        if part.has_year_word or self.says(part.begin - 1, phrases.YEAR_WORDS_BEFORE):
            return True
        if part.calendar == SOLAR:
            return self._follows_a_year(part.begin)
        if after.kind == SIGN and after.is_joined and after.word in APOSTROPHES:
            return self.at(part.end + 1).kind == WORD and self.at(part.end + 1).is_joined
        if self._follows_a_year(part.begin) or self.says(part.end, phrases.AFTER_A_YEAR):
            return True
        if self._is_count(part):
            return False
        if self.says(part.begin - 1, phrases.BEFORE_A_YEAR):
            return True
        if before.kind == SIGN:
            return before.word[-1] == "(" and after.kind == SIGN and after.word[0] in "),;–"
        is_name = before.kind == WORD and before.is_capital and before.length > 2
        if not is_name or year % 100 == 0 or self.month(part.begin - 1):
            return False
        return not self.words(part.begin - 1, part.begin).isupper()

    def _is_count(self, part: Part) -> bool:
        """Whether a round number is more likely one of things: “in 2000 cinemas”."""
        after = self.at(part.end)
        return (part.year or 0) % 100 == 0 and after.kind == WORD and not after.is_capital

    def _follows_a_year(self, place: int) -> bool:
        """Whether it goes on a list of years: «عامي 2024 و2025»."""
        joins = self.says(place - 1, phrases.AND) or self.is_sign(place - 1, (",", "،"))
        return joins and self._year_ended_at == place - 1

    def _decade(self, place: int, part: Part | None = None) -> _Reading | None:
        """1990s, 1990-е, années 1990, دهه ۱۳۷۰; without ``part`` the word stood before it."""
        end = place + 1
        found = part or self.part(place)
        if found is None or not found.is_year or not found.year or found.year % 10:
            return None
        if part:
            sign = self.at(end)
            if sign.kind == SIGN and sign.is_joined and sign.word in {*APOSTROPHES, "-"}:
                end += 1
            follows = self.at(end)
            is_loose = follows.word.startswith("жыл")
            if not (follows.is_joined or is_loose) or follows.word not in phrases.DECADE_AFTER:
                return None
            end += 1
            end = self.past(end, phrases.YEAR_WORDS_AFTER, 1)
        begin = place if part else place - 1
        if found.calendar == SOLAR:
            last = replace(found, year=found.year + 9)
            reading = self._as_reading(found, last)
            return replace(reading, begin=begin, end=end) if reading else None
        return self._checked(begin, end, f"{str(found.year)[:3]}X", "")

    def _blurred(self, place: int) -> _Reading | None:
        """About 2020, early 2025, at the end of June 2022."""
        then = self.past(place, phrases.ABOUT | phrases.PART_OF, 3)
        if self.is_sign(then, ("-", ".", "‑")) and self.at(then).is_joined:
            then += 1
        then = self.past(then, phrases.BETWEEN_BLUR_AND_DATE)
        if self.says(then, phrases.DECADE_BEFORE):
            return self._decade(then + 1)
        part = self.part(then)
        if part is None or (part.is_year and self.says(part.end, phrases.COUNTED)):
            return None
        if part.is_year and not part.has_year_word and self._is_count(part):
            return None
        span = self._span(then)
        reading = span or self._single(then, is_cued=True)
        if reading is None:
            return None
        return self._with_blur(reading, place, reading.end)

    def _with_blur(self, reading: _Reading, begin: int, end: int) -> _Reading | None:
        sides = [side if "XXXX" in side else f"{side}~" for side in reading.edtf.split("/")]
        says = _("The source says “%(words)s”.") % {"words": self.words(begin, end)}
        blurred = self._checked(begin, end, "/".join(sides), f"{says} {reading.note}".strip())
        return blurred or replace(reading, begin=begin, end=end)

    # Spans

    def _span(self, place: int, *, opener: str = "") -> _Reading | None:
        first = self.part(place)
        if first is None or first.other:
            return None
        if first.is_year and (short := self._short_span(first)):
            return short
        then, is_and = self._past_separator(first)
        if then is None:
            return None
        then = self.past(then, phrases.WEEKDAYS | {"the", "le", "l", "al"}, 2)
        second = self.part(then)
        if second is None or second.other:
            return None
        if first.month and second.month is None and second.day:
            if not self.month(first.begin):
                return None
            second = self._with_year_behind(first, second)
        if (
            first.is_year
            and second.is_year
            and not (opener or self.is_sign(first.end, phrases.DASHES) or self._is_year(first))
        ):
            return None
        if second.is_year and self.says(second.end, phrases.COUNTED):
            return None
        both = _filled(first, second)
        if both is None:
            return None
        if is_and and not _is_joint(*both, opener=opener):
            return self._first_of_two(both[0]) if first.month is None else None
        return self._as_reading(*both)

    def _first_of_two(self, first: Part) -> _Reading | None:
        """In “11 and 13 December 2025” the first day; the second one is found after it."""
        reading = None if first.day is None else self._as_reading(first, first)
        if reading is None:
            return None
        note = _("Its month stands with the date after it.")
        return replace(reading, note=f"{note} {reading.note}".strip())

    def _past_separator(self, first: Part) -> tuple[int | None, bool]:
        """The place behind what parts the ends of a span, and whether it is only an “and”."""
        token, then = self.at(first.then), first.then
        if first.is_start:
            return then, False
        if token.kind == SIGN:
            if token.word.strip(".") in phrases.DASHES:
                return then + 1, False
            if token.word in APOSTROPHES and self.says(then + 1, phrases.TO):
                return then + 2, False
            if token.word == "/" and token.is_joined and first.day and first.year:
                return then + 1, False
            return None, False
        if self.says(then, phrases.AND):
            return then + 1, True
        return (then + 1, False) if self.says(then, phrases.TO) else (None, False)

    def _with_year_behind(self, first: Part, second: Part) -> Part:
        """In “October 1–5, 2025” the year stands behind the second day."""
        if after := self._year_after(second.then, first.calendar):
            year, end = after
            return replace(second, year=year, end=end, then=end)
        return second

    def _short_span(self, first: Part) -> _Reading | None:
        """2020–25, and the month 2025-12; 2010-12 can be either."""
        dash, token = self.at(first.end), self.at(first.end + 1)
        is_short = token.kind == NUMBER and token.length == 2 and token.is_joined
        if not (is_short and dash.is_joined and self.is_sign(first.end, phrases.DASHES | {"/"})):
            return None
        if self.at(first.end + 2).is_joined and self.at(first.end + 2).kind in (NUMBER, WORD):
            return None
        if first.calendar != GREGORIAN or first.year is None:
            return None
        end = first.end + 2
        last_year = first.year - first.year % 100 + token.number
        is_span, is_month_too = last_year > first.year, 1 <= token.number <= 12
        if is_span and (dash.word != "-" or not is_month_too):
            return self._checked(first.begin, end, f"{first.year}/{last_year}", "")
        if dash.word == "-" and is_month_too and not is_span:
            return self._checked(first.begin, end, f"{first.year}-{token.number:02}", "")
        if dash.word == "-" and is_month_too:
            note = _("It can also be the years %(span)s.") % {"span": f"{first.year}/{last_year}"}
            return self._checked(first.begin, end, f"{first.year}-?{token.number:02}", note)
        return None

    # What is told

    def _as_reading(self, first: Part, last: Part) -> _Reading | None:
        end = max(first.end, last.end)
        try:
            sides = [_edtf(part) for part in ((first,) if first is last else (first, last))]
        except ValueError:
            return None
        edtf = sides[0][0] if sides[0][0] == sides[-1][1] else f"{sides[0][0]}/{sides[-1][1]}"
        notes = []
        words = self.words(first.begin, end)
        if first.calendar == SOLAR:
            notes.append(_("“%(words)s” in the Solar Hijri calendar.") % {"words": words})
        if first.year is None:
            notes.append(_("No year is stated."))
        if first.other:
            notes.append(
                _("Day and month may be the other way round: %(other)s.") % {"other": first.other}
            )
        reading = self._checked(first.begin, end, edtf, " ".join(notes))
        if reading is None:
            return None
        then = last.end
        if self.says(then, phrases.AFTER_PART_OF):
            return self._with_blur(reading, first.begin, then + 1)
        suffixed = self.is_sign(then, APOSTROPHES) and self.at(then).is_joined
        if suffixed and self.says(then + 2, phrases.AFTER_PART_OF):
            return self._with_blur(reading, first.begin, then + 3)
        return replace(reading, is_year=first.is_year)

    def _checked(self, begin: int, end: int, edtf: str, note: str) -> _Reading | None:
        """The reading, when its text is a date that the registry takes."""
        try:
            return _Reading(begin, end, parse(edtf).text, note)
        except DateError:
            return None


def _edtf(part: Part) -> tuple[str, str]:
    """The EDTF text of the first and of the last day that a part means; equal for one date."""
    if part.calendar == SOLAR:
        return _solar(part)
    year = "XXXX" if part.year is None else f"{part.year:04}"
    doubt = "?" if part.other else ""
    text = year
    if part.month:
        text += f"-{doubt}{part.month:02}"
    if part.day:
        text += f"-{doubt}{part.day:02}"
    return text, text


def _solar(part: Part) -> tuple[str, str]:
    if part.year is None:
        if not (part.month and part.day):
            raise ValueError("a month of a calendar year that is not stated has no days")
        (month, day), (last_month, last_day) = days_in_any_year(part.month, part.day)
        return f"XXXX-{month:02}-{day:02}", f"XXXX-{last_month:02}-{last_day:02}"
    first, last = solar_days(part.year, part.month, part.day)
    return first.isoformat(), last.isoformat()


def _filled(first: Part, second: Part) -> tuple[Part, Part] | None:
    """Both ends of a span with what the other one states for them; None where they do not fit."""
    if (first.month and second.month) and first.calendar != second.calendar:
        return None
    calendar = second.calendar if second.month else first.calendar
    month = first.month or second.month
    last_month = second.month or first.month
    year, last_year = first.year, second.year
    if year is None and last_year is not None:
        # “30 December – 3 January 2026” begins in the year before.
        is_before = month and last_month and month > last_month
        year = last_year - 1 if is_before else last_year
    elif last_year is None and year is not None:
        last_year = year
    begin = replace(first, month=month, year=year, calendar=calendar)
    end = replace(second, month=last_month, year=last_year, calendar=calendar)
    states = [(bool(part.day), bool(part.month)) for part in (begin, end)]
    if states[0] != states[1] or states[0] == (True, False):
        return None
    if states[0] == (False, True) and year is None:
        return None
    if states[0] == (False, False) and (year is None or last_year is None or year >= last_year):
        return None
    return begin, end


def _is_joint(first: Part, last: Part, *, opener: str) -> bool:
    """Whether “and” joins the ends of a span: after “between”, or of two days in a row."""
    if opener in phrases.BETWEEN:
        return True
    is_same_month = (first.year, first.month) == (last.year, last.month)
    return bool(is_same_month and first.day and last.day and last.day - first.day == 1)
