"""Sheets made for tests, and what becomes of them."""

import csv
import io
import zipfile

import openpyxl

from coop.exchange import sheets
from coop.exchange.applying import apply
from coop.exchange.entries import Fault
from coop.exchange.planning import plan
from coop.exchange.sheets import writing
from coop.exchange.sheets.tables import open_table
from coop.models import Agreement, CoProduction, Party, Provision


def csv_file(rows, delimiter=","):
    """Rows of texts as the bytes of a CSV file."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode()


def workbook(*rows, title="Sheet", formats=None, sheets=None):
    """Rows of values as the bytes of a workbook; ``formats`` leads from a cell to its format.

    ``sheets`` are further worksheets: title → rows.
    """
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for cell, number_format in (formats or {}).items():
        sheet[cell].number_format = number_format
    for name, others in (sheets or {}).items():
        other = book.create_sheet(name)
        for row in others:
            other.append(row)
    return saved(book)


def saved(book):
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{PACKAGE}/content-types">'
        f'<Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{TYPE}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{TYPE}.styles+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{TYPE}.sharedStrings+xml"/>'
        "</Types>"
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{SPREADSHEET}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{OFFICE}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId3" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>"
    ),
    "xl/styles.xml": f'<styleSheet xmlns="{SPREADSHEET}"/>',
    "xl/sharedStrings.xml": f'<sst xmlns="{SPREADSHEET}"/>',
}

HEADINGS = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>Key</t></is></c>'
    '<c r="B1" t="inlineStr"><is><t>Note</t></is></c></row>'
)


def raw_workbook(rows="", after="", level=6, **parts):
    """The bytes of a workbook whose parts are written as they are given.

    ``rows`` follow the headings in its worksheet, ``after`` their end; ``parts`` replace
    others, with ``__`` for a slash: ``xl__styles``.
    """
    sheet = f'<worksheet xmlns="{SPREADSHEET}"><sheetData>{HEADINGS}{rows}</sheetData>{after}'
    named = {f"{name.replace('__', '/')}.xml": text for name, text in parts.items()}
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, text in {
            **PARTS,
            "xl/worksheets/sheet1.xml": f"{sheet}</worksheet>",
            **named,
        }.items():
            archive.writestr(name, text)
    return content.getvalue()


# ---- What becomes of them ----


def table(content, name="sheet.csv", **options):
    """The sheet, or the sentences of the faults for which it is none."""
    content = content.encode() if isinstance(content, str) else content
    found = open_table(name, io.BytesIO(content), **options)
    return [str(fault) for fault in found] if isinstance(found, list) else found


def cells(content, **options):
    """The cells of all rows under the headings; a fault where one stands for a row."""
    return [
        str(row) if isinstance(row, Fault) else row.cells for row in table(content, **options).rows
    ]


def rows(path):
    """The rows of a sheet, for the harness of hostile files."""
    with path.open("rb") as file:
        found = open_table(path.name, file)
        yield from found if isinstance(found, list) else found.rows


def read(kind, *lines, name="sheet.csv", content=None):
    """Entries and faults of a sheet: lines with semicolons between the cells, or its bytes."""
    content = "\n".join(lines).encode() if content is None else content
    return list(sheets.read(kind, name, io.BytesIO(content)))


def entries(kind, *lines, **options):
    """The entries of a sheet in which nothing is wrong."""
    found = read(kind, *lines, **options)
    assert not [str(one) for one in found if isinstance(one, Fault)]
    return found


def faults(kind, *lines, **options):
    return [str(one) for one in read(kind, *lines, **options) if isinstance(one, Fault)]


def fields(found, model):
    """The fields of the entries of a model: ``coop.agreement``."""
    return [entry.fields for entry in found if entry.model == model]


def put(kind, *lines, **options):
    """Read, plan and apply a sheet; the numbers of rows made and changed, by model."""
    with plan(iter(read(kind, *lines, **options))) as found:
        assert [str(fault) for fault in found.faults] == []
        apply(found)
        return {
            model.__name__: (counts.created, counts.changed)
            for model, counts in found.counts.items()
            if counts.created or counts.changed
        }


# ---- Sheets out ----

MODELS = {
    "agreements": Agreement,
    "parties": Party,
    "coproductions": CoProduction,
    "provisions": Provision,
}


def written(kind, form="csv", queryset=None, **options):
    """The bytes of a sheet."""
    queryset = MODELS[kind].objects.all() if queryset is None else queryset
    if form == "xlsx":
        content = io.BytesIO()
        writing.write_xlsx(kind, queryset, content, **options)
        return content.getvalue()
    text = io.StringIO(newline="")
    {"csv": writing.write_csv, "tsv": writing.write_tsv}[form](kind, queryset, text, **options)
    return text.getvalue().encode()
