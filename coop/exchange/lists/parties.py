"""The lists of parties and of people, told."""

from django.utils.translation import gettext_lazy as _

from coop.exchange.lists.columns import (
    ADDRESSES,
    OWN_EVIDENCE,
    Texts,
    evidence,
    identifiers,
    member,
    number,
    plain,
)
from coop.exchange.lists.evidence import Evidenced
from coop.exchange.lists.listing import Listing
from coop.exchange.sheets.from_registry import tags_in
from coop.facets import parts
from coop.models import Country, Party, Person
from coop.querysets.numbers import number_of
from coop.vocabulary.parties import PartyKind


class Parties(Listing):
    """Parties, with where they belong and how often they take part; a state has its country's
    names."""

    model = Party
    url_name = "party"
    fields = (
        *("key", "slug", "names", "short_names", "kind", "country", "country__names", "parent"),
        *("identifiers", "agreement_count", "film_count"),
    )
    layout = (
        *ADDRESSES,
        Texts("names", _("Name")),
        Texts("short_names", _("Short name")),
        plain("kind", _("Kind")),
        member("country", _("Country"), "country", "name"),
        member("country_code", _("Country: code"), "country", "code"),
        *evidence("country", _("Country"), "country"),
        member("parent", _("Part of"), "parent", "name"),
        member("parent_key", _("Part of: key"), "parent", "key"),
        *identifiers("wikidata", "isni", "viaf"),
        number("agreement_count", _("Agreements")),
        number("film_count", _("Films")),
        *OWN_EVIDENCE,
    )
    brief = ("kind", "country", "parent")

    @classmethod
    def public(cls):
        return Party.objects.public().annotate(
            agreement_count=number_of(parts.participations(), "party", of="agreement"),
            film_count=number_of(parts.partners(), "party", of="coproduction"),
        )

    @classmethod
    def tags(cls, text):
        """Those of the countries' names too, which their states read."""
        found = super().tags(text)
        if text == "names":
            found |= tags_in(Country.objects.filter(parties__is_public=True), "names")
        return found

    def load(self, ids, rows):
        self.cited = Evidenced("party", "", ids)
        self.named.load(Country, (row["country"] for row in rows.values()))
        self.named.load(Party, (row["parent"] for row in rows.values()))

    def told(self, row):
        pk = row["pk"]
        country = self.named.one(Country, row["country"])
        is_state = row["kind"] == PartyKind.STATE
        return {
            **self.addresses(row["key"], row["slug"]),
            "names": row["country__names"] if is_state else row["names"],
            "short_names": row["short_names"],
            "kind": row["kind"],
            "country": country and {**country, **self.cited.of(pk, "country")},
            "parent": self.named.one(Party, row["parent"]),
            "identifiers": row["identifiers"],
            "agreement_count": row["agreement_count"],
            "film_count": row["film_count"],
            **self.cited.whole(pk),
        }


class People(Listing):
    """People, with how often they sign, attend and are heard."""

    model = Person
    url_name = "person"
    fields = (
        *("key", "slug", "names", "identifiers"),
        *("signature_count", "attendance_count", "said_count"),
    )
    layout = (
        *ADDRESSES,
        Texts("names", _("Name")),
        *identifiers("wikidata", "isni", "viaf", "imdb"),
        number("signature_count", _("Signatures")),
        number("attendance_count", _("Attendances")),
        number("said_count", _("Statements")),
        *OWN_EVIDENCE,
    )
    brief = ("signature_count", "attendance_count", "said_count")

    @classmethod
    def public(cls):
        return Person.objects.public().annotate(
            signature_count=number_of(parts.signatures(), "person"),
            attendance_count=number_of(parts.attendances(), "person"),
            said_count=number_of(parts.citations(), "said_by_person"),
        )

    def load(self, ids, rows):
        self.cited = Evidenced("person", "", ids)

    def told(self, row):
        return {
            **self.addresses(row["key"], row["slug"]),
            "names": row["names"],
            "identifiers": row["identifiers"],
            "signature_count": row["signature_count"],
            "attendance_count": row["attendance_count"],
            "said_count": row["said_count"],
            **self.cited.whole(row["pk"]),
        }
