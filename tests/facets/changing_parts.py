"""Every kind of change to the parts of records, each to records drawn by lot."""

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
from coop.vocabulary.coproductions import FilmLinkNature
from coop.vocabulary.provisions import Stance
from coop.vocabulary.records import Basis, Form, Length, State
from tests import factories
from tests.facets.changing import CHANGES, DATES, change

PARTS = (
    *(Act, AgreementRelation, Attendance, Citation, CoProductionAgreement, CoProductionPartner),
    *(Occasion, Participation, Provision, Rule, Screening, Signature, Statement),
)


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


__all__ = ["CHANGES"]
