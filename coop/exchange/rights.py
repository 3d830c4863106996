"""What a user needs before a plan can be shown to them, and applied by them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.apps import apps
from django.db import models as db
from django.utils.translation import gettext as _

from coop.curation import editing


@dataclass(frozen=True)
class Right:
    """A permission that a plan needs, and what it lets do."""

    codename: str
    sentence: str

    @property
    def is_to_publish(self) -> bool:
        return ".publish_" in self.codename


def lacking(user, records: Iterable[str], *, changes_public: bool) -> list[Right]:
    """The permissions that the user lacks for a plan, none when it can be applied.

    ``records`` are those that the plan touches, as ``agreement/key``. What is done to a part
    of a record is done to the record: both adding and changing are asked for, since the next
    file of the same kind does the other. What the public sees is altered by those who publish.
    """
    return [
        right for right in _needed(records, changes_public) if not user.has_perm(right.codename)
    ]


def roots(records: Iterable[str]) -> list[type[db.Model]]:
    """The models of records named as ``agreement/key``, each once, by name."""
    return [apps.get_model("coop", name) for name in sorted({r.split("/", 1)[0] for r in records})]


def _needed(records: Iterable[str], changes_public: bool) -> list[Right]:
    found: dict[str, Right] = {}
    for model in roots(records):
        names = {"records": model._meta.verbose_name_plural}
        _note(found, model, "add", _("Adding %(records)s") % names)
        _note(found, model, "change", _("Changing %(records)s") % names)
        if changes_public:
            publishing = editing.published_with(model)
            names = {"records": publishing._meta.verbose_name_plural}
            _note(found, publishing, "publish", _("Publishing %(records)s") % names)
    return list(found.values())


def _note(found: dict[str, Right], model: type[db.Model], verb: str, sentence: str):
    codename = f"{model._meta.app_label}.{verb}_{model._meta.model_name}"
    found.setdefault(codename, Right(codename, sentence))
