"""Opens what people hand in, a path or an upload: told by its content, unpacked, decoded.

Nothing that a file is or holds is an error here that a person cannot read: it is raised as
``Unreadable``, which readers catch and yield as the fault that it carries.
"""

import codecs
import gzip
import hashlib
import io
import os
import stat
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coop.exchange.entries import Fault, Where

MEGABYTE = 1 << 20

# What a packed file may hold. Files of records shrink to a tenth or a thirtieth; one that shrinks
# to a two-hundredth is made to fill a disk or a memory, and is known by that after a moment.
UNPACKED_MAX = 4096 * MEGABYTE
RATIO_MAX = 200
RATIO_FROM = 8 * MEGABYTE

# A line of text. The text of a source document may have two million characters, and is one field.
LINE_MAX = 12 * MEGABYTE

_BUFFER = MEGABYTE // 16
_BLOCK = MEGABYTE // 4
_HEAD = 4096

_GZIP = b"\x1f\x8b"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_WORKBOOK_PARTS = (b"[Content_Types].xml", b"_rels/", b"docProps/", b"xl/")

# UTF-32's first: UTF-16's little-endian mark begins it.
_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)

_OTHER_KINDS = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", gettext_lazy("an old Office document (.xls, .doc)")),
    (b"%PDF", gettext_lazy("a PDF document")),
    (b"BZh", gettext_lazy("a file packed with bzip2")),
    (b"\xfd7zXZ\x00", gettext_lazy("a file packed with xz")),
    (b"\x28\xb5\x2f\xfd", gettext_lazy("a file packed with zstd")),
    (b"7z\xbc\xaf\x27\x1c", gettext_lazy("a 7-Zip archive")),
    (b"Rar!", gettext_lazy("a RAR archive")),
    (b"SQLite format 3\x00", gettext_lazy("a database")),
    (b"\x89PNG", gettext_lazy("a picture")),
    (b"\xff\xd8\xff", gettext_lazy("a picture")),
)


if TYPE_CHECKING:
    Stream = io.BufferedReader[Any]


class Unreadable(Exception):
    """A file, or the rest of it, cannot be read; ``fault`` says why."""

    def __init__(self, where: Where, sentence: str):
        super().__init__(sentence)
        self.fault = Fault(where, sentence)


class Kind(Enum):
    TEXT = "text"
    WORKBOOK = "workbook"


@dataclass(slots=True)
class Received:
    """A file as it was received: its name, and the number and the hash of its bytes read so far.

    ``of`` is its size where that is known beforehand, else 0.
    """

    name: str
    of: int = 0
    size: int = 0
    _hash: "hashlib._Hash" = field(default_factory=hashlib.sha256, repr=False)

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()

    def add(self, data) -> None:
        self._hash.update(data)
        self.size += len(data)


