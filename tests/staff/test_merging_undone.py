"""A merge that is undone: what comes back, what stays, and when it is refused."""

import pytest
from django.core.exceptions import ValidationError

from coop.curation import merging, recording
from coop.models import Merge, Party
from tests import factories as make
from tests.staff.merging import merged

pytestmark = pytest.mark.django_db


class TestUndoing:
    def test_leaves_what_was_changed_since_and_names_it(self):
        kept, gone = make.party(names="Kept"), make.party(names="Gone")
        other = make.party()
        agreement = make.agreement(title="The treaty", parties=[gone])
        merge = merged(kept, gone)
        with recording() as opened:
            opened.touch(agreement)
            agreement.participations.update(party=other)

        undone = merging.undo(merge=merge)

        assert agreement.participations.get().party == other
        assert undone.left == (
            "“The treaty” was changed since and stays as it is: Party.",
        )  # fmt: skip

    def test_names_what_was_deleted_since(self):
        kept, gone = make.party(), make.party()
        agreement = make.agreement(draft=True, parties=[gone])
        merge = merged(kept, gone)
        with recording() as opened:
            opened.touch(agreement)
            agreement.participations.get().delete()

        undone = merging.undo(merge=merge)

        assert "Participation: what had moved has been deleted since." in undone.left

    def test_follows_what_was_merged_since(self):
        land = make.party(names="Ministry")
        other = make.party(names="The ministry")
        kept, gone = make.party(), make.party(parent=land)
        merge = merged(kept, gone)
        land.refresh_from_db()
        merged(other, land)

        undone = merging.undo(merge=merge)

        assert undone.record.parent == other

    def test_waits_for_the_merge_that_came_after(self):
        first, second, third = make.party(), make.party(), make.party()
        merge = merged(second, first)
        second.refresh_from_db()
        later = merged(third, second)

        with pytest.raises(ValidationError, match="undo that first"):
            merging.undo(merge=merge)
        merging.undo(merge=later)
        merging.undo(merge=merge)

        assert Party.objects.filter(key__in=[first.key, second.key, third.key]).count() == 3

    def test_happens_once(self):
        merge = merged(make.party(), make.party())
        merging.undo(merge=merge)

        with pytest.raises(ValidationError, match="already"):
            merging.undo(merge=merge)

    def test_is_refused_where_the_key_was_given_again(self):
        kept, gone = make.party(), make.party()
        merge = merged(kept, gone)
        make.party(key=gone.key)

        with pytest.raises(ValidationError, match="another record with the key"):
            merging.undo(merge=merge)

    def test_is_refused_where_the_kept_one_is_gone(self):
        kept, gone = make.party(), make.party()
        merge = merged(kept, gone)
        with recording() as opened:
            opened.touch(kept)
            kept.delete()

        with pytest.raises(ValidationError, match="is gone"):
            merging.undo(merge=merge)

    def test_lets_the_two_be_merged_again(self):
        kept, gone = make.party(), make.party()
        merging.undo(merge=merged(kept, gone))
        kept.refresh_from_db()

        merged(kept, Party.objects.get(pk=gone.pk))

        assert Merge.objects.standing().get().kept_key == kept.key
