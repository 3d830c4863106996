"""The lists of events, places and subjects, told."""

from django.utils.translation import gettext_lazy as _

from coop.exchange.lists.columns import (
    ADDRESSES,
    OWN_EVIDENCE,
    Texts,
    Told,
    dates,
    evidence,
    identifiers,
    member,
    number,
    plain,
)
from coop.exchange.lists.evidence import Evidenced
from coop.exchange.lists.listing import Listing, dated, with_bounds
from coop.facets import parts
from coop.models import Country, Event, Person, Place, Subject
from coop.querysets.numbers import number_of


class Events(Listing):
    """Events, with when and where."""

    model = Event
    url_name = "event"
    fields = (
        *("key", "slug", "names", "is_name_supplied", "kind", "part_of"),
        *("place", "place__country", "country", *with_bounds("held_on")),
        *("holding", "agreement_count", "screening_count"),
    )
    layout = (
        *ADDRESSES,
        Texts("names", _("Name")),
        plain("is_name_supplied", _("Name supplied")),
        plain("kind", _("Kind")),
        member("part_of", _("Part of"), "part_of", "name"),
        member("part_of_key", _("Part of: key"), "part_of", "key"),
        *dates("held_on", _("Held on")),
        plain("holding", _("Planned or held")),
        member("place", _("Place"), "place", "name"),
        member("place_key", _("Place: key"), "place", "key"),
        *evidence("place", _("Place"), "place"),
        member("country", _("Country"), "country", "name"),
        member("country_code", _("Country: code"), "country", "code"),
        *evidence("country", _("Country"), "country"),
        number("agreement_count", _("Agreements")),
        number("screening_count", _("Screenings")),
        *OWN_EVIDENCE,
    )
    brief = ("kind", "held_on", "holding", "place", "country")

    @classmethod
    def public(cls):
        return Event.objects.public().annotate(
            agreement_count=number_of(parts.occasions(), "event", of="agreement"),
            screening_count=number_of(parts.screenings(), "event"),
        )

    def load(self, ids, rows):
        self.cited = Evidenced("event", "", ids)
        self.named.load(Event, (row["part_of"] for row in rows.values()))
        self.named.load(Place, (row["place"] for row in rows.values()))
        self.named.load(Country, (self._where(row)[1] for row in rows.values()))

    @staticmethod
    def _where(row: Told) -> tuple[str, int | None]:
        """The field that says in which country it was, its place's before its own; and which."""
        at = row["place__country"]
        return ("place", at) if at else ("country", row["country"])

    def told(self, row):
        pk = row["pk"]
        place = self.named.one(Place, row["place"])
        field, where = self._where(row)
        country = self.named.one(Country, where)
        return {
            **self.addresses(row["key"], row["slug"]),
            "names": row["names"],
            "is_name_supplied": row["is_name_supplied"],
            "kind": row["kind"],
            "part_of": self.named.one(Event, row["part_of"]),
            "held_on": dated(row, "held_on", self.cited.of_date(pk, "held_on", row["held_on"])),
            "holding": row["holding"],
            "place": place and {**place, **self.cited.of(pk, "place")},
            "country": country and {**country, **self.cited.of(pk, field)},
            "agreement_count": row["agreement_count"],
            "screening_count": row["screening_count"],
            **self.cited.whole(pk),
        }


class Places(Listing):
    """Places, with what took place there."""

    model = Place
    url_name = "place"
    fields = (
        *("key", "slug", "names", "country", "latitude", "longitude", "identifiers"),
        *("agreement_count", "event_count", "screening_count"),
    )
    layout = (
        *ADDRESSES,
        Texts("names", _("Name")),
        member("country", _("Country"), "country", "name"),
        member("country_code", _("Country: code"), "country", "code"),
        *evidence("country", _("Country"), "country"),
        number("latitude", _("Latitude")),
        number("longitude", _("Longitude")),
        *identifiers("wikidata", "geonames"),
        number("agreement_count", _("Agreements")),
        number("event_count", _("Events")),
        number("screening_count", _("Screenings")),
        *OWN_EVIDENCE,
    )
    brief = ("country", "agreement_count", "event_count")

    @classmethod
    def public(cls):
        return Place.objects.public().annotate(
            agreement_count=number_of(parts.agreements(), "place"),
            event_count=number_of(parts.events(), "place"),
            screening_count=number_of(parts.screenings(), "place"),
        )

    def load(self, ids, rows):
        self.cited = Evidenced("place", "", ids)
        self.named.load(Country, (row["country"] for row in rows.values()))

    def told(self, row):
        pk = row["pk"]
        country = self.named.one(Country, row["country"])
        return {
            **self.addresses(row["key"], row["slug"]),
            "names": row["names"],
            "country": country and {**country, **self.cited.of(pk, "country")},
            "latitude": _exact(row["latitude"]),
            "longitude": _exact(row["longitude"]),
            "identifiers": row["identifiers"],
            "agreement_count": row["agreement_count"],
            "event_count": row["event_count"],
            "screening_count": row["screening_count"],
            **self.cited.whole(pk),
        }


def _exact(value) -> str | None:
    """A number with all its digits: JSON's own would be rounded by those who read it."""
    return None if value is None else f"{value:f}"


class Subjects(Listing):
    """Subjects, with what is about them; a word of the registry's own, cited nowhere."""

    model = Subject
    url_name = "subject"
    fields = (
        *("key", "slug", "names", "place", "person"),
        *("agreement_count", "provision_count", "film_count"),
    )
    layout = (
        *ADDRESSES,
        Texts("names", _("Name")),
        member("place", _("Place"), "place", "name"),
        member("place_key", _("Place: key"), "place", "key"),
        member("person", _("Person"), "person", "name"),
        member("person_key", _("Person: key"), "person", "key"),
        number("agreement_count", _("Agreements")),
        number("provision_count", _("Provisions")),
        number("film_count", _("Films")),
    )
    brief = ("agreement_count", "provision_count", "film_count")

    @classmethod
    def public(cls):
        return Subject.objects.public().annotate(
            agreement_count=number_of(parts.agreements(), "subjects"),
            provision_count=number_of(parts.provisions(), "subjects"),
            film_count=number_of(parts.films(), "subjects"),
        )

    def load(self, ids, rows):
        self.named.load(Place, (row["place"] for row in rows.values()))
        self.named.load(Person, (row["person"] for row in rows.values()))

    def told(self, row):
        return {
            **self.addresses(row["key"], row["slug"]),
            "names": row["names"],
            "place": self.named.one(Place, row["place"]),
            "person": self.named.one(Person, row["person"]),
            "agreement_count": row["agreement_count"],
            "provision_count": row["provision_count"],
            "film_count": row["film_count"],
        }
