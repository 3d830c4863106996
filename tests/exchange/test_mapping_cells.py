"""The dress that cells of other people's files come in."""

import pytest

from coop.exchange.mapping import cells
from coop.exchange.mapping.unread import NotRead

TEXTS = [
    ("  France  ", "France"),
    ("France\u00a0and\u2009Italy", "France and Italy"),
    ("first\u2028second", "first\nsecond"),
    ("first \r\n  second\x0bthird", "first\nsecond\nthird"),
    ('"France"', "France"),
    ('""France""', "France"),
    ("“France”", "France"),
    ("« France »", "France"),
    ('"the so-called ""Paris"" treaty"', 'the so-called "Paris" treaty'),
    ('"A" and "B"', '"A" and "B"'),
    ("“A” and “B”", "“A” and “B”"),
    ('the "Paris" treaty', 'the "Paris" treaty'),
    ("l'accord", "l'accord"),
    ('""', ""),
    ('"', '"'),
    ("\ufeffTitle\u200b", "Title"),
    ("12", "12"),
    (None, ""),
    (12, "12"),
]


class TestACell:
    @pytest.mark.parametrize(("written", "said"), TEXTS)
    def test_is_read_without_its_dress(self, written, said):
        assert cells.text_of(written) == said

    def test_on_one_line_has_blanks_for_line_breaks(self):
        assert cells.one_line("first\n second\n\nthird") == "first second third"

    @pytest.mark.parametrize("written", ["NULL", "null", "N/A", "n.a.", "-", "", "#N/A"])
    def test_may_mean_nothing(self, written):
        assert cells.means_nothing(written, cells.NOTHING)

    @pytest.mark.parametrize("written", ["NULL Films", "A-", "0", "nothing is due"])
    def test_means_something_when_it_only_holds_such_a_word(self, written):
        assert not cells.means_nothing(written, cells.NOTHING)

    @pytest.mark.parametrize(
        ("written", "said"),
        [("Yes", True), ("TRUE", True), ("1", True), ("no", False), ("0", False), ("", None)],
    )
    def test_says_yes_or_no(self, written, said):
        assert cells.read_yes_no(written) is said

    def test_says_yes_or_no_in_the_words_of_its_file(self):
        assert cells.read_yes_no("Ja", yes=["ja"], no=["nein"]) is True

    @pytest.mark.parametrize("written", ["maybe", "yes and no", "2"])
    def test_that_says_neither_is_left(self, written):
        with pytest.raises(NotRead, match="neither yes nor no"):
            cells.read_yes_no(written)

    @pytest.mark.parametrize(
        ("written", "said"),
        [
            ("FILM CO-PRODUCTION AGREEMENT", "Film co-production agreement"),
            ("Film Co-production AGREEMENT", "Film Co-production AGREEMENT"),
            ("СОГЛАШЕНИЕ", "Соглашение"),
            ("اتفاقية", "اتفاقية"),
            ("1965", "1965"),
        ],
    )
    def test_in_capitals_throughout_can_be_written_as_a_sentence(self, written, said):
        assert cells.sentence_case(written) == said
