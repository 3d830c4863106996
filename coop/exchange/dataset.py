"""The open dataset: what the public sees, as tables and as objects, described so that programs
and people can read it without the registry.

A Frictionless Data Package of version 1: ``datapackage.json`` names each file with its size, its
hash and, of a table, the type and meaning of each column. The same content makes the same bytes.
"""

import csv
import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from coop.exchange import dictionary, tables
from coop.exchange.canonical import json_line, objects
from coop.exchange.exporting import Report, no_report
from coop.exchange.folders import new_folder
from coop.exchange.public import TABLES, Public
from coop.exchange.shapes import Shape, shape_of
from coop.exchange.snapshot import snapshot

HOLDING = (
    "datapackage.json",
    "counts.json",
    "dictionary.md",
    "LICENCE.md",
    "data/*.csv",
    "data/*.jsonl",
)
NOT_TOLD = ("slug", "published_at")
"""Addresses may change; ``/id/<key>/`` does not, and the key is told."""

LAYOUT = "1.0.0"
"""The version of what tables and columns there are; the content's own is added to it."""


@dataclass(frozen=True)
class Licence:
    """Under which terms the data may be used; both empty while none has been named."""

    name: str = ""
    address: str = ""

    @property
    def descriptors(self) -> list[dict[str, str]]:
        """As a data package names it: by a name that programs know, else by where it is told."""
        if not self.name and not self.address:
            return []
        is_code = bool(re.fullmatch(r"[-a-zA-Z0-9._]+", self.name))
        named = {"name": self.name} if is_code else {}
        titled = {"title": self.name} if self.name else {}
        return [{**named, "path": self.address or "LICENCE.md", **titled}]

    @property
    def note(self) -> str:
        """What the file on the licence says."""
        lines = ["# " + _("Licence of the data"), ""]
        if not self.descriptors:
            lines.append(
                _(
                    "No licence has been named for this data. Until one is, the law alone says "
                    "what may be done with it; ask %(contact)s."
                )
                % {"contact": settings.REGISTRY_CONTACT}
            )
        else:
            named = f"[{self.name or self.address}]({self.address})" if self.address else self.name
            lines.append(_("This data may be used under: %(licence)s.") % {"licence": named})
        lines += [
            "",
            _(
                "Quotes and texts of sources are included only where their rights let everyone "
                "read them; they remain their authors'. Errors and takedown: %(contact)s."
            )
            % {"contact": settings.REGISTRY_CONTACT},
        ]
        return "\n".join(lines) + "\n"


def licence() -> Licence:
    """The licence that the settings name."""
    return Licence(settings.REGISTRY_DATA_LICENCE, settings.REGISTRY_DATA_LICENCE_URL)


@dataclass(frozen=True)
class Table:
    """One table as written."""

    shape: Shape
    columns: list[tables.TableColumn]
    count: int

    @property
    def name(self) -> str:
        return str(self.shape.model._meta.model_name)


@dataclass(frozen=True)
class Dataset:
    """What was written: its version, and the number of rows a table."""

    version: str
    counts: dict[str, int]


def write_published(folder: Path, report: Report = no_report, *, release: str = "") -> Dataset:
    """Write the open dataset, in English words; ``release`` is a version of the publisher's own.

    Raises NotWritten.
    """
    with new_folder(folder, holding=HOLDING) as new, translation.override("en"):
        (new / "data").mkdir()
        with snapshot():
            written = [_write_table(new, shape_of(model), report) for model in TABLES]
        counts = {table.name: table.count for table in written}
        _write_json(new / "counts.json", counts)
        (new / "LICENCE.md").write_text(licence().note, "utf-8")
        (new / "dictionary.md").write_text(dictionary.of(written), "utf-8")
        resources = [described for table in written for described in _resources(new, table)]
        content = hashlib.sha256()
        for one in resources:
            content.update(f"{one['path']} {one['hash']}\n".encode())
        version = release or f"{LAYOUT}+{content.hexdigest()[:12]}"
        _write_json(
            new / "datapackage.json",
            {
                "profile": "data-package",
                "name": "film-cooperation-registry",
                "id": f"sha256:{content.hexdigest()}",
                "title": _("Film cooperation registry"),
                "description": dictionary.summary(),
                "version": version,
                **({"licenses": found} if (found := licence().descriptors) else {}),
                "contributors": [
                    {
                        "title": _("Film cooperation registry"),
                        "email": settings.REGISTRY_CONTACT,
                        "role": "publisher",
                    }
                ],
                "resources": resources,
            },
        )
        return Dataset(version, counts)


def _write_table(folder: Path, shape: Shape, report: Report) -> Table:
    view = Public()
    made = tables.columns(shape, tables.languages_of(shape, view))
    derived = tables.derived_fields(shape)
    name = shape.model._meta.model_name
    count = 0
    with (
        _opened(folder / f"data/{name}.csv") as sheet,
        _opened(folder / f"data/{name}.jsonl") as lines,
    ):
        rows = csv.writer(sheet)
        rows.writerow([column.name for column in made])
        for fields in objects(shape.model, view, leave_out=NOT_TOLD, also=derived):
            rows.writerow(tables.cells(made, fields))
            for one in derived:
                fields.pop(one, None)
            lines.write(json_line(shape.label, fields))
            count += 1
            report(shape.label, count)
    return Table(shape, made, count)


def _resources(folder: Path, table: Table) -> list[dict[str, Any]]:
    title = str(table.shape.model._meta.verbose_name_plural)
    title = title[:1].upper() + title[1:]
    described = {"title": title, "description": dictionary.about(table.shape)}
    return [
        {
            "profile": "tabular-data-resource",
            "name": table.name,
            **described,
            "path": f"data/{table.name}.csv",
            "format": "csv",
            "mediatype": "text/csv",
            **_bytes(folder / f"data/{table.name}.csv"),
            "rows": table.count,
            "schema": _schema(table),
        },
        {
            "profile": "data-resource",
            # For readers of the standard's second version, which would take it for a table.
            "type": "file",
            "name": f"{table.name}-objects",
            **described,
            "path": f"data/{table.name}.jsonl",
            "format": "jsonl",
            "mediatype": "application/x-ndjson",
            **_bytes(folder / f"data/{table.name}.jsonl"),
        },
    ]


def _schema(table: Table) -> dict[str, Any]:
    references = [
        {
            "fields": column.name,
            "reference": {
                "resource": "" if column.refers_to == table.name else column.refers_to,
                "fields": "id",
            },
        }
        for column in table.columns
        if column.refers_to
    ]
    return {
        "fields": [column.schema() for column in table.columns],
        "missingValues": [""],
        "primaryKey": "id",
        **({"foreignKeys": references} if references else {}),
    }


def _bytes(file: Path) -> dict[str, Any]:
    with file.open("rb") as opened:
        found = hashlib.file_digest(opened, "sha256").hexdigest()
    return {"encoding": "utf-8", "bytes": file.stat().st_size, "hash": f"sha256:{found}"}


def _write_json(file: Path, content) -> None:
    file.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", "utf-8")


def _opened(file: Path):
    return file.open("w", encoding="utf-8", newline="")
