"""Worlds for tests of every address: one record of each kind, told at any length, and drafts."""

from dataclasses import dataclass, fields

from coop.curation import recording
from coop.models import (
    Agreement,
    CoProduction,
    Country,
    Event,
    Party,
    Person,
    Place,
    Provision,
    ProvisionTopic,
    SourceDocument,
    Subject,
)
from tests import factories


@dataclass
class World:
    """One public record of each kind that has an address."""

    agreement: Agreement
    coproduction: CoProduction
    source: SourceDocument
    party: Party
    country: Country
    person: Person
    event: Event
    place: Place
    subject: Subject
    topic: ProvisionTopic
    provision: Provision

    def __iter__(self):
        return (getattr(self, field.name) for field in fields(self))


def public_world() -> World:
    """A world in which everything public refers to everything else."""
    with recording():
        land = factories.country("KZ")
        place = factories.place(country=land)
        event = factories.event(place=place, held_on="2024-05")
        person = factories.person()
        party = factories.party(parent=factories.state("KZ"), country=land)
        subject = factories.subject(place=place)
        source = factories.source(paragraph_count=1)
        topic = factories.topic("archives")
        agreement = factories.agreement(
            parties=[party, factories.state("FR")], place=place, source=source
        )
        provision = factories.provision(
            agreement=agreement, topic=topic, subjects=[subject], forms=["fiction"]
        )
        film = factories.coproduction(countries=[land], source=source, year="2023")
        film.subjects.add(subject)
        factories.group(members=[land], organisation=party)
        factories.group(members=[land], organisation=factories.party(names="Hidden organisation"))
        world = World(
            *(agreement, film, source, party, land, person, event, place, subject, topic),
            provision,
        )
        tell(world, 2)
    for record in world:
        record.refresh_from_db()
    return world


def tell(world: World, times: int):
    """Say ``times`` more of everything: parts, evidence, and records that refer to it."""
    with recording() as opened:
        opened.touch(world.agreement, world.coproduction)
        for _each in range(times):
            _tell_agreement(world)
            _tell_film(world)
            _tell_around(world)


def _tell_agreement(world):
    agreement = world.agreement
    body = factories.party(parent=world.party, country=world.country)
    agreement.frameworks.add(factories.party(kind="intergovernmental-organisation"))
    agreement.subjects.add(factories.subject())
    participation = factories.participation(agreement=agreement, party=body, acting_for=world.party)
    factories.signature(
        participation=participation, person=world.person, office="Minister", office_at=body
    )
    factories.act(agreement=agreement, kind="ratification", participation=participation)
    factories.act(agreement=agreement, kind="amendment", done_on="2025")
    factories.occasion(agreement=agreement, event=factories.event(part_of=world.event))
    factories.relation(agreement=agreement)
    factories.relation(related=agreement)
    factories.film_link(agreement=agreement)
    provision = factories.provision(
        agreement=agreement, topic=world.topic, subjects=[world.subject, factories.subject()]
    )
    factories.rule(provision=provision, relaxes=factories.rule(provision=provision))
    factories.statement(provision=provision)
    factories.rule(provision=world.provision)
    factories.statement(provision=world.provision)
    factories.citation(world.provision, source=factories.source(), field="summary")
    factories.citation(
        factories.statement(agreement=agreement, evidence=False),
        source=world.source,
        said_by_as_printed="The minister",
        said_by_person=world.person,
        said_by_party=world.party,
    )


def _tell_film(world):
    film = world.coproduction
    film.subjects.add(factories.subject(person=factories.person()))
    factories.partner(coproduction=film, party=factories.party(country=world.country))
    factories.partner(coproduction=film, country=factories.country(), share=20)
    factories.screening(coproduction=film, event=world.event, place=world.place)
    factories.screening(coproduction=film, event=factories.event(place=world.place))
    factories.film_link(coproduction=film)


