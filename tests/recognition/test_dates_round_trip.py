"""Dates written in words and digits come back; texts of any kind are read to their end."""

from datetime import date, timedelta

import pytest
from babel.dates import format_date
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from persiantools.jdatetime import MONTH_NAMES_FA, JalaliDate

from coop.dates.words import in_words
from coop.recognition.calendars import solar_days
from coop.recognition.dates import dates_in
from coop.recognition.parts import Reader

LANGUAGES = ("en", "ar", "fa", "ru", "kk", "tr", "fr")
DIGITS = ("0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९")

DAYS = st.dates(date(1800, 1, 1), date(2100, 12, 31))
SOLAR_DAYS = st.dates(date(1921, 3, 21), date(2100, 12, 31))


def in_digits(text: str, digits: str) -> str:
    return text.translate({ord(str(number)): digit for number, digit in enumerate(digits)})


def found(text: str, language: str) -> list[str]:
    return [one.edtf for one in dates_in(text, language)]


@pytest.mark.parametrize("language", LANGUAGES)
class TestWhatTheRegistryPrints:
    @settings(max_examples=60, deadline=None)
    @given(day=DAYS, digits=st.sampled_from(DIGITS))
    def test_a_day_is_found_again(self, language, day, digits):
        words = in_digits(in_words(day.isoformat(), language), digits)

        assert found(words, language) == [day.isoformat()]

    @settings(max_examples=40, deadline=None)
    @given(day=DAYS, digits=st.sampled_from(DIGITS))
    def test_a_month_is_found_again(self, language, day, digits):
        month = day.isoformat()[:7]
        words = in_digits(in_words(month, language), digits)

        assert found(words, language) == [month]

    @settings(max_examples=40, deadline=None)
    @given(day=DAYS)
    def test_a_day_of_no_stated_year_is_found_again(self, language, day):
        words = in_words(f"XXXX-{day:%m-%d}", language)

        assert found(words, language) == [f"XXXX-{day:%m-%d}"]

    @settings(max_examples=60, deadline=None)
    @given(day=DAYS, length=st.integers(1, 400))
    def test_a_span_of_days_is_found_again(self, language, day, length):
        last = day + timedelta(days=length)
        assume(last.year <= 2100)
        span = f"{day.isoformat()}/{last.isoformat()}"

        assert found(in_words(span, language), language) == [span]

    @settings(max_examples=30, deadline=None)
    @given(first=st.integers(1800, 2099), length=st.integers(1, 50))
    def test_a_span_of_years_is_found_again(self, language, first, length):
        assume(first + length <= 2100)
        span = f"{first}/{first + length}"

        assert found(in_words(span, language), language) == [span]


class TestADay:
    @settings(max_examples=60, deadline=None)
    @given(day=DAYS, tag=st.sampled_from(["ar_LB", "ar_SY", "ar_IQ", "ar_MA", "ar_DZ", "ar_MR"]))
    def test_is_found_under_every_arabic_name_of_its_month(self, day, tag):
        words = format_date(day, "d MMMM yyyy", tag)

        assert found(f"وقّعت في {words} بأستانا", "ar") == [day.isoformat()]

    @settings(max_examples=100, deadline=None)
    @given(day=SOLAR_DAYS, digits=st.sampled_from(DIGITS))
    def test_of_the_solar_calendar_is_found_as_the_day_it_was(self, day, digits):
        solar = JalaliDate(day)
        words = f"{solar.day} {MONTH_NAMES_FA[solar.month]} {solar.year}"

        assert found(in_digits(words, digits), "fa") == [day.isoformat()]

    @settings(max_examples=60, deadline=None)
    @given(day=SOLAR_DAYS)
    def test_of_the_solar_calendar_lies_in_its_month_and_its_year(self, day):
        solar = JalaliDate(day)

        first_of_month, last_of_month = solar_days(solar.year, solar.month)
        first, last = solar_days(solar.year)

        assert first <= first_of_month <= day <= last_of_month <= last
        assert (last_of_month + timedelta(days=1)) == first_of_month + timedelta(
            days=JalaliDate.days_in_month(solar.month, solar.year)
        )

    @settings(max_examples=60, deadline=None)
    @given(day=DAYS, digits=st.sampled_from(DIGITS))
    def test_in_numbers_is_found_in_any_digits(self, day, digits):
        for text in (day.isoformat(), f"{day:%d.%m.%Y}"):
            assert found(in_digits(text, digits), "en") == [day.isoformat()]


PIECES = (
    "1 5 11 31 99 2025 1404 1990 ٢٠٢٥ ۱۴۰۴ ½ ² Ⅻ – - / . , ( ' ’ \u200f \u200c st s "
    "from to and between of the early about c. December May Dec. декабря от г. года "
    "желтоқсанда жылғы Aralık yılı ديسمبر كانون الأول من إلى و بين عام آذر سال تا دهه"
)
PIECE = st.tuples(st.sampled_from(PIECES.split()), st.sampled_from(["", " ", "\n"])).map("".join)


class TestAnyText:
    @settings(max_examples=300, deadline=None)
    @given(
        text=st.one_of(st.text(max_size=60), st.lists(PIECE, max_size=14).map("".join)),
        language=st.sampled_from((*LANGUAGES, "", "kk-Latn", "?")),
    )
    def test_is_read_without_an_error_and_in_order(self, text, language):
        end = 0

        for one in dates_in(text, language):
            assert end <= one.start < one.end
            assert text[one.start : one.end] == one.words
            end = one.end


def steps(text: str) -> int:
    """How many tokens are looked at to read a text."""
    looked = 0
    plain = Reader.at

    def counting(self, place):
        nonlocal looked
        looked += 1
        return plain(self, place)

    Reader.at = counting  # type: ignore[method-assign]
    try:
        dates_in(text, "en")
    finally:
        Reader.at = plain  # type: ignore[method-assign]
    return looked


class TestAHostileText:
    @pytest.mark.parametrize(
        "piece",
        [
            "1 ",
            "1–",
            "2025 ",
            "2025/",
            "11.12.",
            "December ",
            "كانون ",
            "من 1 إلى ",
            "from ",
            "early ",
            "about the ",
            "Monday ",
            "années ",
            "2025 ж. ",
            "1 of the ",
        ],
    )
    def test_costs_no_more_than_its_length(self, piece):
        assert steps(piece * 4000) <= 4.1 * steps(piece * 1000) + 1000

    def test_of_a_million_digits_is_one_number(self):
        assert dates_in("1" * 1_000_000, "en") == []

    def test_of_a_million_marks_is_one_word(self):
        assert dates_in("a" + "\u0301" * 1_000_000, "en") == []

    def test_is_read_up_to_a_million_characters(self):
        assert dates_in(" " * 1_000_000 + "11 December 2025", "en") == []
