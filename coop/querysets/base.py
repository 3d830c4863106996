"""What every queryset of records and parts can do."""

from functools import cache
from typing import Any

from django.db import models
from django.db.models import Prefetch

from coop.vocabulary.records import State


@cache
def natural_lookups(model) -> tuple[str, ...]:
    """The look-ups that a natural key of ``model`` fills, in order."""
    parent = getattr(model, "parent_field", "")
    if not parent:
        # Words of a vocabulary have a code instead.
        return ("code" if hasattr(model, "code") else "key",)
    lookups = natural_lookups(related_model(model, parent))
    return (*(f"{parent}__{lookup}" for lookup in lookups), "key")


def related_model(model, name: str) -> Any:
    """The model at the other end of the relation ``name``."""
    return model._meta.get_field(name).related_model


def visible_part(model, name: str, queryset) -> Prefetch:
    """Prefetch ``name`` of ``model`` with a queryset made on the related model.

    ``queryset`` takes the related model's default queryset and returns the one to use.
    """
    return Prefetch(name, queryset=queryset(related_model(model, name)._default_manager.all()))


def united(first, *others):
    """The ids of all these, for ``pk__in``.

    Engines look up each of them by an index of its own, and none of what they join.
    """
    one, *more = (found.order_by().values("pk") for found in (first, *others))
    return one.union(*more)


class RecordQuerySet(models.QuerySet):
    """Records by their key."""

    def get_by_natural_key(self, key):
        return self.get(key=key)


class PublishableQuerySet(RecordQuerySet):
    """Records that staff publish."""

    def published(self):
        """What the public sees."""
        return self.filter(state=State.PUBLISHED)

    def public(self):
        """What the public sees: the same question as of records that are only referred to."""
        return self.published()

    def withdrawn(self):
        """What the public once saw: its address answers that it is gone."""
        return self.filter(state=State.WITHDRAWN)


class ReferableQuerySet(RecordQuerySet):
    """Records that are public while something published refers to them."""

    def public(self):
        """What the public sees."""
        return self.filter(is_public=True)


class PartQuerySet(models.QuerySet):
    """Parts by the keys of their record and their own."""

    def get_by_natural_key(self, *key):
        return self.get(**dict(zip(natural_lookups(self.model), key, strict=True)))

    def firm(self):
        """Parts that are not merely possible: what counts and pairs are made of."""
        return self.exclude(basis="ambiguous")
