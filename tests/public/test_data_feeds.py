"""A list as an Atom feed: its entries, their order, their words, and the way to the older ones."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coop.curation import recording
from coop.exchange.lists import feeds
from tests import factories
from tests.public.data import ATOM, body, entries, feed, links, titles

pytestmark = pytest.mark.django_db


def changed_on(record, day: int):
    """The record as if it had changed last on a day of May 2026."""
    moment = datetime(2026, 5, day, tzinfo=UTC)
    type(record).objects.filter(pk=record.pk).update(updated_at=moment)
    return record


class TestAFeed:
    def test_is_what_its_standard_asks_for(self, client):
        changed_on(factories.source(title="A report"), 4)

        response = client.get("/sources.atom")

        assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
        found = feed(response)
        assert found.tag == f"{ATOM}feed"
        assert found.findtext(f"{ATOM}id") == "http://testserver/sources.atom"
        assert found.findtext(f"{ATOM}title") == "Sources"
        assert found.findtext(f"{ATOM}updated") == "2026-05-04T00:00:00Z"
        assert found.findtext(f"{ATOM}author/{ATOM}name") == "Film cooperation registry"
        assert links(found) == {
            "alternate": "http://testserver/sources/",
            "self": "http://testserver/sources.atom",
            "first": "http://testserver/sources.atom",
        }

    def test_is_named_by_its_filters(self, client):
        factories.agreement(parties=[factories.state("KZ")])

        found = feed(client.get("/agreements.atom?country=KZ&utm_source=mail"))

        assert found.findtext(f"{ATOM}title") == "Agreements – Country: Kazakhstan"
        assert found.findtext(f"{ATOM}id") == "http://testserver/agreements.atom?country=KZ"
        assert links(found)["alternate"] == "http://testserver/agreements/?country=KZ"

    def test_says_in_which_language_it_is(self, client):
        source = factories.source(title={"en": "A report", "ar": "تقرير"})

        found = feed(client.get("/ar/sources.atom"))

        assert found.get("{http://www.w3.org/XML/1998/namespace}lang") == "ar"
        title = found.find(f"{ATOM}entry/{ATOM}title")
        assert title.text == "تقرير"
        assert title.get("{http://www.w3.org/XML/1998/namespace}lang") == "ar"
        entry = found.find(f"{ATOM}entry")
        assert links(entry)["alternate"] == f"http://testserver/ar/sources/{source.slug}/"
        assert entry.findtext(f"{ATOM}id") == f"http://testserver/id/{source.key}/"

    def test_of_nothing_is_sound(self, client):
        found = feed(client.get("/sources.atom"))

        assert found.findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"
        assert found.findall(f"{ATOM}entry") == []

    def test_names_the_licence_when_there_is_one(self, client, settings):
        settings.REGISTRY_DATA_LICENCE = "CC-BY-4.0"

        assert feed(client.get("/sources.atom")).findtext(f"{ATOM}rights") == "CC-BY-4.0"

    def test_costs_the_same_with_few_records_and_with_many(self, client):
        costs = []
        for _each in range(2):
            for _record in range(3):
                factories.agreement(parties=[factories.state("KZ")])
            client.get("/agreements.atom")
            with CaptureQueriesContext(connection) as queries:
                client.get("/agreements.atom?country=KZ")
            costs.append(len(queries))

        assert costs[0] == costs[1] <= 18


class TestAnEntry:
    def test_tells_what_a_reader_wants_to_know_at_once(self, client):
        agreement = factories.agreement(
            title="A memorandum",
            kind="memorandum",
            parties=[factories.state("KZ"), factories.state("IR")],
            place=factories.place(names="Aktau"),
        )
        factories.act(agreement=agreement, done_on="?2025-12-11")

        (entry,) = entries(client.get("/agreements.atom"))

        assert entry.findtext(f"{ATOM}title") == "A memorandum"
        summary = entry.findtext(f"{ATOM}summary")
        assert summary.startswith("Kind: memorandum · Status today: signed · Signed on: 11 Dec")
        assert summary.endswith("year inferred · Place: Aktau · Parties: Kazakhstan; Iran")

    def test_says_how_sure_it_is(self, client):
        agreement = factories.agreement(parties=[])
        for code, basis in (("KZ", "ambiguous"), ("IR", "inferred"), ("FR", "supplied")):
            part = factories.participation(
                agreement=agreement, party=factories.state(code), evidence=False
            )
            factories.citation(part, basis=basis, note="Why.")

        (entry,) = entries(client.get("/agreements.atom"))

        assert "possibly Kazakhstan; Iran (inferred); France (supplied)" in entry.findtext(
            f"{ATOM}summary"
        )

    def test_that_is_merely_possible_says_so_first(self, client):
        agreement = factories.agreement(parties=[], evidence=False)
        factories.citation(agreement, basis="ambiguous", note="It can be read in two ways.")

        (entry,) = entries(client.get("/agreements.atom"))

        assert entry.findtext(f"{ATOM}summary").startswith("possibly · ")

    def test_has_its_supplied_title_in_brackets(self, client):
        factories.agreement(title="A memorandum", is_title_supplied=True)

        assert titles(client.get("/agreements.atom")) == ["[A memorandum]"]

    def test_is_escaped(self, client):
        factories.source(title="<b>R&D</b> ]]> & Söhne")

        assert titles(client.get("/sources.atom")) == ["<b>R&D</b> ]]> & Söhne"]

    def test_of_a_provision_leads_to_its_page(self, client):
        agreement = factories.agreement(key="a-treaty", title="A treaty")
        factories.provision(agreement=agreement, key="one", topic=factories.topic("film-weeks"))

        (entry,) = entries(client.get("/provisions.atom"))

        assert entry.findtext(f"{ATOM}title") == "Film weeks · A treaty"
        assert entry.findtext(f"{ATOM}id") == "http://testserver/provisions/a-treaty/one/"


class TestTheOrder:
    def test_has_what_changed_last_before_the_others(self, client):
        changed_on(factories.source(title="First"), 1)
        changed_on(factories.source(title="Third"), 3)
        changed_on(factories.source(title="Second"), 2)

        assert titles(client.get("/sources.atom?sort=title")) == ["Third", "Second", "First"]

    def test_is_the_same_when_there_are_too_many_to_ask_for_by_id(self, client, monkeypatch):
        for day in (1, 3, 2):
            changed_on(factories.source(), day)
        few = titles(client.get("/sources.atom"))

        monkeypatch.setattr(feeds, "FEW", 0)

        assert titles(client.get("/sources.atom")) == few

    def test_brings_a_record_forward_when_it_changes(self, client):
        old = changed_on(factories.source(title="Old"), 1)
        changed_on(factories.source(title="New"), 2)

        with recording() as opened:
            opened.touch(old)

        assert titles(client.get("/sources.atom")) == ["Old", "New"]

    def test_of_words_is_that_of_the_records_that_have_to_do_with_them(self, client):
        factories.country("XX")
        for day, code in ((1, "KZ"), (2, "FR")):
            changed_on(factories.agreement(parties=[factories.state(code)]), day)

        assert titles(client.get("/countries.atom?show=all")) == ["France", "Kazakhstan"]


class TestALongFeed:
    @pytest.fixture
    def sources(self, monkeypatch):
        monkeypatch.setattr(feeds, "ENTRIES", 2)
        for day in range(1, 6):
            changed_on(factories.source(title=f"Report {day}", kind="database"), day)

    def test_goes_on_in_further_documents(self, client, sources):
        address, found = "/sources.atom?kind=database", []
        while address:
            response = client.get(address)
            found.append(titles(response))
            address = links(feed(response)).get("next")

        assert found == [["Report 5", "Report 4"], ["Report 3", "Report 2"], ["Report 1"]]

    def test_leads_back(self, client, sources):
        found = links(feed(client.get("/sources.atom?kind=database&page=2")))

        assert found["previous"] == "http://testserver/sources.atom?kind=database"
        assert found["self"] == "http://testserver/sources.atom?kind=database&page=2"
        assert found["first"] == "http://testserver/sources.atom?kind=database"

    def test_has_no_page_behind_its_last(self, client, sources):
        assert body(client.get("/sources.atom?page=4"), 404) == b"page: There is no page 4.\n"

    @pytest.mark.parametrize("asked", ["0", "-1", "one", "٣", "9" * 30, "1.5"])
    def test_refuses_what_is_no_page(self, client, sources, asked):
        assert asked in body(client.get("/sources.atom", {"page": asked}), 400).decode()


class TestWhatNoXMLCanHold:
    def test_does_not_come_into_a_feed(self):
        element = feeds._text(feeds.Element("feed"), "title", "A\x01\x0b\ufffe title")

        assert element.text == "A��� title"
