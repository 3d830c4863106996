"""Bodies, places and other records as other people's files call them."""

import pytest

from coop.exchange.mapping.names import KnownNames, exact
from coop.models import Party, Place
from tests import factories as make

pytestmark = pytest.mark.django_db


class TestAParty:
    def test_is_the_state_of_the_country_that_is_named(self):
        state = make.state("FR", key="state-france")

        assert KnownNames().find(Party, "French Republic") == state.key

    def test_is_the_code_of_the_country_where_that_has_no_state_yet(self):
        make.country("KZ")

        assert KnownNames().find(Party, "Republic of Kazakhstan") == "KZ"

    def test_is_found_by_its_own_and_its_former_names(self):
        body = make.party(names={"en": "Film & Video Centre", "fr": "Centre"}, short_names="FC")
        make.former_name(party=body, names="Film Board")

        names = KnownNames()

        written = ("the Film and Video Centre", "CENTRE", "FC", "Film Board", body.key)
        assert {names.find(Party, name) for name in written} == {body.key}

    def test_of_a_name_that_two_bear_is_a_matter_for_a_person(self):
        bodies = {
            make.party(names="Ministry of Culture", country=make.country(code)).key
            for code in ("FR", "KZ")
        }

        names = KnownNames()

        assert names.find(Party, "Ministry of Culture") is None
        assert names.knows(Party, "Ministry of Culture")
        candidates = names.candidates(Party, "Ministry of Culture")
        assert {one.key for one in candidates} == bodies
        assert {one.label for one in candidates} == {
            "Ministry of Culture, FR",
            "Ministry of Culture, KZ",
        }


class TestAnyRecord:
    def test_is_found_by_its_key_and_by_its_name_in_any_language(self):
        place = make.place(names={"en": "London", "fr": "Londres"})

        names = KnownNames()

        assert names.find(Place, place.key) == names.find(Place, "LONDRES") == place.key
        assert names.find(Place, "London/Stockholm") is None
        assert not names.knows(Place, "London/Stockholm")


@pytest.mark.parametrize(
    ("one", "other"),
    [("Bosnia & Herzegovina", "bosnia and  herzegovina"), ("The Gambia", "GAMBIA, The")],
)
def test_spellings_of_one_name_are_the_same(one, other):
    assert exact(one) == exact(other)


@pytest.mark.parametrize(("one", "other"), [("Türkiye", "Turkiye"), ("Niger", "Nigeria")])
def test_names_that_are_only_alike_are_not_the_same(one, other):
    assert exact(one) != exact(other)
