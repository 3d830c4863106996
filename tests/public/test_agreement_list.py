"""The list of agreements: what a card says, what is counted, how it is ordered and paged."""

import pytest

from coop.views.agreements import AgreementList
from tests import factories
from tests.public.reading import read

pytestmark = pytest.mark.django_db


def open_list(client, query="", status=200):
    return read(client.get(f"/agreements/{query}"), status)


def titles(page):
    return [card.one("h2").text for card in page.all("li", "card")]


def signed(title, done_on, **fields):
    return factories.act(
        done_on=done_on, agreement=factories.agreement(title=title, **fields)
    ).agreement


class TestACard:
    def test_says_when_where_what_how_much_and_between_whom(self, client):
        agreement = signed(
            "Film memorandum",
            "?2025-12-11",
            kind="memorandum-of-understanding",
            place=factories.place(names="Astana"),
            parties=[factories.state("IR"), factories.state("KZ")],
        )
        factories.provision(agreement=agreement)
        factories.film_link(agreement=agreement)

        card = open_list(client).one("li", "card")

        assert card.one("p", "card-date").text == "11 December 2025, year inferred (inferred)"
        assert card.one("h2").text == "Film memorandum"
        for said in ("Memorandum of understanding", "Astana", "1 provision", "1 film", "signed"):
            assert said in card.text
        assert card.one("p", "card-parties").text == "Iran Kazakhstan"

    def test_without_a_date_says_so_even_when_its_occasion_has_one(self, client):
        agreement = signed("Memorandum", "")
        factories.occasion(agreement=agreement, event=factories.event(held_on="2025-10"))

        card = open_list(client).one("li", "card")

        assert card.one("p", "card-date").text == "date not stated"
        assert "2025" not in card.text

    def test_counts_no_provision_that_is_only_possible_and_no_draft_film(self, client):
        provision = factories.provision(evidence=False)
        factories.citation(provision, basis="ambiguous", note="In two ways.")
        factories.film_link(
            agreement=provision.agreement, coproduction=factories.coproduction(draft=True)
        )

        card = open_list(client).one("li", "card")

        assert "0 provisions" in card.text
        assert "0 films" in card.text


class TestTheTotal:
    def test_counts_packages_apart_from_agreements(self, client):
        factories.agreement()
        factories.agreement()
        factories.agreement(kind="package")

        assert open_list(client).one("p", "total").text == "2 agreements · 1 package"

    def test_says_how_many_undated_a_range_left_out(self, client):
        signed("Dated", "2024")
        signed("Undated", "")

        page = open_list(client, "?signed_from=2020")

        assert titles(page) == ["Dated"]
        assert "1 record without a date is left out of the range." in page.text

    def test_of_nothing_says_what_to_do(self, client):
        signed("Dated", "2024")

        page = open_list(client, "?signed_from=2025")

        assert titles(page) == []
        assert page.one("div", "empty").link("begin again with the whole list") == "?"


class TestTheOrder:
    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("", ["Later", "Earlier", "Undated"]),
            ("?sort=newest", ["Later", "Earlier", "Undated"]),
            ("?sort=oldest", ["Earlier", "Later", "Undated"]),
            ("?sort=title", ["Earlier", "Later", "Undated"]),
        ],
    )
    def test_leaves_the_undated_last(self, client, query, expected):
        signed("Undated", "")
        signed("Later", "2024")
        signed("Earlier", "1999")

        assert titles(open_list(client, query)) == expected

    def test_by_title_is_that_of_the_alphabet(self, client):
        for title in ("b", "Ä", "C"):
            factories.agreement(title=title)

        assert titles(open_list(client, "?sort=title")) == ["Ä", "b", "C"]

    def test_is_offered_as_links_that_keep_the_filters(self, client):
        factories.agreement(kind="protocol")

        sorts = open_list(client, "?kind=protocol").one("p", "sorts")

        assert sorts.link("title") == "?kind=protocol&sort=title"


