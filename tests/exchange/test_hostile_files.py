"""Files made to break a reader: each is refused within bounds of time and memory, in words."""

import gzip
import json
import os
import socket
from functools import partial
from random import Random

import pytest

from tests.exchange import hostile

MEGABYTE = 1 << 20
PARTY = '{"model": "coop.party", "fields": {"key": "a"}}'


def packed(data: bytes, times: int) -> bytes:
    """Gzip members of ``data``, one after another, as though it had been packed all at once."""
    return gzip.compress(data, 9) * times


def big_number(digits: int) -> str:
    return f'[{{"model": "coop.party", "fields": {{"key": {"9" * digits}}}}}]'


def of_values(value: str, megabytes: int) -> str:
    """An object with so many values in it."""
    many = ",".join([value] * (megabytes * MEGABYTE // (len(value) + 1)))
    return f'{{"model": "coop.party", "fields": {{"key": "a", "names": [{many}]}}}}'


CONTENTS = {
    "gigabytes-of-spaces.json.gz": lambda: packed(b" " * 10 * MEGABYTE, 1000),
    "gigabytes-of-nul.json.gz": lambda: packed(bytes(10 * MEGABYTE), 1000),
    "gigabytes-of-lines.jsonl.gz": lambda: packed(b"\n" * 10 * MEGABYTE, 1000),
    "a-list-of-gigabytes.json.gz": lambda: (
        gzip.compress(b"[") + packed((PARTY + ",").encode() * 20_000, 1000)
    ),
    "packed-twice.json.gz": lambda: packed(packed(b"[]", 1), 1),
    "a-bomb-within.json.gz": lambda: gzip.compress(
        b'[{"model": "' + b"a" * 200 * MEGABYTE + b'"}]', 9
    ),
    "spaces.json": lambda: " " * 100 * MEGABYTE,
    "spaces-in-a-list.json": lambda: "[" + " " * 100 * MEGABYTE,
    "blank-lines.jsonl": lambda: f"{PARTY}\n" + "\n" * 100 * MEGABYTE,
    "broken-lines.jsonl": lambda: '{"\n' * 10 * MEGABYTE,
    "a-long-line.jsonl": lambda: '{"model": "' + "a" * 100 * MEGABYTE,
    "a-long-text.json": lambda: '[{"model": "' + "a" * 100 * MEGABYTE,
    "a-long-text-of-wide-signs.json": lambda: '[{"model": "' + "😀" * 25 * MEGABYTE,
    "a-long-line-of-wide-signs.jsonl": lambda: '{"model": "' + "😀" * 25 * MEGABYTE,
    "nested-lists.json": lambda: "[" * 5 * MEGABYTE,
    "nested-objects.json": lambda: "[" + '{"a":' * MEGABYTE,
    "nested-in-lines.jsonl": lambda: '{"a":' * MEGABYTE + "\n" + PARTY,
    "nested-and-closed.json": lambda: f"[{of_values('[' * 900 + ']' * 900, 1)}]",
    "many-lists.json": lambda: f"[{of_values('[]', 11)}]",
    "many-objects.json": lambda: f"[{of_values('{}', 11)}]",
    "many-objects.jsonl": lambda: of_values('{"":{}}', 11),
    "many-names.json": lambda: (
        "[{" + ",".join(f'"{number}": 0' for number in range(800_000)) + "}]"
    ),
    "a-number-of-5000-digits.json": lambda: big_number(5000),
    "a-number-of-ten-million-digits.json": lambda: big_number(10_000_000),
    "an-infinite-number.json": lambda: '[{"model": "coop.party", "fields": {"key": 1e999}}]',
    "many-errors.json": lambda: "[" + ",".join(["0"] * MEGABYTE) + "]",
    "many-names-twice.json": lambda: (
        '[{"model": "coop.party", "fields": {' + ",".join(['"a": 0'] * 200_000) + "}}]"
    ),
    "half-a-character.json": lambda: '[{"model": "\\ud800", "fields": {}}]',
    "an-unclosed-text.json": lambda: f'[{{"model": "coop.party, "fields": {{}}}},\n{PARTY}]',
    "nul.json": lambda: f"[{PARTY},\n\0{PARTY}]",
    "nul-in-a-text.jsonl": lambda: PARTY + "\n" + PARTY.replace("a", "\0"),
    "utf-16.json": lambda: f"[{PARTY}]".encode("utf-16"),
    "utf-16-without-a-mark.json": lambda: f"[{PARTY}]".encode("utf-16-le"),
    "utf-32.json": lambda: f"[{PARTY}]".encode("utf-32"),
    "latin-1.json": lambda: f"[{PARTY}]".replace("a", "é").encode("latin-1"),
    "a-workbook.json": lambda: b"PK\x03\x04" + bytes(26) + b"[Content_Types].xml",
    "an-archive.json": lambda: b"PK\x03\x04" + bytes(26) + b"party.json",
    "a-picture.json": lambda: b"\x89PNG\r\n\x1a\n",
    "a-page.json": lambda: "<!DOCTYPE html><title>Log in</title>",
    "noise.json": lambda: Random(1).randbytes(MEGABYTE),
    "noise.json.gz": lambda: b"\x1f\x8b" + Random(1).randbytes(MEGABYTE),
    "cut.json.gz": lambda: packed(f"[{PARTY}]".encode(), 1)[:-4],
    "changed.json.gz": lambda: packed(f"[{PARTY}]".encode(), 1)[:-4] + b"\0\0\0\0",
    "followed.json.gz": lambda: packed(f"[{PARTY}]".encode(), 1) + b"more",
    "empty.json": lambda: b"",
    "empty.json.gz": lambda: packed(b"", 1),
}


def made(folder, name, content):
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.fixture(scope="module")
def read():
    with hostile.readers() as readers:
        yield partial(readers.read, "tests.exchange.hostile:fixture")


class TestAHostileFixture:
    @pytest.mark.parametrize("name", CONTENTS)
    def test_is_refused_within_two_seconds_and_256_mib(self, read, tmp_path, name):
        path = made(tmp_path, name, CONTENTS[name]())

        hostile.assert_refused(read(path))

        path.unlink()

    @pytest.mark.parametrize("start", ["", "[", "[{", '{"model": "', f"[{PARTY},\n"])
    @pytest.mark.parametrize("ending", ["json", "jsonl"])
    def test_of_two_gigabytes_of_nothing_is_refused(self, read, tmp_path, start, ending):
        path = made(tmp_path, f"hollow.{ending}", start)
        os.truncate(path, 2 << 30)

        hostile.assert_refused(read(path))

    def test_whose_holes_begin_late_is_refused(self, read, tmp_path):
        path = made(tmp_path, "hollow.json", "[" + f"{PARTY},\n" * 1000)
        os.truncate(path, 2 << 30)

        reading = read(path)

        hostile.assert_refused(reading)
        assert reading.entries == 1000


class TestWhatIsNoFile:
    def test_a_pipe_is_refused_without_waiting_for_a_writer(self, read, tmp_path):
        os.mkfifo(tmp_path / "pipe.json")

        hostile.assert_refused(read(tmp_path / "pipe.json"))

    def test_a_socket_is_refused(self, read, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        with socket.socket(socket.AF_UNIX) as server:
            server.bind("socket.json")

            hostile.assert_refused(read(tmp_path / "socket.json"))

    @pytest.mark.parametrize("device", ["/dev/zero", "/dev/null", "/dev/urandom"])
    def test_a_device_is_refused(self, read, device):
        hostile.assert_refused(read(device))

    def test_a_folder_is_refused(self, read, tmp_path):
        hostile.assert_refused(read(tmp_path))

    def test_a_link_to_itself_is_refused(self, read, tmp_path):
        (tmp_path / "loop.json").symlink_to("loop.json")

        hostile.assert_refused(read(tmp_path / "loop.json"))

    @pytest.mark.parametrize("name", ["none.json", "a\0b.json", "a" * 300, "none/none.json"])
    def test_a_path_that_leads_nowhere_is_refused(self, read, tmp_path, name):
        hostile.assert_refused(read(tmp_path / name))

    def test_a_file_that_may_not_be_read_is_refused(self, read, tmp_path):
        path = made(tmp_path, "secret.json", f"[{PARTY}]")
        path.chmod(0)

        reading = read(path, as_nobody=True)

        hostile.assert_refused(reading)
        assert "permission is denied" in reading.faults[0]


class TestAStrangeButSoundFixture:
    @pytest.mark.parametrize(
        "content",
        [
            pytest.param(f"\ufeff[{PARTY}]", id="with a byte order mark"),
            pytest.param(f"\r\n[\r\n{PARTY}\r\n]\r\n", id="with the line ends of Windows"),
            pytest.param(f"[{PARTY}]".replace("a", "\u2028"), id="with a line separator"),
            pytest.param(f"[{PARTY}]".replace("a", "\\u0000"), id="with an escaped NUL"),
            pytest.param(f"[{PARTY}]".replace('"a"', f'"{"a" * 200_000}"'), id="with a long text"),
            pytest.param(
                f"[{PARTY}]".replace('"a"', f'"{"ع" * 2_000_000}"'), id="with the text of a source"
            ),
            pytest.param(
                json.dumps([json.loads(PARTY.replace('"a"', f'"{"ع" * 2_000_000}"'))]),
                id="with the text of a source, escaped",
            ),
        ],
    )
    def test_is_read_within_the_same_bounds(self, read, tmp_path, content):
        reading = read(made(tmp_path, "strange.json", content))

        assert (reading.error, reading.faults, reading.entries) == ("", [], 1)
        hostile.assert_within_bounds(reading)

    def test_may_shrink_to_a_fiftieth(self, read, tmp_path):
        """A table of like records does."""
        lines = "".join(PARTY.replace("a", f"party-{number}") + "\n" for number in range(200_000))
        path = made(tmp_path, "like.jsonl.gz", gzip.compress(lines.encode(), 1))

        reading = read(path)

        assert (reading.error, reading.faults, reading.entries) == ("", [], 200_000)
        assert reading.megabytes < hostile.MEGABYTES
