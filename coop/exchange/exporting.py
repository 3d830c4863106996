"""The registry as files: the curated set, one file a source, and everything, in JSON lines."""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TextIO

from coop import models
from coop.exchange.canonical import EXCLUSIVE, json_line, objects
from coop.exchange.folders import new_folder
from coop.exchange.homes import FOLDERS, Homes, load_order
from coop.exchange.shapes import IN_FILES, shape_of, shapes
from coop.exchange.snapshot import snapshot
from coop.integrity.paragraphs import numbers

EVERYTHING = "registry.jsonl"
CURATED = tuple(f"{folder}/*.json" for folder in FOLDERS)

NOT_CURATED = ("slug", "published_at")
"""What a registry gives its records itself, once they are in it."""

WAITING = 20_000
"""Objects of the curated set that wait in memory before they are set down in their files."""

Report = Callable[[str, int], None]
"""Told a model's label and how many of its objects are written so far."""


def no_report(label: str, count: int):
    """Says nothing."""


def everything(report: Report = no_report) -> Iterator[str]:
    """Every stored fact as lines of JSON: texts, addresses and former addresses included."""
    with snapshot():
        for model in IN_FILES:
            label = model._meta.label_lower
            for number, fields in enumerate(objects(model), 1):
                yield json_line(label, fields)
                report(label, number)


def write_everything(folder: Path, report: Report = no_report) -> Counter[str]:
    """Write everything into one file of a folder, and return the number of objects a model.

    Raises NotWritten.
    """
    counted: Counter[str] = Counter()

    def count(label: str, number: int):
        counted[label] = number
        report(label, number)

    with new_folder(folder, holding=(EVERYTHING,)) as new, _opened(new / EVERYTHING) as file:
        file.writelines(everything(count))
    return counted


def write_curated(
    folder: Path, report: Report = no_report, *, with_texts: bool = False
) -> Counter[str]:
    """Write the curated set, and return the number of objects a file. Raises NotWritten."""
    with new_folder(folder, holding=CURATED) as new:
        sheaf = _Sheaf(new)
        for file, label, fields in _curated(report, with_texts):
            sheaf.add(file, label, fields)
        return sheaf.bind()


def curated(report: Report = no_report, *, with_texts: bool = False) -> Iterator[str]:
    """The curated set as one JSON list, in the order in which its files are read."""
    found: dict[str, list] = defaultdict(list)
    for file, label, fields in _curated(report, with_texts):
        found[file].append({"model": label, "fields": fields})
    entries = (one for file in sorted(found, key=load_order) for one in sorted_as_read(found[file]))
    yield from as_json(entries)


def _curated(report: Report, with_texts: bool) -> Iterator[tuple[str, str, dict]]:
    leave_out = NOT_CURATED if with_texts else (*NOT_CURATED, "text")
    with snapshot():
        homes = Homes()
        for model in IN_FILES:
            if model is models.FormerSlug:
                continue
            shape = shape_of(model)
            for number, fields in enumerate(objects(model, leave_out=leave_out), 1):
                yield homes.file_of(shape, fields), shape.label, fields
                report(shape.label, number)


class _Sheaf:
    """Objects on their way into many files; few of them are in memory at a time."""

    def __init__(self, folder: Path):
        self.folder = folder
        self._waiting: dict[str, list[str]] = defaultdict(list)
        self._count = 0
        self._files: set[str] = set()

    def add(self, file: str, label: str, fields: dict):
        self._waiting[file].append(json_line(label, fields))
        self._count += 1
        if self._count >= WAITING:
            self._set_down()

    def _set_down(self):
        for file, lines in self._waiting.items():
            path = self._loose(file)
            path.parent.mkdir(exist_ok=True)
            with path.open("a", encoding="utf-8", newline="\n") as opened:
                opened.writelines(lines)
            self._files.add(file)
        self._waiting.clear()
        self._count = 0

    def _loose(self, file: str) -> Path:
        return self.folder / f"{file}.loose"

    def bind(self) -> Counter[str]:
        """Sort each file's objects and write them as the set has them; return their numbers."""
        self._set_down()
        counted: Counter[str] = Counter()
        for file in sorted(self._files, key=load_order):
            loose = self._loose(file)
            with loose.open(encoding="utf-8", newline="\n") as opened:
                entries = sorted_as_read([json.loads(line) for line in opened])
            with _opened(self.folder / file) as bound:
                bound.writelines(as_json(entries))
            loose.unlink()
            counted[file] = len(entries)
        return counted


def as_json(entries) -> Iterator[str]:
    """A JSON list, indented by two spaces, an object at a time."""
    separator = "[\n  "
    for entry in entries:
        written = json.dumps(entry, ensure_ascii=False, indent=2)
        yield separator + written.replace("\n", "\n  ")
        separator = ",\n  "
    yield "\n]\n" if separator.startswith(",") else "[]\n"


def sorted_as_read(entries: list[dict]) -> list[dict]:
    """Objects of one file in the order in which a person reads them.

    Sources come first, then the other tables, parents before their parts; parts in their order
    within the parent; citations paragraph by paragraph.
    """
    return sorted(entries, key=_rank)


def _rank(entry: dict) -> tuple:
    shape, fields = shapes()[entry["model"]], entry["fields"]
    own = tuple(fields[name] for name in shape.own_key)
    place = fields.get("order", 0)
    if shape.model is models.SourceDocument:
        return (-1, own)
    if shape.model is models.Citation:
        paragraph = next(iter(numbers(fields.get("paragraphs", ""))), 0)
        return (shape.place, fields["source"], paragraph, place, own)
    if shape.model is models.Statement:
        about = EXCLUSIVE[models.Statement]
        number, name = next((n, name) for n, name in enumerate(about) if name in fields)
        return (shape.place, number, fields[name], place, own)
    parent = fields[shape.parent_field] if shape.parent_field else []
    return (shape.place, parent, place, own)


def _opened(path: Path) -> TextIO:
    return path.open("w", encoding="utf-8", newline="\n")
