"""Reads a file in a process of its own, and measures what that takes.

A process, for only there can memory be capped and its peak be known, and a reader that waits
for ever be ended. One process has Django ready and divides itself for each file.
"""

import importlib
import json
import os
import pwd
import resource
import signal
import subprocess
import sys
import time
import traceback
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

SECONDS = 2
MEGABYTES = 256

# Where a reader is ended that knows no bounds, before it takes the machine with it.
_SECONDS_CAP = 30
_ADDRESS_SPACE = 2 << 30


@dataclass
class Reading:
    """How a file was read: what came out, and what it took.

    ``seconds`` are of the processor, so that a busy machine fails no test; waiting has its own cap.
    ``megabytes`` are of the whole process at its peak, Python and Django included.
    """

    seconds: float = 0
    megabytes: float = 0
    entries: int = 0
    faults: tuple[str, ...] = ()
    error: str = ""


class Reader:
    """Lets readers read files, each in a process of its own."""

    def __init__(self, process):
        self._process = process

    def read(self, reader: str, path: Path, *, as_nobody: bool = False, **options) -> Reading:
        """Lets ``reader``, such as ``coop.exchange.sheets:read``, read the file to its end.

        It is called with the path and the options, and yields entries and faults.
        ``as_nobody`` drops root's rights first, which permissions do not bind.
        """
        task = {"reader": reader, "path": str(path), "as_nobody": as_nobody, "options": options}
        self._process.stdin.write(json.dumps(task) + "\n")
        self._process.stdin.flush()
        return Reading(**json.loads(self._process.stdout.readline()))


@contextmanager
def readers():
    """A process in which files are read, for as many as there are to read."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.exchange.hostile"],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        yield Reader(process)
        process.stdin.close()


def assert_refused(reading: Reading) -> None:
    """It was refused, in words, within the bounds."""
    assert reading.error == ""
    assert reading.faults
    assert_within_bounds(reading)


def assert_within_bounds(reading: Reading) -> None:
    assert reading.seconds < SECONDS
    assert reading.megabytes < MEGABYTES


def fixture(path: Path):
    """The reader of fixtures, called with one path."""
    from coop.exchange import reading

    return reading.read([path])


def _serve() -> None:
    import django

    django.setup()
    for line in sys.stdin:
        task = json.loads(line)
        # What the reader needs is loaded before, so that it is not measured anew with each file.
        module, _, name = task["reader"].partition(":")
        reader = getattr(importlib.import_module(module), name)
        print(json.dumps(asdict(_divided(reader, task))), flush=True)


def _divided(reader, task) -> Reading:
    """What a child of this process makes of the task."""
    exit_of_pipe, entry_of_pipe = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(exit_of_pipe)
        try:
            outcome = _read(reader, task)
        except BaseException:
            outcome = Reading(error=traceback.format_exc()[-2000:])
        with os.fdopen(entry_of_pipe, "w") as pipe:
            json.dump(asdict(outcome), pipe)
        os._exit(0)
    os.close(entry_of_pipe)
    with os.fdopen(exit_of_pipe) as pipe:
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    if not said:
        return Reading(error=f"The reader was ended: {signal.Signals(status & 127).name}")
    return Reading(**json.loads(said))


def _read(reader, task) -> Reading:
    from coop.exchange.entries import Fault

    signal.alarm(_SECONDS_CAP)
    resource.setrlimit(resource.RLIMIT_AS, (_ADDRESS_SPACE, _ADDRESS_SPACE))
    if task["as_nobody"] and os.geteuid() == 0:
        os.seteuid(pwd.getpwnam("nobody").pw_uid)
    entries, faults = 0, []
    started = time.process_time()
    for found in reader(Path(task["path"]), **task["options"]):
        if isinstance(found, Fault):
            faults.append(str(found))
        else:
            entries += 1
    return Reading(time.process_time() - started, _peak(), entries, tuple(faults[:50]))


def _peak() -> float:
    """In megabytes. Not ``ru_maxrss``, which a process inherits from the one that started it."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    raise OSError("This system does not say how much memory a process took.")


if __name__ == "__main__":
    _serve()
