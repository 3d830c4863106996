"""Fixtures are read object by object; what is wrong in one is said with file, line and column."""

import gzip
import hashlib
import io
import json
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from coop.exchange import opening, reading
from coop.exchange.entries import Entry, Fault, Where

PARTY = '{"model": "coop.party", "fields": {"key": "a"}}'
PLACE = '{"model": "coop.place", "fields": {"key": "b"}}'
SHIPPED = sorted((settings.BASE_DIR / "fixtures").glob("*/*.json"))

WORDS = st.text(st.sampled_from('aé\u2028😀"\\/\n\x00,:[]{}')) | st.text()
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=8,
).filter(lambda value: not any(0xD800 <= ord(sign) < 0xE000 for sign in str(value)))


def read(text, name="file.json"):
    """What a file with this text yields."""
    data = text.encode() if isinstance(text, str) else text
    return list(reading.read_stream(name, io.BytesIO(data)))


def faults(text, name="file.json"):
    found = read(text, name)
    return [str(one) for one in found if isinstance(one, Fault)]


def keys(found):
    return [one.fields["key"] for one in found if isinstance(one, Entry)]


def written(folder, name, text):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def plain(entries):
    return [{"model": one.model, "fields": one.fields} for one in entries]


def objects(values):
    return [{"model": "coop.party", "fields": {"names": value}} for value in values]


class TestASoundFixture:
    @pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
    def test_is_read_as_python_reads_it(self, path):
        assert plain(reading.read([path])) == json.loads(path.read_text())

    @pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
    def test_says_of_each_object_where_it_begins(self, path):
        lines = path.read_text().split("\n")

        for entry in reading.read([path]):
            assert lines[entry.where.line - 1] == "  {"
            assert entry.model in lines[entry.where.line]

    def test_is_read_in_order(self):
        assert read(f"[{PARTY},\n{PLACE}]") == [
            Entry(Where("file.json", 1), "coop.party", {"key": "a"}),
            Entry(Where("file.json", 2), "coop.place", {"key": "b"}),
        ]

    def test_may_be_packed(self):
        assert keys(read(gzip.compress(f"[{PARTY}]".encode()), "file.json.gz")) == ["a"]

    def test_may_be_packed_in_pieces(self):
        pieces = gzip.compress(f"[{PARTY},".encode()) + gzip.compress(f"{PLACE}]".encode())

        assert keys(read(pieces)) == ["a", "b"]

    def test_may_begin_with_a_byte_order_mark(self):
        assert keys(read(f"\ufeff[{PARTY}]")) == ["a"]

    def test_may_have_the_line_ends_of_windows(self):
        found = read(f"[\r\n{PARTY},\r\n{PLACE}\r\n]\r\n")

        assert [entry.where.line for entry in found] == [2, 3]

    def test_may_be_a_list_of_nothing(self):
        assert read("[ ]") == []

    def test_may_have_objects_longer_than_what_is_read_at_once(self):
        long = json.dumps(objects(["é" * 1_000_000, ["\n"] * 100_000, 1]), indent=1)

        assert plain(read(long)) == json.loads(long)

    def test_may_leave_the_database_key_open(self):
        """As Django writes it for objects without one."""
        assert keys(read(f"[{PARTY[:-1]}, " + '"pk": null}]')) == ["a"]

    @given(st.lists(VALUES, max_size=4), st.booleans(), st.sampled_from([None, 1]))
    def test_is_the_same_wherever_its_reading_is_cut(self, values, is_ascii, indent):
        text = json.dumps(objects(values), ensure_ascii=is_ascii, indent=indent)

        with pytest.MonkeyPatch.context() as patch:
            for size in (1, 2, 7):
                patch.setattr(opening, "_BLOCK", size)
                assert plain(read(text)) == objects(values)

    @given(st.lists(VALUES, min_size=1, max_size=4), st.booleans())
    def test_is_the_same_in_lines(self, values, is_ascii):
        lines = [json.dumps(one, ensure_ascii=is_ascii) for one in objects(values)]

        assert plain(read("\n".join(lines), "file.jsonl")) == objects(values)


