"""The canonical form: what each row is as an object of a file, in an order that both engines keep.

An object has natural keys and no row numbers; its fields stand in the order of the model,
the parent and the key first; what the registry works out and what stands at its default is
left out. Rows are streamed as plain values: no model instance is made.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db import models as db
from django.db.models import F
from django.db.models.functions import Collate

from coop import models
from coop.exchange.shapes import Shape, shape_of
from coop.models.base import Part
from coop.models.paragraphs import RangesField
from coop.names.fields import LanguagesField
from coop.vocabulary.fields import CodesField

CHUNK = 1000
"""Rows fetched at once: few enough that several streams side by side stay small."""

EXCLUSIVE: dict[type[db.Model], tuple[str, ...]] = {
    models.Statement: ("agreement", "event", "provision"),
    models.Citation: models.Citation.TARGETS,
}
"""Tables whose rows belong to exactly one of several things: these are streamed in turn."""


@dataclass(frozen=True)
class Column:
    """A field as files have it: the look-ups that are read for it, and how."""

    name: str
    lookups: tuple[Any, ...]
    read: Callable[[Any], Any] | None
    default: Any
    is_always_said: bool = False
    is_reference: bool = False


def json_line(label: str, fields: dict) -> str:
    """One object on a line of its own, its letters as they are."""
    return json.dumps({"model": label, "fields": fields}, ensure_ascii=False) + "\n"


def key_lookups(shape: Shape) -> tuple[str, ...]:
    """The look-ups that fill a natural key of the table."""
    if not shape.parent_field:
        return shape.own_key
    parents = (f"{shape.parent_field}__{lookup}" for lookup in key_lookups(shape.parent))
    return (*parents, *shape.own_key)


def ordering(shape: Shape, about: str = "") -> tuple[str, ...]:
    """The look-ups that rows are sorted by: the parent's key, the place in it, the row's own key.

    ``about`` names the field of EXCLUSIVE that the rows have in common.
    """
    names = []
    if shape.parent_field:
        names += [f"{shape.parent_field}__{lookup}" for lookup in key_lookups(shape.parent)]
    elif shape.model is models.Statement:
        names += [f"{about}__{lookup}" for lookup in key_lookups(shape.relations[about])]
    if "order" in shape.columns:
        names.append("order")
    return (*names, *shape.own_key)


class View:
    """What of the registry is seen: all of it."""

    def rows(self, model: type[db.Model], about: str) -> db.QuerySet:
        """The rows of a table; with ``about``, a field of EXCLUSIVE, only those matter that
        have it."""
        return model._base_manager.all()

    def mask(self, shape: Shape, path: str) -> db.Q | None:
        """The condition under which a reference to a row of the table, along the path, is told;
        None for always."""
        return None

    def instead(self, model: type[db.Model]) -> dict[str, Any]:
        """Expressions that are read in the place of fields."""
        return {}


def objects(
    model: type[db.Model], view: View | None = None, *, leave_out=(), also=()
) -> Iterator[dict]:
    """The fields of every row, sorted; ``also`` names fields that files usually do not have."""
    view = view or View()
    for about in EXCLUSIVE.get(model, ("",)):
        yield from _objects(shape_of(model), view, about, frozenset(leave_out), tuple(also))


def _objects(shape: Shape, view: View, about: str, leave_out: frozenset, also) -> Iterator[dict]:
    rows = view.rows(shape.model, about)
    if about:
        rows = rows.filter(**{f"{about}__isnull": False})
    others = set(EXCLUSIVE.get(shape.model, ())) - {about}
    instead = view.instead(shape.model)
    columns = [
        column_of(shape, name, instead=instead.get(name), mask=view.mask if name != about else None)
        for name in in_order(shape)
        if name in shape.columns and name not in leave_out and name not in others
    ]
    columns += [Column(name, (instead.get(name, name),), None, None) for name in also]
    order = ordering(shape, about)
    lists = [
        (name, _Side(_list_rows(shape, name, rows, order, view.mask)))
        for name in shape.lists
        if name not in leave_out
    ]
    wanted = [lookup for column in columns for lookup in column.lookups]
    stream = rows.order_by(*sorted_by(shape.model, order)).values_list("pk", *wanted)
    places, at = [], 1
    for column in columns:
        places.append((column, at, at + len(column.lookups)))
        at += len(column.lookups)
    for row in stream.iterator(chunk_size=CHUNK):
        fields = {}
        for column, first, end in places:
            if column.is_reference:
                value = None if row[first] is None else list(row[first:end])
            else:
                value = row[first]
                if column.read is not None and value is not None:
                    value = column.read(value)
            if column.is_always_said or (value is not None and value != column.default):
                fields[column.name] = value
        for name, side in lists:
            if found := side.of(row[0]):
                fields[name] = found
        yield fields


class _Side:
    """Pairs of a row's number and a natural key, sorted as the rows are, taken row by row."""

    def __init__(self, pairs: Iterator[tuple]):
        self._pairs = pairs
        self._head = next(pairs, None)

    def of(self, pk: int) -> list[list[str]]:
        found = []
        while self._head is not None and self._head[0] == pk:
            found.append(list(self._head[1:]))
            self._head = next(self._pairs, None)
        return found


