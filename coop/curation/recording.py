"""The one write path: a transaction, a revision, and everything that follows from a change."""

from collections import defaultdict
from contextlib import contextmanager
from contextvars import ContextVar

import reversion
from django.db import models as db
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from coop.curation import evidence, references, slugs, statuses, versions
from coop.models import Agreement, Generation
from coop.models.base import Part, Record, Referable
from coop.search import documents

_active: ContextVar["Recording | None"] = ContextVar("recording", default=None)


def active() -> "Recording | None":
    """The recording that is open, if any."""
    return _active.get()


@contextmanager
def recording(*, user=None, reason: str = ""):
    """Open the registry for writing.

    Say ``touch(record)`` before a record or one of its parts changes. On leaving, each
    touched record gets a version, and status periods, evidence, publicness, slugs and
    search documents follow; the generation is raised last. An exception undoes it all.
    Inside another recording, this one joins it.
    """
    outer = _active.get()
    if outer is not None:
        yield outer
        return
    # By hand: what a version holds is read once, at the end, and not at every save on the way.
    with transaction.atomic(), reversion.create_revision(manage_manually=True):
        if user is not None and user.is_authenticated:
            reversion.set_user(user)
        reversion.set_comment(reason)
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
        self.user = user
        self.reason = reason
        self._touched: dict[tuple[type[db.Model], int], None] = {}
        self._new: list[db.Model] = []
        self._referred: set[references.Mark] = set()
        self._readers: dict[type[db.Model], set[int]] = defaultdict(set)

    def touch(self, *things):
        """Name records, or parts of records, that are about to change or have just been made."""
        for thing in things:
            for root in _roots(thing):
                self._touch_root(root)

    def _touch_root(self, root):
        if root.pk is None:
            if not any(known is root for known in self._new):
                self._new.append(root)
            return
        mark = (type(root), root.pk)
        if mark not in self._touched:
            self._touched[mark] = None
            self._referred |= references.concerned_by(type(root), [root.pk])
            for reader, pks in documents.dependents(type(root), [root.pk]):
                self._readers[reader] |= pks

    def finish(self):
        """Bring everything that follows up to date."""
        for root in self._new:
            if root.pk is not None:
                self._touch_root(root)
        by_model = defaultdict(list)
        for model, pk in self._touched:
            by_model[model].append(pk)
        for model, pks in by_model.items():
            self._finish_model(model, pks)
        for referable, pk in references.refresh(self._referred):
            by_model[referable].append(pk)
            slugs.remember_hidden(referable, pk)
        documents.refresh(by_model, self._readers)
        if by_model:
            Generation.objects.advance()

    def _finish_model(self, model, pks):
        evidence.refresh(model, pks)
        if model is Agreement:
            statuses.refresh(pks)
        if issubclass(model, Record):
            model._base_manager.filter(pk__in=pks).update(
                version=F("version") + 1, updated_at=timezone.now()
            )
        self._referred |= references.concerned_by(model, pks)
        if issubclass(model, Referable):
            self._referred |= {(model, pk) for pk in pks}
        for root in versions.read(model, pks):
            slugs.refresh(root)
            reversion.add_to_revision(root)


def _roots(thing) -> list[db.Model]:
    """The records that a change to ``thing`` is a change of."""
    return [thing.root] if isinstance(thing, Part) else [thing]
