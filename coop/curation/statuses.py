"""Keeps the periods of status in step with the acts."""

from collections import defaultdict
from collections.abc import Iterable

from coop import status
from coop.dates.edtf import parse
from coop.models import Act, Agreement, Participation, StatusPeriod
from coop.querysets.bulk import Ids, among, batches, ids_of


def refresh(ids: Iterable[int]):
    """Work out the periods of these agreements and write those that differ."""
    for batch in batches(Ids(ids)):
        _refresh(batch)


def refresh_all():
    """Work out the periods of every agreement."""
    refresh(ids_of(Agreement.objects.all()))


def act_on(act: Act) -> status.ActOn:
    """An act as status sees it: when it takes effect, else when it was done."""
    text = act.effective_on or act.done_on
    if not text:
        return status.ActOn(act.kind, by=act.participation_id)
    when = parse(text)
    return status.ActOn(
        act.kind, when.earliest, when.latest, not when.is_qualified, act.participation_id
    )


def _followed(acts: Iterable[Act]) -> list[Act]:
    """The acts without those beside which another claim of the same act is preferred."""
    claims = defaultdict(list)
    for act in acts:
        which = None if act.kind in status.DONE_ONCE else act.pk
        claims[act.agreement_id, act.kind, act.participation_id, which].append(act)
    return [
        act
        for same in claims.values()
        for act in ([claim for claim in same if claim.is_preferred] or same)
    ]


def _refresh(wanted: list[int]):
    ids = list(
        Agreement.objects.filter(**among("pk", wanted)).order_by().values_list("pk", flat=True)
    )
    acts = defaultdict(list)
    for act in _followed(Act.objects.filter(**among("agreement", ids)).firm()):
        acts[act.agreement_id].append(act_on(act))
    parties = defaultdict(list)
    rows = Participation.objects.filter(**among("agreement", ids)).as_party().firm()
    for agreement, participation in rows.values_list("agreement_id", "pk"):
        parties[agreement].append(participation)
    stored = defaultdict(list)
    for period in StatusPeriod.objects.filter(**among("agreement", ids)).order_by("id"):
        stored[period.agreement_id].append(
            status.Period(
                period.status,
                period.starts_on,
                period.ends_on,
                period.is_certain,
                period.holds_today,
                period.holds_in_past,
            )
        )
    worked_out = {pk: status.periods(acts[pk], parties[pk]) for pk in ids}
    changed = [pk for pk in ids if worked_out[pk] != stored[pk]]
    StatusPeriod.objects.filter(**among("agreement", changed)).delete()
    StatusPeriod.objects.bulk_create(
        StatusPeriod(
            agreement_id=pk,
            status=period.status,
            starts_on=period.starts_on,
            ends_on=period.ends_on,
            is_certain=period.is_certain,
            holds_today=period.holds_today,
            holds_in_past=period.holds_in_past,
        )
        for pk in changed
        for period in worked_out[pk]
    )
