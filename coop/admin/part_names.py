"""The parts that changes speak of, by name: asked for once a table."""

from collections import defaultdict

from django.db.models import Q

from coop.admin.labels import HEAVY
from coop.curation.versions import PRINTED_BY
from coop.exchange.canonical import key_lookups
from coop.exchange.shapes import shapes
from coop.models.base import Part

LOOKED_UP = 100
"""Natural keys in one query: engines limit how deep a condition may be."""


def names_of_parts(changes: list[dict]) -> dict[tuple, str]:
    """The names of those parts that are there, by the model and the key of their change."""
    keys = defaultdict(list)
    for change in changes:
        shape = shapes()[f"coop.{change['model']}"]
        if issubclass(shape.model, Part):
            keys[shape].append(tuple(change["key"]))
    found = {}
    for shape, wanted in keys.items():
        lookups = key_lookups(shape)
        parts = shape.model._base_manager.select_related(*_read_with(shape.model))
        parts = parts.defer(*HEAVY.get(shape.model, ()))
        for start in range(0, len(wanted), LOOKED_UP):
            condition = Q()
            for key in wanted[start : start + LOOKED_UP]:
                condition |= Q(**dict(zip(lookups, key, strict=True)))
            there = parts.filter(condition)
            by_pk = {row[0]: row[1:] for row in there.order_by().values_list("pk", *lookups)}
            for part in there:
                found[shape.model._meta.model_name, by_pk[part.pk]] = str(part)
    return found


def _read_with(model) -> list[str]:
    """The relations over which a thing prints itself."""
    found = []
    for name in PRINTED_BY.get(model, ()):
        field = model._meta.get_field(name)
        if field.is_relation:
            found.append(name)
            found += [f"{name}__{further}" for further in _read_with(field.related_model)]
    return found
