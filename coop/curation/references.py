"""Which record refers to which: the edges along which being public travels."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.db import models as db
from django.db.models import Exists, OuterRef, Q, Value

from coop.models import (
    Agreement,
    Citation,
    CoProduction,
    Event,
    Party,
    Person,
    Place,
    SourceDocument,
    Subject,
)
from coop.models.base import Publishable, Referable
from coop.querysets.bulk import Ids, add, among, batches, ids_of
from coop.vocabulary.records import State


@dataclass(frozen=True)
class Edge:
    """Records of ``source`` refer to records of ``target`` along ``path``.

    Where the path leads through evidence, ``evidence`` is the path of the document that
    must be published for the tie to count.
    """

    source: type[Publishable] | type[Referable]
    path: str
    target: type[Referable]
    evidence: str = ""

    def ties(self, records, **conditions):
        """The records that refer to something along this edge, by way of what counts."""
        if self.evidence:
            conditions[f"{self.evidence}__state"] = State.PUBLISHED
        return records.filter(**conditions, **{f"{self.path}__isnull": False}).order_by()


Marks = dict[type[db.Model], Ids]
"""Records by their kind and their ids."""

AGREEMENT_EVIDENCE = (
    "citations",
    "occasions__citations",
    "participations__citations",
    "participations__signatures__citations",
    "acts__citations",
    "relations__citations",
    "statements__citations",
    "provisions__citations",
    "provisions__statements__citations",
    "provisions__rules__citations",
)
FILM_EVIDENCE = (
    "citations",
    "partners__citations",
    "screenings__citations",
    "agreement_links__citations",
)
EVENT_EVIDENCE = ("citations", "attendances__citations", "statements__citations")


def _said_by(source, evidence) -> list[Edge]:
    return [
        Edge(source, f"{path}__said_by_{who}", target, evidence=f"{path}__source")
        for path in evidence
        for who, target in (("party", Party), ("person", Person))
    ]


EDGES = [
    Edge(Agreement, "place", Place),
    Edge(Agreement, "frameworks", Party),
    Edge(Agreement, "subjects", Subject),
    Edge(Agreement, "participations__party", Party),
    Edge(Agreement, "participations__acting_for", Party),
    Edge(Agreement, "participations__signatures__person", Person),
    Edge(Agreement, "participations__signatures__office_at", Party),
    Edge(Agreement, "occasions__event", Event),
    Edge(Agreement, "provisions__subjects", Subject),
    *_said_by(Agreement, AGREEMENT_EVIDENCE),
    Edge(CoProduction, "subjects", Subject),
    Edge(CoProduction, "partners__party", Party),
    Edge(CoProduction, "screenings__event", Event),
    Edge(CoProduction, "screenings__place", Place),
    *_said_by(CoProduction, FILM_EVIDENCE),
    Edge(Event, "part_of", Event),
    Edge(Event, "place", Place),
    Edge(Event, "attendances__person", Person),
    Edge(Event, "attendances__office_at", Party),
    *_said_by(Event, EVENT_EVIDENCE),
    Edge(Subject, "place", Place),
    Edge(Subject, "person", Person),
    Edge(Party, "parent", Party),
    *_said_by(Party, ("citations",)),
    *_said_by(Person, ("citations",)),
    *_said_by(Place, ("citations",)),
]

CONCERNED = [
    Edge(SourceDocument, "citations__said_by_party", Party),
    Edge(SourceDocument, "citations__said_by_person", Person),
]
"""Whom a change of a source concerns: it decides whether other records' ties to them count."""


def concerned_by(model, ids: Iterable[int]) -> Marks:
    """Who may become public, or be hidden, by a change of these records."""
    return _targets([edge for edge in (*EDGES, *CONCERNED) if edge.source is model], ids)


def referred_to(model, ids: Iterable[int]) -> Marks:
    """What these records refer to at this moment, as the database has it."""
    return _targets([edge for edge in EDGES if edge.source is model], ids)


def refresh(candidates: Marks) -> Marks:
    """Set ``is_public`` of the candidates, and of all that follows; return what changed.

    All that can be reached from the candidates is asked anew, so that records which
    refer to each other in a circle do not keep each other public.
    """
    asked = _reachable(candidates)
    public = _public_among(asked)
    changed: Marks = {}
    for target, ids in asked.items():
        shown = public.get(target, Ids())
        for batch in batches(ids):
            rows = target._base_manager.filter(**among("pk", batch)).order_by()
            stored = list(rows.values_list("pk", "is_public"))
            for is_public in (True, False):
                flipped = [
                    pk for pk, was in stored if was != is_public and (pk in shown) == is_public
                ]
                if flipped:
                    target._base_manager.filter(pk__in=flipped).update(is_public=is_public)
                    add(changed, {target: Ids(flipped)})
    return changed


