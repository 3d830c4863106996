"""Sheets out: the columns that sheets are read by, as CSV, TSV or XLSX.

What is written and read again changes nothing.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import BinaryIO, TextIO

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from coop.exchange.sheets.cells import escape_formula
from coop.exchange.sheets.columns import Kind
from coop.exchange.sheets.from_registry import ROWS
from coop.exchange.sheets.kinds import KINDS
from coop.exchange.snapshot import snapshot

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""Without it, spreadsheet programs read CSV in the alphabet of their own country."""

CELL_MAX = 32_767
"""As many characters as a cell of a workbook holds."""

Languages = Sequence[str] | Mapping[str, Sequence[str]]

_NUMBERED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


class TooLong(ValueError):
    """A cell does not fit into a workbook; as a text, the sentence that says so."""


def table(
    kind: str,
    queryset: QuerySet,
    *,
    languages: Languages | None = None,
    is_public: bool = False,
) -> Iterator[list[str]]:
    """The headings of a sheet, then a row a record, in the order in which they were entered.

    ``languages`` are those whose texts have columns, of all texts or by the code of each
    column; by default all that occur. With ``is_public`` there stands nothing that a visitor
    does not see: give it the published.
    """
    sort = KINDS[kind]
    with snapshot():
        rows = ROWS[kind](queryset, is_public=is_public)
        codes = _codes(sort, rows.languages() if languages is None else languages, is_public)
        yield [sort.heading(code) for code in codes]
        for values in rows:
            yield [values.get(code, "") for code in codes]


def _codes(kind: Kind, languages: Languages, is_public: bool) -> list[str]:
    return [code for code in kind.codes(languages) if not (is_public and code == "state")]


class _Echo:
    """A file that gives back what is written to it."""

    @staticmethod
    def write(text: str) -> str:
        return text


def csv_lines(rows: Iterable[list[str]], delimiter: str = ",") -> Iterator[str]:
    """Rows as the lines of a CSV file that spreadsheet programs open, for a response."""
    writer = csv.writer(_Echo(), delimiter=delimiter)
    yield BOM
    for row in rows:
        yield writer.writerow([escape_formula(cell) for cell in row])


def write_csv(
    kind: str, queryset: QuerySet, stream: TextIO, *, delimiter: str = ",", **options
) -> None:
    """Write records as CSV; for the options see ``table``."""
    stream.writelines(csv_lines(table(kind, queryset, **options), delimiter))


def write_tsv(kind: str, queryset: QuerySet, stream: TextIO, **options) -> None:
    """Write records with tabs between the cells; for the options see ``table``."""
    write_csv(kind, queryset, stream, delimiter="\t", **options)


def write_xlsx(kind: str, queryset: QuerySet, stream: BinaryIO, **options) -> None:
    """Write records as a workbook; for the options see ``table``. Raises TooLong."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(kind)
    sheet.freeze_panes = "A2"
    rows = table(kind, queryset, **options)
    try:
        sheet.append([_heading(sheet, heading) for heading in next(rows)])
        for row in rows:
            sheet.append([_fitting(escape_formula(cell), row) or None for cell in row])
    except BaseException:
        # The file in which openpyxl keeps the rows meanwhile would else stay until the end.
        sheet.close()
        sheet._writer.cleanup()
        raise
    book.save(stream)


def _heading(sheet, text: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, text)
    cell.font = Font(bold=True)
    return cell


def _fitting(text: str, row: list[str]) -> str:
    if len(text) <= CELL_MAX:
        # “_x0041_” in a text would be read as the sign of that number.
        return _NUMBERED.sub("_x005F_", text) if "_x" in text else text
    raise TooLong(
        _("A cell of %(key)s has more characters than a workbook can hold. Take CSV instead.")
        % {"key": row[0]}
    )
