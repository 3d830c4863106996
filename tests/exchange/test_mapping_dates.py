"""Dates as other people write them."""

from datetime import date, datetime

import pytest

from coop.exchange.mapping.dates import join_date, read_date, read_serial
from coop.exchange.mapping.unread import NotRead

# What is written, the order that the rule says, and the date.
READ = [
    ("21/09/1965", "day-first", "1965-09-21"),
    ("09/21/1965", "month-first", "1965-09-21"),
    ("3/4/1965", "day-first", "1965-04-03"),
    ("3/4/1965", "month-first", "1965-03-04"),
    ("21.09.1965", "day-first", "1965-09-21"),
    ("21-9-1965", "day-first", "1965-09-21"),
    ("21/09/1965", "", "1965-09-21"),  # there is no month 21
    ("09/21/1965", "", "1965-09-21"),
    ("04/04/1965", "", "1965-04-04"),
    ("1965-09-21", "month-first", "1965-09-21"),
    ("1965/09/21", "month-first", "1965-09-21"),
    ("1965.9.21", "day-first", "1965-09-21"),
    ("1965-09-21 00:00:00", "", "1965-09-21"),
    ("1965-09-21T14:30", "", "1965-09-21"),
    ("1965-09-21T00:00:00Z", "", "1965-09-21"),
    ("September 1965", "", "1965-09"),
    ("Sept. 1965", "", "1965-09"),
    ("21 Sep 1965", "", "1965-09-21"),
    ("21-Sep-1965", "", "1965-09-21"),
    ("21st of September, 1965", "", "1965-09-21"),
    ("September 21, 1965", "", "1965-09-21"),
    ("Tuesday, 21 September 1965", "", "1965-09-21"),
    ("MAY 1965", "", "1965-05"),
    ("1965", "", "1965"),
    ("09/1965", "", "1965-09"),
    ("1965/09", "", "1965-09"),
    ("1965–1967", "", "1965/1967"),
    ("c. 1965", "", "1965~"),
    ("1965?", "", "1965?"),
    ("1965-09/1966-01", "", "1965-09/1966-01"),
    ("٢١/٠٩/١٩٦٥", "day-first", "1965-09-21"),
    ("\u200e21/09/1965 ", "day-first", "1965-09-21"),
    (date(1965, 9, 21), "", "1965-09-21"),
    (datetime(1965, 9, 21, 0, 0), "", "1965-09-21"),
    ("", "", ""),
    ("  ", "", ""),
]

OF_OTHER_LANGUAGES = [
    ("21 septembre 1965", "fr", "1965-09-21"),
    ("1er mars 1965", "fr", "1965-03-01"),
    ("21 de septiembre de 1965", "es", "1965-09-21"),
    ("21. September 1965", "de", "1965-09-21"),
    ("21 сентября 1965 г.", "ru", "1965-09-21"),
    ("21 Eylül 1965", "tr", "1965-09-21"),
    ("21 سبتمبر 1965", "ar", "1965-09-21"),
]

# What is written, the order that the rule says, and what the sentence speaks of.
LEFT = [
    ("03/04/1965", "", "say which"),
    ("09/21/1965", "day-first", "no month 21"),
    ("21/09/1965", "month-first", "no month 21"),
    ("21/09/65", "day-first", "four digits"),
    ("21 Sep 65", "", "four digits"),
    ("May 12-13, 1965", "", "cannot be read"),
    ("Sep 1965 or later", "", "cannot be read"),
    ("30/02/1965", "day-first", "not in the calendar"),
    ("31 April 1965", "", "not in the calendar"),
    ("September", "", "no year"),
    ("1965-09-20T22:00:00Z", "", "depends on the place"),
    ("1967-1965", "", "ends before it begins"),
    ("21/09/1965; 03/10/1966", "day-first", "cannot be read"),
    ("see note", "", "cannot be read"),
    ("23985", "", "cannot be read"),
    ("x" * 5000, "", "too long"),
]


class TestADate:
    @pytest.mark.parametrize(("written", "order", "meant"), READ)
    def test_is_read_as_it_was_meant(self, written, order, meant):
        assert read_date(written, order=order) == meant

    @pytest.mark.parametrize(("written", "language", "meant"), OF_OTHER_LANGUAGES)
    def test_may_name_its_month_in_the_language_of_the_file(self, written, language, meant):
        assert read_date(written, languages=("en", language)) == meant

    @pytest.mark.parametrize(("written", "order", "said"), LEFT)
    def test_is_left_with_a_sentence_where_it_would_be_a_guess(self, written, order, said):
        with pytest.raises(NotRead, match=said):
            read_date(written, order=order)


class TestANumberOfDays:
    @pytest.mark.parametrize(
        ("written", "meant"),
        [("24006", "1965-09-21"), ("24006.0", "1965-09-21"), ("61", "1900-03-01"), ("", "")],
    )
    def test_is_the_day_that_a_spreadsheet_shows(self, written, meant):
        assert read_serial(written) == meant

    @pytest.mark.parametrize("written", ["60", "0", "1965-09-21", "9999999", "many"])
    def test_is_left_where_a_spreadsheet_has_no_such_day(self, written):
        with pytest.raises(NotRead, match="no number of days"):
            read_serial(written)


class TestADateInThreeColumns:
    @pytest.mark.parametrize(
        ("year", "month", "day", "meant"),
        [
            ("1965", "9", "21", "1965-09-21"),
            ("1965.0", "09", "1.0", "1965-09-01"),
            ("1965", "Sep", "21", "1965-09-21"),
            ("1965", "9", "", "1965-09"),
            ("1965", "", "", "1965"),
            ("", "", "", ""),
        ],
    )
    def test_is_joined(self, year, month, day, meant):
        assert join_date(year=year, month=month, day=day) == meant

    @pytest.mark.parametrize(
        ("year", "month", "day", "said"),
        [
            ("", "9", "21", "no year"),
            ("1965", "", "21", "no month"),
            ("65", "9", "21", "four digits"),
            ("1965", "Brumaire", "", "no month"),
            ("1965", "9", "late", "no day"),
            ("1965", "2", "30", "not in the calendar"),
        ],
    )
    def test_is_left_with_a_sentence_where_a_part_is_missing(self, year, month, day, said):
        with pytest.raises(NotRead, match=said):
            join_date(year=year, month=month, day=day)
