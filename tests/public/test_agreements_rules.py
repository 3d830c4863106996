"""Machine-readable rules read as sentences."""

from decimal import Decimal

import pytest

from coop.models import Rule
from coop.vocabulary import conditions

PERCENT = {"unit": "percent-of-total-cost"}


class TestARule:
    @pytest.mark.parametrize(
        ("fields", "sentence"),
        [
            (
                {"kind": "share", "counted_by": "each-co-producer", "minimum": 20, **PERCENT},
                "The share of each co-producer is at least 20% of the total cost",
            ),
            (
                {"kind": "share", "counted_by": "each-country", "maximum": 80, **PERCENT},
                "The share of each country is at most 80% of the total cost",
            ),
            (
                {
                    "kind": "third-country-share",
                    "counted_by": "third-country-together",
                    "maximum": Decimal("12.50"),
                    "unit": "percent-of-contributions",
                },
                "The share of all third-country co-producers together is at most 12.5% of the "
                "contributions",
            ),
            (
                {"kind": "co-producers", "minimum": 3, "unit": "co-producers"},
                "The number of co-producers is at least 3",
            ),
            (
                {"kind": "points", "minimum": 15, "out_of": 19, "unit": "points"},
                "The number of points is at least 15 of 19",
            ),
            (
                {"kind": "points", "minimum": 0, "unit": "points"},
                "The number of points is without a lower limit",
            ),
            (
                {"kind": "lead-time", "minimum": 30, "maximum": 30, "unit": "days"},
                "The lead time of an application is 30 days",
            ),
            (
                {"kind": "notice", "minimum": 1, "unit": "months"},
                "The period of notice is at least 1 month",
            ),
            (
                {"kind": "term", "minimum": 2, "maximum": 5, "unit": "years"},
                "The term is from 2 to 5 years",
            ),
            (
                {"kind": "third-country-admitted", "third_country": "any"},
                "Co-producers from any third country may take part",
            ),
            (
                {"kind": "precedence", "precedence": "gives-way-to"},
                "It gives way to bilateral agreements of the parties",
            ),
            (
                {"kind": "formats", "forms": ["fiction"], "lengths": ["short"]},
                "It covers these formats: fiction, short",
            ),
            ({"kind": "approval"}, "Approval by the authorities is needed"),
            (
                {"kind": "exhibition"},
                "The film is meant for the exhibition that the provision names",
            ),
        ],
    )
    def test_says_what_it_asks(self, fields, sentence):
        assert conditions.in_words(Rule(**fields)) == sentence

    def test_says_for_which_films_it_holds_and_what_follows(self):
        rule = Rule(
            kind="share",
            minimum=20,
            counted_by="each-co-producer",
            applies_to="multilateral",
            forms=["documentary"],
            is_only_without_bilateral=True,
            needs_approval=True,
            effect="may-reduce-benefits",
            **PERCENT,
        )

        assert conditions.conditions(rule) == [
            "multilateral films",
            "documentary",
            "only without a bilateral agreement",
            "with the approval of the authorities",
            "a film that does not keep it may lose benefits",
        ]

    def test_names_the_rule_that_it_stands_in_place_of(self):
        strict = Rule(pk=1, kind="points", minimum=15, unit="points")
        lenient = Rule(kind="points", minimum=0, unit="points", relaxes=strict)

        assert "in place of: The number of points is at least 15" in conditions.conditions(lenient)
