"""Sheets made to do harm are refused in words, in two seconds and 256 MiB."""

import io
import random
import struct
import zipfile

import pytest

from tests.exchange.hostile import assert_refused, assert_within_bounds, readers
from tests.exchange.sheet_files import PARTS, SPREADSHEET, TYPE, raw_workbook, workbook

MEGABYTE = 1 << 20
ROWS = "tests.exchange.sheet_files:rows"

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {name} "{10 * f"&{before};"}">'
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)
SHEET = f'<worksheet xmlns="{SPREADSHEET}"><sheetData>'


@pytest.fixture(scope="module")
def reader():
    with readers() as made:
        yield made


@pytest.fixture
def read(reader, tmp_path):
    """Reads a file of these bytes in a process of its own."""

    def read(content, name="sheet.xlsx"):
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return reader.read(ROWS, path)

    return read


def in_directory(content, offset, size):
    """The archive with a field of its directory and headers changed, for every part."""
    data = bytearray(content)
    for signature, at in ((b"PK\x01\x02", offset), (b"PK\x03\x04", offset - 2)):
        start = 0
        while (start := data.find(signature, start)) >= 0:
            struct.pack_into("<I", data, start + at, size)
            start += 4
    return bytes(data)


class TestAWorkbookThatUnpacksToMore:
    def test_than_it_seems_to_hold(self, read):
        found = read(raw_workbook(100 * MEGABYTE * " ", level=1))

        assert_refused(found)
        assert "unpacks to 100 MB" in found.faults[0]

    def test_than_a_disk_holds_by_its_own_account(self, read):
        found = read(in_directory(raw_workbook(), 24, 3 << 30))

        assert_refused(found)
        assert "unpacks to" in found.faults[0]

    def test_than_its_directory_says(self, read):
        row = '<row r="2"><c r="A2"><v>1</v></c></row>'
        found = read(in_directory(raw_workbook(200_000 * row, level=1), 24, 500))

        assert_refused(found)
        assert "is damaged" in found.faults[0]

    def test_in_one_row(self, read):
        cells = "".join(f'<c s="{number}"/>' for number in range(2_000_000))

        found = read(raw_workbook(f"<row>{cells}</row>", level=1))

        assert_refused(found)
        assert "is too long" in found.faults[0]

    def test_in_one_text(self, read):
        words = "".join(f"{number} " for number in range(2_000_000))
        row = f'<row><c t="inlineStr"><is><t>{words}</t></is></c></row>'

        assert_refused(read(raw_workbook(row, level=1)))

    def test_in_the_texts_that_cells_share(self, read):
        strings = "".join(f"<si><t>{number}</t></si>" for number in range(700_000))
        content = raw_workbook(
            xl__sharedStrings=f'<sst xmlns="{SPREADSHEET}">{strings}</sst>', level=1
        )

        found = read(content)

        assert_refused(found)
        assert "too many texts" in found.faults[0]

    def test_in_its_styles(self, read):
        styles = "".join(f'<xf numFmtId="{number % 9}"/>' for number in range(300_000))
        content = raw_workbook(
            xl__styles=f'<styleSheet xmlns="{SPREADSHEET}"><cellXfs>{styles}</cellXfs></styleSheet>'
        )

        found = read(content)

        assert_refused(found)
        assert "far larger than usual" in found.faults[0]

    def test_beside_its_rows(self, read):
        merged = "".join(f'<mergeCell ref="A{number}:B{number}"/>' for number in range(2, 300_000))

        found = read(raw_workbook(after=f"<mergeCells>{merged}</mergeCells>", level=1))

        assert_within_bounds(found)
        assert found.error == ""

    def test_between_its_rows(self, read):
        junk = "".join(f"<x{number}/>" for number in range(20_000))
        rows = "".join(f'<row r="{number}"/>{junk}' for number in range(2, 40))

        assert_within_bounds(read(raw_workbook(rows, level=1)))

    def test_in_rows_within_a_row(self, read):
        found = read(raw_workbook(f"<row>{100_000 * '<row/>'}</row>", level=1))

        assert_refused(found)

    def test_in_its_number_of_parts(self, read):
        content = io.BytesIO(raw_workbook())
        with zipfile.ZipFile(content, "a") as archive:
            for number in range(6000):
                archive.writestr(f"xl/media/{number}", "")

        found = read(content.getvalue())

        assert_refused(found)
        assert "parts; at most 5000 are read" in found.faults[0]

    def test_in_its_number_of_worksheets(self, read):
        sheets = "".join(
            f'<sheet name="S{number}" sheetId="{number}" r:id="rId1"/>' for number in range(1, 9000)
        )
        content = raw_workbook(
            xl__workbook=PARTS["xl/workbook.xml"].replace("<sheets>", f"<sheets>{sheets}")
        )

        found = read(content)

        assert_refused(found)
        assert "too many worksheets" in found.faults[0]

    def test_in_the_numbers_of_its_rows(self, read):
        found = read(raw_workbook('<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>'))

        assert_within_bounds(found)
        assert found.error == ""

    def test_in_its_number_of_columns(self, read):
        found = read(raw_workbook('<row r="2"><c r="ZZZ2"><v>1</v></c></row>'))

        assert_refused(found)
        assert "This row has 18278 cells" in found.faults[0]


