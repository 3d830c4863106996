"""Which heading means which column."""

import pytest
from django.utils.translation import override

from coop.exchange.entries import Where
from coop.exchange.sheets import KINDS
from coop.exchange.sheets.columns import code_names, find, match
from coop.vocabulary.agreements import AgreementKind
from tests.exchange.sheet_files import faults, read, workbook

AGREEMENTS = KINDS["agreements"]


def matched(*headings):
    return [str(found) for found in match(AGREEMENTS, headings, Where("sheet.csv", 1))]


class TestAHeading:
    @pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
    def test_of_every_column_leads_to_it(self, kind):
        for code in kind.codes(["en", "ar", "kk-Latn"]):
            assert find(kind, kind.heading(code)) == code
            assert find(kind, code) == code

    @pytest.mark.parametrize(
        ("heading", "code"),
        [
            ("SIGNED ON", "signed_on"),
            ("  Signed\xa0 on ", "signed_on"),
            ("signed_on", "signed_on"),
            ("Title (Arabic)", "title:ar"),
            ("title [kk-latn]", "title:kk-Latn"),
            ("Summary:FA", "summary:fa"),
        ],
    )
    def test_may_be_written_in_several_ways(self, heading, code):
        assert find(AGREEMENTS, heading) == code

    def test_that_is_unknown_is_named_with_the_nearest(self):
        assert matched("Key", "Partys") == [
            "key",
            "sheet.csv:1 [Partys]: No column has this heading. Is “Parties” meant?",
        ]

    def test_like_none_says_what_to_do(self):
        assert matched("Xyzzy") == [
            "sheet.csv:1 [Xyzzy]: No column has this heading. Take a heading of the template, or "
            "remove the column."
        ]

    def test_that_stands_twice_is_a_fault(self):
        assert matched("Signed on", "signed_on")[1] == (
            "sheet.csv:1 [signed_on]: This column stands twice in the sheet: “Signed on” and "
            "“signed_on”."
        )

    def test_of_a_text_without_its_language_is_a_fault(self):
        assert matched("Title") == [
            "sheet.csv:1 [Title]: Say in which language the texts of this column are: “Title (en)”."
        ]

    def test_of_a_text_in_no_language_is_a_fault(self):
        assert "No column has this heading" in matched("Title (Klingonese)")[0]

    def test_may_be_in_any_language_of_the_registry(self):
        for tag in ("ar", "ru"):
            with override(tag):
                heading = AGREEMENTS.heading("signed_on")
            assert find(AGREEMENTS, heading) == "signed_on"


@pytest.mark.django_db
class TestASheetOfOurs:
    def test_without_headings_says_so(self):
        assert faults("agreements", "Film deal;IR", "Other;KZ") == [
            "sheet.csv:1: The first row has no heading of a sheet of agreements, such as “Title "
            "(en)”. Take the headings of the template, or map the columns of the sheet."
        ]

    def test_with_rows_above_its_headings_says_where_they_stand(self):
        content = workbook(["Our agreements", "of 2025"], [], ["Key", "Title (en)"], ["a", "One"])

        assert faults("agreements", content=content) == [
            "sheet.csv:3: The headings stand in this row. Remove the rows above it."
        ]

    def test_with_a_title_above_its_headings_says_where_they_stand(self):
        content = workbook(["Our agreements"], [], ["Key", "Title (en)"], ["a", "One"])

        assert faults("agreements", content=content) == [
            "sheet.csv:3: The first row holds a single cell, and this one several. If the headings "
            "stand here, remove what stands above them."
        ]

    def test_with_content_under_no_heading_says_so_once(self):
        found = faults("agreements", "Key;;Title (en)", "a;x;One", "b;y;Two")

        assert found == ["sheet.csv:2: The 2. column holds something, but has no heading."]

    def test_may_have_empty_columns_without_a_heading(self):
        assert len(read("agreements", "Key;;Title (en)", "a;;One")) == 1

    def test_is_not_read_any_further_after_a_thousand_faults(self):
        found = faults("agreements", "Key;Title (en);Kind", *[f"a{n};A;x" for n in range(1200)])

        assert len(found) == 1001
        assert found[-1] == (
            "sheet.csv:1001: There are 1000 errors up to here; the rest is not read."
        )


class TestACode:
    def test_is_found_by_its_label_in_any_language(self):
        for tag in ("en", "ar", "ru"):
            with override(tag):
                label = str(AgreementKind.MOU.label)
            assert code_names(AgreementKind)[label.casefold()] == "memorandum-of-understanding"
