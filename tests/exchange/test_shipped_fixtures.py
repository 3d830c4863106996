"""The shipped fixtures are in canonical form: they are what the registry exports."""

import pytest
from django.conf import settings

from coop.exchange import exporting
from coop.exchange.canonical import objects
from coop.models import Party
from tests.exchange.registries import files_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registry_fixtures")]

FIXTURES = settings.BASE_DIR / "fixtures"


class TestTheShippedFixtures:
    def test_are_what_the_registry_exports(self, tmp_path):
        exporting.write_curated(tmp_path / "set")

        shipped = files_of(FIXTURES)
        del shipped["README.md"]
        written = files_of(tmp_path / "set")
        assert written.keys() == shipped.keys()
        assert [file for file in shipped if written[file] != shipped[file]] == []

    def test_say_nothing_that_stands_at_its_default(self):
        party = next(one for one in objects(Party) if one["key"] == "state-kz")

        assert party == {
            "key": "state-kz",
            "slug": "kazakhstan",
            "kind": "state",
            "country": ["KZ"],
        }
