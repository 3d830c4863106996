"""One record as files have it: itself, its parts and their evidence."""

from functools import cache

from django.db import models as db
from django.db.models import Q

from coop.exchange.canonical import EXCLUSIVE, View, objects
from coop.exchange.exporting import NOT_CURATED, sorted_as_read
from coop.exchange.shapes import IN_FILES, shape_of
from coop.models.base import Part


class OfOneRecord(View):
    """A record with its parts, and the citations of the claims that it makes."""

    def __init__(self, record: db.Model):
        self.root = type(record)
        self.pk = record.pk

    def rows(self, model, about):
        paths = paths_to(self.root, model, about)
        if not paths:
            return model._base_manager.none()
        condition = Q()
        for path in paths:
            condition |= Q(**{path: self.pk})
        return model._base_manager.filter(condition)


def entries_of(record: db.Model, *, leave_out=NOT_CURATED) -> list[dict]:
    """The objects of a record, its parts and their evidence, each with ``model`` and ``fields``.

    In canonical form, in the order in which files of the curated set have them. A source comes
    without what cites it, a party without the agreements it takes part in. However many parts
    there are, the number of queries is the same.
    """
    view = OfOneRecord(record)
    found = []
    for model in tables_of(type(record)):
        label = shape_of(model).label
        found += [
            {"model": label, "fields": fields}
            for fields in objects(model, view, leave_out=leave_out)
        ]
    return sorted_as_read(found)


@cache
def tables_of(root: type[db.Model]) -> tuple[type[db.Model], ...]:
    """The tables of a kind of record: its own, and those of its parts and their evidence."""
    return tuple(
        model
        for model in IN_FILES
        if any(paths_to(root, model, about) for about in EXCLUSIVE.get(model, ("",)))
    )


@cache
def paths_to(root: type[db.Model], model: type[db.Model], about: str = "") -> tuple[str, ...]:
    """The look-ups that lead from rows of ``model`` to the record of the kind ``root``.

    ``about`` narrows them, where a row belongs to one of several things, to those that begin
    with this field.
    """
    if model is root:
        return ("pk",)
    if model in EXCLUSIVE:
        parents = (about,) if about else EXCLUSIVE[model]
    elif issubclass(model, Part) and model.parent_field:
        parents = (model.parent_field,)
    else:
        return ()
    found = []
    for parent in parents:
        above = model._meta.get_field(parent).related_model
        for path in paths_to(root, above):
            found.append(parent if path == "pk" else f"{parent}__{path}")
    return tuple(found)
