"""A sheet of agreements, parties, co-productions or provisions, read as entries."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from django.utils.translation import gettext as _

from coop.exchange.entries import Entry, Fault, Where
from coop.exchange.sheets.agreements import Agreements
from coop.exchange.sheets.columns import Filled, Kind, find, match
from coop.exchange.sheets.coproductions import CoProductions
from coop.exchange.sheets.kinds import KINDS
from coop.exchange.sheets.names import Names
from coop.exchange.sheets.parties import Parties
from coop.exchange.sheets.provisions import Provisions
from coop.exchange.sheets.rows import Sheet
from coop.exchange.sheets.tables import Row, Table, open_table

SHEETS: dict[str, type[Sheet]] = {
    sheet.kind.code: sheet for sheet in (Agreements, Parties, CoProductions, Provisions)
}

FAULTS_MAX = 1000
"""After so many faults a sheet is not read any further."""

_ROWS_ABOVE = 10


def read(
    kind: str, name: str, binary_file: BinaryIO, names: Names | None = None
) -> Iterator[Entry | Fault]:
    """The entries of a sheet, and what is wrong with it; ``kind`` is a key of ``KINDS``.

    Give the same ``names`` for several sheets that are read one after another: then a row
    can name what an earlier sheet brings.
    """
    sort = KINDS[kind]
    table = open_table(name, binary_file, worksheets=sort.titles())
    if isinstance(table, list):
        yield from table
        return
    yield from entries(kind, filled(sort, table), names)


def entries(
    kind: str, rows: Iterable[Filled | Fault], names: Names | None = None
) -> Iterator[Entry | Fault]:
    """The entries of rows that stand in our columns already; faults among them pass through."""
    sheet = SHEETS[kind](names or Names(), remembers=names is not None)
    faults = 0
    for one in sheet.read(rows):
        yield one
        if isinstance(one, Fault):
            faults += 1
            if faults == FAULTS_MAX:
                yield Fault(
                    Where(one.where.file, one.where.line),
                    _("There are %(number)d errors up to here; the rest is not read.")
                    % {"number": faults},
                )
                return


def filled(kind: Kind, table: Table) -> Iterator[Filled | Fault]:
    """The rows of a sheet of ours by their columns, or why its headings lead to none."""
    codes = list(match(kind, table.headings, table.where(table.line)))
    if not any(isinstance(code, str) and code for code in codes):
        yield _no_headings(kind, table)
        return
    yield from (code for code in codes if isinstance(code, Fault))
    headings = {
        code: heading
        for code, heading in zip(codes, table.headings, strict=True)
        if isinstance(code, str) and code
    }
    bare: set[int] = set()
    for row in table.rows:
        if isinstance(row, Fault):
            yield row
            continue
        values = {}
        for index, (code, cell) in enumerate(zip(codes, row.cells, strict=True)):
            if isinstance(code, str) and code:
                values[code] = cell
            elif code == "" and cell is not None and index not in bare:
                bare.add(index)
                yield Fault(
                    table.where(row.number),
                    _("The %(number)d. column holds something, but has no heading.")
                    % {"number": index + 1},
                )
        yield Filled(table.where(row.number), values, headings)


def _no_headings(kind: Kind, table: Table) -> Fault:
    """Says where the headings stand when they are not in the first row, else that they lack."""
    for row in _first(table.rows):
        known = [find(kind, cell) for cell in row.cells if isinstance(cell, str)]
        if len(list(filter(None, known))) > 1:
            return Fault(
                table.where(row.number),
                _("The headings stand in this row. Remove the rows above it."),
            )
    return Fault(
        table.where(table.line),
        _(
            "The first row has no heading of a sheet of %(kind)s, such as “%(one)s”. Take the "
            "headings of the template, or map the columns of the sheet."
        )
        % {"kind": kind.name, "one": kind.heading(kind.codes(["en"])[1])},
    )


def _first(rows: Iterator[Row | Fault]) -> Iterator[Row]:
    for number, row in enumerate(rows):
        if isinstance(row, Row):
            yield row
        if number == _ROWS_ABOVE:
            return
