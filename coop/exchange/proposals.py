"""Changes to what the public has seen: proposed by an editor, decided by those who publish.

A proposal is a stored import plan of one record: the objects that would differ, each with what
stood there before, and those that would go. It is planned by the planner of imports, and applied
on the version that its author had read, or not at all.
"""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError
from django.db import models as db
from django.db.models import ProtectedError, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from coop.curation import editing, publication, recording
from coop.curation.editing import version_of
from coop.exchange import applying, planning, refusals
from coop.exchange.applying import Clash, Refused
from coop.exchange.canonical import EXCLUSIVE, column_of, key_lookups
from coop.exchange.entries import Entry, Where
from coop.exchange.shapes import SEPARATOR, Shape, shapes
from coop.models import ProposedChange
from coop.models.base import Publishable
from coop.vocabulary.desk import ProposalState

LOOKED_UP = 100
"""Natural keys in one query: engines limit how deep a condition may be."""

LISTED = 20


class Decided(Exception):
    """The proposal was applied, declined or taken back before."""

    def __init__(self, proposal: ProposedChange):
        self.proposal = proposal
        super().__init__(str(proposal))


class Overtaken(Clash):
    """The record is not as the author of the proposal had read it, or not there any more."""

    def __init__(self, proposal: ProposedChange, record: db.Model | None):
        self.records = [str(record or proposal)]
        if record is None:
            sentence = _("The record is no longer there, so nothing of this can be applied.")
        else:
            sentence = _(
                "“%(record)s” was changed after this had been proposed, so nothing of it is "
                "applied. Whoever proposed it makes it anew on the record as it stands."
            ) % {"record": record}
        Refused.__init__(self, [sentence])


# ---- What is proposed ----


def proposed(before: list[dict], after: list[dict]) -> tuple[list[dict], list[dict]]:
    """What differs between two states of one record, as ``entries_of`` gives them.

    The objects to write, in their order, and those to remove. An object that is there already
    has its key and the fields that differ only, those that were emptied at their default, and
    under ``before`` what they were. What is to be removed has ``model``, ``key`` and ``fields``.
    """
    old = {_identity(entry): entry["fields"] for entry in before}
    new = {_identity(entry): entry["fields"] for entry in after}
    entries = []
    for identity, fields in new.items():
        label = identity[0]
        if identity not in old:
            entries.append({"model": label, "fields": fields})
        elif old[identity] != fields:
            entries.append({"model": label, **_difference(shapes()[label], old[identity], fields)})
    removed = [
        {"model": label, "key": key.split(SEPARATOR), "fields": fields}
        for (label, key), fields in old.items()
        if (label, key) not in new
    ]
    return entries, removed


def _identity(entry: dict) -> tuple[str, str]:
    return entry["model"], shapes()[entry["model"]].key_of(entry["fields"])


def _difference(shape: Shape, old: dict, new: dict) -> dict[str, dict]:
    kept = {shape.parent_field, *shape.own_key, *EXCLUSIVE.get(shape.model, ())}
    known = [name for name in shape.fields if name in old or name in new]
    changed = [name for name in known if old.get(name) != new.get(name)]
    return {
        "fields": {
            name: _said(shape, new, name)
            for name in known
            if name in changed or (name in kept and name in new)
        },
        "before": {name: _said(shape, old, name) for name in changed},
    }


def _said(shape: Shape, fields: dict, name: str):
    """A value of an object, which leaves out what stands at its default."""
    if name in fields:
        return fields[name]
    return [] if name in shape.lists else column_of(shape, name).default


def propose(
    *, record, before: list[dict], after: list[dict], seen: str, reason: str, user
) -> ProposedChange | None:
    """Keep what differs as a change that waits for review; None where nothing does.

    ``seen`` is the version that the author had read. Raises ValidationError, without a reason
    for instance.
    """
    entries, removed = proposed(before, after)
    if not entries and not removed:
        return None
    proposal = ProposedChange(
        record_kind=record._meta.model_name,
        record_key=record.key,
        seen=seen,
        entries=entries,
        removed=removed,
        reason=reason.strip(),
        proposed_by=user,
    )
    proposal.full_clean(exclude=["proposed_by", "entries", "removed"])
    with recording(user=user):
        proposal.save()
    return proposal


