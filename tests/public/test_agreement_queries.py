"""A page of agreements costs the same number of queries with few records and parts as with many."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coop.curation import recording
from coop.views import kept
from coop.views.pages import NEWEST
from tests import factories

pytestmark = pytest.mark.django_db


def queries(client, address):
    """The queries of a page that is not kept; the facets of the registry as it is are."""
    client.get(address)
    kept.forget()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in captured]


def told(size):
    """An agreement with ``size`` parts of every kind."""
    with recording():
        agreement = _told(size)
    agreement.refresh_from_db()
    return agreement


def _told(size):
    agreement = factories.agreement(place=factories.place())
    agreement.frameworks.add(*[factories.party() for _each in range(size)])
    for _each in range(size):
        participation = factories.participation(agreement=agreement, party=factories.state())
        factories.signature(participation=participation)
        factories.participation(agreement=agreement, acting_for=factories.state())
        factories.act(agreement=agreement)
        factories.act(agreement=agreement, kind="ratification", participation=participation)
        event = factories.event(place=factories.place(country=factories.country()))
        factories.occasion(agreement=agreement, event=event)
        factories.occasion(agreement=agreement, kind="provides-for")
        factories.relation(agreement=agreement)
        factories.relation(related=agreement)
        factories.film_link(agreement=agreement)
        statement = factories.statement(agreement=agreement, evidence=False)
        factories.citation(statement, said_by_party=factories.state())
        provision = factories.provision(
            agreement=agreement, topic=factories.topic(), subjects=[factories.subject()]
        )
        rule = factories.rule(provision=provision)
        factories.rule(provision=provision, relaxes=rule)
        factories.statement(provision=provision)
        factories.citation(provision, source=factories.source())
    return agreement


class TestTheRecord:
    def test_costs_no_more_with_many_parts_than_with_few(self, client):
        few, many = told(2), told(5)

        numbers = [len(queries(client, one.get_absolute_url())) for one in (few, many)]

        assert numbers == [12, 12]

    def test_costs_one_query_while_nothing_changes(self, client):
        agreement = told(2)
        client.get(agreement.get_absolute_url())

        with CaptureQueriesContext(connection) as captured:
            client.get(agreement.get_absolute_url())

        assert [query["sql"] for query in captured if "generation" not in query["sql"]] == []
        assert len(captured) == 1

    def test_costs_no_more_with_60_provisions_than_with_3(self, client):
        few, many = factories.agreement(), factories.agreement()
        topics = [factories.topic() for _each in range(12)]
        with recording():
            for agreement, number in ((few, 3), (many, 60)):
                for place in range(number):
                    factories.provision(agreement=agreement, topic=topics[place % 12])
        few.refresh_from_db()
        many.refresh_from_db()

        assert len(queries(client, few.get_absolute_url())) == len(
            queries(client, many.get_absolute_url())
        )


class TestTheList:
    def test_costs_no_more_with_many_agreements_than_with_few(self, client):
        told(1)
        before = len(queries(client, "/agreements/"))
        for _each in range(4):
            told(1)

        assert len(queries(client, "/agreements/")) == before


class TestTheFirstPage:
    def test_costs_no_more_with_many_agreements_than_with_few(self, client):
        told(1)
        factories.agreement(place=factories.place())
        before = len(queries(client, "/"))
        for _each in range(NEWEST):
            agreement = factories.agreement(place=factories.place())
            factories.act(agreement=agreement)

        assert len(queries(client, "/")) <= before
