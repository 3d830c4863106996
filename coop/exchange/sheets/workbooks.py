"""Workbooks: the worksheet that is meant, row by row, with cells as a person sees them."""

import re
import warnings
from collections.abc import Collection, Iterator
from datetime import date, datetime, time
from typing import Any, BinaryIO
from xml.etree.ElementTree import Element, SubElement

from django.utils.translation import gettext as _
from openpyxl.cell.text import Text
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.worksheet._reader import (
    FORMULA_TAG,
    INLINE_STRING,
    ROW_TAG,
    VALUE_TAG,
    WorkSheetParser,
)
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS

from coop.exchange.entries import Fault, Where
from coop.exchange.opening import Unreadable
from coop.exchange.sheets.archive import Archive, Refused
from coop.exchange.sheets.cells import Cell, is_blank, line, normal, unescape_formula
from coop.exchange.sheets.delimited import too_long, too_many_cells, too_many_rows
from coop.exchange.sheets.tables import (
    MAX_CELL,
    MAX_COLUMNS,
    MAX_ROWS,
    Row,
    Table,
    below,
    no_content,
)

WORKSHEETS_MAX = 200
STRINGS_MAX = 600_000

_SHARED = f"{{{SHEET_MAIN_NS}}}si"
_PLAIN = f"{{{SHEET_MAIN_NS}}}t"

# How a workbook writes a sign that XML cannot hold, and a carriage return.
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")

# The worksheets that a template of ours carries beside the one to fill in.
HOW_TO_FILL_IN = "How to fill in"
ALLOWED_VALUES = "Allowed values"
BESIDES = {normal(HOW_TO_FILL_IN), normal(ALLOWED_VALUES)}

# What of a number format does not show: texts in quotes, escaped signs, colours, padding.
_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')


class _Wrong:
    """A cell without a value: an error in a formula, or one that was never calculated."""

    def __init__(self, sentence: str):
        self.sentence = sentence


class _Reader(ExcelReader):
    """openpyxl's reader of what the cells of all worksheets need: texts and styles."""

    def __init__(self, source: BinaryIO):
        super().__init__(source, read_only=True, data_only=True, keep_links=False)
        self.archive = Archive(source)
        self.valid_files = self.archive.namelist()
        self.read_manifest()
        self.read_strings()
        self.read_workbook()
        apply_stylesheet(self.archive, self.wb)
        self.formats = _Formats(self.wb)

    def read_strings(self):
        listed = self.package.find(SHARED_STRINGS)
        if listed is None:
            return
        name = listed.PartName[1:]
        if self.archive.occurrences(name, b"<si", b":si") > STRINGS_MAX:
            raise Refused(_("This workbook holds too many texts. Save the sheet as CSV instead."))
        with self.archive.part(name) as part:
            self.shared_strings = [_text(element) for element in part.elements(_SHARED, 2)]

    def worksheets(self) -> list[tuple[str, str]]:
        """The title of each worksheet, with the name of its part."""
        return [
            (sheet.name, rel.target)
            for sheet, rel in self.parser.find_sheets()
            if rel.target in self.valid_files and "chartsheet" not in rel.Type
        ]

    def content(self, target: str) -> "Iterator[tuple[int, list[Cell | _Wrong]]]":
        """The rows of a worksheet that hold something, with their numbers."""
        with self.archive.part(target) as part:
            parser = _Parser(
                part,
                self.shared_strings,
                data_only=True,
                epoch=self.wb.epoch,
                date_formats=self.wb._date_formats,
                timedelta_formats=self.wb._timedelta_formats,
            )
            for element in part.elements(ROW_TAG, 3):
                with warnings.catch_warnings():
                    # A number that is no day: told by the cell, which then shows an error.
                    warnings.simplefilter("ignore")
                    number, found = parser.parse_row(element)
                if cells := self._filled(found):
                    yield number, cells

    def _filled(self, found: list[dict[str, Any]]) -> "list[Cell | _Wrong]":
        cells: list[Cell | _Wrong] = []
        for cell in found:
            value = _value(cell, self.formats)
            if isinstance(value, _Wrong) or not is_blank(value):
                column = cell["column"]
                cells.extend([None] * (column - len(cells)))
                cells[column - 1] = value
        return cells


def _text(element: Element) -> str:
    """What a shared or inline text says, without its formats and its phonetic reading."""
    if len(element) == 1 and element[0].tag == _PLAIN:
        return element[0].text or ""
    return str(Text.from_tree(element).content)


class _Parser(WorkSheetParser):
    """openpyxl's parser of a row and its cells, which also tells a formula without a value.

    Used directly and not through a worksheet's ``iter_rows``: that fills in every row that
    is missing, so that one row with the number 99,999,999,999 would keep it busy for ever.
    """

    def parse_cell(self, element) -> dict[str, Any]:
        if element.get("t") == "inlineStr" and (inline := element.find(INLINE_STRING)) is not None:
            # As openpyxl reads it, but some times faster: our own workbooks have only such texts.
            element.set("t", "str")
            SubElement(element, VALUE_TAG).text = _text(inline)
        cell = super().parse_cell(element)
        if cell["value"] is None and element.find(FORMULA_TAG) is not None:
            cell["data_type"] = "f"
        return cell


def read(name: str, source: BinaryIO, worksheets: Collection[str]) -> Table:
    """A table from a workbook; raises Unreadable where there is none to be had."""
    try:
        return _table(name, _workbook(source), [normal(wanted) for wanted in worksheets])
    except Unreadable:
        raise
    except Exception as problem:
        raise Unreadable(Where(name), _sentence(problem)) from None


