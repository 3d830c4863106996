"""The orders of a list: all its records in leaves, each a stretch of the order.

A page is found by counting through the leaves, so page 1,900 costs what page 1 does, and a
record that is new or has moved is put into one leaf.
"""

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

from pyroaring import BitMap

LEAF = 512

Key = tuple
"""What records are ordered by, the record itself last; compares as Python does, so that the
order is the same on every database."""

ReadKeys = Callable[[Sequence[int] | None], Iterable[Key]]
"""Reads the keys of some records, or with None of all."""


@dataclass(frozen=True)
class Counted:
    """Reads keys that begin with a number that is dear to count, the most first.

    ``count`` counts for some records, or with None for all; ``names`` reads the rest of the
    keys. An order keeps the numbers, so that those of neighbours are not counted again.
    """

    count: Callable[[Sequence[int] | None], Mapping[int, int]]
    names: ReadKeys

    def __call__(self, ids: Sequence[int] | None) -> Iterator[Key]:
        return self.keyed(ids, self.count(ids))

    def keyed(self, ids: Sequence[int] | None, numbers: Mapping[int, int]) -> Iterator[Key]:
        """The keys of records whose numbers are known."""
        return ((-numbers.get(key[-1], 0), *key) for key in self.names(ids))


@dataclass(frozen=True)
class Leaf:
    """Records that follow each other; ``first`` is the key of the first when it was made."""

    first: Key
    records: array
    bits: BitMap


def _leaves(keys: list[Key], size: int) -> Iterator[Leaf]:
    for start in range(0, len(keys), size):
        part = keys[start : start + size]
        records = array("I", (key[-1] for key in part))
        yield Leaf(part[0], records, BitMap(records))


class Order:
    """One order of a list's records; ``numbers`` are those by which a `Counted` one goes."""

    def __init__(self, leaves: Iterable[Leaf], numbers: Mapping[int, int] | None = None):
        self.leaves = list(leaves)
        self.numbers = numbers

    @classmethod
    def of(cls, keys: Iterable[Key], read: ReadKeys) -> "Order":
        """The order of these keys, which ``read`` has read."""
        found = sorted(keys)
        return cls(_leaves(found, LEAF), _numbers(found) if isinstance(read, Counted) else None)

    @property
    def total(self) -> int:
        """The sum of the numbers."""
        return sum((self.numbers or {}).values())

    def page(self, found: BitMap, start: int, size: int) -> list[int]:
        """Those of ``found`` at the places from ``start`` (0 is the first), at most ``size``."""
        page: list[int] = []
        for leaf in self.leaves:
            here = found.intersection_cardinality(leaf.bits)
            if start >= here:
                start -= here
                continue
            wanted = set(found & leaf.bits)
            page += [*filter(wanted.__contains__, leaf.records)][start:]
            start = 0
            if len(page) >= size:
                break
        return page[:size]

    def every(self, found: BitMap) -> Iterator[list[int]]:
        """All of ``found`` in portions that follow each other."""
        for leaf in self.leaves:
            if portion := [record for record in leaf.records if record in found]:
                yield portion

    def says_the_same(self, other: "Order") -> bool:
        """Whether both have the same records in the same order, by the same numbers."""
        mine, theirs = (
            chain.from_iterable(leaf.records for leaf in order.leaves) for order in (self, other)
        )
        return self.numbers == other.numbers and all(
            one == another for one, another in zip_longest(mine, theirs)
        )

    def changed(self, gone: BitMap, new: Iterable[Key], read: ReadKeys) -> "Order":
        """This order without ``gone`` and with new keys; ``read`` reads those of neighbours."""
        numbers: dict[int, int] | None = None
        if isinstance(read, Counted):
            new = list(new)
            stay = {pk: number for pk, number in (self.numbers or {}).items() if pk not in gone}
            numbers = {**stay, **_numbers(new)}
        kept = [self._without(leaf, gone) for leaf in self.leaves]
        leaves = [leaf for leaf in kept if leaf.records]
        firsts = [leaf.first for leaf in leaves]
        arriving: dict[int, list[Key]] = {}
        for key in sorted(new):
            arriving.setdefault(max(bisect_right(firsts, key) - 1, 0), []).append(key)
        # From the back, so that a leaf that splits moves none that is still to come.
        for place, keys in sorted(arriving.items(), reverse=True):
            there: list[Key] = []
            if leaves:
                ids = list(leaves[place].bits)
                there += read.keyed(ids, numbers or {}) if isinstance(read, Counted) else read(ids)
            least = firsts[place] if place else None
            most = firsts[place + 1] if place + 1 < len(firsts) else None
            leaves[place : place + 1] = _merged(keys, there, least, most)
        return Order(leaves, numbers)

    @staticmethod
    def _without(leaf: Leaf, gone: BitMap) -> Leaf:
        if not leaf.bits.intersect(gone):
            return leaf
        records = array("I", (record for record in leaf.records if record not in gone))
        return Leaf(leaf.first, records, BitMap(records))


def _numbers(keys: Iterable[Key]) -> dict[int, int]:
    return {key[-1]: -key[0] for key in keys}


def _merged(new: list[Key], there: list[Key], least: Key | None, most: Key | None) -> list[Leaf]:
    """The leaves, one as a rule, of keys that arrive from ``least`` on and before ``most``.

    A neighbour that is read with a key from elsewhere has been moved by a change that is
    still to be heard of: it waits at the end, where it bounds no leaf.
    """
    keys, waiting = list(new), array("I")
    for key in there:
        if (least is None or least <= key) and (most is None or key < most):
            keys.append(key)
        else:
            waiting.append(key[-1])
    keys.sort()
    leaves = list(_leaves(keys, 2 * LEAF if len(keys) <= 2 * LEAF else LEAF))
    if least is not None:
        leaves[0] = Leaf(least, leaves[0].records, leaves[0].bits)
    if waiting:
        records = leaves[-1].records + waiting
        leaves[-1] = Leaf(leaves[-1].first, records, BitMap(records))
    return leaves
