"""Many rows at a time: sets of ids, the portions in which they are asked for, plain writing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

from django.db import connections, models, router
from pyroaring import BitMap64

Thing = TypeVar("Thing")
Model = TypeVar("Model", bound=models.Model)

Ids = BitMap64
"""A set of ids that takes a bit or so for each, and is read in their order."""

BATCH = 500
"""Records that are asked for in one query: far below the parameters that an engine takes."""

ROWS = 1000
"""Rows that are written in one go."""

SPAN = 20
"""Ids that are listed even if they follow each other."""


def batches(things: Iterable[Thing], size: int = BATCH) -> Iterator[list[Thing]]:
    """The things in lists of at most ``size``, none of them empty."""
    rest = iter(things)
    while batch := list(islice(rest, size)):
        yield batch


def among(lookup: str, ids: Sequence[int]) -> dict[str, Any]:
    """The condition that ``lookup`` is one of the ids, which are in order and differ.

    Ids that follow each other, as those of rows made together do, are said as a span: a
    list of hundreds costs Django more than the engine needs to answer.
    """
    if len(ids) > SPAN and ids[-1] - ids[0] == len(ids) - 1:
        return {f"{lookup}__gte": ids[0], f"{lookup}__lte": ids[-1]}
    return {f"{lookup}__in": ids}


def ids_of(queryset: models.QuerySet) -> Ids:
    """The ids of the rows of a queryset."""
    return Ids(queryset.order_by().values_list("pk", flat=True))


def add(marks: dict[type[Model], BitMap64], more: Mapping[type[Model], BitMap64]):
    """Put the ids of ``more``, by model, among ``marks``."""
    for model, ids in more.items():
        if ids:
            marks.setdefault(model, Ids()).update(ids)


def insert_rows(
    model: type[models.Model],
    names: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    unique: Sequence[str] = (),
):
    """Write rows of values, in the order of the fields ``names``, as the database takes them.

    No field sees the values, so this is for tables whose values the registry works out.
    Where a row with the same ``unique`` fields is there, it is overwritten.
    """
    database = connections[router.db_for_write(model)]
    columns = _columns(database, model, names)
    sql = "INSERT INTO {} ({}) VALUES ({})".format(
        database.ops.quote_name(model._meta.db_table),
        ", ".join(columns),
        ", ".join(["%s"] * len(columns)),
    )
    if unique:
        same = _columns(database, model, unique)
        changed = [column for column in columns if column not in same]
        sql += " ON CONFLICT ({}) DO UPDATE SET {}".format(
            ", ".join(same), ", ".join(f"{column} = EXCLUDED.{column}" for column in changed)
        )
    _execute(database, sql, rows)


def update_rows(
    model: type[models.Model], names: Sequence[str], rows: Iterable[tuple[Sequence[Any], int]]
):
    """Set the fields ``names`` of rows, each given as its values and its id, one after another."""
    database = connections[router.db_for_write(model)]
    sql = "UPDATE {} SET {} WHERE {} = %s".format(
        database.ops.quote_name(model._meta.db_table),
        ", ".join(f"{column} = %s" for column in _columns(database, model, names)),
        *_columns(database, model, ["pk"]),
    )
    _execute(database, sql, ((*values, pk) for values, pk in rows))


def _columns(database, model, names) -> list[str]:
    fields = (model._meta.pk if name == "pk" else model._meta.get_field(name) for name in names)
    return [database.ops.quote_name(field.column) for field in fields]


def _execute(database, sql: str, rows: Iterable[Sequence[Any]]):
    for batch in batches(rows, ROWS):
        with database.cursor() as cursor:
            cursor.executemany(sql, batch)
