"""The one write path: a transaction, a revision, and everything that follows from a change."""

from collections.abc import Iterable
from contextlib import contextmanager
from contextvars import ContextVar

from django.core.exceptions import ValidationError
from django.db import models as db
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from coop.curation import (
    changes,
    evidence,
    generations,
    reasons,
    references,
    slugs,
    statuses,
    versions,
)
from coop.facets.changes import Watch
from coop.models import Agreement
from coop.models.base import Part, Record, Referable
from coop.querysets.bulk import Ids, add, among, batches
from coop.search import documents

_active: ContextVar["Recording | None"] = ContextVar("recording", default=None)


def active() -> "Recording | None":
    """The recording that is open, if any."""
    return _active.get()


@contextmanager
def recording(*, user=None, reason: str = ""):
    """Open the registry for writing.

    Say ``touch(record)`` before a record or one of its parts changes, or ``touch_many`` of
    any number, or ``made`` of those that have just been written. On leaving, each
    touched record gets a version, and status periods, evidence, publicness, slugs and
    search documents follow; the generation is raised last, with what facets have to read
    again. An exception undoes it all.
    Inside another recording, this one joins it, and gives it its reason if it has none.

    Whoever changes what the public has seen says why: with a user and without a reason,
    such a change ends in a ValidationError.
    """
    outer = _active.get()
    if outer is not None:
        outer.reason = outer.reason or reason
        yield outer
        return
    with transaction.atomic():
        opened = Recording(user=user, reason=reason)
        token = _active.set(opened)
        try:
            yield opened
            opened.finish()
        finally:
            _active.reset(token)


class Recording:
    """What is being changed, and by whom."""

    def __init__(self, *, user=None, reason: str = ""):
        self.user = user if user is not None and user.is_authenticated else None
        self.reason = reason
        self.begun_at = timezone.now()
        self._said = ""
        self._has_touched_seen = False
        self._touched: dict[type[db.Model], Ids] = {}
        self._new: list[db.Model] = []
        self._referred: references.Marks = {}
        self._readers = documents.Readers()
        self._watch = Watch()

    def say(self, what: str):
        """Say what was done, for the history, where nobody has given a reason."""
        self._said = what

    def touch(self, *things):
        """Name records, or parts of records, that are about to change or have just been made."""
        for thing in things:
            for root in _roots(thing):
                if root.pk is not None:
                    self.touch_many(type(root), [root.pk])
                elif not any(known is root for known in self._new):
                    self._new.append(root)

    def touch_many(self, model: type[db.Model], pks: Iterable[int]):
        """Name records of one kind, by their ids, that are about to change, in any number."""
        touched = self._touched.setdefault(model, Ids())
        for batch in batches(Ids(pks) - touched):
            if not (self.reason or self._has_touched_seen):
                self._has_touched_seen = reasons.any_seen(model, batch)
            add(self._referred, references.concerned_by(model, batch))
            self._readers.note(model, batch)
            self._watch.note(model, batch)
            touched.update(batch)

    def made(self, model: type[db.Model], pks: Iterable[int]):
        """Name records of one kind, by their ids, that have just been made, in any number."""
        self._touched.setdefault(model, Ids()).update(pks)

    def keep(self, record):
        """Keep a record that is about to be deleted as it stands, with who, when and why.

        At the end of the recording nothing is left of it that a version could hold.
        """
        self._write_versions({type(record): [record.pk]})

    def finish(self):
        """Bring everything that follows up to date."""
        if self.user is not None and self._has_touched_seen and not self.reason:
            raise ValidationError(reasons.REASON_NEEDED)
        self.touch(*self._new)
        touched = {model: pks for model, pks in self._touched.items() if pks}
        if not touched:
            return
        for model, pks in touched.items():
            slugs.refresh(model, pks)
            for batch in batches(pks):
                self._follow(model, batch)
        changed = references.refresh(self._referred)
        for referable, pks in changed.items():
            slugs.remember_hidden(referable, pks)
        self._write_versions(touched)
        changes.tell(touched, on=timezone.localdate(self.begun_at))
        followed: references.Marks = {}
        add(followed, changed)
        add(followed, touched)
        documents.refresh(followed, self._readers)
        generations.advance(lambda: self._watch.records(touched, shown=changed))

    def _write_versions(self, touched):
        versions.write(
            touched,
            user=self.user,
            comment=self.reason or self._said,
            date_created=self.begun_at,
        )

    def _follow(self, model, pks: list[int]):
        evidence.refresh(model, pks)
        if model is Agreement:
            statuses.refresh(pks)
        if issubclass(model, Record):
            model._base_manager.filter(**among("pk", pks)).update(
                version=F("version") + 1, updated_at=timezone.now()
            )
        add(self._referred, references.concerned_by(model, pks))
        if issubclass(model, Referable):
            add(self._referred, {model: Ids(pks)})


def _roots(thing) -> list[db.Model]:
    """The records that a change to ``thing`` is a change of."""
    return [thing.root] if isinstance(thing, Part) else [thing]
