"""The public codebook: an anchor for every entry, in every language."""

import pytest

from coop.curation import recording
from coop.models import ProvisionTopic
from coop.vocabulary.lists import LISTS
from tests import factories
from tests.public.reading import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic():
    return factories.topic("film-weeks")


class TestTheCodebook:
    def test_is_reached_from_every_page(self, client):
        assert read(client.get("/")).link("Codebook") == "/codebook/"

    def test_has_an_anchor_for_every_code(self, client):
        page = read(client.get("/codebook/"))

        for one in LISTS:
            for word in one.words:
                assert word.meaning in page.one(id=f"code-{one.name}-{word.code}").text

    def test_has_an_anchor_for_every_field_with_what_its_help_says(self, client):
        page = read(client.get("/codebook/"))

        field = page.one("div", id="agreement-bindingness")

        assert "Never guessed from the title in a report." in field.text
        assert field.links == ["#list-bindingness"]

    def test_has_no_anchor_twice_and_none_that_leads_nowhere(self, client, topic):
        page = read(client.get("/codebook/"))
        anchors = [each["id"] for each in page.all() if each["id"]]

        assert len(anchors) == len(set(anchors))
        assert {link[1:] for link in page.links if link.startswith("#")} - set(anchors) == set()

    def test_has_the_verbs_of_each_language_in_its_direction(self, client):
        verbs = read(client.get("/codebook/")).one("section", id="verbs-provides")

        (arabic,) = verbs.all("dd", lang="ar")

        assert arabic["dir"] == "rtl"
        assert "تغطي" in arabic.text

    def test_has_the_topics_of_the_registry_in_their_groups(self, client, topic):
        group = read(client.get("/codebook/")).one("section", id=f"topic-{topic.parent.code}")

        assert group.one("div", id="topic-film-weeks").links == ["/topics/film-weeks/"]

    def test_follows_a_change_of_a_definition(self, client, topic):
        client.get("/codebook/")

        with recording() as opened:
            opened.touch(topic)
            ProvisionTopic.objects.filter(pk=topic.pk).update(definition={"en": "Anew."})

        assert "Anew." in read(client.get("/codebook/")).one("div", id="topic-film-weeks").text

    def test_reads_in_arabic_from_right_to_left(self, client, topic):
        page = read(client.get("/ar/codebook/"))

        assert page.one("html")["dir"] == "rtl"
        assert page.one("div", id="topic-film-weeks").links == ["/ar/topics/film-weeks/"]
