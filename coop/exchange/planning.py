"""What an import would do: read the files and the registry, write nothing.

    with plan(read(paths)) as found:
        for change in found.changes(): …

Everything that was read lies in a private file meanwhile, so that memory does not grow
with what is imported.
"""

import marshal
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models as db
from django.utils.translation import gettext as _

from coop.curation.editing import version_of
from coop.exchange.checking import Checker
from coop.exchange.entries import Entry, Fault, Where
from coop.exchange.foreseen import Around, Foreseen
from coop.exchange.publishing import SEEN, Publication
from coop.exchange.resolving import Resolver
from coop.exchange.shapes import (
    SEPARATOR,
    Key,
    KeyMissing,
    Shape,
    shapes,
    unknown_field,
    unknown_model,
)
from coop.exchange.snapshot import snapshot
from coop.exchange.staging import BATCH, CHANGED, FAULTY, LOOKED_UP, NEW, SAME, Row, Staging
from coop.integrity.coherence import TREES, faults
from coop.models import Act, Citation, Generation, Rule, SourceDocument
from coop.models.base import Publishable, Record

FAULTS_KEPT = 1000

COHERENT: set[type[db.Model]] = {Citation, SourceDocument, Act, Rule, *(t[0] for t in TREES)}
"""The tables with rules between rows that no constraint says."""

Rows = Mapping[type[db.Model], Collection[int]]
"""Rows of some tables, by their numbers."""

Progress = Callable[[str, int, int], None]
"""Told how far it has come: the step, how many are done, of how many (0: not known)."""


