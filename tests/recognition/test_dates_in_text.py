"""Dates found in running text, language by language."""

import pytest

from coop.dates.edtf import parse
from coop.recognition.dates import dates_in


def found(text: str, language: str = "en") -> list[str]:
    """The dates of a text as EDTF; each must be one, and its words stand where it says."""
    dates = dates_in(text, language)
    for one in dates:
        assert text[one.start : one.end] == one.words
        assert parse(one.edtf).text == one.edtf
    return [one.edtf for one in dates]


def note(text: str, language: str = "en") -> str:
    (date,) = dates_in(text, language)
    return date.note


ENGLISH = {
    "signed on 11 December 2025.": "2025-12-11",
    "on December 11, 2025, the": "2025-12-11",
    "on Thursday, 11 December 2025": "2025-12-11",
    "Dec. 11, 2025": "2025-12-11",
    "11-Dec-2025": "2025-12-11",
    "the 11th of December, 2025": "2025-12-11",
    "this 2nd day of October 1992, in English": "1992-10-02",
    "signed in June 2022, when": "2022-06",
    "1–5 October 2025": "2025-10-01/2025-10-05",
    "from 1 to 5 October 2025": "2025-10-01/2025-10-05",
    "between 1 and 5 October 2025": "2025-10-01/2025-10-05",
    "12 and 13 December 2025": "2025-12-12/2025-12-13",
    "October 1–5, 2025": "2025-10-01/2025-10-05",
    "30 September – 5 October 2025": "2025-09-30/2025-10-05",
    "30 December – 3 January 2026": "2025-12-30/2026-01-03",
    "1 October 2025 to 5 November 2025": "2025-10-01/2025-11-05",
    "October–December 2025": "2025-10/2025-12",
    "2020–2025": "2020/2025",
    "in 2020–25": "2020/2025",
}
FRENCH = {
    "le 11 décembre 2025": "2025-12-11",
    "le 1er février 2025": "2025-02-01",
    "en août 2025": "2025-08",
    "du 1er au 5 octobre 2025": "2025-10-01/2025-10-05",
    "en 2025": "2025",
    "les années 1990": "199X",
    "début 2025": "2025~",
    "mi-2025": "2025~",
}
ARABIC = {
    "في 11 ديسمبر 2025": "2025-12-11",
    "في ١١ كانون الأول ٢٠٢٥": "2025-12-11",
    "11 كانون الأول/ديسمبر 2025": "2025-12-11",
    "11 من ديسمبر من عام 2025": "2025-12-11",
    "يوم الخميس 11 ديسمبر 2025م": "2025-12-11",
    "بكانون الثاني 2025": "2025-01",
    "وفي تشرين الثاني 2025": "2025-11",
    "لشهر يناير 2025": "2025-01",
    "من 1 إلى 5 أكتوبر 2025": "2025-10-01/2025-10-05",
    "بين 1 و5 أكتوبر 2025": "2025-10-01/2025-10-05",
    "في عام 2025": "2025",
    "لعام ٢٠٢٥": "2025",
    "أوائل عام 2025": "2025~",
    "حوالي عام 2020": "2020~",
}
PERSIAN = {
    "۱۱ دسامبر ۲۰۲۵": "2025-12-11",
    "11 مهٔ 2025": "2025-05-11",
    "در سال ۲۰۲۵": "2025",
    "از ۱ تا ۵ اکتبر ۲۰۲۵": "2025-10-01/2025-10-05",
    "دهه ۱۹۹۰": "199X",
    "اوایل سال ۲۰۲۵": "2025~",
}
SOLAR = {
    "۲۰ آذر ۱۴۰۴": "2025-12-11",
    "۲۰ آذرماه سال ۱۴۰۴": "2025-12-11",
    "۱۴۰۴/۰۹/۲۰": "2025-12-11",
    "۳۰ اسفند ۱۴۰۳": "2025-03-20",
    "آذر ۱۴۰۴": "2025-11-22/2025-12-21",
    "سال ۱۴۰۴": "2025-03-21/2026-03-20",
    "از ۲۰ تا ۲۵ آذر ۱۴۰۴": "2025-12-11/2025-12-16",
    "دههٔ ۱۳۷۰": "1991-03-21/2001-03-20",
}
RUSSIAN = {
    "11 декабря 2025 года": "2025-12-11",
    "5-го мая 2025 г.": "2025-05-05",
    "в декабре 2025 г.": "2025-12",
    "с 1 по 5 октября 2025 года": "2025-10-01/2025-10-05",
    "01-05.10.2025": "2025-10-01/2025-10-05",
    "в 2025 году": "2025",
    "в 2020–2025 гг.": "2020/2025",
    "в начале 2025 года": "2025~",
    "около 2020 года": "2020~",
    "2025-й год": "2025",
    "01.12.2025-05.12.2025": "2025-12-01/2025-12-05",
    "в 1990-х годах": "199X",
}
KAZAKH = {
    "2025 жылғы 11 желтоқсанда": "2025-12-11",
    "2025 ж. 11 желтоқсан": "2025-12-11",
    "2025 жылдың желтоқсан айында": "2025-12",
    "2025 ж. 30 қыркүйек – 2025 ж. 5 қазан": "2025-09-30/2025-10-05",
    "2025 жылғы 1 қазаннан 5 қазанға дейін": "2025-10-01/2025-10-05",
    "2025 жылы": "2025",
    "2025 жылдың басында": "2025~",
    "1990 жылдары": "199X",
}
TURKISH = {
    "11 Aralık 2025'te": "2025-12-11",
    "Aralık 2025’te": "2025-12",
    "2025 yılı Aralık ayında": "2025-12",
    "1-5 Ekim 2025": "2025-10-01/2025-10-05",
    "1 Ekim'den 5 Ekim 2025'e kadar": "2025-10-01/2025-10-05",
    "2025'te": "2025",
    "2025 yılında": "2025",
    "2025 yılının sonunda": "2025~",
    "1990'lı yıllarda": "199X",
    "yaklaşık 2020": "2020~",
}
WORDS = [
    (language, text, edtf)
    for language, texts in (
        ("en", ENGLISH),
        ("fr", FRENCH),
        ("ar", ARABIC),
        ("fa", PERSIAN | SOLAR),
        ("ru", RUSSIAN),
        ("kk", KAZAKH),
        ("tr", TURKISH),
    )
    for text, edtf in texts.items()
]


