"""What is indexed of countries."""

from coop.facets import parts
from coop.facets.kinds import Kind, by_name, by_number
from coop.facets.uses import first_of, used
from coop.models import Country, Party, Place

KIND = Kind(
    model=Country,
    everything=Country.objects.all,
    columns={
        "use": first_of(
            used("agreements", parts.participations, "party__country"),
            used("films", parts.partners, "country"),
            used("films", parts.partners, "party__country"),
            used("events", parts.events, "country"),
            used("events", parts.events, "place__country"),
            used("bodies", Party.objects.public, "country"),
            used("places", Place.objects.public, "country"),
        ),
    },
    orders={
        "title": by_name(Country, "code"),
        "agreements": by_number(Country, parts.participations, "party__country", "agreement"),
    },
)
