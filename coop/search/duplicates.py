"""Records that may be one thing entered twice: those near to a name, and all such pairs."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connections, router
from django.db import models as db

from coop.models import (
    Agreement,
    CoProduction,
    Distinction,
    Event,
    Party,
    Person,
    Place,
    SearchDocument,
    Subject,
)
from coop.names.folding import fold, variants
from coop.names.lookalikes import spellings
from coop.querysets import searching
from coop.querysets.bulk import among
from coop.search import likeness
from coop.search.likeness import SHORT_NAME, SURE, Likeness, Name
from coop.search.texts import cut, whole
from coop.vocabulary.parties import PartyKind

COMPARED = 300
"""Records that are read for one name at most."""

WORDS_ASKED = 6
"""Words of a name by which others are looked up: the longest."""

BEGINNINGS = (2, 3, 5)
"""Letters that a word which may be mistyped is taken to begin with: the fewest with which few
enough records are found.
"""

NEAR = 8
"""Records that are offered."""


@dataclass(frozen=True)
class Near:
    """A record that may be the same thing."""

    record: Any
    like: Likeness

    @property
    def why(self) -> str:
        return self.like.why

    @property
    def score(self) -> int:
        return self.like.score


@dataclass(slots=True)
class Entry:
    """What is compared of one record."""

    pk: int
    key: str
    names: list[Name]
    short: list[Name] = field(default_factory=list)
    country: int | None = None
    earliest: date | None = None
    latest: date | None = None
    identifiers: frozenset[tuple[str, str]] = frozenset()
    part_of: int | None = None

    def like(self, other: "Entry") -> Likeness | None:
        """How alike two records are; None where they cannot be the same thing."""
        if self.identifiers & other.identifiers:
            return Likeness(SURE, kind="identifier")
        if self.pk in (other.part_of, other.pk) or other.pk == self.part_of:
            return None
        if self.country and other.country and self.country != other.country:
            return None
        if _is_before(self, other) or _is_before(other, self):
            return None
        if found := likeness.nearest(self.names, other.names):
            return found
        if self.country == other.country and set(self.short) & set(other.short):
            return Likeness(SHORT_NAME, kind="short")
        return None


def _is_before(one: Entry, other: Entry) -> bool:
    return bool(one.latest and other.earliest and one.latest < other.earliest)


@dataclass(frozen=True)
class Kind:
    """Where the values of a kind stand that are compared."""

    names: str
    short: str = ""
    country: tuple[str, ...] = ()
    dates: str = ""
    identifiers: str = ""
    part_of: str = ""
    without: Mapping[str, Any] = field(default_factory=dict)


KINDS: dict[type[db.Model], Kind] = {
    Party: Kind(
        "names",
        "short_names",
        ("country",),
        identifiers="identifiers",
        part_of="parent",
        without={"kind": PartyKind.STATE},
    ),
    Person: Kind("names", identifiers="identifiers"),
    Event: Kind("names", "", ("country", "place__country"), "held_on", part_of="part_of"),
    Place: Kind("names", "", ("country",), identifiers="identifiers"),
    CoProduction: Kind("title", "", (), "year", "identifiers"),
    Subject: Kind("names"),
    Agreement: Kind("title"),
}
"""The kinds that are compared. A state is its country, so that no two can be the same."""


def entries(model: type[db.Model], pks: list[int] | None = None) -> Iterator[Entry]:
    """What is compared of the records of a kind, or of those with these ids."""
    kind = KINDS[model]
    dates = (f"{kind.dates}_earliest", f"{kind.dates}_latest") if kind.dates else ()
    others = [name for name in (kind.short, kind.identifiers, kind.part_of) if name]
    columns = ["pk", "key", kind.names, *others, *kind.country, *dates]
    rows = model._base_manager.exclude(**kind.without) if kind.without else model._base_manager
    rows = rows.order_by("pk") if pks is None else rows.filter(**among("pk", pks)).order_by("pk")
    for values in rows.values_list(*columns).iterator(1000):
        row = dict(zip(columns, values, strict=True))
        yield Entry(
            row["pk"],
            row["key"],
            read_names(row[kind.names]),
            read_names(row.get(kind.short)),
            next((row[name] for name in kind.country if row[name]), None),
            *(row[name] for name in dates or ()),
            **_more(kind, row),
        )


def _more(kind: Kind, row: dict) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if kind.identifiers:
        found["identifiers"] = frozenset((row[kind.identifiers] or {}).items())
    if kind.part_of:
        found["part_of"] = row[kind.part_of]
    return found


def read_names(texts: Mapping[str, str] | None) -> list[Name]:
    """The names of a record in all languages, each once."""
    return list(dict.fromkeys(likeness.read(text) for text in (texts or {}).values() if text))


# ---- Those near to a name ----


def near(
    model: type[db.Model],
    names: Mapping[str, str],
    country: int | None = None,
    exclude: str = "",
    *,
    short: Mapping[str, str] | None = None,
    dates: tuple[date | None, date | None] = (None, None),
    part_of: int | None = None,
) -> list[Near]:
    """Records of a kind that may be the thing of these names, the most alike first.

    ``names`` are by language. ``exclude`` is the key of the record itself, if it has one:
    those of which somebody has said that they are not the same are left out too.
    """
    earliest, latest = dates
    asked = Entry(
        0, exclude, read_names(names), read_names(short), country, earliest, latest,
        part_of=part_of,
    )  # fmt: skip
    pks = _candidates(model, [*names.values(), *(short or {}).values()])
    if not pks:
        return []
    others = _said_to_be_others(model, exclude)
    found = [
        (like, entry)
        for entry in entries(model, pks)
        if entry.key not in others and (like := asked.like(entry))
    ]
    found.sort(key=lambda pair: (-pair[0].score, pair[1].pk))
    records = model._base_manager.in_bulk([entry.pk for _like, entry in found[:NEAR]])
    return [Near(records[entry.pk], like) for like, entry in found[:NEAR]]


def _said_to_be_others(model, key: str) -> set[str]:
    if not key:
        return set()
    said = Distinction.objects.of(model._meta.model_name, key)
    return {key, *(one for pair in said.values_list("first_key", "second_key") for one in pair)}


def _candidates(model, texts: Iterable[str]) -> list[int]:
    """The ids of some records whose names have most words of one of these texts."""
    votes: dict[int, int] = defaultdict(int)
    for text in dict.fromkeys(texts):
        words = likeness.read(text).words
        for question in _questions(text, words):
            ids = _asked(model, question)
            if len(ids) <= COMPARED or question.is_exact:
                for pk in ids[:COMPARED]:
                    votes[pk] += 1
    best = sorted(votes, key=lambda pk: (-votes[pk], pk))
    return sorted(best[:COMPARED])


@dataclass(frozen=True)
class _Question:
    """What the search engine is asked about titles."""

    forms: tuple[tuple[str, ...], ...] = ()
    beginnings: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    is_exact: bool = False


def _questions(text: str, words: tuple[str, ...]) -> Iterator[_Question]:
    """Titles of just these words; with all of them; with all but one, which may be mistyped."""
    if not words:
        return
    yield _Question(phrases=((whole(cut(word) for word in fold(text).split()),),), is_exact=True)
    asked = sorted(words, key=len, reverse=True)[:WORDS_ASKED]
    yield _Question(tuple(map(_forms, asked)))
    yield _Question((_forms("".join(words)),))
    for place, word in enumerate(asked):
        others = tuple(_forms(other) for at, other in enumerate(asked) if at != place)
        for length in BEGINNINGS:
            begun = [one[:length] for one in _forms(word) if len(one) > length]
            if begun:
                yield _Question(others, tuple(dict.fromkeys(begun)))
        if others:
            yield _Question(others)


def _forms(word: str) -> tuple[str, ...]:
    """The forms of a folded word by which it may stand in a title, in any alphabet."""
    spelt = (fold(one) for one in spellings(word))
    return tuple(dict.fromkeys(cut(form) for one in spelt if one for form in variants(one)))


def _asked(model, question: _Question) -> list[int]:
    database = router.db_for_read(SearchDocument)
    query = searching.records(database, model._meta.model_name, question, is_title=True)
    with connections[database].cursor() as cursor:
        cursor.execute(query.sql, query.params)
        (ids,) = cursor.fetchone()
    return json.loads(ids)