# ---- What it would do ----


def record_of(proposal: ProposedChange) -> Any:
    """The record that it is about; None where it is no longer there."""
    model: Any = kind_of(proposal)
    return model._base_manager.filter(key=proposal.record_key).first()


def kind_of(proposal: ProposedChange) -> type[db.Model]:
    """The kind of record that it is about."""
    return apps.get_model("coop", proposal.record_kind)


def is_overtaken(proposal: ProposedChange, record: db.Model | None) -> bool:
    """Whether the record is not as the author of the proposal had read it."""
    return record is None or version_of(record) != proposal.seen


def changes_of(proposal: ProposedChange) -> list[dict]:
    """What would become of each row, old and new, as it was when it was proposed.

    In the form in which plans of imports are stored, table by table; what would be removed has
    ``is_gone``.
    """
    root = [proposal.record_kind, proposal.record_key]
    found = []
    for entry in proposal.entries:
        shape, fields = shapes()[entry["model"]], entry["fields"]
        before = entry.get("before")
        told = fields if before is None else before
        found.append(
            _change(
                shape,
                shape.key_of(fields).split(SEPARATOR),
                root,
                {name: [(before or {}).get(name), fields[name]] for name in told},
                is_new=before is None,
            )
        )
    for gone in proposal.removed:
        values = {name: [value, None] for name, value in gone["fields"].items()}
        shape = shapes()[gone["model"]]
        found.append(_change(shape, gone["key"], root, values, is_gone=True))
    return sorted(found, key=lambda change: shapes()[f"coop.{change['model']}"].place)


def _change(shape: Shape, key, root, fields, *, is_new=False, is_gone=False) -> dict:
    return {
        "model": shape.model._meta.model_name,
        "key": key,
        "root": root,
        "line": 0,
        "is_new": is_new,
        "is_gone": is_gone,
        "fields": fields,
    }


@contextmanager
def plan_of(proposal: ProposedChange) -> Iterator[planning.Plan]:
    """The plan of its entries on the registry as it stands, without what it would remove."""
    with planning.plan(_entries(proposal), without=_removed(proposal)) as plan:
        yield plan


def faults_of(proposal: ProposedChange) -> list[str]:
    """What stands in the way of applying it on the registry as it stands, a sentence each."""
    with plan_of(proposal) as plan:
        return _sentences(plan)


def _entries(proposal: ProposedChange) -> Iterator[Entry]:
    for number, entry in enumerate(proposal.entries, 1):
        yield Entry(Where(str(proposal), number), entry["model"], dict(entry["fields"]))


def _sentences(plan: planning.Plan) -> list[str]:
    return [f"{fault.thing}: {fault.sentence}" for fault in plan.faults[:LISTED]]


def _removed(proposal: ProposedChange) -> dict[type[db.Model], list[int]]:
    """The numbers of the rows that it would remove, by table, parts of parts first."""
    keys: dict[Shape, list[list[str]]] = defaultdict(list)
    for gone in proposal.removed:
        keys[shapes()[gone["model"]]].append(gone["key"])
    found: dict[type[db.Model], list[int]] = {}
    for shape in sorted(keys, key=lambda shape: -shape.place):
        lookups = key_lookups(shape)
        pks = found.setdefault(shape.model, [])
        for start in range(0, len(keys[shape]), LOOKED_UP):
            condition = Q()
            for key in keys[shape][start : start + LOOKED_UP]:
                condition |= Q(**dict(zip(lookups, key, strict=True)))
            rows = shape.model._base_manager.filter(condition).order_by()
            pks += rows.values_list("pk", flat=True)
    return found


# ---- Deciding ----


