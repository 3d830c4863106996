"""From rows to entries: what all kinds of sheets have in common.

Rows are taken some hundred at a time, so that what the registry has of their records is
asked for in a few queries, and no more of the sheet is held.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db import models as db
from django.utils.translation import gettext as _

from coop.exchange.entries import Entry, Fault
from coop.exchange.sheets.cells import line, normal, passage
from coop.exchange.sheets.columns import Filled, Kind
from coop.exchange.sheets.keys import numbered
from coop.exchange.sheets.names import Names
from coop.exchange.sheets.values import Values
from coop.models import Party

BATCH = 400

EXAMPLE = "example"
"""In the column of keys: the row is an example of the template, and not read."""


@dataclass
class Draft:
    """A row on its way: what it says of its record, and which record that is."""

    values: Values
    key: str = ""
    fields: dict[str, Any] = field(default_factory=dict)
    more: dict[str, Any] = field(default_factory=dict)

    def entry(self, model: str, fields: dict[str, Any], **columns: str) -> Entry:
        """An entry from this row; ``columns`` leads from a field to its column's code."""
        return Entry(self.values.where, model, fields, self.values.columns(**columns))


class Sheet:
    """Reads the rows of one kind of sheet."""

    kind: Kind
    model: type[db.Model]
    plain: tuple[str, ...] = ()
    """The columns that are fields of the record as they stand."""

    multilingual: tuple[str, ...] = ()
    """The fields with a column for each language."""

    def __init__(self, names: Names, *, remembers: bool = False):
        self.names = names
        self.remembers = remembers
        self.rows_of: Counter[str] = Counter()
        self.taken: set[str] = set()

    def read(self, rows: Iterable[Filled | Fault]) -> Iterator[Entry | Fault]:
        rows = iter(rows)
        while batch := list(islice(rows, BATCH)):
            drafts = []
            for row in batch:
                if isinstance(row, Fault):
                    yield row
                    continue
                values = Values(self.kind, row, self.names)
                if normal(str(values.get("key") or "")) == EXAMPLE:
                    continue
                draft = self.draft(values)
                draft.key = values.get("key") or ""
                draft.fields |= values.fields(self.plain)
                if values.faults:
                    yield from values.faults
                else:
                    drafts.append(draft)
            yield from self.finish(drafts)

    def finish(self, drafts: list[Draft]) -> Iterator[Entry | Fault]:
        """The entries of rows whose cells are sound."""
        self.identify(drafts)
        known = self.known([draft for draft in drafts if not draft.values.faults])
        for draft in drafts:
            made = [] if draft.values.faults else list(self.entries(draft, known))
            if draft.values.faults:
                yield from draft.values.faults
                continue
            if self.remembers:
                self.names.add(self.model, draft.key, self.called(draft))
            yield from self.states(draft)
            yield from made

    # ---- What each kind says for itself ----

    def draft(self, values: Values) -> Draft:
        """What a row says beside the plain columns."""
        raise NotImplementedError

    def called(self, draft: Draft) -> list[str]:
        """The names by which other rows can refer to the record."""
        raise NotImplementedError

    def derived_key(self, draft: Draft) -> str:
        """The key of a new record that the sheet gives none."""
        raise NotImplementedError

    def facts(self, keys: set[str]) -> dict[str, Any]:
        """What tells records of the same name apart, by key."""
        raise NotImplementedError

    def agreement(self, draft: Draft, facts: Any) -> int:
        """How well the row fits a record of the same name: 2 wholly, 1 possibly, 0 not at all."""
        raise NotImplementedError

    def known(self, drafts: list[Draft]) -> Any:
        """What the registry has of the drafts' records."""
        raise NotImplementedError

    def entries(self, draft: Draft, known: Any) -> Iterator[Entry]:
        """The record and its parts, as far as the row says something new of them."""
        raise NotImplementedError

    # ---- Which record a row is about ----

    def identify(self, drafts: list[Draft]) -> None:
        """Give each draft the key of its record: the registry's where it is there already.

        A row without a key is about the record that was made from such a row, else about the
        one that has one of its names and fits best. The second such row of a sheet is another
        record than the first.
        """
        without = [draft for draft in drafts if not draft.key]
        self.taken.update(draft.key for draft in drafts if draft.key)
        if not without:
            return
        index = self.names.index(self.model)
        like = [
            {key for name in self.called(draft) for key in index.all(name)} for draft in without
        ]
        facts = self.facts(set().union(*like))
        for draft, candidates in zip(without, like, strict=True):
            base = self.derived_key(draft)
            self.rows_of[base] += 1
            draft.key = numbered(base, self.rows_of[base])
            if draft.key not in index.keys:
                fits = {
                    key: self.agreement(draft, facts[key])
                    for key in sorted(candidates - self.taken)
                    if key in facts and not _is_numbered(key, base)
                }
                best = max(fits.values(), default=0)
                same = [key for key, fit in fits.items() if best and fit == best]
                if len(same) > 1:
                    draft.values.fault("key", _several(same))
                elif same:
                    draft.key = same[0]
            self.taken.add(draft.key)

    def states(self, draft: Draft) -> Iterator[Entry]:
        """The states that the row refers to and the registry lacks, each once."""
        for key in draft.more.get("states", ()):
            if code := self.names.missing_states.pop(key, None):
                yield draft.entry(
                    "coop.party", {"key": key, "kind": "state", "country": [code]}, key="parties"
                )

    def record_fields(self, draft: Draft, there: dict[str, Any] | None) -> dict[str, Any]:
        """The fields of the record that the row says otherwise than they are."""
        fields: dict[str, Any] = {}
        for name, value in draft.fields.items():
            if there is None or not says(there.get(name), value):
                fields[name] = value
        for name in self.multilingual:
            stored = there[name] if there else {}
            if new := merged(stored, draft.values.texts(name)):
                fields[name] = new
        return fields

    def field_columns(self, draft: Draft, fields: Iterable[str]) -> dict[str, str]:
        """Which column a field was read from; of several languages, the first one's."""
        columns = {}
        for name in fields:
            tags = draft.values.tags.get(name)
            columns[name] = f"{name}:{tags[0]}" if tags else name
        return columns


def parties_missing(names: Names, keys: Iterable[str]) -> list[str]:
    """Those of the parties' keys that are states which the registry lacks."""
    names.index(Party)
    return [key for key in keys if key in names.missing_states]


def says(stored: Any, said: Any) -> bool:
    """Whether a cell says what is stored, but for what reading a cell cleans away."""
    if isinstance(stored, str) and isinstance(said, str):
        return stored == said or said in (line(stored), passage(stored))
    if isinstance(stored, (list, tuple)) and isinstance(said, list):
        return list(stored) == said
    return bool(stored == said)


def merged(stored: dict[str, str], said: dict[str, str]) -> dict[str, str] | None:
    """The text with what the row says of it; None where that is nothing new."""
    new = {tag: text for tag, text in said.items() if not says(stored.get(tag), text)}
    return {**stored, **new} if new else None


def _several(keys: list[str]) -> str:
    return _("Several records fit this row: %(keys)s. Write the key of the one.") % {
        "keys": ", ".join(keys[:5])
    }


def _is_numbered(key: str, base: str) -> bool:
    return key == base or (key.startswith(f"{base}-") and key[len(base) + 1 :].isdigit())
