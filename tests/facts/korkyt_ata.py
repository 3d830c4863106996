"""The things that the report on Kazakhstan's film centre speaks of, by their keys."""

from coop.models import (
    Agreement,
    AgreementRelation,
    CoProduction,
    CoProductionAgreement,
    CoProductionPartner,
    Event,
    Occasion,
    Participation,
    Party,
    Person,
    Place,
    Provision,
    Screening,
    SourceDocument,
    Statement,
)
from coop.vocabulary.records import Basis
from tests.facts import evidence

REPORT = "source-qazaq-culture-korkyt-ata"

COUNTRIES = ("azerbaijan", "kyrgyzstan", "turkmenistan", "turkiye", "uzbekistan")
MEMORANDA = tuple(f"agreement-aktau-{country}" for country in COUNTRIES)
SET = "agreement-aktau-memoranda"
AKTAU = (SET, *MEMORANDA)
CANNES = "agreement-cannes-france-georgia"
AGREEMENTS = (*AKTAU, CANNES)

CENTRE = "party-kazakhstan-film-centre"
BODIES = {
    "azerbaijan": "party-azerbaijan-cinema-agency",
    "kyrgyzstan": "party-kyrgyzstan-cinematography-department",
    "turkmenistan": "party-turkmenistan-oguzhan-turkmenfilm",
    "turkiye": "party-turkiye-cinema-directorate",
    "uzbekistan": "party-uzbekistan-cinematography-agency",
}
CODES = dict(zip(COUNTRIES, ("AZ", "KG", "TM", "TR", "UZ"), strict=True))

FESTIVAL = "event-korkyt-ata-festival"
EDITION = "event-korkyt-ata-festival-2025"
CANNES_FESTIVAL = "event-cannes-film-festival"

PAMIR = "film-as-high-as-the-pamir-mountains"
SEA_DOGS = "film-the-tale-of-the-sea-dogs"
BECOMING = "film-becoming"
FILMS = (PAMIR, SEA_DOGS, BECOMING)


def report():
    return SourceDocument.objects.get(key=REPORT)


def agreement(key):
    return Agreement.objects.get(key=key)


def memorandum(country):
    return agreement(f"agreement-aktau-{country}")


def participation(agreement_key, key):
    return Participation.objects.get_by_natural_key(agreement_key, key)


def signing(agreement_key):
    return agreement(agreement_key).acts.get(key="signature")


def occasion(agreement_key, key="korkyt-ata"):
    return Occasion.objects.get_by_natural_key(agreement_key, key)


def relation(agreement_key, key):
    return AgreementRelation.objects.get_by_natural_key(agreement_key, key)


def provision(country, key):
    return Provision.objects.get_by_natural_key(f"agreement-aktau-{country}", key)


def statement(key):
    return Statement.objects.get(key=key)


def party(key):
    return Party.objects.get(key=key)


def person(key):
    return Person.objects.get(key=key)


def place(key):
    return Place.objects.get(key=key)


def event(key):
    return Event.objects.get(key=key)


def film(key):
    return CoProduction.objects.get(key=key)


def partner(film_key, key):
    return CoProductionPartner.objects.get_by_natural_key(film_key, key)


def screening(film_key, key):
    return Screening.objects.get_by_natural_key(film_key, key)


def film_link(film_key, key):
    return CoProductionAgreement.objects.get_by_natural_key(film_key, key)


def words(thing, paragraph, field="", basis=Basis.STATED):
    """The report's own words for a thing, or one field of it, in one paragraph."""
    return evidence.words(thing, REPORT, paragraph, field=field, basis=basis)


def inferred(thing, paragraph, field=""):
    """The words from which something is inferred."""
    return words(thing, paragraph, field, Basis.INFERRED)


def ambiguous(thing, paragraph, field=""):
    """The words that can be read in two ways."""
    return words(thing, paragraph, field, Basis.AMBIGUOUS)


def supplied(thing, field):
    """What other sources print for one field of a thing."""
    found = thing.citations.filter(basis=Basis.SUPPLIED, field=field)
    assert not found.filter(source__key=REPORT).exists()
    return {citation.as_named for citation in found}


def coding(thing):
    """Topic and stance of a provision."""
    return thing.topic.code, thing.stance


def subjects(thing):
    """Keys of what a film or a provision is about."""
    return {key.removeprefix("subject-") for key in thing.subjects.values_list("key", flat=True)}
