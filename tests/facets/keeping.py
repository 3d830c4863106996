"""Indexes that are brought on from change to change, beside indexes that are read anew."""

from coop.facets import held
from coop.facets.index import Index
from coop.facets.registered import KINDS
from coop.models import Generation


class Kept:
    """An index of every kind, as a process holds them; ``follow`` brings them on."""

    def __init__(self):
        mark = Generation.objects.current()
        self.indexes = {kind.name: Index.read(kind, mark) for kind in KINDS.values()}

    def follow(self) -> dict[str, dict]:
        """Bring every index on by what the changes named; return what then is wrong with each.

        Nothing is read anew: the changes since the last time must have named their records.
        """
        mark = Generation.objects.current()
        found = {}
        for name, index in self.indexes.items():
            ids = held.changes(index.kind, index.mark, mark)
            assert ids is not None, f"nobody knows what changed of {name}"
            self.indexes[name] = index.at(mark, ids)
            found[name] = differences(self.indexes[name], Index.read(index.kind, mark))
        return {name: wrong for name, wrong in found.items() if wrong}


def contents(index: Index) -> dict:
    """All that an index says, as plain values."""
    columns = {
        f"column {name}": {value: set(records) for value, records in column.items()}
        for name, column in index.columns.items()
    }
    spans = {
        f"spans {name}": {years: set(bundle.entries()) for years, bundle in spans.bundles.items()}
        for name, spans in index.spans.items()
    }
    orders = {
        f"order {name}": [record for part in order.every(index.everything) for record in part]
        for name, order in index.orders.items()
    }
    in_leaves = {
        f"leaves of {name}": [record for leaf in order.leaves for record in leaf.records]
        for name, order in index.orders.items()
    }
    numbers = {f"numbers of {name}": order.numbers for name, order in index.orders.items()}
    bits = {
        f"bits of {name}": {record for leaf in order.leaves for record in leaf.bits}
        for name, order in index.orders.items()
    }
    owners = {record: index.owners[record] for record in index.everything} if index.owners else {}
    everything = set(index.everything)
    return {
        "everything": everything,
        **columns,
        **spans,
        **orders,
        **in_leaves,
        **bits,
        **numbers,
        "owners": owners,
    }


def differences(one: Index, other: Index) -> dict:
    """What two indexes of a kind say otherwise: its name, and both contents."""
    first, second = contents(one), contents(other)
    assert first.keys() == second.keys()
    return {name: (first[name], second[name]) for name in first if first[name] != second[name]}
