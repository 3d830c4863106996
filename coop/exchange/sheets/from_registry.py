"""Rows of sheets from the registry: streams of values, each ordered by record, walked together.

No record is asked for by itself, and none is held: a sheet of any length takes the memory of
one row and of the names of parties, places and subjects.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import connection
from django.db import models as db
from django.db.models import F

from coop.exchange.sheets.agreements import ROLES, shown_date
from coop.exchange.sheets.columns import interface_languages
from coop.exchange.sheets.kinds import Ending
from coop.exchange.sheets.partners import Link, Partner, written, written_links
from coop.exchange.sheets.written import Stream, Written
from coop.models import (
    Act,
    Agreement,
    Citation,
    CoProduction,
    CoProductionAgreement,
    CoProductionPartner,
    Participation,
    Party,
    Place,
    Provision,
    Subject,
)
from coop.vocabulary.acts import ActKind
from coop.vocabulary.records import State

CHUNK = 2000
BETWEEN = "; "

_ACTS = (
    ("signed_on", (ActKind.SIGNATURE.value,), "done_on"),
    ("in_force_since", (ActKind.ENTRY_INTO_FORCE.value,), "effective_on"),
    ("ended_on", tuple(Ending.values), "effective_on"),
)

Values = dict[str, str]
"""A row by the codes of its columns; a code that is left out is an empty cell."""


class Rows:
    """The rows of one kind of sheet; ``is_public`` leaves out what visitors do not see."""

    model: type[db.Model]
    texts: tuple[str, ...] = ()

    def __init__(self, queryset: db.QuerySet, *, is_public: bool = False):
        self.queryset = queryset.order_by("pk")
        self.is_public = is_public
        query = queryset.query
        self.is_all = not query.where and not query.is_sliced
        self.written = Written()

    def languages(self) -> dict[str, list[str]]:
        """The languages of each text that has columns, those of the interface first."""
        usual = interface_languages()
        found = {}
        for name in self.texts:
            used = tags_in(self.queryset, name)
            found[name] = [tag for tag in usual if tag in used] + sorted(used.difference(usual))
        return found

    def __iter__(self) -> Iterator[Values]:
        raise NotImplementedError

    def stream(self, part: type[db.Model], path: str, *fields: str, **conditions: Any) -> Stream:
        """The values of a part, in the order of the records that ``path`` leads to."""
        rows = part._default_manager.filter(**conditions)
        if not self.is_all:
            rows = rows.filter(**{f"{path}__in": self.queryset.order_by().values("pk")})
        order = [path, "order", "id"] if hasattr(part, "order") else [path, "id"]
        return Stream(rows.order_by(*order).values_list(path, *fields).iterator(chunk_size=CHUNK))

    def citations(self, target: str) -> Stream:
        """The evidence of the records themselves."""
        seen: dict[str, Any] = {"source__state": State.PUBLISHED} if self.is_public else {}
        if self.is_all:
            seen[f"{target}__isnull"] = False
        return self.stream(
            Citation,
            target,
            *("source__key", "paragraphs", "as_named", "basis", "note"),
            **seen,
        )


def tags_in(queryset: db.QuerySet, name: str) -> set[str]:
    """The language tags of a text in several languages, found by the database."""
    rows = queryset.order_by().annotate(wording=F(name)).values_list("wording")
    sql, params = rows.query.sql_with_params()
    keys = (
        f"SELECT DISTINCT item.key FROM ({sql}) AS texts, json_each(texts.wording) AS item"
        if connection.vendor == "sqlite"
        else f"SELECT DISTINCT jsonb_object_keys(texts.wording) FROM ({sql}) AS texts"
    )
    with connection.cursor() as cursor:
        cursor.execute(keys, params)
        return {tag for (tag,) in cursor.fetchall()}


class AgreementRows(Rows):
    model = Agreement
    texts = ("title", "summary")

    def __iter__(self) -> Iterator[Values]:
        takers = self.stream(Participation, "agreement", "role", "party", "side", "basis")
        acts = self.stream(
            Act,
            "agreement",
            *("kind", "done_on", "effective_on", "is_preferred", "basis"),
            participation=None,
            kind__in=[kind for _code, kinds, _field in _ACTS for kind in kinds],
        )
        frameworks = self.stream(Agreement.frameworks.through, "agreement", "party")
        subjects = self.stream(Agreement.subjects.through, "agreement", "subject")
        citations = self.citations("agreement")
        rows = self.queryset.values_list(
            *("pk", "key", "title", "is_title_supplied", "kind", "bindingness"),
            *("original_language", "authentic_languages", "place", "summary", "note", "coding"),
            "state",
        )
        for (
            pk,
            key,
            title,
            supplied,
            kind,
            binding,
            original,
            authentic,
            place,
            *rest,
        ) in rows.iterator(chunk_size=CHUNK):
            summary, note, coding, state = rest
            parts, done = takers.of(pk), acts.of(pk)
            row = {
                "key": key,
                "is_title_supplied": "yes" if supplied else "no",
                "kind": kind,
                "bindingness": binding,
                "original_language": original,
                "authentic_languages": BETWEEN.join(authentic),
                "place": self.written.other(Place, place),
                "note": note,
                "coding": coding,
                "state": state,
                "frameworks": BETWEEN.join(
                    self.written.party(party) for _pk, party in frameworks.of(pk)
                ),
                "subjects": self._subjects(subjects.of(pk)),
            }
            row |= spread("title", title)
            row |= spread("summary", summary)
            row |= self._takers(parts)
            shown = dated(done, row)
            cited = all(one[-1] for one in (*parts, *shown))
            row |= evidence(citations.of(pk), is_told=cited)
            yield row

    def _subjects(self, rows: list[Sequence[Any]]) -> str:
        return BETWEEN.join(self.written.other(Subject, subject) for _pk, subject in rows)

    def _takers(self, rows: list[Sequence[Any]]) -> Values:
        found = {}
        for code, role in ROLES.items():
            own = [row for row in rows if row[1] == role]
            sides = sorted({row[3] or 0 for row in own})
            if code == "parties" and len(sides) > 1 and sides == list(range(1, len(sides) + 1)):
                found[code] = " | ".join(
                    self._listed(row for row in own if row[3] == side) for side in sides
                )
                continue
            found[code] = self._listed(own)
        return found

    def _listed(self, rows: Iterable[Sequence[Any]]) -> str:
        return BETWEEN.join(self.written.party(row[2]) for row in rows)


def dated(acts: list[Sequence[Any]], row: Values) -> list[Sequence[Any]]:
    """Writes the acts that have columns of their own into the row; returns those written."""
    found = []
    for code, kinds, field in _ACTS:
        same = [act for act in acts if act[1] in kinds]
        act = next((act for act in same if act[4]), next(iter(same), None))
        if act is None:
            continue
        row[code] = shown_date({"done_on": act[2], "effective_on": act[3]}, field)
        if code == "ended_on":
            row["ended_by"] = act[1]
        if row[code] or code == "ended_on":
            found.append(act)
    return found


def spread(code: str, text: dict[str, str]) -> Values:
    """A text in several languages as the cells of its columns."""
    return {f"{code}:{tag}": wording for tag, wording in text.items()}


def evidence(citations: list[Sequence[Any]], *, is_told: bool = True) -> Values:
    """The record's first citation.

    Not where a part of the row has none: read again, the row would lend it this one.
    """
    if not citations or not is_told:
        return {}
    _pk, source, paragraphs, as_named, basis, note = citations[0]
    return {
        "source": source,
        "paragraphs": paragraphs,
        "as_named": as_named,
        "basis": basis,
        "evidence_note": note,
    }


class PartyRows(Rows):
    model = Party
    texts = ("names", "short_names")

    def __iter__(self) -> Iterator[Values]:
        citations = self.citations("party")
        rows = self.queryset.values_list(
            *("pk", "key", "names", "short_names", "kind", "country__code", "parent"),
            "identifiers",
        )
        for pk, key, names, short, kind, country, parent, known in rows.iterator(chunk_size=CHUNK):
            row = {
                "key": key,
                "kind": kind,
                "country": country or "",
                "parent": self.written.party(parent),
                **known,
            }
            row |= spread("names", names)
            row |= spread("short_names", short)
            row |= evidence(citations.of(pk))
            yield row


class CoProductionRows(Rows):
    model = CoProduction
    texts = ("title", "summary")

    def __iter__(self) -> Iterator[Values]:
        partners = self.stream(
            CoProductionPartner,
            "coproduction",
            *("country__code", "party", "role", "share", "basis"),
        )
        seen = {"agreement__state": State.PUBLISHED} if self.is_public else {}
        links = self.stream(
            CoProductionAgreement,
            "coproduction",
            *("agreement__key", "nature", "approval", "basis"),
            **seen,
        )
        subjects = self.stream(CoProduction.subjects.through, "coproduction", "subject")
        citations = self.citations("coproduction")
        rows = self.queryset.values_list(
            *("pk", "key", "title", "original_language", "forms", "lengths", "status", "year"),
            *("kind", "summary", "note", "identifiers", "state"),
        )
        for pk, key, title, original, forms, lengths, status, year, *rest in rows.iterator(
            chunk_size=CHUNK
        ):
            kind, summary, note, known, state = rest
            own, ties = partners.of(pk), links.of(pk)
            row = {
                "key": key,
                "original_language": original,
                "forms": BETWEEN.join(forms),
                "lengths": BETWEEN.join(lengths),
                "status": status,
                "year": year,
                "kind": kind,
                "partners": written([self._partner(one) for one in own]),
                "agreements": written_links([Link(*one[1:4]) for one in ties]),
                "subjects": BETWEEN.join(
                    self.written.other(Subject, subject) for _pk, subject in subjects.of(pk)
                ),
                "note": note,
                "state": state,
                **known,
            }
            row |= spread("title", title)
            row |= spread("summary", summary)
            row |= evidence(citations.of(pk), is_told=all(one[-1] for one in (*own, *ties)))
            yield row

    def _partner(self, row: Sequence[Any]) -> Partner:
        _pk, country, party, role, share, _basis = row
        return Partner(
            country or "",
            self.written.partner(party),
            role,
            "" if share is None else f"{share.normalize():f}",
        )


class ProvisionRows(Rows):
    model = Provision
    texts = ("summary",)

    def __iter__(self) -> Iterator[Values]:
        subjects = self.stream(Provision.subjects.through, "provision", "subject")
        citations = self.citations("provision")
        rows = self.queryset.values_list(
            *("pk", "agreement__key", "key", "topic__code", "stance", "forms", "lengths"),
            *("article", "summary"),
        )
        for pk, agreement, key, topic, stance, forms, lengths, article, summary in rows.iterator(
            chunk_size=CHUNK
        ):
            row = {
                "agreement": agreement,
                "key": key,
                "topic": topic,
                "stance": stance,
                "forms": BETWEEN.join(forms),
                "lengths": BETWEEN.join(lengths),
                "article": article,
                "subjects": BETWEEN.join(
                    self.written.other(Subject, subject) for _pk, subject in subjects.of(pk)
                ),
            }
            row |= spread("summary", summary)
            row |= evidence(citations.of(pk))
            yield row


ROWS: dict[str, type[Rows]] = {
    "agreements": AgreementRows,
    "parties": PartyRows,
    "coproductions": CoProductionRows,
    "provisions": ProvisionRows,
}