class TestADateInWords:
    @pytest.mark.parametrize(("language", "text", "edtf"), WORDS)
    def test_is_found(self, language, text, edtf):
        assert found(text, language) == [edtf]

    @pytest.mark.parametrize(("language", "text", "edtf"), WORDS)
    def test_is_found_in_a_text_of_another_language(self, language, text, edtf):
        assert found(text, "ka") == [edtf]

    def test_stands_in_its_place_among_others(self):
        text = "Signed on 11 December 2025 (۲۰ آذر ۱۴۰۴), it builds on one of June 2022."

        dates = dates_in(text, "en")

        assert [date.words for date in dates] == ["11 December 2025", "۲۰ آذر ۱۴۰۴", "June 2022"]


class TestADayInWords:
    @pytest.mark.parametrize(
        ("text", "edtf"),
        [
            ("the first of October 2025", "2025-10-01"),
            ("this twenty-second day of May 1992", "1992-05-22"),
            ("le premier octobre 2025", "2025-10-01"),
            ("في الأول من أكتوبر 2025", "2025-10-01"),
            ("في الحادي عشر من ديسمبر 2025", "2025-12-11"),
            ("الثاني والعشرين من شهر كانون الأول عام 2025", "2025-12-22"),
            ("من الأول إلى الخامس من أكتوبر 2025", "2025-10-01/2025-10-05"),
            ("یازدهم دسامبر ۲۰۲۵", "2025-12-11"),
            ("بیستم آذر ۱۴۰۴", "2025-12-11"),
            ("بیست و یکم آذرماه ۱۴۰۴", "2025-12-12"),
            ("سی‌ام مهر ۱۴۰۴", "2025-10-22"),
        ],
    )
    def test_is_found(self, text, edtf):
        assert found(text) == [edtf]

    @pytest.mark.parametrize(
        ("text", "edtf"),
        [
            ("في الأسبوع الأول من ديسمبر 2025", "2025-12"),
            ("هفته اول دسامبر ۲۰۲۵", "2025-12"),
            ("the first October 2025 meeting", "2025-10"),
        ],
    )
    def test_is_no_week_and_no_meeting(self, text, edtf):
        assert found(text) == [edtf]


class TestADateWithoutAYear:
    @pytest.mark.parametrize(
        ("language", "text", "edtf"),
        [
            ("en", "signed on December 11, during", "XXXX-12-11"),
            ("ar", "من 1 إلى 5 أكتوبر", "XXXX-10-01/XXXX-10-05"),
            ("ru", "1–5 октября", "XXXX-10-01/XXXX-10-05"),
            ("kk", "11 желтоқсанда", "XXXX-12-11"),
            ("tr", "11 Aralık'ta", "XXXX-12-11"),
            ("fr", "le 29 février", "XXXX-02-29"),
        ],
    )
    def test_says_that_none_is_stated(self, language, text, edtf):
        assert found(text, language) == [edtf]
        assert "No year is stated." in note(text, language)

    def test_of_the_solar_calendar_is_one_of_the_days_it_can_be(self):
        assert found("۲۰ آذر", "fa") == ["XXXX-12-10/XXXX-12-11"]


