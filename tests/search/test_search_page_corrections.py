"""“Did you mean”: the nearest names, as they are written, and nothing that is not public."""

import pytest

from coop.curation import recording
from coop.search import nearest
from tests import factories
from tests.public.reading import read

pytestmark = pytest.mark.django_db


def search(client, question):
    return read(client.get("/search/", {"q": question}))


def offered(client, question):
    """What the page asks whether it was meant, if it asks."""
    found = search(client, question).all("p", class_="correction")
    return found[0].one("a").text if found else None


class TestDidYouMean:
    @pytest.fixture(autouse=True)
    def _names(self):
        nearest._vocabularies.clear()
        factories.public(
            factories.party(
                names={"en": "International Organization of Turkic Culture", "ru": "ТЮРКСОЙ"},
                short_names="TÜRKSOY",
            )
        )
        factories.country("KZ", names={"en": "Kazakhstan", "ar": "كازاخستان", "ru": "Казахстан"})

    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("kazakstan", "Kazakhstan"),
            ("kazkahstan", "Kazakhstan"),
            ("turksoi", "TÜRKSOY"),
            ("тюрксоу", "ТЮРКСОЙ"),
            ("казакхстан", "Казахстан"),
            ("كازاخستن", "كازاخستان"),
            ('organization "turkik culture"', 'organization "Turkic culture"'),
        ],
    )
    def test_offers_the_nearest_name_as_it_is_written(self, client, typed, meant):
        link = search(client, typed).one("p", class_="correction").one("a")

        assert link.text == meant
        again = read(client.get(f"/search/{link['href']}"))
        assert again.one("input", name="q")["value"] == meant
        assert again.all("section", class_="found")

    @pytest.mark.parametrize("typed", ["kazakhstan", "kazakh", "turkso", "xyzzyxyzzy", "kz", "uz"])
    def test_is_not_asked_of_what_is_known_nor_of_what_is_near_to_nothing(self, client, typed):
        assert offered(client, typed) is None

    def test_is_not_asked_where_the_other_words_find_nothing_either(self, client):
        assert offered(client, "kazakstan xyzzyxyzzy") is None

    def test_leaves_words_that_some_text_has(self, client):
        factories.agreement(title="Accord", note="Signed in Kazan by kazakstani guests.")

        assert offered(client, "signed kazakstan guests") is None

    def test_is_asked_where_a_text_has_the_word_but_no_name(self, client):
        factories.agreement(title="Accord", note="Kazakstan")

        page = search(client, "kazakstan")

        assert page.one("p", class_="correction").one("a").text == "Kazakhstan"
        assert page.one("section", id="agreement").all("p", class_="snippet")

    def test_knows_a_new_name_at_once(self, client):
        assert offered(client, "samarqandd") is None

        factories.public(factories.place(names="Samarqand"))

        assert offered(client, "samarqandd") == "Samarqand"

    def test_forgets_a_name_that_is_public_no_more(self, client):
        agreement = factories.agreement(title="Zarathustra accord")
        assert offered(client, "zaratustra") == "Zarathustra"

        with recording() as opened:
            opened.touch(agreement)
            agreement.state = "draft"
            agreement.save()

        assert offered(client, "zaratustra") is None
