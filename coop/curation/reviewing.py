"""Work that colleagues share: what they say of a record, and who is asked to see to it."""

import json

from django.core.exceptions import ValidationError
from django.utils import timezone
from reversion.models import Version

from coop.curation.editing import lock
from coop.curation.recording import recording
from coop.models import Assignment, Comment
from coop.vocabulary.records import State


def comment(*, record, text: str, user=None) -> Comment:
    """Say a word about a record to the colleagues."""
    with recording(user=user):
        return _kept(Comment, record, text=text.strip(), written_by=user)


def settle(*, comment: Comment, user=None):
    """Mark what a comment asks for as done; the comment is kept."""
    with recording(user=user):
        comment = Comment.objects.select_for_update().get(pk=comment.pk)
        if comment.settled_at is None:
            comment.settled_by, comment.settled_at = user, timezone.now()
            comment.save(update_fields=["settled_by", "settled_at"])
    return comment


def assign(*, record, to, note: str = "", user=None) -> Assignment:
    """Ask a colleague to work on a record; whoever was asked before is asked no more."""
    with recording(user=user):
        record = lock(record)
        asked = Assignment.objects.about(record).filter(done_at__isnull=True)
        asked.update(done_at=timezone.now())
        return _kept(Assignment, record, assignee=to, note=note.strip(), assigned_by=user)


def finish(*, assignment: Assignment, user=None):
    """Say that what was asked for is done."""
    with recording(user=user):
        Assignment.objects.filter(pk=assignment.pk, done_at__isnull=True).update(
            done_at=timezone.now()
        )


def hands(record) -> set[int]:
    """The ids of those who made, changed or submitted a record since it was last public.

    It is read from the versions of the record. Handing it back, or taking it from the
    public, changes nothing in it; what was loaded without an account is nobody's work.
    """
    found: set[int] = set()
    before = None
    versions = Version.objects.get_for_object(record).order_by("pk")
    for user, data in versions.values_list("revision__user", "serialized_data"):
        state = json.loads(data)[0]["fields"]["state"]
        if state == State.PUBLISHED:
            found.clear()
        elif user is not None and (before in (None, state) or state == State.IN_REVIEW):
            found.add(user)
        before = state
    return found


def _kept(model, record, **fields):
    """A new row about the record; what its model does not take is refused in words."""
    row = model(record_kind=record._meta.model_name, record_key=record.key, **fields)
    try:
        row.full_clean()
    except ValidationError as error:
        raise ValidationError(error.messages) from error
    row.save()
    return row
