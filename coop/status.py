"""Acts in, periods of status out. Pure: no table, no clock.

The rules follow the usual life of a treaty (Vienna Convention on the Law of Treaties,
arts. 11–18, 24, 54–59): signature, consent to be bound, entry into force, end. An act
whose date has bounds apart makes its status only *possible* between them; an act whose
date is qualified (``?``, ``~``) makes it possible from its first day on. An act without
any date says what holds today and nothing about past days.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from coop.vocabulary.acts import IN_FORCE, ActKind, Status

ONE_DAY = timedelta(days=1)

LIFE_ORDER = (
    ActKind.NEGOTIATION,
    ActKind.SIGNATURE,
    ActKind.DEFINITIVE_SIGNATURE,
    ActKind.RATIFICATION,
    ActKind.ACCEPTANCE,
    ActKind.APPROVAL,
    ActKind.ACCESSION,
    ActKind.SUCCESSION,
    ActKind.DECLARATION,
    ActKind.RESERVATION,
    ActKind.PROVISIONAL_APPLICATION,
    ActKind.ENTRY_INTO_FORCE,
    ActKind.AMENDMENT,
    ActKind.RENEWAL,
    ActKind.SUSPENSION,
    ActKind.WITHDRAWAL,
    ActKind.DENUNCIATION,
    ActKind.EXPIRY,
    ActKind.TERMINATION,
    ActKind.SUPERSESSION,
)

CONSENTS = (
    ActKind.RATIFICATION,
    ActKind.ACCEPTANCE,
    ActKind.APPROVAL,
    ActKind.ACCESSION,
    ActKind.SUCCESSION,
)

ENDED = (Status.EXPIRED, Status.TERMINATED, Status.SUPERSEDED)


@dataclass(frozen=True)
class ActOn:
    """One act as status sees it: its kind, its bounds, and whose it is (None: of all).

    ``is_sure`` is false when the date is qualified or open at an end.
    """

    kind: str
    earliest: date | None = None
    latest: date | None = None
    is_sure: bool = True
    by: int | None = None

    @property
    def is_dated(self) -> bool:
        return self.earliest is not None or self.latest is not None


@dataclass(frozen=True)
class Period:
    """A stretch of days with a status; days inclusive; see ``StatusPeriod``."""

    status: str
    starts_on: date | None = None
    ends_on: date | None = None
    is_certain: bool = True
    holds_today: bool = True


def periods(acts: Iterable[ActOn], parties: Sequence[int] = ()) -> list[Period]:
    """The periods of status that ``acts`` lead to.

    ``parties`` are the ids of those bound; with them, entry into force or an end for one
    party only is told from the same for all.
    """
    ordered = sorted(acts, key=_by_life)
    dated = sorted((act for act in ordered if act.is_dated), key=_by_date)
    undated = [act for act in ordered if not act.is_dated]

    life = _Life(parties)
    steps: list[tuple[Status, ActOn]] = []
    for act in dated:
        status = life.after(act)
        if status is not None:
            steps.append((status, act))
    last_rank = max((LIFE_ORDER.index(act.kind) for act in dated), default=-1)

    present = None
    for act in undated:
        if LIFE_ORDER.index(act.kind) >= last_rank:
            present = life.after(act) or present

    found = _dated_periods(steps, is_ended_undated=present is not None)
    if present is not None:
        found.append(Period(present))
    return found or [Period(Status.UNKNOWN)]


def _by_life(act: ActOn) -> int:
    return LIFE_ORDER.index(act.kind)


def _by_date(act: ActOn):
    return (act.earliest or act.latest, act.latest or date.max, LIFE_ORDER.index(act.kind))


class _Life:
    """Walks through acts and says which status each leads to, None for no change."""

    def __init__(self, parties):
        self.parties = set(parties)
        self.bound: set[int] = set()
        self.status: str | None = None

    def after(self, act: ActOn):
        new = self._status_after(act)
        if new is None or new == self.status:
            return None
        self.status = new
        return new

    def _status_after(self, act: ActOn):
        kind = act.kind
        if self.status in ENDED:
            return None
        if kind == ActKind.NEGOTIATION:
            return Status.NEGOTIATING if self.status is None else None
        if kind in (ActKind.SIGNATURE, ActKind.DEFINITIVE_SIGNATURE):
            return Status.SIGNED if self.status in (None, Status.NEGOTIATING) else None
        if kind in CONSENTS:
            return Status.SIGNED if self.status is None else None
        if kind == ActKind.PROVISIONAL_APPLICATION:
            return None if self.status in IN_FORCE else Status.PROVISIONALLY_APPLIED
        if kind == ActKind.ENTRY_INTO_FORCE:
            return self._in_force(act)
        if kind == ActKind.AMENDMENT:
            return Status.AMENDED if self.status in IN_FORCE else None
        if kind == ActKind.RENEWAL:
            is_live = self.status in (*IN_FORCE, Status.SUSPENDED)
            return Status.RENEWED if is_live else None
        if kind == ActKind.SUSPENSION:
            return Status.SUSPENDED
        if kind in (ActKind.DENUNCIATION, ActKind.WITHDRAWAL, ActKind.TERMINATION):
            return self._ended_for(act)
        if kind == ActKind.EXPIRY:
            return Status.EXPIRED
        if kind == ActKind.SUPERSESSION:
            return Status.SUPERSEDED
        return None

    def _in_force(self, act: ActOn):
        if act.by is None:
            self.bound = set(self.parties)
            return Status.IN_FORCE
        self.bound.add(act.by)
        return Status.IN_FORCE if self.bound >= self.parties else Status.IN_FORCE_FOR_SOME

    def _ended_for(self, act: ActOn):
        if act.by is None or len(self.parties) <= 2:
            return Status.TERMINATED
        remaining = (self.bound or self.parties) - {act.by}
        self.bound = remaining
        self.parties = self.parties - {act.by}
        if len(remaining) < 2:
            return Status.TERMINATED
        return Status.IN_FORCE_FOR_SOME if self.status in IN_FORCE else None


def _dated_periods(steps, *, is_ended_undated: bool) -> list[Period]:
    found = []
    for position, (status, act) in enumerate(steps):
        following = steps[position + 1][1] if position + 1 < len(steps) else None
        holds = following is not None or not is_ended_undated
        sure_from = act.latest if act.is_sure else None
        possible_from = act.earliest or act.latest
        if following is None:
            certain_until = possible_until = None
        else:
            first_next = following.earliest or following.latest
            certain_until = first_next - ONE_DAY
            last_next = (following.latest or first_next) - ONE_DAY
            possible_until = max(certain_until, last_next)
        found += _stretches(
            status,
            possible_from,
            sure_from,
            certain_until,
            possible_until,
            is_open=following is None,
            is_ended_undated=is_ended_undated,
            holds=holds,
        )
    return found


def _stretches(
    status,
    possible_from,
    sure_from,
    certain_until,
    possible_until,
    *,
    is_open,
    is_ended_undated,
    holds,
):
    """A status's possible beginning, certain middle and possible end, where they exist."""
    certain_from = sure_from
    if is_open and is_ended_undated:
        certain_from = None
    is_middle = certain_from is not None and (
        certain_until is None or certain_from <= certain_until
    )
    if not is_middle:
        if possible_until is None or possible_from <= possible_until:
            yield Period(status, possible_from, possible_until, False, holds)
        return
    if possible_from < certain_from:
        yield Period(status, possible_from, certain_from - ONE_DAY, False, holds)
    yield Period(status, certain_from, certain_until, True, holds)
    if possible_until is not None and possible_until > certain_until:
        yield Period(status, certain_until + ONE_DAY, possible_until, False, holds)
