"""The parts of a portion of records, by record."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from coop.exchange.lists.columns import Told
from coop.exchange.lists.portions import of_portion


def parts(
    model: Any, path: str, ids: Sequence[int], *fields: str, **conditions: Any
) -> dict[int, list[Told]]:
    """The parts of some records in their order, by the id of the record that ``path`` leads to."""
    rows = model._default_manager.filter(**of_portion(path, ids), **conditions)
    return grouped(rows.order_by("order", "pk").values("pk", path, *fields), path)


def grouped(rows: Iterable[Told], path: str) -> dict[int, list[Told]]:
    """Rows by the value of one of their fields."""
    found: dict[int, list[Told]] = defaultdict(list)
    for row in rows:
        found[row[path]].append(row)
    return found


def linked(through: Any, own: str, other: str, ids: Sequence[int]) -> dict[int, list[int]]:
    """The ids of what some records are tied to, in the order in which they were."""
    found: dict[int, list[int]] = defaultdict(list)
    rows = through._default_manager.filter(**of_portion(own, ids)).order_by("pk")
    for record, thing in rows.values_list(f"{own}_id", f"{other}_id"):
        found[record].append(thing)
    return found


def every(found: Mapping[int, Iterable[Any]], field: str = "") -> list[Any]:
    """All values of what was found, or of one field of it."""
    return [one[field] if field else one for those in found.values() for one in those]
