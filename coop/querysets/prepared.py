"""Questions that a page always asks, put into SQL once and asked with other values each time.

Django takes some ten times as long to put such a question into SQL as the database takes to
answer it, and it makes every record anew in each row that names it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model, QuerySet

ANY_ID = -(2**53)
ANY_WORD = "any-word"
ANY_DAY = date(1, 1, 1)
"""What stands in a question for the values that it will be asked with."""


@dataclass(frozen=True)
class _Joined:
    """One record of a row: where its columns stand, and which record before it refers to it."""

    model: type[Model]
    names: list[str]
    start: int
    place_of_id: int
    field: Any
    referring: int


@dataclass(frozen=True)
class _Statement:
    """The question as one engine takes it."""

    sql: str
    params: tuple
    converters: list[list[tuple]]
    """For each record of a row, the places of its values that Python reads otherwise, and how."""


class Prepared:
    """One question about a kind of record, and the records joined to it.

    ``make`` gets the ``slots`` and returns a queryset. ``joined`` maps the path of a record
    to the paths of foreign keys to follow from there, like ``select_related``: the path
    ``""`` is the record asked for, others lead to its parts, of which a row has one each.
    It is asked with a value for each slot, in their order. ``rows`` are lists of the records
    at those paths, None where there is none; ``records``, those asked for, for a question
    that joins no parts. A record that several rows have is one object.
    ``named`` are paths of that name that are relations with a condition of their own, each
    with the relation. Columns in ``without`` stay in the database until they are read.
    """

    def __init__(
        self,
        make: Callable[..., QuerySet],
        *slots,
        joined: dict[str, tuple[str, ...]] | None = None,
        named: dict[str, str] | None = None,
        without: tuple[str, ...] = (),
    ):
        self._make = make
        self._slots = slots
        self._heads = joined if joined is not None else {"": ()}
        self._named = named or {}
        self._without = without
        self._columns: list[str] = []
        self._joined: list[_Joined] = []
        self._places: list[int] = []
        self._statements: dict[str, _Statement] = {}

    def records(self, *values) -> list:
        return [record for (record,) in self.rows(*values)]

    def rows(self, *values) -> list[list]:
        connection = connections[DEFAULT_DB_ALIAS]
        statement = self._statements.get(connection.vendor) or self._prepare(connection)
        slots, asked = (_written(connection, each) for each in (self._slots, values))
        given = dict(zip(slots, asked, strict=True))
        with connection.cursor() as cursor:
            cursor.execute(statement.sql, [given.get(one, one) for one in statement.params])
            rows = cursor.fetchall()
        return self._read(rows, statement.converters, connection)

    def _prepare(self, connection) -> _Statement:
        queryset = self._make(*self._slots)
        if not self._joined:
            self._join(queryset.model)
        query = queryset.query.chain()
        query.clear_select_clause()
        # Not values_list(), which gives each column a name: the drivers read these long texts
        # again each time, and the names make them twice as long.
        query.add_fields(self._columns, allow_m2m=True)
        compiler = query.get_compiler(DEFAULT_DB_ALIAS)
        sql, params = compiler.as_sql()
        missing = set(_written(connection, self._slots)) - set(params)
        if missing:
            raise ValueError(f"The question does not ask about {missing}.")
        read = compiler.get_converters([column for column, *_rest in compiler.select])
        converters = [
            [
                (place, *read[one.start + place])
                for place in range(len(one.names))
                if one.start + place in read
            ]
            for one in self._joined
        ]
        statement = _Statement(sql, params, converters)
        self._statements[connection.vendor] = statement
        return statement

    def _join(self, model: type[Model]):
        joined: list[_Joined] = []
        columns: list[str] = []
        places: dict[str, int] = {}

        def add(path: str, model: type[Model], field: Any, referring: int):
            fields = [
                one
                for one in model._meta.concrete_fields
                if _path(path, one.name) not in self._without
            ]
            names = [one.attname for one in fields]
            place_of_id = len(columns) + names.index(model._meta.pk.attname)
            places[path] = len(joined)
            joined.append(_Joined(model, names, len(columns), place_of_id, field, referring))
            columns.extend(_path(path, name) for name in names)

        for head, followed in self._heads.items():
            add(head, _at(model, self._named.get(head, head)), None, -1)
            for path in followed:
                where = head
                for name in path.split("__"):
                    field: Any = joined[places[where]].model._meta.get_field(name)
                    referring, where = places[where], _path(where, name)
                    if where not in places:
                        add(where, field.related_model, field, referring)
        self._places = [places[head] for head in self._heads]
        self._columns, self._joined = columns, joined

    def _read(self, rows, converters, connection) -> list[list]:
        """Make the records of the rows, each once."""
        known: dict[tuple[type[Model], Any], Model] = {}
        joined = list(zip(self._joined, converters, strict=True))
        found = []
        for row in rows:
            records: list[Model | None] = []
            for one, its_converters in joined:
                record = None
                if (pk := row[one.place_of_id]) is not None:
                    record = known.get((one.model, pk))
                    if record is None:
                        values = list(row[one.start : one.start + len(one.names)])
                        for place, functions, expression in its_converters:
                            for function in functions:
                                values[place] = function(values[place], expression, connection)
                        record = one.model.from_db(DEFAULT_DB_ALIAS, one.names, values)
                        known[one.model, pk] = record
                records.append(record)
                if one.field is not None and (referring := records[one.referring]) is not None:
                    one.field.set_cached_value(referring, record)
            found.append([records[place] for place in self._places])
        return found


class PreparedValues:
    """One question whose answer is values: a ``values_list`` of any page of so many records.

    ``make`` gets a list of ids, and after it the further ``slots``; it is asked with at most
    ``size`` ids and a value for each slot.
    """

    def __init__(self, make: Callable[..., QuerySet], *slots, size: int):
        self._make = make
        self._ids = [ANY_ID + place for place in range(size)]
        self._slots = slots
        self._statements: dict[str, tuple[str, tuple, list[tuple]]] = {}

    def rows(self, ids: Sequence[int], *values) -> list[tuple]:
        """The rows of these records, in the order that the question asks for."""
        if not ids:
            return []
        if len(ids) > len(self._ids):
            raise ValueError(f"At most {len(self._ids)} records can be asked for at once.")
        connection = connections[DEFAULT_DB_ALIAS]
        statement = self._statements.get(connection.vendor) or self._prepare(connection)
        sql, params, converters = statement
        # Who is asked for twice answers once: the places that are left repeat the last.
        given = dict.fromkeys(self._ids, ids[-1]) | dict(zip(self._ids, ids, strict=False))
        slots, asked = (_written(connection, each) for each in (self._slots, values))
        given |= zip(slots, asked, strict=True)
        with connection.cursor() as cursor:
            cursor.execute(sql, [given.get(one, one) for one in params])
            rows = cursor.fetchall()
        if not converters:
            return rows
        read = [list(row) for row in rows]
        for place, functions, expression in converters:
            for row in read:
                for function in functions:
                    row[place] = function(row[place], expression, connection)
        return [tuple(row) for row in read]

    def _prepare(self, connection) -> tuple[str, tuple, list[tuple]]:
        query = self._make(self._ids, *self._slots).query
        compiler = query.get_compiler(DEFAULT_DB_ALIAS)
        sql, params = compiler.as_sql()
        read = compiler.get_converters([column for column, *_rest in compiler.select])
        statement = (sql, params, [(place, *read[place]) for place in sorted(read)])
        self._statements[connection.vendor] = statement
        return statement


def _written(connection, values) -> list:
    """The values as the engine's driver takes them."""
    return [
        connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value
        for value in values
    ]


def _path(path: str, name: str) -> str:
    return f"{path}__{name}" if path else name


def _at(model: Any, path: str) -> Any:
    """The model at the end of a path."""
    for name in path.split("__") if path else ():
        model = model._meta.get_field(name).related_model
    return model
