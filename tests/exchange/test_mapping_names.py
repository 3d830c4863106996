"""Bodies, places and other records as other people's files call them."""

import pytest

from coop.exchange.mapping.names import Names, exact
from coop.models import Party, Place
from tests import factories as make

pytestmark = pytest.mark.django_db


class TestAParty:
    def test_is_the_state_of_the_country_that_is_named(self):
        state = make.state("FR", key="state-france")

        assert Names(Party).find("French Republic") == state.key

    def test_is_a_state_to_be_made_where_its_country_has_none(self):
        make.country("KZ")

        names = Names(Party)

        assert names.find("Kazakhstan") == "state-kz"
        assert names.missing_states == {"state-kz": "KZ"}

    def test_is_found_by_its_own_and_its_former_names(self):
        body = make.party(names={"en": "Film Centre", "fr": "Centre du film"}, short_names="FC")
        make.former_name(party=body, names="Film Board")

        names = Names(Party)

        found = {names.find(name) for name in ("film centre", "Centre du film", "FC", "Film Board")}
        assert found == {body.key}

    def test_of_a_name_that_two_bear_is_a_matter_for_a_person(self):
        bodies = [
            make.party(names="Ministry of Culture", country=make.country(code))
            for code in ("FR", "KZ")
        ]

        names = Names(Party)

        assert names.find("Ministry of Culture") is None
        assert names.knows("Ministry of Culture")
        candidates = names.candidates("Ministry of Culture")
        assert {one.key for one in candidates} == {body.key for body in bodies}
        assert {one.label for one in candidates} == {
            "Ministry of Culture · France",
            "Ministry of Culture · Kazakhstan",
        }


class TestAnyRecord:
    def test_is_found_by_its_key_and_by_its_name_in_any_language(self):
        place = make.place(names={"en": "London", "fr": "Londres"})

        names = Names(Place)

        assert names.find(place.key) == names.find("LONDRES") == place.key
        assert names.find("London/Stockholm") is None


@pytest.mark.parametrize(
    ("one", "other"),
    [("Bosnia & Herzegovina", "bosnia and  herzegovina"), ("The Gambia", "GAMBIA, The")],
)
def test_spellings_of_one_name_are_the_same(one, other):
    assert exact(one) == exact(other)


@pytest.mark.parametrize(("one", "other"), [("Türkiye", "Turkiye"), ("Niger", "Nigeria")])
def test_names_that_are_only_alike_are_not_the_same(one, other):
    assert exact(one) != exact(other)