def _tell_around(world):
    """Other records that refer to the same bodies, people, events, places and subjects."""
    other = factories.agreement(
        parties=[world.party, factories.state("KZ"), factories.party(country=world.country)],
        place=world.place,
        source=world.source,
    )
    factories.signature(
        participation=other.participations.first(), person=world.person, office_at=world.party
    )
    factories.occasion(agreement=other, event=world.event)
    factories.provision(agreement=other, topic=world.topic, subjects=[world.subject])
    film = factories.coproduction(countries=[world.country])
    film.subjects.add(world.subject)
    factories.partner(coproduction=film, party=world.party)
    factories.attendance(event=world.event, office_at=world.party)
    factories.attendance(
        event=factories.event(part_of=world.event, place=world.place, country=world.country),
        person=world.person,
        office="Speaker",
    )
    factories.statement(event=world.event)
    group = factories.group(members=[world.country], organisation=world.party)
    factories.membership(group=group, until="2020")
    factories.former_name(party=world.party)
    for thing in (world.party, world.person, world.place, world.event):
        factories.citation(thing, source=world.source, as_named="Its name", field="names")


HIDDEN = "Hidden"


def hide(world: World, state: str = "draft"):
    """Add what the public must not see: every kind of record, tied to what it does see."""
    with recording():
        source = factories.source(draft=True, title="Hidden source", state=state)
        party = factories.party(names="Hidden body", parent=world.party, country=world.country)
        person = factories.person(names="Hidden person")
        place = factories.place(names="Hidden place", country=world.country)
        event = factories.event(
            names="Hidden event", part_of=world.event, place=world.place, held_on="2024-05"
        )
        subject = factories.subject(names="Hidden subject", place=world.place)
        factories.former_name(party=party, names="Hidden former name")
        factories.attendance(
            event=event,
            person=world.person,
            office="Hidden office",
            office_at=world.party,
            source=source,
        )
        factories.attendance(event=event, person=person, source=source)
        factories.statement(event=event, summary="Hidden statement", source=source)
        agreement = _hidden_agreement(world, state, source, party, person, subject)
        _hidden_film(world, state, source, agreement, place)
        factories.occasion(agreement=agreement, event=event)
        factories.relation(agreement=world.agreement, related=agreement)
        factories.film_link(coproduction=world.coproduction, agreement=agreement)
        for thing in (world.party, world.person, world.place, world.event):
            factories.citation(
                thing,
                source=source,
                as_named="Hidden word",
                note="Hidden note",
                basis="inferred",
                said_by_as_printed="Hidden speaker",
                said_by_person=person,
            )
    return [source, party, person, place, event, subject, agreement]


def _hidden_agreement(world, state, source, party, person, subject):
    agreement = factories.agreement(
        draft=True,
        title="Hidden agreement",
        state=state,
        withdrawn_because="Hidden reason",
        summary="Hidden summary",
        parties=[world.party, party, factories.state("KZ")],
        place=world.place,
        source=source,
    )
    agreement.frameworks.add(world.party)
    agreement.subjects.add(world.subject, subject)
    participation = agreement.participations.first()
    for signatory in (world.person, person):
        factories.signature(participation=participation, person=signatory, office="Hidden seat")
    factories.act(agreement=agreement, note="Hidden note")
    factories.occasion(agreement=agreement, event=world.event)
    factories.relation(agreement=agreement, related=world.agreement)
    factories.statement(agreement=agreement, summary="Hidden aim")
    provision = factories.provision(
        agreement=agreement,
        topic=world.topic,
        summary="Hidden provision",
        subjects=[world.subject],
    )
    factories.rule(provision=provision)
    factories.statement(provision=provision, summary="Hidden effect")
    factories.citation(agreement, source=source, as_named="Hidden label")
    factories.citation(agreement, source=world.source, as_named="Hidden label of a read source")
    return agreement


def _hidden_film(world, state, source, agreement, place):
    film = factories.coproduction(
        draft=True,
        title="Hidden film",
        state=state,
        countries=[world.country],
        source=source,
    )
    film.subjects.add(world.subject)
    factories.partner(coproduction=film, party=world.party)
    factories.screening(coproduction=film, event=world.event, place=world.place)
    factories.screening(coproduction=film, place=place)
    factories.film_link(coproduction=film, agreement=world.agreement)
    factories.film_link(coproduction=film, agreement=agreement)
