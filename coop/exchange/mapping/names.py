"""Names in other people's files: found only where they are exact, else with what is like them."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property, lru_cache
from typing import Any

from django.db import models as db

from coop.exchange.mapping.country_names import OTHER_NAMES, names_in, three_letter_codes
from coop.models import Country, Party, ProvisionTopic
from coop.names.folding import fold
from coop.vocabulary.parties import PartyKind

CANDIDATES = 6
_LIKE = 0.75
_COMPARED = 20_000
_SHORTEST_WORD = 4

_INVERTED = re.compile(
    r"(?P<name>[^,()]+?)(?:\s*\((?P<in>.+ of(?: the)?)\)|,\s*(?P<after>.+ of(?: the)?))", re.I
)
_THE = re.compile(r"^the\s+|\s*\(the\)$|,\s*the$")
_SAME = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "‐": "-", "‑": "-", "–": "-"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """What an unresolved value may mean: its key or code, and what it is called."""

    key: str
    label: str


@lru_cache(maxsize=8192)
def exact(name: str) -> str:
    """What two spellings of the same name share: letter case, &, “the”, and nothing more.

    “Iran (Islamic Republic of)” and “Iran, Islamic Republic of” are turned round.
    """
    text = unicodedata.normalize("NFKC", name[:500]).translate(_SAME)
    text = " ".join(text.replace("&", " and ").split())
    if turned := _INVERTED.fullmatch(text):
        text = f"{turned['in'] or turned['after']} {turned['name']}"
    return _THE.sub("", text.casefold()).strip()


class Names:
    """The names of one table, in every language, with the key that each leads to.

    ``languages``: also the names of countries in these. A country leads a table of parties
    to its state, and is noted in ``missing_states`` where it has none yet.
    """

    def __init__(self, model: type[db.Model], languages: Sequence[str] = ()):
        self.model = model
        self.missing_states: dict[str, str] = {}
        self._exact: dict[str, set[str]] = defaultdict(set)
        self._labels: dict[str, str] = {}
        self._spellings: dict[str, list[str]] = defaultdict(list)
        if model is Party:
            self._read_parties(languages)
        elif model is Country:
            self._read_countries(languages)
        else:
            self._read_records()

    def find(self, text: str) -> str | None:
        """The key of what bears this key, code or name; None where nothing does, or several do."""
        found = self.all(text)
        return next(iter(found)) if len(found) == 1 else None

    def all(self, text: str) -> set[str]:
        """The keys of everything that bears exactly this key, code or name."""
        text = text.strip()
        if text in self._labels:
            return {text}
        if not text:
            return set()
        return self._exact.get(exact(text), set())

    def knows(self, text: str) -> bool:
        return bool(self.all(text))

    def label(self, key: str) -> str:
        return self._labels.get(key, key)

    def __contains__(self, key: str) -> bool:
        return key in self._labels

    def candidates(self, text: str) -> list[Candidate]:
        """What the text may mean, likeliest first: several of the name, then names like it."""
        found = dict.fromkeys(sorted(self.all(text)))
        folded = fold(text)
        found |= dict.fromkeys(self._folded.get(folded, ()))
        words = set(folded.split())
        if words:
            found |= dict.fromkeys(self._sharing(words))
            like = get_close_matches(folded, self._compared, n=CANDIDATES, cutoff=_LIKE)
            found |= dict.fromkeys(key for name in like for key in self._folded[name])
        return [Candidate(key, self.label(key)) for key in list(found)[:CANDIDATES]]

    # ---- What is known ----

    def _add(self, key: str, label: str, names: Iterable[str]):
        self._labels[key] = label
        for name in names:
            self._exact[exact(name)].add(key)
            self._spellings[key].append(name)

    @cached_property
    def _folded(self) -> dict[str, list[str]]:
        folded: dict[str, list[str]] = defaultdict(list)
        for key, names in self._spellings.items():
            for name in dict.fromkeys(fold(name) for name in names):
                folded[name].append(key)
        return folded

    @cached_property
    def _compared(self) -> list[str]:
        return list(self._folded)[:_COMPARED]

    def _sharing(self, words: set[str]) -> list[str]:
        """What is named by some of the words alone, or by all of them and more."""
        found: list[tuple[int, str]] = []
        for name in self._compared:
            own = set(name.split())
            if own <= words or words <= own:
                shared = own & words
                if max(map(len, shared), default=0) >= _SHORTEST_WORD:
                    found.append((abs(len(own) - len(words)), name))
        return [key for _more, name in sorted(found) for key in self._folded[name]]

    def _read_countries(self, languages):
        for country in Country.objects.all():
            self._add(country.code, str(country), _names_of(country, languages))

    def _read_parties(self, languages):
        parties = Party.objects.select_related("country", "parent__country").prefetch_related(
            "former_names"
        )
        states = {}
        for party in parties:
            if party.kind == PartyKind.STATE:
                states[party.country.code] = party.key
                continue
            beside = party.parent or party.country
            label = f"{party} · {beside}" if beside else str(party)
            former = [name for one in party.former_names.all() for name in one.names.values()]
            names = [*party.names.values(), *party.short_names.values(), *former]
            self._add(party.key, label, names)
        for country in Country.objects.all():
            key = states.get(country.code)
            if key is None:
                key = f"state-{country.code.lower()}"
                if key in self._labels:
                    continue
                self.missing_states[key] = country.code
            self._add(key, str(country), [country.code, *_names_of(country, languages)])

    def _read_records(self):
        field = "code" if self.model is ProvisionTopic else "key"
        names_field = getattr(self.model, "names_field", "names")
        rows: Any = self.model._default_manager.values_list(field, names_field)
        for key, names in rows.iterator():
            self._add(key, str(names) or key, names.values())


def _names_of(country: Country, languages: Sequence[str]) -> list[str]:
    """Every name and code by which a country is known."""
    code = country.code
    names = [code, *country.names.values(), *OTHER_NAMES.get(code, ())]
    names += [three for three, two in three_letter_codes().items() if two == code]
    if len(code) == 2:
        names += [found for one in languages if (found := names_in(one).get(code))]
    return names
