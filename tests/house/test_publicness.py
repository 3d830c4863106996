"""Who is public: what something published refers to, and all that refers to in its turn."""

import pytest
from django.apps import apps

from coop.curation import recording, references
from coop.models import Citation, CountryGroup, SearchDocument, Statement
from coop.models.base import Part, Referable
from tests import factories


def is_public(*records):
    return [type(record).objects.get(pk=record.pk).is_public for record in records]


def set_state(record, state):
    with recording() as opened:
        opened.touch(record)
        record.state = state
        record.save()


def change(thing, **fields):
    with recording() as opened:
        opened.touch(thing)
        for name, value in fields.items():
            setattr(thing, name, value)
        thing.save()


def delete(thing):
    with recording() as opened:
        opened.touch(thing)
        thing.delete()


def frameworks(to):
    agreement = factories.agreement()
    with recording() as opened:
        opened.touch(agreement)
        agreement.frameworks.add(to)
    return agreement


def subjects(to):
    agreement = factories.agreement()
    with recording() as opened:
        opened.touch(agreement)
        agreement.subjects.add(to)
    return agreement


def film_subjects(to):
    film = factories.coproduction()
    with recording() as opened:
        opened.touch(film)
        film.subjects.add(to)
    return film


def speaker(make, field):
    def refer(to):
        claim = make()
        factories.citation(claim, said_by_as_printed="He", **{field: to})
        return claim.root if isinstance(claim, Part) else claim

    return refer


def root_of(make, field):
    return lambda to: make(**{field: to}).root


WAYS = {
    "the place of an agreement": (factories.place, lambda to: factories.agreement(place=to)),
    "a framework": (factories.party, frameworks),
    "a subject of an agreement": (factories.subject, subjects),
    "a participant": (factories.party, root_of(factories.participation, "party")),
    "whom a participant acts for": (
        factories.party,
        root_of(factories.participation, "acting_for"),
    ),
    "who signed": (factories.person, root_of(factories.signature, "person")),
    "where the signatory has the office": (
        factories.party,
        root_of(factories.signature, "office_at"),
    ),
    "an occasion": (factories.event, root_of(factories.occasion, "event")),
    "a subject of a provision": (
        factories.subject,
        lambda to: factories.provision(subjects=[to]).root,
    ),
    "a subject of a film": (factories.subject, film_subjects),
    "a partner in a film": (factories.party, root_of(factories.partner, "party")),
    "the event of a screening": (factories.event, root_of(factories.screening, "event")),
    "the place of a screening": (factories.place, root_of(factories.screening, "place")),
    **{
        f"the {who} that speaks of {name}": (
            getattr(factories, who),
            speaker(make, f"said_by_{who}"),
        )
        for who in ("party", "person")
        for name, make in {
            "an agreement": factories.agreement,
            "an occasion": factories.occasion,
            "a participation": factories.participation,
            "a signature": factories.signature,
            "an act": factories.act,
            "a relation": factories.relation,
            "a provision": factories.provision,
            "a rule": factories.rule,
            "a statement": factories.statement,
            "a statement on a provision": lambda: factories.statement(
                provision=factories.provision()
            ),
            "a film": factories.coproduction,
            "a partner": factories.partner,
            "a screening": factories.screening,
            "a film link": factories.film_link,
        }.items()
    },
}

each_way = pytest.mark.parametrize(("make", "refer"), WAYS.values(), ids=WAYS)


@pytest.mark.django_db
class TestWhatSomethingPublishedRefersTo:
    @each_way
    def test_is_public_while_it_is_published(self, make, refer):
        thing = make()
        before = is_public(thing)
        record = refer(thing)
        published = is_public(thing)

        set_state(record, "withdrawn")

        assert (before, published, is_public(thing)) == ([False], [True], [False])

    @each_way
    def test_is_hidden_when_what_refers_to_it_is_deleted(self, make, refer):
        thing = make()
        record = refer(thing)

        delete(record)

        assert is_public(thing) == [False]

    def test_is_hidden_when_the_tie_is_cut(self):
        place = factories.place()
        agreement = factories.agreement(place=place)

        change(agreement, place=None)

        assert is_public(place) == [False]

    def test_is_hidden_when_the_part_that_names_it_is_deleted(self):
        party = factories.party()
        participation = factories.participation(party=party)

        delete(participation)

        assert is_public(party) == [False]

    def test_is_hidden_when_the_part_names_another(self):
        first, second = factories.party(), factories.party()
        participation = factories.participation(party=first)

        change(participation, party=second)

        assert is_public(first, second) == [False, True]

    def test_is_hidden_when_the_evidence_that_names_it_is_deleted(self):
        agreement, speaker = factories.agreement(), factories.person()
        citation = factories.citation(agreement, said_by_as_printed="He", said_by_person=speaker)

        delete(citation)

        assert is_public(speaker) == [False]

    def test_stays_public_while_something_else_refers_to_it(self):
        place = factories.place()
        first = factories.agreement(place=place)
        factories.agreement(place=place)

        set_state(first, "withdrawn")

        assert is_public(place) == [True]

    def test_by_a_draft_is_hidden(self):
        place = factories.place()

        factories.agreement(draft=True, place=place)

        assert is_public(place) == [False]

    @pytest.mark.parametrize("state", ["draft", "in-review", "withdrawn"])
    def test_in_any_other_state_is_hidden(self, state):
        place = factories.place()
        agreement = factories.agreement(place=place)

        set_state(agreement, state)

        assert is_public(place) == [False]


