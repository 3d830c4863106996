"""Values of a closed list that a record has by what refers to it."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import QuerySet

from coop.facets.rows import Rows, constant


def used(
    value: str,
    parts: Callable[[], QuerySet],
    *roots: str,
    owners: tuple[str, ...] = (),
    reads: Mapping[str, tuple[str, ...]] | None = None,
) -> tuple[Rows, ...]:
    """The records to which one of ``parts`` refers along one of ``roots`` have this value."""
    return tuple(
        Rows(parts, root, (), constant(value), owners=owners, reads=reads or {}) for root in roots
    )


def first_of(*sorts: tuple[Rows, ...]) -> tuple[Any, ...]:
    """Several sorts of rows as one column."""
    return tuple(rows for some in sorts for rows in some)
