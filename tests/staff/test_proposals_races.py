"""Two reviewers at one proposal, on connections of their own: it is applied once."""

import pytest
from reversion.models import Version

from coop.models import Agreement, ProposedChange
from tests import factories as make
from tests.staff.conftest import logged_in
from tests.staff.proposing import proposal_of
from tests.staff.test_import_races import at_once
from tests.staff.test_proposals_pages import note_of, page_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def agreement(transactional_db):
    return make.agreement(title="Memorandum", note="Old.", parties=[make.state("KZ")])


def pressing(user, proposal, button):
    client = logged_in(user)
    data = {f"_{button}": "1", "seen": proposal.seen, "answer": "An answer."}
    return lambda: client.post(page_of(proposal), data, follow=True).content.decode()


class TestTwoReviewersAtOnce:
    def test_apply_it_once_and_both_are_answered_in_words(self, agreement, editor, reviewer):
        proposal = proposal_of(agreement, note_of(agreement, "New."), user=editor)
        before = Version.objects.get_for_object(agreement).count()

        pages = at_once(*(pressing(reviewer, proposal, "apply") for _time in range(2)))

        assert sorted("Applied: the record is" in page for page in pages) == [False, True]
        assert sorted("was applied already" in page for page in pages) == [False, True]
        assert Version.objects.get_for_object(agreement).count() == before + 1

    def test_apply_it_or_decline_it_and_not_both(self, agreement, editor, reviewer):
        proposal = proposal_of(agreement, note_of(agreement, "New."), user=editor)

        at_once(*(pressing(reviewer, proposal, button) for button in ("apply", "decline")))

        state = ProposedChange.objects.get().state
        assert Agreement.objects.get().note == {"applied": "New.", "declined": "Old."}[state]

    def test_apply_one_of_two_on_the_same_version(self, agreement, editor, reviewer):
        both = [
            proposal_of(agreement, note_of(agreement, note), user=editor) for note in ("A.", "B.")
        ]

        at_once(*(pressing(reviewer, proposal, "apply") for proposal in both))

        states = dict(ProposedChange.objects.order_by("pk").values_list("pk", "state"))
        assert sorted(states.values()) == ["applied", "waiting"]
        applied = both[0] if states[both[0].pk] == "applied" else both[1]
        assert Agreement.objects.get().note == applied.entries[0]["fields"]["note"]
