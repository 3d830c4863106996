"""The records behind the names that stand in a text."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Model

from coop.models import (
    Agreement,
    CoProduction,
    Country,
    Event,
    Party,
    Person,
    Place,
    ProvisionTopic,
    Subject,
)
from coop.querysets.bulk import among, batches
from coop.vocabulary.desk import Recognised
from coop.vocabulary.parties import PartyKind
from coop.vocabulary.searching import SPAN, first_id

MODELS: dict[str, type[Model]] = {
    Recognised.PARTY: Party,
    Recognised.PERSON: Person,
    Recognised.PLACE: Place,
    Recognised.COUNTRY: Country,
    Recognised.EVENT: Event,
    Recognised.COPRODUCTION: CoProduction,
    Recognised.AGREEMENT: Agreement,
    Recognised.SUBJECT: Subject,
    Recognised.TOPIC: ProvisionTopic,
}
"""The kinds of things, in the order in which they are offered for the same words."""

ORDER = {kind: number for number, kind in enumerate(MODELS)}


@dataclass(frozen=True)
class Candidate:
    """A record that words may be: its kind, its key (or code), its name for the reader."""

    kind: str
    key: str
    label: str
    pk: int


@dataclass(frozen=True)
class Found:
    """A candidate, and what helps to choose among several."""

    candidate: Candidate
    country: int | None = None


def read(documents: Iterable[int]) -> dict[int, Found]:
    """What is behind search documents, by their ids.

    A country that has its state stands for that state, which can take part and be cited; the
    state is left out where it is named itself. Groups of topics are left out: their names are
    everyday words, and provisions are coded with topics.
    """
    ids = sorted(documents)
    found: dict[int, Found] = {}
    for kind, model in MODELS.items():
        first = first_id(kind)
        pks = [number - first for number in ids if 0 < number - first < SPAN]
        for batch in batches(pks):
            things = model._default_manager.filter(**among("pk", batch))
            for thing in READERS.get(kind, _others)(kind, things):
                found[first + thing[0]] = thing[1]
    return found


def _others(kind: str, things):
    for thing in things:
        country = getattr(thing, "country_id", None)
        yield thing.pk, Found(Candidate(kind, thing.key, str(thing), thing.pk), country)


def _parties(kind: str, things):
    yield from _others(kind, things.exclude(kind=PartyKind.STATE))


def _countries(kind: str, things):
    states = {
        state.country_id: state
        for state in Party.objects.filter(kind=PartyKind.STATE, country__in=things)
    }
    for country in things:
        state = states.get(country.pk)
        candidate = (
            Candidate(kind, country.code, str(country), country.pk)
            if state is None
            else Candidate(Recognised.PARTY, state.key, str(country), state.pk)
        )
        yield country.pk, Found(candidate, country.pk)


def _topics(kind: str, things):
    for topic in things.exclude(parent=None):
        yield topic.pk, Found(Candidate(kind, topic.code, str(topic), topic.pk))


READERS: dict[str, Callable] = {
    Recognised.PARTY: _parties,
    Recognised.COUNTRY: _countries,
    Recognised.TOPIC: _topics,
}
