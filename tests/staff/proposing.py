"""Proposals as tests make them: what an editor's save of a published record leaves behind."""

from contextlib import contextmanager

from django.db import transaction

from coop.curation import recording
from coop.exchange import proposals
from coop.exchange.records import entries_of


class Undone(Exception):
    """Takes back what was written to see what it would be."""


@contextmanager
def written_and_undone(record, states):
    """What is done in here to the record is noted in ``states``, before and after, and undone."""
    states.append(entries_of(record))
    try:
        with transaction.atomic(), recording(reason="To be undone.") as opened:
            opened.touch(record)
            yield
            states.append(entries_of(record))
            raise Undone
    except Undone:
        return


def proposal_of(record, change, *, user, reason="Read again."):
    """The proposal to do with a record what ``change()`` does."""
    states = []
    with written_and_undone(record, states):
        change()
    return kept_proposal(record, states, user=user, reason=reason)


def kept_proposal(record, states, *, user, reason="Read again."):
    """The proposal that two states of a record make."""
    record.refresh_from_db()
    before, after = states
    return proposals.propose(
        record=record,
        before=before,
        after=after,
        seen=str(record.version),
        reason=reason,
        user=user,
    )
