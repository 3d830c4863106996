"""Faults of objects in files: all of them at once, each with its place and a sentence."""

import pytest

from coop.exchange import planning
from coop.exchange.entries import Entry, Fault, Where
from tests.exchange.objects import (
    agreement,
    citation,
    entries,
    faults,
    participation,
    party,
    place,
    plan,
    published,
    put_in,
    source,
    thing,
)

pytestmark = pytest.mark.django_db


class TestAFaultOfAnObject:
    def test_names_the_file_the_line_the_object_the_field_and_the_reason(self):
        (fault,) = faults(party(), agreement(kind="treatie"))

        assert fault.startswith(
            "made.json:2: agreement agreement-a: kind: “treatie” is no code of this list. "
            "Did you mean “treaty”? The codes are: "
        )

    def test_comes_with_all_the_others(self):
        found = faults(
            agreement(kind="treatie", original_language="english"),
            thing(
                "act", agreement=["agreement-a"], key="signature", kind="signature", done_on="soon"
            ),
            participation(party="party-nowhere"),
        )

        assert [line.split(": ")[:3] for line in found] == [
            ["made.json:1", "agreement agreement-a", "kind"],
            ["made.json:1", "agreement agreement-a", "original_language"],
            ["made.json:2", "act agreement-a / signature", "done_on"],
            ["made.json:3", "participation agreement-a / a", "party"],
        ]

    def test_says_the_nearest_model(self):
        (fault,) = faults(thing("agrement", key="a"))

        assert fault == (
            "made.json:1: coop.agrement: There is no model “coop.agrement”. "
            "Did you mean “coop.agreement”?"
        )

    def test_says_that_a_derived_table_stands_in_no_file(self):
        (fault,) = faults(thing("statusperiod", status="in force"))

        assert fault.endswith(
            "“coop.statusperiod” is worked out by the registry and stands in no file."
        )

    def test_says_the_nearest_field(self):
        (fault,) = faults({"model": "coop.agreement", "fields": {"key": "a", "titel": {"en": "A"}}})

        assert fault == (
            "made.json:1: coop.agreement a: titel: There is no field “titel”. Did you mean “title”?"
        )

    def test_says_that_a_key_is_missing(self):
        (fault,) = faults(thing("place", names={"en": "Nowhere"}))

        assert fault == "made.json:1: coop.place: key: Every object needs its “key”, a text."

    def test_says_that_a_required_field_is_missing(self):
        found = faults(thing("participation", agreement=["agreement-a"], key="a"), agreement())

        assert found == [
            "made.json:1: participation agreement-a / a: party: Say which party it is."
        ]

    def test_says_the_nearest_key_where_a_reference_leads_nowhere(self):
        (fault,) = faults(
            agreement(), party("party-film-centre"), participation(party="party-film-center")
        )

        assert fault.endswith(
            "There is no party “party-film-center”, neither in the files nor in the registry. "
            "Did you mean “party-film-centre”?"
        )

    def test_says_how_a_reference_is_written(self):
        (fault,) = faults(agreement(place="place-a"), place())

        assert fault.endswith(
            "A reference to place is written as its natural key, a list such as "
            '["place-key"]; here stands place-a.'
        )

    def test_says_where_the_object_stood_first(self):
        (fault,) = faults(party(), agreement(), party())

        assert (
            fault
            == "made.json:3: party party-a: It stands in the files twice: first at made.json:1."
        )

    def test_says_what_is_too_long(self):
        (fault,) = faults(agreement(note="x" * 2001))

        assert "note: Ensure this value has at most 2000 characters (it has 2001)." in fault

    def test_says_what_a_constraint_says(self):
        (fault,) = faults(agreement(), party(), participation(side=21))

        assert fault.endswith("side: A side is a number from 1 to 20.")

    def test_says_which_other_row_of_the_file_has_a_unique_value(self):
        (fault,) = faults(agreement(), party(), participation("a"), participation("b"))

        assert fault.endswith(
            "party: This party already has this role in the agreement. It stands in line 3 already."
        )

    def test_says_that_another_file_has_a_unique_value(self):
        one = entries(agreement(), party(), participation("a"), file="one.json")
        two = entries(participation("b"), file="two.json")

        with planning.plan([*one, *two]) as found:
            (fault,) = map(str, found.faults)

        assert fault.startswith("two.json:1: ")
        assert fault.endswith("It stands in line 3 of another of the files already.")

    def test_says_which_record_of_the_registry_has_a_unique_value(self):
        put_in(agreement(), party(), participation("a"))

        (fault,) = faults(participation("b"))

        assert fault.endswith("The registry has it in “agreement-a / a”.")

    def test_says_that_parents_go_round_in_a_circle(self):
        put_in(party("party-a"), party("party-b", parent=["party-a"]))

        (fault,) = faults(party("party-a", parent=["party-b"]))

        assert fault.endswith("parent: It comes back to itself by way of others: that is a circle.")

    def test_says_that_new_parents_go_round_in_a_circle(self):
        (fault, *_others) = faults(
            party("party-a", parent=["party-b"]), party("party-b", parent=["party-a"])
        )

        assert fault.endswith("parent: It comes back to itself by way of others: that is a circle.")

    def test_says_that_a_paragraph_is_beyond_the_end_of_its_source(self):
        (fault,) = faults(
            source(paragraph_count=5),
            agreement(),
            citation(paragraphs="6", agreement=["agreement-a"]),
        )

        assert fault.endswith("paragraphs: Paragraph 6 is cited, but there are only 5.")

    def test_brings_no_others_with_it(self):
        """An object that cannot be taken is still there for those that refer to it."""
        found = faults(
            *published()[:2], agreement(state="published", kind="treatie"), *published()[3:]
        )

        assert len(found) == 1

    def test_in_a_reference_brings_no_others_with_it(self):
        found = faults(source(), citation(agreement=["agreement-nowhere"]))

        assert len(found) == 1

    def test_is_counted_where_there_are_too_many_to_keep(self):
        with plan(*(agreement(f"agreement-{number}", kind="x") for number in range(1100))) as found:
            assert len(found.faults) == planning.FAULTS_KEPT
            assert found.fault_count == 1100

    def test_names_the_column_of_a_sheet(self):
        row = Entry(
            Where("sheet.csv", 7), "coop.agreement", agreement(kind="x")["fields"], {"kind": "Kind"}
        )

        with planning.plan([row]) as found:
            assert str(found.faults[0]).startswith(
                "sheet.csv:7 [Kind]: agreement agreement-a: kind: "
            )

    def test_of_the_reader_is_a_fault_of_the_plan(self):
        broken = Fault(Where("made.json", 3), "Here stands no object.")

        with planning.plan([broken, *entries(party())]) as found:
            assert found.faults == [broken]
