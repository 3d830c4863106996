"""What a merge moves: every row that points to the record that goes, and what hangs on it."""

import json
from dataclasses import dataclass
from typing import Any

from django.db import models as db
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from coop.curation.merging.relations import SAME_BY, relations_to
from coop.curation.merging.steps import Do, Step, as_object, plain, put, value_of
from coop.integrity import conditions
from coop.models import Citation
from coop.models.base import Part
from coop.models.keys import KEY_LENGTH

NOT_FILLED = {"key", "order", "is_preferred", "preference_reason"}
"""Fields of a part that are its own, and are not filled in from another that says the same."""


@dataclass(frozen=True)
class Collision:
    """Two parts that say the same thing of the same record, and so become one."""

    sentence: str
    differences: tuple[str, ...] = ()
    """What stands in both, and differs: that of the part that is kept stays."""


class Moves:
    """Steps after which nothing points to ``merged``; reads only, and writes nothing.

    What is found nonsensical on the way is in ``refusals``, a sentence each.
    """

    def __init__(self, kept, merged):
        self.steps: list[Step] = []
        self.collisions: list[Collision] = []
        self.refusals: list[str] = []
        self._same: dict[tuple[type[db.Model], int], int] = {}
        self._gone: set[tuple[type[db.Model], int]] = set()
        self._rows: dict[tuple[type[db.Model], int], Any] = {}
        self._unite(merged, kept)

    def _unite(self, gone, stays):
        """Let everything that points to one row point to the other."""
        self._same[type(gone), gone.pk] = stays.pk
        for field in relations_to(type(gone)):
            rows = self._pointing(field, gone)
            if field.many_to_many:
                self._move_in_lists(field, rows, gone, stays)
            elif rows:
                self._move(field, rows, self._pointing(field, stays), gone, stays)

    def _pointing(self, field, thing) -> list:
        """The rows that point to a thing by a field, but for those that have gone."""
        found = field.model._base_manager.filter(**{field.name: thing.pk}).order_by("pk")
        rows = [self._rows.setdefault((type(row), row.pk), row) for row in found]
        return [row for row in rows if (type(row), row.pk) not in self._gone]

    # ---- Lists ----

    def _move_in_lists(self, field, rows, gone, stays):
        there = {row.pk for row in self._pointing(field, stays)}
        for row in rows:
            new = [] if row.pk in there else [stays.pk]
            self.steps.append(
                Step(Do.LIST, field.model, row.pk, field.name, was=[gone.pk], now=new, row=row)
            )

    # ---- Rows ----

    def _move(self, field, rows, there, gone, stays):
        rules = _rules(field)
        known = [{self._values(row, rule): row for row in there} for rule in rules]
        keys = {row.key for row in there} if _has_keys_within(field) else set()
        for row in rows:
            twin = next(
                (
                    found[values]
                    for rule, found in zip(rules, known, strict=True)
                    if (values := self._values(row, rule)) in found
                ),
                None,
            )
            if twin is not None and isinstance(row, Part):
                self._fold(row, twin, field)
                continue
            if _has_keys_within(field):
                if row.key in keys:
                    self._set(row, "key", _free_key(row.key, keys))
                keys.add(row.key)
            self._set(row, field.name, stays.pk)
            self._refuse_nonsense(row, field)

    def _values(self, row, rule: tuple[str, ...]) -> tuple:
        return tuple(self._comparable(row, name) for name in rule)

    def _comparable(self, row, name: str):
        """A value as it will be: what has gone up in another is that other."""
        field = row._meta.get_field(name)
        value = getattr(row, field.attname)
        if field.is_relation:
            return self._same.get((field.related_model, value), value)
        return json.dumps(plain(value), sort_keys=True)

    def _set(self, row, name: str, now, item: str = ""):
        was = value_of(row, name, item)
        self.steps.append(Step(Do.SET, type(row), row.pk, name, item, was=was, now=now, row=row))
        put(row, name, item, now)

    def _refuse_nonsense(self, row, field):
        for constraint in _checks_on(type(row), field.name):
            if not conditions.holds(constraint, row):
                message = constraint.get_violation_error_message()
                self.refusals.append(f"“{_record_of(row)}”: {message}")

    # ---- Two parts that say the same ----

    def _fold(self, row, twin, field):
        """Let a part go up in another that says the same, with its evidence and its own parts."""
        differences = self._fill(row, twin, field)
        if not isinstance(row, Citation):
            # The same paragraph cited twice for the same thing is no news.
            self.collisions.append(Collision(_both_are_there(row), differences))
        self._unite(row, twin)
        for listed in row._meta.many_to_many:
            self._join_lists(listed, row, twin)
        stored = type(row)._base_manager.get(pk=row.pk)
        self.steps.append(Step(Do.DELETE, type(row), row.pk, thing=as_object(stored), row=row))
        self._gone.add((type(row), row.pk))

    def _fill(self, row, twin, moved) -> tuple[str, ...]:
        """Fill in what the part that is kept lacks; return in words what differs."""
        differences = []
        for field in own_fields(type(row)):
            if field is moved or field.name in NOT_FILLED:
                continue
            if self._comparable(row, field.name) == self._comparable(twin, field.name):
                continue
            new = value_of(row, field.name)
            if is_unstated(field, new):
                continue
            old = value_of(twin, field.name)
            if is_unstated(field, old) and self._may_have(twin, field, new):
                self._set(twin, field.name, new)
            else:
                label = capfirst(field.verbose_name)
                differences.append(f"{label}: {in_words(twin, field)} ≠ {in_words(row, field)}")
        return tuple(differences)

    @staticmethod
    def _may_have(row, field, value) -> bool:
        old = value_of(row, field.name)
        put(row, field.name, "", value)
        is_sound = all(conditions.holds(rule, row) for rule in _checks_on(type(row), field.name))
        put(row, field.name, "", old)
        return is_sound

    def _join_lists(self, field, row, twin):
        there = set(getattr(twin, field.name).values_list("pk", flat=True))
        also = getattr(row, field.name).exclude(pk__in=there).order_by("pk")
        new = list(also.values_list("pk", flat=True))
        if new:
            self.steps.append(
                Step(Do.LIST, type(twin), twin.pk, field.name, was=[], now=new, row=twin)
            )


