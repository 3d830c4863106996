"""How each engine is asked for search documents: the same set for the same question.

SQLite answers from two FTS5 tables, which triggers keep in step with the documents: one of
provisions, which are by far the most, and one of all other records. Its tokenizer takes every
letter outside of ASCII as it stands, as folding has left it.

PostgreSQL answers from GIN indexes over the set of words of each document. It holds no places,
of which a tsvector keeps 256 for a word and none beyond 16,383: a phrase is looked for in the
text itself, whose words stand between single spaces. No parser and no locale reads the text.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import DatabaseError, connections

from coop.vocabulary.searching import SPAN, first_id

PROVISION = "provision"
RECORDS_INDEX = "coop_searchrecords"
PROVISIONS_INDEX = "coop_searchprovisions"


class Asked(Protocol):
    """What an engine has to know of a question.

    ``forms`` has for each word the forms of which one must be found, ``beginnings`` those of
    which one must begin a word (empty where none need), ``phrases`` words that follow each
    other. All are letters and digits, and nothing else.
    """

    @property
    def forms(self) -> tuple[tuple[str, ...], ...]: ...

    @property
    def beginnings(self) -> tuple[str, ...]: ...

    @property
    def phrases(self) -> tuple[tuple[str, ...], ...]: ...


@dataclass(frozen=True)
class Query:
    """A query with its parameters."""

    sql: str
    params: tuple[Any, ...]


def documents(database: str, question: Asked) -> Query:
    """Asks for the ids of all documents that match."""
    if connections[database].vendor == "postgresql":
        where, params = _tsquery(question, is_title=False)
        return Query(f"SELECT id FROM coop_searchdocument WHERE {where}", params)
    asked = _fts5(question, is_title=False)
    halves = (
        f"SELECT rowid FROM {index} WHERE {index} MATCH %s"
        for index in (RECORDS_INDEX, PROVISIONS_INDEX)
    )
    return Query(" UNION ALL ".join(halves), (asked, asked))


def records(database: str, kind: str, question: Asked, *, is_title: bool = False) -> Query:
    """Asks for the ids of the records of a kind, as one row with a list in JSON.

    With ``is_title`` all must stand in a record's title. The list is many times cheaper to
    read than rows, and the documents themselves are not opened.
    """
    first = first_id(kind)
    if connections[database].vendor == "postgresql":
        where, params = _tsquery(question, is_title=is_title)
        # Said so that the planner sees which of the two partial indexes serves.
        part = f"kind = '{kind}'"
        ids = f"SELECT string_agg((id - {first})::text, ',') FROM coop_searchdocument"
        return Query(f"SELECT concat('[', ({ids} WHERE {part} AND {where}), ']')", params)
    index = _index(kind)
    return Query(
        f"SELECT json_group_array(rowid - {first}) FROM {index}"
        f" WHERE {index} MATCH %s AND rowid BETWEEN {first} AND {first + SPAN - 1}",
        (_fts5(question, is_title=is_title),),
    )


def _fts5(question: Asked, *, is_title: bool) -> str:
    """The question in the language of FTS5."""
    parts = [_either(f'"{form}"' for form in forms) for forms in question.forms]
    parts += [f'"{" ".join(phrase)}"' for phrase in question.phrases]
    if question.beginnings:
        parts.append(_either(f'"{form}"*' for form in question.beginnings))
    whole = " AND ".join(parts)
    return f"title : ({whole})" if is_title else whole


def _either(parts: Iterable[str]) -> str:
    return f"({' OR '.join(parts)})"


def _tsquery(question: Asked, *, is_title: bool) -> tuple[str, tuple[Any, ...]]:
    """The question as a condition of PostgreSQL."""
    parts = ["|".join(f"'{form}'" for form in forms) for forms in question.forms]
    parts += [f"'{word}'" for phrase in question.phrases for word in phrase]
    if question.beginnings:
        parts.append("|".join(f"'{form}':*" for form in question.beginnings))
    texts = ("title", "''") if is_title else ("title", "words")
    conditions = [f"coop_words_in({', '.join(texts)}) @@ %s::tsquery"]
    params: list[str] = [" & ".join(f"({part})" for part in parts)]
    for phrase in question.phrases:
        if len(phrase) > 1:
            conditions.append(_either(f"' ' || {text} || ' ' LIKE %s" for text in texts))
            params += [f"% {' '.join(phrase)} %"] * len(texts)
    return " AND ".join(conditions), tuple(params)


def rebuild(database: str):
    """Make what the engine keeps beside the documents anew from them, where it can differ."""
    for index in _indexes(database):
        with connections[database].cursor() as cursor:
            cursor.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")


def is_in_step(database: str) -> bool:
    """Whether what the engine keeps says of every document what it says itself. Reads all."""
    try:
        for index in _indexes(database):
            with connections[database].cursor() as cursor:
                cursor.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
    except DatabaseError:
        return False
    return True


def are_in_step(database: str, documents: Sequence[tuple[int, str, str]]) -> bool:
    """Whether the engine finds documents, each given by its id, kind and title, by that title."""
    for document_id, kind, title in documents if _indexes(database) else ():
        index = _index(kind)
        with connections[database].cursor() as cursor:
            cursor.execute(
                f"SELECT 1 FROM {index} WHERE {index} MATCH %s AND rowid = %s",
                [f'title : "{title}"', document_id],
            )
            if cursor.fetchone() is None:
                return False
    return True


def _indexes(database: str) -> tuple[str, ...]:
    """The tables beside the documents; PostgreSQL has indexes of them, which cannot differ."""
    is_beside = connections[database].vendor == "sqlite"
    return (RECORDS_INDEX, PROVISIONS_INDEX) if is_beside else ()


def _index(kind: str) -> str:
    return PROVISIONS_INDEX if kind == PROVISION else RECORDS_INDEX
