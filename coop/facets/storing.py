"""An index as bytes: a header in JSON, then bitmaps and arrays one after another.

size of the header (8 bytes) · header · bytes of each part in the order of the header
"""

import json
from array import array
from collections.abc import Callable, Generator, Mapping
from sys import byteorder

from pyroaring import BitMap

from coop.facets.index import Index, Mark
from coop.facets.kinds import Kind
from coop.facets.orders import Leaf, Order
from coop.facets.spans import Bundle, Spans

FORM = 4
"""Raised whenever bytes would be read otherwise, or columns mean something else."""


def form_of(kind: Kind) -> list:
    """What a stored index must have been made for, to be read as one of ``kind``."""
    return [FORM, byteorder, sorted(kind.columns), sorted(kind.spans), sorted(kind.orders)]


def pack(index: Index) -> bytes:
    """The bytes of an index."""
    parts: list[bytes] = []

    def put(part: bytes) -> int:
        parts.append(part)
        return len(part)

    header = {
        "form": form_of(index.kind),
        "everything": put(index.everything.serialize()),
        "columns": {
            name: [[value, put(records.serialize())] for value, records in column.items()]
            for name, column in index.columns.items()
        },
        "spans": {
            name: [
                [*years, put(b"".join(column.tobytes() for column in bundle.columns))]
                for years, bundle in spans.bundles.items()
            ]
            for name, spans in index.spans.items()
        },
        "orders": {
            name: [
                [[leaf.first, put(leaf.records.tobytes())] for leaf in order.leaves],
                None if order.numbers is None else _put_numbers(order.numbers, put),
            ]
            for name, order in index.orders.items()
        },
        "owners": None if index.owners is None else put(index.owners.tobytes()),
    }
    head = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    return b"".join([len(head).to_bytes(8, "big"), head, *parts])


def unpack(kind: Kind, mark: Mark, content: bytes) -> Index | None:
    """The index of these bytes; None when they were written for another form."""
    view = memoryview(content)
    end = 8 + int.from_bytes(view[:8], "big")
    header = json.loads(bytes(view[8:end]))
    if header["form"] != form_of(kind):
        return None
    take = _taking(view, end)
    next(take)

    def records(size: int) -> BitMap:
        return BitMap.deserialize(take.send(size))

    def numbers(size: int) -> array:
        found = array("I")
        found.frombytes(take.send(size))
        return found

    def bundle(size: int) -> Bundle:
        columns = numbers(size)
        number = len(columns) // 3
        return Bundle(columns[:number], columns[number : 2 * number], columns[2 * number :])

    everything = records(header["everything"])
    columns = {
        name: {value: records(size) for value, size in column}
        for name, column in header["columns"].items()
    }
    spans = {
        name: Spans({(code, begun, ended): bundle(size) for code, begun, ended, size in found})
        for name, found in header["spans"].items()
    }
    orders = {
        name: Order(
            [_leaf(tuple(first), numbers(size)) for first, size in leaves],
            None if sizes is None else dict(zip(*map(numbers, sizes), strict=True)),
        )
        for name, (leaves, sizes) in header["orders"].items()
    }
    owners = header["owners"]
    return Index(
        kind,
        mark,
        everything,
        columns,
        spans,
        orders,
        None if owners is None else numbers(owners),
    )


def _put_numbers(numbers: Mapping[int, int], put: Callable[[bytes], int]) -> list[int]:
    """The records, and then the number of each."""
    return [put(array("I", values).tobytes()) for values in (numbers.keys(), numbers.values())]


def _leaf(first: tuple, records: array) -> Leaf:
    return Leaf(first, records, BitMap(records))


def _taking(view: memoryview, start: int) -> Generator[bytes, int, None]:
    """A generator that is sent the size of the next part, and gives its bytes."""
    size = yield b""
    while True:
        part = bytes(view[start : start + size])
        start += size
        size = yield part
