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
"""Rows that are held in memory at a time."""

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


def insert_rows(model: type[models.Model], names: Sequence[str], rows: Iterable[Any]):
    """Write rows of values, in the order of the fields ``names``, as the database takes them.

    No field sees the values, so this is for tables whose values the registry works out.
    """
    values = list(rows)
    if not values:
        return
    database = connections[router.db_for_write(model)]
    table, columns = _quoted(database, model, names)
    if database.vendor == "postgresql":
        with (
            database.cursor() as cursor,
            cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy,
        ):
            for row in values:
                copy.write_row(row)
        return
    places = ", ".join(["%s"] * len(columns))
    sql = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})"
    with database.cursor() as cursor:
        cursor.executemany(sql, values)


def update_rows(model: type[models.Model], names: Sequence[str], rows: Sequence[Sequence[Any]]):
    """Set the fields ``names`` of rows, each given as its values with its id at the end.

    No row may be given a unique value that another of them has until then.
    """
    if not rows:
        return
    database = connections[router.db_for_write(model)]
    names = [*names, model._meta.pk.name]
    table, columns = _quoted(database, model, names)
    *changed, key = columns
    if database.vendor == "postgresql":
        types = [field.cast_db_type(database) for field in _fields(model, names)]
        sql = "UPDATE {table} SET {changes} FROM UNNEST({values}) AS new ({columns}) WHERE {same}"
        sql = sql.format(
            table=table,
            changes=", ".join(f"{column} = new.{column}" for column in changed),
            values=", ".join(f"%s::{kind}[]" for kind in types),
            columns=", ".join(columns),
            same=f"{table}.{key} = new.{key}",
        )
        with database.cursor() as cursor:
            cursor.execute(sql, [list(values) for values in zip(*rows, strict=True)])
        return
    changes = ", ".join(f"{column} = %s" for column in changed)
    with database.cursor() as cursor:
        cursor.executemany(f"UPDATE {table} SET {changes} WHERE {key} = %s", rows)


def _quoted(database, model, names) -> tuple[str, list[str]]:
    """The table and the columns of fields, as SQL names them."""
    quote = database.ops.quote_name
    return quote(model._meta.db_table), [quote(field.column) for field in _fields(model, names)]


def _fields(model, names) -> list[models.Field]:
    return [model._meta.get_field(name) for name in names]
