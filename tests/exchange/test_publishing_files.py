"""Files that publish: they are taken when what they publish is complete."""

import pytest

from coop.models import SourceDocument
from tests.exchange.objects import (
    agreement,
    citation,
    country,
    faults,
    participation,
    party,
    published,
    put_in,
    source,
    thing,
    topic,
)

pytestmark = pytest.mark.django_db


def about(*fields, **stated):
    """The published agreement as stated, with citations that are each about one field."""
    kept = [
        one
        for one in published()
        if one["model"] != "coop.agreement"
        and not (one["model"] == "coop.citation" and "agreement" in one["fields"])
    ]
    evidence = [citation(field, agreement=["agreement-a"], field=field) for field in fields]
    record = agreement(**{"state": "published", **stated})
    return [*kept[:2], record, *kept[2:], *evidence]


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

    def test_is_refused_where_a_field_has_none(self):
        found = faults(*about("title", kind="treaty"))

        assert [line.split(": ")[1:] for line in found] == [
            ["agreement agreement-a", "No evidence yet", "kind."]
        ]

    def test_is_taken_where_each_field_has_its_own(self):
        assert faults(*about("title", "kind", kind="treaty")) == []

    def test_is_refused_where_a_field_of_a_draft_in_the_registry_has_none(self):
        put_in(*about("title", kind="treaty", state="draft"))

        (fault,) = faults(agreement(state="published", kind="treaty"))

        assert fault.endswith("No evidence yet: kind.")

    def test_may_bring_the_evidence_for_that_field(self):
        put_in(*about("title", kind="treaty", state="draft"))

        evidence = citation("kind", agreement=["agreement-a"], field="kind")

        assert faults(agreement(state="published", kind="treaty"), evidence) == []

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
