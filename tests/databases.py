"""Copies of the test database, which the engine makes in a moment."""

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from django.db import connection


class Copy:
    """A copy of the database that connections lead to when it is made.

    Made, entered and left outside transactions, for that closes the connection.
    """

    def __init__(self, suffix: str):
        self.original = connection.settings_dict["NAME"]
        self.name = f"{self.original}_{suffix}"
        _lead_to(self.original)
        _copy(self.original, self.name)

    @contextlib.contextmanager
    def entered(self) -> Iterator[None]:
        """Within it, the connections of all threads lead to the copy."""
        _lead_to(self.name)
        try:
            yield
        finally:
            _lead_to(self.original)

    @property
    def address(self) -> str:
        """Its DATABASE_URL, for a process of its own."""
        if connection.vendor == "sqlite":
            return f"sqlite:///{self.name}"
        before, _, query = os.environ["DATABASE_URL"].partition("?")
        return f"{before.rpartition('/')[0]}/{self.name}?{query}"

    def drop(self) -> None:
        _drop(self.name)


def _lead_to(name: str) -> None:
    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()
    connection.settings_dict["NAME"] = name


def _copy(original: str, copy: str) -> None:
    if connection.vendor == "postgresql":
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{original}"')
        return
    with (
        contextlib.closing(sqlite3.connect(original)) as source,
        contextlib.closing(sqlite3.connect(copy)) as target,
    ):
        source.backup(target)


def _drop(copy: str) -> None:
    if connection.vendor == "postgresql":
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{copy}" WITH (FORCE)')
        return
    for file in Path(copy).parent.glob(f"{Path(copy).name}*"):
        file.unlink()
