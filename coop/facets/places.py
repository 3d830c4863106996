"""What is indexed of places."""

from coop.facets import parts
from coop.facets.kinds import Kind, by_name, own
from coop.facets.uses import first_of, used
from coop.models import Place, Subject

KIND = Kind(
    model=Place,
    everything=Place.objects.public,
    columns={
        "country": (own(Place.objects.public, "country__code"),),
        "use": first_of(
            used("agreements", parts.agreements, "place"),
            used("events", parts.events, "place"),
            used("screenings", parts.screenings, "place"),
            used("subject", Subject.objects.public, "place"),
        ),
    },
    orders={"title": by_name(Place)},
)