def _sentence(problem: Exception) -> str:
    if isinstance(problem, Refused):
        return str(problem)
    if isinstance(problem, MemoryError):
        return _("This workbook is too large to be read.")
    # openpyxl raises whatever comes: KeyError, TypeError, ParseError, BadZipFile, zlib.error ….
    return _(
        "This workbook is damaged, or made in an unusual way. Open it in a spreadsheet program, "
        "and save it again as XLSX."
    )


def _workbook(source: BinaryIO) -> _Reader:
    with warnings.catch_warnings():
        # Of what openpyxl does not support; nothing here needs it.
        warnings.simplefilter("ignore")
        return _Reader(source)


def _table(name: str, workbook: _Reader, wanted: list[str]) -> Table:
    sheets = [(t, target) for t, target in workbook.worksheets() if normal(t) not in BESIDES]
    if len(sheets) > WORKSHEETS_MAX:
        raise Refused(_("This workbook has too many worksheets."))
    named = [target for title, target in sheets if normal(title) in wanted]
    if named:
        first, rows = _begun(workbook, named[0])
    else:
        begun = [(title, *_begun(workbook, target)) for title, target in sheets]
        filled = [one for one in begun if one[1] is not None]
        if len(filled) > 1:
            raise Refused(
                _(
                    "Several worksheets have content: %(titles)s. Leave the one to be read, or "
                    "name it “%(name)s”."
                )
                % {
                    "titles": ", ".join(title for title, *_rest in filled[:10]),
                    "name": wanted[0] if wanted else "agreements",
                }
            )
        first, rows = filled[0][1:] if filled else (None, iter(()))
    if first is None:
        raise no_content(name)
    number, cells = first
    if len(cells) > MAX_COLUMNS:
        raise Refused(
            _("The sheet has more than %(limit)d columns.") % {"limit": MAX_COLUMNS},
        )
    headings = ["" if isinstance(cell, _Wrong) else line(cell) for cell in cells]
    return Table(name, headings, _rows(name, headings, below(name, cells, rows)), number)


def _begun(workbook: _Reader, target: str):
    """The first row of a worksheet with content, None without any; and the rows after it."""
    rows = workbook.content(target)
    return next(rows, None), rows


def _rows(name: str, headings: list[str], rows) -> Iterator[Row | Fault]:
    count, last = 0, 0
    try:
        for number, cells in rows:
            count, last = count + 1, number
            if count > MAX_ROWS:
                yield too_many_rows(name, number)
                return
            yield _row(name, headings, number, cells)
    except Exception as problem:
        # The archive is unpacked as it is read: damage shows only here.
        yield Fault(Where(name, last + 1), _sentence(problem))


def _row(name: str, headings: list[str], number: int, cells: list[Cell | _Wrong]) -> Row | Fault:
    if len(cells) > len(headings):
        return Fault(Where(name, number), too_many_cells(len(cells), len(headings)))
    sound: list[Cell] = [None] * len(headings)
    for index, cell in enumerate(cells):
        if isinstance(cell, _Wrong):
            return Fault(Where(name, number, headings[index]), cell.sentence)
        if isinstance(cell, str) and len(cell) > MAX_CELL:
            return Fault(Where(name, number, headings[index]), too_long(len(cell)))
        sound[index] = cell
    return Row(number, sound)


class _Formats:
    """The number format of each style of a workbook."""

    def __init__(self, workbook):
        self.styles = workbook._cell_styles
        self.own = workbook._number_formats
        self.known: dict[int, str] = {}

    def __getitem__(self, style: int) -> str:
        if style not in self.known:
            number = self.styles[style].numFmtId if style < len(self.styles) else 0
            own = number - 164
            text = (
                self.own[own]
                if 0 <= own < len(self.own)
                else BUILTIN_FORMATS.get(number, "General")
            )
            self.known[style] = _NOT_SHOWN.sub("", text.split(";")[0]).lower()
        return self.known[style]


def _value(cell: dict[str, Any], formats: _Formats) -> Cell | _Wrong:
    value, kind = cell["value"], cell["data_type"]
    if kind == "f":
        return _Wrong(
            _(
                "This cell holds a formula that was never calculated. Open the workbook in a "
                "spreadsheet program and save it, or write the value itself."
            )
        )
    if kind == "e":
        return _Wrong(_("This cell shows the error %(error)s.") % {"error": str(value)[:20]})
    if isinstance(value, str):
        return unescape_formula(_ESCAPED.sub(lambda found: chr(int(found[1], 16)), value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (date, time)):
        return _day(value, formats[cell["style_id"]])
    if isinstance(value, (int, float)):
        if "%" in formats[cell["style_id"]]:
            return f"{round(value * 100, 6):g}%"
        return value
    return None if value is None else str(value)


def _day(value: date | time, shown: str) -> Cell:
    """A date as far as its format shows it.

    Who types “2022-06” or “11 Dec” gets a full date from the spreadsheet program, with a
    day or a year that nobody stated and that the cell does not show.
    """
    if isinstance(value, time):
        return value.isoformat()
    day = value.date() if isinstance(value, datetime) else value
    has_year, has_month, has_day = "y" in shown, "m" in shown, "d" in shown
    if not has_year and has_month and has_day:
        return f"XXXX-{day:%m-%d}"
    if has_year and not has_day:
        return f"{day.year:04d}-{day:%m}" if has_month else f"{day.year:04d}"
    return day
