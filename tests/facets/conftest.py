"""A registry to ask: the shipped fixtures, and a made-up one of which a third are drafts."""

import os

import pytest

from coop.exchange.synthetic import files
from tests import databases
from tests.exchange.registries import import_files
from tests.facets.oracle_records import ORACLES

SCALE = float(os.environ.get("DRILL_SCALE", "0.06"))
AGREEMENTS = max(60, round(200 * SCALE))


@pytest.fixture(scope="module")
def _registry(_loaded_registry, django_db_blocker, tmp_path_factory):
    """Makes a database of both."""
    file = tmp_path_factory.mktemp("facets") / "made-up.jsonl"
    files.write(file, AGREEMENTS, seed=7, published=0.7)
    with django_db_blocker.unblock(), _loaded_registry.entered():
        copy = databases.Copy("combined")
        with copy.entered():
            import_files(file)
            yield
        copy.drop()


@pytest.fixture(scope="module")
def _oracles(_registry):
    return {}


@pytest.fixture
def oracles(_oracles, db):
    """What each list must answer; made when it is first asked."""

    def oracle(name):
        if name not in _oracles:
            _oracles[name] = ORACLES[name]()
        return _oracles[name]

    return oracle
