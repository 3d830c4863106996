"""Letters of a line as they stand on paper, and as they are read."""

import pytest

from coop.exchange.texts.reading_order import Letter, has_right_to_left, read

WIDTH, SPACE, SIZE = 6.0, 4.0, 10.0


def printed(line: str) -> list[Letter]:
    """The letters of a line that stand so from left to right; marks stand on the one before."""
    found: list[Letter] = []
    left, word = 0.0, 0
    for sign in line:
        if sign == " ":
            left, word = left + SPACE, word + 1
            continue
        if sign in "ُّ":
            middle = found[-1].middle
            found.append(Letter(sign, middle, middle, SIZE, word))
            continue
        found.append(Letter(sign, left, left + WIDTH, SIZE, word))
        left += WIDTH
    return found


class TestALine:
    @pytest.mark.parametrize(
        ("seen", "as_read"),
        [
            ("Film pact (1992)", "Film pact (1992)"),
            ("امنيسلا ةركذم", "مذكرة السينما"),
            ("٢٠٢٦ ربمتبس ١٤ موي", "يوم ١٤ سبتمبر ٢٠٢٦"),
            ("2026/9/14 موي", "يوم 2026/9/14"),
            ("٣٫٥ ةبسن", "نسبة ٣٫٥"),
            ("1992 1988 يف", "في 1988 1992"),
            ("Blue Sky Film ناجرهم", "مهرجان Blue Sky Film"),
            ("IMCA 2026 داحتا", "اتحاد IMCA 2026"),
            (".ةشاشلا )IMCA( داحتا", "اتحاد (IMCA) الشاشة."),
            ("«حلم» مليف", "فيلم «ملح»"),
            ("the word ةركذم in Arabic", "the word مذكرة in Arabic"),
            ("the words امنيسلا ةركذم here", "the words مذكرة السينما here"),
            ("עובק ןמז", "זמן קבוע"),
        ],
    )
    def test_is_read_in_its_order(self, seen, as_read):
        assert read(printed(seen), is_backward=not as_read[0].isascii()) == as_read

    def test_may_come_in_any_order(self):
        letters = printed("امنيسلا ةركذم")

        assert read(letters[::-1], is_backward=True) == read(letters, is_backward=True)

    def test_keeps_marks_on_their_letters(self):
        assert read(printed("نامّع"), is_backward=True) == "عمّان"

    def test_has_letters_for_their_shapes(self):
        """A producer may write each shape of a letter, and two letters as one."""
        assert read(printed("ﻡﻼﻓﺃ"), is_backward=True) == "أفلام"

    def test_has_no_space_where_letters_only_stand_apart(self):
        apart = [Letter("ا", 8.0, 14.0, SIZE, 0), Letter("د", 0.0, 6.0, SIZE, 0)]

        assert read(apart, is_backward=True) == "اد"

    def test_of_no_letters_is_empty(self):
        assert read([], is_backward=True) == ""

    def test_of_one_direction_needs_no_hint(self):
        assert read(printed("ةركذم"), is_backward=False) == "مذكرة"
        assert read(printed("Film pact"), is_backward=True) == "Film pact"


class TestRightToLeft:
    def test_is_told_by_a_letter(self):
        assert has_right_to_left("Film ع")
        assert not has_right_to_left("Фильм ٢٠٢٦")
