"""What an uploaded file is, and how it is read."""

from collections.abc import Iterator
from typing import BinaryIO

from coop.exchange import reading
from coop.exchange.entries import Entry, Fault
from coop.exchange.opening import Kind, opened_stream
from coop.models import Import
from coop.vocabulary.imports import Reading


def guessed(name: str, file: BinaryIO) -> str:
    """As what the file would be read; empty where it does not tell. Raises Unreadable."""
    file.seek(0)
    with opened_stream(name, file) as found:
        if found.kind == Kind.TEXT and found.head().lstrip().startswith(("[", "{")):
            return Reading.FIXTURE
    return ""


def entries_of(upload: Import, file: BinaryIO) -> Iterator[Entry | Fault]:
    """The entries of an uploaded file, and its faults."""
    return reading.read_stream(upload.file_name, file)
