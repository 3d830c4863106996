"""What a list must answer, asked of the database by plain querysets, one value at a time.

Written from what the parameters mean, and beside `coop.facets`, of which nothing is used.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from coop.dates.ranges import overlapping, stated

Values = Mapping[str, Any]
"""The valid values of a question by parameter: lists of codes, or days."""


@dataclass(frozen=True)
class Asked:
    """One repeatable parameter: its possible values, and what a record with one satisfies.

    ``is_every``: chosen together, all must hold; ``mode`` names a parameter that says
    ``any`` instead. ``depends`` names the parameter that a value's meaning depends on.
    ``is_offered`` is whether the panel shows values that nobody has chosen.
    """

    values: Callable[[], Iterable[str]]
    condition: Callable[[str, Values, date], Q]
    is_every: bool = False
    mode: str = ""
    depends: str = ""
    is_offered: bool = True

    def must_all_hold(self, values: Values) -> bool:
        return self.is_every and "any" not in values.get(self.mode, ())


@dataclass
class Oracle:
    """What one list must answer.

    ``everything`` is what the public sees. ``narrow`` applies what is no choice of values:
    ranges of days, modes. ``modes`` are words that change how others are read, each with
    the values under which it is offered. ``sorts`` make the key by which Python sorts.
    """

    everything: QuerySet
    asked: dict[str, Asked]
    sorts: dict[str, Callable[[Model], tuple]]
    narrow: Callable[[QuerySet, Values, date], QuerySet] = lambda rows, values, today: rows
    modes: dict[str, tuple[str, Callable[[Values], bool]]] = field(default_factory=dict)
    limits: tuple[str, ...] = ()
    dated: Q | None = None
    """What a record with a date satisfies, where there is a range of dates."""
    kept: dict = field(default_factory=dict)

    def found(self, values: Values, today: date) -> set[int]:
        """The records that the values leave, by one query."""
        rows = self.everything
        for name, asked in self.asked.items():
            chosen = values.get(name) or ()
            conditions = [asked.condition(value, values, today) for value in chosen]
            if asked.must_all_hold(values):
                for condition in conditions:
                    rows = rows.filter(condition)
            elif conditions:
                either = Q()
                for condition in conditions:
                    either |= condition
                rows = rows.filter(either)
        rows = self.narrow(rows, values, today)
        return set(rows.order_by().values_list("pk", flat=True))

    def having(self, name: str, value: str, values: Values, today: date) -> frozenset[int]:
        """The records with a value of a parameter; asked once, for the registry stays."""
        asked = self.asked[name]
        mark = (name, value, today, tuple(values.get(asked.depends) or ()))
        if mark not in self.kept:
            rows = self.everything.filter(asked.condition(value, values, today))
            self.kept[mark] = frozenset(rows.order_by().values_list("pk", flat=True))
        return self.kept[mark]

    def counts(self, name: str, values: Values, today: date) -> dict[str, int]:
        """For each value of a parameter, how many records it would leave."""
        asked = self.asked[name]
        chosen = values.get(name) or []
        is_every = asked.must_all_hold(values)
        found = self.found(values if is_every else {**values, name: []}, today)
        numbers = {
            value: len(found & self.having(name, value, values, today))
            for value in (self.values_of(name) if asked.is_offered else chosen)
        }
        return {value: number for value, number in numbers.items() if number or value in chosen}

    def values_of(self, name: str) -> list[str]:
        if ("values", name) not in self.kept:
            self.kept["values", name] = sorted(set(self.asked[name].values()))
        return self.kept["values", name]

    def in_order(self, found: Iterable[int], sort: str) -> list[int]:
        """These records in an order, sorted by Python."""
        keys = self.kept.setdefault(("keys", sort), {})
        if not keys:
            key = self.sorts[sort]
            keys.update({record.pk: (*key(record), record.pk) for record in self.records})
        return sorted(found, key=keys.__getitem__)

    @cached_property
    def records(self) -> Sequence[Model]:
        return list(self.everything)

    def undated(self, values: Values, today: date) -> int:
        """How many records without a date a range leaves out."""
        everywhen = {name: value for name, value in values.items() if name not in self.limits}
        found = self.found(everywhen, today)
        return self.everything.filter(pk__in=found).exclude(self.dated).count()


# ---- Conditions that many lists have ----


def has(parts: Callable[[], QuerySet], *paths: str, **conditions) -> Q:
    """One of the parts leads to the record along one of the paths."""
    either = Q()
    for path in paths:
        rows = parts().filter(**{path: OuterRef("pk")}, **conditions).order_by()
        either |= Q(Exists(rows))
    return either


def own(field_name: str, values: Iterable[str], **options) -> Asked:
    """A value in a column of the record, or behind a foreign key."""
    return Asked(lambda: values, lambda value, *_: Q(**{field_name: value}), **options)


def codes(field_name: str, values: Iterable[str], **options) -> Asked:
    """A code among those of the record's own column of codes."""
    return Asked(lambda: values, lambda value, *_: Q(**contains(field_name, value)), **options)


def contains(field_name: str, code: str) -> dict[str, str]:
    return {f"{field_name}__contains": f",{code},"}


def of_parts(parts, root: str, path: str, values, **options) -> Asked:
    """A value of a part."""
    return Asked(values, lambda value, *_: has(parts, root, **{path: value}), **options)


def uses(**conditions: Callable[[], Q]) -> Asked:
    """What a record is used for: words, each with its condition; all must hold."""
    words = {word.replace("_", "-"): condition for word, condition in conditions.items()}
    return Asked(lambda: words, lambda value, *_: words[value](), is_every=True)


def column(rows: Callable[[], QuerySet], name: str) -> Callable[[], list[str]]:
    """The values of a column."""
    return lambda: list(rows().order_by().values_list(name, flat=True).distinct())


def in_range(field_name: str, name: str):
    """Narrows to the dates of a range that is asked for as ``<name>_from`` and ``<name>_to``."""

    def narrow(rows, values, today):
        first, last = values.get(f"{name}_from"), values.get(f"{name}_to")
        return rows.filter(overlapping(field_name, first, last)) if first or last else rows

    return {
        "narrow": narrow,
        "limits": (f"{name}_from", f"{name}_to"),
        "dated": stated(field_name),
    }


# ---- Orders ----


def by_title(record) -> tuple:
    return (record.sort_key,)


def by_day(name: str, *, newest: bool) -> Callable[[Model], tuple]:
    bound = f"{name}_latest" if newest else f"{name}_earliest"
    return lambda record: (*day_first(getattr(record, bound), newest=newest), record.sort_key)


def day_first(day: date | None, *, newest: bool) -> tuple:
    """Orders by a day; what has none comes last."""
    if day is None:
        return (1, 0)
    return (0, -day.toordinal() if newest else day.toordinal())
