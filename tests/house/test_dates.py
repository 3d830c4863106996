"""Uncertain dates: what is read, what is refused, and the ranges that a date falls in."""

import io
from contextlib import redirect_stdout, suppress
from datetime import date, timedelta

import pytest
from django.utils.functional import Promise
from edtf.parser import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from coop.dates.edtf import MAX_LENGTH, NOT_STATED, DateError, overlap, parse


def bounds(text):
    value = parse(text)
    return value.earliest, value.latest


def refusal(text):
    with pytest.raises(DateError) as caught:
        parse(text)
    return caught.value


ALPHABET = "0123456789X-/.?~%{}[],TYES: ٢٠۲\u200f\x00\u2013"
PLAIN_DATES = st.dates(min_value=date(1, 1, 1)).flatmap(
    lambda day: st.sampled_from(
        [f"{day:%Y-%m-%d}".zfill(10), day.isoformat()[:7], day.isoformat()[:4]]
    )
)
LIMITS = st.none() | st.dates(min_value=date(2020, 1, 1), max_value=date(2030, 12, 31))


class TestBounds:
    @pytest.mark.parametrize(
        ("text", "earliest", "latest"),
        [
            ("2025-12-11", date(2025, 12, 11), date(2025, 12, 11)),
            ("2022-06", date(2022, 6, 1), date(2022, 6, 30)),
            ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
            ("2025", date(2025, 1, 1), date(2025, 12, 31)),
            ("198X", date(1980, 1, 1), date(1989, 12, 31)),
            ("19XX", date(1900, 1, 1), date(1999, 12, 31)),
            ("2025-10-01/2025-10-05", date(2025, 10, 1), date(2025, 10, 5)),
            ("2025-03/2026", date(2025, 3, 1), date(2026, 12, 31)),
            ("0001", date(1, 1, 1), date(1, 12, 31)),
            ("9999", date(9999, 1, 1), date(9999, 12, 31)),
        ],
    )
    def test_are_the_first_and_the_last_day_it_can_mean(self, text, earliest, latest):
        assert bounds(text) == (earliest, latest)

    @pytest.mark.parametrize("text", ["2025?", "2025~", "2025%", "?2025", "2025?/2025~"])
    def test_are_not_widened_by_a_doubt(self, text):
        assert bounds(text) == (date(2025, 1, 1), date(2025, 12, 31))

    @pytest.mark.parametrize("text", ["XXXX-12-11", "XXXX-12", "XXXX-10-01/XXXX-10-05"])
    def test_are_none_without_a_year(self, text):
        assert bounds(text) == (None, None)

    @pytest.mark.parametrize("text", ["2025/..", "2025/"])
    def test_have_no_latest_day_where_the_end_is_open_or_unknown(self, text):
        assert bounds(text) == (date(2025, 1, 1), None)

    @pytest.mark.parametrize("text", ["../2025", "/2025"])
    def test_have_no_earliest_day_where_the_beginning_is_open_or_unknown(self, text):
        assert bounds(text) == (None, date(2025, 12, 31))

    @given(PLAIN_DATES)
    def test_of_a_plain_date_are_those_of_the_packages_parser(self, text):
        parsed = parse_edtf(text)

        assert bounds(text) == (
            date(*parsed.lower_strict()[:3]),
            date(*parsed.upper_strict()[:3]),
        )


class TestDoubts:
    @pytest.mark.parametrize(
        ("text", "uncertain", "approximate"),
        [
            ("2025-12-11", "", ""),
            ("2025?", "year", ""),
            ("2025~", "", "year"),
            ("2025%", "year", "year"),
            ("198X?", "year", ""),
            ("?2025-12-11", "year", ""),
            ("2025?-12-11", "year", ""),
            ("2025-?12-11", "month", ""),
            ("2025-12-?11", "day", ""),
            ("2025-12?-11", "year month", ""),
            ("2025-12-11?", "year month day", ""),
            ("2025-12~", "", "year month"),
            ("?2025-~12-11", "year", "month"),
            ("2025-12-%11", "day", "day"),
            ("2025-10-01?/2025-10-05", "year month day", ""),
            ("2025/2026~", "", "year"),
        ],
    )
    def test_are_about_the_parts_the_standard_says(self, text, uncertain, approximate):
        value = parse(text)

        assert value.uncertain_parts == set(uncertain.split())
        assert value.approximate_parts == set(approximate.split())
        assert value.is_uncertain is bool(uncertain)
        assert value.is_approximate is bool(approximate)

    @pytest.mark.parametrize(
        ("text", "is_exact"),
        [
            ("2025-12-11", True),
            ("2025-12", False),
            ("?2025-12-11", False),
            ("2025-12-11~", False),
            ("XXXX-12-11", False),
            ("2025-12-11/2025-12-11", False),
            ("", False),
        ],
    )
    def test_leave_only_an_unmarked_day_exact(self, text, is_exact):
        assert parse(text).is_exact is is_exact


