"""The things that records refer to, as files name them: asked for once a portion."""

from collections.abc import Iterable
from typing import Any

from django.db import models as db

from coop.exchange.lists.portions import of_portion
from coop.models import Agreement, Country, Event, Party, Person, Place, ProvisionTopic, Subject
from coop.names.text import MultilingualText
from coop.querysets.bulk import batches
from coop.vocabulary.parties import PartyKind

MOST = 10_000
"""Things that are held at a time: with more of them the oldest are asked for again."""

Reference = dict[str, Any]

FIELDS: dict[type[db.Model], tuple[str, ...]] = {
    Agreement: ("key", "title", "original_language"),
    Country: ("code", "names"),
    Event: ("key", "names"),
    Party: ("key", "names", "kind", "country__code", "country__names"),
    Person: ("key", "names"),
    Place: ("key", "names", "country__code"),
    ProvisionTopic: ("code", "names", "parent__code"),
    Subject: ("key", "names"),
}


class Named:
    """References by the id of what they lead to; what is not public is not there."""

    def __init__(self):
        self._known: dict[type[db.Model], dict[int, Reference]] = {model: {} for model in FIELDS}

    def load(self, model: type[db.Model], ids: Iterable[int | None]):
        """Make sure that these can be named."""
        known = self._known[model]
        if len(known) > MOST:
            known.clear()
        missing = sorted({pk for pk in ids if pk is not None and pk not in known})
        public = getattr(model._default_manager.all(), "public", model._default_manager.all)
        for batch in batches(missing):
            rows: Any = public().filter(**of_portion("pk", batch)).order_by()
            for pk, *row in rows.values_list("pk", *FIELDS[model]):
                known[pk] = _reference(model, *row)

    def one(self, model: type[db.Model], pk: int | None) -> Reference | None:
        """A thing that was loaded, as a copy to add to; None where there is none to be named."""
        found = self._known[model].get(pk) if pk is not None else None
        return None if found is None else dict(found)

    def all(self, model: type[db.Model], ids: Iterable[int]) -> list[Reference]:
        """Those of the things that can be named, in this order."""
        return [found for pk in ids if (found := self.one(model, pk)) is not None]


def _reference(model: type[db.Model], key: str, names: MultilingualText, *more: Any) -> Reference:
    by = {"code": key} if model in (Country, ProvisionTopic) else {"key": key}
    if model is Party:
        kind, country, country_names = more
        name = country_names if kind == PartyKind.STATE else names
        return {**by, "name": text_of(name), "kind": kind, "country": country or ""}
    if model is Place:
        return {**by, "name": text_of(names), "country": more[0] or ""}
    if model is ProvisionTopic:
        return {**by, "name": text_of(names), "group": more[0] or ""}
    if model is Agreement:
        return {**by, "title": text_of(names, more[0])}
    return {**by, "name": text_of(names)}


def text_of(texts: MultilingualText | None, original: str = "") -> str:
    """The wording for the reader of the file, as pages choose it."""
    wording = texts.best(original=original) if texts else None
    return wording.text if wording else ""
