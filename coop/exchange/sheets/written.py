"""What rows of sheets are made of: streams walked together, and how things are written in cells."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db import models as db

from coop.exchange.sheets.names import Names
from coop.models import Country, Party
from coop.names.text import FALLBACK
from coop.vocabulary.parties import PartyKind

_SEPARATORS = frozenset(";|:()\n؛")


class Stream:
    """Rows of a part, ordered by the number of their record, which stands first."""

    def __init__(self, rows: Iterable[Sequence[Any]]):
        self.groups = groupby(rows, key=itemgetter(0))
        self.number: int | None = None
        self.rows: Iterable[Sequence[Any]] = ()
        self._next()

    def _next(self) -> None:
        self.number, self.rows = next(self.groups, (None, ()))

    def of(self, number: int) -> list[Sequence[Any]]:
        """The rows of a record; records are asked for in the order of their numbers."""
        while self.number is not None and self.number < number:
            self._next()
        return list(self.rows) if self.number == number else []


class Written:
    """How things are written in cells: by a name that leads back to them alone, else by key."""

    def __init__(self):
        self.names = Names()
        self._parties: dict[int, str] = {}
        self._states: dict[int, str] = {}
        self._others: dict[type[db.Model], dict[int, str]] = {}

    def party(self, pk: int | None) -> str:
        if not self._parties:
            rows = Party.objects.values_list("pk", "key", "kind", "names", "country__code")
            for number, key, kind, names, code in rows.iterator():
                is_state = kind == PartyKind.STATE
                if is_state:
                    self._states[number] = key
                name = code if is_state else str(names.best(FALLBACK) or "")
                # In a cell of partners, a country's name would be read as the country.
                if not is_state and self.names.index(Country).all(name):
                    name = key
                self._parties[number] = self._by_name(Party, name, key)
        return self._parties[pk] if pk else ""

    def partner(self, pk: int | None) -> str:
        """A party in a cell of partners, where the code of a state would mean its country."""
        name = self.party(pk)
        return self._states.get(pk, name) if pk else ""

    def other(self, model: type[db.Model], pk: int | None) -> str:
        """A place or a subject."""
        if model not in self._others:
            rows: Any = model._default_manager.values_list("pk", "key", "names")
            self._others[model] = {
                number: self._by_name(model, str(names.best(FALLBACK) or ""), key)
                for number, key, names in rows.iterator()
            }
        return self._others[model][pk] if pk else ""

    def _by_name(self, model: type[db.Model], name: str, key: str) -> str:
        if _SEPARATORS.intersection(name) or self.names.index(model).all(name) != (key,):
            return key
        return name
