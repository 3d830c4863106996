"""What is proposed for the headings of someone else's file."""

import pytest

from coop.exchange.mapping.guesses import guess
from coop.exchange.mapping.targets import targets_of


def proposed(kind, headings, language="en"):
    return guess(kind, headings, targets_of(kind, [language]), language)


class TestAHeading:
    @pytest.mark.parametrize(
        ("kind", "heading", "column"),
        [
            ("agreements", "Parties", "parties"),
            ("agreements", "signed_on", "signed_on"),
            ("agreements", "Title (ar)", "title:ar"),
            ("agreements", "TITLE OF TREATY", "title:en"),
            ("agreements", "Date of Entry into Force", "in_force_since"),
            ("agreements", "Contracting  parties:", "parties"),
            ("agreements", "Place of signiture", "place"),
            ("coproductions", "Production countries", "partners"),
            ("parties", "Acronym", "short_names:en"),
            ("provisions", "Article no.", "article"),
            ("agreements", "Shelf mark", ""),
            ("agreements", "", ""),
        ],
    )
    def test_proposes_the_column_that_it_may_mean(self, kind, heading, column):
        assert proposed(kind, [heading]) == {heading: column}

    def test_of_a_text_proposes_the_language_of_the_file(self):
        assert proposed("agreements", ["Title"], "fr") == {"Title": "title:fr"}

    def test_proposes_no_column_that_another_means_better(self):
        found = proposed("agreements", ["Country", "Parties", "Date", "Signed"])

        assert found == {"Country": "", "Parties": "parties", "Date": "signed_on", "Signed": ""}
