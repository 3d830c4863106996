"""A server, visitors and editors at its address, and imports beside it, each a real process."""

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlencode, urlsplit

from tests import databases

ROOT = Path(__file__).resolve().parents[2]
SECONDS_TO_START = 60
SECONDS_CAP = 600


def environment(copy: databases.Copy, folder: Path) -> dict[str, str]:
    """What a process needs to work on a copy of the database with the settings of a server."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "registry.settings",
        "DATABASE_URL": copy.address,
        "REGISTRY_LOG_LEVEL": "ERROR",
        "TMPDIR": str(folder),
    }


# ---- The server ----


@contextmanager
def served(copy: databases.Copy, folder: Path) -> Iterator[str]:
    """The host and port of a server on the copy, of two processes with four threads each."""
    variables = environment(copy, folder)
    manage = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0"]
    subprocess.run(manage, cwd=ROOT, env=variables, check=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "gunicorn", "registry.wsgi", "--bind", host]
    command += ["--worker-class", "gthread", "--workers", "2", "--threads", "4"]
    command += ["--no-control-socket"]
    with (folder / "server").open("w") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=variables, stdout=output, stderr=output)
        try:
            _await(host, process, folder / "server")
            yield host
        finally:
            process.terminate()
            process.wait(SECONDS_CAP)


def _await(host: str, process: subprocess.Popen, output: Path):
    end = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < end and process.poll() is None:
        try:
            if Browser(host).get("/healthz").status_code == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(output.read_text())


class Browser:
    """Asks for pages as `tests.staff.forms.Form` does; ``session`` is that of a log-in."""

    def __init__(self, host: str, session: str = ""):
        self.host = host
        self.cookies = {"sessionid": session} if session else {}

    def get(self, address: str):
        return self._ask("GET", address)

    def post(self, address: str, data: dict, follow: bool = False):
        return self._ask("POST", address, urlencode(data, doseq=True))

    def _ask(self, method: str, address: str, body: str | None = None):
        connection = http.client.HTTPConnection(self.host, timeout=SECONDS_CAP)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, urlsplit(address).geturl(), body, headers)
            response = connection.getresponse()
            content = response.read()
        finally:
            connection.close()
        for name, value in response.getheaders():
            if name.lower() == "set-cookie" and (found := re.match(r"(\w+)=([^;]*)", value)):
                self.cookies[found[1]] = found[2]
        return SimpleNamespace(status_code=response.status, content=content)


# ---- Imports ----


@dataclass(frozen=True)
class Outcome:
    """How an import ended: its exit code, and all that it said."""

    code: int
    said: str

    @property
    def is_applied(self) -> bool:
        return self.code == 0 and "Applied." in self.said

    @property
    def is_nothing_to_do(self) -> bool:
        return self.code == 0 and "Nothing to do" in self.said

    @property
    def is_refused_in_words(self) -> bool:
        lines = [line for line in self.said.splitlines() if line.startswith("CommandError: ")]
        return self.code == 1 and len(lines) == 1 and "Traceback" not in self.said


class Import:
    """An import of files into a copy, as an operator starts it; it begins at once.

    ``before`` is called in the new process before the program is.
    """

    def __init__(
        self,
        copy: databases.Copy,
        folder: Path,
        *files: Path,
        options: Sequence[str] = ("--apply",),
        before: Callable[[], object] | None = None,
    ):
        command = [sys.executable, "manage.py", "import_registry", *map(str, files), *options]
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment(copy, folder),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            preexec_fn=before,
        )

    def ended(self) -> Outcome:
        said, _nothing = self.process.communicate(timeout=SECONDS_CAP)
        return Outcome(self.process.returncode, said)
