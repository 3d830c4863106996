"""Every kind of change to records and vocabularies, each to records drawn by lot."""

from collections.abc import Callable
from random import Random

from coop.curation import recording
from coop.models import (
    Agreement,
    CoProduction,
    Country,
    Event,
    Party,
    Person,
    Place,
    ProvisionTopic,
    SourceDocument,
    Subject,
)
from coop.vocabulary.agreements import AgreementKind, Bindingness
from coop.vocabulary.coproductions import CoProductionKind, FilmStatus
from coop.vocabulary.events import EventKind
from coop.vocabulary.parties import PartyKind
from coop.vocabulary.records import Form, Holding, Length, State
from coop.vocabulary.sources import SourceKind
from tests import factories

DATES = ("", "1999", "2019-05?", "2020-06", "2021-01-01/2022-02-02", "2024-05-14", "2024/..")
LANGUAGES = ("", "ar", "en", "kk", "ru")
BY = {Agreement: "agreement", CoProduction: "coproduction"}


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
