"""What is indexed of a kind of record: who is public, values, spans of days, orders."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Model, QuerySet

from coop.dates.ranges import stated
from coop.facets.orders import Counted, Key, ReadKeys
from coop.facets.rows import Rows
from coop.facets.spans import Span, span

ReadSpans = Callable[[Sequence[int] | None], Iterable[tuple[int, Span]]]
"""Reads the spans of some records, or with None of all: each record with each of its spans."""


@dataclass(frozen=True)
class Kind:
    """How one kind of record is indexed.

    ``everything`` is called for the records that the public sees. ``columns`` are the
    facets, each read from one or several sorts of rows; ``spans`` and ``orders`` read
    themselves. ``owner`` is a column of whole numbers that has the record's owner.
    ``notices`` are further rows on which an order or a card depends, though no value comes
    from them.
    """

    model: type[Model]
    everything: Callable[[], QuerySet]
    columns: Mapping[str, tuple[Rows, ...]]
    orders: Mapping[str, ReadKeys]
    spans: Mapping[str, ReadSpans] = field(default_factory=dict)
    owner: str = ""
    notices: tuple[Rows, ...] = ()

    @property
    def name(self) -> str:
        return str(self.model._meta.model_name)

    @property
    def rows(self) -> Iterator[Rows]:
        """All sorts of rows on which this kind depends."""
        for sorts in self.columns.values():
            yield from sorts
        yield from self.notices


def own(everything: Callable[[], QuerySet], *paths: str, **options) -> Rows:
    """Values in columns of the record itself, or behind its foreign keys."""
    return Rows(everything, "pk", paths, **options)


def by_name(model: type[Model], *last: str) -> ReadKeys:
    """Ordered by the sort key."""

    def read(ids: Sequence[int] | None) -> Iterator[Key]:
        rows = some(model._base_manager.all(), ids).values_list("sort_key", *last, "pk")
        return rows.iterator()

    return read


def by_date(model: type[Model], name: str, *, newest: bool) -> ReadKeys:
    """Ordered by a date of the record itself, the undated last, then by the sort key."""
    bound = f"{name}_latest" if newest else f"{name}_earliest"

    def read(ids: Sequence[int] | None) -> Iterator[Key]:
        rows = some(model._base_manager.all(), ids).values_list(bound, "sort_key", "pk")
        return ((*dated(day, newest=newest), *rest) for day, *rest in rows.iterator())

    return read


def dated(day: date | None, *, newest: bool) -> tuple[bool, int]:
    """The part of a key that orders by a day, those without one last."""
    number = day.toordinal() if day else 0
    return day is None, -number if newest else number


def some(queryset: QuerySet, ids: Sequence[int] | None) -> QuerySet:
    """These records, or with None all of them, in no order."""
    return (queryset if ids is None else queryset.filter(pk__in=ids)).order_by()


def dates_of(model: type[Model], name: str) -> ReadSpans:
    """The days between which a date of the record itself falls; ``name`` is the spans' code."""

    def read(ids: Sequence[int] | None) -> Iterator[tuple[int, Span]]:
        rows = some(model._base_manager.filter(stated(name)), ids)
        bounds = rows.values_list("pk", f"{name}_earliest", f"{name}_latest")
        return ((pk, span(name, earliest, latest)) for pk, earliest, latest in bounds.iterator())

    return read


def by_number(model: type[Model], parts: Callable[[], QuerySet], root: str, of: str) -> ReadKeys:
    """Ordered by how many different ``of`` the parts of each name, the most first."""

    def count(ids: Sequence[int] | None) -> Mapping[int, int]:
        rows = parts().order_by().filter(**{f"{root}__isnull": False})
        if ids is not None:
            rows = rows.filter(**{f"{root}__in": ids})
        number = Count("pk") if of == "pk" else Count(of, distinct=True)
        return dict(rows.values(root).annotate(number=number).values_list(root, "number"))

    return Counted(count, by_name(model))