class TestLinesOfObjects:
    def test_are_read_with_their_numbers(self):
        found = read(f"{PARTY}\n{PLACE}\n", "file.jsonl")

        assert [(str(entry.where), entry.model) for entry in found] == [
            ("file.jsonl:1", "coop.party"),
            ("file.jsonl:2", "coop.place"),
        ]

    def test_may_be_blank(self):
        found = read(f"\n{PARTY}\r\n \t\r\n  {PLACE}  ", "file.jsonl")

        assert [entry.where.line for entry in found] == [2, 4]

    def test_are_read_on_after_a_broken_one(self):
        found = read(f'{PARTY}\n{{"model": }}\n{PLACE}', "file.jsonl")

        assert [str(one) for one in found if isinstance(one, Fault)] == [
            "file.jsonl:2: Column 11: A value is expected, not “}”."
        ]
        assert keys(found) == ["a", "b"]

    def test_are_read_on_after_one_that_is_not_in_utf_8(self):
        found = read(PARTY.encode() + b"\n\xe9\n" + PLACE.encode(), "file.jsonl")

        assert str(found[1]) == (
            "file.jsonl:2: This line is not in UTF-8 (byte E9). Save the file as UTF-8."
        )
        assert keys(found) == ["a", "b"]

    def test_are_read_on_after_one_that_is_too_deep(self):
        found = read('{"a":' * 5000 + "\n" + PARTY, "file.jsonl")

        assert "too deep" in str(found[0])
        assert keys(found) == ["a"]

    def test_do_not_end_at_other_separators(self):
        found = read(PARTY.replace('"a"', '"\u2028\u0085"'), "file.jsonl")

        assert keys(found) == ["\u2028\u0085"]

    @pytest.mark.parametrize(
        ("line", "sentence"),
        [
            (PARTY[:-1], "The line ends within its object. Each object stands on one line, whole."),
            (
                PARTY + PLACE,
                "Column 48: The object is closed, and “{” follows. "
                "Each object stands on a line of its own.",
            ),
            (
                "{",
                "An object begins here that does not end on its line. Write each object on one "
                "line, or all of them as a list: [ … ], with commas between them.",
            ),
            ("3", "An object with “model” and “fields” is expected here, not a number."),
        ],
    )
    def test_hold_one_object_each(self, line, sentence):
        assert faults(f"{PARTY}\n{line}\n", "file.jsonl") == [f"file.jsonl:2: {sentence}"]

    def test_of_which_a_thousand_are_broken_are_not_read_any_further(self):
        found = faults("x\n" * 2000, "file.jsonl")

        assert len(found) == reading.FAULTS_MAX + 1
        assert found[-1] == (
            "file.jsonl:1000: There are 1000 errors up to here; the rest is not read."
        )


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
            (gzip.compress(b""), "This file is packed, and empty."),
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