@pytest.mark.django_db
class TestWhatSomethingPublicRefersTo:
    def test_is_public_and_hidden_with_it_up_to_the_top(self):
        state = factories.state("KZ")
        ministry = factories.party(kind="ministry", parent=state)
        agency = factories.party(parent=ministry)
        agreement = factories.agreement(parties=[agency, factories.party()])
        published = is_public(agency, ministry, state)

        set_state(agreement, "withdrawn")

        assert published == [True, True, True]
        assert is_public(agency, ministry, state) == [False, False, False]

    def test_reaches_from_an_event_to_its_festival_its_place_and_its_guests(self):
        festival, place = factories.event(), factories.place()
        person, body = factories.person(), factories.party()
        edition = factories.event(part_of=festival, place=place)
        factories.attendance(event=edition, person=person, office_at=body)
        occasion = factories.occasion(event=edition)
        published = is_public(edition, festival, place, person, body)

        delete(occasion)

        assert published == [True] * 5
        assert is_public(edition, festival, place, person, body) == [False] * 5

    def test_reaches_from_a_subject_to_the_place_or_person_that_it_is(self):
        place, person = factories.place(), factories.person()

        factories.provision(
            subjects=[factories.subject(place=place), factories.subject(person=person)]
        )

        assert is_public(place, person) == [True, True]

    def test_reaches_a_parent_that_is_named_later(self):
        ministry, agency = factories.party(kind="ministry"), factories.public(factories.party())

        change(agency, parent=ministry)

        assert is_public(ministry) == [True]

    @pytest.mark.parametrize("make", [factories.party, factories.person, factories.place])
    def test_reaches_those_who_speak_of_it(self, make):
        speaker = factories.person()
        thing = make()
        factories.citation(thing, said_by_as_printed="She", said_by_person=speaker)

        factories.public(thing)

        assert is_public(speaker) == [True]

    def test_reaches_those_who_speak_of_it_only_in_published_sources(self):
        hidden, heard = factories.person(), factories.person()
        draft = factories.source(draft=True)
        body = factories.public(factories.party())
        for who, source in ((hidden, draft), (heard, factories.source())):
            factories.citation(body, source=source, said_by_as_printed="She", said_by_person=who)
        before = is_public(hidden, heard)

        set_state(draft, "published")

        assert before == [False, True]
        assert is_public(hidden, heard) == [True, True]

    def test_in_a_circle_is_hidden_when_nothing_outside_refers_to_it(self):
        body, person = factories.party(), factories.person()
        factories.citation(body, said_by_as_printed="He", said_by_person=person)
        factories.citation(person, said_by_as_printed="It", said_by_party=body)
        agreement = factories.agreement(parties=[body, factories.party()])
        published = is_public(body, person)

        set_state(agreement, "withdrawn")

        assert published == [True, True]
        assert is_public(body, person) == [False, False]

    def test_is_found_in_search_while_it_is_public(self):
        ministry = factories.party(kind="ministry")
        factories.public(factories.party(parent=ministry))
        documents = SearchDocument.objects.filter(kind="party", record_id=ministry.pk)

        assert list(documents.values_list("is_public", flat=True)) == [True]


def named_by(edge):
    """The model whose field makes the tie, and that field's name."""
    model, (*steps, last) = edge.source, edge.path.split("__")
    for step in steps:
        model = model._meta.get_field(step).related_model
    return model, last


def is_tie(model, field):
    """Whether it refers to another record: no part to its whole, no evidence to its claim.

    The vocabulary is always public, and makes nothing else so.
    """
    if not field.related_model or not issubclass(field.related_model, Referable):
        return False
    own = {
        Statement: ("event",),
        Citation: Citation.TARGETS,
        CountryGroup: ("organisation",),
    }
    return field.name not in own.get(model, (getattr(model, "parent_field", ""),))


class TestTheListOfTies:
    def test_has_every_field_that_refers_to_what_is_public_by_reference(self):
        ties = {
            (model, field.name)
            for model in apps.get_app_config("coop").get_models()
            for field in (*model._meta.local_fields, *model._meta.local_many_to_many)
            if is_tie(model, field)
        }

        assert {named_by(edge) for edge in references.EDGES} == ties

    def test_has_the_speakers_of_every_kind_of_claim(self):
        targets = {Citation._meta.get_field(name).related_model for name in Citation.TARGETS}

        cited = set()
        for edge in references.EDGES:
            path = edge.path.removesuffix("__said_by_person").removesuffix("citations")
            if edge.path.endswith("__said_by_person"):
                model = edge.source
                for step in filter(None, path.split("__")):
                    model = model._meta.get_field(step).related_model
                cited.add(model)

        assert cited == targets
