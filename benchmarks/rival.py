"""Datasette on the same agreements, with everything that can be done in its favour.

- A database made for it (`benchmarks.flat`): one row an agreement, with short texts, numbered
  in the order of the list, so that its usual order needs no sort; indexes on every column
  with facets; junction tables with indexes both ways; statistics (`ANALYZE`).
- It is opened as immutable, with the numbers of rows counted beforehand, and a large cache.
- It filters through the junction tables (``_through``), which is faster than asking its
  arrays, and counts four facets where the registry counts all; thirty values each.
- It prints six columns, not all; it suggests no facets; no time limit cuts it short.
- A search is its own full-text search, with the folded words of the registry.
"""

import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.flat import ARRAYS, PAGE_SIZE, array
from benchmarks.processes import ROOT, Server, started

TABLE = "agreements"
SETTINGS = {
    "sql_time_limit_ms": 600_000,
    "facet_time_limit_ms": 600_000,
    "suggest_facets": "off",
    "default_page_size": PAGE_SIZE,
    "cache_size_kb": 200_000,
}
PRINTED = ("title", "kind", "status", "signed", *map(array, ARRAYS))
FACETS = [
    ("_facet", "kind"),
    ("_facet", "status"),
    *(("_facet_array", array(name)) for name in ARRAYS),
]


def is_installed() -> bool:
    return importlib.util.find_spec("datasette") is not None


@contextmanager
def served(flats: list[Path], folder: Path) -> Iterator[Server]:
    """Datasette on flat databases, once it answers."""
    counted, described = folder / "datasette-counts.json", folder / "datasette-metadata.json"
    program = [sys.executable, "-m", "datasette"]
    subprocess.run([*program, "inspect", *flats, "--inspect-file", counted], cwd=ROOT, check=True)
    found_by = {"fts_table": "agreements_fts", "fts_pk": "id"}
    described.write_text(
        json.dumps({"databases": {one.stem: {"tables": {TABLE: found_by}} for one in flats}}),
        "utf-8",
    )
    settings = [part for name, value in SETTINGS.items() for part in ("--setting", name, value)]
    # fmt: off
    arguments = [
        *program, "serve", *(part for one in flats for part in ("--immutable", one)),
        "--inspect-file", counted, "--metadata", described, "--port", "{port}", *settings,
    ]
    # fmt: on
    with started("datasette", arguments, folder, dict(os.environ)) as server:
        server.wait_for("/-/versions.json")
        yield server


class Addresses:
    """The addresses of Datasette's pages for a flat database."""

    def __init__(self, flat: Path):
        self._table = f"/{flat.stem}/{TABLE}"

    def listed(self, *, country: str = "", topic: str = "", word: str = "") -> str:
        """The first page of what is asked for, with facets."""
        asked = [
            (
                "_through",
                json.dumps({"table": f"agreement_{name}", "column": "value", "value": one}),
            )
            for name, one in (("country", country), ("topic", topic))
            if one
        ]
        if word:
            # Its own mode would take the star, which stands for the rest of the word, as text.
            asked += [("_search", f"{word}*"), ("_searchmode", "raw")]
        printed = [("_col", name) for name in PRINTED]
        return f"{self._table}?{urlencode([*asked, *FACETS, *printed])}"

    def row(self, number: int) -> str:
        """The page of one agreement: its own row, and how many rows refer to it."""
        return f"{self._table}/{number}"


def _through(table: str, value: str) -> str:
    return json.dumps({"table": table, "column": "value", "value": value})
