"""One record as files have it: itself, its parts and the evidence of its claims, and no more."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coop.exchange.entries import Entry, Where
from coop.exchange.planning import plan
from coop.exchange.records import entries_of, paths_to, tables_of
from coop.exchange.shapes import IN_FILES
from coop.models import Agreement, Citation, Event, FormerSlug, SourceDocument, Statement
from tests import factories as make

pytestmark = pytest.mark.django_db


def whole_agreement(**fields):
    """An agreement with something of everything."""
    made = make.agreement(parties=[make.state()], **fields)
    party = made.participations.get()
    make.signature(participation=party)
    make.act(agreement=made, participation=party, kind="ratification")
    provision = make.provision(agreement=made, subjects=[make.subject(), make.subject()])
    make.rule(provision=provision)
    make.statement(agreement=made)
    make.statement(provision=provision)
    make.occasion(agreement=made)
    make.relation(agreement=made)
    return made


def counted(entries):
    """The number of objects of each table."""
    found = {}
    for entry in entries:
        name = entry["model"].removeprefix("coop.")
        found[name] = found.get(name, 0) + 1
    return found


class TestEntriesOfAnAgreement:
    def test_are_itself_its_parts_and_their_evidence(self):
        agreement = whole_agreement()

        assert counted(entries_of(agreement)) == {
            "agreement": 1,
            "participation": 1,
            "signature": 1,
            "occasion": 1,
            "act": 1,
            "agreementrelation": 1,
            "provision": 1,
            "rule": 1,
            "statement": 2,
            "citation": 10,
        }

    def test_are_its_own_only(self):
        agreement = whole_agreement()
        whole_agreement(source=SourceDocument.objects.first())
        before = entries_of(agreement)

        other = make.relation(related=agreement).agreement

        assert entries_of(agreement) == before
        assert other.key not in json.dumps(before)

    def test_stand_parents_first(self):
        labels = [entry["model"] for entry in entries_of(whole_agreement())]

        order = [model._meta.label_lower for model in IN_FILES]
        assert labels == sorted(labels, key=order.index)

    def test_change_nothing_when_they_are_imported(self):
        entries = [
            Entry(Where("record", line), entry["model"], entry["fields"])
            for line, entry in enumerate(entries_of(whole_agreement()), 1)
        ]

        with plan(entries) as found:
            assert (found.faults, found.is_empty, found.total) == ([], True, len(entries))

    def test_cost_the_same_number_of_queries_with_more_parts(self):
        few, many = whole_agreement(), whole_agreement()
        for _number in range(3):
            provision = make.provision(agreement=many, subjects=[make.subject()])
            make.citation(make.rule(provision=provision))
            make.signature(participation=make.participation(agreement=many))

        assert _queries(lambda: entries_of(many)) == _queries(lambda: entries_of(few))


def _queries(call):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        call()
    return len(queries)


class TestEntriesOfOtherRecords:
    def test_of_a_source_are_the_source_alone(self):
        source = make.source(text="One.")
        make.agreement(source=source)

        (entry,) = entries_of(source)

        assert (entry["model"], entry["fields"]["text"]) == ("coop.sourcedocument", "One.")

    def test_of_a_party_have_its_former_names_and_its_evidence_and_no_agreement(self):
        party = make.former_name().party
        make.citation(party)
        make.agreement(parties=[party])

        assert counted(entries_of(party)) == {"party": 1, "formername": 1, "citation": 1}

    def test_of_an_event_have_who_was_there_and_what_was_said(self):
        event = make.attendance().event
        make.statement(event=event)
        make.occasion(event=event)

        assert counted(entries_of(event)) == {
            "event": 1,
            "attendance": 1,
            "statement": 1,
            "citation": 2,
        }

    def test_of_a_film_have_its_partners_screenings_and_ties(self):
        film = make.coproduction(countries=[make.country("FR")])
        make.screening(coproduction=film)
        make.film_link(coproduction=film)

        assert counted(entries_of(film)) == {
            "coproduction": 1,
            "coproductionpartner": 1,
            "screening": 1,
            "coproductionagreement": 1,
            "citation": 4,
        }


class TestTheWayToARecord:
    def test_leads_over_what_a_part_is_a_part_of(self):
        assert paths_to(Agreement, Citation, "statement") == (
            "statement__agreement",
            "statement__provision__agreement",
        )
        assert paths_to(Event, Statement, "agreement") == ()

    def test_does_not_begin_at_a_former_address(self):
        assert FormerSlug not in tables_of(Agreement)
