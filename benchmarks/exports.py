"""Ways to write the registry out, ours and the plain ones beside it: iterators of text."""

import csv
import io
from collections.abc import Iterable, Iterator

from django.core import serializers
from django.core.management import call_command

from coop.exchange import exporting
from coop.exchange.shapes import IN_FILES, Shape, shape_of
from coop.exchange.sheets.writing import csv_lines, table
from coop.models import Act, Agreement, Citation, Participation, Provision

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
    """The sheet of agreements, with their parties, acts, subjects and evidence in its cells."""
    yield from csv_lines(table("agreements", Agreement.objects.all()))


def provisions() -> Iterator[str]:
    """The sheet of provisions, with the agreement, topic, subjects and evidence of each."""
    yield from csv_lines(table("provisions", Provision.objects.all()))


def raw(*querysets) -> Iterator[str]:
    """What the database gives, written as it is: no key is looked up, no text taken apart."""
    for queryset in querysets:
        names = [field.attname for field in queryset.model._meta.concrete_fields]
        writer = csv.writer(_Echo())
        yield writer.writerow(names)
        for row in queryset.order_by("pk").values_list(*names).iterator(CHUNK):
            yield writer.writerow(row)


def raw_agreements() -> Iterator[str]:
    yield from raw(Agreement.objects.all())


def raw_agreements_and_parts() -> Iterator[str]:
    """The tables that the cells of the sheet come from, one after the other."""
    yield from raw(
        Agreement.objects.all(),
        Participation.objects.all(),
        Act.objects.all(),
        Agreement.subjects.through.objects.all(),
        Agreement.frameworks.through.objects.all(),
        Citation.objects.exclude(agreement=None),
    )


def raw_provisions() -> Iterator[str]:
    yield from raw(Provision.objects.all())


def raw_provisions_and_parts() -> Iterator[str]:
    yield from raw(
        Provision.objects.all(),
        Provision.subjects.through.objects.all(),
        Citation.objects.exclude(provision=None),
    )


class _Echo:
    """A file that gives back what is written to it."""

    @staticmethod
    def write(text: str) -> str:
        return text


WAYS = {
    "everything as JSON lines": lines,
    "iterator and prefetch": lines_with_prefetch,
    "dumpdata": dumpdata,
    "agreements as CSV": agreements,
    "raw agreements": raw_agreements,
    "raw agreements and parts": raw_agreements_and_parts,
    "provisions as CSV": provisions,
    "raw provisions": raw_provisions,
    "raw provisions and parts": raw_provisions_and_parts,
}
HEADS = {agreements: 2, provisions: 2, raw_agreements: 1, raw_provisions: 1}
"""How many pieces come before the first row."""
