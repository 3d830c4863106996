"""A version restored whole: the record with its parts and their evidence, as they were in it."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db import models as db
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from reversion.models import Version

from coop.curation import editing, publication
from coop.curation.history import Change, compare_all, is_worked_out
from coop.curation.recording import recording
from coop.curation.snapshots import Place, Snapshot, Thing, as_it_stands, of_versions
from coop.curation.upgrades import upgraded
from coop.curation.wording import Names, Reference, field_of, label_of, references
from coop.integrity import coherence
from coop.models import FormerSlug, Merge
from coop.models.base import Publishable, Record, Referable
from coop.vocabulary.records import State

LISTED = 10

AS_NOW = ("state", "published_at", "withdrawn_because")
"""Fields that no version brings back: a record is published and withdrawn by its own verbs."""


@dataclass(frozen=True)
class Plan:
    """What restoring a version would change, and what stands in its way.

    ``record`` is None where it is deleted. ``seen`` is the version that stands, in short:
    on top of another one nothing is restored.
    """

    version: Version
    record: db.Model | None
    seen: str
    changes: list[Change]
    obstacles: list[str]
    target: Snapshot
    now: Snapshot


def plan(version: Version) -> Plan:
    """What restoring this version of a record would do; nothing is written."""
    model: Any = ContentType.objects.get_for_id(version.content_type_id).model_class()
    record = model._base_manager.filter(pk=version.object_id).first()
    now = as_it_stands(record)
    (stored,) = of_versions([version])
    target, obstacles = upgraded(stored)
    if not obstacles:
        target = _as_it_would_stand(target, now)
        obstacles = [*_taken(model, target, now), *_lost(target)]
    return Plan(
        version=version,
        record=record,
        seen=editing.version_of(record) if record is not None else "",
        changes=compare_all([(now, target)])[0],
        obstacles=obstacles,
        target=target,
        now=now,
    )


def restore(*, version: Version, seen: str, reason: str, user=None):
    """Make a record what this version of it is; one that is deleted comes back as a draft.

    ``seen`` is what the plan said. Parts that were made since go, those that went come back
    under their keys. The record stays in the state in which it is, and complete where it is
    published. Raises StaleVersion, or ValidationError with what stands in the way.
    """
    if not reason.strip():
        raise ValidationError(_("Say why this version is restored."))
    with recording(user=user, reason=reason.strip()) as opened:
        planned = plan(version)
        record = planned.record
        if record is not None:
            record = editing.refuse_stale(record=record, seen=seen)
        if planned.obstacles:
            raise ValidationError(planned.obstacles)
        before = publication.problems(record) if isinstance(record, Publishable) else []
        if record is not None:
            opened.touch(record)
        try:
            with transaction.atomic():
                root = _Writer(planned).write()
        except IntegrityError as error:
            raise ValidationError(_broken(planned.target, error)) from error
        opened.touch(root)
        publication.refuse_new_problems(root, before)
    root.refresh_from_db()
    return root


def deleted(model: type[db.Model]):
    """The last version of each record of a kind that is no more, the newest first.

    What was merged into another may be among them: its plan says that the merge is to be undone.
    """
    return Version.objects.get_deleted(model).select_related("revision__user").order_by("-pk")


# ---- What stands in the way ----


def _is_as_now(model: type[db.Model], name: str) -> bool:
    return name in AS_NOW or is_worked_out(model, name)


def _as_it_would_stand(target: Snapshot, now: Snapshot) -> Snapshot:
    """The target with those fields of the record that no version brings back."""
    root = target.record
    fields = dict(root.fields)
    if now.root is not None:
        fields |= {
            name: value for name, value in now.root.fields.items() if _is_as_now(root.table, name)
        }
    elif issubclass(root.table, Publishable):
        fields |= {"state": State.DRAFT.value, "published_at": None, "withdrawn_because": ""}
    elif issubclass(root.table, Referable):
        fields["is_public"] = False
    return Snapshot({**target.things, root.place: replace(root, fields=fields)})


def _taken(model, target: Snapshot, now: Snapshot) -> list[str]:
    """What the record, or parts of it, would have to take from others."""
    found = []
    key = target.record.fields.get("key")
    if now.root is None and key:
        if model._base_manager.filter(key=key).exists():
            found.append(_("Another record has its key by now: %(key)s.") % {"key": key})
        merged = Merge.objects.filter(
            kind=model._meta.model_name, merged_key=key, undone_at__isnull=True
        )
        for merge in merged:
            other = model._base_manager.filter(key=merge.kept_key).first()
            found.append(
                _("It was merged into “%(other)s”: undo the merge.")
                % {"other": other or merge.kept_key}
            )
    for kind, things in _by_model(thing for thing in target if thing.place not in now.things):
        there = kind._base_manager.filter(pk__in=[thing.pk for thing in things])
        for thing in there:
            found.append(
                _("%(kind)s “%(thing)s” is part of “%(other)s” by now.")
                % {
                    "kind": capfirst(str(kind._meta.verbose_name)),
                    "thing": thing,
                    "other": getattr(thing, "root", thing),
                }
            )
    return found


def _lost(target: Snapshot) -> list[str]:
    """References to things that are no more, a sentence each."""
    ours = {(thing.model, thing.pk) for thing in target}
    asked: dict[Reference, list[tuple[Thing, str]]] = defaultdict(list)
    for thing in target:
        for name, value in thing.fields.items():
            for reference in references(field_of(thing.model, name), value):
                if reference not in ours:
                    asked[reference].append((thing, name))
    wanted: dict[type[db.Model], set[int]] = defaultdict(set)
    for model, pk in asked:
        wanted[model].add(pk)
    there = {
        (model, pk)
        for model, pks in wanted.items()
        for pk in model._base_manager.filter(pk__in=pks).values_list("pk", flat=True)
    }
    lost = [reference for reference in asked if reference not in there]
    names = Names(lost, {})
    return [
        _("%(kind)s “%(thing)s”, %(field)s: “%(name)s” is deleted. Restore that first.")
        % {
            "kind": capfirst(thing.kind),
            "thing": thing.name,
            "field": label_of(thing.model, field),
            "name": names.of(*reference),
        }
        for reference in lost
        for thing, field in asked[reference][:1]
    ]


def _broken(target: Snapshot, error: IntegrityError) -> str:
    """In words, the rule of the database that a version breaks."""
    said = str(error)
    for model in {thing.table for thing in target}:
        for constraint in model._meta.constraints:
            if constraint.name in said:
                return _("%(kind)s: %(rule)s") % {
                    "kind": capfirst(str(model._meta.verbose_name)),
                    "rule": constraint.get_violation_error_message(),
                }
    return _("What this version says breaks a rule of the registry, so nothing was restored.")


# ---- Writing ----


class _Writer:
    """Brings the database from what stands to what a version says.

    Parts that go and parts that change are taken away first, all at once: then none stands
    in the way of another that comes back with its key. What is not changed is not touched.
    """

    def __init__(self, planned: Plan):
        self.record = planned.record
        self.target = planned.target
        self.now = planned.now

    def write(self):
        """Write all of it; returns the record. Raises ValidationError where a thing is unsound."""
        root, *parts = self._read()
        self._refuse_unsound([root, *parts])
        gone = [
            thing
            for place, thing in self.now.things.items()
            if thing.under is not None and not self._stays(place)
        ]
        for model, things in _by_model(gone):
            _take_away(model, [thing.pk for thing in things])
        self._write_root(root)
        for model, objects in _by_class(parts):
            model._base_manager.bulk_create([one.object for one in objects])
            _tie_lists(objects)
        self._refuse_incoherent(parts)
        return root.object

    def _stays(self, place: Place) -> bool:
        """Whether a part stands as the version has it."""
        before, after = self.now.get(place), self.target.get(place)
        return before is not None and after is not None and _said(before) == _said(after)

    def _read(self) -> list:
        """The things that are written, the record first, as objects with their lists."""
        return [
            _deserialized(thing)
            for place, thing in self.target.things.items()
            if thing.under is None or not self._stays(place)
        ]

    def _write_root(self, root):
        record = root.object
        if self.record is not None:
            for field in record._meta.local_fields:
                if not field.serialize or _is_as_now(type(record), field.name):
                    setattr(record, field.attname, getattr(self.record, field.attname))
            record.save(force_update=True)
        else:
            if isinstance(record, Record):
                record.slug = _free(record)
                record.version = _last_number(record)
            record.save(force_insert=True)
        for name, pks in (root.m2m_data or {}).items():
            getattr(record, name).set(pks)

    def _refuse_unsound(self, read: list):
        problems = []
        for one in read:
            thing = one.object
            others = {
                field.name
                for field in thing._meta.local_fields
                if field.is_relation or is_worked_out(type(thing), field.name)
            }
            try:
                thing.clean_fields(exclude=others)
            except ValidationError as error:
                for name, sentences in error.message_dict.items():
                    label = label_of(type(thing), name)
                    problems += [f"{label}: {sentence}" for sentence in sentences]
        root = read[0].object
        problems += [sentence for _name, sentence in coherence.faults(root, coherence.STORED)]
        if problems:
            raise ValidationError(problems[:LISTED])

    def _refuse_incoherent(self, read: list):
        problems = [
            sentence
            for one in read
            for _name, sentence in coherence.faults(one.object, coherence.STORED)
        ]
        if problems:
            raise ValidationError(list(dict.fromkeys(problems))[:LISTED])


def _said(thing: Thing) -> dict:
    """What somebody wrote of a thing, without what the registry works out."""
    return {
        name: value for name, value in thing.fields.items() if not is_worked_out(thing.model, name)
    }


def _deserialized(thing: Thing):
    fields = dict(thing.fields)
    written = {"model": thing.label, "pk": thing.pk, "fields": fields}
    (found,) = serializers.deserialize("python", [written])
    return found


def _take_away(model, pks: list[int]):
    """Delete rows and their lists, and nothing else: what belongs to them is written anew."""
    for field in model._meta.local_many_to_many:
        rows = field.remote_field.through._base_manager
        rows.filter(**{f"{field.m2m_field_name()}__in": pks}).delete()
    rows = model._base_manager.filter(pk__in=pks)
    rows._raw_delete(rows.db)


def _tie_lists(read: list):
    for one in read:
        for name, pks in (one.m2m_data or {}).items():
            if pks:
                getattr(one.object, name).set(pks)


def _last_number(record: Record) -> int:
    """The number of the record's newest version: numbers go up, never back."""
    newest = Version.objects.get_for_object(record).order_by("-pk")
    (written,) = json.loads(newest.values_list("serialized_data", flat=True)[0])
    return written["fields"].get("version", record.version)


def _free(record: Record) -> str | None:
    """The address that the record had, if no other has it by now."""
    slug, model = record.slug, type(record)
    others = FormerSlug.objects.filter(kind=model._meta.model_name, slug=slug)
    is_taken = (
        model._base_manager.filter(slug=slug).exists() or others.exclude(key=record.key).exists()
    )
    return None if is_taken else slug


def _by_model(things: Iterable[Thing]) -> Iterator[tuple[type[db.Model], list[Thing]]]:
    found: dict[type[db.Model], list[Thing]] = defaultdict(list)
    for thing in things:
        found[thing.table].append(thing)
    yield from found.items()


def _by_class(read: list) -> Iterator[tuple[type[db.Model], list]]:
    """Objects by their models; parents come before their parts, as they were read."""
    found: dict[type[db.Model], list] = defaultdict(list)
    for one in read:
        found[type(one.object)].append(one)
    yield from found.items()
