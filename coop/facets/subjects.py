"""What is indexed of subjects."""

from coop.facets import parts
from coop.facets.kinds import Kind, by_name, own
from coop.facets.uses import first_of, used
from coop.models import Subject

public = Subject.objects.public


def what(place: int | None, person: int | None):
    """What a subject is: places and people it may be at once, else it is a theme."""
    found = [kind for kind, one in (("place", place), ("person", person)) if one]
    return found or ["theme"]


KIND = Kind(
    model=Subject,
    everything=public,
    columns={
        "kind": (own(public, "place", "person", spell=what),),
        "use": first_of(
            used("agreements", parts.agreements, "subjects"),
            used("provisions", parts.provisions, "subjects"),
            used("films", parts.films, "subjects"),
        ),
    },
    orders={"title": by_name(Subject)},
)
