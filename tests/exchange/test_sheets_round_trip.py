"""A sheet of the shipped registry, read again, changes nothing."""

import io

import pytest

from coop.exchange.planning import plan
from coop.exchange.sheets import KINDS, read
from tests.exchange.sheet_files import MODELS, table, written

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registry_fixtures")]


class TestTheShippedRegistry:
    @pytest.mark.parametrize("form", ["csv", "tsv", "xlsx"])
    @pytest.mark.parametrize("kind", KINDS)
    def test_is_the_same_when_a_sheet_of_it_is_read(self, kind, form):
        content = io.BytesIO(written(kind, form))

        with plan(read(kind, f"{kind}.{form}", content)) as found:
            assert [str(fault) for fault in found.faults] == []
            assert found.is_empty

    @pytest.mark.parametrize("kind", KINDS)
    def test_has_a_row_for_every_record(self, kind):
        assert len(list(table(written(kind)).rows)) == MODELS[kind].objects.count()

    @pytest.mark.parametrize("kind", KINDS)
    def test_is_written_with_few_queries(self, kind, django_assert_max_num_queries):
        with django_assert_max_num_queries(16):
            written(kind)
