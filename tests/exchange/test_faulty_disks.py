"""A full disk, a database that can only be read, no room for temporary files: a sentence each."""

import ctypes
import json
import os
import resource
import string
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest
from django.db import connection

from coop.exchange import applying, planning, reading
from tests import databases
from tests.exchange import crowds, killing

MEBIBYTE = 1024 * 1024

FULL = "CommandError: The disk is full. Make room and import again: nothing was written."
READ_ONLY = "CommandError: The database can only be read. Nothing was written."

SECONDS_TO_CONNECT = 60

# Of linux/prctl.h and linux/capability.h.
PR_CAPBSET_DROP = 24
CAP_DAC_OVERRIDE = 1

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def copy(_loaded_registry, django_db_blocker):
    """A copy of the database with all fixtures in it, for the processes of one test."""
    with django_db_blocker.unblock(), _loaded_registry.entered():
        copy = databases.Copy("faulty")
        yield copy
        copy.drop()


def sources(path: Path, number: int) -> Path:
    """A file of sources, each with a text of 1.9 MB that nothing can pack."""
    chance = Random(1)
    letters = string.ascii_letters + string.digits
    with path.open("w") as lines:
        for place in range(number):
            text = "".join(chance.choices(letters, k=1_900_000))
            fields = {"key": f"long-{place}", "title": {"en": f"Long {place}"}, "text": text}
            lines.write(json.dumps({"model": "coop.sourcedocument", "fields": fields}) + "\n")
    return path


@pytest.fixture
def long_file(tmp_path):
    """Some 6 MB for the registry."""
    return sources(tmp_path / "long.jsonl", 3)


@pytest.fixture
def longest_file(tmp_path):
    """Some 40 MB, more than a plan keeps in memory, and than is held back of a server."""
    return sources(tmp_path / "longest.jsonl", 20)


@pytest.fixture
def untouched(copy, tmp_path):
    """At the end the registry is what it was, and the next import of the same file works."""
    before = killing.contents(copy)
    files = []
    yield files.append
    assert killing.contents(copy) == before
    for one in files:
        assert crowds.Import(copy, tmp_path, one).ended().is_applied


def last_line(outcome: crowds.Outcome) -> str:
    assert outcome.code == 1
    assert "Traceback" not in outcome.said
    return outcome.said.splitlines()[-1]


def no_file_beyond(size: int):
    """For a process that is about to begin: none of its files can grow beyond a size."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


class TestADiskThatIsFull:
    @pytest.mark.parametrize("room", [0, MEBIBYTE], ids=["nothing fits", "a MiB fits"])
    def test_where_a_plan_keeps_what_it_reads(self, copy, longest_file, untouched, tmp_path, room):
        importing = crowds.Import(copy, tmp_path, longest_file, before=no_file_beyond(room))

        assert last_line(importing.ended()) == FULL
        untouched(longest_file)

    @pytest.mark.sqlite
    def test_beside_the_database(self, copy, long_file, untouched, tmp_path):
        importing = crowds.Import(copy, tmp_path, long_file, before=no_file_beyond(MEBIBYTE))

        assert last_line(importing.ended()) == FULL
        untouched(long_file)

    @pytest.mark.sqlite
    def test_of_a_database_without_another_page(self, copy, long_file, untouched):
        with copy.entered(), planning.plan(reading.read([long_file])) as plan:
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA page_count")
                cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0]}")
            with pytest.raises(applying.Refused) as refused:
                applying.apply(plan)

        assert f"CommandError: {' '.join(refused.value.sentences)}" == FULL
        untouched(long_file)

    @pytest.mark.postgresql
    def test_under_the_server(self, copy, longest_file, untouched, tmp_path):
        importing = crowds.Import(copy, tmp_path, longest_file)
        # More than a file of its log, without which no server works at all.
        hold_back(copy, 17 * MEBIBYTE)

        assert last_line(importing.ended()) == FULL
        untouched(longest_file)


def hold_back(copy: databases.Copy, size: int):
    """Let none of the files grow beyond a size that the server writes for a copy's client."""
    end = time.monotonic() + SECONDS_TO_CONNECT
    while time.monotonic() < end:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pid FROM pg_stat_activity WHERE datname = %s AND pid != pg_backend_pid()",
                [copy.name],
            )
            pids = [pid for (pid,) in cursor.fetchall()]
        if pids:
            break
        time.sleep(0.01)
    for pid in pids:
        # Whoever is not the server's user may not do this, even as root.
        owner = Path(f"/proc/{pid}").stat()
        is_root = os.geteuid() == 0
        subprocess.run(
            ["prlimit", "--pid", str(pid), f"--fsize={size}:{size}"],
            user=owner.st_uid if is_root else None,
            group=owner.st_gid if is_root else None,
            check=True,
        )


class TestADatabaseThatCanOnlyBeRead:
    def test_is_left_as_it_is(self, copy, long_file, untouched, tmp_path):
        with read_only(copy) as before:
            ended = crowds.Import(copy, tmp_path, long_file, before=before).ended()

        assert last_line(ended) == READ_ONLY
        untouched(long_file)

    def test_is_still_planned_on(self, copy, long_file, untouched, tmp_path):
        with read_only(copy) as before:
            planned = crowds.Import(copy, tmp_path, long_file, before=before, options=()).ended()

        assert planned.code == 0
        assert "Nothing is written yet" in planned.said
        untouched(long_file)


@contextmanager
def read_only(copy: databases.Copy):
    """Within it nobody writes to the copy; yields what a process must do before it begins."""
    if connection.vendor == "sqlite":
        file = Path(copy.name)
        mode = file.stat().st_mode
        file.chmod(0o444)
        try:
            yield obey_modes
        finally:
            file.chmod(mode)
        return
    name = connection.ops.quote_name(copy.name)
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
        try:
            yield None
        finally:
            cursor.execute(f"ALTER DATABASE {name} RESET default_transaction_read_only")


def obey_modes():
    """Give up root's right to write to what nobody may write to; others never had it."""
    ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, 0, 0, 0)
