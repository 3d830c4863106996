"""The pages of films: partners, or that none is stated; screenings; agreements, never guessed."""

import pytest

from coop.curation import recording
from tests import factories
from tests.public.reading import note, read
from tests.public.test_agreement_addresses import withdrawn
from tests.public.worlds import queries

pytestmark = pytest.mark.django_db


def page_of(client, film):
    film.refresh_from_db()
    return read(client.get(film.get_absolute_url()))


class TestAFilm:
    def test_has_its_partners_with_role_and_share(self, client):
        film = factories.coproduction()
        factories.partner(
            coproduction=film, country=factories.country("FR"), role="majority", share="80"
        )
        factories.partner(coproduction=film, country=factories.country("NL"))

        first, second = page_of(client, film).section("Partners").one("tbody").all("tr")

        assert first.link("France") == "/countries/FR/"
        assert [cell.text for cell in first.all("td")] == ["majority", "80 %"]
        assert [cell.text for cell in second.all("td")] == ["not stated", "not stated"]
        assert [len(row.note_numbers) for row in (first, second)] == [1, 1]

    def test_without_partners_is_not_stated_to_be_a_coproduction(self, client):
        page = page_of(client, factories.coproduction())

        assert "co-production not stated" in page.section("Partners").text
        assert "Co-production: not stated" in page.one("p", class_="record-kind").text

    def test_has_a_possible_partner_marked(self, client):
        film = factories.coproduction()
        perhaps = factories.partner(
            coproduction=film, country=factories.country("FR"), evidence=False
        )
        factories.citation(perhaps, basis="ambiguous", note="Two readings.")

        row = page_of(client, film).one("tr", id=perhaps.anchor)

        assert row.text.startswith("possibly France")

    def test_says_what_is_not_stated(self, client):
        page = page_of(client, factories.coproduction())

        for term in ("Form", "Length", "Status", "Year", "About", "Identifiers"):
            assert page.row(term).text == "not stated in the sources read"

    def test_has_its_facts_with_their_notes(self, client):
        film = factories.coproduction(
            forms=("fiction",), lengths=("feature-length",), year="2025?", status="screened"
        )
        factories.citation(film, field="forms", as_named="الروائي")

        page = page_of(client, film)

        assert page.row("Length").text == "feature-length"
        assert page.row("Status").text == "screened"
        assert page.row("Year").text.startswith("2025, uncertain")
        (number,) = page.row("Form").note_numbers
        assert "الروائي" in note(page, number).text

    def test_has_its_screenings_planned_and_held(self, client):
        film = factories.coproduction()
        festival = factories.event(names="Locarno")
        factories.screening(coproduction=film, event=festival, held_on="2025-08")
        factories.screening(coproduction=film, holding="planned", held_on="")

        first, second = page_of(client, film).section("Screenings").all("li", class_="line")

        assert first.text.startswith("August 2025 held · Locarno")
        assert second.text.startswith("date not stated planned")

    def test_is_tied_to_an_agreement_as_the_source_ties_it(self, client):
        film, agreement = factories.coproduction(), factories.agreement(title="Memorandum")
        factories.film_link(
            coproduction=film, agreement=agreement, nature="initiative-of", approval="final"
        )

        section = page_of(client, film).section("Agreements")

        assert section.link("Memorandum") == agreement.get_absolute_url()
        assert "initiative of Memorandum" in section.text
        assert "approval: final" in section.text

    def test_is_not_tied_by_a_country_that_both_name(self, client):
        france = factories.country("FR")
        factories.agreement(title="French memorandum", parties=[factories.state("FR")])

        page = page_of(client, factories.coproduction(countries=[france]))

        assert "No source read ties it to an agreement." in page.section("Agreements").text
        assert "French memorandum" not in page.text

    def test_does_not_show_a_draft_agreement(self, client):
        film = factories.coproduction()
        draft = factories.agreement(title="Secret memorandum", draft=True)
        factories.film_link(coproduction=film, agreement=draft)

        assert "Secret" not in page_of(client, film).text

    def test_has_its_titles_in_every_language(self, client):
        film = factories.coproduction(title={"en": "Becoming", "ar": "الفائزون"})

        names = page_of(client, film).one("ul", class_="other-names")

        assert names.one("span", lang="ar")["dir"] == "rtl"

    def test_has_what_a_reader_must_know(self, client):
        film = factories.coproduction(note="The report does not say that it is finished.")

        assert "does not say that it is finished" in page_of(client, film).text

    def test_that_is_a_draft_is_not_found(self, client):
        film = factories.coproduction(draft=True)
        film.refresh_from_db()

        assert client.get(film.get_absolute_url()).status_code == 404

    def test_that_is_withdrawn_leaves_a_tombstone(self, client):
        film = factories.coproduction()
        withdrawn(film, "Entered twice.")

        assert "Entered twice." in read(client.get(film.get_absolute_url()), status=410).text

    def test_costs_the_same_with_little_and_with_much(self, client):
        film = factories.coproduction()
        shown(film, 2)
        before = queries(client, film.get_absolute_url())
        shown(film, 7)

        assert queries(client, film.get_absolute_url()) == before


def shown(film, times):
    with recording():
        for _each in range(times):
            factories.partner(coproduction=film, party=factories.state())
            factories.screening(
                coproduction=film,
                event=factories.event(place=factories.place()),
                place=factories.place(),
            )
            factories.film_link(coproduction=film)
            film.subjects.add(factories.subject())
    film.refresh_from_db()


class TestTheList:
    def test_says_of_each_whether_partners_are_stated(self, client):
        factories.coproduction(title="A alone")
        factories.coproduction(title="B together", countries=[factories.country("FR")])

        alone, together = read(client.get("/coproductions/?sort=title")).all("li", class_="card")

        assert "co-production not stated" in alone.text
        assert "France" in together.text
        assert "not stated" not in together.one("p", class_="card-partners").text

    def test_finds_films_by_the_country_of_a_partner_or_of_its_party(self, client):
        france = factories.country("FR")
        factories.coproduction(title="By country", countries=[france])
        by_party = factories.coproduction(title="By party")
        factories.partner(coproduction=by_party, party=factories.party(country=france))
        perhaps = factories.coproduction(title="Perhaps")
        partner = factories.partner(coproduction=perhaps, country=france, evidence=False)
        factories.citation(partner, basis="ambiguous", note="Two readings.")

        page = read(client.get("/coproductions/?country=FR&sort=title"))

        titles = [card.one("h2").text for card in page.all("li", class_="card")]
        assert titles == ["By country", "By party"]
