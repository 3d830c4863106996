"""Which things of a record can be cited, and how a citation leads back to the record."""

from django.db import models as db

from coop.models import Agreement, CoProduction, Event, Party, Person, Place

CLAIMS_OF: dict[type[db.Model], dict[str, tuple[str, ...]]] = {
    Agreement: {
        "agreement": ("pk",),
        "occasion": ("agreement",),
        "participation": ("agreement",),
        "signature": ("participation__agreement",),
        "act": ("agreement",),
        "relation": ("agreement",),
        "provision": ("agreement",),
        "rule": ("provision__agreement",),
        "statement": ("agreement", "provision__agreement"),
    },
    CoProduction: {
        "coproduction": ("pk",),
        "partner": ("coproduction",),
        "screening": ("coproduction",),
        "film_link": ("coproduction",),
    },
    Event: {"event": ("pk",), "attendance": ("event",), "statement": ("event",)},
    Party: {"party": ("pk",)},
    Person: {"person": ("pk",)},
    Place: {"place": ("pk",)},
}
"""For each kind of record: its citable things, each with the path that leads back to it."""


def claims_of(model) -> list[tuple[str, str]]:
    """The citable things of a kind of record, each with one path that leads back to it."""
    return [(target, path) for target, paths in CLAIMS_OF.get(model, {}).items() for path in paths]


def lookups_of(model) -> list[str]:
    """The look-ups that lead from a citation to the record of ``model`` that it is about."""
    return [target if path == "pk" else f"{target}__{path}" for target, path in claims_of(model)]
