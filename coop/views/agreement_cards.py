"""What the card of an agreement prints, read for a page of them at once."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from coop.models import Act, Agreement, Participation, Party, StatusPeriod
from coop.views.stories import SIGNATURES
from coop.vocabulary.acts import Status
from coop.vocabulary.records import Basis

PARTIES_KEPT = 2_000


@dataclass(frozen=True, slots=True)
class Bound:
    """A party that is bound, or only possibly."""

    party: Party
    is_possible: bool


@dataclass(slots=True)
class AgreementCard:
    """An agreement, the dates of its signatures, who is bound, and how it stands today."""

    agreement: Agreement
    signed: list[str]
    bound: list[Bound]
    statuses: list[Status]


def agreement_cards(
    agreements: QuerySet, today: date, parties: dict[int, Party]
) -> list[AgreementCard]:
    """The cards of agreements, in their order.

    ``parties`` are those known already, by id: a page names the same as the page before. Those
    that are missing are read, and put there. Parts are read as values, for to make records of
    them takes Django longer than all else.
    """
    found = list(agreements.with_totals().select_related("place").defer("summary", "note"))
    ids = [agreement.pk for agreement in found]
    signed, statuses = defaultdict(list), defaultdict(list)
    acts = Act.objects.filter(agreement__in=ids, kind__in=SIGNATURES)
    for agreement, done_on in acts.values_list("agreement", "done_on"):
        signed[agreement].append(done_on)
    periods = StatusPeriod.objects.on(today, today).filter(agreement__in=ids)
    for agreement, status in periods.order_by("starts_on", "id").values_list("agreement", "status"):
        statuses[agreement].append(Status(status))
    participations = Participation.objects.as_party().filter(agreement__in=ids)
    rows = list(participations.values_list("agreement", "party", "basis"))
    named = _named(parties, {party for _agreement, party, _basis in rows})
    bound = defaultdict(list)
    for agreement, party, basis in rows:
        bound[agreement].append(Bound(named[party], basis == Basis.AMBIGUOUS))
    return [AgreementCard(one, signed[one.pk], bound[one.pk], statuses[one.pk]) for one in found]


def _named(parties: dict[int, Party], wanted: set[int]) -> dict[int, Party]:
    """These parties; those that are not known are read, and known from then on."""
    found = {pk: party for pk in wanted if (party := parties.get(pk)) is not None}
    if missing := wanted - found.keys():
        read = Party.objects.filter(pk__in=missing).select_related("country").in_bulk()
        if len(parties) + len(read) > PARTIES_KEPT:
            parties.clear()
        parties.update(read)
        found.update(read)
    return found
