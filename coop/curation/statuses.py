"""Keeps the periods of status in step with the acts."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import fields
from datetime import date

from coop import status
from coop.dates.edtf import parse
from coop.models import Act, Agreement, Participation, StatusPeriod
from coop.querysets.bulk import Ids, among, batches, ids_of, insert_rows

PERIOD = tuple(field.name for field in fields(status.Period))
"""What a period says, by the names that it has in both places."""


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
    ids = list(ids_of(Agreement.objects.filter(**among("pk", wanted))))
    acts = defaultdict(list)
    for act in _followed(Act.objects.filter(**among("agreement", ids)).firm()):
        acts[act.agreement_id].append(act_on(act))
    parties = defaultdict(list)
    rows = Participation.objects.filter(**among("agreement", ids)).as_party().firm()
    for agreement, participation in rows.values_list("agreement_id", "pk"):
        parties[agreement].append(participation)
    stored = defaultdict(list)
    kept = StatusPeriod.objects.filter(**among("agreement", ids)).order_by("id")
    for agreement, *values in kept.values_list("agreement_id", *PERIOD):
        stored[agreement].append(status.Period(*values))
    worked_out = {pk: status.periods(acts[pk], parties[pk]) for pk in ids}
    changed = [pk for pk in ids if worked_out[pk] != stored[pk]]
    StatusPeriod.objects.filter(**among("agreement", changed)).delete()
    insert_rows(
        StatusPeriod,
        ("agreement", *PERIOD),
        ((pk, *_stored(period)) for pk in changed for period in worked_out[pk]),
    )


def _stored(period: status.Period) -> list:
    """The values of a period as both engines take them."""
    values = [getattr(period, name) for name in PERIOD]
    return [value.isoformat() if isinstance(value, date) else value for value in values]
