"""The basis of each claim: the strongest among its citations."""

from collections.abc import Iterable

from django.db import models as db

from coop.models import (
    Agreement,
    Citation,
    CoProduction,
    Event,
    Party,
    Person,
    Place,
)
from coop.querysets.base import related_model
from coop.vocabulary.records import Basis

STRENGTH = {basis: rank for rank, basis in enumerate(Basis.values)}

CLAIMS_OF: dict[type[db.Model], dict[str, tuple[str, ...]]] = {
    Agreement: {
        "agreement": ("pk",),
        "occasion": ("agreement",),
        "participation": ("agreement",),
        "signature": ("participation__agreement",),
        "act": ("agreement",),
        "relation": ("agreement",),
        "provision": ("agreement",),
        "rule": ("provision__agreement",),
        "statement": ("agreement", "provision__agreement"),
    },
    CoProduction: {
        "coproduction": ("pk",),
        "partner": ("coproduction",),
        "screening": ("coproduction",),
        "film_link": ("coproduction",),
    },
    Event: {"event": ("pk",), "attendance": ("event",), "statement": ("event",)},
    Party: {"party": ("pk",)},
    Person: {"person": ("pk",)},
    Place: {"place": ("pk",)},
}
"""For each kind of record: its citable things, each with the path that leads back to it."""


def claims_of(model) -> list[tuple[str, str]]:
    """The citable things of a kind of record, each with one path that leads back to it."""
    return [(target, path) for target, paths in CLAIMS_OF.get(model, {}).items() for path in paths]


def lookups_of(model) -> list[str]:
    """The look-ups that lead from a citation to the record of ``model`` that it is about."""
    return [target if path == "pk" else f"{target}__{path}" for target, path in claims_of(model)]


def target_model(target: str):
    """The model that the citation field ``target`` points to."""
    return related_model(Citation, target)


def refresh(model, ids: Iterable[int]):
    """Set ``basis`` of every citable thing of these records."""
    for target, path in claims_of(model):
        _refresh_target(target, {f"{path}__in": list(ids)})


def refresh_all():
    """Set ``basis`` of every citable thing there is."""
    for target in Citation.TARGETS:
        _refresh_target(target, {})


def _refresh_target(target: str, condition: dict):
    claims = target_model(target)._base_manager.filter(**condition)
    cited = Citation.objects.filter(
        **{f"{target}__{path}": value for path, value in condition.items()}
        or {f"{target}__isnull": False}
    )
    strongest: dict[int, str] = {}
    for pk, basis in cited.order_by().values_list(f"{target}_id", "basis").distinct():
        if pk not in strongest or STRENGTH[basis] < STRENGTH[strongest[pk]]:
            strongest[pk] = basis
    changed: dict[str, list[int]] = {}
    for pk, basis in claims.order_by().values_list("pk", "basis"):
        if basis != strongest.get(pk, ""):
            changed.setdefault(strongest.get(pk, ""), []).append(pk)
    for basis, pks in changed.items():
        for start in range(0, len(pks), 500):
            claims.model._base_manager.filter(pk__in=pks[start : start + 500]).update(basis=basis)