class TestShape:
    @pytest.mark.parametrize(
        ("text", "is_interval", "is_open"),
        [
            ("2025", False, False),
            ("2025/2026", True, False),
            ("2025/..", True, True),
            ("../2025", True, True),
            ("2025/", True, True),
            ("XXXX-10-01/XXXX-10-05", True, False),
        ],
    )
    def test_tells_a_span_from_a_date(self, text, is_interval, is_open):
        value = parse(text)

        assert (value.is_interval, value.is_open) == (is_interval, is_open)

    @pytest.mark.parametrize(
        ("text", "is_year_stated"), [("2025", True), ("XXXX-12-11", False), ("", False)]
    )
    def test_tells_whether_a_year_is_stated(self, text, is_year_stated):
        assert parse(text).is_year_stated is is_year_stated

    @pytest.mark.parametrize("text", ["", "  ", "\u200f"])
    def test_of_an_empty_text_is_a_date_not_stated(self, text):
        assert parse(text) == NOT_STATED


class TestTyping:
    @pytest.mark.parametrize(
        ("typed", "text"),
        [
            (" 2025-12-11\n", "2025-12-11"),
            ("xxxx-12-11", "XXXX-12-11"),
            ("ХХХХ-12-11", "XXXX-12-11"),
            ("2025-10-01 / 2025-10-05", "2025-10-01/2025-10-05"),
            ("٢٠٢٥-١٢-١١", "2025-12-11"),
            ("۲۰۲۵-۱۲-۱۱", "2025-12-11"),
            ("２０２５", "2025"),
            ("2025–12‑11", "2025-12-11"),
            ("٢٠٢٥؟", "2025?"),
            ("\u200e2025-12-11\u200f", "2025-12-11"),
            ("2025/‥", "2025/.."),
        ],
    )
    def test_is_taken_in_other_digits_dashes_and_cases(self, typed, text):
        assert parse(typed).text == text

    @given(st.text(ALPHABET, max_size=25))
    def test_of_a_date_already_read_changes_nothing(self, typed):
        try:
            value = parse(typed)
        except DateError:
            return

        assert parse(value.text) == value


