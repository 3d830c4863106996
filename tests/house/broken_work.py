"""More records that break constraints: the work on records."""

from django.utils import timezone

from tests import factories, working
from tests.house.broken_parts import CASES
from tests.house.broken_records import breaks, collides

__all__ = ["CASES"]

UNKNOWN = "no-such-code"

breaks(
    "sourcedocument_received_as_is_of_its_list", factories.source, unknown={"received_as": UNKNOWN}
)
breaks(
    "proposedchange_state_is_of_its_list",
    working.proposed_change,
    unknown={"state": UNKNOWN, "decided_at": timezone.now()},
)
breaks(
    "decided_proposal_says_when",
    working.proposed_change,
    never={"state": "applied"},
    too_early={"decided_at": timezone.now()},
)
breaks("proposed_change_says_why", working.proposed_change, silent={"reason": ""})
breaks(
    "declined_proposal_has_an_answer",
    working.proposed_change,
    silent={"state": "declined", "decided_at": timezone.now()},
)
breaks("comment_says_something", working.comment, silent={"text": ""})
breaks("dismissal_kind_is_of_its_list", working.dismissal, unknown={"kind": UNKNOWN})
breaks("addresscheck_outcome_is_of_its_list", working.address_check, unknown={"outcome": UNKNOWN})


def _same(make, *names):
    """Two rows, and the values of the first for these fields of the second."""

    def made():
        first, second = make(), make()
        return second, {name: getattr(first, name) for name in names}

    return made


collides(
    "record_is_assigned_to_one_at_a_time",
    _same(working.assignment, "record_kind", "record_key"),
)
collides(
    "suggestion_is_set_aside_once",
    _same(working.dismissal, "source", "paragraph", "words", "kind", "meant"),
)
collides("record_is_merged_once", _same(working.merge, "merged_key"))
collides("distinction_is_made_once", _same(working.distinction, "kind", "first_key", "second_key"))


def _with_itself():
    merge = working.merge()
    return merge, {"merged_key": merge.kept_key}


def _replaced_by_itself():
    citation = factories.citation(factories.person())
    return citation, {"replaced_by": citation}


def _out_of_order():
    pair = working.distinction()
    return pair, {"first_key": pair.second_key, "second_key": pair.first_key}


collides("merge_is_of_two_records", _with_itself)
collides("citation_is_not_replaced_by_itself", _replaced_by_itself)
collides("distinction_has_its_keys_in_order", _out_of_order)
