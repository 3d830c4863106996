"""The basis of each claim: the strongest among the citations that stand for it."""

from collections.abc import Iterable

from django.db.models import F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, StrIndex

from coop.facets.claims import claims_of
from coop.models import Citation
from coop.querysets.base import related_model
from coop.querysets.bulk import among, batches
from coop.vocabulary.records import Basis

STRENGTH = StrIndex(Value(" ".join(Basis.values)), F("basis"))
"""The place of a citation by its basis: in the list of all, the strongest comes first."""


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
    cited = Citation.objects.standing().filter(**{target: OuterRef("pk")}).order_by(STRENGTH)
    strongest = Coalesce(Subquery(cited.values("basis")[:1]), Value(""))
    claims = target_model(target)._base_manager.filter(**condition).order_by()
    differing = claims.annotate(strongest=strongest).exclude(basis=F("strongest"))
    differing.update(basis=F("strongest"))
