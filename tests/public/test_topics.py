"""The pages of topics: the tree, and what each agreement says on a topic."""

import pytest

from tests import factories
from tests.public.reading import note, read
from tests.public.worlds import queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic():
    return factories.topic(
        "joint-production",
        names={"en": "Joint production", "ar": "الإنتاج المشترك"},
        definition="Making films together.",
    )


def page_of(client, code):
    return read(client.get(f"/topics/{code}/"))


class TestATopic:
    def test_is_defined_and_has_its_place_in_the_tree(self, client, topic):
        neighbour = factories.topic("joint-projects")

        page = page_of(client, "joint-production")

        assert page.one("h1").text == "Joint production"
        assert page.one("div", class_="summary").text == "Making films together."
        assert page.row("Group").text == "A group"
        assert page.section("In the same group").link("Joint projects") == (
            neighbour.get_absolute_url()
        )

    def test_has_what_each_agreement_says_with_its_stance(self, client, topic):
        agreement = factories.agreement(title="Memorandum")
        provision = factories.provision(
            agreement=agreement,
            topic=topic,
            stance="requires",
            summary="Films are made together.",
            article="4",
            forms=("fiction",),
        )

        section = page_of(client, "joint-production").section("What agreements say on it")

        assert section.link("Memorandum") == agreement.get_absolute_url()
        assert "requires Films are made together." in section.text
        assert section.link("Article 4") == f"/provisions/{agreement.key}/{provision.key}/"
        assert "fiction" in section.text
        assert section.note_numbers == [1]

    def test_gathers_the_provisions_of_one_agreement(self, client, topic):
        agreement = factories.agreement(title="Memorandum")
        for _each in range(2):
            factories.provision(agreement=agreement, topic=topic)

        section = page_of(client, "joint-production").section("What agreements say on it")

        assert len(section.all("h3")) == 1
        assert "1 agreement provides on it" in section.text

    def test_counts_no_agreement_that_only_possibly_says_it(self, client, topic):
        perhaps = factories.provision(topic=topic, evidence=False)
        factories.citation(perhaps, basis="ambiguous", note="Two readings.")

        section = page_of(client, "joint-production").section("What agreements say on it")

        assert section.one("span", class_="possibly")
        assert "0 agreements provide on it" in section.text

    def test_of_a_group_has_what_its_topics_have(self, client, topic):
        factories.provision(topic=topic, summary="Films are made together.")

        page = page_of(client, "a-group")

        assert page.row("Its topics").link("Joint production") == topic.get_absolute_url()
        assert "Films are made together." in page.section("What agreements say on it").text

    def test_that_nobody_speaks_of_says_so(self, client, topic):
        section = page_of(client, "joint-production").section("What agreements say on it")

        assert "No published agreement" in section.text

    def test_shows_nothing_of_drafts(self, client, topic):
        draft = factories.agreement(title="Secret memorandum", draft=True)
        factories.provision(agreement=draft, topic=topic, summary="Secret clause")

        assert "Secret" not in page_of(client, "joint-production").text
        assert "none recorded" in page_of(client, "a-group").row("Its topics").text

    def test_is_named_in_the_language_of_the_reader(self, client, topic):
        page = read(client.get("/ar/topics/joint-production/"))

        assert page.one("h1").text == "الإنتاج المشترك"

    def test_that_there_is_not_is_not_found(self, client):
        assert client.get("/topics/nothing/").status_code == 404

    def test_costs_the_same_with_few_provisions_and_with_many(self, client, topic):
        for _each in range(2):
            factories.provision(topic=topic)
        before = queries(client, "/topics/joint-production/")
        for _each in range(7):
            provision = factories.provision(topic=topic)
            factories.citation(provision, source=factories.source())

        assert queries(client, "/topics/joint-production/") == before


class TestTheList:
    def test_stands_group_by_group_with_its_numbers(self, client, topic):
        factories.provision(topic=topic)

        group = read(client.get("/topics/")).section("A group")

        assert group.link("Joint production") == topic.get_absolute_url()
        assert "1 provision" in group.text

    def test_does_not_count_what_is_only_possible(self, client, topic):
        perhaps = factories.provision(topic=topic, evidence=False)
        factories.citation(perhaps, basis="ambiguous", note="Two readings.")

        page = read(client.get("/topics/"))

        assert "none recorded" in page.section("A group").text
        assert read(client.get("/topics/?use=provisions")).one("p", class_="total").text == (
            "0 topics"
        )

    def test_finds_the_topics_on_which_a_country_has_agreed(self, client, topic):
        factories.topic("joint-projects")
        agreement = factories.agreement(parties=[factories.state("KZ")])
        factories.provision(agreement=agreement, topic=topic)

        page = read(client.get("/topics/?country=KZ"))

        assert page.one("p", class_="total").text == "1 topic"
        assert page.section("A group").link("Joint production")


class TestTheEvidence:
    def test_leads_to_the_paragraph_of_the_source(self, client, topic):
        provision = factories.provision(topic=topic, evidence=False)
        source = factories.source()
        factories.citation(provision, source=source, paragraphs="17", as_named="joint films")

        page = page_of(client, "joint-production")

        assert f"{source.get_absolute_url()}#p17" in note(page, 1).links
