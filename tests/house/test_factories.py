"""The factories themselves: what they make is what staff could have published."""

import pytest

from coop.integrity import checks
from coop.models.base import Part
from tests import factories

RECORDS = ["agreement", "coproduction", "source"]
REFERRED = ["party", "place", "person", "event", "subject"]
PARTS = [
    *("participation", "signature", "act", "occasion", "relation", "provision", "rule"),
    *("statement", "attendance", "partner", "screening", "film_link", "former_name"),
]


def made(name):
    return getattr(factories, name)()


@pytest.mark.django_db
class TestAFactory:
    @pytest.mark.parametrize(
        "name", [*RECORDS, *REFERRED, *PARTS, "country", "topic", "group", "membership", "state"]
    )
    def test_makes_a_record_that_breaks_no_rule(self, name):
        thing = made(name)

        thing.full_clean()
        assert list(map(str, checks.problems())) == []

    @pytest.mark.parametrize("name", RECORDS)
    def test_makes_a_published_record(self, name):
        record = made(name)

        assert list(type(record).objects.public()) == [record]

    @pytest.mark.parametrize("name", RECORDS)
    def test_makes_a_draft_where_that_is_said(self, name):
        record = getattr(factories, name)(draft=True)

        assert not type(record).objects.public().exists()

    @pytest.mark.parametrize("name", REFERRED)
    def test_makes_a_record_public_by_what_refers_to_it(self, name):
        record = made(name)
        was_public = record.is_public

        factories.public(record)

        assert (was_public, record.is_public) == (False, True)

    @pytest.mark.parametrize("name", [name for name in PARTS if name != "former_name"])
    def test_cites_a_source_for_each_claim(self, name):
        part = made(name)

        assert isinstance(part, Part)
        assert part.basis == "stated"
        assert part.citations.count() == 1

    def test_gives_a_country_and_its_state_once(self):
        assert factories.state("KZ") == factories.state("KZ")
        assert factories.country("KZ").label.text == "Kazakhstan"
