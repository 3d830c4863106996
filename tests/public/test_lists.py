"""Every list: its counts hold, bad values are answered, drafts are nowhere, its cost is flat."""

from datetime import date

import pytest
from django.db import transaction
from django.http import QueryDict
from django.urls import reverse

from coop import facets
from coop.curation import recording
from coop.models import Agreement, CoProduction, SourceDocument
from coop.urls import urlpatterns
from tests import factories
from tests.public.reading import read
from tests.public.worlds import queries, world

TODAY = date(2026, 11, 21)
LISTS = {
    pattern.name: pattern.callback.view_class
    for pattern in urlpatterns
    if pattern.name.endswith("-list")
    and pattern.name != "agreement-list"
    and hasattr(pattern.callback.view_class, "filter_class")
}

pytestmark = pytest.mark.django_db


def ask(name: str, query: str = ""):
    view = LISTS[name]()
    return view.filter_class(QueryDict(query), today=TODAY)


@pytest.fixture(scope="class")
def populated(django_db_setup, django_db_blocker):
    """A world for a whole class of tests, taken back at its end."""
    with django_db_blocker.unblock(), transaction.atomic():
        world(4)
        yield
        transaction.set_rollback(True)


@pytest.mark.usefixtures("populated")
@pytest.mark.parametrize("name", LISTS)
class TestAList:
    def test_says_for_each_value_how_many_records_it_leaves(self, name):
        choices = [choice for facet in ask(name).facets() for choice in facet.choices]

        assert choices
        for choice in choices:
            assert ask(name, choice.address[1:]).qs.count() == choice.count, choice

    def test_says_so_beside_another_value_too(self, name):
        first = max(
            (choice for facet in ask(name).facets() for choice in facet.choices),
            key=lambda choice: choice.count,
        )
        query = first.address[1:]

        for facet in ask(name, query).facets():
            for choice in facet.choices:
                if not choice.is_active and facet.all_must_hold:
                    assert ask(name, choice.address[1:]).qs.count() == choice.count, choice

    def test_leaves_no_record_twice(self, name):
        for facet in ask(name).facets():
            for choice in facet.choices:
                found = list(ask(name, choice.address[1:]).qs.values_list("pk", flat=True))
                assert len(found) == len(set(found)), choice

    def test_has_every_order_that_it_offers(self, client, name):
        address = reverse(name)

        for sort in ask(name).sorts():
            page = read(client.get(address + sort.address))
            assert page.all("h1")

    def test_answers_a_bad_value_with_its_parameter_and_the_form(self, client, name):
        facet = ask(name).facets()[0]

        page = read(client.get(reverse(name), {facet.name: "nonsense"}), status=400)

        assert facet.name in page.one("div", class_="problems").text
        assert page.one("aside", id="filters").text

    def test_answers_a_bad_order_with_400(self, client, name):
        page = read(client.get(reverse(name), {"sort": "nonsense"}), status=400)

        assert "sort" in page.one("div", class_="problems").text

    def test_says_which_parameter_it_ignores(self, client, name):
        page = read(client.get(reverse(name), {"utm_source": "mail"}))

        assert "utm_source" in page.one("p", class_="notice").text

    def test_answers_a_page_that_does_not_exist_with_404(self, client, name):
        page = read(client.get(reverse(name), {"page": "99"}), status=404)

        assert "page 99" in page.one("div", class_="problems").text

    def test_costs_the_same_with_few_records_and_with_many(self, client, name):
        facets.forget()
        few = queries(client, reverse(name))
        world(5)
        facets.forget()

        assert queries(client, reverse(name)) == few

    def test_asks_for_the_generation_alone_when_nothing_has_changed(self, client, name):
        client.get(reverse(name))

        assert queries(client, reverse(name)) == 1

    def test_is_read_in_every_language(self, client, name):
        page = read(client.get(f"/ar{reverse(name)}"))

        assert page.one("html")["dir"] == "rtl"

    def test_shows_nothing_of_drafts(self, client, name):
        with recording() as opened:
            for model in (Agreement, CoProduction, SourceDocument):
                for record in model.objects.all():
                    opened.touch(record)
                    record.state = "draft"
                    record.save()

        filters = ask(name)

        if name != "topic-list":  # a vocabulary is public by itself
            assert not filters.qs.exists()
        for facet in filters.facets():
            for choice in facet.choices:
                assert choice.count == 0 or facet.name in ("group", "show"), choice

    def test_sets_no_cookie(self, client, name):
        response = client.get(reverse(name))

        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")


class TestADatedList:
    def test_leaves_the_undated_out_of_a_range_and_says_how_many(self, client):
        for when in ("2023", "2025", ""):
            factories.public(factories.event(names=f"Event of {when or 'no year'}", held_on=when))

        page = read(client.get("/events/", {"held_from": "2024"}))

        assert [title.text for title in page.all("h2") if "Event" in title.text] == [
            "Event of 2025"
        ]
        assert "1 record without a date is left out" in page.one("p", class_="total").text

    def test_refuses_a_range_that_ends_before_it_begins(self, client):
        page = read(
            client.get("/coproductions/", {"year_from": "2025", "year_to": "2024"}), status=400
        )

        assert "The range ends before it begins." in page.text

    def test_refuses_a_limit_that_is_no_date_at_its_field(self, client):
        page = read(client.get("/sources/", {"published_from": "spring"}), status=400)

        assert page.one("input", name="published_from")["value"] == "spring"
        assert page.one("input", name="published_from")["aria-invalid"] == "true"


class TestPaging:
    def test_shows_the_rest_on_the_next_page(self, client, monkeypatch):
        monkeypatch.setattr(LISTS["source-list"], "page_size", 2)
        for number in range(3):
            factories.source(title=f"Report {number}")

        first = read(client.get("/sources/"))
        second = read(client.get("/sources/?page=2"))

        assert [title.text for title in first.all("h2") if "Report" in title.text] == [
            "Report 0",
            "Report 1",
        ]
        assert [title.text for title in second.all("h2") if "Report" in title.text] == ["Report 2"]


class TestAnEmptyList:
    def test_says_what_to_do(self, client):
        factories.source(kind="database")

        page = read(client.get("/sources/", {"kind": "treaty-text"}))

        assert page.one("div", class_="empty").all("a")[0]["href"] == "?"
