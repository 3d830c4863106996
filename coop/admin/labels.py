"""How records are named in lists of choices, and what must be read to name them."""

from coop.dates.words import in_words
from coop.models import (
    Agreement,
    Citation,
    CoProduction,
    Country,
    Event,
    Participation,
    Party,
    Person,
    Place,
    ProvisionTopic,
    SourceDocument,
    Subject,
)
from coop.models.base import Publishable
from coop.vocabulary.records import State

READ_WITH = {
    Party: ("country", "parent__country"),
    Place: ("country",),
    Event: ("place__country", "country"),
    ProvisionTopic: ("parent",),
    Subject: ("place", "person"),
    Participation: ("party__country",),
    Citation: ("source",),
}

HEAVY = {SourceDocument: ("text",), Citation: ("source__text",)}


def choosable(model):
    """All records of a model, with what ``described`` reads and without what nobody prints."""
    records = model._default_manager.select_related(*READ_WITH.get(model, ()))
    return records.defer(*HEAVY.get(model, ()))


def described(record) -> str:
    """One line that tells a record from others of the same name."""
    parts = [str(record), *(str(part) for part in DETAILS.get(type(record), _nothing)(record))]
    if isinstance(record, Publishable) and record.state != State.PUBLISHED:
        parts.append(f"({record.get_state_display()})")
    return " · ".join(part for part in parts if part)


def _nothing(record):
    return ()


def _of_party(party):
    if party.is_state:
        return (party.get_kind_display(),)
    return (party.parent or party.country or "",)


def _of_place(place):
    return (place.country or "",)


def _of_event(event):
    return (in_words(event.held_on) if event.held_on else "", event.place or event.country or "")


def _of_topic(topic):
    return (topic.parent or "",)


def _of_source(source):
    return (source.publisher,)


def _of_country(country):
    return (country.code,)


def _of_film(film):
    return (in_words(film.year) if film.year else "",)


def _of_agreement(agreement):
    return (agreement.get_kind_display(),)


DETAILS = {
    Agreement: _of_agreement,
    CoProduction: _of_film,
    Country: _of_country,
    Event: _of_event,
    Party: _of_party,
    Place: _of_place,
    ProvisionTopic: _of_topic,
    SourceDocument: _of_source,
}
"""What is said of a record besides its name; people and subjects have their names alone."""

CHOSEN = (*DETAILS, Person, Subject)
