"""When a change says why: always, where somebody changes what the public has seen."""

from collections.abc import Iterable

from django.db import models as db
from django.utils.translation import gettext_lazy as _

from coop.models.base import Publishable, Referable
from coop.querysets.bulk import among
from coop.vocabulary.records import State

SEEN = (State.PUBLISHED, State.WITHDRAWN)

REASON_NEEDED = _("Say why: the public sees this record, and its history keeps the reason.")


def has_been_seen(record) -> bool:
    """Whether the public sees the record, or was told that it is gone."""
    if isinstance(record, Publishable):
        return record.state in SEEN
    return isinstance(record, Referable) and record.is_public


def any_seen(model: type[db.Model], pks: Iterable[int]) -> bool:
    """Whether one of these records has been seen."""
    records = model._base_manager.filter(**among("pk", list(pks))).order_by()
    if issubclass(model, Publishable):
        return records.filter(state__in=SEEN).exists()
    return issubclass(model, Referable) and records.filter(is_public=True).exists()
