"""The words by which records can be found: where they stand, and how they are read."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from anyascii import anyascii
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
from coop.names.lookalikes import in_one_alphabet
from coop.querysets.base import related_model
from coop.querysets.bulk import among, batches
from coop.search.texts import column, title_column
from coop.vocabulary.agreements import RelationKind
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


def _party(path: str) -> tuple[str, ...]:
    """All names of a party at the end of the path, with its former ones and its parent's."""
    parent = (f"parent__{names}" for names in NAMES_OF_A_PARTY)
    all_names = (*NAMES_OF_A_PARTY, "former_names__names", *parent)
    return tuple(f"{path}__{names}" for names in all_names)


def _as_named(*paths: str) -> tuple[str, ...]:
    """The words that sources use for a record, and for these parts of it."""
    return ("citations__as_named", *(f"{path}__citations__as_named" for path in paths))


WORDS: dict[type[db.Model], tuple[str, ...]] = {
    Agreement: (
        "summary",
        "note",
        "place__names",
        "place__country__names",
        *_party("participations__party"),
        *_party("participations__acting_for"),
        *_party("frameworks"),
        "participations__signatures__person__names",
        "participations__signatures__office",
        *_party("participations__signatures__office_at"),
        "occasions__event__names",
        "occasions__event__held_on",
        "occasions__event__part_of__names",
        "subjects__names",
        "provisions__topic__names",
        "provisions__summary",
        "provisions__subjects__names",
        "provisions__statements__summary",
        "statements__summary",
        "relations__related__title",
        "acts__done_on",
        "acts__effective_on",
        "film_links__coproduction__title",
        *_as_named(
            *("participations", "participations__signatures", "occasions", "acts", "relations"),
            *("statements", "provisions", "provisions__statements", "provisions__rules"),
        ),
    ),
    CoProduction: (
        "summary",
        "note",
        "year",
        "subjects__names",
        "partners__country__names",
        *_party("partners__party"),
        "screenings__event__names",
        "screenings__place__names",
        "agreement_links__agreement__title",
        *_as_named("partners", "screenings"),
    ),
    SourceDocument: ("publisher", "author", "note"),
    Provision: (
        "subjects__names",
        "statements__summary",
        "agreement__title",
        *_as_named("statements", "rules"),
        "article",
    ),
    Party: (
        "former_names__names",
        *(f"parent__{names}" for names in NAMES_OF_A_PARTY),
        *_as_named(),
    ),
    Person: (
        "signatures__office",
        "attendances__office",
        *_as_named("signatures", "attendances"),
    ),
    Event: (
        "held_on",
        "part_of__names",
        "place__names",
        "place__country__names",
        "country__names",
        "attendances__person__names",
        "attendances__office",
        "statements__summary",
        *_as_named("attendances", "statements"),
    ),
    Place: ("country__names", *_as_named()),
    Subject: ("place__names", "person__names"),
    Country: ("code",),
    ProvisionTopic: ("definition", "code"),
}
"""The related texts by which a record can be found as well."""


ONLY_OF_PUBLIC: dict[type[db.Model], dict[str, str]] = {
    Agreement: {
        "film_links__coproduction": "film_links__coproduction",
        "relations__related": "relations__related",
    },
    CoProduction: {"agreement_links__agreement": "agreement_links__agreement"},
    Person: {
        "signatures": "signatures__participation__agreement",
        "attendances": "attendances__event",
    },
}
"""Paths that leave the record, with the record that must be public for their words to count.

What a draft says must not be found through the public record that it names. Nor must what a
source says that is not published: that holds for every path through evidence.
"""


ONLY_WHERE: dict[type[db.Model], dict[str, dict[str, str]]] = {
    Agreement: {"relations__related": {"relations__kind": RelationKind.PART_OF}},
}
"""Paths with the condition under which their words count: members bear their package's title."""


def decisive(model: type[db.Model], path: str) -> list[str]:
    """The paths of the records that must be public for the words along ``path`` to count."""
    found = [
        record
        for prefix, record in ONLY_OF_PUBLIC.get(model, {}).items()
        if path.startswith(f"{prefix}__")
    ]
    evidence, is_evidence, _ = path.partition("citations__")
    return [*found, f"{evidence}citations__source"] if is_evidence else found


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
        return [self.key, title_column(self.title), column(self.words), self.is_public]


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
                texts = known.setdefault(pk, {})
                for name, value in zip(fields, values, strict=True):
                    texts.update(dict.fromkeys(_folded(value, is_name=_is_name(name))))
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
            is_name = _is_name(text.column)
            for row in rows:
                value = row[place]
                texts = _folded(value, is_name=is_name) if known is None else known.get(value, ())
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
            conditions = conditions_of(model, path)
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


def _is_name(column: str) -> bool:
    return column.rpartition("__")[2] in ("names", "short_names", "title")


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
        # In one order, so that the same words are always the same document.
        in_order = f"{reading.path}__pk"
        found = model._base_manager.filter(**among("pk", ids), **conditions).order_by(in_order)
        reading.put(list(found.values_list("pk", *reading.columns)), documents, names)
    return documents


def _publicness(model) -> str:
    """The column that says whether a record is public."""
    if model is Provision:
        return "agreement__state"
    return "state" if issubclass(model, Publishable) else "is_public"


def conditions_of(model, path: str) -> dict[str, Any]:
    """The conditions under which the words along ``path`` count."""
    found = dict(_is_public(model, record) for record in decisive(model, path))
    for prefix, condition in ONLY_WHERE.get(model, {}).items():
        if path.startswith(f"{prefix}__"):
            found |= condition
    return found


def _is_public(model, record: str) -> tuple[str, Any]:
    if issubclass(owner_of(model, record), Publishable):
        return f"{record}__state", State.PUBLISHED
    return f"{record}__is_public", True


def _folded(value, *, is_name: bool) -> list[str]:
    """The folded texts of a field: one, or one a language; none where it is empty.

    A text with words such as “co-production” is given with “coproduction” as well. Names that
    nobody has written in Latin letters are given in them as well, letter by letter, and those
    with a word of two alphabets with that word in one.
    """
    texts = [text for text in (value.values() if isinstance(value, dict) else (value,)) if text]
    texts += [
        joined
        for text in texts
        if len(text) <= _LONGEST_NAME and (joined := _HYPHEN.sub("", text)) != text
    ]
    if is_name:
        texts += [
            spelt
            for text in texts
            if len(text) <= _LONGEST_NAME and (spelt := in_one_alphabet(text)) != text
        ]
    folded = [one for text in texts if (one := fold(text))]
    if not is_name or any(_LATIN.search(text) for text in folded):
        return folded
    in_latin = (
        fold(anyascii(text))
        for text in (*texts, *folded)
        if len(text) <= _LONGEST_NAME and _OTHER_ALPHABET.search(text)
    )
    return [*folded, *dict.fromkeys(filter(None, in_latin))]


_LONGEST_NAME = 500
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u2010\u2011](?=[^\W\d_])")
_LATIN = re.compile("[a-z]")
# Those that are spelt with vowels: of others too little is left for anybody to type it.
_OTHER_ALPHABET = re.compile("[\u0370-\u058f\u10a0-\u10ff]")
