"""The words by which records can be found: where they stand, and how they are read."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db import models as db

from coop.models import (
    Agreement,
    CoProduction,
    Country,
    Event,
    Party,
    Person,
    Place,
    Provision,
    ProvisionTopic,
    SourceDocument,
    Subject,
)
from coop.models.base import Publishable, Record
from coop.names.folding import fold
from coop.querysets.base import related_model
from coop.querysets.bulk import among, batches
from coop.search.texts import column
from coop.vocabulary.records import State

TITLES: dict[type[db.Model], tuple[str, ...]] = {
    Agreement: ("title",),
    CoProduction: ("title",),
    SourceDocument: ("title",),
    Provision: ("topic__names", "summary"),
    Party: ("names", "short_names", "country__names"),
    Person: ("names",),
    Event: ("names",),
    Place: ("names",),
    Subject: ("names",),
    Country: ("names",),
    ProvisionTopic: ("names",),
}
"""The texts that name a record itself."""

NAMES_OF_A_PARTY = ("names", "short_names", "country__names")

WORDS: dict[type[db.Model], tuple[str, ...]] = {
    Agreement: (
        "summary",
        "note",
        "place__names",
        "place__country__names",
        *(f"participations__party__{names}" for names in NAMES_OF_A_PARTY),
        *(f"frameworks__{names}" for names in NAMES_OF_A_PARTY),
        "participations__signatures__person__names",
        "participations__signatures__office",
        "occasions__event__names",
        "subjects__names",
        "provisions__topic__names",
        "provisions__summary",
        "statements__summary",
        "film_links__coproduction__title",
        "citations__as_named",
        "participations__citations__as_named",
        "participations__signatures__citations__as_named",
        "occasions__citations__as_named",
        "provisions__citations__as_named",
    ),
    CoProduction: (
        "summary",
        "note",
        "subjects__names",
        "partners__country__names",
        *(f"partners__party__{names}" for names in NAMES_OF_A_PARTY),
        "screenings__event__names",
        "agreement_links__agreement__title",
        "citations__as_named",
        "partners__citations__as_named",
    ),
    SourceDocument: ("publisher", "author", "note"),
    Provision: (
        "topic__definition",
        "subjects__names",
        "agreement__title",
        "citations__as_named",
        "article",
    ),
    Party: (
        "former_names__names",
        *(f"parent__{names}" for names in NAMES_OF_A_PARTY),
        "citations__as_named",
    ),
    Person: ("citations__as_named", "signatures__office", "attendances__office"),
    Event: ("place__names", "country__names", "citations__as_named", "attendances__person__names"),
    Place: ("country__names", "citations__as_named"),
    Subject: (),
    Country: ("code",),
    ProvisionTopic: ("definition", "code"),
}
"""The related texts by which a record can be found as well."""


ONLY_OF_PUBLIC: dict[type[db.Model], dict[str, str]] = {
    Agreement: {"film_links__coproduction": "film_links__coproduction"},
    CoProduction: {"agreement_links__agreement": "agreement_links__agreement"},
    Party: {"citations": "citations__source"},
    Person: {
        "citations": "citations__source",
        "signatures": "signatures__participation__agreement",
        "attendances": "attendances__event",
    },
    Event: {"citations": "citations__source"},
    Place: {"citations": "citations__source"},
}
"""Paths that leave the record, with the record that must be public for their words to count.

