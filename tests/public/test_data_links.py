"""A list's page leads to its result as data, filters included, and to its feed."""

import pytest
from django.urls import reverse

from coop.urls import urlpatterns
from coop.views.lists import RecordList
from tests import factories
from tests.public.data import rows
from tests.public.reading import read
from tests.public.worlds import world

LISTS = [
    pattern.name
    for pattern in urlpatterns
    if issubclass(getattr(pattern.callback, "view_class", object), RecordList)
]

pytestmark = pytest.mark.django_db


def formats(page) -> dict[str, str]:
    links = page.one("p", class_="data-links").all("a")
    assert {link["rel"] for link in links} == {"nofollow"}
    return {link.text: link["href"] for link in links}


class TestTheLinksOfAList:
    def test_lead_to_each_of_its_formats(self, client):
        world(1)
        for name in LISTS:
            stem = reverse(name).rstrip("/")

            found = formats(read(client.get(reverse(name))))

            assert found == {
                "CSV": f"{stem}.csv",
                "XLSX": f"{stem}.xlsx",
                "JSON": f"{stem}.json",
                "Atom feed": f"{stem}.atom",
            }

    def test_keep_the_filters_and_the_language_and_leave_the_rest(self, client):
        factories.agreement(parties=[factories.state("KZ")])

        page = read(client.get("/ru/agreements/?country=KZ&sort=title&page=1&q=&utm_source=mail"))

        assert formats(page)["CSV"] == "/ru/agreements.csv?country=KZ&sort=title"

    def test_give_what_the_page_counts(self, client):
        factories.agreement(parties=[factories.state("KZ")])
        factories.agreement(parties=[factories.state("FR")])
        page = read(client.get("/agreements/?country=KZ"))

        found = rows(client.get(formats(page)["CSV"]))

        assert [one["party_country"] for one in found] == ["KZ"]
        assert "1 agreement" in page.one("p", class_="total").text

    def test_are_told_to_feed_readers(self, client):
        factories.agreement(parties=[factories.state("KZ")])

        page = read(client.get("/agreements/?country=KZ"))

        feed = page.one("link", type="application/atom+xml")
        assert (feed["rel"], feed["href"]) == ("alternate", "/agreements.atom?country=KZ")
        assert feed["title"] == "Agreements"
