"""Template files: headings, an example that is never read, what may stand in each column."""

import csv
import io
from collections.abc import Sequence

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from coop.exchange.sheets.columns import Column, Holds, Kind, interface_languages
from coop.exchange.sheets.kinds import KINDS
from coop.exchange.sheets.rows import EXAMPLE
from coop.exchange.sheets.workbooks import ALLOWED_VALUES, HOW_TO_FILL_IN
from coop.exchange.sheets.writing import BOM
from coop.names import languages
from coop.names.text import FALLBACK

FORMATS = ("xlsx", "csv", "tsv")

# As far as cells are prepared: lists to choose from, and text where a program would make a date
# of “2-4” or of “2025-12”.
_ROWS_PREPARED = 2000
_AS_TEXT = "@"

_WIDTHS = {Holds.KEY: 34, Holds.PASSAGE: 48, Holds.DATE: 14, Holds.FLAG: 12, Holds.CODE: 22}
_WIDTH = 28


def template(kind: str, format: str = "xlsx", tags: Sequence[str] = ()) -> bytes:
    """A file to fill in; ``tags`` are the languages of its texts, else those of the registry.

    The row under the headings is an example: while “example” stands in its column of
    keys, it is not read.
    """
    sort = KINDS[kind]
    codes = sort.codes(tags or interface_languages())
    if format == "xlsx":
        return _workbook(sort, codes)
    delimiter = {"csv": ",", "tsv": "\t"}[format]
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerow([sort.heading(code) for code in codes])
    writer.writerow([_example(sort, code) for code in codes])
    return f"{BOM}{text.getvalue()}".encode()


def _example(kind: Kind, code: str) -> str:
    column, tag = kind.column(code), code.partition(":")[2]
    if column.holds is Holds.KEY:
        return EXAMPLE
    return column.example if tag in ("", FALLBACK) else ""


def _workbook(kind: Kind, codes: Sequence[str]) -> bytes:
    book = Workbook()
    sheet: Worksheet = book.active
    sheet.title = kind.code
    allowed = _allowed_values(book, kind)
    for index, code in enumerate(codes, 1):
        _column(sheet, kind, code, index, allowed)
    sheet.freeze_panes = "B2"
    _how_to(book, kind)
    book.move_sheet(allowed.sheet, 1)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _column(sheet: Worksheet, kind: Kind, code: str, index: int, allowed: "_Allowed") -> None:
    column = kind.column(code)
    letter = get_column_letter(index)
    heading = sheet.cell(1, index, kind.heading(code))
    heading.font = Font(bold=True)
    heading.comment = Comment(_with_language(column, code), "", height=120, width=320)
    example = sheet.cell(2, index, _example(kind, code) or None)
    example.font = Font(italic=True, color="808080")
    sheet.column_dimensions[letter].width = _WIDTHS.get(column.holds, _WIDTH)
    # Excel formats whole columns; LibreOffice wants the cells.
    sheet.column_dimensions[letter].number_format = _AS_TEXT
    example.number_format = _AS_TEXT
    if reference := allowed.references.get(column.code):
        choice = DataValidation("list", formula1=reference, allow_blank=True)
        choice.showErrorMessage = True
        choice.error = _("Choose one of the list, or leave the cell empty.")
        choice.add(f"{letter}2:{letter}{_ROWS_PREPARED}")
        sheet.add_data_validation(choice)


def _with_language(column: Column, code: str) -> str:
    tag = code.partition(":")[2]
    return f"{column.help}\n{languages.label(tag)}" if tag else str(column.help)


class _Allowed:
    """The worksheet of allowed values, and where each column's codes stand in it."""

    def __init__(self, sheet: Worksheet):
        self.sheet = sheet
        self.references: dict[str, str] = {}


def _allowed_values(book: Workbook, kind: Kind) -> _Allowed:
    """A pair of columns for each list: the code, which every file can hold, and its meaning."""
    allowed = _Allowed(book.create_sheet(ALLOWED_VALUES))
    index = 1
    for column in kind.columns:
        if column.choices is None:
            continue
        allowed.sheet.cell(1, index, str(column.heading)).font = Font(bold=True)
        allowed.sheet.cell(1, index + 1, _("meaning")).font = Font(italic=True)
        for row, (code, label) in enumerate(column.choices.choices, 2):
            allowed.sheet.cell(row, index, str(code))
            allowed.sheet.cell(row, index + 1, str(label))
        letter = get_column_letter(index)
        last = len(column.choices.choices) + 1
        if not column.is_many:
            reference = f"'{ALLOWED_VALUES}'!${letter}$2:${letter}${last}"
            allowed.references[column.code] = reference
        for offset in (0, 1):
            width = allowed.sheet.column_dimensions[get_column_letter(index + offset)]
            width.width = _WIDTH
        index += 3
    return allowed


def _how_to(book: Workbook, kind: Kind) -> None:
    sheet = book.create_sheet(HOW_TO_FILL_IN)
    rows = [
        (_("Rows"), _("One row a record. The example is not read while its key is “example”.")),
        (_("Empty cells"), _("An empty cell changes nothing; what the registry has stays.")),
        (_("Several values"), _("Semicolons stand between them: IR; KZ.")),
        (
            _("Names"),
            _(
                "A country is written by its code or name; a body, place, subject, agreement or "
                "source by its key or its exact name in any language."
            ),
        ),
        (
            _("Languages"),
            _("For another language add a column with its tag in brackets: %(example)s.")
            % {"example": kind.heading(f"{_first_text(kind)}:fr")},
        ),
        (_("Deleting"), _("Files delete nothing: remove things at their own page.")),
        ("", ""),
        *((str(column.heading), _described(column)) for column in kind.columns),
    ]
    for number, (name, text) in enumerate(rows, 1):
        sheet.cell(number, 1, name).font = Font(bold=True)
        sheet.cell(number, 2, text).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions["A"].width = _WIDTH
    sheet.column_dimensions["B"].width = 96


def _first_text(kind: Kind) -> str:
    return next(column.code for column in kind.columns if column.per_language)


def _described(column: Column) -> str:
    needed = _("Needed for a new record.") if column.needed else ""
    values = ""
    if column.choices is not None:
        values = _("Allowed: %(codes)s.") % {"codes": ", ".join(column.choices.values)}
    return " ".join(filter(None, [str(column.help), needed, values]))