def may_decide(user, proposal: ProposedChange) -> bool:
    """Whether the user applies or declines it: those who may alter the record in place.

    Where the house asks for four eyes, not whoever proposed it.
    """
    if settings.REGISTRY_FOUR_EYES and proposal.proposed_by_id == user.pk:
        return False
    changing = f"coop.change_{proposal.record_kind}"
    return user.has_perm(changing) and editing.may_publish(user, kind_of(proposal))


def may_see(user, proposal: ProposedChange) -> bool:
    """Whether the user may look at it: its author, and who decides it."""
    return proposal.proposed_by_id == user.pk or may_decide(user, proposal)


def apply(*, proposal: ProposedChange, user, answer: str = "") -> ProposedChange:
    """Write what was proposed, in one recording with the reason of its author.

    Raises Decided, Overtaken or ``applying.Refused``, with nothing written.
    """
    if not may_decide(user, proposal):
        raise PermissionDenied
    with _refused_in_words(), recording(user=user, reason=_reason(proposal)) as opened:
        proposal = _locked(proposal)
        record = record_of(proposal)
        if record is not None:
            record = editing.lock(record)
        if record is None or is_overtaken(proposal, record):
            raise Overtaken(proposal, record)
        missing = publication.problems(record) if isinstance(record, Publishable) else []
        opened.touch(record)
        for model, pks in _removed(proposal).items():
            model._base_manager.filter(pk__in=pks).delete()
        with plan_of(proposal) as plan:
            if plan.fault_count:
                raise Refused(_sentences(plan))
            applying.apply(plan, user=user)
        publication.refuse_new_problems(editing.lock(record), missing)
        return _decide(proposal, ProposalState.APPLIED, user, answer)


def decline(*, proposal: ProposedChange, user, answer: str) -> ProposedChange:
    """Say no, and why. Raises Decided, and ValidationError without an answer."""
    if not may_decide(user, proposal):
        raise PermissionDenied
    with recording(user=user):
        return _decide(_locked(proposal), ProposalState.DECLINED, user, answer)


def take_back(*, proposal: ProposedChange, user) -> ProposedChange:
    """Close a proposal of one's own. Raises Decided."""
    if proposal.proposed_by_id != user.pk:
        raise PermissionDenied
    with recording(user=user):
        return _decide(_locked(proposal), ProposalState.TAKEN_BACK, user, "")


def _decide(proposal: ProposedChange, state: str, user, answer: str) -> ProposedChange:
    proposal.state, proposal.answer = state, answer.strip()
    proposal.decided_by, proposal.decided_at = user, timezone.now()
    proposal.full_clean(exclude=["proposed_by", "decided_by", "entries", "removed"])
    proposal.save(update_fields=["state", "answer", "decided_by", "decided_at"])
    return proposal


def _locked(proposal: ProposedChange) -> ProposedChange:
    """The row, kept from others until the transaction ends; raises Decided."""
    row = ProposedChange.objects.select_for_update().get(pk=proposal.pk)
    if row.state != ProposalState.WAITING:
        raise Decided(row)
    return row


def _reason(proposal: ProposedChange) -> str:
    """What the version of the record says: why, and who had proposed it."""
    author = proposal.proposed_by
    name = author.get_full_name() or author.get_username() if author else _("someone")
    return _("%(reason)s Proposed by %(who)s.") % {
        "reason": proposal.reason if proposal.reason.endswith(".") else f"{proposal.reason}.",
        "who": name,
    }


@contextmanager
def _refused_in_words() -> Iterator[None]:
    """Raises Refused for whatever keeps a proposal from being applied."""
    try:
        yield
    except ValidationError as error:
        raise Refused(error.messages) from error
    except ProtectedError as error:
        users = ", ".join(f"“{thing}”" for thing in list(error.protected_objects)[:5])
        raise Refused(
            [_("What it would remove is in use: %(users)s.") % {"users": users}]
        ) from error
    except (DatabaseError, *refusals.DATABASE_ERRORS) as error:
        raise Refused([refusals.in_words(error)]) from error
