"""What the public is told of changes to a published record: the day, and in general words what.

Neither who changed it nor why is told, nor anything that the public does not read. It is
worked out once, when the change is written, and kept with the record: its page asks nothing
more of the database.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from django.db import models as db
from reversion.models import Version

from coop.curation.history import Difference, differences
from coop.curation.snapshots import Snapshot, Thing, of_versions
from coop.curation.wording import field_of
from coop.models.base import Publishable
from coop.querysets.bulk import among, batches, update_rows
from coop.vocabulary.records import State
from coop.vocabulary.sources import TextRights

KEPT = 10
"""Days with changes that a record keeps, the last ones."""

AT_ONCE = 100
"""Records whose versions are compared at once."""

NOT_PUBLIC = frozenset(("key", "withdrawn_because", "received_as"))
"""Fields that no public page prints."""

Told = list[tuple[str, list[str], list[str]]]
"""For each day with changes, the newest first: the day, fields of the record, kinds of parts."""


def tell(touched: Mapping[type[db.Model], Iterable[int]], *, on: date):
    """Note what these records have become for the public by the versions just written."""
    for model, pks in touched.items():
        if issubclass(model, Publishable):
            for batch in batches(pks, AT_ONCE):
                _tell(model, batch, on)


def _tell(model: type[Publishable], pks: list[int], on: date):
    public = model._base_manager.filter(
        **among("pk", pks), state=State.PUBLISHED, version__gt=1, published_at__isnull=False
    )
    told = dict(public.order_by().values_list("pk", "public_changes"))
    pairs = _last_two(model, list(told))
    read = of_versions([version for pair in pairs.values() for version in pair])
    rows = []
    for (pk, _pair), older, newer in zip(pairs.items(), read[1::2], read[::2], strict=True):
        what = _what(older, newer)
        if what is not None:
            rows.append((json.dumps(_added(told[pk], on, *what)), pk))
    update_rows(model, ["public_changes"], rows)


def _last_two(model, pks: list[int]) -> dict[int, list[Version]]:
    """Of each record that has two versions the newest and the one before it."""
    numbers: dict[str, list[int]] = defaultdict(list)
    versions = Version.objects.get_for_model(model).filter(object_id__in=map(str, pks))
    for number, pk in versions.order_by("-pk").values_list("pk", "object_id"):
        if len(numbers[pk]) < 2:
            numbers[pk].append(number)
    pairs = {pk: pair for pk, pair in numbers.items() if len(pair) == 2}
    read = Version.objects.in_bulk([number for pair in pairs.values() for number in pair])
    return {int(pk): [read[number] for number in pair] for pk, pair in pairs.items()}


def _what(older: Snapshot, newer: Snapshot) -> tuple[list[str], list[str]] | None:
    """The fields and the kinds of parts that differ for the public; None where nothing does."""
    before = older.record.fields
    if not before.get("published_at"):
        return None
    if before.get("state") != State.PUBLISHED:
        return ["state"], []
    fields: list[str] = []
    parts: dict[str, None] = {}
    found = list(differences(older, newer))
    shown = _published(found)
    for one in found:
        if one.thing.under is None:
            fields = [name for name, _both in one.values if _is_printed(one.thing, name)]
        elif all(_others(thing) <= shown for thing in (one.thing, *one.above)):
            parts[one.thing.label.split(".")[-1]] = None
    return (fields, list(parts)) if fields or parts else None


def _is_printed(record: Thing, name: str) -> bool:
    if name == "text":
        return record.fields.get("text_rights") == TextRights.PUBLIC
    return name not in NOT_PUBLIC


def _published(found: list[Difference]) -> set[tuple[type[db.Model], int]]:
    """Those published of the records that differing parts lead to."""
    wanted: dict[type[db.Model], set[int]] = defaultdict(set)
    for one in found:
        for thing in (one.thing, *one.above):
            for model, pk in _others(thing):
                wanted[model].add(pk)
    return {
        (model, pk)
        for model, pks in wanted.items()
        for pk in model._base_manager.filter(pk__in=pks, state=State.PUBLISHED)
        .order_by()
        .values_list("pk", flat=True)
    }


def _others(thing: Thing) -> set[tuple[type[db.Model], int]]:
    """The records that a part leads to and that staff publish: a draft must not be told of."""
    found: set[tuple[type[db.Model], int]] = set()
    for name, value in thing.fields.items() if thing.under else ():
        field = field_of(thing.model, name)
        model = field.related_model if field is not None and field.is_relation else None
        if not isinstance(value, int) or not isinstance(model, type):
            continue
        if issubclass(model, Publishable) and (model._meta.label_lower, value) != thing.under:
            found.add((model, value))
    return found


def _added(told: Told, on: date, fields: list[str], parts: list[str]) -> Told:
    """What was told, with a further change; changes of one day are told as one."""
    day = on.isoformat()
    if told and told[0][0] == day:
        _day, fields_before, parts_before = told[0]
        fields = list(dict.fromkeys([*fields_before, *fields]))
        parts = list(dict.fromkeys([*parts_before, *parts]))
        told = told[1:]
    return [(day, fields, parts), *told][:KEPT]
