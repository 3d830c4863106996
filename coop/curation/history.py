"""What differs between two versions of a record, in the words of those who read it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.db import models as db
from django.utils.text import capfirst
from reversion.models import Version

from coop.curation.snapshots import NOTHING, Place, Snapshot, Thing, as_it_stands, of_versions
from coop.curation.wording import EMPTY, LISTS, Names, field_of, label_of, references
from coop.curation.wording import several as in_words_each
from coop.curation.wording import worded as in_words
from coop.dates.fields import EarliestField, LatestField
from coop.names import languages
from coop.names.fields import MultilingualField

DERIVED = frozenset(
    (
        *("version", "sort_key", "slug", "basis", "is_public"),
        *("created_at", "updated_at", "published_at"),
    )
)
"""Fields that the registry works out itself, where they are not to be edited."""


def is_worked_out(model: type[db.Model] | None, name: str) -> bool:
    """Whether nobody changes this field: the registry works it out itself."""
    field = field_of(model, name)
    return name in DERIVED and not (field is not None and field.editable)


ADDED, REMOVED, CHANGED, MOVED = "added", "removed", "changed", "moved"

MOST_WORDS = 2000
"""Words of a text, those it begins and ends with left out, of which each difference is marked."""


@dataclass(frozen=True)
class Piece:
    """Some words of a text: ``same``, ``gone`` or ``new``."""

    what: str
    text: str


@dataclass(frozen=True)
class FieldChange:
    """One field, or one language of it, before and after.

    ``language`` is the tag of a text in several languages, else empty. Of a list ``added``
    and ``removed`` are said instead of ``old`` and ``new``.
    """

    name: str
    label: str
    old: str = ""
    new: str = ""
    language: str = ""
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def language_label(self) -> str:
        return languages.label(self.language) if self.language else ""

    @property
    def direction(self) -> str:
        return languages.direction(self.language) if self.language else "auto"

    @property
    def is_list(self) -> bool:
        return bool(self.added or self.removed)

    @property
    def pieces(self) -> list[Piece]:
        """Both texts as one, word by word; empty where they are short or have nothing in common."""
        return marked(self.old, self.new) if self.old and self.new else []


@dataclass(frozen=True)
class Change:
    """What became of one thing: the record itself, or a part of it, however deep.

    ``what`` is added, removed, changed or moved: a part that has another place, and nothing
    else. ``under`` names the parts that it is a part of, the outermost first.
    """

    what: str
    model: str
    kind: str
    name: str
    under: tuple[str, ...]
    fields: tuple[FieldChange, ...]
    is_record: bool = False


def compare(record, older: Version | None, newer: Version | None = None) -> list[Change]:
    """What differs between two versions of a record; ``newer`` left out is the record now.

    ``older`` as None is the moment before its first version: everything is new.
    """
    asked = [one for one in (older, newer) if one is not None]
    read = dict(zip(asked, of_versions(asked), strict=True))
    before = read[older] if older else NOTHING
    after = read[newer] if newer else as_it_stands(record)
    (found,) = compare_all([(before, after)])
    return found


def steps(versions: Sequence[Version]) -> list[list[Change]]:
    """What each version changed, the newest first, of versions that follow each other.

    The last one is what the others begin from, so there is one answer less than versions.
    """
    read = of_versions(versions)
    return compare_all([(read[place + 1], read[place]) for place in range(len(read) - 1)])


def compare_all(pairs: Sequence[tuple[Snapshot, Snapshot]]) -> list[list[Change]]:
    """What differs in each pair of an older snapshot and a newer one; names are asked for once."""
    found = [list(differences(older, newer)) for older, newer in pairs]
    wanted = {
        reference
        for differences in found
        for one in differences
        for name, values in one.values
        for value in values
        for reference in references(field_of(one.thing.model, name), value)
    }
    kept = {
        (thing.model, thing.pk): thing.name
        for pair in pairs
        for snapshot in pair
        for thing in snapshot
        if thing.model
    }
    names = Names(wanted, kept)
    return [[one.told(names) for one in differences] for differences in found]


# ---- What differs ----


@dataclass(frozen=True)
class Difference:
    """A thing of which something differs; ``values`` are names of fields, each with both values."""

    what: str
    thing: Thing
    above: list[Thing]
    values: list[tuple[str, tuple[Any, Any]]]

    def told(self, names: Names) -> Change:
        fields = [
            change
            for name, (old, new) in self.values
            for change in _told(self.thing, name, old, new, names)
        ]
        return Change(
            what=self.what,
            model=self.thing.label.split(".")[-1],
            kind=capfirst(self.thing.kind),
            name=self.thing.name,
            under=tuple(one.name for one in self.above),
            fields=tuple(fields),
            is_record=self.thing.under is None,
        )


def differences(older: Snapshot, newer: Snapshot) -> Iterator[Difference]:
    """The things of which something differs, the record first; removed ones last."""
    pairs = _matched(older, newer)
    for place, thing in newer.things.items():
        before = older.get(pairs.get(place))
        if before is None:
            yield Difference(ADDED, thing, newer.above(thing), _values(NO_FIELDS, thing, True))
        elif values := _values(before, thing, False):
            is_moved = {name for name, _both in values} == {"order"}
            what = MOVED if is_moved else CHANGED
            yield Difference(what, thing, newer.above(thing), values)
    left = older.things.keys() - set(pairs.values())
    for place, thing in older.things.items():
        if place in left:
            values = [(name, (old, new)) for name, (new, old) in _values(NO_FIELDS, thing, True)]
            yield Difference(REMOVED, thing, older.above(thing), values)


NO_FIELDS = Thing("", 0, None, {}, "")


def _matched(older: Snapshot, newer: Snapshot) -> dict[Place, Place]:
    """For things of the newer snapshot those that they were in the older one.

    The same by their ids; else by their keys, where the same part was made anew.
    """
    pairs = {place: place for place in newer.things if place in older.things}
    lost = {
        _by_key(older, thing): place
        for place, thing in older.things.items()
        if place not in pairs and thing.fields.get("key")
    }
    for place, thing in newer.things.items():
        if place not in pairs and thing.fields.get("key"):
            before = lost.pop(_by_key(newer, thing), None)
            if before is not None:
                pairs[place] = before
    return pairs


def _by_key(snapshot: Snapshot, thing: Thing) -> tuple:
    keys = [one.fields.get("key") for one in snapshot.above(thing)]
    return (thing.label, *keys, thing.fields.get("key"))


def _values(before: Thing, after: Thing, is_whole: bool) -> list[tuple[str, tuple[Any, Any]]]:
    """The fields that differ, each with its values; of a thing by itself what it says."""
    left_out = set()
    if is_whole:
        left_out |= {"key", "order"}
        left_out |= {name for name, value in after.fields.items() if _is_parent(after, name, value)}
    found = []
    for name in dict.fromkeys([*after.fields, *before.fields]):
        old, new = before.fields.get(name), after.fields.get(name)
        if name in left_out or old == new or (old in EMPTY and new in EMPTY):
            continue
        if is_worked_out(after.model, name):
            continue
        if is_whole and new is False:
            continue
        if not isinstance(field_of(after.model, name), EarliestField | LatestField):
            found.append((name, (old, new)))
    return found


def _is_parent(thing: Thing, name: str, value: Any) -> bool:
    """Whether a field says of which thing this is a part."""
    field = field_of(thing.model, name)
    if field is None or not field.is_relation or thing.under is None:
        return False
    return (field.related_model._meta.label_lower, value) == thing.under


def _told(thing: Thing, name: str, old: Any, new: Any, names: Names):
    """The lines of one field: of a text in several languages those that differ."""
    field, label = field_of(thing.model, name), label_of(thing.model, name)
    if isinstance(field, MultilingualField):
        before, after = (value if isinstance(value, dict) else {} for value in (old, new))
        for tag in dict.fromkeys([*before, *after]):
            one, other = before.get(tag) or "", after.get(tag) or ""
            if one != other:
                yield FieldChange(name, label, one, other, language=tag)
    elif isinstance(field, LISTS):
        left, there = (in_words_each(field, value, names) for value in (old, new))
        added = tuple(one for one in there if one not in left)
        removed = tuple(one for one in left if one not in there)
        if added or removed:
            yield FieldChange(name, label, added=added, removed=removed)
        else:
            yield FieldChange(name, label, ", ".join(left), ", ".join(there))
    else:
        yield FieldChange(name, label, in_words(field, old, names), in_words(field, new, names))


# ---- Words ----


def marked(old: str, new: str) -> list[Piece]:
    """Two texts as one: the words that both have, those that are gone, those that are new.

    Empty where nothing of one stands in the other, or where they are too long to say.
    """
    before, after = (re.findall(r"\S+\s*|\s+", text) for text in (old, new))
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    middle = before[head : len(before) - tail], after[head : len(after) - tail]
    if max(map(len, middle)) > MOST_WORDS:
        return []
    found: list[Piece] = []
    _add(found, "same", before[:head])
    for what, a, b, c, d in SequenceMatcher(None, *middle).get_opcodes():
        if what == "equal":
            _add(found, "same", middle[0][a:b])
            continue
        _add(found, "gone", middle[0][a:b])
        _add(found, "new", middle[1][c:d])
    _add(found, "same", before[len(before) - tail :])
    return found if any(one.what == "same" and one.text.strip() for one in found) else []


def _common(one: list[str], other: list[str]) -> int:
    """How many words two lists begin with in common."""
    number = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        number += 1
    return number


def _add(pieces: list[Piece], what: str, words: list[str]):
    if words:
        pieces.append(Piece(what, "".join(words)))
