"""The page of everything that is found: groups, their order, marks, sentences, what is public."""

import pytest

from coop.views.search import SHOWN
from tests import factories
from tests.house.worlds import HIDDEN, hide, public_world, tell
from tests.public.reading import read
from tests.public.worlds import queries

pytestmark = pytest.mark.django_db


def search(client, question, language="", **more):
    return read(client.get(f"{language}/search/", {"q": question, **more}))


def group(page, name):
    return page.one("section", id=name)


def names(page, name):
    """The names of what is found of a kind, in order."""
    return [hit.one("a").text for hit in group(page, name).all("p", class_="hit-name")]


def marks(element):
    return [mark.text for mark in element.all("mark")]


def cost(client):
    """The queries of a page whose records are found anew, all else being at hand."""
    client.get("/search/", {"q": "agreements"})
    return queries(client, "/search/?q=agreement")


class TestTheSearch:
    def test_finds_every_kind_of_record_that_holds_the_words(self, client):
        world = public_world()
        for kind, record in vars(world).items():
            if kind not in ("country", "topic", "provision"):
                page = search(client, str(record))
                links = page.one("main").links
                assert record.get_absolute_url() in links, kind

        assert world.country.get_absolute_url() in search(client, "kazakhstan").links
        assert world.topic.get_absolute_url() in search(client, "archives").links
        provision = f"/provisions/{world.agreement.key}/{world.provision.key}/"
        assert provision in search(client, str(world.provision.summary)).links

    def test_finds_a_country_that_has_nothing_on_record(self, client):
        factories.country("FJ")

        assert names(search(client, "fiji"), "country") == ["Fiji"]

    def test_says_how_many_there_are_in_all_and_of_each_kind(self, client):
        factories.agreement(title="Steppe accord")
        factories.coproduction(title="The steppe")

        page = search(client, "steppe")

        assert page.one("p", class_="total").text == "2 records found"
        kinds = page.one("nav", class_="found-kinds")
        assert kinds.text == "Agreements 1 Co-productions 1"
        assert kinds.links == ["#agreement", "#coproduction"]

    def test_shows_the_first_of_a_kind_and_leads_to_a_list_with_all_of_them(self, client):
        for number in range(SHOWN + 2):
            factories.source(title=f"Report {number}")

        found = group(search(client, "report"), "sourcedocument")
        rest = found.link("See all 7 in their list")

        assert len(found.all("p", class_="hit-name")) == SHOWN
        assert rest == "/sources/?q=report"
        assert read(client.get(rest)).one("p", class_="total").text.startswith("7 ")

    def test_puts_the_exact_title_first_then_titles_with_the_words_then_the_newest(self, client):
        for title, summary, signed in (
            ("Other", "A film accord", "2020"),
            ("Another", "A film accord", "2024"),
            ("Film accord of the steppe", "Nothing", "1990"),
            ("Film accord", "Nothing", "1980"),
        ):
            agreement = factories.agreement(title=title, summary=summary)
            factories.act(agreement=agreement, done_on=signed)

        assert names(search(client, "film accord"), "agreement") == [
            "Film accord",
            "Film accord of the steppe",
            "Another",
            "Other",
        ]

    def test_shows_what_tells_records_apart(self, client):
        agreement = factories.agreement(
            title="Steppe accord", kind="treaty", parties=[factories.party(names="Steppe Studio")]
        )
        factories.act(agreement=agreement, done_on="2025?")
        factories.provision(agreement=agreement, summary="Steppe", topic=factories.topic("films"))

        page = search(client, "steppe")

        assert "2025" in group(page, "agreement").text
        assert "Treaty" in group(page, "agreement").text
        assert "Film centre or agency" in group(page, "party").text
        assert "Steppe accord" in group(page, "provision").text

    def test_marks_a_title_that_the_registry_made_up_and_a_possible_record(self, client):
        agreement = factories.agreement(
            title="Steppe accord", is_title_supplied=True, evidence=False
        )
        factories.citation(agreement, basis="ambiguous", note="It reads two ways.")

        found = group(search(client, "steppe"), "agreement").one("p", class_="hit-name")

        assert found.text == "possibly [Steppe accord]"


