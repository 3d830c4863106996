"""Questions to a list, drawn by lot: which parameters, and which values."""

from dataclasses import dataclass
from datetime import date
from random import Random

from django.http import QueryDict

from coop.dates.ranges import parse_limit
from coop.filters.agreements import AgreementFilter
from coop.filters.base import RecordFilter
from coop.filters.coproductions import CoProductionFilter
from coop.filters.countries import CountryFilter
from coop.filters.events import EventFilter
from coop.filters.facets import NamedFacet
from coop.filters.parties import PartyFilter
from coop.filters.people import PersonFilter
from coop.filters.places import PlaceFilter
from coop.filters.provisions import ProvisionFilter
from coop.filters.sources import SourceFilter
from coop.filters.subjects import SubjectFilter
from coop.filters.topics import TopicFilter
from tests.facets.oracle import Oracle, Values

FILTERS: dict[str, type[RecordFilter]] = {
    "agreements": AgreementFilter,
    "provisions": ProvisionFilter,
    "coproductions": CoProductionFilter,
    "parties": PartyFilter,
    "people": PersonFilter,
    "events": EventFilter,
    "places": PlaceFilter,
    "subjects": SubjectFilter,
    "sources": SourceFilter,
    "countries": CountryFilter,
    "topics": TopicFilter,
}

TODAYS = (date(1975, 7, 1), date(2012, 2, 29), date(2026, 7, 1))
DAYS = ("1950", "1984-05", "1999", "2005-06-30", "2012", "2015-03", "2020", "2026-07-01", "2031")
RANGES = {
    "agreements": ("signed_from", "signed_to"),
    "coproductions": ("year_from", "year_to"),
    "events": ("held_from", "held_to"),
    "sources": ("published_from", "published_to"),
}


@dataclass(frozen=True)
class Drawn:
    """A question as an address asks it and as the oracle is asked, on a day."""

    address: str
    values: Values
    sort: str
    today: date

    def filters(self, name: str, *more: str) -> RecordFilter:
        data = QueryDict(self.address, mutable=True)
        data.setlist("more", list(more))
        return FILTERS[name](data, today=self.today)


def long_facets(name: str) -> list[str]:
    """Facets of which a panel shows the values that most records have."""
    return [
        parameter
        for parameter, asked in FILTERS[name].base_filters.items()
        if isinstance(asked, NamedFacet)
    ]


def draw(name: str, oracle: Oracle, seed: int) -> Drawn:
    """A question that, as a rule, finds something: values are those of one record."""
    lot = Random(seed)
    today = lot.choice(TODAYS)
    data = QueryDict(mutable=True)
    values: dict = {}
    for parameter, asked in oracle.asked.items():
        if lot.random() < 0.6:
            continue
        offered = oracle.values_of(parameter)
        wanted = lot.choice(list(oracle.records)).pk if oracle.records else 0
        fitting = [
            value
            for value in lot.sample(offered, min(len(offered), 12))
            if wanted in oracle.having(parameter, value, values, today)
        ]
        pool = fitting or offered
        number = min(len(pool), lot.choice((1, 1, 1, 2, 3)))
        values[parameter] = lot.sample(pool, number)
        if asked.is_every and lot.random() < 0.3:
            values[parameter] = values[parameter][:1]
    for parameter, (word, _is_offered) in oracle.modes.items():
        if lot.random() < 0.3:
            values[parameter] = [word]
    if name == "agreements" and lot.random() < 0.3:
        data["in_force_on"] = lot.choice(DAYS)
        values["in_force_on"] = parse_limit(data["in_force_on"], end=False)
    first, last = sorted((lot.choice(DAYS), lot.choice(DAYS)))
    for parameter, text in zip(RANGES.get(name, ()), (first, last), strict=False):
        if lot.random() < 0.35:
            data[parameter] = text
            values[parameter] = parse_limit(text, end=parameter.endswith("_to"))
    for parameter, chosen in values.items():
        if isinstance(chosen, list):
            data.setlist(parameter, chosen)
    sort = lot.choice(list(oracle.sorts))
    if sort != next(iter(FILTERS[name].SORTS)) or lot.random() < 0.5:
        data["sort"] = sort
    return Drawn(data.urlencode(), values, sort, today)
