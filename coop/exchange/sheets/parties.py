"""Rows of parties; one may be part of a body that stands further down in the same sheet."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from coop.exchange.entries import Entry, Fault
from coop.exchange.sheets import evidence
from coop.exchange.sheets.cells import line, normal
from coop.exchange.sheets.keys import record_key
from coop.exchange.sheets.kinds import PARTIES
from coop.exchange.sheets.names import Names
from coop.exchange.sheets.rows import Draft, Sheet, parties_missing
from coop.exchange.sheets.values import Values, number
from coop.models import Party
from coop.vocabulary.parties import PartyKind

IDENTIFIERS = ("wikidata", "isni", "viaf")


@dataclass
class Known:
    """What the registry has of some parties, by their keys."""

    records: dict[str, dict[str, Any]]
    citations: dict[str, list[evidence.Stored]] = field(default_factory=dict)


class Parties(Sheet):
    kind = PARTIES
    model = Party
    plain = ("kind",)
    multilingual = ("names", "short_names")

    def __init__(self, names: Names, *, remembers: bool = False):
        super().__init__(names, remembers=True)
        self.waiting: list[Draft] = []

    def read(self, rows) -> Iterator[Entry | Fault]:
        yield from super().read(rows)
        waiting, self.waiting = self.waiting, []
        for draft in waiting:
            self._find_parent(draft)
        yield from self.finish(waiting)

    def finish(self, drafts: list[Draft]) -> Iterator[Entry | Fault]:
        """Rows whose parent is not known yet wait for the end of the sheet."""
        ready = []
        for draft in drafts:
            if "parent" in draft.more:
                ready.append(draft)
                continue
            self.identify([draft])
            self.names.add(Party, draft.key, self.called(draft))
            self.waiting.append(draft)
        yield from super().finish(ready)

    def draft(self, values: Values) -> Draft:
        draft = Draft(values)
        if country := values.get("country"):
            draft.fields["country"] = [country]
        draft.more = {"evidence": evidence.of(values), "country": country or ""}
        parent = line(values.filled.values.get("parent"))
        if not parent or len(self.names.index(Party).all(parent)) == 1:
            self._find_parent(draft)
        identifiers = {
            scheme: number(values.filled.values[scheme])
            for scheme in IDENTIFIERS
            if values.has(scheme)
        }
        draft.more["identifiers"] = identifiers
        return draft

    def _find_parent(self, draft: Draft) -> None:
        parent = draft.values.get("parent")
        draft.more["parent"] = parent
        if parent:
            draft.fields["parent"] = [parent]
            draft.more["states"] = parties_missing(self.names, [parent])

    def called(self, draft: Draft) -> list[str]:
        if draft.fields.get("kind") == PartyKind.STATE and draft.more["country"]:
            return [draft.more["country"]]
        names = [*draft.values.texts("names").values()]
        return [*names, *draft.values.texts("short_names").values()]

    def derived_key(self, draft: Draft) -> str:
        country = draft.more["country"]
        if draft.fields.get("kind") == PartyKind.STATE:
            if not country:
                draft.values.fault("country", _("A state is made from its country: name it."))
            return f"state-{country.lower()}"
        name = draft.values.wording("names")
        if not name:
            draft.values.fault("names", _("Give the body a name, or its key."))
        return record_key(f"party-{country.lower()}" if country else "party", normal(name))

    def facts(self, keys: set[str]) -> dict[str, Any]:
        rows = Party.objects.filter(key__in=keys)
        return {
            key: (kind, code or "", {normal(name) for name in names.values()})
            for key, kind, code, names in rows.values_list("key", "kind", "country__code", "names")
        }

    def agreement(self, draft: Draft, facts: Any) -> int:
        kind, country, names = facts
        own_kind, own_country = draft.fields.get("kind"), draft.more["country"]
        if (own_kind and own_kind != kind) or (own_country and own_country != country):
            return 0
        own = {normal(name) for name in draft.values.texts("names").values()}
        return 2 if kind == PartyKind.STATE or own & names else 0

    def known(self, drafts: list[Draft]) -> Known:
        rows = Party.objects.filter(key__in=[draft.key for draft in drafts]).values(
            *("key", "kind", "names", "short_names", "identifiers", "country__code", "parent__key")
        )
        records = {
            row["key"]: {
                **row,
                "country": [row["country__code"]],
                "parent": [row["parent__key"]],
            }
            for row in rows
        }
        return Known(records, evidence.known("party", "party__key", drafts) if records else {})

    def entries(self, draft: Draft, known: Known) -> Iterator[Entry]:
        there = known.records.get(draft.key)
        if there is None and "kind" not in draft.fields:
            draft.values.fault("kind", _("Say what kind of body it is: it is new."))
            return
        fields = self.record_fields(draft, there)
        columns = self.field_columns(draft, fields)
        if identifiers := new_identifiers(draft, there):
            fields["identifiers"] = identifiers
            columns["identifiers"] = next(iter(draft.more["identifiers"]))
        if fields or there is None:
            yield draft.entry("coop.party", {"key": draft.key, **fields}, **columns)
            self.names.missing_states.pop(draft.key, None)
        yield from evidence.for_record(
            draft, "party", [draft.key], known.citations.get(draft.key, [])
        )


def new_identifiers(draft: Draft, there: dict[str, Any] | None) -> dict[str, str] | None:
    """The record's identifiers with those of the row; None where these are nothing new."""
    stored = there["identifiers"] if there else {}
    said = draft.more["identifiers"]
    if all(stored.get(scheme) == value for scheme, value in said.items()):
        return None
    return {**stored, **said}