class TestAWorkbookWithEntities:
    @pytest.mark.parametrize(
        "parts",
        [
            {"xl__worksheets__sheet1": f"{LAUGHS}{SHEET}<row><c><v>&i;</v></c></row>"},
            {"xl__sharedStrings": f'{LAUGHS}<sst xmlns="{SPREADSHEET}"><si><t>&i;</t></si></sst>'},
            {"xl__workbook": f"{LAUGHS}{PARTS['xl/workbook.xml']}"},
            {"xl__styles": f"{LAUGHS}{PARTS['xl/styles.xml']}"},
        ],
        ids=["sheet", "texts", "workbook", "styles"],
    )
    def test_is_refused(self, read, parts):
        found = read(raw_workbook(**parts))

        assert_refused(found)
        assert "declares entities" in found.faults[0]

    def test_of_other_files_is_refused(self, read, tmp_path):
        (tmp_path / "secret").write_text("s3cret")
        kind = f'<!DOCTYPE x [<!ENTITY a SYSTEM "file://{tmp_path}/secret">]>'
        row = '<row><c t="inlineStr"><is><t>&a;</t></is></c></row>'

        found = read(raw_workbook(xl__worksheets__sheet1=f"{kind}{SHEET}{row}"))

        assert_refused(found)
        assert "s3cret" not in "".join(found.faults)

    def test_in_utf_16_is_refused(self, read):
        sheet = f"{LAUGHS}{SHEET}".encode("utf-16")

        found = read(raw_workbook(xl__worksheets__sheet1=sheet))

        assert_refused(found)
        assert "not in UTF-8" in found.faults[0]


class TestAWorkbookThatIsNone:
    @pytest.mark.parametrize(
        "part", ["[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"]
    )
    def test_for_a_part_is_missing(self, read, part):
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w") as archive:
            archive.writestr("_rels/.rels", PARTS["_rels/.rels"])
            for name, text in PARTS.items():
                if name not in (part, "_rels/.rels"):
                    archive.writestr(name, text)

        assert_refused(read(content.getvalue()))

    def test_for_it_is_a_text_document(self, read):
        kinds = PARTS["[Content_Types].xml"].replace("spreadsheetml.sheet", "wordprocessingml.x")
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w") as archive:
            archive.writestr("[Content_Types].xml", kinds)

        assert_refused(read(content.getvalue()))

    @pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
    def test_for_it_was_cut_off(self, read, share):
        content = workbook(["Key", "Note"], *[[f"key-{number}", "x"] for number in range(500)])

        assert_refused(read(content[: int(share * len(content))]))

    def test_for_it_is_damaged_anywhere(self, read):
        content = workbook(["Key", "Note"], *[[f"key-{number}", "x"] for number in range(500)])
        chance = random.Random(1)
        for _attempt in range(20):
            damaged = bytearray(content)
            for _byte in range(20):
                damaged[chance.randrange(4, len(damaged))] = chance.randrange(256)

            found = read(bytes(damaged))

            assert_within_bounds(found)
            assert found.error == ""

    def test_for_a_password_protects_it(self, read):
        data = bytearray(raw_workbook())
        for signature, at in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
            start = 0
            while (start := data.find(signature, start)) >= 0:
                data[start + at] |= 1
                start += 4

        found = read(bytes(data))

        assert_refused(found)
        assert "protected by a password" in found.faults[0]

    def test_for_its_type_leads_to_another_part(self, read):
        rows = "".join(f'<row r="{number}"/>' for number in range(400_000))
        kinds = PARTS["[Content_Types].xml"].replace("/xl/styles.xml", "/xl/worksheets/sheet1.xml")
        kinds = kinds.replace(f"{TYPE}.worksheet+xml", f"{TYPE}.other+xml")
        content = raw_workbook(rows, level=1)
        made = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(content)) as old,
            zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
        ):
            for name in old.namelist():
                data = old.read(name)
                if name == "[Content_Types].xml":
                    data = kinds.encode()
                if name == "xl/styles.xml":
                    continue
                new.writestr(name, data)

        assert_within_bounds(read(made.getvalue()))


class TestTextThatIsHostile:
    @pytest.mark.parametrize(
        "content",
        [
            "a;b\n1;" + 200_000 * "x" + "\n",
            'a;b\n1;"' + 200_000 * "x" + "\n",
            'a;b\n1;"' + 300_000 * "x\n",
            "a;b\n" + 100_000 * '1;"x\n',
            "a;b\n1;\x002\n",
            b"\xff\xfea\x00;\x00b\x00\n\x00",
            b"a;b\n\xff\xfe\n",
            "a;b\n1;2;3\n",
            3_000_000 * ";" + "x",
        ],
        ids=[
            "a long cell",
            "a long cell that is not closed",
            "a quotation mark that is not closed",
            "a quotation mark in every line",
            "NUL",
            "UTF-16",
            "bytes of no text",
            "ragged rows",
            "a million columns",
        ],
    )
    def test_is_refused(self, read, content):
        assert_refused(read(content, "sheet.csv"))

    def test_of_quotation_marks_alone_is_nothing(self, read):
        found = read("a;b\n" + 300_000 * '"\n', "sheet.csv")

        assert_within_bounds(found)
        assert found.error == ""

    @pytest.mark.parametrize("content", [b"%PDF-1.7", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{}"])
    def test_is_not_read_by_its_name(self, read, content):
        found = read(content, "sheet.xlsx")

        assert found.error == ""
        assert found.megabytes < 256
