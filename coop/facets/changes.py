"""Which records' facets a change to the registry may alter: what writers note for readers."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import Model
from pyroaring import BitMap

from coop.facets.registered import KINDS
from coop.facets.rows import Rows, is_to_many, steps
from coop.querysets.bulk import among, batches

LIMIT = 5000
"""With more records touched than this, every index is read anew instead."""


@dataclass(frozen=True)
class Tie:
    """Rows that lead from records that change to records whose facets may change with them.

    ``paths`` lead from a row to what changes, ``roots`` to the others, each with their kind.
    ``fields`` are those of what changes that matter; without any, every change does.
    """

    rows: type[Model]
    paths: tuple[str, ...]
    roots: tuple[tuple[str, str], ...]
    fields: tuple[str, ...] = ()

    def along(self, ids: Iterable[int]) -> Iterator[tuple[str, int]]:
        """The kind and the id of each record that stands at the other end."""
        for batch in batches(ids):
            first, *others = (
                self.rows._base_manager.filter(**among(path, batch))
                .order_by()
                .values_list(*(root for root, _kind in self.roots))
                for path in self.paths
            )
            for values in first.union(*others) if others else first.distinct():
                for (_root, kind), record in zip(self.roots, values, strict=True):
                    if record is not None:
                        yield kind, record


class Watch:
    """What a recording does to facets, noted before and after it changes records."""

    def __init__(self):
        self._found: dict[str, BitMap] = defaultdict(BitMap)
        self._before: dict[type[Model], dict[int, tuple]] = defaultdict(dict)
        self._number = 0

    @property
    def is_whole(self) -> bool:
        """Whether so much is changed that nothing is noted one by one."""
        return self._number > LIMIT

    def note(self, model: type[Model], ids: list[int]):
        """Note records that are about to change."""
        self._number += len(ids)
        if self.is_whole:
            return
        self._follow(_owned(model), ids)
        if fields := _read_fields(model):
            self._before[model].update(_values(model, ids, fields))
            # Those to whom the fields lead now, and perhaps no more thereafter.
            self._follow(_leading(model), ids)

    def records(
        self, touched: Mapping[type[Model], Collection[int]], shown: Mapping[type[Model], Any]
    ) -> dict[str, list[int]] | None:
        """The records whose facets have to be read again, by kind; None: all of them.

        ``touched`` have changed, ``shown`` have become public or been hidden thereby.
        """
        self._number = max(self._number, sum(map(len, touched.values())))
        if self.is_whole:
            return None
        for model, some in (*touched.items(), *shown.items()):
            ids = list(some)
            if model in KINDS:
                self._found[KINDS[model].name].update(ids)
            self._follow(_owned(model), ids)
            self._follow_readers(model, ids)
        return {kind: list(found) for kind, found in self._found.items() if found}

    def _follow(self, ties: Iterable[Tie], ids: list[int]):
        for tie in ties:
            for kind, record in tie.along(ids):
                self._found[kind].add(record)

    def _follow_readers(self, model: type[Model], ids: list[int]):
        """Note those who read fields of these records, where the fields have other values."""
        if not (fields := _read_fields(model)):
            return
        before = self._before[model]
        after = _values(model, ids, fields)
        for tie in _readers(model):
            places = [fields.index(name) for name in tie.fields]
            others = [
                pk
                for pk in ids
                if pk not in before
                or pk not in after
                or any(before[pk][place] != after[pk][place] for place in places)
            ]
            self._follow([tie], others)


def _values(model: type[Model], ids: Iterable[int], fields: tuple[str, ...]) -> dict[int, tuple]:
    return {
        pk: tuple(values)
        for batch in batches(ids)
        for pk, *values in model._base_manager.filter(**among("pk", batch)).values_list(
            "pk", *fields
        )
    }


@cache
def _owned(model: type[Model]) -> list[Tie]:
    """Rows that belong to records of ``model``, and those who have values from them."""
    return _ties(
        (rows, path, (), kind)
        for kind, rows in _all_rows()
        for owner, path in rows.owning
        if owner is model
    )


@cache
def _readers(model: type[Model]) -> list[Tie]:
    """Rows that depend on fields of ``model``, and those who have values from them."""
    return _ties(
        (rows, path, fields, kind)
        for kind, rows in _all_rows()
        for read, path, fields in rows.reading
        if read is model
    )


@cache
def _leading(model: type[Model]) -> list[Tie]:
    """Rows whose record is found by way of fields of ``model``."""
    return _ties(
        (rows, path, fields, kind)
        for kind, rows in _all_rows()
        for read, path, fields in rows.reading
        if read is model and rows.root.startswith(f"{path}__")
    )


def _all_rows() -> Iterator[tuple[str, Rows]]:
    return ((kind.name, rows) for kind in KINDS.values() for rows in kind.rows)


def _ties(found: Iterable[tuple[Rows, str, tuple[str, ...], str]]) -> list[Tie]:
    """The ties of rows, path, fields and kind, as few as say the same.

    Rows that have one record each are asked for the records of all kinds at once; others
    would multiply each other.
    """
    roots: dict[tuple, set[tuple[str, str]]] = defaultdict(set)
    for rows, path, fields, kind in found:
        model, way, root = _short(rows.model, path, rows.root)
        apart = root if is_to_many(model, root) else ""
        roots[model, way, fields, apart].add((root, kind))
    paths: dict[tuple, list[str]] = defaultdict(list)
    for (model, path, fields, _apart), ends in roots.items():
        paths[model, fields, tuple(sorted(ends))].append(path)
    return [
        Tie(model, tuple(along), ends, fields) for (model, fields, ends), along in paths.items()
    ]


def _short(model: type[Model], path: str, root: str) -> tuple[type[Model], str, str]:
    """Rows, path and root that find the same records, or more, and do not go through ``path``.

    All provisions of an agreement are found without its participations.
    """
    if not root.startswith(f"{path}__"):
        return model, path, root
    first, *rest = root.removeprefix(f"{path}__").split("__")
    *_before, (_model, last) = steps(model, path)
    relation = last.related_model._meta.get_field(first)
    if not relation.one_to_many:
        return model, path, root
    return relation.related_model, relation.field.name, "__".join(rest) or "pk"


@cache
def _read_fields(model: type[Model]) -> tuple[str, ...]:
    """The fields of ``model`` on which values of other records depend."""
    return tuple(sorted({name for tie in _readers(model) for name in tie.fields}))
