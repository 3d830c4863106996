"""What refers to a record: short lists that several pages print."""

from django.db.models import F, Prefetch, QuerySet

from coop.models import Act, Agreement, Event, Screening, Signature
from coop.vocabulary.acts import ActKind
from coop.vocabulary.records import State

AT_MOST = 50
"""A page prints so many of a kind; the filtered list has them all."""

SIGNATURES = (ActKind.SIGNATURE, ActKind.DEFINITIVE_SIGNATURE)


class Short(list):
    """The first of many records, with the number of all."""

    def __init__(self, records: QuerySet):
        super().__init__(records[: AT_MOST + 1])
        self.total = len(self)
        if self.total > AT_MOST:
            self.pop()
            self.total = records.count()

    @property
    def is_cut(self) -> bool:
        return self.total > len(self)


def newest_first(agreements: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """Published agreements with their signing and parties, the undated last."""
    return (
        agreements.published()
        .with_signed_bounds()
        .with_participations()
        .prefetch_related(Prefetch("acts", Act.objects.filter(kind__in=SIGNATURES)))
        .order_by(F("signed_latest").desc(nulls_last=True), "sort_key", "pk")
    )


def events_in_order(events: QuerySet[Event]) -> QuerySet[Event]:
    """Public events with their places, the newest first and the undated last."""
    found = events.public().with_place()
    return found.order_by(F("held_on_latest").desc(nulls_last=True), "sort_key", "pk")


def screenings_in_order(screenings: QuerySet[Screening]) -> QuerySet[Screening]:
    """Screenings of published films, with what their line prints."""
    found = screenings.filter(coproduction__state=State.PUBLISHED)
    return found.select_related("coproduction", "event", "place__country").order_by(
        F("held_on_latest").desc(nulls_last=True), "coproduction__sort_key", "pk"
    )


def signed(signatures: QuerySet[Signature]) -> QuerySet[Signature]:
    """Signatures under published agreements, with what their line prints, the newest first."""
    found = signatures.filter(participation__agreement__state=State.PUBLISHED)
    return (
        found.select_related(
            "person",
            "office_at__country",
            "participation__agreement",
            "participation__party__country",
        )
        .prefetch_related(
            Prefetch("participation__agreement__acts", Act.objects.filter(kind__in=SIGNATURES))
        )
        .order_by("participation__agreement__sort_key", "order", "pk")
    )