class TestBrokenJson:
    @pytest.mark.parametrize(
        ("text", "line", "sentence"),
        [
            ('[{"a": 1,}]', 1, "Column 10: Remove the comma before “}”."),
            ('[{"a": [1,]}]', 1, "Column 11: Remove the comma before “]”."),
            ('[{"a": 1\n "b": 2}]', 2, "Column 2: A comma is missing here, before the next value."),
            ('[{"a": [1 2]}]', 1, "Column 11: A comma or a closing bracket is expected, not “2”."),
            ('[{"a" 1}]', 1, "Column 7: A colon is expected after the name, not “1”."),
            ('[{"a": }]', 1, "Column 8: A value is expected, not “}”."),
            ('[{"a": 1, 2}]', 1, 'Column 11: A name in quotation marks (") is expected, not “2”.'),
            (
                "[{'a': 1}]",
                1,
                "Column 3: Texts stand in straight double quotation marks (\"), not in '.",
            ),
            (
                '[{"a": “b”}]',
                1,
                'Column 8: Texts stand in straight double quotation marks ("), not in “.',
            ),
            ('[{"a": True}]', 1, "Column 8: Write true instead of True."),
            ('[{"a": None}]', 1, "Column 8: Write null instead of None."),
            ("[\n// parties\n]", 2, "Column 1: A file of JSON has no comments. Remove it."),
            ('[{"a": "C:\\d"}]', 1, "Column 11: A backslash in a text is written twice (\\\\)."),
            (
                '[{"a": "b\n"}]',
                1,
                'Column 10: The line ends within a text. A quotation mark (") is missing, or a '
                "line break that belongs to the text must be written \\n.",
            ),
            ('[{"a": "\t"}]', 1, "Column 9: A tab within a text is written \\t."),
            ('[{"a": "\x1b"}]', 1, "Column 9: A text may not hold U+001B. Remove it."),
            (
                f'[{PARTY},\n{{"a": "b}}]',
                2,
                'Column 7: The text that begins here is not closed: a quotation mark (") is '
                "missing.",
            ),
            (
                f"[{PARTY} x",
                1,
                "Column 50: A comma or the closing “]” is expected, not “x”.",
            ),
            (
                f"[{PARTY}",
                1,
                "Column 49: The file ends before its list is closed by “]”. "
                "Perhaps it was not received whole.",
            ),
            (
                f'[{PARTY},\n\n{{"model": "a",\n',
                3,
                "The file ends within the object that begins here. "
                "Perhaps it was not received whole.",
            ),
            (
                f"[{PARTY}]\n]",
                2,
                "Column 1: The list is closed, and “]” follows. Nothing may follow it.",
            ),
            (
                '{\n"a": 1}',
                1,
                "Column 1: A list of objects is expected. Put the object in brackets: [ … ].",
            ),
            (
                '"a"',
                1,
                'Column 1: A list of objects is expected, which begins with “[”, not “"”.',
            ),
            ("[" * 5000, 1, "Lists and objects stand too deep within one another here."),
        ],
    )
    def test_is_said_with_line_and_column(self, text, line, sentence):
        assert faults(text) == [f"file.json:{line}: {sentence}"]

    def test_is_read_on_where_a_comma_is_missing(self):
        found = read(f"[{PARTY}\n{PLACE},]")

        assert [str(one) for one in found if isinstance(one, Fault)] == [
            "file.json:2: Column 1: A comma is missing between this object and the one before it.",
            "file.json:2: Column 49: Remove the comma before “]”.",
        ]
        assert keys(found) == ["a", "b"]

    def test_yields_what_stands_before_it(self):
        assert keys(read(f"[{PARTY}, {PLACE}, oops]")) == ["a", "b"]

    def test_has_the_right_column_far_into_a_line(self):
        before = "[" + f"{PARTY}," * 20_000

        assert faults(f"{before}oops]") == [
            f"file.json:1: Column {len(before) + 1}: A value is expected, not “o”."
        ]

    def test_has_the_right_line_far_into_a_file(self):
        assert faults("[" + f"{PARTY},\n" * 20_000 + "oops]") == [
            "file.json:20001: Column 1: A value is expected, not “o”."
        ]

    def test_that_is_not_in_utf_8_is_said_with_its_line(self):
        data = "[" + f"{PARTY},\n" * 20_000

        found = read(data.encode() + PARTY.encode().replace(b'"a"', b'"\xe9"') + b"]")

        assert len(keys(found)) == 20_000
        assert str(found[-1]) == (
            "file.json:20001: This line is not in UTF-8 (byte E9). Save the file as UTF-8."
        )

    def test_may_be_cut_anywhere(self):
        text = json.dumps(objects(["é\u2028", {"b": [1, -2.5e3, True, None, "\\"]}]), indent=1)
        data = text.encode()

        for length in range(len(data)):
            found = read(data[:length])
            assert [type(one) for one in found if isinstance(one, Fault)] == [Fault], length

    @given(st.data())
    def test_is_never_taken_for_sound(self, data):
        text = json.dumps(objects(["é\u2028", {"b": [1, -2.5e3, True, None, "\\ud800"]}]))
        place = data.draw(st.integers(0, len(text) - 1))
        sign = data.draw(
            st.sampled_from('"\\,:[]{}x0-.eE +\nnu\x00') | st.characters(codec="utf-8")
        )

        changed = text[:place] + sign + text[place + 1 :]

        try:
            value = json.loads(changed)
        except ValueError:
            assert faults(changed)
        else:
            assert faults(changed) or plain(read(changed)) == (
                value if isinstance(value, list) else [value]
            )


