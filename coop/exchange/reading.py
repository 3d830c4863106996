"""Reads fixtures, lists of objects (JSON) or an object a line (JSON lines), packed or not.

Files are read as they are received, so memory does not grow with them. What is wrong in one is
yielded as a fault, and reading goes on with the next object where there is one to be found.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _

from coop.exchange import opening
from coop.exchange.entries import Entry, Fault, Where
from coop.exchange.opening import Kind, Opened, Received, Unreadable
from coop.exchange.reading_json import Decoder, listed, on_lines
from coop.exchange.reading_objects import entry

FAULTS_MAX = 1000
"""After so many faults in one file, it is no file of ours and is not read any further."""

_LIST = re.compile(r"[ \t\r\n]*\[[ \t\r\n]*[{\]]")
_OBJECT = re.compile(r'[ \t\r\n]*\{[ \t\r\n]*["}]')

_SHEETS = (".csv", ".tsv", ".tab", ".xlsx", ".xlsm")


class Reading(Iterator[Entry | Fault]):
    """The entries and faults of some files, one after another.

    ``received`` holds the files opened so far, with the size and the hash of what was read of
    them; ``size`` is the number of bytes of all of them, for those that show how far they are.
    """

    def __init__(self, files: list[AbstractContextManager[Opened] | Fault], size: int = 0):
        self.received: list[Received] = []
        self.size = size
        self._entries = self._all(files)

    def __next__(self) -> Entry | Fault:
        return next(self._entries)

    @property
    def position(self) -> int:
        """How many bytes have been read."""
        return sum(file.size for file in self.received)

    def _all(self, files) -> Iterator[Entry | Fault]:
        for file in files:
            if isinstance(file, Fault):
                yield file
            else:
                yield from self._one(file)

    def _one(self, file: AbstractContextManager[Opened]) -> Iterator[Entry | Fault]:
        faults = 0
        try:
            with file as found:
                self.received.append(found.received)
                for one in _entries(found):
                    yield one
                    if isinstance(one, Fault):
                        faults += 1
                        if faults == FAULTS_MAX:
                            raise Unreadable(
                                one.where,
                                _("There are %(number)d errors up to here; the rest is not read.")
                                % {"number": faults},
                            )
        except Unreadable as problem:
            yield problem.fault


def read(paths: Iterable[Path]) -> Reading:
    """The entries of some fixtures, in their order; a file named twice is a fault."""
    paths = list(paths)
    files: list[AbstractContextManager[Opened] | Fault] = []
    seen: set[tuple[int, int]] = set()
    size = 0
    for path, name in zip(paths, opening.names(paths), strict=True):
        try:
            status = path.stat()
        except (OSError, ValueError):
            files.append(opening.opened(path, name))
            continue
        mark = (status.st_dev, status.st_ino)
        if mark in seen:
            files.append(Fault(Where(name), _("This file is named twice.")))
            continue
        seen.add(mark)
        size += status.st_size
        files.append(opening.opened(path, name))
    return Reading(files, size)


def read_stream(name: str, stream: BinaryIO) -> Reading:
    """The entries of a fixture that is open already, such as an upload."""
    return Reading([opening.opened_stream(name, stream)], getattr(stream, "size", 0) or 0)


def _entries(file: Opened) -> Iterator[Entry | Fault]:
    name = file.name
    for found in _objects(file):
        if isinstance(found, Fault):
            yield found
        else:
            line, value = found
            yield from entry(Where(name, line), value)


def _objects(file: Opened) -> Iterator[tuple[int, object] | Fault]:
    """Chooses by what the file holds, and by its name where that does not say."""
    name = file.name.lower().removesuffix(".gz")
    head = file.head()
    if file.kind == Kind.WORKBOOK:
        raise _is_sheet(file)
    if _LIST.match(head):
        return listed(file)
    if _OBJECT.match(head) and (name.endswith(".jsonl") or _begins_with_whole_object(head)):
        return on_lines(file)
    if name.endswith(".jsonl"):
        return on_lines(file)
    if name.endswith(".json") or _OBJECT.match(head):
        return listed(file)
    if name.endswith(_SHEETS):
        raise _is_sheet(file)
    raise Unreadable(
        file.where(),
        _("This is no fixture: neither a list of objects (JSON) nor one object a line (JSONL)."),
    )


def _begins_with_whole_object(head: str) -> bool:
    """Whether the first line is an object; one that is longer than the head is taken for it."""
    first, line_feed, _rest = head.lstrip(" \t\r\n").partition("\n")
    if not line_feed and first.startswith('{"'):
        return True
    try:
        Decoder().decode(first, 0)
    except ValueError:
        return False
    return True


def _is_sheet(file: Opened) -> Unreadable:
    return Unreadable(
        file.where(),
        _(
            "This is a spreadsheet. Say of what: of agreements, parties, co-productions or "
            "provisions (on the command line: --sheet agreements)."
        ),
    )
