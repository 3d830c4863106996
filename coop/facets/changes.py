"""Which records' facets a change to the registry may alter: what writers note for readers."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import Any

from django.db.models import Model
from pyroaring import BitMap

from coop.facets.kinds import Kind
from coop.facets.registered import KINDS
from coop.facets.rows import Rows
from coop.querysets.bulk import among, batches

LIMIT = 5000
"""With more records touched than this, every index is read anew instead."""


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
        self._note_owned(model, ids)
        if fields := _read_fields(model):
            self._before[model].update(_values(model, ids, fields))

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
            self._note_owned(model, ids)
            self._note_readers(model, ids)
        return {kind: list(found) for kind, found in self._found.items() if found}

    def _note_owned(self, model: type[Model], ids: list[int]):
        for kind, rows, path in _owned(model):
            self._found[kind.name].update(rows.records_along(path, ids))

    def _note_readers(self, model: type[Model], ids: list[int]):
        """Note those who read fields of these records, where the fields have other values."""
        if not (fields := _read_fields(model)):
            return
        before = self._before[model]
        after = _values(model, ids, fields)
        for kind, rows, path, read in _readers(model):
            places = [fields.index(name) for name in read]
            others = [
                pk
                for pk in ids
                if pk not in before
                or pk not in after
                or any(before[pk][place] != after[pk][place] for place in places)
            ]
            self._found[kind.name].update(rows.records_along(path, others))


def _values(model: type[Model], ids: Iterable[int], fields: tuple[str, ...]) -> dict[int, tuple]:
    return {
        pk: tuple(values)
        for batch in batches(ids)
        for pk, *values in model._base_manager.filter(**among("pk", batch)).values_list(
            "pk", *fields
        )
    }


@cache
def _owned(model: type[Model]) -> list[tuple[Kind, Rows, str]]:
    """The kinds that have values from rows of records of ``model``, with the path to these."""
    found = {}
    for kind in KINDS.values():
        for rows in kind.rows:
            for owner, path in rows.owning:
                if owner is model:
                    found[kind.name, rows.model, rows.root, path] = (kind, rows, path)
    return list(found.values())


@cache
def _readers(model: type[Model]) -> list[tuple[Kind, Rows, str, tuple[str, ...]]]:
    """The kinds whose values depend on fields of ``model``, with the path and the fields."""
    return [
        (kind, rows, path, fields)
        for kind in KINDS.values()
        for rows in kind.rows
        for read, path, fields in rows.reading
        if read is model
    ]


@cache
def _read_fields(model: type[Model]) -> tuple[str, ...]:
    """The fields of ``model`` on which values of other records depend."""
    return tuple(sorted({name for *_rows, fields in _readers(model) for name in fields}))
