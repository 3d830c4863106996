"""The plan of a merge: what moves, what the kept record gains, what stands in the way."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from django.db import models as db
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from coop.curation.editing import version_of
from coop.curation.merging.moving import Collision, Moves
from coop.curation.merging.relations import named_by_key
from coop.curation.merging.steps import Do, Step
from coop.curation.merging.values import Addition, Difference, Values
from coop.integrity.coherence import TREES
from coop.models import (
    CoProduction,
    Distinction,
    Event,
    Party,
    Person,
    Place,
    ProposedChange,
    Subject,
)
from coop.models.base import Part, Publishable
from coop.vocabulary.desk import ProposalState
from coop.vocabulary.records import State

MERGEABLE: tuple[type[db.Model], ...] = (Party, Person, Event, Place, CoProduction, Subject)
"""Kinds of which two records can be one thing.

Countries and topics are closed vocabularies. Two agreements, or two sources, that say the
same are two texts, and stand side by side: one is related to the other, or replaces it.
"""

NAMED = 10
"""Records that a plan names of those in which something moves."""


@dataclass(frozen=True)
class Moved:
    """Rows of one table that come to point to the kept record, by what they say of it."""

    label: str
    count: int
    records: tuple[str, ...]
    """Some of the records that they are parts of."""


@dataclass
class MergePlan:
    """What a merge would do. Nothing can be merged while there are ``refusals``."""

    kept: db.Model
    merged: db.Model
    seen: str = ""
    """What the plan was made on, in short: of other records, or other steps, it is another."""
    moves: list[Moved] = field(default_factory=list)
    additions: list[Addition] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    collisions: list[Collision] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)

    @property
    def is_possible(self) -> bool:
        return not self.refusals


def plan(kept, merged, choices: Mapping[str, str] | None = None) -> MergePlan:
    """Look at two records of a kind, and say what it takes to let one go up in the other.

    ``choices`` say for differences, by their code, whose value the kept record shall have.
    Reads only.
    """
    found = MergePlan(kept, merged)
    if refusal := _no_pair(kept, merged):
        found.refusals.append(refusal)
        return found
    moved = Moves(kept, merged)
    values = Values(kept, merged, choices or {})
    by_key = named_by_key(kept, merged)
    found.steps = [*moved.steps, *by_key, *values.steps]
    found.moves = _in_short([*moved.steps, *by_key])
    found.additions, found.differences = values.additions, values.differences
    found.collisions = moved.collisions
    found.refusals = [*_nonsense(kept, merged), *moved.refusals, *values.refusals]
    found.warnings = _warnings(kept, merged)
    found.seen = _digest(kept, merged, [*moved.steps, *by_key])
    return found


def _no_pair(kept, merged) -> str:
    if type(kept) not in MERGEABLE:
        return _("Records of this kind are not merged: %(kind)s.") % {
            "kind": kept._meta.verbose_name
        }
    if type(kept) is not type(merged):
        words = {"one": kept._meta.verbose_name, "other": merged._meta.verbose_name}
        return _("They are not of one kind: one is a %(one)s, the other a %(other)s.") % words
    if kept.pk == merged.pk:
        return _("This is one and the same record.")
    return ""


def _nonsense(kept, merged) -> list[str]:
    """Why the two cannot be one thing, or must not be merged as they stand."""
    found = []
    if isinstance(kept, Party):
        found += _states(kept, merged)
    if isinstance(kept, Subject):
        found += _subjects(kept, merged)
    if isinstance(kept, Publishable):
        found += _publication(kept, merged)
    found += _trees(kept, merged)
    waiting = ProposedChange.objects.about(merged).filter(state=ProposalState.WAITING)
    if waiting.exists():
        sentence = _("A proposed change of “%(record)s” waits: apply it or decline it first.")
        found.append(sentence % {"record": merged})
    return found


def _states(kept: Party, merged: Party) -> list[str]:
    if kept.is_state and merged.is_state:
        words = {"one": kept.country, "other": merged.country}
        return [_("They are two states: %(one)s and %(other)s.") % words]
    if kept.is_state or merged.is_state:
        return [_("One of them is a state, the other is a body of another sort.")]
    return []


def _subjects(kept: Subject, merged: Subject) -> list[str]:
    for one, other in ((kept, merged), (merged, kept)):
        if one.place_id and other.person_id:
            words = {"place": one.place, "person": other.person}
            return [_("One is the place %(place)s, the other the person %(person)s.") % words]
    return []


PUBLICITY = {State.WITHDRAWN: 1, State.PUBLISHED: 2}


def _publication(kept, merged) -> list[str]:
    """A published address must not lead to what the public cannot see."""
    if PUBLICITY.get(merged.state, 0) <= PUBLICITY.get(kept.state, 0):
        return []
    words = {
        "merged": merged,
        "state": merged.get_state_display(),
        "kept": kept,
        "other": kept.get_state_display(),
    }
    return [
        _(
            "“%(merged)s” is %(state)s and its address must go on leading somewhere, but “%(kept)s”"
            " is %(other)s: keep the other one, or publish this one first."
        )
        % words
    ]


def _trees(kept, merged) -> list[str]:
    for model, name, _constraint in TREES:
        if model is not type(kept):
            continue
        parents = dict(model._base_manager.exclude(**{name: None}).values_list("pk", f"{name}_id"))
        for one, other in ((kept, merged), (merged, kept)):
            if other.pk in _above(one.pk, parents):
                sentence = _("“%(one)s” is part of “%(other)s”: it would be part of itself.")
                return [sentence % {"one": one, "other": other}]
    return []


def _above(pk: int, parents: dict[int, int]) -> set[int]:
    seen: set[int] = set()
    step = parents.get(pk)
    while step is not None and step not in seen:
        seen.add(step)
        step = parents.get(step)
    return seen


def _warnings(kept, merged) -> list[str]:
    first, second = sorted((kept.key, merged.key))
    said = Distinction.objects.filter(
        kind=kept._meta.model_name, first_key=first, second_key=second
    ).first()
    if said is None:
        return []
    if said.said_by is None:
        return [_("Somebody has said that these two are not the same.")]
    words = {"who": said.said_by.get_full_name() or said.said_by.get_username()}
    return [_("%(who)s has said that these two are not the same.") % words]


def _in_short(steps: list[Step]) -> list[Moved]:
    """The rows that move, by their table and by the field in which they name the record."""
    found: dict[str, dict[tuple, str]] = defaultdict(dict)
    for step in steps:
        if step.row is None or step.do == Do.DELETE or step.field in ("key", "done_at"):
            continue
        label = capfirst(str(step.model._meta.verbose_name_plural))
        by: Any = step.model._meta.get_field(step.field)
        if by.is_relation:
            label = f"{label}: {by.verbose_name}"
        record = step.row.root if isinstance(step.row, Part) else step.row
        found[label][step.model, step.pk] = str(record)
    return [
        Moved(label, len(rows), tuple(dict.fromkeys(rows.values()))[:NAMED])
        for label, rows in sorted(found.items())
    ]


def _digest(kept, merged, steps: list[Step]) -> str:
    read = [
        [step.do.value, step.model._meta.model_name, step.pk, step.field, step.was]
        for step in steps
    ]
    versions = [version_of(kept), version_of(merged)]
    return sha256(json.dumps([versions, kept.pk, merged.pk, read]).encode()).hexdigest()[:16]
