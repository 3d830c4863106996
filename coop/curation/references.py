"""Which record refers to which: the edges along which being public travels."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from coop.models import (
    Agreement,
    CoProduction,
    Event,
    Party,
    Person,
    Place,
    SourceDocument,
    Subject,
)
from coop.models.base import Publishable, Referable
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
        """Pairs of the record and what it refers to; the latter None where nothing is."""
        if self.evidence:
            conditions[f"{self.evidence}__state"] = State.PUBLISHED
        rows = records.filter(**conditions).order_by()
        return rows.values_list("pk", self.path).distinct()


Mark = tuple[type[Referable], int]
"""One record: its model and its id."""

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


def concerned_by(model, ids: Iterable[int]) -> set[Mark]:
    """Who may become public, or be hidden, by a change of these records."""
    wanted = list(ids)
    found = referred_to(model, wanted)
    for edge in CONCERNED:
        if edge.source is model:
            ties = edge.ties(model._base_manager, pk__in=wanted)
            found |= {(edge.target, pk) for _source, pk in ties if pk is not None}
    return found


def referred_to(model, ids: Iterable[int]) -> set[Mark]:
    """What these records refer to at this moment, as the database has it."""
    wanted = list(ids)
    found: set[Mark] = set()
    for edge in EDGES:
        if edge.source is model and wanted:
            ties = edge.ties(model._base_manager, pk__in=wanted)
            found |= {(edge.target, pk) for _source, pk in ties if pk is not None}
    return found


def refresh(candidates: set[Mark]) -> set[Mark]:
    """Set ``is_public`` of the candidates, and of all that follows; return what changed.

    All that can be reached from the candidates is asked anew, so that records which
    refer to each other in a circle do not keep each other public.
    """
    asked = _reachable(candidates)
    public = _public_among(asked)
    changed: set[Mark] = set()
    for target, ids in _by_model(asked).items():
        shown = {pk for pk in ids if (target, pk) in public}
        for is_public, these in ((True, shown), (False, ids - shown)):
            flipped = target.objects.filter(pk__in=these, is_public=not is_public)
            changed |= {(target, pk) for pk in flipped.values_list("pk", flat=True)}
            flipped.update(is_public=is_public)
    return changed


def _reachable(marks: set[Mark]) -> set[Mark]:
    found, new = set(marks), set(marks)
    while new:
        new = _referred_by(new) - found
        found |= new
    return found


def _public_among(asked: set[Mark]) -> set[Mark]:
    """Those that something public refers to, directly or through others of them."""
    ids = _by_model(asked)
    found: set[Mark] = set()
    for edge in EDGES:
        if edge.target in ids:
            inside = {pk for model, pk in asked if model is edge.source}
            outside = edge.source.objects.public().exclude(pk__in=inside)
            ties = edge.ties(outside, **{f"{edge.path}__in": ids[edge.target]})
            found |= {(edge.target, pk) for _source, pk in ties} & asked
    new = found
    while new:
        new = (_referred_by(new) & asked) - found
        found |= new
    return found


def _referred_by(marks: set[Mark]) -> set[Mark]:
    found: set[Mark] = set()
    for model, ids in _by_model(marks).items():
        found |= referred_to(model, ids)
    return found


def _by_model(marks: set[Mark]) -> dict[type[Referable], set[int]]:
    found: dict[type[Referable], set[int]] = defaultdict(set)
    for model, pk in marks:
        found[model].add(pk)
    return found


def refresh_all():
    """Work out ``is_public`` of every record from nothing."""
    public: dict[type[Referable], set[int]] = {edge.target: set() for edge in EDGES}
    for edge in EDGES:
        if not issubclass(edge.source, Referable):
            ties = edge.ties(edge.source.objects.public())
            public[edge.target] |= {pk for _source, pk in ties if pk is not None}
    inner = [
        (edge, [tie for tie in edge.ties(edge.source.objects) if tie[1] is not None])
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
