"""What is suggested while one types: a few public names, in any script, at a bounded cost."""

import pytest

from coop.search.suggesting import OFFERED, WEIGHED
from tests import factories
from tests.house.worlds import HIDDEN, hide, public_world
from tests.public.reading import read
from tests.public.worlds import queries

pytestmark = pytest.mark.django_db


def suggested(client, typed, language=""):
    """The names that are suggested, by the label of their kind."""
    page = read(client.get(f"{language}/search/suggestions/", {"q": typed}))
    return {
        kind["aria-label"]: [option.text for option in kind.all("div", role="option")]
        for kind in page.all("div", role="group")
    }


class TestWhatIsTyped:
    def test_finds_parties_topics_agreements_and_films(self, client):
        party = factories.public(factories.party(names="Steppe Studio"))
        topic = factories.topic("steppe", names="Steppe archives")
        agreement = factories.agreement(title="Accord of the steppe")
        film = factories.coproduction(title="The steppe")

        page = read(client.get("/search/suggestions/", {"q": "step"}))

        assert [option["data-address"] for option in page.all("div", role="option")] == [
            record.get_absolute_url() for record in (party, topic, agreement, film)
        ]
        assert list(suggested(client, "step")) == [
            "Parties",
            "Topics",
            "Agreements",
            "Co-productions",
        ]

    @pytest.mark.parametrize(
        ("typed", "name"),
        [
            ("turks", "TÜRKSOY"),
            ("тюркс", "ТЮРКСОЙ"),
            ("международная организация тюр", "Международная организация тюркской культуры"),
            ("السين", "مركز السينما"),
            ("سينم", "مركز السينما"),
        ],
    )
    def test_finds_names_in_the_language_that_was_typed(self, client, typed, name):
        factories.public(
            factories.party(
                names={
                    "en": "International Organization of Turkic Culture",
                    "ru": "Международная организация тюркской культуры",
                },
                short_names={"en": "TÜRKSOY", "ru": "ТЮРКСОЙ"},
            )
        )
        factories.public(factories.party(names={"en": "Film centre", "ar": "مركز السينما"}))

        assert suggested(client, typed) == {"Parties": [name]}

    def test_must_all_be_in_the_name(self, client):
        factories.agreement(title="Film accord", summary="Steppe")

        assert suggested(client, "film accord") == {"Agreements": ["Film accord"]}
        assert suggested(client, "film steppe") == {}
        assert suggested(client, "fil accord") == {}

    def test_is_marked_in_its_language_and_escaped(self, client):
        factories.agreement(title={"ar": "اتفاق <b>السينما</b>"})

        content = client.get("/search/suggestions/", {"q": "سينما"}).content.decode()

        assert '<span lang="ar" dir="rtl">اتفاق &lt;b&gt;<mark>السينما</mark>&lt;/b&gt;' in content

    def test_brings_a_bodys_country_beside_its_name(self, client):
        land = factories.country("KZ", names={"en": "Kazakhstan", "ru": "Казахстан"})
        factories.public(
            factories.party(names={"en": "Ministry", "ru": "Министерство"}, country=land)
        )

        assert suggested(client, "minis") == {"Parties": ["Ministry Kazakhstan"]}
        assert suggested(client, "минис") == {"Parties": ["Министерство Казахстан"]}

    def test_brings_names_that_begin_so_before_others(self, client):
        factories.agreement(title="Accord on film")
        factories.agreement(title="Film accord")

        assert suggested(client, "film") == {"Agreements": ["Film accord", "Accord on film"]}

    def test_brings_a_few_of_a_kind_however_many_there_are(self, client):
        for number in range(WEIGHED + 2):
            factories.agreement(title=f"Film accord {number}", parties=[])

        assert len(suggested(client, "film")["Agreements"]) == OFFERED

    @pytest.mark.parametrize("typed", ["", " ", "f", "*", '"', "—"])
    def test_must_be_two_letters_at_least(self, client, typed):
        factories.agreement(title="Film accord")

        assert suggested(client, typed) == {}

    def test_can_be_anything_at_all(self, client):
        for typed in ("x" * 50_000, 'a" OR "b', "title:x", "\u202e", "%"):
            assert client.get("/search/suggestions/", {"q": typed}).status_code == 200

    def test_leads_to_the_pages_in_the_readers_language(self, client):
        factories.agreement(title="Film accord")

        page = read(client.get("/ar/search/suggestions/", {"q": "film"}))

        assert page.one("div", role="option")["data-address"].startswith("/ar/agreements/")

    @pytest.mark.parametrize("state", ["draft", "in-review", "withdrawn"])
    def test_brings_nothing_of_a_draft(self, client, state):
        hide(public_world(), state)

        assert suggested(client, HIDDEN) == {}

    def test_costs_the_same_with_few_records_and_with_many(self, client):
        public_world()
        assert suggested(client, "agreements of the world") == {}
        few = queries(client, "/search/suggestions/?q=agre")
        for number in range(20):
            factories.agreement(title=f"Agreement of a further {number}")
        assert suggested(client, "agreements of the world") == {}

        assert queries(client, "/search/suggestions/?q=agreeme") == few

    def test_is_answered_with_the_number_for_screen_readers(self, client):
        factories.agreement(title="Film accord")

        told = read(client.get("/search/suggestions/", {"q": "film"})).all("div")[0]
        nothing = read(client.get("/search/suggestions/", {"q": "nothing"})).all("div")[0]

        assert told["data-announcement"] == "1 suggestion"
        assert nothing["data-announcement"] == "No suggestions"

    def test_sets_no_cookie_and_is_in_no_index(self, client):
        response = client.get("/search/suggestions/", {"q": "film"})

        assert not response.cookies
        assert response["X-Robots-Tag"] == "noindex"