class TestAnObjectOfAFixture:
    @pytest.mark.parametrize(
        ("text", "sentence"),
        [
            ("1", "An object with “model” and “fields” is expected here, not a number."),
            ("null", "An object with “model” and “fields” is expected here, not null."),
            ('"a"', "An object with “model” and “fields” is expected here, not a text."),
            ("[]", "An object with “model” and “fields” is expected here, not a list."),
            ("true", "An object with “model” and “fields” is expected here, not true or false."),
            (
                '{"fields": {}}',
                "This object has no “model”: the name of a table, such as coop.agreement.",
            ),
            (
                '{"model": 1, "fields": {}}',
                "“model” must be the name of a table, such as coop.agreement, not a number.",
            ),
            (
                '{"model": "", "fields": {}}',
                "“model” must be the name of a table, such as coop.agreement, not an empty text.",
            ),
            (
                '{"model": "coop.party"}',
                "coop.party: This object has no “fields”: an object with the fields and their "
                "values.",
            ),
            (
                '{"model": "coop.party", "fields": []}',
                "coop.party: “fields” must be an object with the fields and their values, not a "
                "list.",
            ),
            (
                PARTY[:-1] + ', "pk": 3}',
                "coop.party a: Leave out “pk”: files name a record by its key, never by a number.",
            ),
            (
                PARTY[:-1] + ', "field": 3}',
                "coop.party a: “field” is unknown here. Is “fields” meant?",
            ),
            (
                PARTY[:-1] + ', "names": 3}',
                "coop.party a: “names” is unknown here. A field belongs within “fields”.",
            ),
        ],
    )
    @pytest.mark.parametrize("around", ["[{}]", "[1, {}]"])
    def test_has_a_model_and_fields_and_no_more(self, text, sentence, around):
        assert faults(around.replace("{}", text))[-1] == f"file.json:1: {sentence}"

    @pytest.mark.parametrize(
        ("value", "sentence"),
        [
            ('{"en": 1, "en": 2}', "“en” stands twice in one object."),
            ("NaN", "NaN is no number. Write null where there is none."),
            ("-Infinity", "-Infinity is no number. Write null where there is none."),
            ("1e999", "The number 1e999 is too large."),
            ("9" * 5000, "The number 999999999999… is too large."),
            ("-" + "9" * 5000, "The number -99999999999… is too large."),
            ("0." + "9" * 5000, "The number 0.9999999999… is too large."),
            ('"\\ud800"', "\\ud800 is half of a character. Write the character itself."),
            ('"\\uDC00"', "\\uDC00 is half of a character. Write the character itself."),
            ('"\\ud83d x\\ude00"', "\\ud83d is half of a character. Write the character itself."),
            ('"\\ud83d\\ud83d"', "\\ud83d is half of a character. Write the character itself."),
            ("[" * 40 + "]" * 40, "Lists and objects stand too deep within one another here."),
        ],
    )
    @pytest.mark.parametrize("ending", ["json", "jsonl"])
    def test_holds_no_value_that_is_none_and_the_next_is_read(self, value, sentence, ending):
        first = f'{{"model": "coop.party", "fields": {{"names": {value}}}}}'
        text = f"[{first}, {PLACE}]" if ending == "json" else f"{first}\n{PLACE}"

        found = read(text, f"file.{ending}")

        assert str(found[0]) == f"file.{ending}:1: {sentence}"
        assert keys(found) == ["b"]

    def test_is_wrong_at_the_line_of_the_half_character(self):
        text = '[{"model": "coop.party",\n"fields": {"a": "\\ud83d\\ude00",\n"b": "\\ud83d"}}]'

        assert [one.where.line for one in read(text)] == [3]

    @pytest.mark.parametrize("value", ["\\ud83d\\ude00", "\\\\ud800", "\\\\\\ud83d\\ude00"])
    def test_may_hold_whole_characters_as_escapes(self, value):
        text = PARTY.replace('"a"', f'"{value}"')

        assert keys(read(f"[{text}]")) == [json.loads(f'"{value}"')]

    def test_has_all_that_is_wrong_with_it_said(self):
        assert len(faults('[{"model": 1, "fields": 2, "pk": 3, "more": 4}]')) == 4


