"""Every kind of change to the registry, each to records drawn by lot."""

from collections.abc import Callable
from random import Random

from coop.curation import recording
from coop.models import (
    Act,
    Agreement,
    AgreementRelation,
    Attendance,
    Citation,
    CoProduction,
    CoProductionAgreement,
    CoProductionPartner,
    Country,
    Event,
    Occasion,
    Participation,
    Party,
    Person,
    Place,
    Provision,
    ProvisionTopic,
    Rule,
    Screening,
    Signature,
    SourceDocument,
    Statement,
    Subject,
)
from coop.vocabulary.acts import ActKind
from coop.vocabulary.agreements import AgreementKind, Bindingness
from coop.vocabulary.coproductions import CoProductionKind, FilmLinkNature, FilmStatus
from coop.vocabulary.events import EventKind
from coop.vocabulary.parties import PartyKind
from coop.vocabulary.provisions import Stance
from coop.vocabulary.records import Basis, Form, Holding, Length, State
from coop.vocabulary.sources import SourceKind
from tests import factories

DATES = ("", "1999", "2019-05?", "2020-06", "2021-01-01/2022-02-02", "2024-05-14", "2024/..")
LANGUAGES = ("", "ar", "en", "kk", "ru")
BY = {Agreement: "agreement", CoProduction: "coproduction"}
PARTS = (
    *(Act, AgreementRelation, Attendance, Citation, CoProductionAgreement, CoProductionPartner),
    *(Occasion, Participation, Provision, Rule, Screening, Signature, Statement),
)


class Lot:
    """Draws records, values and parts; ``change`` writes values to a record as editors do."""

    def __init__(self, seed: int):
        self.random = Random(seed)
        self.number = 0

    def any(self, model, **conditions):
        """Some record; None when there is none."""
        found = list(model._base_manager.filter(**conditions).order_by("pk"))
        return self.random.choice(found) if found else None

    def one(self, *values):
        return self.random.choice(values)

    def some(self, values) -> list:
        return self.random.sample(list(values), self.random.randint(0, 2))

    def name(self) -> dict:
        self.number += 1
        first = self.random.choice("AaÄbIıYzЖаКأب1")
        return {"en": f"{first}{self.random.randint(0, 999)} {self.number}"}

    def change(self, thing, **values):
        if thing is None:
            return
        with recording() as opened:
            opened.touch(thing)
            for name, value in values.items():
                setattr(thing, name, value)
            thing.save()


CHANGES: dict[str, Callable[[Lot], object]] = {}


def change(do):
    """Enter a change under its name, in words."""
    CHANGES[do.__name__.replace("_", " ")] = do
    return do


# ---- Records ----


@change
def an_agreement_is_made(lot):
    state = lot.one(State.DRAFT, State.PUBLISHED)
    parties = [lot.any(Party), factories.party(country=lot.any(Country))]
    made = factories.agreement(parties=parties, state=state, source=lot.any(SourceDocument))
    factories.act(agreement=made, done_on=lot.one(*DATES[1:]))


@change
def an_agreement_is_changed(lot):
    lot.change(
        lot.any(Agreement),
        title=lot.name(),
        kind=lot.one(*AgreementKind.values),
        bindingness=lot.one(*Bindingness.values),
        place=lot.one(None, lot.any(Place)),
    )


@change
def an_agreement_is_published_or_hidden(lot):
    lot.change(lot.any(Agreement), state=lot.one(*State.values), withdrawn_because="It was wrong.")


@change
def a_film_is_published_or_hidden(lot):
    lot.change(
        lot.any(CoProduction), state=lot.one(*State.values), withdrawn_because="It was wrong."
    )


@change
def a_source_is_published_or_hidden(lot):
    lot.change(
        lot.any(SourceDocument), state=lot.one(*State.values), withdrawn_because="It was wrong."
    )


