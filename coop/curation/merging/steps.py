"""What a merge writes, step by step: each step can be stored, done and taken back."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import groupby
from typing import Any

from django.apps import apps
from django.core import serializers
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models as db

from coop.dates.fields import EDTFField
from coop.querysets.bulk import batches


class Do(StrEnum):
    """The kinds of step."""

    SET = "set"
    """A field of a row gets another value; with ``item``, one entry of an object in it."""
    LIST = "list"
    """A many-to-many list loses the rows ``was`` and gets the rows ``now``."""
    DELETE = "delete"
    """The row ``thing`` goes."""
    ADD = "add"
    """The row ``thing`` comes; its id is known once it is written."""


@dataclass
class Step:
    """One change of one row. Values are plain, as JSON has them; references are ids.

    ``row`` is the row as it stood before the merge, for those who print the step.
    """

    do: Do
    model: type[db.Model]
    pk: int | None
    field: str = ""
    item: str = ""
    was: Any = None
    now: Any = None
    thing: dict | None = None
    row: Any = None

    def stored(self) -> dict:
        """The step as it is kept, without what it does not say."""
        said = {"do": self.do.value, "model": self.model._meta.label_lower, "pk": self.pk}
        if self.thing is not None:
            return {**said, "thing": self.thing}
        item = {"item": self.item} if self.item else {}
        return {**said, "field": self.field, **item, "was": self.was, "now": self.now}

    @classmethod
    def read(cls, said: dict) -> "Step":
        """The step as it was kept."""
        rest = {name: value for name, value in said.items() if name not in ("do", "model", "pk")}
        return cls(Do(said["do"]), apps.get_model(said["model"]), said.get("pk"), **rest)


class _Encoder(DjangoJSONEncoder):
    """Django's own cuts moments to thousandths of a second, and nothing may be lost here."""

    def default(self, o):
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


def plain(value) -> Any:
    """A value as JSON has it."""
    return json.loads(json.dumps(value, cls=_Encoder))


def as_object(row: db.Model) -> dict:
    """A row as an object of a fixture file, with its id; what it refers to, by ids."""
    (found,) = serializers.serialize("python", [row])
    return plain(found)


def value_of(row: db.Model, name: str, item: str = "") -> Any:
    """What stands in a field of a row, plain."""
    found: Any = row._meta.get_field(name)
    value = getattr(row, found.attname)
    if item:
        value = (value or {}).get(item)
    return plain(value)


def put(row: db.Model, name: str, item: str, value) -> None:
    """Put a plain value into a field of a row in memory; None takes an entry out."""
    found: Any = row._meta.get_field(name)
    if item:
        entries = dict(getattr(row, found.attname) or {})
        entries.pop(item, None)
        if value is not None:
            entries[item] = value
        value = entries
    elif value is not None and not found.is_relation:
        value = found.to_python(value)
    setattr(row, found.attname, value)
    if found.is_relation and found.is_cached(row):
        found.delete_cached_value(row)


def columns_of(model: type[db.Model], name: str) -> list[str]:
    """The columns that are written with a field: of a date its bounds too."""
    found = model._meta.get_field(name)
    if isinstance(found, EDTFField):
        return [name, f"{name}_earliest", f"{name}_latest"]
    return [name]


def do(steps: Iterable[Step]) -> None:
    """Write the steps in their order."""
    for (kind, model, name, _mark), some in groupby(steps, key=_alike):
        if kind != Do.SET:
            for step in some:
                _do_one(step)
        elif name:
            _point(model, name, list(some))
        else:
            _set(list(some))


def _alike(step: Step) -> tuple:
    """Steps that are written together: the same reference of many rows, many fields of one row.

    A constraint may be about several of these fields.
    """
    if step.do != Do.SET:
        return (step.do, step.model, "", None)
    if step.model._meta.get_field(step.field).is_relation:
        return (step.do, step.model, step.field, step.now)
    return (step.do, step.model, "", step.pk)


def _point(model, name: str, steps: list[Step]) -> None:
    attname = model._meta.get_field(name).attname
    for batch in batches(step.pk for step in steps):
        model._base_manager.filter(pk__in=batch).update(**{attname: steps[0].now})


def _set(steps: list[Step]) -> None:
    row = steps[0].model._base_manager.get(pk=steps[0].pk)
    for step in steps:
        put(row, step.field, step.item, step.now)
    save(row, {step.field for step in steps})


def save(row: db.Model, names: Iterable[str]) -> None:
    """Write these fields of a row."""
    row.save(update_fields=[column for name in names for column in columns_of(type(row), name)])


def _do_one(step: Step) -> None:
    if step.do == Do.ADD:
        step.pk = write(step.thing or {})
        return
    row = step.model._base_manager.get(pk=step.pk)
    if step.do == Do.DELETE:
        row.delete()
    else:
        change_list(row, step.field, without=step.was, also=step.now)


def change_list(row, name: str, *, without: Iterable[int], also: Iterable[int]) -> None:
    """Take rows out of a many-to-many list and put others in."""
    listed = getattr(row, name)
    listed.remove(*without)
    listed.add(*also)


def write(thing: dict) -> int:
    """Write an object as a row, under its own id if it has one; return the id.

    Raises `serializers.base.DeserializationError` where the tables have changed since.
    """
    (found,) = serializers.deserialize("python", [thing])
    found.save()
    return found.object.pk


def unwritten(thing: dict) -> db.Model:
    """The row that an object is, in memory alone. Raises as ``write`` does."""
    (found,) = serializers.deserialize("python", [thing])
    return found.object


def references_of(thing: dict) -> Iterator[tuple[db.Field, int]]:
    """The foreign keys that an object sets, each with the id of what it points to."""
    model = apps.get_model(thing["model"])
    for name, value in thing["fields"].items():
        found: Any = model._meta.get_field(name)
        if found.many_to_one and value is not None:
            yield found, value
