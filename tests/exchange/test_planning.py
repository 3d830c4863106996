"""Planning an import: what would be made and changed, and every error at once."""

import pytest

from coop.exchange import planning
from coop.exchange.entries import Entry, Fault, Where
from coop.models import Agreement, Generation, Participation, Party, SourceDocument
from tests import factories
from tests.exchange.objects import (
    agreement,
    changes,
    citation,
    counted,
    country,
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
    topic,
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
        assert Generation.objects.current() == 0

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

    def test_says_which_record_of_the_registry_has_a_unique_value(self):
        put_in(agreement(), party(), participation("a"))

        (fault,) = faults(participation("b"))

        assert fault.endswith("The registry has it in “agreement-a / a”.")

    def test_says_that_parents_go_round_in_a_circle(self):
        put_in(party("party-a"), party("party-b", parent=["party-a"]))

        (fault,) = faults(party("party-a", parent=["party-b"]))

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


class TestAFileThatPublishes:
    def test_is_taken_when_all_has_evidence(self):
        assert faults(*published()) == []

    def test_is_refused_where_the_record_itself_has_no_evidence(self):
        (fault,) = faults(
            *[
                one
                for one in published()
                if "agreement" not in one["fields"] or one["model"] != "coop.citation"
            ]
        )

        assert fault.startswith("made.json:3: agreement agreement-a: ")
        assert fault.endswith("The record itself has no evidence: say which source tells of it.")

    def test_is_refused_where_a_part_has_no_evidence(self):
        (fault,) = faults(*published()[:-1])

        assert fault == (
            "made.json:4: participation agreement-a / a: "
            "It would be public, and no source is cited for it."
        )

    def test_is_refused_where_nobody_takes_part(self):
        found = faults(*[one for one in published() if "participation" not in f"{one}"])

        assert found == [
            "made.json:3: agreement agreement-a: It has no party yet: enter who takes part."
        ]

    def test_is_refused_where_its_source_is_not_published(self):
        found = faults(source(), *published()[1:])

        assert [line.split(": ")[1] for line in found] == [
            "citation source-a / p1",
            "citation source-a / p2",
        ]
        assert found[0].endswith("It cites “source-a”, which is draft: publish that source first.")

    def test_is_refused_where_a_source_says_not_where_it_comes_from(self):
        (fault,) = faults(source(publisher="", state="published"))

        assert fault.endswith(
            "state: Say where it comes from: its publisher, its author or its address."
        )

    def test_counts_the_evidence_that_the_registry_has(self):
        drafts = [
            {
                **one,
                "fields": {
                    k: v
                    for k, v in one["fields"].items()
                    if k != "state" or "title" not in one["fields"]
                },
            }
            for one in published()
        ]
        put_in(source(state="published"), *drafts[1:])

        assert faults(agreement(state="published")) == []

    def test_is_refused_where_a_part_in_the_registry_has_none(self):
        put_in(
            source(state="published"),
            party(),
            agreement(),
            participation(),
            citation(agreement=["agreement-a"]),
        )

        (fault,) = faults(agreement(state="published"))

        assert fault.endswith("No evidence yet: participation “A party”.")

    def test_may_bring_that_evidence(self):
        put_in(
            source(state="published"),
            party(),
            agreement(),
            participation(),
            citation(agreement=["agreement-a"]),
        )

        assert (
            faults(agreement(state="published"), citation("p2", participation=["agreement-a", "a"]))
            == []
        )

    def test_may_give_a_package_members_instead_of_parties(self):
        found = faults(
            *published("agreement-member"),
            agreement("agreement-package", kind="package", state="published"),
            citation("p3", agreement=["agreement-package"]),
            thing(
                "agreementrelation",
                agreement=["agreement-member"],
                key="in",
                related=["agreement-package"],
                kind="part-of",
            ),
            citation("p4", relation=["agreement-member", "in"]),
        )

        assert found == []

    def test_cannot_take_a_published_record_back_to_draft(self):
        put_in(*published())

        (fault,) = faults(agreement(state="draft"))

        assert "its address must not die" in fault

    def test_withdraws_only_with_a_reason(self):
        put_in(*published())

        (fault,) = faults(agreement(state="withdrawn"))

        assert fault.endswith("Say why it is withdrawn: the reason is printed at its address.")
        assert faults(agreement(state="withdrawn", withdrawn_because="Entered twice.")) == []

    def test_does_not_withdraw_a_source_that_public_records_cite(self):
        put_in(*published())

        found = faults(source(state="withdrawn", withdrawn_because="Gone."))

        assert any("Public records cite this source: “An agreement”." in line for line in found)
        assert SourceDocument.objects.get().state == "published"

    def test_adds_no_claim_without_evidence_to_a_public_record(self):
        put_in(*published(), topic())

        (fault,) = faults(
            thing(
                "provision",
                agreement=["agreement-a"],
                key="workshops",
                topic=["workshops"],
                summary={"en": "Workshops."},
            )
        )

        assert fault.endswith("It would be public, and no source is cited for it.")

    def test_needs_countries_only_where_they_are_named(self):
        assert (
            faults(country("XB"), party("state-xb", kind="state", names={}, country=["XB"])) == []
        )