@change
def a_film_is_changed(lot):
    lot.change(
        lot.any(CoProduction),
        title=lot.name(),
        year=lot.one("", "1999", "2019", "2024?"),
        forms=lot.some(Form.values),
        lengths=lot.some(Length.values),
        status=lot.one(*FilmStatus.values),
        kind=lot.one(*CoProductionKind.values),
    )


@change
def a_source_is_changed(lot):
    lot.change(
        lot.any(SourceDocument),
        title=lot.name(),
        kind=lot.one(*SourceKind.values),
        language=lot.one(*LANGUAGES),
        published_on=lot.one(*DATES),
    )


@change
def a_party_is_renamed(lot):
    lot.change(lot.any(Party), names=lot.name())


@change
def a_party_is_of_another_country(lot):
    party = lot.any(Party, kind=PartyKind.AGENCY)
    lot.change(party, country=lot.one(None, lot.any(Country)))


@change
def an_event_is_changed(lot):
    lot.change(
        lot.any(Event),
        names=lot.name(),
        kind=lot.one(*EventKind.values),
        holding=lot.one(*Holding.values),
        held_on=lot.one(*DATES),
        place=lot.one(None, lot.any(Place)),
        country=lot.one(None, lot.any(Country)),
    )


@change
def a_place_is_of_another_country(lot):
    lot.change(lot.any(Place), names=lot.name(), country=lot.any(Country))


@change
def a_person_is_renamed(lot):
    lot.change(lot.any(Person), names=lot.name())


@change
def a_subject_is_something_else(lot):
    place, person = lot.one((None, None), (lot.any(Place), None), (None, lot.any(Person)))
    lot.change(lot.any(Subject), names=lot.name(), place=place, person=person)


@change
def a_draft_is_deleted(lot):
    draft = lot.any(Agreement, state=State.DRAFT, inverse_relations=None, film_links=None)
    if draft is not None:
        with recording() as opened:
            opened.touch(draft)
            draft.delete()


# ---- Vocabularies ----


@change
def a_country_is_renamed(lot):
    lot.change(lot.any(Country), names=lot.name())


@change
def a_country_has_another_code(lot):
    used = set(Country.objects.values_list("code", flat=True))
    free = [f"Q{letter}" for letter in "ABCDEFGHIJKLM" if f"Q{letter}" not in used]
    lot.change(lot.any(Country), code=lot.one(*free))


@change
def a_topic_stands_elsewhere(lot):
    topic = lot.any(ProvisionTopic, parent__isnull=False)
    group = lot.any(ProvisionTopic, parent=None)
    lot.change(topic, parent=group, order=lot.random.randint(0, 9), names=lot.name())


@change
def a_group_of_topics_stands_elsewhere(lot):
    lot.change(lot.any(ProvisionTopic, parent=None), order=lot.random.randint(0, 9))


@change
def a_topic_has_another_code(lot):
    lot.number += 1
    code = f"code-{lot.random.randint(0, 999)}-{lot.number}"
    lot.change(lot.any(ProvisionTopic), code=code)


@change
def a_topic_becomes_a_group(lot):
    lot.change(lot.any(ProvisionTopic, narrower=None), parent=None)


@change
def a_group_of_countries_has_another_member(lot):
    factories.group(members=[lot.any(Country)])


# ---- Parts ----


@change
def a_party_joins(lot):
    agreement = lot.any(Agreement)
    taking_part = agreement.participations.values("party")
    others = Party.objects.exclude(pk__in=taking_part).order_by("pk").values_list("pk", flat=True)
    factories.participation(
        agreement=agreement,
        party=lot.any(Party, pk=lot.one(*others)),
        role=lot.one("party", "depositary"),
    )


@change
def somebody_signs(lot):
    taking_part = lot.any(Participation)
    if taking_part is not None:
        factories.signature(
            participation=taking_part, person=factories.person(), office_at=lot.any(Party)
        )


@change
def somebody_attends(lot):
    factories.attendance(event=lot.any(Event), office_at=lot.any(Party))


