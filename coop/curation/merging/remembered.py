"""What a merge remembers of the record that went, and who may bring it back."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.apps import apps

from coop.curation.editing import may_publish
from coop.curation.merging.writing import may_merge
from coop.models import Merge
from coop.models.base import Record
from coop.names.text import MultilingualText
from coop.vocabulary.records import State


def model_of(merge: Merge) -> Any:
    """The kind of the two records."""
    return apps.get_model("coop", merge.kind)


def names_of(merge: Merge) -> MultilingualText:
    """The names of the record that went."""
    return MultilingualText(_fields(merge).get(model_of(merge).names_field, {}))


def _fields(merge: Merge) -> dict[str, Any]:
    """What the record that went had, as files write it; empty where nothing is remembered."""
    return merge.merged[0]["fields"] if merge.merged else {}


def kept_by(merges: Iterable[Merge]) -> dict[int, Record]:
    """The records that were kept, by the ids of the merges; none where one is gone."""
    wanted = defaultdict(list)
    found: dict[int, Record] = {}
    for merge in merges:
        wanted[merge.kind].append(merge)
    for some in wanted.values():
        records = model_of(some[0])._base_manager.filter(key__in=[one.kept_key for one in some])
        known = {record.key: record for record in records}
        found |= {merge.pk: known[merge.kept_key] for merge in some if merge.kept_key in known}
    return found


def may_undo(user, merge: Merge, kept: Record) -> bool:
    """Whether the user may bring the record back: who may merge may take it back.

    A record that the public saw becomes one that it sees again.
    """
    if merge.undone_at is not None or not may_merge(user, kept):
        return False
    fields = _fields(merge)
    was_seen = fields.get("is_public") or fields.get("state") in (State.PUBLISHED, State.WITHDRAWN)
    return not was_seen or may_publish(user, type(kept))
