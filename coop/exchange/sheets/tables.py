"""A sheet as headings and rows, whatever its format: CSV and its kin, or a workbook."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO

from django.utils.translation import gettext as _

from coop.exchange.entries import Fault, Where
from coop.exchange.opening import Kind, Unreadable, opened_stream
from coop.exchange.sheets.cells import Cell, is_blank

MAX_ROWS = 1_000_000
MAX_COLUMNS = 1_000

# As many characters as a cell of a workbook can hold, three times: a CSV of ours stays below.
MAX_CELL = 100_000


@dataclass(slots=True)
class Row:
    """One row: its number in the file, from 1, and as many cells as there are headings.

    Of a CSV the number is that of the line on which the row begins.
    """

    number: int
    cells: list[Cell]


@dataclass(slots=True)
class Table:
    """A sheet: the file's name, its headings as written, and its rows, once, as they are read.

    ``line`` is the row of the headings. What is wrong with a row is yielded in its place;
    rows without any content are left out.
    """

    name: str
    headings: list[str]
    rows: Iterator[Row | Fault]
    line: int = 1

    def where(self, line: int = 0, column: str = "") -> Where:
        return Where(self.name, line, column)


def open_table(
    name: str, binary_file: BinaryIO, *, worksheets: Collection[str] = ()
) -> Table | list[Fault]:
    """Open a sheet by its content, or say why it is none; ``binary_file`` is seekable.

    Of a workbook with several worksheets the one is read that bears one of the names
    ``worksheets``, else the only one with content. The file must stay open while rows
    are read.

    CSV is parsed row by row with the parser of the standard library (which is also
    tablib's: a tablib ``Dataset`` would hold the whole file in memory), workbooks with
    openpyxl's, under caps.
    """
    # Both import from here.
    from coop.exchange.sheets import delimited, workbooks

    binary_file.seek(0)
    try:
        with opened_stream(name, binary_file) as opened:
            if opened.kind is Kind.WORKBOOK:
                return workbooks.read(opened.name, opened.whole(), worksheets)
            return delimited.read(opened.name, opened.lines())
    except Unreadable as refused:
        return [refused.fault]


def no_content(name: str) -> Unreadable:
    return Unreadable(Where(name), _("The sheet is empty: it has no headings and no rows."))


def below(name: str, headings: Sequence, rows: Iterator) -> Iterator:
    """The rows below the headings; raises Unreadable where those seem to be a title above them.

    ``rows`` are pairs of a number and its cells, or faults.
    """
    first = next(rows, None)
    if first is None:
        return rows
    if isinstance(first, tuple) and _filled(headings) == 1 and _filled(first[1]) > 1:
        raise Unreadable(
            Where(name, first[0]),
            _(
                "The first row holds a single cell, and this one several. If the headings stand "
                "here, remove what stands above them."
            ),
        )
    return chain([first], rows)


def _filled(cells: Sequence) -> int:
    return sum(1 for cell in cells if not is_blank(cell))


def trimmed(cells: list[str]) -> list[str]:
    """The cells up to the last one that holds something."""
    end = len(cells)
    while end and not cells[end - 1]:
        end -= 1
    return cells[:end]