def own_fields(model) -> list[Any]:
    """The fields in which a row says something itself."""
    return [
        field
        for field in model._meta.concrete_fields
        if field.editable and not field.primary_key and field.name != "key"
    ]


def is_unstated(field, value) -> bool:
    """Whether a plain value says nothing: it is empty, or what stands there from the beginning.

    A box that is not ticked says no.
    """
    if isinstance(field, db.BooleanField):
        return False
    if value in (None, "", {}, []):
        return True
    return bool(field.choices) and value == plain(field.get_default())


def in_words(row, field) -> str:
    """A value of a row as staff read it."""
    if field.is_relation:
        return str(getattr(row, field.name))
    if isinstance(field, db.BooleanField):
        return _("yes") if getattr(row, field.name) else _("no")
    codes = getattr(field, "codes", None)
    if codes is not None:
        labels = dict(codes.choices)
        return ", ".join(str(labels.get(code, code)) for code in getattr(row, field.name))
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    return str(getattr(row, field.name))


def _rules(field) -> list[tuple[str, ...]]:
    """The fields of which two rows that point to one thing by ``field`` must not all agree."""
    unique: list[tuple[str, ...]] = [
        tuple(rule.fields)
        for rule in field.model._meta.constraints
        if isinstance(rule, db.UniqueConstraint) and field.name in rule.fields
    ]
    same = SAME_BY.get(field.model, ())
    return [
        *(rule for rule in unique if "key" not in rule),
        *([same] if field.name in same else []),
    ]


def _has_keys_within(field) -> bool:
    return issubclass(field.model, Part) and field.model.parent_field == field.name


def _free_key(key: str, taken: set[str]) -> str:
    number = 2
    while (found := f"{key[: KEY_LENGTH - 6]}-{number}") in taken:
        number += 1
    return found


def _checks_on(model, name: str) -> list[db.CheckConstraint]:
    return [
        rule
        for rule in model._meta.constraints
        if isinstance(rule, db.CheckConstraint) and name in conditions.fields_of(rule)
    ]


def _record_of(row):
    return row.root if isinstance(row, Part) else row


def _both_are_there(row) -> str:
    words = {
        "kind": capfirst(row._meta.verbose_name),
        "row": row,
        "record": _record_of(row),
    }
    return _("%(kind)s “%(row)s” in “%(record)s” is entered for both: the two become one.") % words