class TestSeveralFiles:
    def test_are_read_one_after_another(self, tmp_path):
        first = written(tmp_path, "one.json", f"[{PARTY}]")
        second = written(tmp_path, "two.jsonl", PLACE)

        assert [str(entry.where) for entry in reading.read([first, second])] == [
            "one.json:1",
            "two.jsonl:1",
        ]

    def test_are_read_on_after_one_that_cannot_be_read(self, tmp_path):
        sound = written(tmp_path, "sound.json", f"[{PARTY}]")

        found = list(reading.read([tmp_path / "none.json", tmp_path, sound]))

        assert [str(one) for one in found[:2]] == [
            "none.json: There is no such file.",
            f"{tmp_path.name}: This is a folder. Name the files in it, for example "
            f"{tmp_path.name}/*.json.",
        ]
        assert keys(found) == ["a"]

    def test_are_told_apart_by_as_much_of_the_path_as_it_takes(self, tmp_path):
        paths = [
            written(tmp_path, name, f"[{PARTY}]")
            for name in ("a/one.json", "b/one.json", "b/two.json", "c/b/two.json")
        ]

        assert [entry.where.file for entry in reading.read(paths)] == [
            "a/one.json",
            "b/one.json",
            f"{tmp_path.name}/b/two.json",
            "c/b/two.json",
        ]

    @pytest.mark.parametrize("link", [None, "link.json"])
    def test_may_not_be_the_same_one(self, tmp_path, link):
        path = written(tmp_path, "one.json", f"[{PARTY}]")
        again = path
        if link:
            again = tmp_path / link
            again.symlink_to(path)

        found = list(reading.read([path, again]))

        assert keys(found) == ["a"]
        assert str(found[1]).endswith(".json: This file is named twice.")


class TestTheNameOfAFile:
    def test_is_printed_without_what_a_terminal_obeys(self):
        assert faults("", "a\x1b[31m\u202egnosj.json") == [
            "a\ufffd[31m\ufffdgnosj.json: This file is empty."
        ]

    @pytest.mark.parametrize("name", ["/home/anna/party.json", "party.json", "../party.json"])
    def test_of_an_upload_leads_nowhere(self, name):
        assert faults("", name) == ["party.json: This file is empty."]


class TestWhatWasReceived:
    @pytest.mark.parametrize("pack", [bytes, gzip.compress])
    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("one.json", "[" + f"{PARTY},\n" * 9999 + PARTY + "]"),
            ("one.jsonl", f"{PARTY}\n" * 9999),
        ],
    )
    def test_is_named_with_the_size_and_the_hash_of_its_bytes(self, tmp_path, name, text, pack):
        data = pack(text.encode())
        found = reading.read([written(tmp_path, name, data)])

        assert (found.position, found.size) == (0, len(data))

        assert all(isinstance(one, Entry) for one in found)

        (received,) = found.received
        assert (received.name, received.size) == (name, len(data))
        assert received.sha256 == hashlib.sha256(data).hexdigest()
        assert found.position == found.size

    def test_of_an_upload_stays_open(self):
        stream = io.BytesIO(f"[{PARTY}]".encode())

        list(reading.read_stream("file.json", stream))

        assert not stream.closed


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
