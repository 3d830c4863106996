"""Fixtures are read object by object, in their order, each with its line."""

import gzip
import hashlib
import io
import json

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from coop.exchange import opening, reading
from coop.exchange.entries import Entry, Fault, Where
from tests.exchange.fixture_texts import PARTY, PLACE, faults, keys, objects, plain, read, written

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
