"""The first page, the page about the registry, and the pages for what fails."""

import re

import pytest
from django.test import RequestFactory
from django.views.defaults import server_error

from coop.curation import recording
from coop.models import Agreement, Citation
from tests import factories
from tests.public.reading import read

pytestmark = pytest.mark.django_db


class TestTheFirstPage:
    def test_counts_what_is_published_and_firm(self, client):
        agreement = factories.agreement()
        factories.agreement(kind="package")
        factories.agreement(draft=True)
        factories.provision(agreement=agreement)
        possible = factories.provision(agreement=agreement, evidence=False)
        factories.citation(possible, basis="ambiguous", note="In two ways.")
        factories.coproduction(countries=[factories.country("KZ"), factories.country("FR")])
        factories.coproduction(title="A film without partners")
        factories.coproduction(countries=[factories.country("KZ")], draft=True)

        figures = read(client.get("/")).one("ul", "figures").text

        assert figures.startswith("1 agreement 1 package 1 provision 1 co-production")

    def test_leads_to_the_agreements_on_a_group_of_topics(self, client):
        topic = factories.topic("markets")
        factories.provision(topic=topic)

        ways = read(client.get("/")).section("By what they provide")

        assert f"/agreements/?topic={topic.parent.code}" in ways.links
        assert ways.one("span", "count").text == "1"

    def test_leads_to_the_countries_of_firm_parties_alone(self, client):
        kz, ir = factories.state("KZ"), factories.state("IR")
        agreement = factories.agreement(parties=[kz])
        possible = factories.participation(agreement=agreement, party=ir, evidence=False)
        factories.citation(possible, basis="ambiguous", note="In two ways.")
        factories.agreement(parties=[factories.state("FR")], draft=True)

        countries = read(client.get("/")).section("By country")

        assert [each.text for each in countries.all("li")] == ["Kazakhstan 1"]

    def test_shows_the_newest_first_and_no_draft(self, client):
        factories.agreement(title="Older")
        factories.agreement(title="Newer")
        factories.agreement(title="Secret", draft=True)

        newest = read(client.get("/")).section("Newest in the registry")

        assert [each.text for each in newest.all("h2", id=None) if each.all("a")] == [
            "Newer",
            "Older",
        ]

    def test_shows_what_was_published_on_an_unknown_day_after_the_rest(self, client):
        undated = factories.agreement(title="Undated")
        factories.agreement(title="Dated")
        with recording() as opened:
            opened.touch(undated)
            Agreement.objects.filter(pk=undated.pk).update(published_at=None)

        newest = read(client.get("/")).section("Newest in the registry")

        assert [each.text for each in newest.all("h2", id=None) if each.all("a")] == [
            "Dated",
            "Undated",
        ]

    def test_counts_every_public_claim_of_a_published_source(self, client):
        for _each in range(2):
            factories.provision(agreement=factories.agreement())
        draft = factories.source(draft=True)
        hidden = factories.agreement(draft=True, source=draft)
        factories.provision(agreement=hidden)
        shown = factories.agreement()
        factories.provision(agreement=shown)

        for _each in range(2):
            number = Citation.objects.public().of_public_claims().count()
            assert 0 < number < Citation.objects.count()
            assert f"{number} citations" in read(client.get("/")).one("ul", "figures").text
            with recording() as opened:
                opened.touch(shown)
                Agreement.objects.filter(pk=shown.pk).update(state="withdrawn")

    def test_of_an_empty_registry_says_so(self, client):
        assert "Nothing is published yet." in read(client.get("/")).text


class TestTheLists:
    def test_are_reached_from_every_page(self, client):
        links = read(client.get("/about/")).one("nav", "site-lists").links

        assert "/agreements/" in links
        for address in links:
            assert client.get(address).status_code == 200


class TestThePageAboutTheRegistry:
    def test_explains_every_mark(self, client):
        page = read(client.get("/about/"))

        for word in ("Stated", "Inferred", "Ambiguous", "Supplied", "Not stated"):
            assert page.row(word).text

    def test_says_to_whom_to_write(self, client, settings):
        page = read(client.get("/about/"))

        assert page.one("article").link(settings.REGISTRY_CONTACT) == (
            f"mailto:{settings.REGISTRY_CONTACT}"
        )


class TestAPageThatFails:
    def test_for_nothing_at_an_address_leads_on(self, client):
        page = read(client.get("/nowhere/"), 404)

        assert page.link("All agreements") == "/agreements/"

    def test_for_an_address_with_too_many_parameters_gives_the_reason(self, client):
        response = client.get("/agreements/?" + "&".join(f"a{n}=1" for n in range(300)))

        assert "at most 200 parameters" in read(response, 400).text

    def test_for_a_host_that_is_not_ours_is_no_fault_of_ours(self, client):
        assert read(client.get("/", headers={"host": "evil.example"}), 400).one("h1").text

    def test_for_a_fault_of_ours_needs_no_database(self, django_assert_num_queries):
        request = RequestFactory().get("/")

        with django_assert_num_queries(0):
            response = server_error(request)

        assert "Something broke on our side" in read(response, 500).text

    def test_stands_in_the_language_of_the_address(self, client):
        html = read(client.get("/fa/nowhere/"), 404).one("html")

        assert (html["lang"], html["dir"]) == ("fa", "rtl")


class TestEveryPage:
    def test_names_itself_in_every_language(self, client):
        head = read(client.get("/ar/agreements/?kind=protocol")).one("head")

        alternates = {each["hreflang"]: each["href"] for each in head.all("link", rel="alternate")}
        assert alternates["en"] == "http://testserver/agreements/?kind=protocol"
        assert alternates["fa"] == "http://testserver/fa/agreements/?kind=protocol"

    @pytest.mark.parametrize("address", ["/", "/about/", "/agreements/", "/nowhere/"])
    def test_has_one_heading_of_the_first_rank_and_a_way_past_the_head(self, client, address):
        response = client.get(address)
        page = read(response, response.status_code)

        assert len(page.all("h1")) == 1
        assert page.link("Skip to the content") == "#content"
        assert page.one("main")["id"] == "content"

    def test_has_neither_script_nor_style_of_its_own(self, client):
        agreement = factories.provision().agreement
        agreement.refresh_from_db()

        content = client.get(agreement.get_absolute_url()).content.decode()

        assert not re.search(r'<script(?! src="/static/)|<style|\sstyle=|\son[a-z]+=', content)
