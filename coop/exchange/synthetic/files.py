"""Writes a made-up registry into files that `import_registry` and `loaddata` read."""

import contextlib
import gzip
import io
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from coop.exchange.synthetic import PUBLISHED, Object, objects, sections

SUFFIXES = (".jsonl", ".jsonl.gz")

_encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def is_file(path: Path) -> bool:
    """Whether a path asks for one file; any other is the name of a folder."""
    return path.name.endswith(SUFFIXES) and not path.is_dir()


def write(
    path: Path, agreements: int, seed: int = 1, published: float = PUBLISHED
) -> list[tuple[Path, int]]:
    """Write the registry; return the files with their numbers of objects.

    A path that ends in .jsonl or .jsonl.gz becomes one file. Any other becomes a folder
    with a file a section, named so that they sort in the order in which they refer to each
    other. Each file appears under its name when it is whole. Raises OSError.
    """
    if is_file(path):
        return [(path, _write(path, objects(agreements, seed, published)))]
    path.mkdir(parents=True, exist_ok=True)
    found = []
    parts = sections(agreements, seed, published)
    for place, (name, part) in enumerate(parts, 1):
        file = path / f"{place}-{name}.jsonl"
        found.append((file, _write(file, part)))
    return found


def _write(path: Path, things: Iterable[Object]) -> int:
    unfinished = path.with_name(f"{path.name}.unfinished")
    number = 0
    try:
        with _opened(unfinished, is_packed=path.suffix == ".gz") as file:
            for thing in things:
                file.write(_encoded(thing).encode())
                file.write(b"\n")
                number += 1
        os.replace(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)
    return number


@contextlib.contextmanager
def _opened(path: Path, *, is_packed: bool) -> Iterator[BinaryIO]:
    with path.open("wb", buffering=1 << 20) as raw:
        if is_packed:
            # Neither a name nor a time within: the same registry is the same bytes.
            with (
                gzip.GzipFile("", "wb", 6, raw, 0) as packed,
                io.BufferedWriter(packed, 1 << 20) as file,
            ):
                yield file
        else:
            yield raw
