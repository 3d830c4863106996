"""Which record refers to which: the edges along which being public travels."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from coop.models import (
    Agreement,
    CoProduction,
    Event,
    Party,
    Person,
    Place,
    Subject,
)
from coop.models.base import Publishable, Referable


@dataclass(frozen=True)
class Edge:
    """Records of ``source`` refer to records of ``target`` along ``path``."""

    source: type[Publishable] | type[Referable]
    path: str
    target: type[Referable]


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
        Edge(source, f"{path}__said_by_{who}", target)
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
]


def referred_to(record) -> set[tuple[type[Referable], int]]:
    """What ``record`` refers to at this moment, as the database has it."""
    found = set()
    for edge in EDGES:
        if isinstance(record, edge.source):
            ids = edge.source._base_manager.filter(pk=record.pk).values_list(edge.path, flat=True)
            found |= {(edge.target, pk) for pk in ids if pk is not None}
    return found


def public_among(target: type[Referable], ids: Iterable[int]) -> set[int]:
    """Those of ``ids`` that something public refers to."""
    wanted = set(ids)
    found: set[int] = set()
    for edge in EDGES:
        left = wanted - found
        if edge.target is target and left:
            referring = edge.source.objects.public().filter(**{edge.path: OuterRef("pk")})
            rows = target.objects.filter(pk__in=left).filter(Exists(referring.order_by()))
            found |= set(rows.values_list("pk", flat=True))
    return found


def refresh(candidates: set[tuple[type[Referable], int]]) -> set[tuple[type[Referable], int]]:
    """Set ``is_public`` of the candidates, and of all that follows; return what changed.

    Hiding travels like showing: when a record changes, what it refers to is asked again.
    """
    changed: set[tuple[type[Referable], int]] = set()
    waiting = set(candidates)
    while waiting:
        batch, waiting = waiting, set()
        for target in {target for target, _pk in batch}:
            ids = {pk for model, pk in batch if model is target}
            public = public_among(target, ids)
            for is_public, these in ((True, public), (False, ids - public)):
                flipped = target.objects.filter(pk__in=these, is_public=not is_public)
                for record in list(flipped):
                    changed.add((target, record.pk))
                    waiting |= referred_to(record)
                flipped.update(is_public=is_public)
    return changed


def refresh_all():
    """Work out ``is_public`` of every record from nothing."""
    public: dict[type[Referable], set[int]] = {edge.target: set() for edge in EDGES}
    for edge in EDGES:
        if not issubclass(edge.source, Referable):
            rows = edge.source.objects.public().values_list(edge.path, flat=True).distinct()
            public[edge.target] |= {pk for pk in rows if pk is not None}
    inner = [
        (edge, [row for row in edge.source.objects.values_list("pk", edge.path) if row[1]])
        for edge in EDGES
        if issubclass(edge.source, Referable)
    ]
    is_growing = True
    while is_growing:
        is_growing = False
        for edge, pairs in inner:
            reached = {to for source, to in pairs if source in public[edge.source]}
            if reached - public[edge.target]:
                public[edge.target] |= reached
                is_growing = True
    for target, ids in public.items():
        for pk, was_public in target.objects.values_list("pk", "is_public"):
            if was_public != (pk in ids):
                target.objects.filter(pk=pk).update(is_public=pk in ids)
