"""The files of a list as files: sound from end to end, and written a portion at a time."""

import json
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coop.curation import recording
from coop.exchange.lists import LISTINGS, Reader, writing
from coop.models import Agreement, Country, SourceDocument
from coop.querysets.bulk import SPAN, batches
from coop.vocabulary.records import State
from tests import factories
from tests.public.data import body, row, sheet_rows, told, workbook
from tests.public.worlds import world

READER = Reader("https://registry.example.org", date(2026, 11, 22), (0, 0))
PIECES = (writing.csv_pieces, writing.json_pieces)

pytestmark = pytest.mark.django_db

each_way = pytest.mark.parametrize("pieces", PIECES, ids=lambda way: way.__name__)


def result(model, portions) -> writing.Result:
    return writing.Result(LISTINGS[model](READER), portions, 0, "A title", "https://an.address/")


class Asked:
    """Portions of ids, which notes how many of them were asked for."""

    def __init__(self, ids, size: int):
        self.portions = list(batches(ids, size))
        self.number = 0

    def __iter__(self):
        for portion in self.portions:
            self.number += 1
            yield portion


def cost(model) -> int:
    """The queries that a portion with all records of a list takes."""
    ids = list(LISTINGS[model].public().order_by().values_list("pk", flat=True))
    with CaptureQueriesContext(connection) as queries:
        assert len(list(LISTINGS[model](READER).records(ids))) == len(ids)
    return len(queries)


class TestCSV:
    def test_begins_with_the_sign_that_it_is_unicode(self, client):
        factories.source()

        response = client.get("/sources.csv")

        assert response["Content-Type"] == "text/csv; charset=utf-8; header=present"
        assert body(response).startswith(b"\xef\xbb\xbfkey,id,address,")

    def test_of_nothing_has_its_headings(self, client):
        assert body(client.get("/sources.csv")).count(b"\r\n") == 1


class TestJSON:
    def test_says_what_it_is(self, client):
        factories.agreement(parties=[factories.state("KZ")])

        found = told(client.get("/agreements.json?country=KZ&utm_source=mail&page=3"))

        assert list(found) == ["title", "address", "count", "records"]
        assert found["title"] == "Agreements – Country: Kazakhstan"
        assert found["address"] == "http://testserver/agreements/?country=KZ"
        assert found["count"] == len(found["records"]) == 1

    def test_names_the_licence_when_there_is_one(self, client, settings):
        settings.REGISTRY_DATA_LICENCE = "CC-BY-4.0"

        assert told(client.get("/agreements.json"))["licence"] == {
            "name": "CC-BY-4.0",
            "address": "",
        }

    def test_of_nothing_is_sound(self, client):
        assert told(client.get("/agreements.json"))["records"] == []

    def test_has_a_record_a_line_and_its_letters_as_they_are(self, client):
        factories.source(title={"ar": "تقرير"})

        assert len(body(client.get("/sources.json")).decode().splitlines()) == 3
        assert "تقرير" in body(client.get("/sources.json")).decode()


class TestAWorkbook:
    def test_says_on_a_second_sheet_what_it_is(self, client, settings):
        settings.REGISTRY_DATA_LICENCE = "CC-BY-4.0"
        factories.source()

        found = workbook(client.get("/sources.xlsx"))

        assert found.sheetnames == ["sources", "about"]
        assert list(found["about"].values) == [
            ("Title", "Sources"),
            ("Address", "http://testserver/sources/"),
            ("Records", 1),
            ("Licence", "CC-BY-4.0"),
        ]

    def test_has_numbers_as_numbers(self, client):
        factories.source(paragraph_count=12)

        (found,) = sheet_rows(client.get("/sources.xlsx"))

        assert (found["paragraph_count"], found["claim_count"]) == (12, 0)

    def test_keeps_a_text_that_looks_like_the_sign_of_a_letter(self, client):
        factories.source(author="_x0041_")

        # Spreadsheet programs read the first sign as an underscore.
        assert sheet_rows(client.get("/sources.xlsx"))[0]["author"] == "_x005F_x0041_"

    def test_cuts_a_cell_that_is_longer_than_a_cell_can_be(self, client, monkeypatch):
        monkeypatch.setattr(writing, "CELL_MAX", 20)
        factories.source(author="A very long name of an author")

        (found,) = sheet_rows(client.get("/sources.xlsx"))

        assert found["author"] == "A very long name of…"
        assert row(client, "/sources.csv")["author"] == "A very long name of an author"


class TestAFile:
    @each_way
    def test_is_written_as_far_as_it_is_read(self, pieces):
        for _each in range(6):
            factories.source()
        asked = Asked(SourceDocument.objects.values_list("pk", flat=True), size=2)

        written = pieces(result(SourceDocument, asked))
        next(written)
        begun = asked.number
        next(written)
        next(written)

        assert begun == 0
        assert asked.number <= 2
        written.close()

    @each_way
    def test_is_the_same_in_portions_of_any_size(self, pieces):
        world(3)
        ids = list(Agreement.objects.published().values_list("pk", flat=True))

        small, large = (
            "".join(pieces(result(Agreement, batches(ids, size)))) for size in (1, 1000)
        )

        assert small == large

    def test_costs_the_same_queries_for_a_large_portion_and_a_small_one(self):
        world(3)
        few = {model: cost(model) for model in LISTINGS}
        world(4)

        many = {model: cost(model) for model in LISTINGS}

        assert many == few
        assert max(many.values()) <= 14

    def test_has_the_records_of_a_portion_that_lie_apart_and_no_others(self):
        with recording():
            made = [factories.country() for _each in range(2 * SPAN + 4)]
        asked = [land.pk for land in made[::2]][::-1]

        found = list(LISTINGS[Country](READER).records(asked))

        assert len(asked) > SPAN
        assert [one["key"] for one in found] == [land.code for land in made[::2]][::-1]

    def test_asks_for_names_that_it_has_no_second_time(self):
        world(3)
        ids = list(Agreement.objects.published().values_list("pk", flat=True))
        listing = LISTINGS[Agreement](READER)
        list(listing.records(ids))

        with CaptureQueriesContext(connection) as queries:
            list(listing.records(ids))

        assert not [one for one in queries if one["sql"].startswith('SELECT "coop_party"')]

    def test_leaves_out_what_was_withdrawn_since_it_was_asked_for(self):
        kept, gone = factories.source(), factories.source()
        SourceDocument.objects.filter(pk=gone.pk).update(state=State.WITHDRAWN)

        text = "".join(writing.json_pieces(result(SourceDocument, [[gone.pk], [kept.pk]])))

        assert [one["key"] for one in json.loads(text)["records"]] == [kept.key]
