"""Databases to measure in: each a copy of one that is made once, on either engine."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

PREFIX = "benchmark_"


def opened(url: str, folder: Path) -> "Files | Server":
    """Databases in a folder; with the address of a PostgreSQL database, beside that one."""
    return Server(url) if url.startswith("postgres") else Files(folder)


class Files:
    """SQLite databases in one folder."""

    engine = "SQLite"

    def __init__(self, folder: Path):
        self._folder = folder

    def make(self, name: str) -> str:
        """The address of a new, empty database."""
        return self.address(name)

    def copy(self, original: str, name: str) -> str:
        """The address of a copy, which no one else uses."""
        source = self._path(original)
        # What still stands beside the file in its journal belongs to it.
        with closing(sqlite3.connect(source)) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copyfile(source, self._path(name))
        return self.address(name)

    def address(self, name: str) -> str:
        return f"sqlite:///{self._path(name)}"

    def drop(self, name: str):
        for file in self._folder.glob(f"{name}.sqlite3*"):
            file.unlink()

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.sqlite3"


class Server:
    """PostgreSQL databases beside a given one, which itself is left alone."""

    engine = "PostgreSQL"

    def __init__(self, url: str):
        self._url = url
        self._stem = PREFIX + urlsplit(url).path.strip("/")

    def make(self, name: str) -> str:
        self.drop(name)
        self._execute(f'CREATE DATABASE "{self._stem}_{name}"')
        return self.address(name)

    def copy(self, original: str, name: str) -> str:
        self.drop(name)
        self._execute(f'CREATE DATABASE "{self._stem}_{name}" TEMPLATE "{self._stem}_{original}"')
        return self.address(name)

    def drop(self, name: str):
        self._execute(f'DROP DATABASE IF EXISTS "{self._stem}_{name}" WITH (FORCE)')

    def address(self, name: str) -> str:
        before, mark, options = self._url.partition("?")
        return f"{before.rpartition('/')[0]}/{self._stem}_{name}{mark}{options}"

    def _execute(self, statement: str):
        import psycopg

        with psycopg.connect(self._url, autocommit=True) as connection:
            connection.execute(statement)
