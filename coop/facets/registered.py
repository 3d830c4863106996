"""Every kind of record that has a list."""

from django.db.models import Model

from coop.facets import (
    agreements,
    coproductions,
    countries,
    events,
    parties,
    people,
    places,
    provisions,
    sources,
    subjects,
    topics,
)
from coop.facets.kinds import Kind

KINDS: dict[type[Model], Kind] = {
    room.KIND.model: room.KIND
    for room in (
        agreements,
        provisions,
        coproductions,
        parties,
        people,
        events,
        places,
        subjects,
        sources,
        countries,
        topics,
    )
}
