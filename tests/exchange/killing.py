"""Kills imports in their middle, for real, and looks at what they leave.

An import runs in a process of its own, on a database of its own, with the settings of a server.
How far it has come is read from the terminal that it writes its progress to.
"""

import hashlib
import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.apps import apps
from django.db import connection

from coop.management.commands.import_registry import STEPS
from tests import databases

ROOT = Path(__file__).resolve().parents[2]

POINTS = max(1, round(100 * float(os.environ.get("DRILL_SCALE", "0.05"))))
"""How many moments an import is killed at: a hundred in a drill."""

STARTING = "starting"
PHASES = (STARTING, *STEPS)

# What writes for others when its client is gone goes on to the end of its statement.
_SECONDS_TO_REST = 60
_SECONDS_CAP = 600


@dataclass(frozen=True)
class Moment:
    """A moment of an import: the phase, and the share of the phase's time that has passed."""

    phase: str
    share: float

    def __str__(self):
        return f"{self.share:.0%} of {self.phase}"


@dataclass
class Run:
    """An import that ran: when each phase was seen to begin, in seconds, and when all ended."""

    begun: dict[str, float] = field(default_factory=lambda: {STARTING: 0.0})
    ended: float = 0.0
    code: int = 0
    output: str = ""

    @property
    def phases(self) -> dict[str, float]:
        """How many seconds each phase took."""
        times = [*self.begun.values(), self.ended]
        return {
            phase: after - before
            for phase, before, after in zip(self.begun, times, times[1:], strict=False)
        }


def moments(run: Run, number: int) -> list[Moment]:
    """So many moments spread over the phases of a run, and evenly within each of them.

    The phases in which the registry is written come first, so that few moments fall there.
    """
    phases = list(reversed(run.begun))
    counts = Counter(phases[place % len(phases)] for place in range(number))
    return [
        Moment(phase, (place + 0.5) / counts[phase])
        for phase in run.begun
        for place in range(counts[phase])
    ]


class Import:
    """The import of a file into a copy of the database, as an operator starts it."""

    def __init__(self, copy: databases.Copy, file: Path, folder: Path):
        self.copy = copy
        self.file = file
        self.folder = folder

    def run(self) -> Run:
        """Lets it run to its end."""
        with self._started() as watched:
            for _ in watched:
                pass
        return watched.run

    def killed(self, moment: Moment, measured: Run) -> Run:
        """Kills it at the moment, of a run as long as the measured one; its code is -9 then."""
        wait = measured.phases[moment.phase] * moment.share
        with self._started() as watched:
            for _ in watched:
                begun = watched.run.begun.get(moment.phase)
                if begun is not None and watched.time() >= begun + wait:
                    watched.process.send_signal(signal.SIGKILL)
                    break
        return watched.run

    @contextmanager
    def _started(self):
        terminal, its_end = pty.openpty()
        with open(self.folder / "output", "w+") as output:
            process = subprocess.Popen(
                [sys.executable, "manage.py", "import_registry", self.file, "--apply"],
                cwd=ROOT,
                env={
                    **os.environ,
                    "DJANGO_SETTINGS_MODULE": "registry.settings",
                    "DATABASE_URL": self.copy.address,
                    "TMPDIR": str(self.folder),
                },
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=its_end,
            )
            os.close(its_end)
            watched = _Watched(process, terminal)
            try:
                yield watched
            finally:
                watched.run.code = process.wait(_SECONDS_CAP)
                watched.run.ended = watched.time()
                os.close(terminal)
                output.seek(0)
                watched.run.output = watched.said + output.read()


class _Watched:
    """A process and its terminal; each turn reads what it has said, or waits a moment."""

    def __init__(self, process: subprocess.Popen, terminal: int):
        self.process = process
        self.run = Run()
        self._terminal = terminal
        self.said = ""
        self._started = time.monotonic()

    def time(self) -> float:
        return time.monotonic() - self._started

    def __iter__(self) -> Iterator[None]:
        while self._listen():
            for phase, label in STEPS.items():
                if label in self.said:
                    self.run.begun.setdefault(phase, self.time())
            yield

    def _listen(self) -> bool:
        """Whether there may be more to come."""
        if not select.select([self._terminal], [], [], 0.002)[0]:
            return True
        try:
            said = os.read(self._terminal, 4096)
        except OSError:
            # Nobody holds the other end of the terminal any more.
            return False
        self.said += said.decode(errors="replace")
        return bool(said)


@dataclass(frozen=True)
class Contents:
    """What a copy of the database holds: the rows of each table, and a hash of all of them."""

    counts: dict[str, int]
    hash: str


def contents(copy: databases.Copy) -> Contents:
    """What the copy holds once nobody works on it any more."""
    with copy.entered():
        _await_rest()
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA integrity_check")
                assert cursor.fetchall() == [("ok",)]
            tables = sorted(connection.introspection.table_names(cursor))
            digest = hashlib.sha256()
            counts = {}
            for table in tables:
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
                rows = sorted(map(repr, cursor.fetchall()))
                digest.update("\n".join([table, *rows]).encode())
                counts[table] = len(rows)
    ours = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    return Contents({table: counts[table] for table in ours & counts.keys()}, digest.hexdigest())


def _await_rest():
    """Waits until the server has done with the connections of a process that is gone."""
    if connection.vendor == "sqlite":
        return
    end = time.monotonic() + _SECONDS_TO_REST
    with connection.cursor() as cursor:
        while time.monotonic() < end:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                "AND backend_type = 'client backend' AND state != 'idle' "
                "AND pid != pg_backend_pid()"
            )
            if cursor.fetchone() == (0,):
                return
            time.sleep(0.05)
    raise TimeoutError("The server still works for a process that is gone.")
