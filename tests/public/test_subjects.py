"""The pages of subjects: which films, packages and provisions are about each."""

import pytest
from django.core.management import call_command

from coop.curation import recording
from tests import factories
from tests.public.reading import read
from tests.public.worlds import queries

pytestmark = pytest.mark.django_db


def page_of(client, subject):
    subject.refresh_from_db()
    return read(client.get(subject.get_absolute_url()))


def about(subject, **fields):
    """A published film about the subject."""
    film = factories.coproduction(**fields)
    film.subjects.add(subject)
    return film


class TestASubject:
    def test_has_what_is_about_it(self, client):
        subject = factories.subject(names={"en": "Shared history", "ar": "التاريخ المشترك"})
        about(subject, title="Becoming")
        package = factories.agreement(title="Package", kind="package")
        package.subjects.add(subject)
        factories.provision(subjects=[subject], summary="Stories of both", stance="plans")

        page = page_of(client, subject)

        assert page.section("Films").link("Becoming")
        assert page.section("Agreements and packages").link("Package")
        assert "plans Stories of both" in page.section("Provisions").text
        assert page.section("Provisions").note_numbers == [1]
        assert page.one("ul", class_="other-names").one("span", lang="ar")["dir"] == "rtl"

    def test_may_be_a_place_or_a_person(self, client):
        samarkand = factories.place(names="Samarkand")
        writer = factories.person(names="Mukhtar Auezov")
        city = factories.public(factories.subject(place=samarkand))
        life = factories.public(factories.subject(person=writer))

        assert page_of(client, city).row("The place").text == "Samarkand"
        assert page_of(client, life).row("The person").text == "Mukhtar Auezov"

    def test_shows_nothing_of_drafts(self, client):
        subject = factories.public(factories.subject())
        about(subject, title="Secret film", draft=True)
        draft = factories.agreement(title="Secret memorandum", draft=True)
        draft.subjects.add(subject)
        factories.provision(agreement=draft, subjects=[subject], summary="Secret clause")

        assert "Secret" not in page_of(client, subject).text

    def test_of_one_provision_among_others_is_found_after_a_rebuilding(self, client):
        subject = factories.subject()
        agreement = factories.agreement()
        factories.provision(agreement=agreement)
        factories.provision(agreement=agreement, subjects=[subject])

        call_command("reindex", verbosity=0)

        assert page_of(client, subject).section("Provisions")

    def test_is_not_found_while_nothing_published_is_about_it(self, client):
        subject = factories.subject()
        subject.refresh_from_db()

        assert client.get(subject.get_absolute_url()).status_code == 404

    def test_costs_the_same_with_little_and_with_much(self, client):
        subject = factories.subject()
        treated(subject, 2)
        before = queries(client, subject.get_absolute_url())
        treated(subject, 7)

        assert queries(client, subject.get_absolute_url()) == before


def treated(subject, times):
    with recording():
        for _each in range(times):
            about(subject, countries=[factories.country()])
            agreement = factories.agreement()
            agreement.subjects.add(subject)
            factories.provision(agreement=agreement, subjects=[subject])
    subject.refresh_from_db()


class TestTheList:
    def test_finds_the_places_among_them(self, client):
        factories.public(factories.subject(names="A city", place=factories.place()))
        factories.public(factories.subject(names="A theme"))

        page = read(client.get("/subjects/?kind=place"))

        assert [card.one("h2").text for card in page.all("li", class_="card")] == ["A city"]
