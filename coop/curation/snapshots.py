"""A record with its parts and their evidence, as a version holds it or as it stands."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models as db
from django.db.models import OuterRef, Q, Subquery
from reversion.models import Version

from coop.curation.versions import FOLLOWED, as_kept

Place = tuple[str, int]
"""Which thing: its model's label and its id."""


@dataclass(frozen=True)
class Thing:
    """A record, or a part of one, as it was written down.

    ``model`` is None where no such kind exists any more. ``fields`` are as in JSON, and
    ``name`` is how it printed itself then. ``under`` is the thing that it is a part of.
    """

    label: str
    pk: int
    model: type[db.Model] | None
    fields: dict[str, Any]
    name: str
    under: Place | None = None

    @property
    def place(self) -> Place:
        return self.label, self.pk

    @property
    def kind(self) -> str:
        """What kind of thing it is, in words."""
        return str(self.model._meta.verbose_name) if self.model else self.label.split(".")[-1]


@dataclass(frozen=True)
class Snapshot:
    """Everything of one record at one moment: the record first, each part after its parent.

    Empty where the record was not there.
    """

    things: dict[Place, Thing] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Thing]:
        return iter(self.things.values())

    @property
    def root(self) -> Thing | None:
        return next(iter(self), None)

    def get(self, place: Place | None) -> Thing | None:
        return self.things.get(place) if place else None

    def above(self, thing: Thing) -> list[Thing]:
        """The parts that a thing is a part of, the outermost first; the record itself is none."""
        found: list[Thing] = []
        parent = self.get(thing.under)
        while parent is not None and parent.under is not None:
            found.insert(0, parent)
            parent = self.get(parent.under)
        return found


NOTHING = Snapshot()


def as_it_stands(record) -> Snapshot:
    """The record as the database has it now."""
    if record is None or record.pk is None:
        return NOTHING
    kinds = ContentType.objects.get_for_id
    return _tied([_thing(kinds(row[0]), *row[1:]) for row in as_kept(record)])


def of_versions(versions: Sequence[Version]) -> list[Snapshot]:
    """What versions of records hold, each with its parts; three queries for any number.

    A revision may hold ten thousands of records. Theirs are written in portions, the
    records of a portion first and then their parts, so the parts of a record stand between
    it and the first record of the next portion.
    """
    if not versions:
        return []
    later = Version.objects.filter(revision=OuterRef("revision"), pk__gt=OuterRef("pk"))
    ours = Q(content_type=OuterRef("content_type"))
    marked = (
        Version.objects.filter(pk__in=[version.pk for version in versions])
        .annotate(begins=Subquery(later.exclude(ours).order_by("pk").values("pk")[:1]))
        .annotate(
            ends=Subquery(
                later.filter(ours, pk__gt=OuterRef("begins")).order_by("pk").values("pk")[:1]
            )
        )
    )
    wanted = Q(pk__in=[])
    for revision, begins, ends in marked.values_list("revision", "begins", "ends"):
        if begins is not None:
            end = {"pk__lt": ends} if ends is not None else {}
            wanted |= Q(revision=revision, pk__gte=begins, **end)
    columns = ("content_type", "object_id", "serialized_data", "object_repr")
    parts: dict[int, list[tuple]] = defaultdict(list)
    for revision, *row in (
        Version.objects.filter(wanted).order_by("pk").values_list("revision", *columns)
    ):
        parts[revision].append(row)
    kinds = ContentType.objects.in_bulk({row[0] for rows in parts.values() for row in rows})
    read: dict[int, list[Thing]] = {}
    found = []
    for version in versions:
        number = version.revision_id
        if number not in read:
            read[number] = [_thing(kinds[row[0]], *row[1:]) for row in parts[number]]
        root = _thing(
            ContentType.objects.get_for_id(version.content_type_id),
            version.object_id,
            version.serialized_data,
            version.object_repr,
        )
        found.append(_tied([root, *read[number]]))
    return found


def _thing(kind: ContentType, object_id: str, data: str, name: str) -> Thing:
    (written,) = json.loads(data)
    return Thing(written["model"], int(object_id), kind.model_class(), written["fields"], name)


def _tied(things: Iterable[Thing]) -> Snapshot:
    """The first of the things with those that are parts of it, however deep."""
    root, *others = things
    by_parent: dict[Place, list[Thing]] = defaultdict(list)
    strangers = []
    for thing in others:
        if thing.model is None:
            strangers.append(thing)
        for name, label in _parents(thing.model):
            pk = thing.fields.get(name)
            if isinstance(pk, int):
                by_parent[label, pk].append(thing)
    found: dict[Place, Thing] = {}

    def take(thing: Thing, under: Place | None):
        if thing.place in found:
            return
        placed = Thing(thing.label, thing.pk, thing.model, thing.fields, thing.name, under)
        found[thing.place] = placed
        parts = by_parent[thing.place] + _parts_of_no_kind(strangers, thing)
        for part in sorted(parts, key=lambda one: _in_order(thing.model, one)):
            take(part, thing.place)

    take(root, None)
    return Snapshot(found)


@cache
def _parents(model: type[db.Model] | None) -> list[tuple[str, str]]:
    """For each kind of thing that a part may belong to, the field that says so, and its label."""
    found = []
    for parent, names in FOLLOWED.items():
        for name in names:
            relation = parent._meta.get_field(name)
            if relation.related_model is model:
                found.append((relation.field.name, parent._meta.label_lower))
    return found


def _in_order(parent: type[db.Model] | None, part: Thing) -> tuple:
    """Kinds of parts as the record lists them, the parts of a kind in their order."""
    kinds = [parent._meta.get_field(name).related_model for name in FOLLOWED.get(parent, ())]
    place = kinds.index(part.model) if part.model in kinds else len(kinds)
    return place, part.fields.get("order") or 0, part.pk


def _parts_of_no_kind(strangers: list[Thing], thing: Thing) -> list[Thing]:
    """Things of kinds that are no more, which name this thing by the word for its kind."""
    word = thing.label.split(".")[-1]
    return [one for one in strangers if one.fields.get(word) == thing.pk]
