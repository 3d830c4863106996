"""The processes that are measured: servers on loopback, and Django at work inside one.

Each is ended by its own process when the run leaves it. What they say goes to files in the
folder of logs, and the last of it is told when one of them fails.
"""

import json
import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
HOST = "127.0.0.1"
TOLD = 4000
"""How many characters of a log are printed when its process fails."""
PATIENCE = 120
"""Seconds in which a server must answer."""

# What a web server in front says of a request that came over HTTPS.
HEADERS = {"Host": HOST, "X-Forwarded-Proto": "https"}

GTHREAD = ("--worker-class", "gthread", "--threads", "2")
SYNC = ("--worker-class", "sync")


def environment(database: str, folder: Path) -> dict[str, str]:
    """The variables of a site in production that stands behind a web server."""
    inherited = {
        name: value for name, value in os.environ.items() if not name.startswith("REGISTRY_")
    }
    return {
        **inherited,
        "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
        "DATABASE_URL": database,
        "REGISTRY_SECRET_KEY": secrets.token_urlsafe(50),
        "REGISTRY_ALLOWED_HOSTS": HOST,
        "REGISTRY_CONTACT": "registry@example.org",
        "REGISTRY_BEHIND_PROXY": "1",
        "REGISTRY_DATA_DIR": str(folder),
        "REGISTRY_STATIC_ROOT": str(folder / "static"),
    }


class Failed(SystemExit):
    """A process did not do what it should; the text has the last of its log."""

    def __init__(self, name: str, log: Path):
        last = log.read_text("utf-8", "replace")[-TOLD:] if log.exists() else ""
        super().__init__(f"“{name}” failed; its log is {log}:\n{last}")


# ---- Servers ----


class Server:
    """A server that has been started; ``begun`` is when, by the performance counter."""

    def __init__(self, name: str, process: subprocess.Popen, port: int, log: Path, begun: float):
        self.name = name
        self.process = process
        self.port = port
        self.log = log
        self.begun = begun

    def wait_for(self, address: str) -> float:
        """Seconds from the start to the first answer at an address."""
        while time.perf_counter() - self.begun < PATIENCE:
            if self.process.poll() is not None:
                break
            if answers(self.port, address):
                return time.perf_counter() - self.begun
            time.sleep(0.005)
        raise Failed(self.name, self.log)

    def workers(self) -> list[int]:
        """The processes that answer: those that a gunicorn has forked, else its own; on Linux."""
        pid = self.process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return [int(one) for one in children] or [pid]


@contextmanager
def started(name: str, arguments: list, folder: Path, variables: dict) -> Iterator[Server]:
    """A server, from its start to its end; ``{port}`` in an argument becomes a free port."""
    port = free_port()
    command = [str(argument).replace("{port}", str(port)) for argument in arguments]
    log = log_of(name, folder)
    with log.open("wb") as output:
        begun = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=ROOT, env=variables, stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )
        try:
            yield Server(name, process, port, log, begun)
        finally:
            end(process)


@contextmanager
def site(
    name: str, database: str, folder: Path, *, workers: int = 1, kind: tuple[str, ...] = GTHREAD
) -> Iterator[Server]:
    """The site on gunicorn as docs/deploying.md starts it, with workers of some kind."""
    # fmt: off
    arguments = [
        sys.executable, "-m", "gunicorn", "registry.wsgi", "--preload", "--workers", workers,
        *kind, "--limit-request-line", 8190, "--bind", f"{HOST}:{{port}}", "--no-control-socket",
    ]
    # fmt: on
    with started(name, arguments, folder, environment(database, folder)) as server:
        yield server


def log_of(name: str, folder: Path) -> Path:
    logs = folder / "logs"
    logs.mkdir(exist_ok=True)
    return logs / f"{name.replace(' ', '-')}.log"


def answers(port: int, address: str) -> bool:
    connection = HTTPConnection(HOST, port, timeout=PATIENCE)
    try:
        connection.request("GET", address, headers=HEADERS)
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def processor_seconds(pids: Sequence[int]) -> float:
    """Seconds that processes, with all their threads, have been on a processor; on Linux."""
    threads = [file for pid in pids for file in Path(f"/proc/{pid}/task").glob("*/schedstat")]
    return sum(int(file.read_text().split()[0]) for file in threads) / 1e9


def age(pid: int) -> float:
    """Seconds since a process began, to the hundredth; on Linux."""
    after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    begun = int(after_name[19]) / os.sysconf("SC_CLK_TCK")
    return time.clock_gettime(time.CLOCK_BOOTTIME) - begun


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def end(process: subprocess.Popen):
    """Ask a process to end, and after ten seconds end it."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


# ---- Django inside a process ----


class Inside:
    """A process in which Django works on one database, and does what it is told.

    ``inside.facets(query="country=KZ")`` sends the command of that name, and returns its
    answer; the commands are in `benchmarks.inside`.
    """

    def __init__(self, name: str, process: subprocess.Popen, log: Path):
        self._name = name
        self._process = process
        self._log = log

    def __getattr__(self, command: str):
        if command.startswith("_"):
            raise AttributeError(command)
        return lambda **options: self._ask(command, options)

    def _ask(self, command: str, options: dict) -> Any:
        try:
            self._process.stdin.write(json.dumps([command, options]) + "\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        except BrokenPipeError:
            line = ""
        if not line:
            raise Failed(self._name, self._log)
        return json.loads(line)


@contextmanager
def inside(
    name: str, database: str, folder: Path, *, is_by_processor: bool = False
) -> Iterator[Inside]:
    """Django at work on a database; what it measures, by the clock or by the processor."""
    log = log_of(name, folder)
    with log.open("wb") as errors:
        process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.inside"],
            cwd=ROOT,
            env=environment(database, folder),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
        try:
            django = Inside(name, process, log)
            if is_by_processor:
                django.by_processor()
            yield django
        finally:
            process.stdin.close()
            end(process)
            process.stdout.close()
