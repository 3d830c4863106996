"""Which fields of a record need evidence: what is stated in them, a source must state."""

from collections.abc import Container, Mapping
from typing import Any

from django.db import models as db
from django.utils.translation import gettext as _

from coop.models import Agreement, CoProduction, Event, Party, Person, Place
from coop.vocabulary.parties import PartyKind

NEED_EVIDENCE: dict[type[db.Model], tuple[str, ...]] = {
    Agreement: ("title", "kind", "bindingness", "authentic_languages", "place", "frameworks"),
    CoProduction: ("title", "kind", "status", "year"),
    Event: ("names", "kind", "part_of", "place", "country", "held_on", "holding"),
    Party: ("names", "kind", "country", "parent"),
    Person: ("names",),
    Place: ("names", "country"),
}
"""For each citable kind of record the fields that say something about the world.

Slugs, summaries and notes are the registry's own words, and need none.
"""

SUPPLIED_BY = {"title": "is_title_supplied", "names": "is_name_supplied"}
"""Names that the registry made up, where this box is ticked, need no evidence either."""

NOT_STATED = "not-stated"


def uncovered(model: type[db.Model], values: Mapping[str, Any], cited: Container[str]) -> list[str]:
    """The fields of a record that say something, and that no citation is about.

    ``values`` are its fields by name; ``cited`` the fields that its citations are about. A
    citation that is about no field is about the whole record, and covers them all. A state
    is made from its country, and so needs no evidence.
    """
    if "" in cited or (model is Party and values.get("kind") == PartyKind.STATE):
        return []
    return [
        name
        for name in NEED_EVIDENCE.get(model, ())
        if values.get(name) not in (None, "", [], {}, NOT_STATED)
        and not values.get(SUPPLIED_BY.get(name, ""))
        and name not in cited
    ]


def values(record) -> dict[str, Any]:
    """What a record says in its fields, by their names."""
    found = {field.name: getattr(record, field.attname) for field in record._meta.concrete_fields}
    for field in record._meta.many_to_many:
        if field.name in NEED_EVIDENCE[type(record)]:
            found[field.name] = list(getattr(record, field.name).all())
    return found


def field_without_evidence(model: type[db.Model], field: str) -> str:
    """What is said of a field that no citation is about."""
    found: Any = model._meta.get_field(field)
    return _("No evidence yet: %(field)s.") % {"field": found.verbose_name}
