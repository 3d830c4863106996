"""A private file that holds what was read while it is planned, so that memory does not grow.

One table a model. ``key`` is the natural key; ``pk`` is the row's number in the registry, or,
for what is new, minus its place among the new ones of its table. ``raw`` is the object as
the file has it, ``refs`` what its references were found to lead to, ``changes`` what an
existing row would get.
"""

import contextlib
import marshal
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from coop.exchange.shapes import SEPARATOR, Key, Shape, shapes

BATCH = 1000
LOOKED_UP = 500

NEW, CHANGED, SAME, FAULTY = range(4)
"""What becomes of a row: it is made, changed, left as it is, or cannot be taken."""


@dataclass(slots=True)
class Row:
    """One object as it was read, and what is known of it so far."""

    id: int
    key: Key
    file: int
    line: int
    fields: dict[str, Any]
    columns: dict[str, str]
    pk: int = 0
    verdict: int = FAULTY
    refs: dict[str, Any] = field(default_factory=dict)
    changes: dict[str, tuple] = field(default_factory=dict)

    @property
    def is_new(self) -> bool:
        return self.pk < 0


class Staging:
    """The file itself; closing it removes it."""

    def __init__(self):
        # A file without a name: whatever ends the process, nothing is left behind.
        self.db = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        for pragma in (
            "journal_mode=OFF",
            "synchronous=OFF",
            "locking_mode=EXCLUSIVE",
            "cache_size=-32000",
            "temp_store=FILE",
        ):
            self.db.execute(f"PRAGMA {pragma}")
        for shape in shapes().values():
            self.db.execute(
                f"CREATE TABLE {table(shape)} (id INTEGER PRIMARY KEY, key TEXT, file INT, "
                "line INT, raw BLOB, columns BLOB, pk INT, verdict INT, refs BLOB, changes BLOB)"
            )
        self.db.execute(
            "CREATE TABLE twins (rule TEXT, value TEXT, id INT, PRIMARY KEY (rule, value)) "
            "WITHOUT ROWID"
        )
        self.db.execute(
            "CREATE TABLE roots (shape INT, key TEXT, pk INT, version TEXT, "
            "PRIMARY KEY (shape, key)) WITHOUT ROWID"
        )

    def close(self):
        self.db.close()

    @contextlib.contextmanager
    def writing(self):
        """Many writes at once. After an error the file is of no use any more."""
        self.db.execute("BEGIN")
        yield
        self.db.execute("COMMIT")

    # ---- Rows ----

    def add(self, shape: Shape, rows: Iterable[tuple]):
        """Rows of (id, key, file, line, raw, columns)."""
        self.db.executemany(
            f"INSERT INTO {table(shape)} (id, key, file, line, raw, columns) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            rows,
        )

    def index(self, shape: Shape):
        """Make the keys findable; called once all is read."""
        name = table(shape)
        self.db.execute(f"CREATE INDEX {name}_key ON {name} (key)")

    def doubles(self, shape: Shape) -> Iterator[tuple[Key, int, int, int, int, int]]:
        """Keys that stand in the files more than once: key, id, file, line; the first's place."""
        name = table(shape)
        rows = self.db.execute(
            f"SELECT later.key, later.id, later.file, later.line, first.file, first.line "
            f"FROM {name} later JOIN {name} first ON first.id = "
            f"(SELECT min(id) FROM {name} same WHERE same.key = later.key) "
            f"WHERE later.key IN (SELECT key FROM {name} GROUP BY key HAVING count(*) > 1) "
            "AND later.id > first.id ORDER BY later.id"
        )
        yield from rows

    def drop(self, shape: Shape, ids: Iterable[int]):
        self.db.executemany(f"DELETE FROM {table(shape)} WHERE id = ?", ((pk,) for pk in ids))

    def count(self, shape: Shape) -> int:
        return self.db.execute(f"SELECT count(*) FROM {table(shape)}").fetchone()[0]

    def keys(self, shape: Shape) -> Iterator[list[tuple[int, Key]]]:
        """Batches of (id, key) in the order of the files."""
        yield from self._batches(f"SELECT id, key FROM {table(shape)} WHERE id > ?")

    def rows(self, shape: Shape, *verdicts: int) -> Iterator[list[Row]]:
        """Batches of rows in the order of the files; of some verdicts, or all."""
        chosen = f"AND verdict IN ({', '.join(map(str, verdicts))}) " if verdicts else ""
        sql = (
            "SELECT id, key, file, line, raw, columns, pk, verdict, refs, changes "
            f"FROM {table(shape)} WHERE id > ? {chosen}"
        )
        for batch in self._batches(sql):
            yield [
                Row(
                    number,
                    key,
                    file,
                    line,
                    marshal.loads(raw),
                    marshal.loads(columns) if columns else {},
                    pk,
                    FAULTY if verdict is None else verdict,
                    marshal.loads(refs) if refs else {},
                    marshal.loads(changes) if changes else {},
                )
                for number, key, file, line, raw, columns, pk, verdict, refs, changes in batch
            ]

    def _batches(self, sql: str) -> Iterator[list]:
        last = 0
        while batch := self.db.execute(f"{sql} ORDER BY id LIMIT {BATCH}", (last,)).fetchall():
            last = batch[-1][0]
            yield batch

    def set_pks(self, shape: Shape, pks: Iterable[tuple[int, int]]):
        """Write pairs of (pk, id)."""
        self.db.executemany(f"UPDATE {table(shape)} SET pk = ? WHERE id = ?", pks)

    def settle(self, shape: Shape, rows: Iterable[Row]):
        """Write what was found out of rows."""
        self.db.executemany(
            f"UPDATE {table(shape)} SET raw = ?, verdict = ?, refs = ?, changes = ? WHERE id = ?",
            (
                (
                    marshal.dumps(row.fields),
                    row.verdict,
                    marshal.dumps(row.refs) if row.refs else None,
                    marshal.dumps(row.changes) if row.changes else None,
                    row.id,
                )
                for row in rows
            ),
        )

    def pks_of(self, shape: Shape, keys: Iterable[Key]) -> dict[Key, int]:
        """The rows that the files have of these keys."""
        sql = f"SELECT key, pk FROM {table(shape)} WHERE key IN"
        return dict(self._looked_up(sql, keys))

    def has_part(self, shape: Shape, parent: Key) -> bool:
        """Whether the files have a part of this parent that can be taken."""
        sql = f"SELECT 1 FROM {table(shape)} WHERE key >= ? AND key < ? AND verdict != ? LIMIT 1"
        bounds = (f"{parent}{SEPARATOR}", f"{parent}{chr(ord(SEPARATOR) + 1)}", FAULTY)
        return self.db.execute(sql, bounds).fetchone() is not None

    def place_of(self, shape: Shape, number: int) -> tuple[int, int]:
        """The file and the line of a row by its id."""
        sql = f"SELECT file, line FROM {table(shape)} WHERE id = ?"
        return self.db.execute(sql, (number,)).fetchone()

    def found(self, shape: Shape, pk: int) -> tuple[Key, int, int]:
        """The key, the file and the line of a row by its pk."""
        self.need_pk_index(shape)
        sql = f"SELECT key, file, line FROM {table(shape)} WHERE pk = ?"
        return self.db.execute(sql, (pk,)).fetchone()

    def stated(self, shape: Shape, pks: Iterable[int]) -> dict[int, tuple[dict, dict]]:
        """Of rows by their pk: the object as read, and what its references lead to."""
        self.need_pk_index(shape)
        sql = f"SELECT pk, raw, refs FROM {table(shape)} WHERE pk IN"
        return {
            pk: (marshal.loads(raw), marshal.loads(refs) if refs else {})
            for pk, raw, refs in self._looked_up(sql, pks)
        }

    def need_pk_index(self, shape: Shape):
        name = table(shape)
        self.db.execute(f"CREATE INDEX IF NOT EXISTS {name}_pk ON {name} (pk)")

    def _looked_up(self, sql: str, values: Iterable) -> Iterator[tuple]:
        wanted = list(values)
        for start in range(0, len(wanted), LOOKED_UP):
            some = wanted[start : start + LOOKED_UP]
            yield from self.db.execute(f"{sql} ({', '.join('?' * len(some))})", some)

    def tally(self, shape: Shape) -> dict[int, int]:
        """The number of rows by verdict."""
        sql = f"SELECT verdict, count(*) FROM {table(shape)} GROUP BY verdict"
        return dict(self.db.execute(sql).fetchall())

    # ---- What is unique ----

    def claim(self, rule: str, values: Iterable[tuple[str, int]]) -> list[tuple[str, int, int]]:
        """Note who has each value of a unique rule: pairs of (value, id).

        Returns those that an earlier row has already: value, id, the earlier one's id.
        """
        found = []
        for value, number in values:
            done = self.db.execute(
                "INSERT OR IGNORE INTO twins VALUES (?, ?, ?)", (rule, value, number)
            )
            if not done.rowcount:
                sql = "SELECT id FROM twins WHERE rule = ? AND value = ?"
                [first] = self.db.execute(sql, (rule, value)).fetchone()
                if first != number:
                    found.append((value, number, first))
        return found

    # ---- Records that are touched ----

    def touch(self, roots: Iterable[tuple[int, Key]]):
        """Note records that change, by the place of their table and their key."""
        self.db.executemany("INSERT OR IGNORE INTO roots (shape, key) VALUES (?, ?)", roots)

    def touched(self, shape: Shape) -> Iterator[list[tuple[Key, int, str | None]]]:
        """Batches of (key, pk, version) of the records of a table that change."""
        last = ""
        sql = (
            "SELECT key, pk, version FROM roots WHERE shape = ? AND key > ? "
            f"ORDER BY key LIMIT {LOOKED_UP}"
        )
        while batch := self.db.execute(sql, (shape.place, last)).fetchall():
            last = batch[-1][0]
            yield batch

    def set_versions(self, shape: Shape, pks: dict[Key, int], versions: dict[int, str]):
        """Keep the number and the version of records."""
        self.db.executemany(
            "UPDATE roots SET pk = ?, version = ? WHERE shape = ? AND key = ?",
            ((pk, versions.get(pk), shape.place, key) for key, pk in pks.items()),
        )


def table(shape: Shape) -> str:
    """The name of the table that holds the rows of a shape."""
    return f"rows_{shape.model._meta.model_name}"