class TestAHit:
    def test_has_its_words_marked_in_its_name_and_language(self, client):
        factories.agreement(title={"en": "Film accord", "ar": "اتفاق السينما"})

        page = search(client, "سينما", "/ar")

        title = group(page, "agreement").one("a").one("span")
        assert (title["lang"], title["dir"], title.text) == ("ar", "rtl", "اتفاق السينما")
        assert marks(title) == ["السينما"]

    def test_tells_the_text_in_which_it_was_found(self, client):
        factories.agreement(title="Accord", summary={"ru": "Подписан в Актау."})

        told = group(search(client, "актау"), "agreement").one("p", class_="snippet")

        assert told.text == "summary: Подписан в Актау."
        assert marks(told) == ["Актау"]
        assert told.all("span")[1]["lang"] == "ru"

    def test_escapes_what_it_prints(self, client):
        factories.agreement(
            title="<b>Bold</b> accord", summary="<script>alert(1)</script> & bold words"
        )

        content = client.get("/search/", {"q": "bold script"}).content.decode()

        assert "&lt;<mark>script</mark>&gt;alert(1)" in content
        assert "<b>" not in content
        assert "&lt;b&gt;" not in search(client, "bold").text


class TestAQuestion:
    @pytest.mark.parametrize("question", ["", "   ", "*", '"', "—…!", "\u200f"])
    def test_without_a_word_gets_the_form_and_what_to_type(self, client, question):
        page = search(client, question)

        assert page.one("input", name="q")["value"] == question
        assert "Type names, titles or topics" in page.one("div", class_="empty").text
        assert page.all("section", class_="found") == []

    def test_that_is_not_asked_gets_them_too(self, client):
        assert read(client.get("/search/")).one("input", name="q")["value"] == ""

    def test_that_finds_nothing_says_so_and_what_to_do(self, client):
        told = search(client, "<nothing>").one("div", class_="empty").text

        assert told.startswith("No published record has all of “<nothing>”.")
        assert "fewer words" in told

    def test_is_named_in_the_title_of_the_page(self, client):
        title = search(client, "aktau").one("title").text

        assert title == "aktau · Search · Film cooperation registry"

    def test_of_too_many_words_says_how_many_were_read(self, client):
        page = search(client, " ".join(f"word{number}" for number in range(40)))

        assert page.one("p", class_="notice").text == "Only the first 32 words were searched for."

    @pytest.mark.parametrize("question", ["x" * 50_000, "ا " * 25_000, '"' * 50_000])
    def test_of_50_000_characters_is_answered(self, client, question):
        page = search(client, question)

        assert len(page.one("input", name="q")["value"]) < 5000

    @pytest.mark.parametrize(
        "question", ["AND", "NEAR(a b)", 'a" OR "b', "title:x", "a-b", "2025/26", "^a", "' --", "%"]
    )
    def test_is_literal_text_whatever_it_looks_like(self, client, question):
        assert client.get("/search/", {"q": question}).status_code == 200

    def test_that_carries_other_parameters_says_which_it_ignores(self, client):
        page = search(client, "aktau", utm_source="mail")

        assert "utm_source" in page.one("p", class_="notice").text

    @pytest.mark.parametrize("language", ["/ar", "/fa", "/ru"])
    def test_is_answered_in_every_language(self, client, language):
        factories.agreement(title="Steppe accord")

        page = search(client, "steppe", language)

        assert page.one("form", role="search")["action"] == f"{language}/search/"
        assert group(page, "agreement").links[0].startswith(f"{language}/agreements/")

    def test_is_kept_out_of_the_indexes_of_search_engines(self, client):
        assert read(client.get("/search/")).one("meta", name="robots")["content"] == "noindex"

    def test_sets_no_cookie(self, client):
        response = client.get("/search/", {"q": "aktau"})

        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")


class TestADraft:
    @pytest.mark.parametrize("state", ["draft", "in-review", "withdrawn"])
    def test_is_not_found_nor_told_of(self, client, state):
        hide(public_world(), state)

        for question in (HIDDEN, "hidden agreement", "hidden word", "minister", "kazakhstan"):
            page = client.get("/search/", {"q": question}).content.decode()
            told = page.partition("<main")[2].replace('value="Hidden', "").replace("“<bdi>Hidd", "")
            assert HIDDEN not in told, question

    def test_gives_no_word_to_what_might_be_meant(self, client):
        factories.agreement(draft=True, title="Zarathustra accord")

        assert search(client, "zaratustra").all("p", class_="correction") == []


class TestThePage:
    def test_costs_the_same_with_few_records_and_with_many(self, client):
        world = public_world()
        few = cost(client)
        tell(world, 3)

        assert cost(client) == few

    def test_has_one_box_where_other_pages_have_one_in_their_head(self, client):
        assert len(read(client.get("/")).all("form", role="search")) == 1
        assert len(read(client.get("/search/")).all("form", role="search")) == 1
        header = read(client.get("/agreements/")).one("header", class_="site")
        assert header.one("form", role="search")["action"] == "/search/"
