"""Which records a question finds, as bitmaps of their ids."""

import json
from array import array
from functools import lru_cache

from django.db import connections, router
from django.db import models as db
from pyroaring import BitMap

from coop.models import Generation, SearchDocument
from coop.querysets import searching
from coop.search.questions import Question

Mark = tuple[int, int]
"""The number and the stamp of a generation, as ``Generation.objects.current()`` gives them."""

ANSWERS_KEPT = 256


def found(model: type[db.Model], question: Question, at: Mark | None = None) -> BitMap:
    """The ids of the records of a kind that have all that was asked, public or not.

    ``at`` is the generation that the caller has read, before any other data; it is read
    when not given. A question without words finds nothing.
    """
    return _answer(model, question, at, is_title=False)


def tiers(
    model: type[db.Model], question: Question, at: Mark | None = None
) -> tuple[BitMap, BitMap]:
    """Those found whose title is the words asked, and those whose title has all of them."""
    at = at or Generation.objects.current()
    exact = _answer(model, question.of_a_title, at, is_title=True)
    return exact, _answer(model, question, at, is_title=True)


def _answer(model, question: Question, at: Mark | None, *, is_title: bool) -> BitMap:
    if question.is_empty:
        return BitMap()
    number, stamp = at or Generation.objects.current()
    kind = model._meta.model_name
    if not number:
        # Nothing has been recorded, so nothing would tell that an answer kept is of the past.
        return _asked(kind, question, is_title)
    return _kept(number, stamp, kind, question, is_title).copy()


def _asked(kind: str, question: Question, is_title: bool) -> BitMap:
    database = router.db_for_read(SearchDocument)
    query = searching.records(database, kind, question, is_title=is_title)
    with connections[database].cursor() as cursor:
        cursor.execute(query.sql, query.params)
        (ids,) = cursor.fetchone()
    return BitMap(array("I", json.loads(ids)))


@lru_cache(ANSWERS_KEPT)
def _kept(number: int, stamp: int, kind: str, question: Question, is_title: bool) -> BitMap:
    """An answer of one generation: every change to the registry begins another."""
    return _asked(kind, question, is_title)
