"""Names in cells: led to keys where they are exact, else refused with what they may mean."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property
from typing import Any

from django.db import models as db
from django.utils.translation import gettext as _

from coop.exchange.sheets.cells import normal
from coop.models import Country, FormerName, Party, ProvisionTopic
from coop.names.folding import fold
from coop.vocabulary.parties import PartyKind

CANDIDATES = 5
_COMPARED = 400
_ALIKE = 0.6
_SHOWN = 80


class Unresolved(Exception):
    """A name that leads to nothing, or to several things; as a text, the sentence that says so."""


@dataclass
class Index:
    """The names of one table: what each leads to, exactly but for letter case and spaces."""

    noun: str
    keys: dict[str, str] = field(default_factory=dict)
    """Key or code → what to call the thing, in a candidate's brackets."""

    exact: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def add(self, key: str, names: Iterable[str], label: str = "") -> None:
        if key not in self.keys:
            self.keys[key] = label
        for name in names:
            wanted = normal(name)
            found = self.exact.get(wanted, ())
            if wanted and key not in found:
                self.exact[wanted] = (*found, key)

    def all(self, text: str) -> tuple[str, ...]:
        """The keys of everything that the text leads to."""
        if text in self.keys:
            return (text,)
        found = self.exact.get(normal(text), ())
        if not found and (small := text.lower()) in self.keys:
            return (small,)
        return found

    def one(self, text: str) -> str:
        """The key of the one thing that the text leads to. Raises Unresolved."""
        found = self.all(text)
        if len(found) == 1:
            return found[0]
        shown = {"text": text[:_SHOWN], "noun": self.noun}
        if found:
            raise Unresolved(
                _("“%(text)s” is the name of several: %(candidates)s. Write the key of the one.")
                % {**shown, "candidates": self._listed(found)}
            )
        if near := self.like(text):
            raise Unresolved(
                _("“%(text)s” leads to no %(noun)s. Like it are: %(candidates)s.")
                % {**shown, "candidates": self._listed(near)}
            )
        raise Unresolved(
            _("“%(text)s” leads to no %(noun)s, and nothing is called like it. Enter it first.")
            % shown
        )

    def _listed(self, keys: Iterable[str]) -> str:
        shown = list(keys)[:CANDIDATES]
        return "; ".join(f"{key} ({label})" if (label := self.keys[key]) else key for key in shown)

    def like(self, text: str) -> list[str]:
        """At most five keys with names like the text, likeliest first."""
        wanted = fold(text[: 4 * _SHOWN])
        if found := self._folded.get(wanted):
            return list(dict.fromkeys(found))[:CANDIDATES]
        ranked = sorted(
            (-score, name) for name, score in _alike(wanted, self._with_beginnings_of(wanted))
        )
        keys = [key for _score, name in ranked for key in self._folded[name]]
        return list(dict.fromkeys(keys))[:CANDIDATES]

    @cached_property
    def _folded(self) -> dict[str, list[str]]:
        folded: dict[str, list[str]] = {}
        for name, keys in self.exact.items():
            folded.setdefault(fold(name), []).extend(keys)
        for key in self.keys:
            folded.setdefault(fold(key), []).append(key)
        return folded

    @cached_property
    def _beginnings(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name in self._folded:
            for beginning in {word[:3] for word in name.split()}:
                found.setdefault(beginning, []).append(name)
        return found

    def _with_beginnings_of(self, wanted: str) -> Iterator[str]:
        """Names that share the beginning of a word, of the rarest one first."""
        groups = [self._beginnings.get(word[:3], []) for word in set(wanted.split())]
        seen: set[str] = set()
        for group in sorted(groups, key=len):
            for name in group:
                if len(seen) >= _COMPARED:
                    return
                if name not in seen:
                    seen.add(name)
                    yield name


def _alike(wanted: str, names: Iterable[str]) -> Iterator[tuple[str, float]]:
    """The names that are like the wanted one, with how much, up to 1."""
    own = set(wanted.split())
    matcher = SequenceMatcher(autojunk=False)
    # What is compared with many is its second text; the quick ratios are upper bounds.
    matcher.set_seq2(wanted)
    for name in names:
        other = set(name.split())
        if own <= other or other <= own:
            yield name, 0.9 + 0.1 * min(len(own), len(other)) / max(len(own), len(other))
            continue
        matcher.set_seq1(name)
        if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
            continue
        if (ratio := matcher.ratio()) >= _ALIKE:
            yield name, ratio


class Names:
    """What names in cells lead to: the registry's, and those of sheets read before or beside.

    Each table is read once, when the first name is looked up in it.
    """

    def __init__(self):
        self._indexes: dict[type[db.Model], Index] = {}
        self._countries_of: dict[str, str] = {}
        self._states: dict[str, str] = {}
        self.missing_states: dict[str, str] = {}
        """The states that the registry lacks: key → code of the country."""

    def index(self, model: type[db.Model]) -> Index:
        if model not in self._indexes:
            index = Index(str(model._meta.verbose_name))
            self._indexes[model] = index
            if model is Party:
                self._read_parties(index)
            else:
                self._read(model, index)
        return self._indexes[model]

    def one(self, model: type[db.Model], text: str) -> str:
        """The key (of a country or topic the code) that the text leads to. Raises Unresolved.

        A body may stand after its country and a colon, “KZ: Ministry of Culture”.
        """
        index = self.index(model)
        if model is Party and len(index.all(text)) != 1:
            before, colon, name = text.partition(":")
            if colon and (found := self._in_country(before, name)):
                return found
        return index.one(text)

    def _in_country(self, country: str, name: str) -> str | None:
        codes = self.index(Country).all(country.strip())
        bodies = self.index(Party).all(name.strip())
        found = [key for key in bodies if codes and self._countries_of.get(key) == codes[0]]
        return found[0] if len(found) == 1 else None

    def country_of(self, state: str) -> str:
        """The code of the country whose state this key is; empty for bodies."""
        self.index(Party)
        return self._states.get(state, "")

    def add(self, model: type[db.Model], key: str, names: Iterable[str]) -> None:
        """Make known what a sheet brings, so that other rows can name it."""
        names = list(names)
        self.index(model).add(key, names, names[0] if names else "")
        self.missing_states.pop(key, None)

    def _read(self, model: type[db.Model], index: Index) -> None:
        key = "code" if model in (Country, ProvisionTopic) else "key"
        field_name = getattr(model, "names_field", "names")
        rows: Any = model._default_manager.order_by("pk").values_list(key, field_name)
        for own, names in rows.iterator():
            index.add(own, [own, *names.values()], str(names))

    def _read_parties(self, index: Index) -> None:
        countries = self.index(Country)
        states = {}
        rows = Party.objects.order_by("pk").values_list(
            "key", "kind", "names", "short_names", "country__code"
        )
        for key, kind, names, short_names, code in rows.iterator():
            if kind == PartyKind.STATE:
                states[code] = key
                continue
            label = f"{names}, {code}" if code else str(names)
            index.add(key, [*names.values(), *short_names.values()], label)
            self._countries_of[key] = code or ""
        former = FormerName.objects.order_by("pk").values_list("party__key", "names")
        for key, names in former.iterator():
            index.add(key, names.values())
        by_code: dict[str, list[str]] = {}
        for name, codes in countries.exact.items():
            for code in codes:
                by_code.setdefault(code, []).append(name)
        for code, label in countries.keys.items():
            key = states.get(code) or f"state-{code.lower()}"
            if code not in states:
                if key in index.keys:
                    continue
                self.missing_states[key] = code
            self._states[key] = code
            index.add(key, by_code.get(code, [code]), label)
