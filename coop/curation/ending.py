"""When agreements end, and by when notice has to be given, from what they say themselves.

The term runs from entry into force, or from the last renewal. Where an agreement is
prolonged unless notice is given, its end is that of the stretch at work. A date in doubt
counts from its earliest day: better to be reminded too early.
"""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from coop.models import Act, Rule, StatusPeriod
from coop.vocabulary.acts import IN_FORCE, ActKind
from coop.vocabulary.provisions import RuleKind, Unit

NEAR = timedelta(days=365)
STRETCHES = 400
"""Prolongations that are counted through; no agreement is older."""

TIMED = (RuleKind.TERM, RuleKind.RENEWAL, RuleKind.NOTICE)
BEGINNINGS = (ActKind.ENTRY_INTO_FORCE, ActKind.RENEWAL)


@dataclass(frozen=True)
class Ending:
    """``ends_on`` is the last day of the term; ``notice_by``, the last for notice, if stated.

    ``is_prolonged``: it goes on for another stretch unless notice is given.
    """

    ends_on: date
    notice_by: date | None = None
    is_prolonged: bool = False

    def is_near(self, today: date, within: timedelta = NEAR) -> bool:
        """Whether there is something to do within that time: the end, or the day for notice.

        An end that has gone by is near, for the agreement stands as in force all the same.
        """
        days = [self.ends_on, *([self.notice_by] if self.notice_by else [])]
        return any(day <= today + within for day in days if day >= today) or self.ends_on < today


@dataclass(frozen=True)
class Span:
    """A length of time as a rule has it: a number of days, months or years."""

    number: Decimal
    unit: str

    def after(self, day: date, times: int = 1) -> date:
        """The day so much later; the last of its month where it has no such day."""
        if self.unit == Unit.DAYS:
            return day + timedelta(days=int(self.number * times))
        months = int(self.number * times * (12 if self.unit == Unit.YEARS else 1))
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))

    def before(self, day: date) -> date:
        return self.after(day, -1)


def ending(begun: date, spans: Mapping[str, Span], today: date) -> Ending | None:
    """How an agreement that began on a day ends, by the spans of its rules; None: not stated."""
    term, renewal, notice = (spans.get(kind) for kind in TIMED)
    if term is None:
        return None
    try:
        ends_on = term.after(begun) - timedelta(days=1)
        if renewal is not None and renewal.number > 0:
            for times in range(1, STRETCHES):
                if ends_on >= today:
                    break
                ends_on = renewal.after(term.after(begun), times) - timedelta(days=1)
        return Ending(ends_on, notice.before(ends_on) if notice else None, renewal is not None)
    except (OverflowError, ValueError):
        # Ten thousand years from now nobody has to be reminded of.
        return None


def endings(today: date, agreements: Iterable[int] | None = None) -> dict[int, Ending]:
    """How agreements end that stand as in force today, by their ids; those that say it."""
    rules = Rule.objects.filter(kind__in=TIMED).order_by()
    if agreements is not None:
        rules = rules.filter(provision__agreement__in=list(agreements))
    spans: dict[int, dict[str, Span]] = defaultdict(dict)
    for agreement, kind, least, most, unit in rules.values_list(
        "provision__agreement", "kind", "minimum", "maximum", "unit"
    ):
        number = most if most is not None else least
        if number is not None:
            spans[agreement][kind] = Span(number, unit)
    with_term = [agreement for agreement, said in spans.items() if RuleKind.TERM in said]
    begun = _beginnings(with_term, today)
    found = {}
    for agreement in with_term:
        if (day := begun.get(agreement)) and (one := ending(day, spans[agreement], today)):
            found[agreement] = one
    return found


def _beginnings(agreements: list[int], today: date) -> dict[int, date]:
    """The day from which the term runs of those agreements that stand as in force."""
    standing = StatusPeriod.objects.on(today, today).filter(status__in=IN_FORCE)
    acts = Act.objects.filter(
        kind__in=BEGINNINGS,
        participation=None,
        agreement__in=standing.filter(agreement__in=agreements).values("agreement"),
    )
    found: dict[int, date] = {}
    for agreement, effective, done in acts.order_by().values_list(
        "agreement", "effective_on_earliest", "done_on_earliest"
    ):
        day = effective or done
        if day and day <= today:
            found[agreement] = max(found.get(agreement, day), day)
    return found