What a draft says must not be found through the public record that it names.
"""


def owner_of(model: type[db.Model], path: str) -> type[db.Model]:
    """The model at the end of a path of relations."""
    for step in path.split("__"):
        model = related_model(model, step)
    return model


@dataclass(slots=True)
class Document:
    """What is written of one record: folded texts, each once, in order."""

    key: str
    is_public: bool
    title: dict[str, None] = field(default_factory=dict)
    words: dict[str, None] = field(default_factory=dict)

    def values(self) -> list:
        """What is stored of it."""
        return [self.key, column(self.title), column(self.words), self.is_public]


class Names:
    """The folded texts of what many records refer to: read once, and not once for each.

    Holds those of some thousand things; with more, it forgets and reads again.
    """

    LIMIT = 10_000

    def __init__(self):
        self._known: dict[tuple, dict[int, dict[str, None]]] = defaultdict(dict)

    def of(self, model: type[db.Model], fields: tuple[str, ...], ids: set[int]):
        """The folded texts in these fields of these things, by id."""
        known = self._known[model, fields]
        if len(known) > self.LIMIT:
            known.clear()
        for batch in batches(sorted(ids - known.keys())):
            rows = model._base_manager.filter(**among("pk", batch)).order_by()
            for pk, *values in rows.values_list("pk", *fields):
                known[pk] = {text: None for value in values for text in _folded(value)}
        return known


@dataclass
class Text:
    """A column in which a text stands, or the id of a thing of ``owner`` in whose fields."""

    column: str
    is_title: bool
    owner: type[db.Model] | None
    fields: tuple[str, ...]


@dataclass
class Reading:
    """What one query reads of records: texts in the rows at the end of ``path``."""

    path: str
    conditions: dict[str, Any]
    texts: list[Text] = field(default_factory=list)

    @property
    def columns(self) -> list[str]:
        return list(dict.fromkeys(text.column for text in self.texts))

    def add(self, text: Text):
        for known in self.texts:
            same = (known.column, known.is_title, known.owner)
            if text.owner and same == (text.column, text.is_title, text.owner):
                known.fields += text.fields
                return
        self.texts.append(text)

    def put(self, rows: list[tuple], documents: dict[int, Document], names: Names):
        """Put the texts of the rows, each with the id of its record first, where they belong."""
        for text in self.texts:
            place = 1 + self.columns.index(text.column)
            known: Mapping[Any, Iterable[str]] | None = None
            if text.owner is not None:
                ids = {row[place] for row in rows} - {None}
                known = names.of(text.owner, text.fields, ids)
            for row in rows:
                value = row[place]
                texts = _folded(value) if known is None else known.get(value, ())
                document = documents[row[0]]
                into = document.title if text.is_title else document.words
                into.update(dict.fromkeys(texts))


@cache
def readings(model) -> list[Reading]:
    """The queries that read all words of records of a kind; the first reads their own rows."""
    found = {"": Reading("", {})}
    for is_title, paths in ((True, TITLES[model]), (False, WORDS[model])):
        for path in paths:
            rows, text = _parted(model, path, is_title)
            conditions = _conditions(model, path)
            name = " ".join([rows, *conditions])
            found.setdefault(name, Reading(rows, conditions)).add(text)
    return list(found.values())


def _parted(model, path: str, is_title: bool) -> tuple[str, Text]:
    """The rows that a path of relations leads to, and the text in or behind a column of theirs."""
    *steps, name = path.split("__")
    for number, step in enumerate(steps):
        relation = model._meta.get_field(step)
        model = relation.related_model
        if issubclass(model, Record | Country | ProvisionTopic):
            rows = steps[: number if relation.many_to_one else number + 1]
            column, fields = steps[: number + 1], [*steps[number + 1 :], name]
            return "__".join(rows), Text("__".join(column), is_title, model, ("__".join(fields),))
    return "__".join(steps), Text(path, is_title, None, ())


def read(model, ids: list[int], names: Names) -> dict[int, Document]:
    records = model._base_manager.filter(**among("pk", ids)).order_by("pk")
    own, *others = readings(model)
    identity = ("code", "pk") if model in (Country, ProvisionTopic) else ("key", _publicness(model))
    rows = list(records.values_list("pk", *own.columns, *identity))
    documents = {
        pk: Document(key, public is True or public == State.PUBLISHED)
        for pk, *_texts, key, public in rows
    }
    own.put(rows, documents, names)
    for reading in others:
        conditions = {f"{reading.path}__isnull": False, **reading.conditions}
        found = model._base_manager.filter(**among("pk", ids), **conditions).order_by()
        reading.put(list(found.values_list("pk", *reading.columns)), documents, names)
    return documents


def _publicness(model) -> str:
    """The column that says whether a record is public."""
    if model is Provision:
        return "agreement__state"
    return "state" if issubclass(model, Publishable) else "is_public"


def _conditions(model, path: str) -> dict[str, Any]:
    """The conditions under which the words along ``path`` count."""
    for prefix, record in ONLY_OF_PUBLIC.get(model, {}).items():
        if path.startswith(f"{prefix}__"):
            if issubclass(owner_of(model, record), Publishable):
                return {f"{record}__state": State.PUBLISHED}
            return {f"{record}__is_public": True}
    return {}


def _folded(value) -> list[str]:
    """The folded texts of a field: one, or one a language; none where it is empty."""
    texts = value.values() if isinstance(value, dict) else (value,)
    return [folded for text in texts if text and (folded := fold(text))]
