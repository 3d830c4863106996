"""Ranges of paragraphs that make no claim: sound at every door."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.serializers.base import DeserializationError
from django.db import IntegrityError, connection, transaction

from coop.models import SourceDocument
from tests import factories
from tests.house.test_constraints import as_fixture

UNSOUND = {
    "no list": ({"first": 1}, "are a list of ranges"),
    "nothing": (None, "are a list of ranges"),
    "a number": ([2], "2 is no range: it needs “first”, “last” and “reason”"),
    "half a range": ([{"first": 1}], "is no range"),
    "more than a range": (
        [{"first": 1, "last": 1, "reason": "heading", "note": "x"}],
        "is no range",
    ),
    "backwards": ([{"first": 2, "last": 1, "reason": "heading"}], "The range 2 to 1 is not"),
    "from nought": ([{"first": 0, "last": 1, "reason": "heading"}], "The range 0 to 1 is not"),
    "a truth": ([{"first": True, "last": 1, "reason": "heading"}], "is not in order"),
    "a text": ([{"first": "1", "last": "2", "reason": "heading"}], "is not in order"),
    "endless": ([{"first": 1, "last": 10**12, "reason": "heading"}], "is not in order"),
    "no reason": ([{"first": 1, "last": 2, "reason": "boring"}], "“boring” is no reason"),
    "very many": ([{"first": 1, "last": 1, "reason": "heading"}] * 2001, "At most 2000 ranges"),
}
unsound = pytest.mark.parametrize(("ranges", "reason"), UNSOUND.values(), ids=UNSOUND)


@pytest.mark.django_db
class TestRanges:
    @unsound
    def test_that_are_unsound_are_refused_in_a_query(self, ranges, reason):
        factories.source()

        with pytest.raises(ValidationError, match=reason):
            SourceDocument.objects.update(no_claim=ranges)

    @unsound
    def test_that_are_unsound_are_refused_in_a_fixture(self, ranges, reason, tmp_path):
        path = tmp_path / "source.json"
        path.write_text(as_fixture(factories.source(), {"no_claim": ranges}), encoding="utf-8")

        with pytest.raises(DeserializationError, match=reason):
            call_command("loaddata", str(path), verbosity=0)

    @pytest.mark.parametrize("stored", ['{"first": 1}', "2", json.dumps(["a" * 200_000])])
    def test_have_their_shape_and_length_kept_by_the_database(self, stored):
        source = factories.source()

        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "UPDATE coop_sourcedocument SET no_claim = %s WHERE id = %s", [stored, source.pk]
            )

    def test_are_kept_in_order(self):
        late = {"first": 7, "last": 9, "reason": "page-furniture"}
        early = {"first": 1, "last": 1, "reason": "heading"}

        source = factories.source(no_claim=[late, early])

        assert source.no_claim == [early, late]
