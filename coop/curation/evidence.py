"""The basis of each claim: the strongest among its citations."""

from collections.abc import Iterable

from django.db import models as db
from django.db.models import F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, StrIndex

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
from coop.querysets.bulk import among, batches
from coop.vocabulary.records import Basis

STRENGTH = StrIndex(Value(" ".join(Basis.values)), F("basis"))
"""The place of a citation by its basis: in the list of all, the strongest comes first."""

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
    for batch in batches(ids):
        for target, path in claims_of(model):
            _refresh_target(target, among(path, batch))


def refresh_all():
    """Set ``basis`` of every citable thing there is."""
    for target in Citation.TARGETS:
        _refresh_target(target, {})


def _refresh_target(target: str, condition: dict):
    cited = Citation.objects.filter(**{target: OuterRef("pk")}).order_by(STRENGTH)
    strongest = Coalesce(Subquery(cited.values("basis")[:1]), Value(""))
    claims = target_model(target)._base_manager.filter(**condition).order_by()
    differing = claims.annotate(strongest=strongest).exclude(basis=F("strongest"))
    differing.update(basis=F("strongest"))
