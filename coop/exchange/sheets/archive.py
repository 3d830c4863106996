"""The parts of a workbook on their way to openpyxl, under caps.

A workbook is a ZIP archive of XML parts. openpyxl holds small parts as a tree and streams
worksheets and shared texts, but looks at no size. The caps stand where it reads, so that it
does not matter under which name a part is hidden, nor what the archive's directory says of
it. They stand in for defusedxml too, whose parser in Python would make reading several times
slower: entities need a document type, and a part that has one is refused before any parser
sees it.
"""

import io
import zipfile
from collections.abc import Iterator
from typing import IO, Any, BinaryIO
from xml.etree.ElementTree import Element, iterparse

from django.utils.translation import gettext as _

MEGABYTE = 1 << 20

PARTS_MAX = 5_000
UNPACKED_MAX = 768 * MEGABYTE
TREE_MAX = 8 * MEGABYTE
TREE_ELEMENTS_MAX = 100_000

# Without an element that is done with: the parser holds what it has read since then.
STRETCH_MAX = 4 * MEGABYTE
STRETCH_ELEMENTS_MAX = 50_000

# Rows that repeat each other shrink to a hundredth; what is made to fill a memory, to less.
RATIO_MAX = 200
RATIO_FROM = 16 * MEGABYTE

_DOCTYPE = b"<!DOCTYPE"


class Refused(Exception):
    """A workbook that is not read, for the reason that its text gives."""


class Archive(zipfile.ZipFile):
    """A workbook's archive, which refuses what an honest one does not hold."""

    def __init__(self, source: BinaryIO):
        super().__init__(source)
        self.unpacked = 0
        entries = self.infolist()
        if len(entries) > PARTS_MAX:
            raise Refused(
                _("This workbook consists of %(count)d parts; at most %(limit)d are read.")
                % {"count": len(entries), "limit": PARTS_MAX}
            )
        if any(entry.flag_bits & 1 for entry in entries):
            raise Refused(_("This workbook is protected by a password. Save it without one."))
        self._refuse_size(sum(entry.file_size for entry in entries))
        for entry in entries:
            if entry.file_size > RATIO_FROM and entry.file_size > RATIO_MAX * entry.compress_size:
                raise _too_big(entry.file_size)

    def _refuse_size(self, size: int) -> None:
        if size > UNPACKED_MAX:
            raise _too_big(size)

    def read(self, name, pwd=None) -> bytes:
        """A small part, which openpyxl makes a tree of."""
        with self.part(name) as part:
            data = part.read(TREE_MAX + 1)
        if len(data) > TREE_MAX or data.count(b"<") > TREE_ELEMENTS_MAX:
            raise Refused(
                _(
                    "A part of this workbook is far larger than usual. Copy the cells into a new "
                    "workbook, without their formats, and save that."
                )
            )
        return data

    def part(self, name: str) -> "Part":
        """A part that is read bit by bit."""
        return Part(self, super().open(name))

    def occurrences(self, name: str, *marks: bytes) -> int:
        """How often one of the marks stands in a part: looked for before it is parsed."""
        found, end = 0, b""
        with self.part(name) as part:
            while data := part.read(1 << 18):
                found += sum((end + data).count(mark) for mark in marks)
                end = data[1 - min(map(len, marks)) :]
        return found

    def count(self, size: int) -> None:
        """Count what is unpacked, however often a part is read."""
        self.unpacked += size
        self._refuse_size(self.unpacked)


class Part(io.RawIOBase):
    """The bytes of a part; ``stretch`` of them were read since an element was done with."""

    def __init__(self, archive: Archive, source: IO[bytes]):
        self.archive = archive
        self.source = source
        self.size = 0
        self.stretch = 0
        self._end = b""

    def close(self):
        self.source.close()
        super().close()

    def read(self, size: int = -1) -> Any:
        data = self.source.read(size)
        if not self.size and (data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data[:4]):
            raise Refused(_("A part of this workbook is not in UTF-8. Save the workbook again."))
        if _DOCTYPE in self._end + data:
            raise Refused(_("A part of this workbook declares entities, which no workbook needs."))
        self._end = data[1 - len(_DOCTYPE) :]
        self.size += len(data)
        self.stretch += len(data)
        self.archive.count(len(data))
        return data

    def elements(self, tag: str, depth: int) -> Iterator[Element]:
        """The elements ``tag`` that stand ``depth`` deep (the root: 1), one at a time.

        Each is emptied afterwards, and so is all that stands beside them: what is held at
        any moment is one element and what is in it, under a cap.
        """
        root: Any = None
        container: Any = None
        level = held = 0
        for event, element in iterparse(self, ("start", "end")):
            if event == "start":
                level += 1
                held += 1
                root = element if root is None else root
                container = element if level == depth - 1 else container
                if held > STRETCH_ELEMENTS_MAX or self.stretch > STRETCH_MAX:
                    raise _too_long_a_row()
                continue
            if level == depth:
                if element.tag == tag:
                    yield element
                container.clear()
                held = self.stretch = 0
            elif element.tag == tag:
                raise Refused(_("This workbook is damaged: a row stands within another."))
            elif level == 2:
                root.clear()
            level -= 1


def _too_long_a_row() -> Refused:
    return Refused(
        _(
            "A row or a text of this workbook is too long: more than %(limit)d MB, or "
            "%(count)d cells."
        )
        % {"limit": STRETCH_MAX // MEGABYTE, "count": STRETCH_ELEMENTS_MAX // 2}
    )


def _too_big(size: int) -> Refused:
    return Refused(
        _(
            "This workbook unpacks to %(size)d MB, far more than can be read. Copy the cells "
            "into a new workbook, or save them as CSV."
        )
        % {"size": size // MEGABYTE}
    )
