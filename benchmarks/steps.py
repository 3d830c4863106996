"""One measured step in a process of its own: `python -m benchmarks.steps STEP FILE…`.

Prints one line of JSON: what was written, the seconds by the clock and on the processor,
and the memory before and at its highest, in MiB. `DATABASE_URL` says in which database.
"""

import json
import os
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

import django


def main(step: str, files: list[Path]):
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from benchmarks import exports

    steps: dict[str, Callable[[list[Path]], dict]] = {
        "generate": generate,
        "prepare": prepare,
        "plain bulk_create": plain,
        "bulk_create of all": everything_again,
        "plan": plan,
        "import": lambda paths: call_command("import_registry", *paths, apply=True, verbosity=0),
        "loaddata": lambda paths: call_command("loaddata", *paths, verbosity=0),
        "reindex": lambda _paths: call_command("reindex", verbosity=0),
        "count": count,
        **{name: lambda _paths, way=way: drained(way) for name, way in exports.WAYS.items()},
    }
    connection.ensure_connection()
    idle = highest()
    begun, worked = time.perf_counter(), time.process_time()
    more = steps[step](files) or {}
    measured = {
        "seconds": time.perf_counter() - begun,
        "processor": time.process_time() - worked,
        "idle": idle,
        "peak": highest(),
    }
    print(json.dumps({**measured, **more}))


def highest() -> float:
    """The most memory that the process has held, in MiB; on Linux since it began this program."""
    status = Path("/proc/self/status")
    if status.exists():
        lines = status.read_text().splitlines()
        return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def generate(files: list[Path]) -> dict:
    from coop.exchange.synthetic import files as synthetic

    agreements, seed, published = (float(os.environ[f"BENCHMARK_{n}"]) for n in GENERATED)
    (file,) = files
    ((_file, number),) = synthetic.write(file, int(agreements), int(seed), published)
    return {"rows": number}


GENERATED = ("AGREEMENTS", "SEED", "PUBLISHED")


def prepare(_files) -> None:
    """All tables, and the vocabulary."""
    from django.conf import settings
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    vocabulary = sorted((Path(settings.BASE_DIR) / "fixtures" / "vocabulary").glob("*.json"))
    call_command("import_registry", *vocabulary, apply=True, verbosity=0)


def plain(files: list[Path]) -> dict:
    from benchmarks import bulk

    return {"rows": bulk.load(files)}


def everything_again(_files) -> dict:
    """All rows of the database at `BENCHMARK_SOURCE`, which an import has filled."""
    import dj_database_url
    from django.db import connections

    from benchmarks import bulk

    source = dj_database_url.parse(os.environ["BENCHMARK_SOURCE"])
    connections.settings["source"] = {**connections.settings["default"], **source}
    rows, seconds = bulk.load_again("source")
    return {"rows": rows, "seconds": seconds}


def plan(files: list[Path]) -> dict:
    from coop.exchange import planning, reading

    with planning.plan(reading.read(files)) as found:
        if found.fault_count:
            raise SystemExit(str(found.faults[0]))
        return {"rows": found.total}


def count(_files) -> dict:
    """The rows of every table that an import writes into."""
    from django.apps import apps

    counted = {
        model._meta.label: model._base_manager.count()
        for model in apps.get_models(include_auto_created=True)
    }
    return {"tables": {label: number for label, number in counted.items() if number}}


def drained(way) -> dict:
    """Write to nowhere; tell when the first row came, and how many characters came in all."""
    from benchmarks import exports

    begun = time.perf_counter()
    pieces = way()
    head = [next(pieces) for _piece in range(exports.HEADS.get(way, 0) + 1)]
    first = time.perf_counter() - begun
    return {"length": sum(map(len, head)) + sum(map(len, pieces)), "first": first}


if __name__ == "__main__":
    main(sys.argv[1], [Path(name) for name in sys.argv[2:]])
