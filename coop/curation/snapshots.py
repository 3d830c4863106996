"""A record with its parts and their evidence, as a version holds it or as it stands."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, cast

from django.contrib.contenttypes.models import ContentType
from django.db import models as db
from django.db.models import ForeignObjectRel, Q
from reversion.models import Version

from coop.curation.versions import FOLLOWED, as_kept
from coop.querysets.base import related_model
from coop.querysets.bulk import batches

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
    *others, root = [_thing(kinds(row[0]), *row[1:]) for row in as_kept(record)]
    return _Parts(others).of(root)


def of_versions(versions: Sequence[Version]) -> list[Snapshot]:
    """What versions of records hold, each with its parts; a query a kind of part.

    A record says in its version which parts it had. Where it does not, since it was written
    by an earlier form of the registry, its whole revision is read.
    """
    pks: dict[str, set[int]] = defaultdict(set)
    named: set[int] = set()
    unnamed: set[int] = set()
    for version in versions:
        (written,) = json.loads(version.serialized_data)
        (named if "parts" in written else unnamed).add(version.revision_id)
        for label, numbers in written.get("parts", {}).items():
            pks[label].update(numbers)
    wanted = [Q(revision__in=unnamed)] if unnamed else []
    for label in sorted(pks):
        try:
            kind = ContentType.objects.get_by_natural_key(*label.split("."))
        except ContentType.DoesNotExist:
            # Its rows went with it.
            continue
        ours = Q(db=versions[0].db, content_type=kind, revision__in=named)
        wanted += (ours & Q(object_id__in=batch) for batch in batches(map(str, sorted(pks[label]))))
    parts: dict[int, dict[int, tuple]] = defaultdict(dict)
    for condition in wanted:
        rows = Version.objects.filter(condition).order_by()
        for revision, number, *row in rows.values_list("revision", "pk", *COLUMNS):
            parts[revision][number] = tuple(row)
    kinds = ContentType.objects.in_bulk(
        {row[0] for rows in parts.values() for row in rows.values()}
    )
    read: dict[int, _Parts] = {}
    found = []
    for version in versions:
        number = version.revision_id
        if number not in read:
            rows = parts[number].values()
            read[number] = _Parts(_thing(kinds[row[0]], *row[1:]) for row in rows)
        found.append(read[number].of(thing_of(version)))
    return found


COLUMNS = ("content_type", "object_id", "serialized_data", "object_repr")


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
