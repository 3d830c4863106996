"""Files that are named to be read as sheets: their entries, and what was received."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from coop.exchange import sheets
from coop.exchange.entries import Entry, Fault
from coop.exchange.mapping import reading as mapped
from coop.exchange.opening import Received, Unreadable, names, opened
from coop.models import ColumnMapping

Read = Callable[[str, BinaryIO], Iterator[Entry | Fault]]


class Sheets(Iterator[Entry | Fault]):
    """The entries and faults of some sheets; ``received`` holds those read so far without one."""

    def __init__(self, paths: Iterable[Path], read: Read):
        self.received: list[Received] = []
        self._entries = self._all(list(paths), read)

    def __next__(self) -> Entry | Fault:
        return next(self._entries)

    def _all(self, paths: list[Path], read: Read) -> Iterator[Entry | Fault]:
        for path, name in zip(paths, names(paths), strict=True):
            try:
                with opened(path, name):
                    pass
            except Unreadable as refused:
                yield refused.fault
                continue
            with path.open("rb") as file:
                is_sound = True
                for one in read(name, file):
                    is_sound = is_sound and not isinstance(one, Fault)
                    yield one
                if is_sound:
                    # Only what can be applied is told of in the history.
                    self.received.append(_received(name, file))


def of_kind(paths: Iterable[Path], kind: str) -> Sheets:
    """Our own sheets of a kind (a key of ``sheets.KINDS``); one may name what another brings."""
    known = sheets.Names()
    return Sheets(paths, lambda name, file: sheets.read(kind, name, file, known))


def mapped_by(paths: Iterable[Path], mapping: ColumnMapping) -> Sheets:
    """Other people's sheets, as a saved mapping reads them."""
    return Sheets(paths, lambda name, file: mapped.read(mapping, name, file))


def _received(name: str, file: BinaryIO) -> Received:
    received = Received(name)
    file.seek(0)
    while block := file.read(1 << 18):
        received.add(block)
    return received
