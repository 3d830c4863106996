"""What is indexed of agreements and packages."""

from collections.abc import Iterator, Sequence

from django.db.models import Max, Min, QuerySet

from coop.dates.ranges import WITHOUT_DOUBT, stated
from coop.facets.claims import lookups_of
from coop.facets.kinds import Kind, by_name, dated, own, some
from coop.facets.orders import Key, ReadKeys
from coop.facets.rows import CHUNK, Rows, codes
from coop.facets.spans import Span, span
from coop.models import Act, Agreement, Citation, Participation, Provision, StatusPeriod
from coop.querysets.agreements import SIGNATURES
from coop.querysets.bulk import among

SIGNED, SIGNED_SURELY = "signed", "signed-surely"
"""Codes of spans: every dated signature, and those whose date is without doubt."""


def participations() -> QuerySet:
    """Firm participations of those who are bound."""
    return Participation.objects.as_party().firm()


def provisions() -> QuerySet:
    """Firm provisions."""
    return Provision.objects.firm()


def _cited() -> QuerySet:
    return Citation.objects.public().exclude(source__language="")


def _newest_or_oldest(*, newest: bool) -> ReadKeys:
    bound = Max("done_on_latest") if newest else Min("done_on_earliest")

    def read(ids: Sequence[int] | None) -> Iterator[Key]:
        signatures = _of(Act.objects.filter(kind__in=SIGNATURES), ids).values("agreement")
        days = dict(signatures.annotate(bound=bound).values_list("agreement", "bound"))
        names = some(Agreement._base_manager.all(), ids).values_list("pk", "sort_key")
        for pk, name in names.iterator():
            yield (*dated(days.get(pk), newest=newest), name, pk)

    return read


def _of(rows: QuerySet, ids: Sequence[int] | None) -> QuerySet:
    """The rows of these agreements, or with None of all."""
    return (rows if ids is None else rows.filter(**among("agreement", ids))).order_by()


def signatures(ids: Sequence[int] | None) -> Iterator[tuple[int, Span]]:
    """The days between which each signature fell; once more where its date is without doubt."""
    dated_acts = Act.objects.filter(stated("done_on"), kind__in=SIGNATURES)
    for code, acts in (
        (SIGNED, dated_acts),
        (SIGNED_SURELY, dated_acts.filter(done_on__regex=WITHOUT_DOUBT)),
    ):
        rows = _of(acts, ids).values_list("agreement", "done_on_earliest", "done_on_latest")
        for agreement, earliest, latest in rows.iterator(chunk_size=CHUNK):
            yield agreement, span(code, earliest, latest)


def standing(status: str, *, is_certain: bool) -> str:
    """The code of the spans of a status."""
    return f"{status}/{'certainly' if is_certain else 'possibly'}"


def standing_today(ids: Sequence[int] | None) -> Iterator[tuple[int, Span]]:
    """Periods of status that say how an agreement stands today and on days to come."""
    return _periods(StatusPeriod.objects.filter(holds_today=True), ids)


def stood_in_past(ids: Sequence[int] | None) -> Iterator[tuple[int, Span]]:
    """Periods of status that say how an agreement stood on days gone by."""
    past = StatusPeriod.objects.filter(holds_in_past=True, starts_on__isnull=False)
    return _periods(past, ids)


def _periods(periods: QuerySet, ids: Sequence[int] | None) -> Iterator[tuple[int, Span]]:
    rows = _of(periods, ids).values_list(
        "agreement", "status", "is_certain", "starts_on", "ends_on"
    )
    for agreement, status, is_certain, starts_on, ends_on in rows.iterator(chunk_size=CHUNK):
        # What began on no known day holds today, whatever ends it.
        ends_on = ends_on if starts_on else None
        yield agreement, span(standing(status, is_certain=is_certain), starts_on, ends_on)


SOURCE = {"source": ("state",)}

KIND = Kind(
    model=Agreement,
    everything=Agreement.objects.published,
    columns={
        "country": (Rows(participations, "agreement", ("party__country__code",)),),
        "party": (Rows(participations, "agreement", ("party__key",)),),
        "topic": (Rows(provisions, "agreement", ("topic__code", "topic__parent__code")),),
        "form": (Rows(provisions, "agreement", ("forms",), spell=codes),),
        "length": (Rows(provisions, "agreement", ("lengths",), spell=codes),),
        "kind": (own(Agreement.objects.published, "kind"),),
        "binding": (own(Agreement.objects.published, "bindingness"),),
        "framework": (
            Rows(
                Agreement.frameworks.through.objects.all,
                "agreement",
                ("party__key",),
                owners=("agreement",),
            ),
        ),
        "source_language": tuple(
            Rows(_cited, lookup, ("source__language",), owners=(lookup,), reads=SOURCE)
            for lookup in lookups_of(Agreement)
        ),
    },
    orders={
        "newest": _newest_or_oldest(newest=True),
        "oldest": _newest_or_oldest(newest=False),
        "title": by_name(Agreement),
    },
    spans={"signed": signatures, "today": standing_today, "past": stood_in_past},
)
