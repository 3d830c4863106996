"""Names in other people's files: found only where they are exact, else with what is like them."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db import models as db

from coop.exchange.mapping.country_names import OTHER_NAMES, names_in, three_letter_codes
from coop.exchange.sheets.names import Index, Names, Unresolved
from coop.models import Country

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


class KnownNames:
    """The names that our own sheets know, and those under which files know countries.

    ``names`` is made for reading our sheets, and may be handed on to that. ``languages``:
    countries are known by their names in these too.
    """

    def __init__(self, languages: Sequence[str] = ()):
        self.names = Names()
        self.languages = languages
        self._read: set[type[db.Model]] = set()

    def find(self, model: type[db.Model], text: str) -> str | None:
        """The key of the one thing that bears this key, code or name, else None.

        Of a state that has no party yet it is the code of its country, which is enough for
        a sheet of ours to make it.
        """
        found = self._all(model, text)
        if not found and ":" in text:
            found = self._after_its_country(model, text)
        if len(found) != 1:
            return None
        return self.names.missing_states.get(found[0], found[0])

    def knows(self, model: type[db.Model], text: str) -> bool:
        """Whether anything bears this key, code or name, be it one or several."""
        return bool(self._all(model, text)) or self.find(model, text) is not None

    def _all(self, model: type[db.Model], text: str) -> tuple[str, ...]:
        index = self.index(model)
        return (index.all(text) or index.all(exact(text))) if text else ()

    def _after_its_country(self, model: type[db.Model], text: str) -> tuple[str, ...]:
        """The body that is named after its country, as in our own sheets."""
        try:
            return (self.names.one(model, text),)
        except Unresolved:
            return ()

    def candidates(self, model: type[db.Model], text: str) -> list[Candidate]:
        """What the text may mean, likeliest first."""
        index = self.index(model)
        keys = dict.fromkeys([*self._all(model, text), *index.like(text)])
        return [
            Candidate(self.names.missing_states.get(key, key), index.keys[key] or key)
            for key in keys
        ]

    def index(self, model: type[db.Model]) -> Index:
        if model not in self._read:
            # Parties take the names of their countries as these stand.
            if model is not Country:
                self.index(Country)
            index = self.names.index(model)
            if model is Country:
                for code in list(index.keys):
                    index.add(code, self._names_of(code))
            for name, keys in list(index.exact.items()):
                for key in keys:
                    index.add(key, [exact(name)], index.keys[key])
            self._read.add(model)
        return self.names.index(model)

    def _names_of(self, code: str) -> list[str]:
        """The names and codes of a country that our tables do not have."""
        names = list(OTHER_NAMES.get(code, ()))
        names += [three for three, own in three_letter_codes().items() if own == code]
        if len(code) == 2:
            names += [found for one in self.languages if (found := names_in(one).get(code))]
        return names
