"""The smallest sound rows of the work on records: proposals, comments, checks, merges."""

from itertools import count

from django.contrib.auth.models import User
from django.utils import timezone

from coop.models import (
    AddressCheck,
    Assignment,
    Comment,
    Dismissal,
    Distinction,
    Merge,
    ProposedChange,
)
from tests import factories
from tests.factories import in_one_recording

_number = count(1)


def staff_account(**fields):
    """An account of the staff side without any permission."""
    name = f"staff-{next(_number)}"
    return User.objects.create_user(**{"username": name, "is_staff": True, **fields})


def _about(fields, model="agreement"):
    record = fields.pop("record", None)
    if record is not None:
        model, key = record._meta.model_name, record.key
    else:
        key = f"record-{next(_number)}"
    return {"record_kind": model, "record_key": key, **fields}


@in_one_recording
def proposed_change(**fields):
    """A proposal that waits, about ``record=`` or a record that is not there."""
    return ProposedChange.objects.create(**_about({"seen": "1", "reason": "A misprint.", **fields}))


@in_one_recording
def comment(**fields):
    """An open comment about ``record=`` or a record that is not there."""
    return Comment.objects.create(**_about({"text": "Look at the date again.", **fields}))


@in_one_recording
def assignment(**fields):
    """An open assignment of ``record=``, or of a record that is not there."""
    return Assignment.objects.create(
        **_about({"assignee": fields.pop("assignee", None) or staff_account(), **fields})
    )


@in_one_recording
def dismissal(**fields):
    """A suggestion that was set aside."""
    return Dismissal.objects.create(
        **{
            "source": fields.pop("source", None) or factories.source(),
            "paragraph": 1,
            "words": f"Film {next(_number)}",
            "kind": "party",
            "meant": "film-centre",
            **fields,
        }
    )


@in_one_recording
def address_check(**fields):
    """An address that answered."""
    return AddressCheck.objects.create(
        **{
            "source": fields.pop("source", None) or factories.source(),
            "address": "https://example.org/report",
            "checked_at": timezone.now(),
            "outcome": "answers",
            **fields,
        }
    )


@in_one_recording
def merge(**fields):
    """A merge that stands, of two parties that are not there."""
    number = next(_number)
    return Merge.objects.create(
        **{
            "kind": "party",
            "kept_key": f"kept-{number}",
            "merged_key": f"merged-{number}",
            "reason": "The same body.",
            **fields,
        }
    )


@in_one_recording
def distinction(**fields):
    """Two parties that are not the same."""
    number = next(_number)
    return Distinction.objects.create(
        **{"kind": "party", "first_key": f"a-{number}", "second_key": f"b-{number}", **fields}
    )
