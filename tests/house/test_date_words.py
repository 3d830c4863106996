"""Dates in words, never more exact than they are."""

import pytest
from django.utils import translation
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from coop.dates.edtf import DateError, parse
from coop.dates.words import in_words

POINT = (
    "[?~%]?(19[0-9]{2}|198X|XXXX)[?~%]?"
    "(-[?~%]?(0[1-9]|1[0-2])[?~%]?(-[?~%]?(0[1-9]|1[0-9]|2[0-8])[?~%]?)?)?"
)
DATE_LIKE = st.from_regex(f"{POINT}|{POINT}/{POINT}|({POINT})?/(..)?|(..)?/{POINT}", fullmatch=True)


class TestInWords:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("", "date not stated"),
            ("2025-12-11", "11 December 2025"),
            ("2022-06", "June 2022"),
            ("2025", "2025"),
            ("0988", "988"),
            ("198X", "between 1980 and 1989"),
            ("2025-10-01/2025-10-05", "1–5 October 2025"),
            ("2025-09-30/2025-10-05", "30 September 2025 – 5 October 2025"),
            ("2022-06/2022-08", "June 2022 – August 2022"),
            ("2020/2025", "2020–2025"),
            ("2025/2025", "2025"),
            ("2025-10-01/2025", "1 October 2025 – 2025"),
            ("2025/..", "from 2025"),
            ("../2025-12-11", "until 11 December 2025"),
            ("2025/", "from 2025, end not known"),
            ("/2025", "until 2025, beginning not known"),
        ],
    )
    def test_a_date_without_doubts(self, text, words):
        assert in_words(text) == words

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("?2025-12-11", "11 December 2025, year inferred"),
            ("2025-12?-11", "11 December 2025, month and year inferred"),
            ("2025-12-?11", "11 December 2025, day inferred"),
            ("2025-12-11?", "11 December 2025, uncertain"),
            ("2025?", "2025, uncertain"),
            ("2025~", "about 2025"),
            ("2022-06~", "about June 2022"),
            ("2025%", "about 2025, uncertain"),
            ("~2025-12", "December 2025, year approximate"),
            ("?2025-~12-11", "11 December 2025, year inferred, month approximate"),
            ("2025?/..", "from 2025, uncertain"),
            ("2025-10-01?/2025-10-05?", "1–5 October 2025, uncertain"),
            ("2025-10-01~/2025-10-05~", "about 1–5 October 2025"),
            ("2025-10-01/2025-10-05?", "1 October 2025 – 5 October 2025, uncertain"),
        ],
    )
    def test_a_doubt_is_said(self, text, words):
        assert in_words(text) == words

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("XXXX-12-11", "11 December, year not stated"),
            ("XXXX-12", "December, year not stated"),
            ("XXXX-02-29", "29 February, year not stated"),
            ("XXXX-10-01/XXXX-10-05", "1–5 October, year not stated"),
        ],
    )
    def test_a_year_that_is_not_stated_is_said(self, text, words):
        assert in_words(text) == words

    @pytest.mark.parametrize(
        ("language", "day", "month", "days"),
        [
            ("ar", "11 ديسمبر 2025", "ديسمبر 2025", "1–5 أكتوبر 2025"),
            ("fa", "11 دسامبر 2025", "دسامبر 2025", "1–5 اکتبر 2025"),
            ("ru", "11 декабря 2025 г.", "декабрь 2025 г.", "1–5 октября 2025 г."),
            ("kk", "2025 ж. 11 желтоқсан", "2025 ж. желтоқсан", "2025 ж. 1–5 қазан"),
            ("tr", "11 Aralık 2025", "Aralık 2025", "1–5 Ekim 2025"),
        ],
    )
    def test_months_and_their_order_are_the_languages_own(self, language, day, month, days):
        printed = [
            in_words(text, language).replace("\u202f", " ").replace("\xa0", " ")
            for text in ("2025-12-11", "2025-12", "2025-10-01/2025-10-05")
        ]

        assert printed == [day, month, days]

    def test_the_active_language_is_the_usual_one(self):
        with translation.override("tr"):
            assert in_words("2025-12-11") == "11 Aralık 2025"
        assert in_words("2025-12-11") == "11 December 2025"

    @pytest.mark.parametrize("language", ["kk-Latn", "en-us", "xx", "x-unheard-of"])
    def test_a_language_unknown_here_is_no_error(self, language):
        assert "2025" in in_words("2025-12-11", language)

    def test_a_date_already_read_is_taken_too(self):
        assert in_words(parse("2025~")) == "about 2025"

    def test_a_text_that_is_no_date_is_refused(self):
        with pytest.raises(DateError):
            in_words("soon")

    @settings(deadline=None)
    @given(DATE_LIKE)
    def test_every_date_has_words_that_keep_its_doubts(self, text):
        try:
            value = parse(text)
        except DateError:
            assume(False)

        words = in_words(value)

        assert words
        if value.is_uncertain:
            assert "uncertain" in words or "inferred" in words
        if value.is_approximate:
            assert "about" in words or "approximate" in words
        if value.is_stated and not value.is_year_stated:
            assert "year not stated" in words