class TestThePages:
    @pytest.fixture(autouse=True)
    def _two_a_page(self, monkeypatch):
        monkeypatch.setattr(AgreementList, "page_size", 2)
        for title in "ABCDE":
            factories.agreement(title=title, kind="protocol")

    def test_follow_each_other_without_a_gap(self, client):
        found = [titles(open_list(client, f"?sort=title&page={page}")) for page in (1, 2, 3)]

        assert found == [["A", "B"], ["C", "D"], ["E"]]

    def test_are_links_that_keep_the_filters(self, client):
        pages = open_list(client, "?kind=protocol&sort=title&page=2").one("nav", "pagination")

        assert pages.link("1") == "?kind=protocol&sort=title"
        assert pages.link("3") == "?kind=protocol&sort=title&page=3"
        assert pages.one("span", **{"aria-current": "page"}).text == "2"

    def test_end_with_a_sentence(self, client):
        page = open_list(client, "?page=4", 404)

        assert "There is no page 4; the last one is page 3." in page.one(role="alert").text

    @pytest.mark.parametrize("asked", ["x", "-1", "0", "1.5"])
    def test_are_numbers(self, client, asked):
        page = open_list(client, f"?page={asked}", 400)

        assert "is no number of a page" in page.one(role="alert").text


class TestABadValue:
    @pytest.mark.parametrize(
        ("query", "parameter"),
        [
            ("?kind=poem", "kind"),
            ("?signed_from=yesterday", "signed_from"),
            ("?sort=loudest", "sort"),
            ("?country=XX1", "country"),
        ],
    )
    def test_is_answered_with_400_and_a_sentence_that_names_it(self, client, query, parameter):
        factories.agreement(title="Memorandum")

        page = open_list(client, query, 400)

        assert page.one(role="alert").one("code").text == parameter
        assert titles(page) == []

    def test_leaves_the_form_in_place_with_what_was_typed(self, client):
        factories.agreement(kind="protocol")

        page = open_list(client, "?signed_from=yesterday&kind=protocol", 400)

        form = page.one("form", id="narrow")
        box = form.one("input", name="signed_from")
        assert (box["value"], box["aria-invalid"]) == ("yesterday", "true")
        assert form.one("input", name="kind")["value"] == "protocol"

    def test_can_be_left_out_by_a_link(self, client):
        page = open_list(client, "?signed_from=yesterday&kind=protocol", 400)

        assert page.one(role="alert").link("Leave it out") == "?kind=protocol"


class TestAnUnknownParameter:
    def test_is_ignored_with_a_notice(self, client):
        factories.agreement(title="Memorandum")

        page = open_list(client, "?utm_source=mail")

        assert titles(page) == ["Memorandum"]
        assert "utm_source" in page.one("p", "notice").text


class TestTheFilters:
    def test_stand_as_links_with_the_number_they_would_leave(self, client):
        factories.agreement(kind="protocol")
        factories.agreement(kind="treaty")
        factories.agreement(kind="treaty")

        panel = open_list(client).one("aside", "facets")

        choice = next(each for each in panel.all("li") if each.text == "treaty 2")
        assert choice.links == ["?kind=treaty"]

    def test_of_topics_stand_beneath_their_group(self, client):
        topic = factories.topic("markets", names="Markets")
        factories.provision(topic=topic)

        panel = open_list(client).one("aside", "facets")

        group = next(each for each in panel.all("li") if each.link_texts[:1] == ["A group"])
        assert group.one("details").links == ["?topic=markets"]

    def test_at_work_can_be_taken_away_one_by_one(self, client):
        factories.agreement(kind="protocol", bindingness="binding")

        chips = open_list(client, "?kind=protocol&binding=binding").one("ul", "chips")

        assert chips.links == ["?binding=binding", "?kind=protocol"]

    def test_are_kept_by_the_form_of_dates(self, client):
        factories.agreement(kind="protocol")

        form = open_list(client, "?kind=protocol&page=1").one("form", id="narrow")

        hidden = {each["name"]: each["value"] for each in form.all("input", type="hidden")}
        assert hidden == {"kind": "protocol"}


class TestADraft:
    def test_is_in_no_card_count_or_facet(self, client):
        factories.agreement(title="Public", kind="treaty")
        factories.agreement(
            title="Secret",
            kind="protocol",
            draft=True,
            parties=[factories.party(names="Secret body")],
        )

        page = open_list(client)

        assert titles(page) == ["Public"]
        assert "ecret" not in page.text
        assert "protocol" not in page.one("aside", "facets").text
