"""Agreements with a party from a group of countries: any Turkic state, and Kazakhstan beside."""

from datetime import date

import pytest
from django.http import QueryDict

from coop.curation import recording
from coop.filters.agreements import AgreementFilter
from tests import factories
from tests.public.reading import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def turkic():
    return factories.group("turkic-states", names="Turkic states", members=["KZ", "TR", "UZ"])


def agreement(title, *codes, **fields):
    parties = [factories.state(code) for code in codes]
    return factories.agreement(title=title, parties=parties, **fields)


def found(client, query):
    """The titles of the agreements that a question leaves."""
    page = read(client.get(f"/agreements/{query}"))
    return TITLES & set(page.link_texts)


TITLES = {"Kazakh and Uzbek", "Kazakh and French", "Turkish and French", "Iranian and French"}


def offered(query):
    """The groups that a question offers, each with the number of agreements that it leaves."""
    filters = AgreementFilter(QueryDict(query), today=date(2025, 6, 1))
    facet = next(each for each in filters.facets() if each.name == "group")
    return {choice.value: choice.count for choice in facet.choices}


@pytest.fixture
def agreements(turkic):
    agreement("Kazakh and Uzbek", "KZ", "UZ")
    agreement("Kazakh and French", "KZ", "FR")
    agreement("Turkish and French", "TR", "FR")
    agreement("Iranian and French", "IR", "FR")


@pytest.mark.usefixtures("agreements")
class TestAskingForAGroup:
    def test_finds_agreements_with_a_party_from_any_of_its_members(self, client):
        assert found(client, "?group=turkic-states") == {
            "Kazakh and Uzbek",
            "Kazakh and French",
            "Turkish and French",
        }

    def test_beside_a_country_means_another_country(self, client):
        assert found(client, "?country=KZ&group=turkic-states") == {"Kazakh and Uzbek"}
        assert found(client, "?country=FR&group=turkic-states") == {
            "Kazakh and French",
            "Turkish and French",
        }

    def test_goes_by_the_members_of_today(self, client, turkic):
        read(client.get("/agreements/?group=turkic-states"))

        with recording() as opened:
            opened.touch(turkic)
            turkic.memberships.filter(country__code="TR").update(until="2020")

        assert found(client, "?group=turkic-states") == {"Kazakh and Uzbek", "Kazakh and French"}

    def test_counts_bodies_of_a_member_as_the_member(self, client):
        agency = factories.party(country=factories.country("UZ"))
        factories.agreement(title="Of an agency", parties=[agency])

        page = read(client.get("/agreements/?group=turkic-states"))

        assert "Of an agency" in page.link_texts

    def test_finds_nothing_that_is_not_published(self, client):
        agreement("Iranian and Uzbek", "IR", "UZ", draft=True)

        page = read(client.get("/agreements/?group=turkic-states"))

        assert "Iranian and Uzbek" not in page.text

    def test_that_there_is_not_is_refused_by_name(self, client):
        page = read(client.get("/agreements/?group=nobody"), status=400)

        assert "nobody" in page.text

    def test_may_ask_for_two_groups_at_once(self, client):
        factories.group("la-francophonie", members=["FR"])

        assert found(client, "?group=turkic-states&group=la-francophonie") == {
            "Kazakh and French",
            "Turkish and French",
        }

    def test_is_offered_with_the_number_that_it_leaves(self):
        factories.group("nordic-countries", members=["SE"])

        assert offered("") == {"turkic-states": 3}
        assert offered("country=KZ") == {"turkic-states": 1}
        assert offered("country=FR") == {"turkic-states": 2}