def _list_rows(shape: Shape, name: str, rows, order, mask) -> Iterator[tuple]:
    field = shape.lists[name]
    through = field.remote_field.through
    own, other = field.m2m_field_name(), field.m2m_reverse_field_name()
    target = shape.relations[name]
    pairs = through._base_manager.filter(**{f"{own}__in": rows.order_by().values("pk")})
    condition = mask(target, other)
    if condition is not None:
        pairs = pairs.filter(condition)
    keys = [f"{other}__{lookup}" for lookup in key_lookups(target)]
    by = [*(f"{own}__{lookup}" for lookup in order), *keys]
    pairs = pairs.order_by(*sorted_by(through, by)).values_list(f"{own}_id", *keys)
    return pairs.iterator(chunk_size=CHUNK)


def in_order(shape: Shape) -> list[str]:
    """The fields of a table as an object has them: parent, key and place, then as in the model."""
    first = [shape.parent_field, *shape.own_key]
    if issubclass(shape.model, Part):
        first.append("order")
    return [*filter(None, first), *(name for name in shape.fields if name not in first)]


def column_of(shape: Shape, name: str, *, instead=None, mask=None) -> Column:
    """How a field is read from the database and written into a file."""
    field = shape.columns[name]
    is_key = name == shape.parent_field or name in shape.own_key
    if not field.is_relation:
        read = _reader(field)
        default = None if is_key else field.get_default()
        if read is not None and default is not None:
            default = read(default)
        return Column(name, (instead or name,), read, default, is_always_said=is_key)
    target = shape.relations[name]
    lookups: tuple[Any, ...] = tuple(f"{name}__{lookup}" for lookup in key_lookups(target))
    condition = mask(target, name) if mask and not is_key else None
    if condition is not None:
        lookups = tuple(db.Case(db.When(condition, then=F(lookup))) for lookup in lookups)
    return Column(name, lookups, None, None, is_always_said=is_key, is_reference=True)


def sorted_by(model: type[db.Model], lookups) -> list[Any]:
    """Expressions that sort as Python sorts the same values, on either engine."""
    if connection.vendor != "postgresql":
        return list(lookups)
    return [Collate(F(lookup), "C") if _is_text(model, lookup) else F(lookup) for lookup in lookups]


def _is_text(model: type[db.Model], lookup: str) -> bool:
    field: Any = None
    for name in lookup.split("__"):
        field = model._meta.get_field(name)
        model = field.related_model or model
    return isinstance(field, db.CharField)


def _reader(field) -> Callable[[Any], Any] | None:
    """What turns a stored value into the one that JSON has; None where it is the same."""
    if isinstance(field, CodesField | LanguagesField):
        return list
    if isinstance(field, RangesField):
        return _read_ranges
    if isinstance(field, db.JSONField):
        return _read_object
    if isinstance(field, db.DecimalField):
        return _read_decimal
    if isinstance(field, db.DateTimeField):
        return _read_moment
    return None


def _read_object(value: dict) -> dict:
    return {key: value[key] for key in sorted(value)}


def _read_ranges(value: list[dict]) -> list[dict]:
    return [_read_object(one) for one in value]


def _read_decimal(value) -> str:
    return f"{value:f}"


def _read_moment(value) -> str:
    return value.isoformat()
