"""What waits on the desk: a few figures, each a link to the records behind it."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from coop.curation.evidence import target_model
from coop.curation.worklists import WORKLISTS
from coop.facets.claims import CLAIMS_OF, claims_of
from coop.models import Agreement, CoProduction, Event, SourceDocument
from coop.models.base import Publishable
from coop.vocabulary.records import State

WAITING = "waiting"
"""The parameter of a list that names a worklist."""

VERBS = ("view", "change")


@dataclass(frozen=True)
class Figure:
    """A number of records of a kind that wait for the same thing."""

    kind: str
    label: str
    count: int
    address: str


def without_evidence(records: QuerySet) -> QuerySet:
    """Records with a claim, themselves included, that no citation stands under."""
    unsourced = Q()
    for target, path in claims_of(records.model):
        if path == "pk":
            unsourced |= Q(basis="")
        else:
            claims = target_model(target)._base_manager.filter(**{path: OuterRef("pk")}, basis="")
            unsourced |= Exists(claims)
    return records.filter(unsourced)


def figures(site, user) -> list[Figure]:
    """The figures for what this user may see, kind by kind."""
    return [
        figure
        for model in (SourceDocument, Agreement, CoProduction, Event)
        if any(user.has_perm(f"coop.{verb}_{model._meta.model_name}") for verb in VERBS)
        for figure in _figures(model, site)
    ]


def _figures(model, site) -> Iterator[Figure]:
    kind = capfirst(model._meta.verbose_name_plural)
    address = reverse(f"{site.name}:coop_{model._meta.model_name}_changelist")

    def figure(label, records: QuerySet, **query) -> Figure:
        return Figure(kind, str(label), records.count(), f"{address}?{urlencode(query)}")

    if issubclass(model, Publishable):
        for state, label in ((State.DRAFT, _("in draft")), (State.IN_REVIEW, _("in review"))):
            yield figure(label, model.objects.filter(state=state), state__exact=state.value)
    if model in CLAIMS_OF:
        label = _("with a claim without evidence")
        yield figure(label, without_evidence(model.objects.all()), evidence="missing")
    today = timezone.localdate()
    for worklist in WORKLISTS[model]:
        records = worklist.narrow(model.objects.order_by(), today)
        yield figure(worklist.label, records, **{WAITING: worklist.code})