class Opened:
    """An open file: its kind, its text as lines or blocks, or the whole of a workbook."""

    def __init__(self, received: Received, kind: Kind, stream: "Stream", source: BinaryIO):
        self.received = received
        self.kind = kind
        self.stream = stream
        self._source = source

    @property
    def name(self) -> str:
        return self.received.name

    def where(self, line: int = 0) -> Where:
        return Where(self.name, line)

    def head(self) -> str:
        """The first characters, without taking them from the stream; wrong bytes are replaced."""
        return self.stream.peek(_HEAD)[:_HEAD].decode(errors="replace").removeprefix("\ufeff")

    def byte_lines(self) -> Iterator[bytes]:
        """The lines with their ends, as bytes; a line feed ends a line, and nothing else does."""
        number = 0
        while line := self.stream.readline(LINE_MAX + 1):
            number += 1
            if len(line) > LINE_MAX:
                raise Unreadable(
                    self.where(number),
                    _("This line is longer than %(limit)d MB; the file is not read any further.")
                    % {"limit": LINE_MAX // MEGABYTE},
                )
            yield line.removeprefix(codecs.BOM_UTF8) if number == 1 else line

    def lines(self) -> Iterator[str]:
        """The lines with their ends, decoded."""
        for number, line in enumerate(self.byte_lines(), 1):
            try:
                yield line.decode()
            except UnicodeDecodeError as problem:
                raise self.not_utf8(number, problem) from None

    def blocks(self) -> Iterator[str]:
        """The text in blocks of any size, decoded."""
        decoder = codecs.getincrementaldecoder("utf-8-sig")()
        number = 1
        while True:
            data = self.stream.read(_BLOCK)
            try:
                text = decoder.decode(data, final=not data)
            except UnicodeDecodeError as problem:
                sound = problem.object[: problem.start].decode()
                yield sound
                number += sound.count("\n")
                raise self.not_utf8(number, problem) from None
            yield text
            number += text.count("\n")
            if not data:
                return

    def not_utf8(self, line: int, problem: UnicodeDecodeError) -> Unreadable:
        byte = problem.object[problem.start]
        return Unreadable(
            self.where(line),
            _("This line is not in UTF-8 (byte %(byte)s). Save the file as UTF-8.")
            % {"byte": f"{byte:02X}"},
        )

    def whole(self) -> BinaryIO:
        """The file itself, at its beginning, for readers that move about in it.

        All of it has been read once then, so its hash is known.
        """
        while self.stream.read(_BLOCK):
            pass
        self._source.seek(0)
        return self._source


@contextmanager
def opened(path: Path, name: str = "") -> Iterator[Opened]:
    """The file at ``path``, under ``name`` (else its own) in faults; raises Unreadable."""
    received = Received(name or printable(path.name))
    source = _open(path, received)
    with source:
        yield _told(received, source)


@contextmanager
def opened_stream(name: str, source: BinaryIO) -> Iterator[Opened]:
    """A seekable binary file, such as an upload; raises Unreadable. It stays open."""
    received = Received(printable(Path(name).name), of=getattr(source, "size", 0) or 0)
    yield _told(received, source)


def printable(name: str) -> str:
    """The name without what a terminal or a page would obey instead of printing it."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in name)


def names(paths: Iterable[Path]) -> list[str]:
    """A name for each path: its last part, and as many before it as tell it from the others."""
    parts = [path.parts for path in paths]
    found = []
    for own in parts:
        others = {other for other in parts if other != own}
        length = 1
        while length < len(own) and any(other[-length:] == own[-length:] for other in others):
            length += 1
        found.append(printable("/".join(own[-length:])))
    return found


def _open(path: Path, received: Received) -> io.FileIO:
    where = Where(received.name)
    try:
        _refuse_special(os.stat(path), where)
        source = io.FileIO(path, "rb", opener=_without_waiting)
        status = os.fstat(source.fileno())
        try:
            # Something else may have been put in its place since.
            _refuse_special(status, where)
        except Unreadable:
            source.close()
            raise
    except FileNotFoundError:
        raise Unreadable(where, _("There is no such file.")) from None
    except PermissionError:
        raise Unreadable(where, _("This file may not be read: permission is denied.")) from None
    except (OSError, ValueError) as problem:
        raise _failed(where, problem) from None
    received.of = status.st_size
    return source


def _without_waiting(path: str, flags: int) -> int:
    """Opens what may have become a pipe, without waiting for a writer."""
    return os.open(path, flags | os.O_NONBLOCK | os.O_NOCTTY)


def _refuse_special(status: os.stat_result, where: Where) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise Unreadable(
            where,
            _("This is a folder. Name the files in it, for example %(example)s.")
            % {"example": f"{where.file}/*.json"},
        )
    if not stat.S_ISREG(status.st_mode):
        raise Unreadable(
            where, _("This is no ordinary file but a pipe or a device. Save its content to a file.")
        )


def _failed(where: Where, problem: Exception) -> Unreadable:
    reason = getattr(problem, "strerror", "") or str(problem)
    return Unreadable(where, _("This file cannot be read: %(reason)s.") % {"reason": reason})


def _told(received: Received, source: BinaryIO) -> Opened:
    """Tells what the file is by its first bytes; raises Unreadable for what is no kind of ours."""
    where = Where(received.name)
    stream: Stream = io.BufferedReader(_Counted(source, received), _BUFFER)
    head = stream.peek(_HEAD)
    if head.startswith(_GZIP):
        stream = io.BufferedReader(_Unpacked(stream, received), _BUFFER)
        head = stream.peek(_HEAD)
        if head.startswith((_GZIP, *_ZIP)):
            raise Unreadable(where, _("This file is packed twice. Unpack it once."))
        if not head:
            raise Unreadable(where, _("This file is packed, and empty."))
    elif head.startswith(_ZIP):
        if any(part in head[:_HEAD] for part in _WORKBOOK_PARTS):
            return Opened(received, Kind.WORKBOOK, stream, source)
        if b"mimetypeapplication/vnd.oasis.opendocument" in head[:_HEAD]:
            raise Unreadable(where, _("This is an OpenDocument file. Save it as XLSX or CSV."))
        raise Unreadable(where, _("This is a ZIP archive. Unpack it and name the files in it."))
    if not head:
        raise Unreadable(where, _("This file is empty."))
    _refuse_other(head, where)
    return Opened(received, Kind.TEXT, stream, source)


def _refuse_other(head: bytes, where: Where) -> None:
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            raise Unreadable(where, _in_other_encoding(encoding))
    for start, kind in _OTHER_KINDS:
        if head.startswith(start):
            raise Unreadable(
                where,
                _("This is %(kind)s. JSON, CSV and XLSX files can be read.") % {"kind": kind},
            )
    # A file without a mark: every other byte of a text in a European language is then NUL.
    if len(head) > 3 and 0 in head[:2] and any(head[:4]) and head[:2] != b"\0\0":
        raise Unreadable(where, _in_other_encoding("UTF-16"))
    if b"\0" in head[:_HEAD]:
        raise Unreadable(where, _("This file holds bytes of no text (NUL). It is not a text file."))
    if head[:_HEAD].lstrip().lower().startswith((b"<!doctype html", b"<html")):
        raise Unreadable(
            where, _("This is a web page (HTML), perhaps saved instead of the file itself.")
        )


def _in_other_encoding(encoding: str) -> str:
    return _("This file is in %(encoding)s. Save it as UTF-8.") % {"encoding": encoding}


class _Counted(io.RawIOBase):
    """The bytes of a file as they are received, counted and hashed on the way."""

    def __init__(self, source: BinaryIO, received: Received):
        self.source = source
        self.received = received

    def readable(self):
        return True

    def readinto(self, view):
        try:
            data = self.source.read(len(view))
        except (OSError, ValueError) as problem:
            raise _failed(Where(self.received.name), problem) from None
        self.received.add(data)
        view[: len(data)] = data
        return len(data)


class _Unpacked(io.RawIOBase):
    """What a gzip file holds; raises Unreadable where it is damaged or holds far too much."""

    def __init__(self, stream: BinaryIO, received: Received):
        self.unpacked = gzip.GzipFile(fileobj=stream)
        self.received = received
        self.size = 0

    def readable(self):
        return True

    def readinto(self, view):
        where = Where(self.received.name)
        try:
            data = self.unpacked.read(len(view))
        except EOFError:
            raise Unreadable(
                where, _("This packed file ends too early. Perhaps it was not received whole.")
            ) from None
        except (gzip.BadGzipFile, zlib.error):
            raise Unreadable(
                where, _("This packed file is damaged. Perhaps it was not received whole.")
            ) from None
        self.size += len(data)
        if self.size > UNPACKED_MAX or (
            self.size > RATIO_FROM and self.size > RATIO_MAX * self.received.size
        ):
            raise Unreadable(
                where,
                _(
                    "This packed file unpacks to more than %(limit)d MB, %(ratio)d times its size. "
                    "Unpack it yourself if it is what it should be."
                )
                % {"limit": self.size // MEGABYTE, "ratio": self.size // self.received.size},
            )
        view[: len(data)] = data
        return len(data)
