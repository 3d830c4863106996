"""An index that is brought on by what a change names equals one that is read anew."""

import os

import pytest

from coop.curation import recording
from coop.models import ProvisionTopic
from tests import databases, factories
from tests.facets.changing import Lot
from tests.facets.changing_parts import CHANGES
from tests.facets.keeping import Kept
from tests.house import worlds

SCALE = float(os.environ.get("DRILL_SCALE", "0.05"))
TRIES = max(1, round(20 * SCALE))
SEQUENCES = max(3, round(60 * SCALE))
LENGTH = 12


@pytest.fixture(scope="module")
def _told(django_db_setup, django_db_blocker):
    """A database in which every kind of record refers to every other, drafts among them."""
    with django_db_blocker.unblock():
        copy = databases.Copy("told")
        with copy.entered():
            with recording():
                world = worlds.public_world()
                worlds.hide(world)
                worlds.hide(world, "withdrawn")
                other = ProvisionTopic.objects.create(code="b-group", names={"en": "B"}, order=1)
                factories.topic("film-weeks", parent=other, order=1)
                factories.topic("festivals", parent=other, order=2)
            yield
        copy.drop()


@pytest.fixture
def kept(_told, db):
    """The indexes of that database, as a process holds them."""
    return Kept()


class TestAnIndex:
    @pytest.mark.parametrize("seed", range(TRIES))
    @pytest.mark.parametrize("change", CHANGES)
    def test_is_right_after(self, kept, change, seed):
        CHANGES[change](Lot(seed))

        assert kept.follow() == {}

    @pytest.mark.parametrize("seed", range(SEQUENCES))
    def test_is_right_after_each_of_a_sequence_of_changes(self, kept, seed):
        lot = Lot(1000 + seed)

        for _step in range(LENGTH):
            name = lot.one(*CHANGES)
            CHANGES[name](lot)

            assert (name, kept.follow()) == (name, {})
