"""Ranges of days in questions: their limits, and the records they find."""

from datetime import date

import pytest

from coop.dates.edtf import DateError, overlap
from coop.dates.ranges import overlapping, parse_limit, within
from coop.models import Act, Agreement


class TestLimit:
    @pytest.mark.parametrize(
        ("text", "first", "last"),
        [
            ("2025", date(2025, 1, 1), date(2025, 12, 31)),
            ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
            (" ٢٠٢٥-٠٦-١١ ", date(2025, 6, 11), date(2025, 6, 11)),
        ],
    )
    def test_includes_the_whole_year_month_or_day(self, text, first, last):
        assert parse_limit(text, end=False) == first
        assert parse_limit(text, end=True) == last

    @pytest.mark.parametrize(
        "text", ["", "2025?", "~2025", "198X", "XXXX-12", "2025/2026", "2025/..", "soon", "[2025]"]
    )
    def test_is_never_doubtful_nor_a_span(self, text):
        with pytest.raises(DateError) as caught:
            parse_limit(text, end=False)

        assert caught.value.code == "date_limit"
        assert f"“{text}”" in str(caught.value)

    def test_must_be_in_the_calendar(self):
        with pytest.raises(DateError) as caught:
            parse_limit("2025-02-30", end=True)

        assert caught.value.code == "date_impossible"


@pytest.mark.django_db
class TestRangesInQueries:
    FIRST, LAST = date(2025, 10, 1), date(2025, 12, 31)
    TEXTS = (
        *("2025-12-11", "2025-10/2025-12", "?2025-12-11", "2025-11~", "XXXX-12-11"),
        *("2025", "2026", "198X", "2025-09-30", "2025-09-30/2025-10-01"),
        *("2025/..", "../2025", "2026/..", "../2025-09", "/2025-10-01", "2026/"),
    )

    @pytest.fixture
    def agreement(self):
        return Agreement.objects.create(
            key="agreement", title={"en": "Agreement"}, kind="agreement"
        )

    @pytest.mark.parametrize("first", [FIRST, None])
    @pytest.mark.parametrize("last", [LAST, None])
    def test_find_what_overlaps_and_what_certainly_does(self, agreement, first, last):
        Act.objects.bulk_create(
            Act(agreement=agreement, key=f"act-{number}", kind="signature", done_on=text)
            for number, text in enumerate(["", *self.TEXTS])
        )
        matches = {text: overlap(text, first, last) for text in self.TEXTS}

        found = Act.objects.filter(overlapping("done_on", first, last))
        certain = Act.objects.filter(within("done_on", first, last))

        assert {act.done_on for act in found} == {t for t, m in matches.items() if m}
        assert {act.done_on for act in certain} == {
            text for text, match in matches.items() if match == "certain"
        }

    def test_speak_of_one_row_across_a_relation(self, agreement):
        for number, text in enumerate(["?2025-12-11", "2024"]):
            agreement.acts.create(key=f"act-{number}", kind="signature", done_on=text)
        found = Agreement.objects.filter

        assert found(overlapping("acts__done_on", self.FIRST, self.LAST)).exists()
        assert not found(overlapping("acts__done_on", date(2025, 1, 1), date(2025, 6, 30))).exists()
        assert not found(within("acts__done_on", self.FIRST, self.LAST)).exists()
