"""How the values of a facet are read: rows of parts, each with its record and its values."""

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, cast

from django.db.models import Model, QuerySet
from pyroaring import BitMap

from coop.facets.claims import CLAIMS_OF, lookups_of
from coop.models.base import Part
from coop.querysets.base import related_model
from coop.querysets.bulk import among
from coop.vocabulary.fields import CodesField

CLAIM = "claim"
"""In place of a path: a citation belongs to the record that its claim is a part of."""

CHUNK = 5000


def each(*values) -> Iterable[str]:
    """Every value that is not empty is one of the record's."""
    return (value for value in values if value)


def codes(stored) -> Iterable[str]:
    """The codes of a `CodesField`."""
    return CodesField.split(stored)


def constant(value: str) -> Callable[[], Iterable[str]]:
    """Whoever has such a row at all has this value."""
    return lambda: (value,)


@dataclass(frozen=True)
class Rows:
    """Rows that give records a value.

    ``parts`` is called for the queryset of rows, ``root`` leads from a row to the record,
    ``paths`` to what ``spell`` makes the values of. ``owners`` are the paths to the records
    that a row belongs to: a change to one of them may change the rows. What root and paths
    read of other records is known from them; ``reads`` names, by path, the fields on which
    it depends beside that whether there is a row at all.
    """

    parts: Callable[[], QuerySet]
    root: str
    paths: tuple[str, ...] = ()
    spell: Callable[..., Iterable[str]] = each
    owners: tuple[str, ...] = ()
    reads: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def read(self, ids: Sequence[int] | None) -> Iterator[tuple]:
        """The record of each row, and what its paths lead to; of these records or of all."""
        rows = self.parts().order_by()
        if ids is None:
            rows = rows.filter(**{f"{self.root}__isnull": False})
        else:
            rows = rows.filter(**among(self.root, ids))
        found = rows.values_list(self.root, *self.paths)
        if self.root != "pk":
            found = found.distinct()
        return found.iterator(chunk_size=CHUNK)

    def pairs(self, ids: Sequence[int] | None) -> Iterator[tuple[int, str]]:
        """Each record with each of its values."""
        for record, *values in self.read(ids):
            for value in self.spell(*values):
                yield record, value

    @cached_property
    def model(self) -> type[Model]:
        return self.parts().model

    @cached_property
    def owning(self) -> list[tuple[type[Model], str]]:
        """The records that rows belong to, each with the path to it; not the record itself."""
        found = []
        for path in self.owners or (_owner(self.model),):
            if path == CLAIM:
                found += [(model, path) for model, path in _claims()]
            elif path != self.root:
                found.append((_end(self.model, path), path))
        return found

    @cached_property
    def reading(self) -> list[tuple[type[Model], str, tuple[str, ...]]]:
        """Other records on which rows depend: their kind, the path to them, and the fields."""
        found: dict[str, set[str]] = defaultdict(set)
        for path, fields in self.reads.items():
            found[path].update(fields)
        for path in (self.root, *self.paths):
            for before, name in _read_on_the_way(self.model, path):
                found[before].add(name)
        return [(_end(self.model, path), path, tuple(sorted(found[path]))) for path in found]


def _owner(model: type[Model]) -> str:
    """The path from a part to the record that it belongs to; a record is its own."""
    steps = []
    while issubclass(model, Part):
        steps.append(model.parent_field)
        model = related_model(model, model.parent_field)
    return "__".join(steps) or "pk"


def _end(model: type[Model], path: str) -> type[Model]:
    if path == "pk":
        return model
    for step in path.split("__"):
        model = related_model(model, step)
    return model


def is_to_many(model: type[Model], path: str) -> bool:
    """Whether a path leads to several things."""
    return any(step.one_to_many or step.many_to_many for _model, step in steps(model, path))


def steps(model: type[Model], path: str) -> Iterator[tuple[type[Model], Any]]:
    """The fields of a path, each with the model that has it."""
    for step in path.split("__"):
        found = model._meta.pk if step == "pk" else model._meta.get_field(step)
        yield model, found
        if found.is_relation:
            model = cast(type[Model], found.related_model)


def _read_on_the_way(model: type[Model], path: str) -> Iterator[tuple[str, str]]:
    """The columns of other records that a path leads through: the way to each, and its name.

    Parts are left out, for they change with their record, and keys, which never do.
    """
    names = path.split("__")
    for place, (owner, step) in enumerate(steps(model, path)):
        if place and step.concrete and not issubclass(owner, Part) and step.name != "key":
            yield "__".join(names[:place]), step.attname


def _claims() -> Iterator[tuple[type[Model], str]]:
    for model in CLAIMS_OF:
        for lookup in lookups_of(model):
            yield model, lookup


def gathered(pairs: Iterable[tuple[int, str]]) -> dict[str, BitMap]:
    """The records of each value."""
    found: dict[str, array] = defaultdict(lambda: array("I"))
    for record, value in pairs:
        found[value].append(record)
    return {value: BitMap(records) for value, records in found.items()}
