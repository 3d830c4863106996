"""What a list says around its records: years as bars, whole facets, pages, its own search."""

import pytest

from coop.filters.base import SHOWN
from coop.views.agreements import AgreementList
from tests import factories
from tests.public.reading import read

pytestmark = pytest.mark.django_db


def signed(year, **fields):
    return factories.act(done_on=year, agreement=factories.agreement(**fields)).agreement


def open_list(client, query="", status=200):
    return read(client.get(f"/agreements/{query}"), status)


class TestTheBars:
    def test_say_their_year_and_number_and_lead_to_it(self, client):
        for year in ("2019", "2021", "2021"):
            signed(year)

        bars = open_list(client).one("ol", "bars")

        assert [bar.text for bar in bars.all("li")] == ["2019: 1", "2020: 0", "2021: 2"]
        assert bars.links == [
            "?signed_from=2019&signed_to=2019",
            "?signed_from=2021&signed_to=2021",
        ]

    def test_are_as_high_as_there_are_records(self, client):
        for year in ("2019", "2021", "2021"):
            signed(year)

        drawn = open_list(client).one("ol", "bars").all("rect")

        assert [(bar["y"], bar["height"]) for bar in drawn] == [("50", "50"), ("0", "100")]

    def test_leave_out_what_has_no_single_year_and_say_so(self, client):
        signed("2021")
        signed("2019/2020")

        years = open_list(client).one("div", id="years")

        assert [bar.text for bar in years.all("li")] == ["2021: 1"]
        assert "1 with dates over several years" in years.text

    def test_are_not_drawn_of_nothing(self, client):
        signed("")

        assert open_list(client).one("div", id="years").text == ""


class TestALongFacet:
    @pytest.fixture(autouse=True)
    def _many_countries(self):
        codes = ["KZ", "IR", "FR", "BE", "IT", "ES", "DE", "TR", "CN", "IN", "AZ", "UZ"]
        for code in codes[: SHOWN + 1]:
            factories.agreement(parties=[factories.state(code)])

    def test_leads_to_all_of_its_values(self, client):
        facet = open_list(client).one("details", id="facet-country")

        assert len(facet.all("li")) == SHOWN
        assert facet.link("Show all values") == "?more=country#facet-country"

    def test_shown_whole_is_open_and_leads_no_further(self, client):
        facet = open_list(client, "?more=country").one("details", id="facet-country")

        assert len(facet.all("li")) == SHOWN + 1
        assert "Show all values" not in facet.text

    def test_further_down_is_open_when_it_is_shown_whole(self, client):
        usual = open_list(client).one("details", id="facet-party")
        whole = open_list(client, "?more=party").one("details", id="facet-party")

        assert "open" not in usual.attributes
        assert "open" in whole.attributes


class TestThePages:
    @pytest.fixture(autouse=True)
    def _two_a_page(self, monkeypatch):
        monkeypatch.setattr(AgreementList, "page_size", 2)
        for title in "ABCDE":
            factories.agreement(title=title, kind="protocol")

    def neighbours(self, page):
        return {
            link["rel"]: link["href"]
            for link in page.one("head").all("link")
            if link["rel"] in ("prev", "next")
        }

    def test_name_their_neighbours_to_programs(self, client):
        assert self.neighbours(open_list(client)) == {"next": "?page=2"}
        assert self.neighbours(open_list(client, "?kind=protocol&page=2")) == {
            "prev": "?kind=protocol",
            "next": "?kind=protocol&page=3",
        }
        assert self.neighbours(open_list(client, "?page=3")) == {"prev": "?page=2"}

    def test_lead_to_their_neighbours(self, client):
        pages = open_list(client, "?page=2").one("nav", "pagination")

        assert pages.one("a", rel="prev")["href"] == "?"
        assert pages.one("a", rel="next")["href"] == "?page=3"

    def test_say_which_they_are(self, client):
        page = open_list(client, "?page=2")

        assert page.one("title").text.startswith("Agreements · page 2 · ")
        assert page.one("p", "total").text == "5 agreements · page 2 of 3"


class TestTheSearchBox:
    def test_belongs_to_the_form_of_the_panel(self, client):
        page = open_list(client, "?q=memorandum&country=KZ&signed_from=", status=400)

        box = page.one("input", id="entry-q")
        assert (box["value"], box["form"]) == ("memorandum", page.one("form", id="narrow")["id"])

    def test_is_on_a_list_that_asks_for_no_date(self, client):
        page = read(client.get("/people/"))

        assert page.one("input", id="entry-q")["form"] == "narrow"
        assert page.one("form", id="narrow").all("button") == []


class TestAnAddress:
    def test_carries_no_empty_box_on(self, client):
        factories.agreement(kind="protocol")

        page = open_list(client, "?q=&signed_from=&kind=protocol")

        assert page.one("p", "sorts").link("title") == "?kind=protocol&sort=title"
        assert [hidden["name"] for hidden in page.one("form", id="narrow").all(type="hidden")] == [
            "kind"
        ]

    def test_that_asked_for_the_best_match_stays_good_without_words(self, client):
        factories.agreement(title="Memorandum")

        page = open_list(client, "?sort=relevance")

        assert page.one("p", "total").text == "1 agreement"


class TestWhatOneProvisionSays:
    def test_is_asked_by_a_form_that_keeps_what_was_asked(self, client):
        factories.provision(agreement=signed("2020", kind="treaty"))

        page = open_list(client, "?kind=treaty&signed_from=2019&q=film")

        form = page.one("form", "saying")
        hidden = {each["name"]: each["value"] for each in form.all("input", type="hidden")}
        assert hidden == {"kind": "treaty", "signed_from": "2019", "q": "film"}

    def test_offers_topics_in_their_language(self, client):
        factories.topic("film-weeks", names={"en": "Film weeks"})

        page = read(client.get("/ar/agreements/"))

        option = page.one("option", value="film-weeks")
        assert (option.text, option["lang"], option["dir"]) == ("Film weeks", "en", "ltr")

    def test_leads_to_one_address(self, client):
        factories.topic("film-weeks")

        response = client.get("/agreements/?says_topic=film-weeks&says_form=fiction&kind=treaty")

        assert response.status_code == 302
        assert response["Location"] == "?kind=treaty&provision=film-weeks%3Afiction"


class TestEveryAnswer:
    def test_is_one_for_readers_with_script_and_without(self, client):
        factories.agreement()

        plain = client.get("/agreements/")
        asked = client.get("/agreements/", headers={"HX-Request": "true", "HX-Boosted": "true"})

        assert asked.content == plain.content
        assert "Vary" not in asked
        assert not asked.cookies
