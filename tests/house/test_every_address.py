"""What holds at every public address, those included that are yet to come."""

import difflib

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse
from django.utils import translation

from coop.models import Agreement, CoProduction, SourceDocument
from coop.models.base import Referable
from coop.urls import urlpatterns
from tests.house.plain import body, plain
from tests.house.worlds import HIDDEN, hide, public_world, tell

NAMES = [pattern.name for pattern in urlpatterns]
LANGUAGES = ("", "/ar", "/ru")
FILES = tuple(name for name in NAMES if name.endswith(("-csv", "-xlsx", "-json", "-atom")))
"""What these say is put together once for all languages."""

PLACES = [
    (name, language)
    for name in NAMES
    for language in (LANGUAGES[:1] if name in FILES else LANGUAGES)
]

# For an address with arguments, the record of the world that it is the address of, and how.
ARGUMENTS = {
    "record": lambda world: [world.agreement.key],
    "agreement-detail": lambda world: [world.agreement.slug],
    "party-detail": lambda world: [world.party.slug],
    "country-detail": lambda world: [world.country.code],
    "person-detail": lambda world: [world.person.slug],
    "event-detail": lambda world: [world.event.slug],
    "coproduction-detail": lambda world: [world.coproduction.slug],
    "topic-detail": lambda world: [world.topic.code],
    "provision-detail": lambda world: [world.agreement.key, world.provision.key],
    "source-detail": lambda world: [world.source.slug],
    "place-detail": lambda world: [world.place.slug],
    "subject-detail": lambda world: [world.subject.slug],
}


def address(name, world):
    with translation.override("en"):
        return reverse(name, args=ARGUMENTS[name](world) if name in ARGUMENTS else [])


def read(client, where):
    """The status and the text of an answer, without what every change to a record changes."""
    response = client.get(where)
    return response.status_code, plain(response)


def changed(before, after):
    """The lines that differ between two pages."""
    lines = difflib.ndiff(before.splitlines(), after.splitlines())
    return [line for line in lines if line[0] in "+-" and line[1:].strip()]


class TestTheAddresses:
    def test_are_all_visited(self):
        """An address with arguments joins by saying above which record it is the address of."""
        unvisited = []
        for name in set(NAMES) - set(ARGUMENTS):
            try:
                reverse(name)
            except NoReverseMatch:
                unvisited.append(name)

        assert unvisited == []

    def test_have_names(self):
        assert all(NAMES)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """A public world for all tests of this file, taken back at its end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield public_world()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def hidden(world):
    """Every answer before, and the records that were then hidden in the world."""
    addresses = [f"{language}{address(name, world)}" for name, language in PLACES]
    before = {where: read(Client(), where) for where in addresses}
    with transaction.atomic():
        records = [
            record for state in ("draft", "in-review", "withdrawn") for record in hide(world, state)
        ]
        yield before, records
        transaction.set_rollback(True)


@pytest.mark.django_db
class TestADraft:
    @pytest.mark.parametrize(("name", "language"), PLACES)
    def test_is_not_told_of(self, client, world, hidden, name, language):
        status, text = read(client, f"{language}{address(name, world)}")

        assert status in (200, 301, 302)
        assert [line.strip() for line in text.splitlines() if HIDDEN in line] == []

    @pytest.mark.parametrize(("name", "language"), PLACES)
    def test_changes_nothing_that_the_public_reads(self, client, world, hidden, name, language):
        before, _records = hidden
        where = f"{language}{address(name, world)}"

        status, text = read(client, where)

        assert status == before[where][0]
        assert changed(before[where][1], text) == []

    def test_has_no_page(self, client, hidden):
        _before, records = hidden
        for record in records:
            expected = 410 if getattr(record, "state", "") == "withdrawn" else 404
            for where in (record.get_absolute_url(), reverse("record", args=[record.key])):
                for query in ("", "?preview=1"):
                    status, text = read(client, f"{where}{query}")
                    assert status == expected, where
                    assert expected == 410 or HIDDEN not in text
                    assert "Hidden summary" not in text

    def test_has_no_pages_of_its_provisions(self, client, hidden):
        _before, records = hidden
        for record in records:
            if isinstance(record, Agreement):
                part = record.provisions.first()
                for slug in (record.slug, record.key):
                    where = reverse("provision-detail", args=[slug, part.key])
                    status, text = read(client, where)
                    assert status in (404, 410)
                    assert "Hidden provision" not in text

    def test_is_in_every_kind_of_record_that_can_be_hidden(self, hidden):
        _before, records = hidden
        kinds = {type(record) for record in records} | {CoProduction}

        assert kinds == {Agreement, CoProduction, SourceDocument, *Referable.__subclasses__()}
        assert not CoProduction.objects.filter(title__en=f"{HIDDEN} film", state="published")


def count(client, where):
    with CaptureQueriesContext(connection) as queries:
        response = client.get(where)
        assert response.status_code in (200, 301, 302), where
        body(response)
    return [query["sql"] for query in queries]


@pytest.fixture(scope="module")
def costs(django_db_setup, django_db_blocker):
    """For each address its queries with few records and parts, and with many."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = public_world()
        few = {name: count(Client(), address(name, world)) for name in NAMES}
        tell(world, 5)
        yield {name: (few[name], count(Client(), address(name, world))) for name in NAMES}
        transaction.set_rollback(True)


@pytest.mark.django_db
class TestAPage:
    @pytest.mark.parametrize("name", NAMES)
    def test_costs_no_more_queries_with_much_to_tell_than_with_little(self, costs, name):
        few, many = costs[name]

        assert len(many) == len(few), sorted(set(many) - set(few))[:3]