@dataclass(frozen=True)
class Counts:
    """How many rows of a table are made, changed, and left as they are."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0


@dataclass(frozen=True)
class Change:
    """One row that is made or changed; ``fields`` leads from its name to (old, new).

    Values are as files write them. ``root`` is the record that it is a part of: its model
    and key.
    """

    model: type[db.Model]
    key: tuple[str, ...]
    where: Where
    is_new: bool
    fields: dict[str, tuple[Any, Any]]
    root: tuple[type[db.Model], str] | None = None


class Plan:
    """What the files would do to the registry as it stands. Close it: it holds a file."""

    def __init__(self, progress: Progress | None = None, without: Rows | None = None):
        self._without = without or {}
        self.faults: list[Fault] = []
        self.fault_count = 0
        self.passed_over: set[str] = set()
        self.counts: dict[type[db.Model], Counts] = {}
        self.changes_public = False
        self.publishes = False
        self.published: dict[type[db.Model], set[int]] = {}
        self.staging = Staging()
        self.generation = (0, 0)
        self._files: list[str] = []
        self.progress = progress or (lambda step, done, total: None)
        self._total = 0
        self._resolver = Resolver(self.staging)
        self._foreseen = Foreseen(self.staging)
        self._publication = Publication(
            self.staging, self._resolver, self._foreseen, self._say, self._say_at
        )
        self._shape: Shape | None = None

    def __enter__(self):
        return self

    def __exit__(self, *_exception):
        self.close()

    def close(self):
        self.staging.close()

    # ---- What is found ----

    @property
    def is_empty(self) -> bool:
        """Whether nothing is made or changed."""
        return not any(c.created or c.changed for c in self.counts.values())

    @property
    def models(self) -> list[type[db.Model]]:
        """The models of which rows are made or changed."""
        return [m for m, c in self.counts.items() if c.created or c.changed]

    @property
    def total(self) -> int:
        """The number of objects read."""
        return self._total

    @property
    def seen(self) -> dict[str, str | None]:
        """The version of each record that is touched, by ``agreement/key``; None: not there yet."""
        return {
            f"{shape.model._meta.model_name}/{key.replace(SEPARATOR, '/')}": version
            for shape in shapes().values()
            for batch in self.staging.touched(shape)
            for key, _pk, version in batch
        }

    def changes(self) -> Iterator[Change]:
        """All that is made or changed, table by table, in the order of the files."""
        for shape in shapes().values():
            for batch in self.staging.rows(shape, NEW, CHANGED):
                for row in batch:
                    yield self._change(shape, row)

    def _change(self, shape: Shape, row: Row) -> Change:
        values = (
            {name: (None, value) for name, value in row.fields.items()}
            if row.is_new
            else row.changes
        )
        root = self._publication.root_of(shape, row)
        return Change(
            shape.model,
            tuple(row.key.split(SEPARATOR)),
            self._where(row),
            row.is_new,
            values,
            (root[0].model, root[1]) if root else None,
        )

    # ---- Faults ----

    def _where(self, row: Row, field: str = "") -> Where:
        return Where(self._files[row.file], row.line, row.columns.get(field, ""))

    def fault(self, fault: Fault):
        self.fault_count += 1
        if len(self.faults) < FAULTS_KEPT:
            self.faults.append(fault)

    def _say(self, row: Row, field: str, sentence: str):
        assert self._shape is not None
        row.verdict = FAULTY
        thing = f"{self._shape.name} {' / '.join(row.key.split(SEPARATOR))}"
        self.fault(Fault(self._where(row, field), sentence, thing, field))

    def _say_at(self, shape: Shape, pk: int, sentence: str):
        """A fault of a row that went by long ago."""
        key, file, line = self.staging.found(shape, pk)
        thing = f"{shape.name} {' / '.join(key.split(SEPARATOR))}"
        self.fault(Fault(Where(self._files[file], line), sentence, thing))

    # ---- The steps ----

    def make(self, entries: Iterable[Entry | Fault]):
        """Read everything, find what is there already, and settle what becomes of each row."""
        with self.staging.writing():
            self._stage(entries)
            for shape in shapes().values():
                self.staging.index(shape)
                self._drop_doubles(shape)
            with snapshot():
                self.generation = Generation.objects.current()
                for shape in shapes().values():
                    self._resolver.assign(shape)
                self._settle()
                self._publication.finish()
                self._note_versions()
                self.changes_public = self._publication.is_public_changed or self._is_public()
                self.publishes = self._publication.publishes
                self.published = self._publication.published
        self.faults.sort(key=lambda fault: (fault.where.file, fault.where.line))
        for shape in shapes().values():
            tally = self.staging.tally(shape)
            if tally:
                self.counts[shape.model] = Counts(
                    tally.get(NEW, 0), tally.get(CHANGED, 0), tally.get(SAME, 0)
                )

    def _stage(self, entries: Iterable[Entry | Fault]):
        batches: dict[Shape, list[tuple]] = {}
        files: dict[str, int] = {}
        for entry in entries:
            if isinstance(entry, Fault):
                self.fault(entry)
                continue
            staged = self._read(entry)
            if staged is None:
                continue
            shape, key = staged
            self._total += 1
            name = entry.where.file
            if name not in files:
                files[name] = len(files)
                self._files.append(name)
            columns = marshal.dumps(entry.columns) if entry.columns else None
            raw = marshal.dumps(entry.fields)
            rows = batches.setdefault(shape, [])
            rows.append((self._total, key, files[name], entry.where.line, raw, columns))
            if len(rows) >= BATCH:
                self.staging.add(shape, rows)
                rows.clear()
            if not self._total % BATCH:
                self.progress("read", self._total, 0)
        for shape, rows in batches.items():
            self.staging.add(shape, rows)

    def _read(self, entry: Entry) -> tuple[Shape, Key] | None:
        """The table and the key of an entry; None, with a fault said, where it has none."""
        shape = shapes().get(entry.model.lower())
        if shape is None:
            self.fault(Fault(entry.where, unknown_model(entry.model), entry.model))
            return None
        is_sound = True
        for name in list(entry.fields):
            if name not in shape.fields:
                if name in shape.passed_over:
                    del entry.fields[name]
                    self.passed_over.add(name)
                    continue
                is_sound = False
                sentence = unknown_field(shape, name)
                self.fault(Fault(self._place(entry, name), sentence, self._thing(entry), name))
                del entry.fields[name]
        try:
            key = shape.key_of(entry.fields)
        except KeyMissing as missing:
            place = self._place(entry, missing.field)
            self.fault(Fault(place, missing.sentence, self._thing(entry), missing.field))
            return None
        return (shape, key) if is_sound else None

    @staticmethod
    def _thing(entry: Entry) -> str:
        key = entry.fields.get("key") or entry.fields.get("code") or ""
        return f"{entry.model} {key}".strip() if isinstance(key, str) else entry.model

    @staticmethod
    def _place(entry: Entry, name: str) -> Where:
        column = entry.columns.get(name, "")
        return Where(entry.where.file, entry.where.line, column) if column else entry.where

    def _drop_doubles(self, shape: Shape):
        dropped = []
        for key, number, file, line, first_file, first_line in self.staging.doubles(shape):
            dropped.append(number)
            sentence = _("It stands in the files twice: first at %(place)s.") % {
                "place": Where(self._files[first_file], first_line)
            }
            thing = f"{shape.name} {' / '.join(key.split(SEPARATOR))}"
            self.fault(Fault(Where(self._files[file], line), sentence, thing))
        self.staging.drop(shape, dropped)

    def _note_versions(self):
        """Keep which version of each record the plan is made on."""
        for shape in shapes().values():
            for batch in self.staging.touched(shape):
                pks = self._resolver.locate(shape, (key for key, _pk, _version in batch))
                self.staging.set_versions(shape, pks, versions(shape, pks.values()))

    def _settle(self):
        done = 0
        for shape in shapes().values():
            if not self.staging.count(shape):
                continue
            self._shape = shape
            gone = self._without.get(shape.model, ())
            checker = Checker(shape, self.staging, self._resolver, self._say, gone)
            is_publishable = issubclass(shape.model, Publishable)
            for rows in self.staging.rows(shape):
                settled = checker.settle(rows)
                if shape.model in COHERENT:
                    self._check_coherence(shape, settled)
                if is_publishable:
                    for row, instance in settled:
                        if row.verdict != FAULTY:
                            self._publication.see_record(row, instance)
                self._publication.see_claims(shape, rows)
                if shape.model is Citation:
                    self._publication.see_citations(shape, rows)
                self.staging.settle(shape, rows)
                self._touch(shape, [row for row in rows if row.verdict in (NEW, CHANGED)])
                done += len(rows)
                self.progress("checked", done, self._total)

    def _check_coherence(self, shape: Shape, settled):
        self._foreseen.at_hand = shape, {row.pk: row for row, _instance in settled}
        for row, instance in settled:
            for field, sentence in faults(instance, Around(row, shape, self._foreseen)):
                self._say(row, field, sentence)

    def _touch(self, shape: Shape, rows: list[Row]):
        """Mark the records that change."""
        roots = (self._publication.root_of(shape, row) for row in rows)
        self.staging.touch({(root[0].place, root[1]) for root in roots if root})

    def _is_public(self) -> bool:
        """Whether a record is altered that the public sees, or was told that it is gone."""
        for shape in shapes().values():
            for batch in self.staging.touched(shape):
                pks = [pk for _key, pk, _version in batch if pk and pk > 0]
                there = shape.model._base_manager.filter(pk__in=pks)
                if issubclass(shape.model, Publishable):
                    if there.filter(state__in=SEEN).exists():
                        return True
                elif shape.is_referable and there.filter(is_public=True).exists():
                    return True
        return False


def versions(shape: Shape, pks: Iterable[int]) -> dict[int, str]:
    """The version of each record that is there, as `curation.editing` words it."""
    there = [pk for pk in pks if pk > 0]
    found: dict[int, str] = {}
    for start in range(0, len(there), LOOKED_UP):
        things = shape.model._base_manager.filter(pk__in=there[start : start + LOOKED_UP])
        if issubclass(shape.model, Record):
            rows = things.order_by().values_list("pk", "version")
            found |= {pk: str(version) for pk, version in rows}
        else:
            found |= {thing.pk: version_of(thing) for thing in things}
    return found


def plan(
    entries: Iterable[Entry | Fault],
    *,
    progress: Progress | None = None,
    without: Rows | None = None,
) -> Plan:
    """Plan the import of what a reader yields. Use it in a ``with``, or close it.

    Rows that go before it is applied, ``without`` which it is planned, stand in nobody's way.
    """
    made = Plan(progress, without)
    try:
        made.make(entries)
    except BaseException:
        made.close()
        raise
    return made
