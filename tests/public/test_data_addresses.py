"""Every list as data at an address beside its own: with its filters, conditions and refusals."""

from datetime import date

import pytest
from django.db import connection, transaction
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from coop.exchange.lists import LISTINGS
from coop.urls import urlpatterns
from coop.views.lists import RecordList
from tests import factories
from tests.public.data import body, entries, rows, sheet_rows, told
from tests.public.reading import read
from tests.public.worlds import world

LISTS = {
    pattern.name: pattern.callback.view_class
    for pattern in urlpatterns
    if issubclass(getattr(pattern.callback, "view_class", object), RecordList)
}
EXTENSIONS = ("csv", "xlsx", "json", "atom")
COUNTED = {
    "csv": lambda response: len(rows(response)),
    "xlsx": lambda response: len(sheet_rows(response)),
    "json": lambda response: len(told(response)["records"]),
}

pytestmark = pytest.mark.django_db

each_list = pytest.mark.parametrize("name", LISTS)
each_format = pytest.mark.parametrize("extension", EXTENSIONS)
each_file = pytest.mark.parametrize("extension", COUNTED)


@pytest.fixture(scope="class")
def populated(django_db_setup, django_db_blocker):
    """A world for a whole class of tests, taken back at its end."""
    with django_db_blocker.unblock(), transaction.atomic():
        world(3)
        yield
        transaction.set_rollback(True)


def filters_of(name: str, query: str = ""):
    return LISTS[name].filter_class(QueryDict(query), today=timezone.localdate())


@pytest.mark.usefixtures("populated")
class TestAListAsData:
    @each_list
    def test_is_there_for_every_list(self, name):
        assert LISTS[name].filter_class.model in LISTINGS

    @each_list
    @each_file
    def test_has_the_whole_result(self, client, name, extension):
        address = reverse(f"{name}-{extension}")

        assert COUNTED[extension](client.get(address)) == filters_of(name).total > 0

    @each_list
    @each_file
    def test_has_what_the_filters_leave(self, client, name, extension):
        choices = [choice for facet in filters_of(name).facets() for choice in facet.choices]
        narrowest = min(choices, key=lambda choice: (choice.count or 99, str(choice.value)))
        address = reverse(f"{name}-{extension}")

        found = COUNTED[extension](client.get(address + narrowest.address))

        assert found == narrowest.count

    @each_format
    def test_is_not_for_search_engines_and_keeps_no_visitor(self, client, extension):
        for name in LISTS:
            response = client.get(reverse(f"{name}-{extension}"))

            assert response["X-Robots-Tag"] == "noindex"
            assert response["X-Content-Type-Options"] == "nosniff"
            assert not response.cookies
            assert "Vary" not in response

    @each_format
    def test_has_a_file_name_in_ascii(self, client, extension):
        kept = "attachment" if extension in ("csv", "xlsx") else "inline"
        for name in LISTS:
            response = client.get(reverse(f"{name}-{extension}"))

            file_name = f"{reverse(name).strip('/')}.{extension}"
            assert response["Content-Disposition"] == f'{kept}; filename="{file_name}"'

    @each_format
    def test_is_there_in_every_language(self, client, extension):
        response = client.get(f"/ar{reverse(f'agreement-list-{extension}')}")

        assert body(response)
        assert response["Content-Language"] == "ar"

    @each_format
    def test_costs_no_file_when_only_its_head_is_asked_for(self, client, extension):
        with CaptureQueriesContext(connection) as queries:
            response = client.head(reverse(f"agreement-list-{extension}"))

        assert response.status_code == 200
        assert body(response) == b""
        if extension != "atom":
            assert not [one for one in queries if "coop_citation" in one["sql"]]

    def test_is_called_by_its_filters(self, client):
        response = client.get("/agreements.csv?country=KZ&signed_from=2024&utm_source=%22%0d%0a")

        assert response["Content-Disposition"] == (
            'attachment; filename="agreements-country-KZ-signed-from-2024.csv"'
        )

    def test_has_the_order_that_was_asked_for(self, client):
        for sort in ("title", "oldest", "newest"):
            page = read(client.get(f"/agreements/?sort={sort}"))
            shown = [link for link in page.one("ol", class_="cards").links if "agreements" in link]

            found = rows(client.get(f"/agreements.csv?sort={sort}"))

            assert [one["address"].removeprefix("http://testserver") for one in found] == shown