def refresh_all():
    """Work out ``is_public`` of every record."""
    refresh({target: ids_of(target._base_manager.all()) for target in _edges_by_target()})


def _targets(edges: list[Edge], ids: Iterable[int]) -> Marks:
    """What these records, all of one kind, refer to along the edges."""
    found: Marks = {}
    by_target = defaultdict(list)
    for edge in edges:
        by_target[edge.target].append(edge)
    for batch in batches(ids):
        for target, along in by_target.items():
            first, *others = (
                edge.ties(edge.source._base_manager, **among("pk", batch)).values_list(edge.path)
                for edge in along
            )
            rows = first.union(*others) if others else first.distinct()
            add(found, {target: Ids(pk for (pk,) in rows)})
    return found


def _reachable(marks: Marks) -> Marks:
    found: Marks = {}
    new = marks
    while new:
        add(found, new)
        new = _without(_referred_by(new), found)
    return found


def _public_among(asked: Marks) -> Marks:
    """Those that something public refers to, directly or through others of them."""
    found: Marks = {}
    for target, ids in asked.items():
        for batch in batches(ids):
            here = _published(target, batch)
            others = [pk for pk in batch if pk not in here]
            add(found, {target: here | _public_by_others(target, others, asked)})
    new = found
    while new:
        new = _without(_among(_referred_by(new), asked), found)
        add(found, new)
    return found


@cache
def _edges_by_target() -> dict[type[Referable], list[Edge]]:
    found = defaultdict(list)
    for edge in EDGES:
        found[edge.target].append(edge)
    return found


def _published(target, batch: list[int]) -> Ids:
    """Those that something published refers to itself."""
    edges = [edge for edge in _edges_by_target()[target] if issubclass(edge.source, Publishable)]
    found = _with_tie(target, batch, [edge for edge in edges if not edge.evidence])
    speaking = [edge for edge in edges if edge.evidence]
    if not speaking:
        return found
    # The ways through evidence are many and long, and few records speak in any evidence.
    name = f"said_by_{target._meta.model_name}"
    others = [pk for pk in batch if pk not in found]
    said = Citation.objects.filter(**among(name, others)).order_by()
    speakers = Ids(said.values_list(name, flat=True).distinct())
    return found | _with_tie(target, speakers, speaking)


def _with_tie(target, ids, edges: list[Edge]) -> Ids:
    """Those to which a published record refers along one of the edges."""
    if not ids:
        return Ids()
    condition = Q(pk__in=[])
    for edge in edges:
        ties = edge.ties(edge.source.objects.public(), **{edge.path: OuterRef("pk")})
        condition |= Q(Exists(ties))
    return ids_of(target._base_manager.filter(condition, **among("pk", list(ids))))


def _public_by_others(target, ids: list[int], asked: Marks) -> Ids:
    """Those to which a public record refers that is itself public by reference, and not asked."""
    edges = [edge for edge in _edges_by_target()[target] if issubclass(edge.source, Referable)]
    if not (ids and edges):
        return Ids()
    first, *others = (
        edge.ties(edge.source.objects.public(), **{f"{edge.path}__in": ids})
        .annotate(edge=Value(number))
        .values_list("edge", "pk", edge.path)
        for number, edge in enumerate(edges)
    )
    asked_by_edge = [asked.get(edge.source, Ids()) for edge in edges]
    rows = first.union(*others, all=True).iterator()
    return Ids(to for number, source, to in rows if source not in asked_by_edge[number])


def _referred_by(marks: Marks) -> Marks:
    found: Marks = {}
    for model, ids in marks.items():
        add(found, referred_to(model, ids))
    return found


def _without(marks: Marks, others: Marks) -> Marks:
    rest = {model: ids - others.get(model, Ids()) for model, ids in marks.items()}
    return {model: ids for model, ids in rest.items() if ids}


def _among(marks: Marks, others: Marks) -> Marks:
    return {model: ids & others[model] for model, ids in marks.items() if model in others}
