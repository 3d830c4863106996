"""How files go in and out, beside Django's own ways, in one run on the same data.

    python -m benchmarks.exchange --agreements 1000

Generates a registry into a file; then each way in reads it into a database of its own, a
copy of one with all tables and the vocabulary, and each way out writes the imported one to
nowhere. Each step is a process of its own, so that its memory can be told. SQLite in a
temporary folder, or the PostgreSQL server of `DATABASE_URL`: its databases are made beside
the one that is named, and dropped in the end.

Ratios compare steps of one run on one machine, by the clock, and by seconds on the processor:
those say more when the machine has other work, and on PostgreSQL less, for the server's are
not among them. A step that is repeated shows its median.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import databases

ROOT = Path(__file__).resolve().parents[1]
SLOW = ("loaddata", "dumpdata")
PLAIN = "plain bulk_create"
WAYS_IN = (PLAIN, "plan", "import", "loaddata")
WAYS_OUT = (
    ("everything as JSON lines", ("iterator and prefetch", "dumpdata")),
    ("agreements as CSV", ("raw agreements", "raw agreements and parts")),
    ("provisions as CSV", ("raw provisions", "raw provisions and parts")),
)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--agreements", type=int, default=1000, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="S")
    parser.add_argument("--published", type=float, default=88, metavar="PERCENT")
    parser.add_argument(
        "--rounds", type=int, default=0, help="0: three, above 2,000 agreements one"
    )
    parser.add_argument(
        "--skip",
        nargs="*",
        default=(),
        choices=SLOW,
        help="Steps that take hours with many agreements.",
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        run = Run(Path(folder), options)
        try:
            run.prepare()
            run.measure_ways_in()
            run.measure_ways_out()
        finally:
            run.close()


@dataclass
class Measured:
    """What a step took, over its rounds."""

    rounds: list[dict] = field(default_factory=list)

    def __getattr__(self, name: str) -> float:
        if name.startswith("_") or not self.rounds:
            raise AttributeError(name)
        return statistics.median(one[name] for one in self.rounds)


class Run:
    """One run: its file, its databases, what was measured."""

    def __init__(self, folder: Path, options):
        self.folder = folder
        self.options = options
        self.rounds = options.rounds or (3 if options.agreements <= 2000 else 1)
        self.databases = databases.opened(os.environ.get("DATABASE_URL", ""), folder)
        self.file = folder / "registry.jsonl"
        self.made = ["base"]
        self.measured: dict[str, Measured] = {}

    def prepare(self):
        address = self.databases.make("base")
        self.step("prepare", address)
        made = self.step(
            "generate",
            address,
            BENCHMARK_AGREEMENTS=str(self.options.agreements),
            BENCHMARK_SEED=str(self.options.seed),
            BENCHMARK_PUBLISHED=str(self.options.published / 100),
        )
        size = self.file.stat().st_size / 1e6
        print(
            f"{self.databases.engine}; {self.options.agreements:,} agreements, "
            f"{made['rows']:,} objects in {size:,.0f} MB, generated in {made['seconds']:.1f} s "
            f"({made['rows'] / made['seconds']:,.0f} a second, {made['peak']:.0f} MiB)\n"
        )

    # ---- Ways in ----

    def measure_ways_in(self):
        for number in range(self.rounds):
            for name in WAYS_IN:
                if name not in self.options.skip:
                    self.take(name, self.copied("base", name.replace(" ", "_")), is_way_in=True)
            imported = self.address("import")
            again = self.copied("base", "again")
            self.take("bulk_create of all", again, is_way_in=True, BENCHMARK_SOURCE=imported)
            if "loaddata" not in self.options.skip:
                self.take("reindex", self.address("loaddata"))
            if number == 0:
                self.tell_rows(imported)
        self.tell_ways_in()

    def tell_rows(self, address: str):
        tables = self.step("count", address)["tables"]
        print("Rows of the imported registry")
        for label, number in sorted(tables.items(), key=lambda item: -item[1]):
            print(f"{number:>12,}  {label}")
        print(f"{sum(tables.values()):>12,}  in all\n", flush=True)

    def tell_ways_in(self):
        plain = self.measured[PLAIN]
        print(
            f"{'way in':<20}{'seconds':>9}{'CPU s':>9}{'rows':>12}{'rows/s':>9}"
            f"{'× plain':>9}{'by CPU':>8}{'idle MiB':>10}{'peak MiB':>10}"
        )
        for name in (PLAIN, "bulk_create of all", "plan", "import", "loaddata", "reindex"):
            one = self.measured.get(name)
            if one is None:
                continue
            rows = int(one.rounds[0].get("rows", plain.rows))
            print(
                f"{name:<20}{one.seconds:>9.1f}{one.processor:>9.1f}{rows:>12,}"
                f"{rows / one.seconds:>9,.0f}{one.seconds / plain.seconds:>9.2f}"
                f"{one.processor / plain.processor:>8.2f}{one.idle:>10.0f}{one.peak:>10.0f}"
            )
        self.tell_beside("import", PLAIN)
        self.tell_beside("import", "bulk_create of all")
        if "loaddata" in self.measured:
            self.tell_beside("loaddata", "import")
        print(flush=True)

    def tell_beside(self, name: str, other: str):
        one, base = self.measured[name], self.measured[other]
        print(
            f"{name} took {one.seconds / base.seconds:.2f} times as long as {other}, "
            f"{one.processor / base.processor:.2f} times by CPU"
        )

    # ---- Ways out ----

    def measure_ways_out(self):
        address = self.address("import")
        for _round in range(self.rounds):
            for ours, others in WAYS_OUT:
                for name in (ours, *others):
                    if name not in self.options.skip:
                        self.take(name, address)
        print(
            f"{'way out':<26}{'seconds':>9}{'× ours':>8}{'by CPU':>8}{'row 1 ms':>10}{'MB':>7}"
            f"{'idle MiB':>10}{'peak MiB':>10}"
        )
        for ours, others in WAYS_OUT:
            base = self.measured[ours]
            for name in (ours, *others):
                if one := self.measured.get(name):
                    print(
                        f"{name:<26}{one.seconds:>9.2f}{one.seconds / base.seconds:>8.2f}"
                        f"{one.processor / base.processor:>8.2f}"
                        f"{one.first * 1000:>10.0f}{one.length / 1e6:>7.0f}"
                        f"{one.idle:>10.0f}{one.peak:>10.0f}"
                    )

    # ---- Steps ----

    def take(self, name: str, address: str, *, is_way_in: bool = False, **variables: str):
        """Measure a step once more."""
        files = [self.file] if is_way_in else []
        one = self.step(name, address, *files, **variables)
        self.measured.setdefault(name, Measured()).rounds.append(one)

    def step(self, name: str, address: str, *files: Path, **variables: str) -> dict:
        """What a step prints of itself; the run ends with what it complains of."""
        if name == "generate":
            files = (self.file,)
        command = [sys.executable, "-m", "benchmarks.steps", name, *map(str, files)]
        environment = {
            **os.environ,
            "REGISTRY_DEMO": "1",
            "REGISTRY_DATA_DIR": str(self.folder),
            "DJANGO_SETTINGS_MODULE": "registry.settings",
            "DATABASE_URL": address,
            **variables,
        }
        done = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise SystemExit(f"The step “{name}” failed:\n{done.stderr[-4000:]}")
        return json.loads(done.stdout.splitlines()[-1])

    def copied(self, original: str, name: str) -> str:
        """The address of a fresh copy; that of the round before is dropped."""
        if name in self.made:
            self.databases.drop(name)
        else:
            self.made.append(name)
        return self.databases.copy(original, name)

    def address(self, name: str) -> str:
        return self.databases.address(name)

    def close(self):
        for name in self.made:
            self.databases.drop(name)


if __name__ == "__main__":
    main()
