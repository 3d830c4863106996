"""Plain `bulk_create`: what an import is measured beside.

A straightforward loop over the same files. It trusts them: no rule is checked that the
fields and the database do not check by themselves, nothing is looked up in the registry
but the vocabulary, no version is kept, and nothing is worked out that follows from the
rows.
"""

import json
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import count, islice
from pathlib import Path

from django.apps import apps
from django.core.management.color import no_style
from django.db import connections, transaction
from django.db.models import Max

BATCH = 2000

RECORDS = {"coop.agreement", "coop.coproduction", "coop.event"}
"""Objects that refer to a part stand between its record and the next."""


def load(files: Iterable[Path], using: str = "default") -> int:
    """Create every row of the files; return how many there are."""
    writer = Writer(using)
    with transaction.atomic(using=using):
        for file in files:
            with file.open(encoding="utf-8") as lines:
                for line in lines:
                    thing = json.loads(line)
                    writer.add(thing["model"], thing["fields"])
        writer.finish()
    return writer.written


class Writer:
    """Gives each row its number and writes the rows of a table in batches.

    Constraints between tables are checked at the end of the transaction, on both engines,
    so the tables need no order.
    """

    def __init__(self, using: str):
        self.using = using
        self.written = 0
        self._models = {model._meta.label_lower: model for model in apps.get_models()}
        self._rows = defaultdict(list)
        self._numbers = defaultdict(lambda: count(1))
        self._records = {
            (label, key): pk
            for label, field in (("coop.country", "code"), ("coop.provisiontopic", "code"))
            for key, pk in self._models[label].objects.using(using).values_list(field, "pk")
        }
        self._parts = {}
        self._fields = {}

    def add(self, label: str, fields: dict):
        model = self._models[label]
        pk = next(self._numbers[model])
        if label in RECORDS:
            self._parts.clear()
        self._name(label, fields, pk)
        plain, many = {"pk": pk}, []
        kinds = self._kinds(label)
        for name, value in fields.items():
            target, is_many = kinds[name]
            if target is None:
                plain[name] = value
            elif is_many:
                many.append((name, [self._pk(target, key) for key in value]))
            else:
                plain[f"{name}_id"] = self._pk(target, value)
        self._put(model(**plain))
        for name, pks in many:
            self._put_many(model._meta.get_field(name), pk, pks)

    def _name(self, label: str, fields: dict, pk: int):
        """Remember a row by its natural key: records for good, parts until the next record."""
        if label == "coop.citation":
            return
        parent = getattr(self._models[label], "parent_field", "")
        if parent and label != "coop.statement":
            self._parts[label, *fields[parent], fields["key"]] = pk
        elif label == "coop.statement":
            self._parts[label, fields["key"]] = pk
        else:
            self._records[label, fields["key"]] = pk

    def _pk(self, target: str, key: list[str]) -> int:
        named = (target, *key)
        return self._parts[named] if named in self._parts else self._records[named]

    def _kinds(self, label: str) -> dict[str, tuple[str | None, bool]]:
        """For each field what it points to, if anything, and whether to several."""
        if label not in self._fields:
            meta = self._models[label]._meta
            self._fields[label] = {
                field.name: (
                    field.related_model._meta.label_lower if field.is_relation else None,
                    field.many_to_many,
                )
                for field in (*meta.concrete_fields, *meta.many_to_many)
            }
        return self._fields[label]

    def _put_many(self, field, pk: int, pks: list[int]):
        through = field.remote_field.through
        for other in pks:
            ids = {field.m2m_column_name(): pk, field.m2m_reverse_name(): other}
            self._put(through(pk=next(self._numbers[through]), **ids))

    def _put(self, row):
        rows = self._rows[type(row)]
        rows.append(row)
        if len(rows) >= BATCH:
            self._write(type(row))

    def _write(self, model):
        model._base_manager.using(self.using).bulk_create(self._rows[model], batch_size=BATCH)
        self.written += len(self._rows[model])
        self._rows[model] = []

    def finish(self):
        for model, rows in self._rows.items():
            if rows:
                self._write(model)
        raise_sequences(list(self._rows), self.using)


def load_again(source: str, using: str = "default") -> tuple[int, float]:
    """Create every row of another database, of all tables; return their number and the seconds.

    What is derived and what is kept for the history is among them. Reading them from the
    other database is not counted.
    """
    number, seconds = 0, 0.0
    with transaction.atomic(using=using):
        for model in apps.get_models(include_auto_created=True):
            if not model._meta.managed:
                continue
            names = [field.attname for field in model._meta.concrete_fields]
            last = model._base_manager.using(using).aggregate(last=Max("pk"))["last"]
            rows = model._base_manager.using(source).order_by("pk").values_list(*names)
            # What both had before the import is there already.
            if last is not None:
                rows = rows.filter(pk__gt=last)
            for batch in _batches(rows.iterator(BATCH)):
                begun = time.perf_counter()
                model._base_manager.using(using).bulk_create(
                    [model(**dict(zip(names, row, strict=True))) for row in batch], BATCH
                )
                seconds += time.perf_counter() - begun
                number += len(batch)
    return number, seconds


def _batches(rows: Iterator) -> Iterator[list]:
    while batch := list(islice(rows, BATCH)):
        yield batch


def raise_sequences(models: list, using: str):
    connection = connections[using]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
