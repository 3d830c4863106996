"""Who may change which record, on top of which version, and which records can go."""

from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import models as db
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from coop.curation.reasons import has_been_seen
from coop.curation.recording import recording
from coop.curation.versions import FOLLOWED
from coop.models import Agreement
from coop.models.base import Publishable, Record, Referable
from coop.vocabulary.records import State


class StaleVersion(Exception):
    """Someone saved the record after the editor had read it; ``record`` is what stands now."""

    def __init__(self, record):
        self.record = record
        super().__init__(str(record))


def version_of(record) -> str:
    """What an editor has read, in short: the version, or a digest of what has none.

    A word of a vocabulary has none; its parts, if it has any, are read for the digest.
    """
    if isinstance(record, Record):
        return str(record.version)
    things = [record]
    for name in FOLLOWED.get(type(record), ()):
        things += getattr(record, name).order_by("pk")
    values = [
        str(field.value_from_object(thing))
        for thing in things
        for field in thing._meta.concrete_fields
    ]
    return sha256("\x1f".join(values).encode()).hexdigest()[:16]


def lock(record):
    """Read the record again, and keep others from changing it until the transaction ends."""
    return type(record)._base_manager.select_for_update().get(pk=record.pk)


def refuse_stale(*, record, seen: str):
    """Lock the record; raise StaleVersion unless ``seen`` is the version that stands."""
    current = lock(record)
    if version_of(current) != seen:
        raise StaleVersion(current)
    return current


def published_with(model) -> type[Publishable]:
    """The kind of record whose publication makes records of this kind public."""
    return model if issubclass(model, Publishable) else Agreement


def may_publish(user, model) -> bool:
    """Whether the user publishes records of this kind; what agreements carry goes with them."""
    options = published_with(model)._meta
    return user.has_perm(f"{options.app_label}.publish_{options.model_name}")


def may_change(user, record) -> bool:
    """Whether the user may alter this record in place.

    What the public sees, or was told that it is gone, is altered by those who publish.
    """
    options = record._meta
    if not user.has_perm(f"{options.app_label}.change_{options.model_name}"):
        return False
    return not has_been_seen(record) or may_publish(user, type(record))


def may_propose(user, record) -> bool:
    """Whether the user's save of this record is a proposal: it is not theirs to alter in place."""
    options = record._meta
    if not user.has_perm(f"{options.app_label}.change_{options.model_name}"):
        return False
    return has_been_seen(record) and not may_publish(user, type(record))


def may_delete(user, record) -> bool:
    """Whether the user may delete this record: never one that the public has seen."""
    options = record._meta
    if not user.has_perm(f"{options.app_label}.delete_{options.model_name}"):
        return False
    if isinstance(record, Publishable):
        return record.state == State.DRAFT and record.published_at is None
    return not has_been_seen(record)


def delete(*, record, user=None):
    """Delete a record that was never public and that nothing refers to."""
    with recording(user=user, reason=_("Deleted.")) as opened:
        record = lock(record)
        if isinstance(record, Publishable) and record.published_at:
            raise ValidationError(
                _("“%(record)s” has been published: withdraw it instead.") % {"record": record}
            )
        if isinstance(record, Referable) and record.is_public:
            raise ValidationError(
                _("“%(record)s” is public: something published refers to it.") % {"record": record}
            )
        if user_ := _user_of(record):
            raise ValidationError(
                _("“%(record)s” is in use by “%(user)s”.") % {"record": record, "user": user_}
            )
        opened.touch(record)
        opened.keep(record)
        try:
            record.delete()
        except ProtectedError as error:
            users = ", ".join(f"“{thing}”" for thing in list(error.protected_objects)[:5])
            raise ValidationError(
                _("“%(record)s” is in use: %(users)s.") % {"record": record, "users": users}
            ) from error


def _user_of(record) -> db.Model | None:
    """A record that has this one in a list of its own; a foreign key protects by itself."""
    for relation in record._meta.related_objects:
        if relation.many_to_many:
            user = getattr(record, relation.get_accessor_name()).first()
            if user is not None:
                return user
    return None
