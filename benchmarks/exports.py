"""Ways to write the registry out, ours and the plain ones beside it: iterators of text."""

import csv
import io
from collections.abc import Iterable, Iterator

from django.core import serializers
from django.core.management import call_command

from coop.exchange import exporting, tables
from coop.exchange.canonical import View, objects
from coop.exchange.shapes import IN_FILES, Shape, shape_of
from coop.models import Agreement, Citation

CHUNK = 2000
PREFETCHED = 500
"""Rows whose references are fetched at once: of many more SQLite refuses the query."""


def lines() -> Iterator[str]:
    """Everything, as `export_registry --jsonl` writes it."""
    yield from exporting.everything()


def lines_with_prefetch() -> Iterator[str]:
    """The same objects by the book: instances, what they refer to prefetched, Django's writer."""
    for model in IN_FILES:
        shape = shape_of(model)
        rows = model._base_manager.order_by("pk").prefetch_related(*_references(shape))
        yield from _written(rows.iterator(PREFETCHED))


def _references(shape: Shape) -> list[str]:
    """The look-ups that natural keys are made of, through all parents."""
    found = []
    for name, target in shape.relations.items():
        found.append(name)
        while target.parent_field:
            name = f"{name}__{target.parent_field}"
            found.append(name)
            target = target.parent
    return found


def _written(things: Iterable) -> Iterator[str]:
    options = {"use_natural_foreign_keys": True, "use_natural_primary_keys": True}
    batch = []
    for thing in things:
        batch.append(thing)
        if len(batch) >= CHUNK:
            yield serializers.serialize("jsonl", batch, **options)
            batch.clear()
    yield serializers.serialize("jsonl", batch, **options)


def dumpdata() -> Iterator[str]:
    """Django's own command, which answers only when all is written."""
    written = io.StringIO()
    labels = [model._meta.label for model in IN_FILES]
    options = {"natural_foreign": True, "natural_primary": True, "format": "jsonl"}
    call_command("dumpdata", *labels, **options, stdout=written)
    yield written.getvalue()


def agreements() -> Iterator[str]:
    """The table of agreements as CSV."""
    yield from _sheet(Agreement)


def citations() -> Iterator[str]:
    """The table of citations as CSV, the longest of all."""
    yield from _sheet(Citation)


def raw_agreements() -> Iterator[str]:
    yield from _raw(Agreement)


def raw_citations() -> Iterator[str]:
    yield from _raw(Citation)


def _sheet(model) -> Iterator[str]:
    shape, view = shape_of(model), View()
    columns = tables.columns(shape, tables.languages_of(shape, view))
    derived = tables.derived_fields(shape)
    yield from _csv(
        [column.name for column in columns],
        (tables.cells(columns, one) for one in objects(model, view, also=derived)),
    )


def _raw(model) -> Iterator[str]:
    """What the database gives, written as it is: no key is looked up, no text taken apart."""
    names = [field.attname for field in model._meta.concrete_fields]
    rows = model._base_manager.order_by("pk").values_list(*names)
    yield from _csv(names, rows.iterator(CHUNK))


class _Echo:
    """A file that gives back what is written to it."""

    @staticmethod
    def write(text: str) -> str:
        return text


def _csv(headings: list[str], rows: Iterable) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield writer.writerow(headings)
    for row in rows:
        yield writer.writerow(row)


WAYS = {
    "everything as JSON lines": lines,
    "iterator and prefetch": lines_with_prefetch,
    "dumpdata": dumpdata,
    "agreements as CSV": agreements,
    "agreements as raw CSV": raw_agreements,
    "citations as CSV": citations,
    "citations as raw CSV": raw_citations,
}
