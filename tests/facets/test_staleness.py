"""Facets that are not those of the registry are told by `/readyz` and `check_registry`."""

import pytest

from coop import facets
from coop.curation import generations, recording
from coop.curation.upkeep import reindex
from coop.integrity import checks, readiness
from coop.models import Agreement, Generation, Party, StoredIndex
from tests import factories
from tests.house import worlds

pytestmark = pytest.mark.django_db

NEVER_RAISED = "Lists read everything for each request: run reindex."
NOT_STORED = "A process that begins has to read every facet: run reindex."


def of_facets() -> list[str]:
    return [
        problem.sentence
        for problem in checks.problems()
        if problem.sentence.startswith("The facets")
    ]


@pytest.fixture(autouse=True)
def _cold():
    facets.forget()
    yield
    facets.forget()


class TestFacets:
    def test_that_follow_the_registry_are_no_problem(self):
        worlds.public_world()

        assert readiness.problems() == []
        assert of_facets() == []

    def test_of_records_that_nobody_recorded_are_stale(self):
        factories.agreement()
        Generation.objects.all().delete()

        assert readiness.problems() == [NEVER_RAISED]

    def test_of_a_large_registry_are_stored(self, monkeypatch):
        monkeypatch.setattr(readiness, "LARGE", 1)
        factories.relation()
        before = readiness.problems()

        reindex()

        assert before == [NOT_STORED]
        assert readiness.problems() == []

    def test_are_stored_after_a_change_of_very_many(self, monkeypatch):
        monkeypatch.setattr(generations, "STORED_AFTER", 3)
        one, *others = [factories.party() for _each in range(5)]
        StoredIndex.objects.all().delete()
        with recording() as opened:
            opened.touch(one)
        few = StoredIndex.objects.exists()

        with recording() as opened:
            opened.touch(*others)

        assert (few, StoredIndex.objects.exists()) == (False, True)

    def test_of_what_was_written_past_recording_are_told(self):
        agreement = factories.agreement()
        facets.index(Agreement)
        facets.index(Party)

        Agreement.objects.filter(pk=agreement.pk).update(kind="protocol")
        Party.objects.filter(pk=agreement.participations.first().party_id).update(sort_key="zz")

        assert of_facets() == [
            "The facets of agreements are not those of the registry: run reindex.",
            "The facets of parties are not those of the registry: run reindex.",
        ]

    def test_are_right_again_after_reindex(self):
        agreement = factories.agreement()
        facets.index(Agreement)
        Agreement.objects.filter(pk=agreement.pk).update(kind="protocol")

        reindex()

        assert of_facets() == []
