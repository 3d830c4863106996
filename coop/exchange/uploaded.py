"""What an uploaded file is, and how it is read."""

from collections.abc import Iterator
from typing import BinaryIO

from coop.exchange import reading, sheets
from coop.exchange.entries import Entry, Fault
from coop.exchange.mapping import reading as mapped
from coop.exchange.opening import Kind, Unreadable, opened_stream
from coop.exchange.sheets.cells import is_blank
from coop.exchange.sheets.columns import Filled, find
from coop.exchange.sheets.reading import filled
from coop.exchange.sheets.tables import Table, open_table
from coop.models import Import, SourceDocument
from coop.vocabulary.imports import Reading
from coop.vocabulary.records import Basis

SURE = 2
"""Headings by which a sheet is known to be of a kind."""


def guessed(name: str, file: BinaryIO) -> str:
    """As what the file would be read; empty where it does not tell. Raises Unreadable."""
    file.seek(0)
    with opened_stream(name, file) as found:
        if found.kind == Kind.TEXT and found.head().lstrip().startswith(("[", "{")):
            return Reading.FIXTURE
    return _guessed_sheet(_table(name, file))


def _guessed_sheet(table: Table) -> str:
    """The kind most of whose headings stand in the sheet; none where two have as many."""
    counts = sorted(
        (sum(1 for heading in table.headings if heading and find(kind, heading)), code)
        for code, kind in sheets.KINDS.items()
    )
    (second, _other), (first, code) = counts[-2:]
    return code if first >= SURE and first > second else ""


def entries_of(upload: Import, file: BinaryIO) -> Iterator[Entry | Fault]:
    """The entries of an uploaded file, and its faults."""
    if upload.mapping is not None:
        return mapped.read(upload.mapping, upload.file_name, file)
    if upload.reading == Reading.FIXTURE:
        return reading.read_stream(upload.file_name, file)
    if upload.source is None:
        return sheets.read(upload.reading, upload.file_name, file)
    return _with_source(upload, upload.source, file)


def _with_source(upload: Import, source: SourceDocument, file: BinaryIO):
    """A sheet whose empty cells for the source are read as the working source."""
    try:
        table = _table(upload.file_name, file, sheets.KINDS[upload.reading].titles())
    except Unreadable as problem:
        yield problem.fault
        return
    rows = filled(sheets.KINDS[upload.reading], table)
    yield from sheets.entries(upload.reading, (_sourced(row, source) for row in rows))


def _sourced(row: Filled | Fault, source: SourceDocument) -> Filled | Fault:
    """The row with the working source, unless it names its own."""
    if isinstance(row, Filled) and is_blank(row.values.get("source")):
        row.values["source"] = source.key
        if is_blank(row.values.get("paragraphs")) and is_blank(row.values.get("basis")):
            # It was not read paragraph by paragraph: it is what supplies the row.
            row.values["basis"] = Basis.SUPPLIED.value
    return row


def _table(name: str, file: BinaryIO, worksheets=()) -> Table:
    table = open_table(name, file, worksheets=worksheets)
    if isinstance(table, Table):
        return table
    raise Unreadable(table[0].where, table[0].sentence)
