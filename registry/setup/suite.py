"""Runs the whole suite, on SQLite and on PostgreSQL: `python -m registry.setup.suite [ARGUMENTS]`.

Arguments go to pytest. What the machine lacks is left out and said at the end; with
`REQUIRE_ALL=1` it is a failure. Browser tests run once, on SQLite.
"""

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass

from registry.setup import machine
from registry.setup.postgresql import ClusterError, temporary_cluster


@dataclass
class Outcome:
    """How one part of the suite ended, as a line to print."""

    part: str
    text: str
    is_failure: bool = False


def main(arguments: list[str]) -> int:
    # So that the server is stopped and its folder removed then too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    is_all_required = os.environ.get("REQUIRE_ALL", "") not in ("", "0")

    outcomes = [_on_sqlite(arguments)]
    if machine.chromium() is None:
        reason = f"not run: {machine.NO_CHROMIUM}"
        outcomes.append(Outcome("Browser tests", reason, is_failure=is_all_required))
    outcomes.append(_on_postgresql(arguments, is_required=is_all_required))

    print()
    for outcome in outcomes:
        print(f"{outcome.part + ':':<15}{outcome.text}")
    return int(any(outcome.is_failure for outcome in outcomes))


def _on_sqlite(arguments: list[str]) -> Outcome:
    coverage = ["--cov"] if os.environ.get("COVERAGE", "") not in ("", "0") else []
    return _pytest("SQLite", [*coverage, *arguments], database_url=None)


def _on_postgresql(arguments: list[str], *, is_required: bool) -> Outcome:
    programs = machine.postgresql()
    if programs is None:
        reason = f"not run: {machine.NO_POSTGRESQL}"
        return Outcome("PostgreSQL", reason, is_failure=is_required)
    try:
        with temporary_cluster(programs) as url:
            return _pytest("PostgreSQL", ["-m", "not browser", *arguments], database_url=url)
    except ClusterError as problem:
        return Outcome("PostgreSQL", f"not run: {problem}", is_failure=True)


def _pytest(part: str, arguments: list[str], *, database_url: str | None) -> Outcome:
    print(f"\nThe suite on {part}", flush=True)
    variables = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    if database_url is not None:
        variables["DATABASE_URL"] = database_url
    started = time.monotonic()
    code = subprocess.run(
        [sys.executable, "-m", "pytest", "--numprocesses", "auto", *arguments], env=variables
    ).returncode
    seconds = time.monotonic() - started
    ending = "passed" if code == 0 else f"failed (pytest's exit code {code})"
    return Outcome(part, f"{ending} in {seconds:.0f} s", is_failure=code != 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
