"""The pages of places: where each is, and what was signed, held and shown there."""

import pytest

from coop.curation import recording
from tests import factories
from tests.public.reading import read
from tests.public.worlds import queries

pytestmark = pytest.mark.django_db


def page_of(client, place):
    place.refresh_from_db()
    return read(client.get(place.get_absolute_url()))


class TestAPlace:
    def test_says_where_it_is(self, client):
        aktau = factories.place(
            names={"en": "Aktau", "kk": "Ақтау"},
            country=factories.country("KZ"),
            latitude="43.65000",
            longitude="51.16000",
        )
        factories.citation(aktau, field="country", basis="supplied")
        factories.public(aktau)

        page = page_of(client, aktau)

        assert page.row("Country").text.startswith("Kazakhstan")
        assert page.row("Country").note_numbers == [1]
        assert page.row("Coordinates").text == "43.65, 51.16"
        assert page.one("ul", class_="other-names").one("span", lang="kk").text == "Ақтау"

    def test_whose_country_no_source_says_says_so(self, client):
        place = factories.public(factories.place())

        assert page_of(client, place).row("Country").text == "not stated in the sources read"

    def test_has_what_was_signed_held_and_shown_there(self, client):
        place = factories.place()
        factories.agreement(title="Memorandum", place=place)
        factories.public(factories.event(names="Festival", place=place))
        factories.screening(coproduction=factories.coproduction(title="Becoming"), place=place)
        subject = factories.public(factories.subject(names="The sea", place=place))

        page = page_of(client, place)

        assert page.section("Signed there").link("Memorandum")
        assert page.section("Events").link("Festival")
        assert page.section("Screenings").link("Becoming")
        assert page.row("As a subject").link("The sea") == subject.get_absolute_url()

    def test_shows_nothing_of_drafts(self, client):
        place = factories.public(factories.place())
        factories.agreement(title="Secret memorandum", place=place, draft=True)
        factories.event(names="Secret talks", place=place)
        film = factories.coproduction(title="Secret film", draft=True)
        factories.screening(coproduction=film, place=place)
        factories.subject(names="Secret subject", place=place)

        assert "Secret" not in page_of(client, place).text

    def test_is_not_found_while_nothing_published_refers_to_it(self, client):
        place = factories.place()
        factories.agreement(place=place, draft=True)
        place.refresh_from_db()

        assert client.get(place.get_absolute_url()).status_code == 404

    def test_costs_the_same_with_little_and_with_much(self, client):
        place = factories.place()
        lively(place, 2)
        before = queries(client, place.get_absolute_url())
        lively(place, 7)

        assert queries(client, place.get_absolute_url()) == before


def lively(place, times):
    with recording():
        for _each in range(times):
            factories.act(agreement=factories.agreement(place=place))
            factories.public(factories.event(place=place))
            factories.screening(place=place, event=factories.event())
            factories.public(factories.subject(place=place))
    place.refresh_from_db()


class TestTheList:
    def test_says_what_took_place_there(self, client):
        factories.agreement(place=factories.place(names="Astana"))
        factories.agreement(place=factories.place(names="Draft town"), draft=True)

        (card,) = read(client.get("/places/")).all("li", class_="card")

        assert card.text == "Astana country not stated 1 agreement signed there"