class TestRefusal:
    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("2025-02-30", "date_impossible"),
            ("2025-02-29", "date_impossible"),
            ("2025-02-29?", "date_impossible"),
            ("XXXX-02-30", "date_impossible"),
            ("2025-13", "date_impossible"),
            ("2025-00", "date_impossible"),
            ("2025-12-00", "date_impossible"),
            ("2025-04-31/2025-05-01", "date_impossible"),
            ("0000", "date_impossible"),
            ("000X", "date_impossible"),
            ("2025-12-11/2024", "date_reversed"),
            ("../..", "date_open_at_both_ends"),
            ("/", "date_open_at_both_ends"),
            ("../", "date_open_at_both_ends"),
            ("XXXX-10-01/2025-10-05", "date_half_without_year"),
            ("XXXX-10-01/..", "date_half_without_year"),
            ("{2025,2026}", "date_list"),
            ("[2025-01..2025-06]", "date_list"),
            ("2022-21", "date_season"),
            ("2022-24/2023", "date_season"),
            ("Y12025", "date_year"),
            ("Y17E3", "date_year"),
            ("-0044", "date_year"),
            ("XXXX", "date_states_nothing"),
            ("198X-12", "date_unspecified"),
            ("2025-XX-11", "date_unreadable"),
            ("2025-12-1X", "date_unreadable"),
            ("2025-12-11T10:20:30Z", "date_unreadable"),
            ("1985S2", "date_unreadable"),
            ("2025/2026/2027", "date_unreadable"),
            ("2025?~", "date_unreadable"),
            ("11 December 2025", "date_unreadable"),
            ("2025\x00", "date_unreadable"),
            ("2" * (MAX_LENGTH + 1), "date_too_long"),
            ("\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}" * 40, "date_too_long"),
            (" " * 100_000, "date_too_long"),
        ],
    )
    def test_says_which_rule_is_broken(self, text, code):
        assert refusal(text).code == code

    def test_repeats_what_was_typed_and_shows_what_is_accepted(self):
        sentence = str(refusal("11 december 2025"))

        assert "“11 december 2025”" in sentence
        assert "2025-12-11" in sentence

    def test_shows_neither_invisible_characters_nor_endless_text(self):
        sentence = str(refusal("\ud800\x1b" + "9" * 5000))

        assert sentence.isprintable()
        assert len(sentence) < 200

    def test_waits_with_its_words_for_the_readers_language(self):
        assert isinstance(refusal("2025-02-30").reason, Promise)

    @settings(deadline=None, max_examples=300)
    @given(
        st.text(ALPHABET, max_size=40)
        | st.text(max_size=80)
        | st.from_regex(
            r"([?~%]?[0-9X]{4}([-?~%]{1,3}[0-9X]{2}){0,2}[?~%]?/?){1,2}", fullmatch=True
        )
    )
    def test_is_all_that_any_text_can_lead_to(self, text):
        printed = io.StringIO()

        with redirect_stdout(printed), suppress(DateError):
            value = parse(text)
            assert len(value.text) <= MAX_LENGTH
            assert None in (value.earliest, value.latest) or value.earliest <= value.latest

        assert printed.getvalue() == ""


class TestOverlap:
    FIRST, LAST = date(2025, 10, 1), date(2025, 12, 31)

    @pytest.mark.parametrize("text", ["2025-10-01", "2025-12-31", "2025-11", "2025-10/2025-12"])
    def test_is_certain_wholly_inside(self, text):
        assert overlap(text, self.FIRST, self.LAST) == "certain"

    @pytest.mark.parametrize("text", ["2025", "2025-09-30/2025-10-01", "2025/..", "../2025-10-01"])
    def test_is_possible_partly_inside(self, text):
        assert overlap(text, self.FIRST, self.LAST) == "possible"

    @pytest.mark.parametrize("text", ["?2025-12-11", "2025-11~", "2025-10-01/2025-10-05?"])
    def test_is_possible_inside_with_a_doubt(self, text):
        assert overlap(text, self.FIRST, self.LAST) == "possible"

    @pytest.mark.parametrize("text", ["2025-09-30", "2026-01-01", "2026/..", "../2025-09"])
    def test_is_none_outside(self, text):
        assert overlap(text, self.FIRST, self.LAST) is None

    @pytest.mark.parametrize("text", ["", "XXXX-12-11"])
    @pytest.mark.parametrize("limits", [(FIRST, LAST), (None, None)])
    def test_is_none_for_a_date_without_bounds(self, text, limits):
        assert overlap(text, *limits) is None

    def test_has_no_limit_where_none_is_given(self):
        assert overlap("2025/..", self.FIRST, None) == "possible"
        assert overlap("2026/..", self.FIRST, None) == "certain"
        assert overlap("../2025", None, self.LAST) == "certain"

    @given(st.dates(date(2019, 1, 1), date(2031, 12, 31)), st.integers(0, 900), LIMITS, LIMITS)
    def test_agrees_with_counting_the_days(self, start, length, first, last):
        days = {start + timedelta(number) for number in range(length + 1)}
        inside = {day for day in days if (not first or day >= first) and (not last or day <= last)}

        match = overlap(f"{start}/{start + timedelta(length)}", first, last)

        if first and last and first > last:
            assert match in (None, "possible")
        else:
            assert match == ("certain" if inside == days else "possible" if inside else None)
