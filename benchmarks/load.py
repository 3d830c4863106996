"""How many pages two workers give in a second, and which kind of worker is steady."""

import random
import re
import shutil
import statistics
import subprocess
import threading
import time
from functools import partial
from pathlib import Path

from benchmarks.asking import Times, Visitor, interleaved
from benchmarks.latencies import HELLO
from benchmarks.processes import GTHREAD, HEADERS, HOST, SYNC, Server, site
from benchmarks.questions import Kind
from benchmarks.results import Printer, milliseconds, number
from benchmarks.terms import Terms

CONNECTIONS = 8
RUNS = 5
CYCLE = Path(__file__).with_name("cycle.lua")
KINDS = {
    "sync": SYNC,
    "gthread, 2 threads": GTHREAD,
    "gthread, 4 threads": ("--worker-class", "gthread", "--threads", "4"),
}


def has_wrk() -> bool:
    return shutil.which("wrk") is not None


def rate(server: Server, addresses: Path, seconds: int) -> float:
    """Pages a second that a server gives to eight connections, cycling through addresses."""
    if not has_wrk():
        return _own_rate(server.port, addresses.read_text().split(), seconds)
    headers = [part for name, value in HEADERS.items() for part in ("-H", f"{name}: {value}")]
    # fmt: off
    command = [
        "wrk", "-t", "2", "-c", str(CONNECTIONS), "-d", f"{seconds}s", "--timeout", "60s",
        "-s", CYCLE, *headers, f"http://{HOST}:{server.port}", "--", addresses,
    ]
    # fmt: on
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in told:
        raise SystemExit(f"Not all pages were answered with 200:\n{told}")
    return _answered(float(re.search(r"Requests/sec:\s*([\d.]+)", told)[1]))


def _own_rate(port: int, addresses: list[str], seconds: int) -> float:
    """The same by threads of this process, where there is no wrk."""
    done = [0] * CONNECTIONS
    end = time.perf_counter() + seconds

    def ask(place: int):
        visitor = Visitor(port)
        while time.perf_counter() < end:
            visitor.get(addresses[(place * 7 + done[place]) % len(addresses)])
            done[place] += 1
        visitor.close()

    threads = [threading.Thread(target=ask, args=(place,)) for place in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return _answered(sum(done) / seconds)


def _answered(rate: float) -> float:
    if not rate:
        raise SystemExit("Not one page was answered in a run of throughput: give more --seconds.")
    return rate


class Throughput:
    """Runs of *hello* and of a list in turn, at two workers of one kind."""

    def __init__(self, name: str):
        self.name = name
        self.hello: list[float] = []
        self.ours: list[float] = []

    @property
    def share(self) -> float:
        """How many lists come for each *hello*."""
        return statistics.median(self.ours) / statistics.median(self.hello)

    @property
    def spread(self) -> float:
        """From the slowest run to the fastest, in per cent of the median."""
        return 100 * (max(self.ours) - min(self.ours)) / statistics.median(self.ours)


def throughput(database: str, folder: Path, kind: Kind, seconds: int) -> list[Throughput]:
    addresses = {"hello": [HELLO], "ours": [one.address for one in kind.questions]}
    files = {}
    for name, lines in addresses.items():
        files[name] = folder / f"addresses-{name}.txt"
        files[name].write_text("\n".join(lines), "ascii")
    found = []
    for name in ("gthread, 2 threads", "sync"):
        measured = Throughput(name)
        found.append(measured)
        log = f"two workers {name.partition(',')[0]}"
        with site(log, database, folder, workers=2, kind=KINDS[name]) as server:
            server.wait_for(kind.questions[0].address)
            rate(server, files["ours"], seconds)
            for _run in range(RUNS):
                measured.hello.append(rate(server, files["hello"], seconds))
                measured.ours.append(rate(server, files["ours"], seconds))
    return found


def tell_throughput(found: list[Throughput], printer: Printer):
    tool = f"wrk -c{CONNECTIONS}" if has_wrk() else f"{CONNECTIONS} threads (wrk is not installed)"
    printer.say(f"Pages a second of two workers, by {tool}, {RUNS} runs in turn")
    printer.table(
        ("workers", "hello", "list", "list ÷ hello", "slowest to fastest list", "spread"),
        [
            [
                one.name,
                number(statistics.median(one.hello)),
                number(statistics.median(one.ours)),
                number(one.share),
                f"{number(min(one.ours))}–{number(max(one.ours))}",
                f"{one.spread:.0f} %",
            ]
            for one in found
        ],
    )


def kinds_of_worker(database: str, folder: Path, kind: Kind, terms: Terms):
    """Tell what one visitor waits for at one worker of each kind; sync keeps no connection."""
    rows = []
    for name, arguments in KINDS.items():
        log = f"worker {name.replace(',', '')}"
        with site(log, database, folder, kind=arguments) as server:
            server.wait_for(kind.questions[0].address)
            visitor = terms.watch.visitor(server)
            tasks = [("hello", partial(visitor.time, HELLO))] * terms.rounds
            for place in range(terms.rounds):
                question = kind.questions[place % len(kind.questions)]
                tasks.append(("list", partial(visitor.time, question.address)))
            found: dict[str, Times] = interleaved(tasks, random.Random(terms.seed), 60)
            visitor.close()
        rows.append([name, *(milliseconds(found[page]) for page in ("hello", "list"))])
    terms.printer.say("One worker and one visitor, ms (p95)")
    terms.printer.table(("worker", "hello", "list"), rows)
