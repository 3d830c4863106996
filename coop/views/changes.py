"""What the page of a record tells of its changes since it was first published."""

from dataclasses import dataclass
from functools import cache

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coop.models.base import Publishable

OWN_WORDS = {
    "citation": gettext_lazy("evidence"),
    "state": gettext_lazy("published again"),
}
"""What a change is called where the name of the field or of the part would not do."""


@dataclass(frozen=True)
class PublicChange:
    """A day on which the record was changed, as ISO 8601, and what of it, in general words."""

    day: str
    what: list[str]


def public_changes(record) -> list[PublicChange]:
    """The changes that the public is told of, the newest first; no query."""
    if not isinstance(record, Publishable):
        return []
    return [
        PublicChange(day, _in_words(type(record), fields, parts))
        for day, fields, parts in record.public_changes
    ]


def _in_words(model: type[Model], fields: list[str], parts: list[str]) -> list[str]:
    words = [_field(model, name) for name in fields] + [_part(name) for name in parts]
    return list(dict.fromkeys(words))


def _field(model: type[Model], name: str) -> str:
    if name in OWN_WORDS:
        return str(OWN_WORDS[name])
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return _("a field that the registry has no more")
    return str(getattr(field, "verbose_name", name))


def _part(name: str) -> str:
    if name in OWN_WORDS:
        return str(OWN_WORDS[name])
    part = _parts().get(name)
    return str(part._meta.verbose_name_plural) if part else _("parts of a kind that is no more")


@cache
def _parts() -> dict[str, type[Model]]:
    return {
        model._meta.model_name or "": model for model in apps.get_app_config("coop").get_models()
    }
