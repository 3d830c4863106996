"""The pages of countries: their partners, the agreements of state and bodies, films and events."""

import pytest

from tests import factories
from tests.public.reading import read
from tests.public.worlds import queries, world

pytestmark = pytest.mark.django_db


def page_of(client, code):
    return read(client.get(f"/countries/{code}/"))


def partners(client, code):
    """The partners in the table with the number of instruments."""
    section = page_of(client, code).section("Partners")
    rows = [row for body in section.all("tbody") for row in body.all("tr")]
    return {row.one("th").text: int(row.one("td").text) for row in rows}


@pytest.fixture
def kz():
    return factories.state("KZ")


@pytest.fixture
def fr():
    return factories.state("FR")


class TestThePartners:
    def test_are_the_countries_of_the_other_parties(self, client, kz, fr):
        factories.agreement(parties=[kz, fr])
        factories.agreement(parties=[kz, fr])
        factories.agreement(parties=[kz, factories.state("IR")])

        assert partners(client, "KZ") == {"France": 2, "Iran": 1}

    def test_count_the_bodies_of_a_country_as_the_country(self, client, kz, fr):
        centre = factories.party(country=kz.country)
        factories.agreement(parties=[centre, factories.party(country=fr.country)])

        assert partners(client, "KZ") == {"France": 1}

    def test_are_on_different_sides(self, client, kz, fr):
        georgia = factories.state("GE")
        agreement = factories.agreement(parties=[])
        factories.participation(agreement=agreement, party=kz, side=1)
        factories.participation(agreement=agreement, party=fr, side=2)
        factories.participation(agreement=agreement, party=georgia, side=2)

        assert partners(client, "FR") == {"Kazakhstan": 1}
        assert partners(client, "KZ") == {"France": 1, "Georgia": 1}

    def test_are_not_those_of_the_same_country(self, client, kz):
        factories.agreement(parties=[kz, factories.party(country=kz.country)])

        assert partners(client, "KZ") == {}

    def test_do_not_come_from_packages(self, client, kz, fr):
        factories.agreement(parties=[kz, fr], kind="package")

        assert partners(client, "KZ") == {}

    def test_do_not_come_from_what_is_only_possible(self, client, kz, fr):
        source = factories.source()
        ambiguous = {"basis": "ambiguous", "note": "Two readings.", "source": source}
        agreement = factories.agreement(parties=[kz])
        perhaps = factories.participation(agreement=agreement, party=fr, evidence=False)
        factories.citation(perhaps, **ambiguous)
        doubtful = factories.agreement(parties=[], evidence=False)
        factories.citation(doubtful, **ambiguous)
        for state in (kz, factories.state("IR")):
            factories.participation(agreement=doubtful, party=state)

        assert partners(client, "KZ") == {}

    def test_do_not_come_from_bodies_with_another_role(self, client, kz, fr):
        agreement = factories.agreement(parties=[kz])
        factories.participation(agreement=agreement, party=fr, role="depositary")

        assert partners(client, "KZ") == {}

    def test_do_not_come_from_drafts(self, client, kz, fr):
        factories.agreement(parties=[kz, fr], draft=True)

        assert partners(client, "KZ") == {}

    def test_lead_to_the_agreements_that_name_both(self, client, kz, fr):
        factories.agreement(parties=[kz, fr])

        section = page_of(client, "KZ").section("Partners")

        assert section.link("1") == "/agreements/?country=KZ&country=FR"


class TestACountry:
    def test_has_the_agreements_of_its_state_and_of_its_bodies(self, client, kz):
        factories.agreement(title="Of the state", parties=[kz])
        factories.agreement(title="Of the body", parties=[factories.party(country=kz.country)])
        factories.agreement(title="Of others", parties=[factories.state("FR")])

        text = page_of(client, "KZ").section("Agreements of the state and its bodies").text

        assert "Of the state" in text
        assert "Of the body" in text
        assert "Of others" not in text

    def test_has_its_films_events_places_and_bodies(self, client, kz):
        aktau = factories.place(names="Aktau", country=kz.country)
        factories.public(factories.event(names="Festival", place=aktau))
        factories.public(factories.event(names="Talks", country=kz.country))
        factories.coproduction(title="Becoming", countries=[kz.country])
        factories.public(factories.party(names="Film Centre", country=kz.country))

        page = page_of(client, "KZ")

        assert page.row("Places").text == "Aktau"
        assert {"Festival", "Talks"} <= set(names(page.section("Events")))
        assert names(page.section("Films"))[0] == "Becoming"
        assert "Film Centre" in names(page.section("Bodies"))

    def test_does_not_claim_an_event_whose_place_is_elsewhere(self, client, kz):
        cannes = factories.place(country=factories.country("FR"))
        factories.public(factories.event(names="Festival", place=cannes, country=kz.country))

        assert "Festival" not in page_of(client, "KZ").text

    def test_says_what_nothing_is_known_of(self, client):
        factories.country("TD")

        page = page_of(client, "TD")

        assert "No partner follows" in page.section("Partners").text
        assert "No published film" in page.section("Films").text

    def test_of_the_past_says_when_it_existed(self, client):
        factories.country("SUHH", names="Soviet Union", existed="1922/1991")

        page = page_of(client, "SUHH")

        assert page.row("Existed").text == "1922–1991"
        assert "ISO 3166-3" in page.row("Code").text

    def test_is_named_in_every_language(self, client):
        factories.country("TD", names={"en": "Chad", "ar": "تشاد"})

        names = page_of(client, "TD").one("ul", class_="other-names")

        assert names.one("span", lang="ar").text == "تشاد"

    def test_typed_in_small_letters_leads_to_its_address(self, client, kz):
        answer = client.get("/ar/countries/kz/?from=list")

        assert (answer.status_code, answer["Location"]) == (301, "/ar/countries/KZ/?from=list")

    def test_that_there_is_not_is_not_found(self, client):
        assert client.get("/countries/QQ/").status_code == 404

    def test_shows_nothing_of_drafts(self, client, kz):
        factories.agreement(title="Secret memorandum", parties=[kz], draft=True)
        factories.coproduction(title="Secret film", countries=[kz.country], draft=True)

        assert "Secret" not in page_of(client, "KZ").text

    def test_costs_the_same_with_little_and_with_much(self, client, kz):
        world(2)
        before = queries(client, "/countries/KZ/")
        world(7)

        assert queries(client, "/countries/KZ/") == before


def names(section):
    return [link.text for link in section.all("a") if link["role"] is None]


class TestTheList:
    def test_has_the_countries_with_something_on_record(self, client, kz):
        factories.country("TD")
        factories.agreement(parties=[kz])

        assert codes(read(client.get("/countries/"))) == ["KZ"]

    def test_has_every_country_when_asked(self, client, kz):
        factories.country("TD")
        factories.agreement(parties=[kz])

        assert codes(read(client.get("/countries/?show=all"))) == ["TD", "KZ"]


def codes(page):
    return [code.text for code in page.one("tbody").all("span", class_="short-name")]
