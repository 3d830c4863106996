"""Acts in, periods of status out. Pure: no table, no clock.

The rules follow the usual life of a treaty (Vienna Convention on the Law of Treaties,
arts. 11–18, 24, 54–59): signature, consent to be bound, entry into force, end. Between
the two bounds of an act's date the status before it and the one after it are both only
possible. An act whose date is in doubt (``?``, ``~``) has happened, but nobody knows on
which day: what it leads to holds today, and on every past day is only possible. An act
without any date says what holds today and nothing about past days.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from coop.vocabulary.acts import IN_FORCE, ActKind, Status

ONE_DAY = timedelta(days=1)
NEVER = date.max

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

# What is done once: two such acts by the same party are one act with conflicting dates.
DONE_ONCE = (
    *CONSENTS,
    ActKind.SIGNATURE,
    ActKind.DEFINITIVE_SIGNATURE,
    ActKind.PROVISIONAL_APPLICATION,
    ActKind.ENTRY_INTO_FORCE,
    ActKind.EXPIRY,
    ActKind.TERMINATION,
    ActKind.SUPERSESSION,
)

BEFORE_FORCE = (Status.NEGOTIATING, Status.SIGNED, Status.PROVISIONALLY_APPLIED)
CHANGED = (Status.AMENDED, Status.RENEWED, Status.SUSPENDED)
ENDED = (Status.EXPIRED, Status.TERMINATED, Status.SUPERSEDED)


@dataclass(frozen=True)
class ActOn:
    """One act as status sees it: its kind, its bounds, and whose it is (None: of all).

    ``is_sure`` is false when the date is in doubt.
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
    holds_in_past: bool = True


def periods(acts: Iterable[ActOn], parties: Sequence[int] = ()) -> list[Period]:
    """The periods of status that ``acts`` lead to.

    ``parties`` are the ids of those bound; with them, entry into force or an end for one
    party only is told from the same for all.
    """
    ordered = sorted(_reconciled(acts), key=_by_life)
    dated = sorted((act for act in ordered if act.is_dated), key=_by_date)
    undated = [act for act in ordered if not act.is_dated]

    life = _Life(parties)
    steps = [(status, act) for act in dated if (status := life.after(act))]
    last_rank = max((LIFE_ORDER.index(act.kind) for act in dated), default=-1)
    present = None
    for act in undated:
        if LIFE_ORDER.index(act.kind) >= last_rank:
            present = life.after(act) or present

    in_past = list(_stretches(_turns(steps, is_past=True, is_ended=present is not None)))
    if not steps and present is None:
        present = Status.UNKNOWN
    today = [Period(present)] if present else list(_stretches(_turns(steps, is_past=False)))
    return [
        *(replace(period, holds_today=period in today) for period in in_past),
        *(replace(period, holds_in_past=False) for period in today if period not in in_past),
    ]


def _reconciled(acts: Iterable[ActOn]) -> Iterator[ActOn]:
    """The acts, with conflicting claims about the same act made one with wider bounds."""
    claims = defaultdict(list)
    for act in acts:
        if act.kind in DONE_ONCE:
            claims[act.kind, act.by].append(act)
        else:
            yield act
    for (kind, by), same in claims.items():
        dated = [act for act in same if act.is_dated]
        if not dated:
            yield same[0]
            continue
        earliest = [act.earliest for act in dated if act.earliest]
        latest = [act.latest for act in dated if act.latest]
        yield ActOn(
            kind,
            min(earliest) if len(earliest) == len(dated) else None,
            max(latest) if len(latest) == len(dated) else None,
            all(act.is_sure for act in dated),
            by,
        )


def _by_life(act: ActOn):
    return LIFE_ORDER.index(act.kind), act.by or 0


def _by_date(act: ActOn):
    return act.earliest or act.latest, act.latest or NEVER, _by_life(act)


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
            is_early = self.status in (None, *BEFORE_FORCE)
            return Status.PROVISIONALLY_APPLIED if is_early else None
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
        else:
            self.bound.add(act.by)
            if self.status in CHANGED:
                return None
        return Status.IN_FORCE if self.bound >= self.parties else Status.IN_FORCE_FOR_SOME

    def _ended_for(self, act: ActOn):
        if act.by is None or len(self.parties) <= 2:
            return Status.TERMINATED
        self.parties.discard(act.by)
        self.bound.discard(act.by)
        return Status.IN_FORCE_FOR_SOME if self.status in IN_FORCE else None


@dataclass(frozen=True)
class _Turn:
    """The turn to a status: the first day on which it may hold, and on which it surely does."""

    status: str
    first: date
    sure: date


def _turns(steps, *, is_past: bool, is_ended: bool = False) -> list[_Turn]:
    """When each status begins, as seen from today, or as it is known of past days.

    ``is_ended``: something on a day that nobody states has ended the last status.
    """
    turns: list[_Turn] = []
    # A change of what is in force that may still come keeps the next one from being sure.
    pending = date.min
    for status, act in steps:
        first = act.earliest or (turns[-1].first if turns else act.latest)
        is_open = act.latest is None or (is_past and not act.is_sure)
        sure = max(NEVER if is_open else act.latest, pending)
        turns.append(_Turn(status, first, sure))
        if status not in BEFORE_FORCE:
            pending = sure
    if is_ended and turns:
        turns.append(_Turn("", turns[-1].first, NEVER))
    return turns


def _stretches(turns: list[_Turn]) -> Iterator[Period]:
    """Each status's possible beginning, certain middle and possible end, where they exist."""
    for position, turn in enumerate(turns):
        following = turns[position + 1 :]
        may_end = min((later.first for later in following), default=NEVER)
        has_ended = min((later.sure for later in following), default=NEVER)
        if turn.sure < may_end:
            stretches = [
                (turn.first, turn.sure, False),
                (turn.sure, may_end, True),
                (may_end, has_ended, False),
            ]
        else:
            stretches = [(turn.first, has_ended, False)]
        for begin, end, is_certain in stretches:
            if begin < end and turn.status:
                yield Period(
                    turn.status, begin, None if end == NEVER else end - ONE_DAY, is_certain
                )
