"""What is indexed of events."""

from coop.facets import parts
from coop.facets.kinds import Kind, by_date, by_name, dates_of, own
from coop.facets.uses import first_of, used
from coop.models import Event

public = Event.objects.public


def where(of_place: str | None, of_event: str | None):
    """The country of an event: its place's, else its own."""
    return [code for code in (of_place or of_event,) if code]


KIND = Kind(
    model=Event,
    everything=public,
    columns={
        "kind": (own(public, "kind"),),
        "holding": (own(public, "holding"),),
        "country": (
            own(
                public,
                "place__country__code",
                "country__code",
                spell=where,
            ),
        ),
        "use": first_of(
            used("agreements", parts.occasions, "event"),
            used("people", parts.attendances, "event"),
            used("screenings", parts.screenings, "event"),
            used("statements", parts.statements, "event", owners=("event",)),
        ),
    },
    orders={
        "newest": by_date(Event, "held_on", newest=True),
        "oldest": by_date(Event, "held_on", newest=False),
        "title": by_name(Event),
    },
    spans={"held_on": dates_of(Event, "held_on")},
)
