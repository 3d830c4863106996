"""Rows of agreements: the record, who takes part, and the acts with a column of their own."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from django.utils.translation import gettext as _

from coop.exchange.entries import Entry
from coop.exchange.sheets import evidence
from coop.exchange.sheets.cells import items, normal, text_of
from coop.exchange.sheets.keys import numbered, part_key, record_key
from coop.exchange.sheets.kinds import AGREEMENTS, Ending
from coop.exchange.sheets.rows import Draft, Sheet, parties_missing
from coop.exchange.sheets.values import Values
from coop.models import Act, Agreement, Participation
from coop.vocabulary.acts import ActKind
from coop.vocabulary.agreements import ParticipationRole

ROLES = {
    "parties": ParticipationRole.PARTY,
    "authorities": ParticipationRole.AUTHORITY,
    "handling_bodies": ParticipationRole.HANDLING,
    "depositaries": ParticipationRole.DEPOSITARY,
}

LINKS = {"frameworks": "party__key", "subjects": "subject__key"}


@dataclass
class Dated:
    """An act that a row states: its kinds (the first where it is new), and its date."""

    code: str
    kinds: tuple[str, ...]
    field: str
    date: str


@dataclass
class Known:
    """What the registry has of some agreements, by their keys."""

    records: dict[str, dict[str, Any]]
    links: dict[str, dict[str, set[str]]]
    takers: dict[str, dict[tuple[str, str], dict[str, Any]]] = field(default_factory=dict)
    acts: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    citations: dict[str, list[evidence.Stored]] = field(default_factory=dict)


def shown_date(act: dict[str, Any], field: str) -> str:
    """The date of an act: of the two it can have, the one meant, else the other."""
    other = "done_on" if field == "effective_on" else "effective_on"
    return act[field] or act[other]


class Agreements(Sheet):
    kind = AGREEMENTS
    model = Agreement
    plain = (
        "is_title_supplied",
        "kind",
        "bindingness",
        "original_language",
        "authentic_languages",
        "note",
        "coding",
        "state",
    )
    multilingual = ("title", "summary")

    def draft(self, values: Values) -> Draft:
        draft = Draft(values)
        sides = self._sides(values)
        takers: dict[str, list[tuple[str, int | None]]] = {
            code: [(key, None) for key in values.get(code) or ()]
            for code in ROLES
            if code != "parties"
        }
        takers["parties"] = sides
        draft.more = {
            "takers": takers,
            "acts": list(_acts(values)),
            "links": {code: keys for code in LINKS if (keys := values.get(code)) is not None},
            "evidence": evidence.of(values),
            "signed_on": values.get("signed_on") or "",
        }
        if place := values.get("place"):
            draft.fields["place"] = [place]
        keys = [key for listed in takers.values() for key, _side in listed]
        keys += draft.more["links"].get("frameworks", [])
        draft.more["states"] = parties_missing(self.names, keys)
        return draft

    @staticmethod
    def _sides(values: Values) -> list[tuple[str, int | None]]:
        """The parties, each with its side where the cell tells sides apart."""
        if not values.has("parties"):
            return []
        cell = text_of(values.filled.values["parties"])
        groups = [values.keys("parties", items(group)) for group in cell.split("|")]
        if len(groups) < 2:
            return [(key, None) for group in groups for key in group]
        sides = {key: side for side, group in enumerate(groups, 1) for key in group}
        if len(sides) < sum(map(len, groups)):
            values.fault("parties", _("A party stands on two sides of the bar."))
        return list(sides.items())

    # ---- Which agreement it is ----

    def called(self, draft: Draft) -> list[str]:
        return list(draft.values.texts("title").values())

    def derived_key(self, draft: Draft) -> str:
        parties = sorted(key for key, _side in draft.more["takers"]["parties"])
        title = draft.values.wording("title")
        if not title:
            draft.values.fault("title", _("Give the agreement a title, or its key."))
        return record_key("agreement", normal(title), *parties, draft.more["signed_on"])

    def facts(self, keys: set[str]) -> dict[str, Any]:
        found: dict[str, Any] = {
            key: (set(), set())
            for key in Agreement.objects.filter(key__in=keys).values_list("key", flat=True)
        }
        rows = Participation.objects.filter(agreement__key__in=keys, role=ParticipationRole.PARTY)
        for key, party in rows.order_by().values_list("agreement__key", "party__key"):
            found[key][0].add(party)
        acts = Act.objects.filter(agreement__key__in=keys, kind=ActKind.SIGNATURE)
        for key, done_on in acts.order_by().values_list("agreement__key", "done_on"):
            found[key][1].add(done_on)
        return found

    def agreement(self, draft: Draft, facts: Any) -> int:
        """Another date is another agreement; a party more or less may be the same one."""
        parties, dates = facts
        own = {key for key, _side in draft.more["takers"]["parties"]}
        signed_on = draft.more["signed_on"]
        if signed_on and signed_on not in dates:
            return 0
        if not own or own == parties:
            return 2
        return 1 if parties and (own < parties or parties < own) else 0

    # ---- What is there, and what becomes of it ----

    def known(self, drafts: list[Draft]) -> Known:
        keys = [draft.key for draft in drafts]
        names = ["key", *self.multilingual, *self.plain, "place__key"]
        records = {
            row["key"]: {**row, "place": [row["place__key"]]}
            for row in Agreement.objects.filter(key__in=keys).values(*names)
        }
        found = Known(records, {})
        if not records:
            return found
        for code, path in LINKS.items():
            linked: dict[str, set[str]] = defaultdict(set)
            if any(code in draft.more["links"] for draft in drafts):
                through: Any = getattr(Agreement, code).through
                rows = through.objects.filter(agreement__key__in=keys)
                for key, other in rows.values_list("agreement__key", path):
                    linked[key].add(other)
            found.links[code] = linked
        parts = Participation.objects.filter(agreement__key__in=keys).order_by()
        for row in parts.values(
            "agreement__key", "key", "party__key", "role", "side", "order", "basis"
        ):
            takers = found.takers.setdefault(row["agreement__key"], {})
            takers[row["party__key"], row["role"]] = dict(row)
        acts = Act.objects.filter(agreement__key__in=keys).order_by("order", "id")
        for row in acts.values(
            *("agreement__key", "key", "kind", "participation", "done_on", "effective_on", "basis")
        ):
            found.acts.setdefault(row["agreement__key"], []).append(row)
        found.citations = evidence.known("agreement", "agreement__key", drafts)
        return found

    def entries(self, draft: Draft, known: Known) -> Iterator[Entry]:
        there = known.records.get(draft.key)
        if there is None and not draft.values.texts("title"):
            draft.values.fault("title", _("A new agreement needs a title."))
            return
        fields = self.record_fields(draft, there)
        for code, keys in draft.more["links"].items():
            if there is None or set(keys) != known.links[code][draft.key]:
                fields[code] = [[key] for key in keys]
        if fields or there is None:
            columns = self.field_columns(draft, fields)
            yield draft.entry("coop.agreement", {"key": draft.key, **fields}, **columns)
        yield from evidence.for_record(
            draft, "agreement", [draft.key], known.citations.get(draft.key, [])
        )
        yield from self._participations(draft, known.takers.get(draft.key, {}))
        yield from self._acts(draft, known.acts.get(draft.key, []))

    @staticmethod
    def _participations(draft: Draft, there: dict[tuple[str, str], Any]) -> Iterator[Entry]:
        order = max((row["order"] for row in there.values()), default=0)
        keys = {row["key"] for row in there.values()}
        for code, role in ROLES.items():
            for party, side in draft.more["takers"][code]:
                row = there.get((party, role))
                fields: dict[str, Any] = {}
                if row is None:
                    order += 1
                    own = part_key(party) if role == ParticipationRole.PARTY else ""
                    own = own if own and own not in keys else part_key(party, role)
                    keys.add(own)
                    fields = {"party": [party], "role": role.value, "order": order}
                else:
                    own = row["key"]
                if side is not None and (row is None or row["side"] != side):
                    fields["side"] = side
                natural = [draft.key, own]
                if fields:
                    yield draft.entry(
                        "coop.participation",
                        {"agreement": [draft.key], "key": own, **fields},
                        party=code,
                        side=code,
                        role=code,
                    )
                if row is None or not row["basis"]:
                    yield from evidence.for_part(draft, "participation", natural)

    @staticmethod
    def _acts(draft: Draft, there: list[dict[str, Any]]) -> Iterator[Entry]:
        keys = {row["key"] for row in there}
        for act in draft.more["acts"]:
            same = [row for row in there if row["kind"] in act.kinds and not row["participation"]]
            told = [row for row in same if act.date in ("", shown_date(row, act.field))]
            if len(same) > 1 and not told:
                draft.values.fault(
                    act.code,
                    _(
                        "The agreement has %(count)d such acts, none of this date. Change the one "
                        "at the agreement's own page."
                    )
                    % {"count": len(same)},
                )
                continue
            row = next(iter(told or same), None)
            fields: dict[str, Any] = {}
            if row is None:
                kind = act.kinds[0]
                own = next(key for n in count(1) if (key := numbered(kind, n)) not in keys)
                keys.add(own)
                fields = {"kind": kind, act.field: act.date, "order": len(keys)}
            else:
                own = row["key"]
                if not told:
                    fields = {act.field: act.date}
            if fields:
                yield draft.entry(
                    "coop.act",
                    {"agreement": [draft.key], "key": own, **fields},
                    **{act.field: act.code, "kind": act.code},
                )
            if row is None or not row["basis"]:
                yield from evidence.for_part(draft, "act", [draft.key, own])


def _acts(values: Values) -> Iterator[Dated]:
    if signed_on := values.get("signed_on"):
        yield Dated("signed_on", (ActKind.SIGNATURE.value,), "done_on", signed_on)
    if in_force := values.get("in_force_since"):
        kinds = (ActKind.ENTRY_INTO_FORCE.value,)
        yield Dated("in_force_since", kinds, "effective_on", in_force)
    ended_on, ended_by = values.get("ended_on"), values.get("ended_by")
    if ended_by:
        code = "ended_on" if ended_on else "ended_by"
        yield Dated(code, (ended_by,), "effective_on", ended_on or "")
    elif ended_on:
        yield Dated("ended_on", tuple(Ending.values), "effective_on", ended_on)
