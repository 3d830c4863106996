"""A list as a file: CSV, XLSX and JSON, written portion by portion while it is sent.

Whatever the length of the list, no more than one portion of its records is held.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import Any, BinaryIO

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from coop.exchange.dataset import licence
from coop.exchange.lists.columns import Column, Told
from coop.exchange.lists.languages import tags_of
from coop.exchange.lists.listing import Listing
from coop.exchange.sheets.cells import escape_formula
from coop.exchange.sheets.writing import BOM, CELL_MAX
from coop.exchange.snapshot import snapshot

XLSX_ROWS_MAX = 1_048_575
"""As many records as a worksheet has room for beneath its headings."""

PIECE = 1 << 16

_NUMBERED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


@dataclass(frozen=True)
class Result:
    """What a list's filters leave: the ids in order, and what the result is called."""

    listing: Listing
    portions: Iterable[Sequence[int]]
    count: int
    title: str
    address: str

    def columns(self) -> list[Column]:
        return self.listing.columns(tags_of(self.listing))

    def records(self) -> Iterator[list[Told]]:
        """The records, a portion at a time; one view of the registry is taken of all."""
        for portion in self.portions:
            yield list(self.listing.records(portion))

    def about(self) -> dict[str, Any]:
        """What stands above the records: what they are, where from, under which licence."""
        terms = licence()
        told = {"name": terms.name, "address": terms.address}
        named = {"licence": told} if terms.name or terms.address else {}
        return {"title": self.title, "address": self.address, "count": self.count, **named}


def headings(columns: Iterable[Column]) -> list[str]:
    """Codes in the language of the code, which programs can rely on; else headings in words."""
    if get_language() == settings.LANGUAGE_CODE:
        return [column.code for column in columns]
    return [str(column.heading) for column in columns]


def csv_pieces(result: Result) -> Iterator[str]:
    """A CSV file that spreadsheet programs open; no cell of it is run as a formula."""
    yield BOM
    with snapshot():
        columns = result.columns()
        yield _lines([[escape_formula(heading) for heading in headings(columns)]])
        for records in result.records():
            yield _lines([_escaped(columns, told) for told in records])


def _lines(rows: Iterable[Sequence[str]]) -> str:
    written = io.StringIO(newline="")
    csv.writer(written).writerows(rows)
    return written.getvalue()


def _escaped(columns: Sequence[Column], told: Told) -> list[str]:
    row = []
    for column in columns:
        text = column.cell(told)
        row.append(escape_formula(text) if text and not column.is_number else text)
    return row


def json_pieces(result: Result) -> Iterator[str]:
    """One JSON object: what the result is, and ``records``, one a line."""
    about = json.dumps(result.about(), ensure_ascii=False)
    yield f'{about[:-1]}, "records": ['
    with snapshot():
        before = "\n"
        for records in result.records():
            lines = ",\n".join(json.dumps(told, ensure_ascii=False) for told in records)
            if lines:
                yield f"{before}{lines}"
                before = ",\n"
    yield "\n]}\n"


def xlsx_pieces(result: Result) -> Iterator[bytes]:
    """A workbook, which is written to a temporary file first: its directory stands at its end."""
    with TemporaryFile() as file:
        write_xlsx(result, file)
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece


def write_xlsx(result: Result, file: BinaryIO):
    """Write a workbook of two sheets: the records, and what they are."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(result.listing.sheet)
    sheet.freeze_panes = "A2"
    try:
        with snapshot():
            columns = result.columns()
            sheet.append([_bold(sheet, heading) for heading in headings(columns)])
            for records in result.records():
                for told in records:
                    sheet.append([_cell(column, told) for column in columns])
    except BaseException:
        # The file in which openpyxl keeps the rows meanwhile would else stay until the end.
        sheet.close()
        sheet._writer.cleanup()
        raise
    _append_about(book, result)
    book.save(file)


def _append_about(book: Workbook, result: Result):
    about = result.about()
    terms = about.get("licence", {})
    sheet = book.create_sheet("about")
    for heading, value in (
        (_("Title"), about["title"]),
        (_("Address"), about["address"]),
        (_("Records"), about["count"]),
        (_("Licence"), " ".join(filter(None, (terms.get("name"), terms.get("address"))))),
    ):
        sheet.append([_bold(sheet, heading), value])


def _cell(column: Column, told: Told) -> str | float | None:
    text = column.cell(told)
    if not text:
        return None
    if column.is_number:
        return float(text) if "." in text else int(text)
    text = escape_formula(text)
    if len(text) > CELL_MAX:
        text = f"{text[: CELL_MAX - 1]}…"
    # “_x0041_” in a text would be read as the sign of that number.
    return _NUMBERED.sub("_x005F_", text) if "_x" in text else text


def _bold(sheet: Any, text: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, escape_formula(text))
    cell.font = Font(bold=True)
    return cell
