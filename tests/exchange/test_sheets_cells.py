"""What stands in a cell."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.exchange.sheets.cells import (
    escape_formula,
    is_blank,
    items,
    line,
    passage,
    text_of,
    unescape_formula,
)


class TestAFormula:
    @pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＠"])
    def test_is_no_formula_any_more(self, sign):
        assert escape_formula(f"{sign}1+1") == f"'{sign}1+1"

    def test_within_a_text_is_none(self):
        assert escape_formula("1+1=2") == "1+1=2"

    def test_that_is_escaped_already_is_escaped_again(self):
        assert escape_formula("'=1") == "''=1"

    def test_leaves_an_apostrophe_before_a_letter_alone(self):
        assert escape_formula("'tis") == "'tis"
        assert unescape_formula("'tis") == "'tis"

    @given(st.text(alphabet="'=+-@\t\r\nab＝", max_size=6))
    def test_comes_back_as_it_was(self, text):
        assert unescape_formula(escape_formula(text)) == text


class TestAValue:
    @pytest.mark.parametrize(
        ("cell", "text"),
        [
            (None, ""),
            (12.0, "12"),
            (12, "12"),
            (12.5, "12.5"),
            (True, "yes"),
            (date(2025, 12, 11), "2025-12-11"),
            (datetime(2025, 12, 11, 0, 0), "2025-12-11"),
        ],
    )
    def test_as_a_text(self, cell, text):
        assert text_of(cell) == text


class TestALine:
    @pytest.mark.parametrize(
        "cell",
        [
            "Film\ndeal",
            "Film\u2028deal",
            "Film\u2029deal",
            "Film\xa0deal",
            "Film  deal",
            " Film deal ",
        ],
    )
    def test_has_single_spaces(self, cell):
        assert line(cell) == "Film deal"

    @pytest.mark.parametrize("cell", ["Film\u200b deal", "\ufeffFilm deal", "Film deal\u2060"])
    def test_has_nothing_that_nobody_sees(self, cell):
        assert line(cell) == "Film deal"

    def test_keeps_the_joiners_of_persian(self):
        assert line("تفاهم\u200cنامه") == "تفاهم\u200cنامه"


class TestAPassage:
    def test_keeps_its_lines(self):
        assert passage("one \r\ntwo\u2028three\n\nfour\n") == "one\ntwo\nthree\n\nfour"


class TestSeveralValues:
    def test_have_semicolons_between_them(self):
        assert items("IR; KZ") == ["IR", "KZ"]

    def test_may_stand_on_lines(self):
        assert items("IR\nKZ;\n;") == ["IR", "KZ"]

    def test_may_have_arabic_semicolons_between_them(self):
        assert items("إيران؛ كازاخستان") == ["إيران", "كازاخستان"]


class TestACellIsBlank:
    @pytest.mark.parametrize("cell", [None, "", " ", "\xa0", "\u200b", "\n"])
    def test_when_nothing_in_it_is_seen(self, cell):
        assert is_blank(cell)

    def test_but_not_when_it_is_zero(self):
        assert not is_blank(0)
