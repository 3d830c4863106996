"""The things that the report on the Iran–Kazakhstan film memorandum speaks of, by their keys."""

from coop.models import (
    Act,
    Agreement,
    AgreementRelation,
    Attendance,
    Event,
    Occasion,
    Participation,
    Party,
    Person,
    Place,
    Provision,
    Signature,
    SourceDocument,
    Statement,
)
from coop.vocabulary.records import Basis
from tests.facts import evidence

REPORT = "source-iran-daily-film-deal"
FILM = "agreement-iran-kazakhstan-film-memorandum"
PROGRAMME = "agreement-iran-kazakhstan-cultural-programme-2022"
MEMORANDA = "agreement-iran-kazakhstan-memoranda-2022"
PACKAGE = "agreement-iran-kazakhstan-visit-package"
AGREEMENTS = (FILM, PROGRAMME, MEMORANDA, PACKAGE)

VISIT = "event-pezeshkian-official-visit-to-kazakhstan"
TALKS = "event-iran-kazakhstan-high-level-talks"
SUMMIT = "event-iran-kazakhstan-presidential-summit-2022"
FILM_WEEKS = "event-iran-kazakhstan-film-weeks"


def report():
    return SourceDocument.objects.get(key=REPORT)


def agreement(key=FILM):
    return Agreement.objects.get(key=key)


def event(key):
    return Event.objects.get(key=key)


def person(key):
    return Person.objects.get(key=key)


def party(key):
    return Party.objects.get(key=key)


def astana():
    return Place.objects.get(key="place-astana")


def attendance(event_key, key):
    return Attendance.objects.get_by_natural_key(event_key, key)


def participation(key, agreement_key=FILM):
    return Participation.objects.get_by_natural_key(agreement_key, key)


def signature(side, key):
    return Signature.objects.get_by_natural_key(FILM, side, key)


def signing(agreement_key=FILM):
    return Act.objects.get_by_natural_key(agreement_key, "signature")


def occasion(key, agreement_key=FILM):
    return Occasion.objects.get_by_natural_key(agreement_key, key)


def relation(key, agreement_key=FILM):
    return AgreementRelation.objects.get_by_natural_key(agreement_key, key)


def provision(key):
    return Provision.objects.get_by_natural_key(FILM, key)


def statement(key):
    return Statement.objects.get(key=f"iran-kazakhstan-{key}")


def words(thing, paragraph, *, field="", basis=Basis.STATED):
    """The report's own words for a thing in one paragraph."""
    return evidence.words(thing, REPORT, paragraph, field=field, basis=basis)


def inferred(thing, paragraph, field=""):
    """The words from which something is inferred."""
    return words(thing, paragraph, field=field, basis=Basis.INFERRED)


def ambiguous(thing, paragraph, field=""):
    """The words that can be read in two ways."""
    return words(thing, paragraph, field=field, basis=Basis.AMBIGUOUS)


def topic(thing):
    return thing.topic.code


def subjects(thing):
    return set(thing.subjects.values_list("key", flat=True))
