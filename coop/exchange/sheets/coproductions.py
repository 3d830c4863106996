"""Rows of co-productions: the film, its partners, and its ties to agreements."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from coop.exchange.entries import Entry
from coop.exchange.sheets import evidence
from coop.exchange.sheets.cells import normal
from coop.exchange.sheets.keys import numbered, part_key, record_key
from coop.exchange.sheets.kinds import COPRODUCTIONS
from coop.exchange.sheets.parties import new_identifiers
from coop.exchange.sheets.partners import Link, Partner, links, partners
from coop.exchange.sheets.rows import Draft, Sheet, parties_missing
from coop.exchange.sheets.values import Values, number
from coop.models import CoProduction, CoProductionAgreement, CoProductionPartner

IDENTIFIERS = ("eidr", "isan", "imdb", "wikidata")

Rows = list[dict[str, Any]]


@dataclass
class Known:
    """What the registry has of some films, by their keys."""

    records: dict[str, dict[str, Any]]
    subjects: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    partners: dict[str, Rows] = field(default_factory=lambda: defaultdict(list))
    links: dict[str, Rows] = field(default_factory=lambda: defaultdict(list))
    citations: dict[str, list[evidence.Stored]] = field(default_factory=dict)


class CoProductions(Sheet):
    kind = COPRODUCTIONS
    model = CoProduction
    plain = (
        *("original_language", "forms", "lengths", "status", "year", "kind"),
        *("note", "state"),
    )
    multilingual = ("title", "summary")

    def draft(self, values: Values) -> Draft:
        found = partners(values)
        return Draft(
            values,
            more={
                "partners": found,
                "links": links(values),
                "subjects": values.get("subjects"),
                "evidence": evidence.of(values),
                "states": parties_missing(self.names, [one.party for one in found if one.party]),
                "identifiers": {
                    scheme: number(values.filled.values[scheme])
                    for scheme in IDENTIFIERS
                    if values.has(scheme)
                },
            },
        )

    # ---- Which film it is ----

    def called(self, draft: Draft) -> list[str]:
        return list(draft.values.texts("title").values())

    def derived_key(self, draft: Draft) -> str:
        title = draft.values.wording("title")
        if not title:
            draft.values.fault("title", _("Give the film a title, or its key."))
        return record_key("film", normal(title), draft.fields.get("year", ""))

    def facts(self, keys: set[str]) -> dict[str, Any]:
        return dict(CoProduction.objects.filter(key__in=keys).values_list("key", "year"))

    def agreement(self, draft: Draft, facts: Any) -> int:
        year = draft.fields.get("year", "")
        return 2 if not year or year == facts else 0

    # ---- What is there, and what becomes of it ----

    def known(self, drafts: list[Draft]) -> Known:
        keys = [draft.key for draft in drafts]
        rows = CoProduction.objects.filter(key__in=keys).values(
            "key", *self.plain, *self.multilingual, "identifiers"
        )
        found = Known({row["key"]: row for row in rows})
        if not found.records:
            return found
        through: Any = CoProduction.subjects.through
        subjects = through.objects.filter(coproduction__key__in=keys)
        for key, subject in subjects.values_list("coproduction__key", "subject__key"):
            found.subjects[key].add(subject)
        for row in _parts(CoProductionPartner, keys).values(
            *("coproduction__key", "key", "country__code", "party__key", "role", "share"),
            *("order", "basis"),
        ):
            found.partners[row["coproduction__key"]].append(row)
        for row in _parts(CoProductionAgreement, keys).values(
            *("coproduction__key", "key", "agreement__key", "nature", "approval"),
            *("order", "basis"),
        ):
            found.links[row["coproduction__key"]].append(row)
        found.citations = evidence.known("coproduction", "coproduction__key", drafts)
        return found

    def entries(self, draft: Draft, known: Known) -> Iterator[Entry]:
        there = known.records.get(draft.key)
        if there is None and not draft.values.texts("title"):
            draft.values.fault("title", _("A new film needs a title."))
            return
        fields = self.record_fields(draft, there)
        subjects = draft.more["subjects"]
        if subjects is not None and set(subjects) != known.subjects[draft.key]:
            fields["subjects"] = [[key] for key in subjects]
        columns = self.field_columns(draft, fields)
        if identifiers := new_identifiers(draft, there):
            fields["identifiers"] = identifiers
            columns["identifiers"] = next(iter(draft.more["identifiers"]))
        if fields or there is None:
            yield draft.entry("coop.coproduction", {"key": draft.key, **fields}, **columns)
        yield from evidence.for_record(
            draft, "coproduction", [draft.key], known.citations.get(draft.key, [])
        )
        yield from self._partners(draft, known.partners[draft.key])
        yield from self._links(draft, known.links[draft.key])

    @staticmethod
    def _partners(draft: Draft, there: Rows) -> Iterator[Entry]:
        order = max((row["order"] for row in there), default=0)
        keys = {row["key"] for row in there}
        stored: dict[tuple[str, str], Rows] = defaultdict(list)
        for one in there:
            stored[one["country__code"] or "", one["party__key"] or ""].append(one)
        times: Counter[tuple[str, str]] = Counter()
        for partner in draft.more["partners"]:
            who = (partner.country, partner.party)
            row: dict[str, Any] | None = (
                stored[who][times[who]] if times[who] < len(stored[who]) else None
            )
            times[who] += 1
            fields = _said_of_partner(partner, row)
            if row is None:
                order += 1
                own = numbered(part_key(*who), times[who])
                while own in keys:
                    own += "-x"
                keys.add(own)
                fields |= {"order": order}
                fields |= {"country": [partner.country]} if partner.country else {}
                fields |= {"party": [partner.party]} if partner.party else {}
            else:
                own = row["key"]
            if fields:
                yield draft.entry(
                    "coop.coproductionpartner",
                    {"coproduction": [draft.key], "key": own, **fields},
                    **dict.fromkeys(("country", "party", "role", "share"), "partners"),
                )
            if row is None or not row["basis"]:
                yield from evidence.for_part(draft, "partner", [draft.key, own])

    @staticmethod
    def _links(draft: Draft, there: Rows) -> Iterator[Entry]:
        order = max((row["order"] for row in there), default=0)
        keys = {row["key"] for row in there}
        stored = {row["agreement__key"]: row for row in there}
        for link in draft.more["links"]:
            tied = stored.get(link.agreement)
            if tied is None and not link.nature:
                draft.values.fault(
                    "agreements",
                    _(
                        "Say in brackets how the source ties the film to %(key)s: made under, "
                        "initiative of, or mentioned with."
                    )
                    % {"key": link.agreement},
                )
                continue
            fields = _said_of_link(link, tied)
            if tied is None:
                order += 1
                own = part_key(link.agreement)
                own = own if own not in keys else part_key(link.agreement, "film")
                keys.add(own)
                fields |= {"agreement": [link.agreement], "order": order}
            else:
                own = tied["key"]
            if fields:
                yield draft.entry(
                    "coop.coproductionagreement",
                    {"coproduction": [draft.key], "key": own, **fields},
                    **dict.fromkeys(("agreement", "nature", "approval"), "agreements"),
                )
            if tied is None or not tied["basis"]:
                yield from evidence.for_part(draft, "film_link", [draft.key, own])


def _parts(model, keys: list[str]):
    return model.objects.filter(coproduction__key__in=keys).order_by("order", "id")


def _said_of_partner(partner: Partner, row: dict[str, Any] | None) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    if partner.role and (row is None or row["role"] != partner.role):
        fields["role"] = partner.role
    if partner.share and (row is None or row["share"] != Decimal(partner.share)):
        fields["share"] = partner.share
    return fields


def _said_of_link(link: Link, row: dict[str, Any] | None) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    if link.nature and (row is None or row["nature"] != link.nature):
        fields["nature"] = link.nature
    if link.approval and (row is None or row["approval"] != link.approval):
        fields["approval"] = link.approval
    return fields
