"""A portion of records, as the condition of a query."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection
from django.db.models.expressions import RawSQL

from coop.querysets.bulk import SPAN, among

TABLES: dict[str, tuple[str, Callable]] = {
    "sqlite": ("SELECT value FROM json_each(%s)", json.dumps),
    "postgresql": ("SELECT unnest(%s::bigint[])", list),
}
"""How each engine reads a list of numbers that is given as one parameter."""


def of_portion(path: str, ids: Sequence[int]) -> dict[str, Any]:
    """The condition that ``path`` is one of the ids, which are in order and differ.

    Where they do not follow each other they are one parameter and not hundreds: a file asks
    a dozen queries for each portion, and Django would prepare every number anew for each.
    """
    found = among(path, ids)
    if len(ids) <= SPAN or f"{path}__in" not in found:
        return found
    sql, written = TABLES[connection.vendor]
    return {f"{path}__in": RawSQL(sql, [written(ids)])}
