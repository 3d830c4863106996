"""What the card of an agreement prints, read for a page of them at once."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db import DEFAULT_DB_ALIAS
from django.db.models import QuerySet

from coop.models import Act, Agreement, Participation, Party, Place, StatusPeriod
from coop.querysets.prepared import ANY_DAY, PreparedValues
from coop.views.lists import PAGE_SIZE
from coop.views.stories import SIGNATURES
from coop.vocabulary.acts import Status
from coop.vocabulary.records import Basis

NAMES_KEPT = 5_000

Named = TypeVar("Named", Party, Place)


@dataclass(frozen=True, slots=True)
class Bound:
    """A party that is bound, or only possibly."""

    party: Party
    is_possible: bool


@dataclass(slots=True)
class AgreementCard:
    """An agreement, its place, the days it was signed, who is bound, how it stands today."""

    agreement: Agreement
    place: Place | None
    signed: list[str]
    bound: list[Bound]
    statuses: list[Status]


PRINTED = frozenset(
    (
        *("id", "key", "slug", "title", "is_title_supplied", "original_language"),
        *("kind", "place_id", "basis"),
    )
)
FIELDS = [one.attname for one in Agreement._meta.concrete_fields if one.attname in PRINTED]
"""The fields of an agreement that its card prints, in the order in which Django takes them."""

TOTALS = ("provision_count", "film_count")

AGREEMENTS = PreparedValues(
    lambda ids: (
        Agreement.objects.published()
        .filter(pk__in=ids)
        .with_totals()
        .order_by()
        .values_list(*FIELDS, *TOTALS)
    ),
    size=PAGE_SIZE,
)
SIGNED = PreparedValues(
    lambda ids: Act.objects.filter(agreement__in=ids, kind__in=SIGNATURES).values_list(
        "agreement", "done_on"
    ),
    size=PAGE_SIZE,
)
STANDING = PreparedValues(
    lambda ids, today: (
        StatusPeriod.objects.on(today, today)
        .filter(agreement__in=ids)
        .order_by("starts_on", "id")
        .values_list("agreement", "status")
    ),
    ANY_DAY,
    size=PAGE_SIZE,
)
PARTIES = PreparedValues(
    lambda ids: (
        Participation.objects.as_party()
        .filter(agreement__in=ids)
        .values_list("agreement", "party", "basis")
    ),
    size=PAGE_SIZE,
)


class Known:
    """Parties and places that pages have named: a page names the same as the page before."""

    def __init__(self):
        self._parties: dict[int, Party] = {}
        self._places: dict[int, Place] = {}

    def parties(self, wanted: set[int]) -> dict[int, Party]:
        """These parties, with their countries."""
        return _known(self._parties, wanted, Party.objects.select_related("country"))

    def places(self, wanted: set[int]) -> dict[int, Place]:
        """These places."""
        return _known(self._places, wanted, Place.objects.all())


def agreement_cards(ids: Sequence[int], today: date, known: Known) -> list[AgreementCard]:
    """The cards of those of these agreements that are public; at most a page of them.

    Parts are read as values, for to make records of them takes Django longer than all else.
    """
    found = [_agreement(row) for row in AGREEMENTS.rows(ids)]
    signed, statuses, rows = defaultdict(list), defaultdict(list), PARTIES.rows(ids)
    for agreement, done_on in SIGNED.rows(ids):
        signed[agreement].append(done_on)
    for agreement, status in STANDING.rows(ids, today):
        statuses[agreement].append(Status(status))
    parties = known.parties({party for _agreement, party, _basis in rows})
    places = known.places({one.place_id for one in found if one.place_id})
    bound = defaultdict(list)
    for agreement, party, basis in rows:
        # One that went up in another a moment ago is there no more.
        if party in parties:
            bound[agreement].append(Bound(parties[party], basis == Basis.AMBIGUOUS))
    return [
        AgreementCard(
            one, places.get(one.place_id), signed[one.pk], bound[one.pk], statuses[one.pk]
        )
        for one in found
    ]


def _agreement(row: tuple) -> Agreement:
    """An agreement with what its card prints, and no more."""
    agreement = Agreement.from_db(DEFAULT_DB_ALIAS, FIELDS, row[: len(FIELDS)])
    for name, number in zip(TOTALS, row[len(FIELDS) :], strict=True):
        setattr(agreement, name, number)
    return agreement


def _known(known: dict[int, Named], wanted: set[int], records: QuerySet) -> dict[int, Named]:
    """These records; those that are not known are read, and known from then on."""
    found = {pk: record for pk in wanted if (record := known.get(pk)) is not None}
    if missing := wanted - found.keys():
        read = records.filter(pk__in=missing).order_by().in_bulk()
        if len(known) + len(read) > NAMES_KEPT:
            known.clear()
        known.update(read)
        found.update(read)
    return found
