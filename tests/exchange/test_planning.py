"""Planning an import: what would be made and changed, and every error at once."""

import pytest

from coop.exchange import planning
from coop.models import Agreement, Generation, Participation, Party
from tests import factories
from tests.exchange.objects import (
    agreement,
    changes,
    citation,
    counted,
    entries,
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


class TestAPlan:
    def test_counts_what_is_made_changed_and_left_as_it_is(self):
        put_in(party(), party("party-b"))

        with plan(party(), party("party-b", names={"en": "Another"}), party("party-c")) as found:
            assert found.counts[Party] == planning.Counts(created=1, changed=1, unchanged=1)

    def test_writes_nothing(self):
        with counted() as numbers, plan(*published()) as found:
            assert not found.is_empty

        assert numbers["after"] == numbers["before"]
        assert Generation.objects.current() == (0, 0)

    def test_is_empty_when_the_registry_has_it_all(self):
        put_in(*published())

        with plan(*published()) as found:
            assert found.is_empty
            assert list(found.changes()) == []
            assert found.seen == {}

    def test_names_each_field_that_changes_with_the_old_and_the_new_value(self):
        put_in(place(), agreement(kind="memorandum-of-understanding", note="As it was."))

        found = changes(agreement(kind="treaty", note="As it was.", place=["place-a"]))

        assert found == {
            ("agreement-a",): {
                "kind": ("memorandum-of-understanding", "treaty"),
                "place": (None, ["place-a"]),
            }
        }

    def test_leaves_alone_what_a_file_leaves_out(self):
        put_in(agreement(note="A note.", kind="treaty"))

        assert changes(agreement()) == {}

    def test_takes_an_empty_value_for_what_the_field_is_to_become(self):
        put_in(place(), agreement(note="A note.", place=["place-a"]))

        found = changes(agreement(note="", place=None))

        assert found == {("agreement-a",): {"note": ("A note.", ""), "place": (["place-a"], None)}}

    def test_takes_dates_numbers_and_texts_that_mean_the_same_for_the_same(self):
        put_in(
            thing("coproduction", key="film-a", title={"en": "A film"}, year="2025"),
            party("party-a"),
            thing(
                "coproductionpartner",
                coproduction=["film-a"],
                key="a",
                party=["party-a"],
                share="33.30",
            ),
        )

        found = changes(
            thing("coproduction", key="film-a", title={"en": "A film "}, year=2025),
            thing(
                "coproductionpartner",
                coproduction=["film-a"],
                key="a",
                party=["party-a"],
                share=33.3,
            ),
        )

        assert found == {}

    def test_names_the_members_that_a_list_gains_and_loses(self):
        put_in(party("party-a"), party("party-b"), agreement(frameworks=[["party-a"]]))

        found = changes(agreement(frameworks=[["party-b"]]))

        assert found == {("agreement-a",): {"frameworks": ([["party-a"]], [["party-b"]])}}

    def test_names_the_record_that_a_part_belongs_to_and_its_version(self):
        put_in(party(), agreement())
        record = Agreement.objects.get()

        with plan(participation(), party("party-b")) as found:
            roots = {change.key: change.root for change in found.changes()}
            assert found.seen == {
                "agreement/agreement-a": str(record.version),
                "party/party-b": None,
            }

        assert roots[("agreement-a", "a")] == (Agreement, "agreement-a")

    def test_follows_a_statement_to_the_record_that_it_is_about(self):
        put_in(
            source(),
            agreement(),
            thing(
                "statement",
                key="aim",
                kind="aim",
                agreement=["agreement-a"],
                summary={"en": "An aim."},
            ),
        )

        with plan(citation(statement=["aim"])) as found:
            assert list(found.seen) == ["agreement/agreement-a"]

    def test_says_which_models_it_touches_and_whether_the_public_sees_it(self):
        put_in(*published())

        with plan(agreement(note="Seen by all."), place()) as found:
            assert set(found.models) == {Agreement, type(factories.place())}
            assert found.changes_public
        with plan(place()) as found:
            assert not found.changes_public

    def test_of_a_part_of_a_public_record_changes_what_the_public_sees(self):
        put_in(*published())

        with plan(party("party-a", names={"en": "Renamed"})) as found:
            assert found.changes_public

    def test_finds_references_in_any_order_and_in_any_file(self):
        early = entries(participation(), file="one.json")
        late = entries(agreement(), party(), file="two.json")

        with planning.plan([*early, *late]) as found:
            assert found.faults == []
            assert found.counts[Participation].created == 1

    def test_passes_over_what_the_registry_works_out_and_says_so(self):
        with plan(
            {**agreement(), "fields": {**agreement()["fields"], "version": 7, "basis": "stated"}}
        ) as found:
            assert found.faults == []
            assert found.passed_over == {"version", "basis"}

    def test_costs_the_same_number_of_queries_for_few_rows_and_for_many(
        self, django_assert_max_num_queries
    ):
        put_in(*(agreement(f"agreement-{number}") for number in range(40)))
        few = [agreement(f"agreement-{number}", note="New.") for number in range(2)]
        many = [agreement(f"agreement-{number}", note="New.") for number in range(40)]

        with django_assert_max_num_queries(1000) as for_few:
            plan(*few).close()
        with django_assert_max_num_queries(len(for_few)):
            plan(*many).close()
