"""A record with its parts and their evidence, as a version holds it or as it stands."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, cast

from django.contrib.contenttypes.models import ContentType
from django.db import models as db
from django.db.models import ForeignObjectRel, OuterRef, Q, Subquery
from reversion.models import Version

from coop.curation.versions import FOLLOWED, as_kept
from coop.querysets.base import related_model

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
    def table(self) -> Any:
        """The model of a thing of which it is known that its kind is still there."""
        return self.model

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

    @property
    def record(self) -> Thing:
        """The record of a snapshot that is known not to be empty."""
        return next(iter(self.things.values()))

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
    root, *others = [_thing(kinds(row[0]), *row[1:]) for row in as_kept(record)]
    return _Parts(others).of(root)


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
    read: dict[int, _Parts] = {}
    found = []
    for version in versions:
        number = version.revision_id
        if number not in read:
            read[number] = _Parts(_thing(kinds[row[0]], *row[1:]) for row in parts[number])
        found.append(read[number].of(thing_of(version)))
    return found


def thing_of(version: Version) -> Thing:
    """The record itself, as a version of it holds it."""
    kind = ContentType.objects.get_for_id(version.content_type_id)
    return _thing(kind, version.object_id, version.serialized_data, version.object_repr)


def _thing(kind: ContentType, object_id: str, data: str, name: str) -> Thing:
    (written,) = json.loads(data)
    return Thing(written["model"], int(object_id), kind.model_class(), written["fields"], name)


class _Parts:
    """Parts of some records, by what they are parts of."""

    def __init__(self, things: Iterable[Thing]):
        self._under: dict[Place, list[Thing]] = defaultdict(list)
        self._strangers: list[Thing] = []
        for thing in things:
            if thing.model is None:
                self._strangers.append(thing)
            for name, label in _parents(thing.model):
                pk = thing.fields.get(name)
                if isinstance(pk, int):
                    self._under[label, pk].append(thing)

    def of(self, root: Thing) -> Snapshot:
        """The record with those that are parts of it, however deep."""
        found: dict[Place, Thing] = {}
        self._take(root, None, found)
        return Snapshot(found)

    def _take(self, thing: Thing, under: Place | None, found: dict[Place, Thing]):
        if thing.place in found:
            return
        found[thing.place] = replace(thing, under=under)
        parts = self._under.get(thing.place, []) + self._of_no_kind(thing)
        for part in sorted(parts, key=lambda one: _in_order(thing.model, one)):
            self._take(part, thing.place, found)

    def _of_no_kind(self, thing: Thing) -> list[Thing]:
        """Things of kinds that are no more, which name this thing by the word for its kind."""
        word = thing.label.split(".")[-1]
        return [one for one in self._strangers if one.fields.get(word) == thing.pk]


@cache
def _parents(model: type[db.Model] | None) -> list[tuple[str, str]]:
    """For each kind of thing that a part may belong to, the field that says so, and its label."""
    found = []
    for parent, names in FOLLOWED.items():
        for name in names:
            relation = cast(ForeignObjectRel, parent._meta.get_field(name))
            if relation.related_model is model:
                found.append((relation.field.name, parent._meta.label_lower))
    return found


def _in_order(parent: type[db.Model] | None, part: Thing) -> tuple:
    """Kinds of parts as the record lists them, the parts of a kind in their order."""
    kinds = _kinds_of_parts(parent)
    place = kinds.index(part.model) if part.model in kinds else len(kinds)
    return place, part.fields.get("order") or 0, part.pk


@cache
def _kinds_of_parts(parent: type[db.Model] | None) -> list[type[db.Model]]:
    """The kinds of parts that a record or part has, in the order in which it lists them."""
    if parent is None:
        return []
    return [related_model(parent, name) for name in FOLLOWED.get(parent, ())]
