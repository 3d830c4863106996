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


@dataclass(frozen=True)
class Figure:
    """A number of records that wait for the same thing; None where counting them is the work."""

    label: str
    count: int | None
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


def _waiting(model, address: str) -> Iterator[Figure]:
    """The worklists of a kind of record, each with its number."""
    today = timezone.localdate()
    for worklist in WORKLISTS[model]:
        count = worklist.narrow(model.objects.order_by(), today).count()
        label = f"{capfirst(model._meta.verbose_name_plural)} {worklist.label}"
        yield Figure(label, count, f"{address}?{urlencode({WAITING: worklist.code})}")


def figures(site, user) -> list[Figure]:
    """The figures for what this user may see."""
    found = []
    for model in (SourceDocument, Agreement, CoProduction, Event):
        options = model._meta
        if not any(
            user.has_perm(f"coop.{verb}_{options.model_name}") for verb in ("view", "change")
        ):
            continue
        address = reverse(f"{site.name}:coop_{options.model_name}_changelist")
        names = {"records": options.verbose_name_plural}
        if issubclass(model, Publishable):
            for state, label in (
                (State.DRAFT, _("%(records)s in draft")),
                (State.IN_REVIEW, _("%(records)s in review")),
            ):
                count = model.objects.filter(state=state).count()
                query = urlencode({"state__exact": state.value})
                found.append(Figure(label % names, count, f"{address}?{query}"))
        if model in CLAIMS_OF:
            count = without_evidence(model.objects.all()).count()
            label = _("%(records)s with a claim without evidence") % names
            found.append(Figure(label, count, f"{address}?evidence=missing"))
        found += _waiting(model, address)
    return found
