"""The pages of events: when and where, who was there, what was agreed, said and shown."""

import pytest

from coop.curation import recording
from tests import factories
from tests.public.reading import note, read
from tests.public.worlds import queries, world

pytestmark = pytest.mark.django_db


def page_of(client, event, language=""):
    event.refresh_from_db()
    return read(client.get(language + event.get_absolute_url()))


@pytest.fixture
def festival():
    return factories.public(
        factories.event(
            names={"en": "Film Festival", "kk": "Кинофестиваль"},
            held_on="2025-10",
            holding="held",
            place=factories.place(names="Aktau", country=factories.country("KZ")),
        )
    )


class TestAnEvent:
    def test_says_when_where_and_whether_it_was_held(self, client, festival):
        page = page_of(client, festival)

        assert page.row("When").text == "October 2025"
        assert page.row("Where").text == "Aktau, Kazakhstan"
        assert page.row("Planned or held").text == "held"
        assert page.one("ul", class_="other-names").one("span", lang="kk").text == "Кинофестиваль"

    def test_says_what_is_not_stated(self, client):
        page = page_of(client, factories.public(factories.event()))

        for term in ("When", "Where", "Planned or held"):
            assert page.row(term).text == "not stated in the sources read"

    def test_of_a_country_alone_says_so(self, client):
        visit = factories.public(factories.event(country=factories.country("KZ")))

        assert page_of(client, visit).row("Where").text == "Kazakhstan the country only"

    def test_has_a_note_at_each_fact(self, client, festival):
        factories.citation(festival, field="held_on", basis="supplied", as_named="Oct. 1–5")
        factories.citation(festival, field="place", as_named="Aktau")

        page = page_of(client, festival)

        assert page.row("When").note_numbers == [1]
        assert "supplied" in note(page, 1).text
        assert page.row("Where").note_numbers == [2]

    def test_with_a_name_of_the_registrys_own_prints_it_in_brackets(self, client):
        visit = factories.event(names="Official visit", is_name_supplied=True)
        factories.public(visit)

        page = page_of(client, visit)

        assert page.one("h1").text == "[Official visit]"
        assert "Name in brackets supplied by the registry." in page.text

    def test_belongs_to_another_and_has_parts(self, client, festival):
        edition = factories.public(factories.event(names="5th edition", part_of=festival))
        factories.event(names="Hidden edition", part_of=festival)

        assert page_of(client, edition).row("Part of").link("Film Festival")
        parts = page_of(client, festival).row("Its parts")
        assert parts.link("5th edition") == edition.get_absolute_url()
        assert "Hidden" not in parts.text

    def test_is_not_found_while_nothing_published_refers_to_it(self, client):
        event = factories.event()
        event.refresh_from_db()

        assert client.get(event.get_absolute_url()).status_code == 404


class TestWhatHappenedAtAnEvent:
    def test_who_was_present_in_which_office(self, client, festival):
        present = factories.attendance(
            event=festival, person=factories.person(names="A. Guest"), office="Director"
        )

        section = page_of(client, festival).section("Present")

        item = section.one("li", id=present.anchor)
        assert item.link("A. Guest")
        assert item.one("span", class_="circumstances").text == "Director"
        assert item.note_numbers == [1]

    def test_nobody_named_is_said(self, client, festival):
        assert "name nobody present" in page_of(client, festival).section("Present").text

    def test_agreements_made_there_keep_their_own_date(self, client, festival):
        factories.occasion(
            event=festival, agreement=factories.agreement(title="Memorandum"), kind="within"
        )

        section = page_of(client, festival).section("Agreements")

        line = next(one for one in section.all("li", class_="line") if "Memorandum" in one.text)
        assert line.text.startswith("date not stated Memorandum made within this event")

    def test_statements_with_whose_words_they_are(self, client, festival):
        speaker = factories.person(names="A. Speaker")
        statement = factories.statement(event=festival, summary="A bridge", evidence=False)
        factories.citation(statement, said_by_person=speaker, source=factories.source())

        section = page_of(client, festival).section("What is said of it")

        assert section.one("p", id=statement.anchor).text.startswith("aim A bridge")
        assert section.one("p").all("span", class_="voice")[0].link("A. Speaker")

    def test_films_planned_and_shown(self, client, festival):
        film = factories.coproduction(title="Becoming")
        factories.screening(coproduction=film, event=festival, holding="planned", held_on="")

        section = page_of(client, festival).section("Screenings")

        assert "date not stated Becoming · planned" in section.text

    def test_nothing_of_drafts(self, client, festival):
        factories.occasion(
            event=festival, agreement=factories.agreement(title="Secret memorandum", draft=True)
        )
        factories.screening(
            coproduction=factories.coproduction(title="Secret film", draft=True), event=festival
        )

        assert "Secret" not in page_of(client, festival).text


class TestTheCost:
    def test_of_a_page_does_not_grow_with_what_happened(self, client):
        event = factories.public(factories.event())
        eventful(event, 2)
        before = queries(client, event.get_absolute_url())
        eventful(event, 7)

        assert queries(client, event.get_absolute_url()) == before


def eventful(event, times):
    with recording():
        for _each in range(times):
            factories.attendance(event=event, office_at=factories.party())
            factories.occasion(event=event, agreement=factories.agreement())
            factories.statement(event=event)
            factories.screening(event=event, place=factories.place())
            factories.public(factories.event(part_of=event, place=factories.place()))
    event.refresh_from_db()


class TestTheList:
    def test_begins_with_the_newest_and_ends_with_the_undated(self, client):
        for name, when in (("Year 2023", "2023"), ("No year", ""), ("Year 2025", "2025")):
            factories.public(factories.event(names=name, held_on=when))

        page = read(client.get("/events/"))

        titles = [card.one("h2").text for card in page.all("li", class_="card")]
        assert titles == ["Year 2025", "Year 2023", "No year"]

    def test_finds_an_event_by_the_country_of_its_place(self, client):
        world(1)

        page = read(client.get("/events/?country=KZ"))

        assert "Shared event" in [card.one("h2").text for card in page.all("li", class_="card")]
