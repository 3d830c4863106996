"""The list of countries and the page of one: its state, its bodies, and what they do together."""

from django.db.models import Q

from coop.facets import parts
from coop.figures.partners import partners_of
from coop.filters.countries import CountryFilter
from coop.models import Agreement, CoProduction, Country, CountryGroup, Event, Party, Place
from coop.querysets.numbers import numbers_of
from coop.views.base import VocabularyDetail, permanent_redirect
from coop.views.lists import RecordList
from coop.views.referring import AT_MOST, Short, events_in_order, newest_first
from coop.vocabulary.parties import PartyKind


class CountryList(RecordList):
    """Countries with something on record; with ``show=all``, every one."""

    filter_class = CountryFilter
    template_name = "coop/countries/list.html"

    def prepared(self, record):
        for name, numbers in self._numbers().items():
            setattr(record, name, numbers.get(record.pk, 0))
        return record

    def _numbers(self) -> dict[str, dict[int, int]]:
        """How much is on record of each country, by what a row prints."""
        kept = self.index.kept
        if "numbers" not in kept:
            kept["numbers"] = {
                "agreement_count": numbers_of(
                    parts.participations(), "party__country", of="agreement"
                ),
                "body_count": numbers_of(Party.objects.public(), "country"),
                "film_count": numbers_of(parts.partners(), "country", of="coproduction"),
            }
        return kept["numbers"]


class CountryDetail(VocabularyDetail):
    """A country: with whom it makes agreements, through which bodies, and its films and events."""

    model = Country
    template_name = "coop/countries/detail.html"

    def absent(self, wanted):
        """A code in small letters leads to the country: people type addresses."""
        country = Country.objects.filter(code=wanted.upper()).first()
        return permanent_redirect(self.request, country) if country else super().absent(wanted)

    def story(self, country: Country) -> dict:
        own = Agreement.objects.filter(participations__party__country=country)
        parties = Party.objects.public().filter(country=country).order_by("sort_key", "pk")
        films = CoProduction.objects.published().filter(
            Q(partners__country=country) | Q(partners__party__country=country)
        )
        events = Event.objects.filter(
            Q(place__country=country) | Q(place__country=None, country=country)
        )
        return {
            "partners": partners_of(country),
            "agreements": Short(
                newest_first(Agreement.objects.filter(pk__in=own.order_by().values("pk")))
            ),
            "groups": CountryGroup.objects.of(country),
            "state": parties.filter(kind=PartyKind.STATE).first(),
            "bodies": Short(parties.exclude(kind=PartyKind.STATE).with_country()),
            "films": Short(films.distinct().with_partners().order_by("sort_key", "pk")),
            "events": Short(events_in_order(events)),
            "places": Short(
                Place.objects.public().filter(country=country).order_by("sort_key", "pk")
            ),
            "at_most": AT_MOST,
        }
