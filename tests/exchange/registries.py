"""Registries to be written out and read in again: an awkward one, and none at all."""

import json
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.db import connection

from coop.exchange import applying, planning, reading

AWKWARD = Path(__file__).with_name("awkward.jsonl")
"""Every field of every table filled, with scripts, quotes, breaks and dates that go wrong easily;
drafts and a withdrawn record among published ones. Written as the registry exports it."""

FOLDERS = ("vocabulary", "authority", "sources", "reference")


def objects_of(file: Path) -> list[dict]:
    """The objects of a file, a list or one a line."""
    text = file.read_text("utf-8")
    if file.suffix == ".json":
        return json.loads(text)
    return [json.loads(line) for line in text.split("\n") if line]


def files_of(folder: Path) -> dict[str, bytes]:
    """The bytes of each file in a folder."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def in_order(folder: Path) -> list[Path]:
    """The files of a curated set, in the order in which they are loaded."""
    return [file for name in FOLDERS for file in sorted((folder / name).glob("*.json"))]


@contextmanager
def planned(*files: Path):
    """The plan of these files."""
    with planning.plan(reading.read(files)) as plan:
        assert plan.faults == []
        yield plan


def import_files(*files: Path):
    """Read files in by the planner."""
    with planned(*files) as plan:
        applying.apply(plan)


def load_files(*files: Path):
    """Read files in by Django's own command."""
    call_command("loaddata", *map(str, files), verbosity=0)
    call_command("reindex", verbosity=0)


def empty():
    """Take everything out of the registry, whatever refers to what."""
    for model in apps.get_app_config("coop").get_models(include_auto_created=True):
        model._base_manager.all()._raw_delete(connection.alias)


def changed(file: Path, changes: dict[tuple[str, str], dict], target: Path) -> Path:
    """A copy of a file in which the objects of these models and keys have other fields too."""
    objects = objects_of(file)
    for one in objects:
        mark = (one["model"].removeprefix("coop."), one["fields"].get("key", ""))
        one["fields"] |= changes.get(mark, {})
    target.write_text("".join(json.dumps(one) + "\n" for one in objects), "utf-8")
    return target
