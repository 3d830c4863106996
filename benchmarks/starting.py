"""How long it is from a start to the first page."""

import os
import signal

from benchmarks.asking import Times
from benchmarks.latencies import HELLO
from benchmarks.processes import age, site
from benchmarks.questions import Kind
from benchmarks.registries import Registry
from benchmarks.results import Limit, Printer, milliseconds

STARTS = 5


def start(registry: Registry, kind: Kind, printer: Printer, starts: int = STARTS) -> list[Limit]:
    """Tell what passes from a start to the first list, and for comparison to *hello*.

    The start of the whole server, Python and Django included; and that of a worker which
    takes the place of one that was killed, from its own beginning: gunicorn looks once in a
    second whether it has to begin one.
    """
    address = kind.questions[0].address
    found = {(what, page): Times() for what in ("server", "worker") for page in (HELLO, address)}
    for _round in range(starts):
        for page in (HELLO, address):
            with site("starting", registry.database, registry.folder) as server:
                found["server", page].seconds.append(server.wait_for(page))
                (worker,) = server.workers()
                os.kill(worker, signal.SIGKILL)
                server.wait_for(page)
                (worker,) = server.workers()
                found["worker", page].seconds.append(age(worker))
    printer.say(f"From a start to the first answer, ms (slowest), {starts} starts")
    printer.table(
        ("start of", "hello", "list"),
        [
            [what, *(milliseconds(found[what, page]) for page in (HELLO, address))]
            for what in ("server", "worker")
        ],
    )
    return [
        Limit(
            11,
            f"start of a {what} to its first list",
            "s",
            found[what, address].median / 1000,
            2,
            0.5,
        )
        for what in ("server", "worker")
    ]
