"""What a file is, is told by what it holds; whatever cannot be read is said in words."""

import gzip
import hashlib
from pathlib import Path

import pytest

from coop.exchange import opening, reading
from tests.exchange.fixture_texts import PARTY, PLACE, faults, keys, read, written


class TestTheKindOfAFile:
    @pytest.mark.parametrize("name", ["file.jsonl", "file.txt", "file", "file.csv", "FILE.JSON"])
    def test_is_told_by_a_list(self, name):
        assert keys(read(f"[{PARTY}]", name)) == ["a"]

    @pytest.mark.parametrize("name", ["file.json", "file.txt", "file", "file.csv", "FILE.JSONL"])
    def test_is_told_by_objects_on_lines(self, name):
        assert keys(read(f"{PARTY}\n{PLACE}", name)) == ["a", "b"]

    def test_is_told_by_the_bytes_of_a_packed_file(self):
        assert keys(read(gzip.compress(PARTY.encode()), "file.json")) == ["a"]

    @pytest.mark.parametrize("name", ["file.csv", "file.TSV", "file.csv.gz"])
    def test_is_a_sheet_by_its_name(self, name):
        assert faults("key;title\na;b", name) == [
            f"{name}: This is a spreadsheet. Say of what: of agreements, parties, co-productions "
            "or provisions (on the command line: --sheet agreements)."
        ]

    def test_is_a_sheet_by_its_bytes(self):
        workbook = b"PK\x03\x04" + bytes(26) + b"[Content_Types].xml"

        assert faults(workbook)[0].startswith("file.json: This is a spreadsheet.")

    @pytest.mark.parametrize(
        ("data", "sentence"),
        [
            (b"", "This file is empty."),
            (gzip.compress(b"", mtime=0), "This file is packed, and empty."),
            (b" \n\t", "The file holds nothing but spaces."),
            ("[]".encode("utf-16"), "This file is in UTF-16. Save it as UTF-8."),
            ("[{}]".encode("utf-16-be"), "This file is in UTF-16. Save it as UTF-8."),
            ("[]".encode("utf-32"), "This file is in UTF-32. Save it as UTF-8."),
            (b"%PDF-1.7", "This is a PDF document. JSON, CSV and XLSX files can be read."),
            (b"PK\x03\x04", "This is a ZIP archive. Unpack it and name the files in it."),
            (b"\n<html>", "This is a web page (HTML), perhaps saved instead of the file itself."),
            (b"[\0]", "This file holds bytes of no text (NUL). It is not a text file."),
        ],
    )
    def test_is_said_where_it_is_another(self, data, sentence):
        assert faults(data) == [f"file.json: {sentence}"]

    def test_is_said_where_lines_hold_nothing(self):
        assert faults("\n \n", "file.jsonl") == ["file.jsonl: The file holds nothing but spaces."]

    def test_is_said_to_be_none_of_ours(self):
        assert faults("Dear colleague", "file.txt") == [
            "file.txt: This is no fixture: neither a list of objects (JSON) nor one object a line "
            "(JSONL)."
        ]

    @pytest.mark.parametrize(
        ("cut", "sentence"),
        [
            (-9, "This packed file ends too early. Perhaps it was not received whole."),
            (20, "This packed file ends too early. Perhaps it was not received whole."),
        ],
    )
    def test_is_packed_and_cut(self, cut, sentence):
        assert faults(gzip.compress(f"[{PARTY}]".encode())[:cut]) == [f"file.json: {sentence}"]

    def test_is_packed_and_damaged(self):
        packed = bytearray(gzip.compress(f"[{PARTY}]".encode()))
        packed[20] ^= 255

        assert faults(bytes(packed)) == [
            "file.json: This packed file is damaged. Perhaps it was not received whole."
        ]


class TestTheNameOfAFile:
    def test_is_printed_without_what_a_terminal_obeys(self):
        assert faults("", "a\x1b[31m\u202egnosj.json") == [
            "a\ufffd[31m\ufffdgnosj.json: This file is empty."
        ]

    @pytest.mark.parametrize("name", ["/somewhere/else/party.json", "party.json", "../party.json"])
    def test_of_an_upload_leads_nowhere(self, name):
        assert faults("", name) == ["party.json: This file is empty."]


class TestOpening:
    def test_gives_lines_as_they_end_in_the_file(self, tmp_path):
        path = written(tmp_path, "sheet.csv", "\ufeffkey;é\r\na;\u2028\nb")

        with opening.opened(path) as file:
            assert list(file.lines()) == ["key;é\r\n", "a;\u2028\n", "b"]

    def test_says_which_line_is_not_in_utf_8(self, tmp_path):
        path = written(tmp_path, "sheet.csv", b"key\na\n\xff\n")

        with opening.opened(path) as file, pytest.raises(opening.Unreadable) as problem:
            list(file.lines())

        assert str(problem.value.fault) == (
            "sheet.csv:3: This line is not in UTF-8 (byte FF). Save the file as UTF-8."
        )

    def test_gives_a_workbook_whole_once_it_is_hashed(self, tmp_path):
        data = b"PK\x03\x04" + bytes(26) + b"xl/workbook.xml" + bytes(1_000_000)
        path = written(tmp_path, "book.xlsx", data)

        with opening.opened(path) as file:
            assert file.kind == opening.Kind.WORKBOOK
            assert file.whole().read() == data
            assert file.received.sha256 == hashlib.sha256(data).hexdigest()

    def test_closes_what_it_opened(self, tmp_path):
        path = written(tmp_path, "one.json", "[]")
        before = len(list(Path("/proc/self/fd").iterdir()))

        for other in (path, tmp_path, tmp_path / "none.json", written(tmp_path, "e.json", "")):
            list(reading.read([other]))

        assert len(list(Path("/proc/self/fd").iterdir())) == before