@pytest.mark.usefixtures("populated")
@each_format
class TestABadValue:
    def test_is_answered_with_its_parameter_and_the_page_s_sentence(self, client, extension):
        page = read(client.get("/agreements/?kind=nonsense"), status=400)

        response = client.get(f"/agreements.{extension}?kind=nonsense")

        text = body(response, 400).decode()
        if extension == "json":
            (error,) = told(response, 400)["errors"]
            text = f"{error['parameter']}: {error['sentence']}"
        parameter, sentence = text.strip().split(": ", 1)
        assert parameter == "kind"
        assert sentence in page.one("div", class_="problems").text
        assert response["X-Robots-Tag"] == "noindex"

    def test_of_the_order_is_answered_too(self, client, extension):
        assert b"sort" in body(client.get(f"/parties.{extension}?sort=nonsense"), 400)

    def test_is_not_a_parameter_that_the_list_ignores(self, client, extension):
        assert body(client.get(f"/parties.{extension}?utm_source=mail"))

    def test_is_not_a_page_where_there_are_none(self, client, extension):
        status = 200 if extension in COUNTED else 404
        assert body(client.get(f"/parties.{extension}?page=99"), status)


class TestAWorkbook:
    def test_refuses_more_records_than_it_has_room_for(self, client, monkeypatch):
        monkeypatch.setattr("coop.exchange.lists.writing.XLSX_ROWS_MAX", 1)
        for _each in range(2):
            factories.source()

        refusal = body(client.get("/sources.xlsx"), 400).decode()

        assert "These are 2 records; a worksheet has room for 1." in refusal
        assert len(rows(client.get("/sources.csv"))) == 2


@each_format
class TestAConditionalRequest:
    def test_is_answered_without_a_file_while_nothing_changed(self, client, extension):
        factories.source()
        address = f"/sources.{extension}"
        etag = client.get(address)["ETag"]

        with CaptureQueriesContext(connection) as queries:
            response = client.get(address, headers={"If-None-Match": etag})

        assert body(response, 304) == b""
        assert response["ETag"] == etag
        assert len(queries) == 1

    def test_is_answered_anew_after_a_change(self, client, extension):
        factories.source()
        address = f"/sources.{extension}"
        etag = client.get(address)["ETag"]

        factories.source(title="A new source")

        response = client.get(address, headers={"If-None-Match": etag})
        assert body(response)
        assert response["ETag"] != etag

    def test_is_of_one_address_alone(self, client, extension):
        factories.source()
        addresses = [
            f"/sources.{extension}",
            f"/sources.{extension}?sort=newest",
            f"/ru/sources.{extension}",
            f"/parties.{extension}",
        ]

        assert len({client.get(address)["ETag"] for address in addresses}) == len(addresses)

    def test_is_answered_anew_on_another_day(self, client, extension, monkeypatch):
        etag = client.get(f"/agreements.{extension}")["ETag"]

        monkeypatch.setattr(timezone, "localdate", lambda: date(2100, 1, 1))

        assert client.get(f"/agreements.{extension}")["ETag"] != etag

    def test_is_answered_anew_under_another_licence(self, client, extension, settings):
        etag = client.get(f"/agreements.{extension}")["ETag"]

        settings.REGISTRY_DATA_LICENCE = "CC-BY-4.0"

        assert client.get(f"/agreements.{extension}")["ETag"] != etag


@each_format
class TestADraft:
    def test_is_in_no_file(self, client, extension):
        factories.source(title="A published source")
        factories.source(title="A hidden source", draft=True)

        content = body(client.get(f"/sources.{extension}"))

        if extension == "xlsx":
            content = str(sheet_rows(client.get("/sources.xlsx"))).encode()
        assert b"published source" in content
        assert b"hidden" not in content


class TestAFeedAndItsList:
    def test_tell_of_the_same_records(self, client):
        for _each in range(3):
            factories.source()

        addresses = {one.findtext("{*}id") for one in entries(client.get("/sources.atom"))}

        assert addresses == {one["id"] for one in rows(client.get("/sources.csv"))}