@change
def something_is_provided(lot):
    factories.provision(
        agreement=lot.any(Agreement),
        topic=lot.any(ProvisionTopic),
        stance=lot.one(*Stance.values),
        forms=lot.some(Form.values),
        lengths=lot.some(Length.values),
        subjects=[lot.any(Subject)],
    )


@change
def a_provision_says_something_else(lot):
    lot.change(
        lot.any(Provision),
        topic=lot.any(ProvisionTopic),
        stance=lot.one(*Stance.values),
        forms=lot.some(Form.values),
        order=lot.random.randint(0, 9),
    )


@change
def a_provision_is_about_something_else(lot):
    provision = lot.any(Provision)
    if provision is not None:
        with recording() as opened:
            opened.touch(provision)
            provision.subjects.set([lot.any(Subject)])


@change
def an_act_is_done(lot):
    factories.act(
        agreement=lot.any(Agreement), kind=lot.one(*ActKind.values), done_on=lot.one(*DATES[1:])
    )


@change
def an_act_has_another_date(lot):
    lot.change(lot.any(Act), kind=lot.one(*ActKind.values), done_on=lot.one(*DATES[1:]))


@change
def a_rule_is_made(lot):
    provision = lot.any(Provision)
    if provision is not None:
        factories.rule(provision=provision)


@change
def an_agreement_has_another_framework_and_subject(lot):
    agreement = lot.any(Agreement)
    with recording() as opened:
        opened.touch(agreement)
        agreement.frameworks.set([lot.any(Party)])
        agreement.subjects.set([lot.any(Subject)])


@change
def a_film_has_another_subject(lot):
    film = lot.any(CoProduction)
    with recording() as opened:
        opened.touch(film)
        film.subjects.set([lot.any(Subject)])


@change
def a_film_has_another_partner(lot):
    film = lot.any(CoProduction)
    if lot.one(True, False):
        factories.partner(coproduction=film, party=lot.any(Party))
    else:
        factories.partner(coproduction=film, country=lot.any(Country))


@change
def a_film_is_shown(lot):
    factories.screening(
        coproduction=lot.any(CoProduction), event=lot.any(Event), place=lot.any(Place)
    )


@change
def a_film_is_linked(lot):
    agreement = factories.agreement(state=lot.one(State.DRAFT, State.PUBLISHED))
    factories.film_link(
        coproduction=lot.any(CoProduction),
        agreement=agreement,
        nature=lot.one(*FilmLinkNature.values),
    )


@change
def an_agreement_is_related_to_another(lot):
    related = factories.agreement(state=lot.one(State.DRAFT, State.PUBLISHED))
    made = factories.relation(agreement=lot.any(Agreement), related=related)
    _say(lot, made)


@change
def somebody_says_so(lot):
    model = lot.one(
        *(Agreement, Act, AgreementRelation, CoProductionAgreement, Event, Place, Person, Party),
        *(Participation, Provision, Rule, Screening, Signature, Statement, CoProductionPartner),
    )
    claim = lot.any(model)
    if claim is not None:
        _say(lot, claim)


def _say(lot, claim):
    factories.citation(
        claim,
        source=lot.any(SourceDocument),
        basis=lot.one(*Basis.values),
        note="So it seems.",
        said_by_as_printed="A speaker",
        said_by_party=lot.any(Party),
        said_by_person=lot.any(Person),
    )


@change
def evidence_is_weighed_anew(lot):
    citation = lot.any(Citation)
    lot.change(
        citation, basis=lot.one(*Basis.values), source=lot.any(SourceDocument), note="So it seems."
    )


@change
def a_statement_is_made(lot):
    where = lot.one("agreement", "event", "provision")
    model = {"agreement": Agreement, "event": Event, "provision": Provision}[where]
    about = lot.any(model)
    if about is not None:
        factories.statement(**{where: about})


@change
def a_part_is_taken_away(lot):
    part = lot.any(lot.one(*PARTS))
    if part is None or (isinstance(part, Rule) and part.relaxed_by.exists()):
        return
    if isinstance(part, Participation) and part.acts.exists():
        return
    with recording() as opened:
        opened.touch(part)
        part.delete()
