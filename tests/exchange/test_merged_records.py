"""Files from before two records were merged."""

import pytest

from coop.curation import merging
from tests import factories as make
from tests.exchange.objects import agreement, faults, participation, party

pytestmark = pytest.mark.django_db


@pytest.fixture
def merge():
    kept, gone = make.party(key="kept-body"), make.party(key="gone-body")
    seen = merging.plan(kept, gone).seen
    return merging.merge(kept=kept, merged=gone, reason="One body.", seen=seen)


SENTENCE = "The party “gone-body” was merged into “kept-body”: write that key."


class TestAFileThatNamesAMergedRecord:
    def test_is_told_the_key_of_the_one_that_was_kept(self, merge):
        (fault,) = faults(agreement(), participation(party="gone-body"))

        assert fault.endswith(f"party: {SENTENCE}")

    def test_does_not_make_it_anew(self, merge):
        (fault,) = faults(party("gone-body"))

        assert fault.endswith(f"key: {SENTENCE}")

    def test_makes_it_when_the_merge_was_undone(self, merge):
        merging.undo(merge=merge)

        assert faults(party("gone-body"), agreement(), participation(party="gone-body")) == []