class TestADateInNumbers:
    @pytest.mark.parametrize(
        ("text", "edtf"),
        [
            ("2025-12-11", "2025-12-11"),
            ("2025-12-11T10:00", "2025-12-11"),
            ("11.12.2025", "2025-12-11"),
            ("13/12/2025", "2025-12-13"),
            ("12/13/2025", "2025-12-13"),
            ("11/11/2025", "2025-11-11"),
            ("٢٠٢٥/١٢/١١", "2025-12-11"),
            ("2025-12", "2025-12"),
            ("2025-12-01/2025-12-05", "2025-12-01/2025-12-05"),
        ],
    )
    def test_that_can_be_read_in_one_way_is_exact(self, text, edtf):
        assert found(text) == [edtf]

    @pytest.mark.parametrize("text", ["11/12/2025", "11-12-2025", "\u200f11\u200f/12\u200f/2025"])
    def test_whose_day_may_be_its_month_is_uncertain(self, text):
        assert found(text) == ["2025-?12-?11"]
        assert "2025-11-12" in note(text)

    def test_that_may_be_a_month_or_a_span_of_years_is_uncertain(self):
        assert found("2010-12") == ["2010-?12"]
        assert "2010/2012" in note("2010-12")


class TestADateInTheSolarCalendar:
    @pytest.mark.parametrize("text", SOLAR)
    def test_keeps_the_words_in_its_note(self, text):
        (date,) = dates_in(text, "fa")

        assert "Solar Hijri" in date.note

    def test_is_none_where_the_year_is_a_lunar_one(self):
        assert found("۱۴۴۷/۰۶/۲۰ ه.ق", "fa") == []

    def test_is_none_in_an_arabic_text_of_numbers(self):
        assert found("1447/06/20", "ar") == []

    def test_is_read_in_any_language_where_the_text_says_so(self):
        assert found("1404/09/20 ه.ش", "ar") == ["2025-12-11"]


class TestADateInDoubt:
    @pytest.mark.parametrize(
        ("text", "edtf"),
        [
            ("around 2020", "2020~"),
            ("c. 2020", "2020~"),
            ("early 2025", "2025~"),
            ("mid-2025", "2025~"),
            ("at the end of 2025", "2025~"),
            ("spring 2025", "2025~"),
            ("late June 2022", "2022-06~"),
        ],
    )
    def test_is_approximate_and_keeps_the_words(self, text, edtf):
        assert found(text) == [edtf]
        assert text.split()[-1] in note(text)

    def test_of_no_stated_year_cannot_be_marked_and_says_so(self):
        assert found("around 11 December") == ["XXXX-12-11"]
        assert "around" in note("around 11 December")

    def test_of_a_decade_is_a_decade(self):
        assert found("the 1990s") == ["199X"]


class TestANumber:
    @pytest.mark.parametrize(
        "text",
        [
            "in 2000 cinemas",
            "2000 films",
            "about 2000 people",
            "in 2025 films",
            "No. 2025",
            "page 1990",
            "€2000",
            "2025 %",
            "1,990 and 2.025",
            "the number 2025 stood there",
            "more than three decades after",
            "you may 10 times",
            "In May 12 countries signed",
            "11 December 1404",
            "30 February 2025",
            "31.02.2025",
            "in 1750",
            "https://newspaper.example/8002/8/20427",
            "https://example.org/2025/12/11/news",
            "192.168.11.12.2025",
            "May",
        ],
    )
    def test_that_is_no_date_is_left(self, text):
        assert found(text) == []

    @pytest.mark.parametrize(
        "text", ["in 2025", "since 2025,", "Cannes 2025", "“Becoming” (2025)", "the 2025 festival"]
    )
    def test_that_is_a_year_by_the_words_around_it_is_found(self, text):
        assert found(text) == ["2025"]

    def test_goes_on_a_list_of_years(self):
        assert found("في عامي 2024 و2025", "ar") == ["2024", "2025"]
        assert found("سال‌های ۱۴۰۲ و ۱۴۰۳", "fa")[1] == "2024-03-20/2025-03-20"


class TestTwoDaysOfAMonth:
    def test_in_a_row_are_a_span(self):
        assert found("11 et 12 décembre 2025", "fr") == ["2025-12-11/2025-12-12"]

    def test_apart_are_two_dates(self):
        first, second = dates_in("on 11 and 13 December 2025", "en")

        assert (first.words, first.edtf) == ("11", "2025-12-11")
        assert (second.words, second.edtf) == ("13 December 2025", "2025-12-13")
        assert "after it" in first.note

    def test_with_a_number_behind_the_dash_that_is_no_date_are_one(self):
        assert found("5 May – 10 films") == ["XXXX-05-05"]
