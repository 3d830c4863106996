"""A deleted record comes back whole, as a draft, under its key and its address."""

import pytest
from reversion.models import Version

from coop.curation import editing, restoring
from coop.curation.history import compare
from coop.models import Agreement, Party, Rule
from tests import factories, working
from tests.staff.conftest import staff_user
from tests.staff.test_history_restoring import changed, newest, restored

pytestmark = pytest.mark.django_db


class TestADeletedRecord:
    def test_comes_back_whole_as_a_draft_under_its_key_and_address(self):
        agreement = factories.agreement(draft=True, title="Lost and found")
        rule = factories.rule(provision=factories.provision(agreement=agreement))
        agreement.refresh_from_db()
        kept = agreement.pk, agreement.key, agreement.slug
        editing.delete(record=agreement)

        (version,) = restoring.deleted(Agreement)
        record = restored(version)

        assert (record.pk, record.key, record.slug) == kept
        assert (record.state, record.version) == ("draft", agreement.version + 1)
        assert Rule.objects.get().key == rule.key
        assert compare(record, version) == []

    def test_is_listed_with_who_deleted_it_and_when(self):
        user = staff_user("tidy")
        party = factories.party(names="Gone")
        editing.delete(record=party, user=user)

        (version,) = restoring.deleted(Party)

        assert (version.object_repr, version.revision.user) == ("Gone", user)
        assert version.revision.comment == "Deleted."

    def test_of_an_earlier_version_has_a_number_above_its_last(self):
        party = factories.party(names="First")
        earliest = newest(party)
        for name in ("Second", "Third"):
            changed(party, names={"en": name})
        party.refresh_from_db()
        editing.delete(record=party)

        record = restored(earliest)

        assert (str(record), record.version) == ("First", party.version + 1)

    def test_does_not_come_back_beside_one_that_has_its_key(self):
        party = factories.party(key="the-key")
        editing.delete(record=party)
        (version,) = restoring.deleted(Party)
        factories.party(key="the-key")

        assert "the-key" in restoring.plan(version).obstacles[0]

    def test_that_was_merged_comes_back_by_undoing_the_merge(self):
        kept, party = factories.party(names="Kept"), factories.party()
        editing.delete(record=party)
        working.merge(kept_key=kept.key, merged_key=party.key)

        planned = restoring.plan(newest_of(Party, party.key))

        assert planned.obstacles == ["It was merged into “Kept”: undo the merge."]

    def test_gets_another_address_where_its_own_is_taken(self):
        party = factories.party(names="One name")
        editing.delete(record=party)
        (version,) = restoring.deleted(Party)
        factories.party(names="One name")

        assert restored(version).slug == "one-name-2"


def newest_of(model, key):
    versions = Version.objects.get_for_model(model).order_by("-pk")
    return next(one for one in versions if f'"{key}"' in one.serialized_data)
