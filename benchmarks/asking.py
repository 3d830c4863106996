"""Asks, and takes the time: one thing after the other, all kinds in one random order.

Time is that of the clock. On a machine with other work, the seconds that the process which
is asked was on a processor say more: a long page is interrupted, a short one is not.
"""

import random
import statistics
import time
from collections.abc import Callable, Hashable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import partial
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

from benchmarks.processes import HEADERS, HOST, Inside, Server, inside, processor_seconds

IDLE = 1.0
"""Seconds after which a connection is made anew, outside the time that is taken."""


@dataclass
class Times:
    """Seconds that the same kind of thing took, time after time."""

    seconds: list[float] = field(default_factory=list)

    @property
    def number(self) -> int:
        return len(self.seconds)

    @property
    def median(self) -> float:
        """In milliseconds."""
        return statistics.median(self.seconds) * 1000

    @property
    def p95(self) -> float:
        """In milliseconds."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))] * 1000


class Visitor:
    """One connection to a server, kept as long as the server keeps it.

    With ``processes`` the time taken is what these spend on a processor.
    """

    def __init__(self, port: int, processes: Sequence[int] = ()):
        self._connection = HTTPConnection(HOST, port, timeout=300)
        self._used = 0.0
        self._now = partial(processor_seconds, processes) if processes else time.perf_counter

    def get(self, address: str) -> tuple[float, str]:
        """Seconds to the last byte of a page, and its text. The page must be there."""
        is_kept = self._connection.sock is not None
        if is_kept and time.perf_counter() - self._used > IDLE:
            self._connection.close()
            self._connection.connect()
        begun = self._now()
        self._connection.request("GET", address, headers=HEADERS)
        answer = self._connection.getresponse()
        body = answer.read()
        seconds = self._now() - begun
        self._used = time.perf_counter()
        _check(answer, address)
        return seconds, body.decode()

    def time(self, address: str) -> float:
        return self.get(address)[0]

    def close(self):
        self._connection.close()


def _check(answer: HTTPResponse, address: str):
    if answer.status != 200:
        raise SystemExit(f"{address} answered {answer.status}.")


@dataclass(frozen=True)
class Watch:
    """What a run takes its times by: the clock, or the processor's seconds of who is asked."""

    is_by_processor: bool = False

    def visitor(self, server: Server) -> Visitor:
        return Visitor(server.port, server.workers() if self.is_by_processor else ())

    def inside(self, name: str, database: str, folder: Path) -> AbstractContextManager[Inside]:
        """A process with Django inside, which takes its own times so."""
        return inside(name, database, folder, is_by_processor=self.is_by_processor)

    def time(self, call: Callable, *arguments) -> float:
        """Seconds that a call in this process takes."""
        now = time.process_time if self.is_by_processor else time.perf_counter
        begun = now()
        call(*arguments)
        return now() - begun


Task = tuple[Hashable, Callable[[], float]]
"""What is measured, and the call that returns its seconds."""


def interleaved(tasks: Iterable[Task], chance: random.Random, budget: float) -> dict:
    """Do all tasks in random order; return the times by what was measured.

    A kind of task on which more than ``budget`` seconds were spent is not done again.
    """
    shuffled = list(tasks)
    chance.shuffle(shuffled)
    found: dict[Hashable, Times] = {}
    spent: dict[Hashable, float] = {}
    for name, task in shuffled:
        if spent.get(name, 0) < budget:
            seconds = task()
            found.setdefault(name, Times()).seconds.append(seconds)
            spent[name] = spent.get(name, 0) + seconds
    return found
