"""The index of one kind of record at one generation."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from heapq import heappush, heappushpop
from typing import Any

from pyroaring import BitMap

from coop.facets.kinds import Kind
from coop.facets.orders import Order
from coop.facets.rows import gathered
from coop.facets.spans import Spans
from coop.querysets.bulk import among, batches

Mark = tuple[int, int]
"""A generation: its number and its stamp."""

Column = Mapping[str, BitMap]

NOBODY = BitMap()


@dataclass(frozen=True)
class Index:
    """Who is public, who has which value, and in which order records stand.

    Bits are primary keys. An index never changes: a later generation has one of its own,
    which shares what is the same.
    """

    kind: Kind
    mark: Mark
    everything: BitMap
    columns: Mapping[str, Column]
    spans: Mapping[str, Spans]
    orders: Mapping[str, Order]
    owners: array | None = None
    kept: dict[Any, Any] = field(default_factory=dict, compare=False)
    """What readers have worked out from this index; goes with it."""

    def kept_of_today(self, what: Any, today: date) -> dict[Any, Any]:
        """What readers keep of ``what`` while it is ``today``; another day begins anew."""
        day, kept = self.kept.get(what, (None, {}))
        if day != today:
            kept = {}
            self.kept[what] = (today, kept)
        return kept

    def having(self, column: str, value: str) -> BitMap:
        """The records that have this value."""
        return self.columns[column].get(value, NOBODY)

    def counts(self, column: str, found: BitMap) -> dict[str, int]:
        """For each value, how many of ``found`` have it; those that none has are left out."""
        return counted(self.columns[column], found)

    def most(self, column: str, found: BitMap, number: int) -> dict[str, int]:
        """The counts of the values that most of ``found`` have, ``number`` at least.

        Values come by how many records they have in all, and none that is still to come
        can have more of ``found`` than that: so the rest need not be counted.
        """
        counts: dict[str, int] = {}
        best: list[int] = []
        for size, value, records in self._by_size[column]:
            if len(best) >= number and size < best[0]:
                break
            if here := records.intersection_cardinality(found):
                counts[value] = here
                if len(best) < number:
                    heappush(best, here)
                else:
                    heappushpop(best, here)
        return counts

    @cached_property
    def _by_size(self) -> dict[str, list[tuple[int, str, BitMap]]]:
        return {
            name: sorted(
                ((len(records), value, records) for value, records in column.items()),
                key=lambda one: (-one[0], one[1]),
            )
            for name, column in self.columns.items()
        }

    def owners_of(self, records: BitMap) -> BitMap:
        """The owners of these records."""
        owners = self.owners if self.owners is not None else array("I")
        return BitMap(array("I", [owners[record] for record in records]))

    def says_the_same(self, other: Index) -> bool:
        """Whether two indexes of a kind answer every question alike."""
        return (
            self.everything == other.everything
            and self.columns == other.columns
            and all(spans.says_the_same(other.spans[name]) for name, spans in self.spans.items())
            and all(order.says_the_same(other.orders[name]) for name, order in self.orders.items())
            and (
                self.owners is None
                or other.owners is None
                or all(self.owners[one] == other.owners[one] for one in self.everything)
            )
        )

    # ---- Made, and made anew ----

    @classmethod
    def read(cls, kind: Kind, mark: Mark) -> Index:
        """Read everything from the database."""
        everything = BitMap(array("I", kind.everything().order_by().values_list("pk", flat=True)))
        return cls(
            kind,
            mark,
            everything,
            {
                name: {
                    value: public
                    for value, records in gathered(
                        pair for rows in sorts for pair in rows.pairs(None)
                    ).items()
                    if (public := records & everything)
                }
                for name, sorts in kind.columns.items()
            },
            {
                name: Spans.of(one for one in read(None) if one[0] in everything)
                for name, read in kind.spans.items()
            },
            {
                name: Order.of((key for key in read(None) if key[-1] in everything), read)
                for name, read in kind.orders.items()
            },
            _owners(kind, everything, None),
        )

    def at(self, mark: Mark, ids: Iterable[int]) -> Index:
        """The index of a later generation, in which nothing but these records differs."""
        changed = BitMap(array("I", ids))
        if not changed:
            return replace(self, mark=mark, kept={})
        public = BitMap()
        for batch in batches(changed):
            public.update(
                self.kind.everything().filter(**among("pk", batch)).values_list("pk", flat=True)
            )
        portions = list(batches(public))
        return Index(
            self.kind,
            mark,
            (self.everything - changed) | public,
            {
                name: _renewed(
                    self.columns[name],
                    changed,
                    gathered(
                        pair
                        for rows in sorts
                        for portion in portions
                        for pair in rows.pairs(portion)
                    ),
                )
                for name, sorts in self.kind.columns.items()
            },
            {
                name: self.spans[name].changed(
                    changed, (one for portion in portions for one in read(portion))
                )
                for name, read in self.kind.spans.items()
            },
            {
                name: self.orders[name].changed(
                    changed, (key for portion in portions for key in read(portion)), read
                )
                for name, read in self.kind.orders.items()
            },
            _owners(self.kind, public, self.owners),
        )


def counted(column: Column, found: BitMap) -> dict[str, int]:
    """For each value of a column, how many of ``found`` have it, when any has."""
    return {
        value: number
        for value, records in column.items()
        if (number := records.intersection_cardinality(found))
    }


def _renewed(column: Column, gone: BitMap, new: Mapping[str, BitMap]) -> Column:
    """A column without ``gone``, with ``new``; bitmaps that stay as they are are shared."""
    renewed = dict(column)
    for value, records in column.items():
        if records.intersect(gone):
            renewed[value] = records - gone
    for value, records in new.items():
        renewed[value] = renewed.get(value, NOBODY) | records
    return {value: records for value, records in renewed.items() if records}


def _owners(kind: Kind, records: BitMap, known: array | None) -> array | None:
    """The owner of each record at the place of its key; ``known`` with those of ``records``."""
    if not kind.owner:
        return None
    owners = array("I", known or ())
    missing = (records.max() if records else 0) + 1 - len(owners)
    if missing > 0:
        owners.extend(array("I", bytes(owners.itemsize * missing)))
    portions: Sequence[list[int] | None] = list(batches(records)) if known is not None else [None]
    for portion in portions:
        rows = kind.everything().order_by()
        if portion is not None:
            rows = rows.filter(**among("pk", portion))
        for record, owner in rows.values_list("pk", kind.owner).iterator():
            if record < len(owners):
                owners[record] = owner
    return owners
