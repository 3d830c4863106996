"""The pages of people: what they signed, where they were, what they said."""

import pytest

from coop.curation import recording
from tests import factories
from tests.public.reading import note, read
from tests.public.worlds import queries

pytestmark = pytest.mark.django_db


def page_of(client, person):
    person.refresh_from_db()
    return read(client.get(person.get_absolute_url()))


class TestAPerson:
    def test_has_the_names_that_the_sources_give(self, client):
        person = factories.person(names={"en": "Aida Balayeva", "fa": "آیدا بالایوا"})
        factories.citation(person, field="names", basis="supplied", as_named="آیدا بالایوا")
        factories.public(person)

        page = page_of(client, person)

        assert page.one("h1").text.startswith("Aida Balayeva")
        assert page.one("h1").note_numbers == [1]
        assert "supplied" in note(page, 1).text
        assert page.one("ul", class_="other-names").one("span", lang="fa")["dir"] == "rtl"

    def test_signed_for_a_party_in_an_office(self, client):
        person = factories.person()
        agreement = factories.agreement(title="Memorandum", parties=[factories.state("KZ")])
        factories.act(agreement=agreement, done_on="2025-12-11")
        signature = factories.signature(
            participation=agreement.participations.first(),
            person=person,
            office="Minister of Culture and Information",
        )

        section = page_of(client, person).section("Signed")

        assert section.link("Memorandum") == (f"{agreement.get_absolute_url()}#{signature.anchor}")
        assert "for Kazakhstan, as Minister of Culture and Information" in section.text
        assert "11 December 2025" in section.text
        assert section.note_numbers == [1]

    def test_who_signed_nothing_says_so(self, client):
        person = factories.person()
        factories.attendance(person=person, event=factories.public(factories.event()))

        assert "No published agreement" in page_of(client, person).section("Signed").text

    def test_was_present_in_an_office(self, client):
        person = factories.person()
        event = factories.public(factories.event(names="Talks", held_on="2025-12"))
        factories.attendance(person=person, event=event, office="Kazakh President")

        section = page_of(client, person).section("Present at")

        assert section.link("Talks") == event.get_absolute_url()
        assert "Kazakh President" in section.text
        assert "December 2025" in section.text

    def test_said_what_a_source_gives_as_said(self, client):
        person = factories.person()
        statement = factories.statement(summary="To move on to projects", evidence=False)
        factories.citation(statement, said_by_person=person)

        section = page_of(client, person).section("In their words")

        assert section.link("aim · To move on to projects") == (
            f"{statement.agreement.get_absolute_url()}#{statement.anchor}"
        )

    def test_may_be_a_subject(self, client):
        writer = factories.person(names="Mukhtar Auezov")
        subject = factories.public(factories.subject(names="Auezov’s life", person=writer))

        row = page_of(client, writer).row("As a subject")

        assert row.link("Auezov’s life") == subject.get_absolute_url()

    def test_shows_nothing_of_drafts(self, client):
        person = factories.public(factories.person())
        draft = factories.agreement(title="Secret memorandum", draft=True)
        factories.signature(participation=draft.participations.first(), person=person)
        hidden = factories.event(names="Secret talks")
        factories.attendance(person=person, event=hidden)

        assert "Secret" not in page_of(client, person).text

    def test_costs_the_same_with_little_and_with_much(self, client):
        person = factories.person()
        busy(person, 2)
        before = queries(client, person.get_absolute_url())
        busy(person, 7)

        assert queries(client, person.get_absolute_url()) == before


def busy(person, times):
    """Signatures, visits and words of a person."""
    with recording():
        for _each in range(times):
            factories.signature(person=person, office_at=factories.party())
            event = factories.public(factories.event(place=factories.place()))
            factories.attendance(person=person, event=event, office_at=factories.party())
            statement = factories.statement(evidence=False)
            factories.citation(statement, said_by_person=person)
    person.refresh_from_db()


class TestTheList:
    def test_shows_the_offices_as_printed(self, client):
        factories.signature(person=factories.person(), office="Minister of Culture")

        card = read(client.get("/people/")).one("li", class_="card")

        assert "Minister of Culture" in card.text
        assert "1 signature" in card.text

    def test_finds_those_with_an_office_in_a_country(self, client):
        ministry = factories.party(country=factories.country("KZ"))
        one = factories.person(names="One")
        factories.signature(person=one, office_at=ministry)
        factories.signature(person=factories.person(names="Other"))

        page = read(client.get("/people/?country=KZ"))

        assert [card.one("h2").text for card in page.all("li", class_="card")] == ["One"]
