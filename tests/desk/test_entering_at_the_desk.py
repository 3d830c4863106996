"""Entering what is new at the desk: parts of records, and records, with their evidence."""

import pytest

from coop.curation import recording
from coop.models import Agreement, Party, Person
from tests import factories as make
from tests.desk import desks
from tests.desk.desks import only, target
from tests.staff.forms import errors_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def source(db):
    return desks.source()


@pytest.fixture
def agreement(db):
    return desks.agreement()


class TestEnteringAPart:
    def test_writes_it_with_its_evidence(self, editor_client, source, agreement):
        topic = make.topic("training")
        form = desks.form(
            editor_client,
            source,
            "new",
            thing="provision",
            parent=target(agreement),
            paragraphs=3,
            words="trains young editors",
        )

        form.send(**{"row-0-topic": topic.pk, "row-0-stance": "provides"})

        (provision,) = agreement.provisions.all()
        citation = only(provision.citations)
        assert (provision.topic, provision.stance, provision.basis) == (
            topic,
            "provides",
            "stated",
        )
        assert (citation.paragraphs, citation.as_named) == ("3", "trains young editors")

    def test_begins_with_the_record_that_was_recognised(self, editor_client, source, agreement):
        party = make.party(names="Ministry of Stories")

        form = desks.form(
            editor_client,
            source,
            "new",
            thing="participation",
            parent=target(agreement),
            paragraphs=3,
            words="Ministry of Stories",
            chosen=f"party:{party.pk}",
        )

        assert form["row-0-party"] == str(party.pk)
        form.send()
        assert agreement.participations.get().party == party

    def test_begins_with_the_date_that_was_recognised(self, editor_client, source, agreement):
        form = desks.form(
            editor_client,
            source,
            "new",
            thing="act",
            parent=target(agreement),
            paragraphs=2,
            edtf="2024-05-14",
        )

        form.send(**{"row-0-kind": "signature"})

        assert agreement.acts.get().done_on == "2024-05-14"

    def test_takes_the_state_of_a_country(self, editor_client, source, agreement):
        state = make.state("KZ")

        form = desks.form(
            editor_client,
            source,
            "new",
            thing="participation",
            parent=target(agreement),
            paragraphs=2,
            words="Kazakhstan",
            chosen=f"country:{state.country_id}",
        )

        assert form["row-0-party"] == str(state.pk)

    def test_makes_the_state_of_a_country_that_has_none_yet(self, editor_client, source, agreement):
        country = make.country("KZ")
        form = desks.form(
            editor_client,
            source,
            "new",
            thing="participation",
            parent=target(agreement),
            paragraphs=2,
            words="Kazakhstan",
            chosen=f"country:{country.pk}",
        )

        form.send()

        state = agreement.participations.get().party
        assert (state.kind, state.country) == ("state", country)
        assert only(state.citations).as_named == "Kazakhstan"

    def test_makes_a_party_that_is_not_there_yet(self, editor_client, source, agreement):
        form = desks.form(
            editor_client,
            source,
            "new",
            thing="participation",
            parent=target(agreement),
            paragraphs=3,
            words="Ministry of Stories",
        )

        form.send(**{"new-party-is_new": "on", "new-party-kind": "ministry"})

        party = Party.objects.get(kind="ministry")
        assert party.names == {"en": "Ministry of Stories"}
        assert agreement.participations.get().party == party
        assert only(party.citations).paragraphs == "3"

    def test_makes_no_party_where_the_rest_is_wrong(self, editor_client, source, agreement):
        form = desks.form(
            editor_client,
            source,
            "new",
            thing="participation",
            parent=target(agreement),
            paragraphs=9,
            words="Ministry of Stories",
        )

        response = form.send(**{"new-party-is_new": "on", "new-party-kind": "ministry"})

        assert not Party.objects.exists()
        again = form.again(response)
        assert again["new-party-names-0-text"] == "Ministry of Stories"
        assert "there are only 4" in " ".join(errors_in(response))

    def test_takes_the_signature_with_the_party(self, editor_client, source, agreement):
        party = make.party()
        form = desks.form(
            editor_client,
            source,
            "new",
            thing="participation",
            parent=target(agreement),
            paragraphs=3,
        )

        form.send(
            **{
                "row-0-party": party.pk,
                "row-0-signature_office": "Minister of Stories",
                "new-signature_person-is_new": "on",
                "new-signature_person-names-0-text": "Aladeen",
            }
        )

        signature = agreement.participations.get().signatures.get()
        assert (signature.person, signature.office) == (
            Person.objects.get(),
            "Minister of Stories",
        )
        assert only(signature.citations).source == source

    def test_needs_no_signature(self, editor_client, source, agreement):
        form = desks.form(
            editor_client,
            source,
            "new",
            thing="participation",
            parent=target(agreement),
            paragraphs=3,
        )

        form.send(**{"row-0-party": make.party().pk})

        assert not agreement.participations.get().signatures.exists()

    def test_reaches_the_parts_of_a_part(self, editor_client, source, agreement):
        participation = make.participation(agreement=agreement, evidence=False)
        form = desks.form(
            editor_client,
            source,
            "new",
            thing="signature",
            parent=target(participation, "participation"),
            paragraphs=2,
            words="signed",
        )

        form.send(**{"row-0-office": "Minister"})

        assert only(participation.signatures.get().citations).as_named == "signed"

    def test_takes_a_new_person_without_an_office_as_who_signed(
        self, editor_client, source, agreement
    ):
        participation = make.participation(agreement=agreement, evidence=False)
        form = desks.form(
            editor_client,
            source,
            "new",
            thing="signature",
            parent=target(participation, "participation"),
            paragraphs=2,
            words="Wadiya",
        )

        form.send(**{"new-person-is_new": "on"})

        assert participation.signatures.get().person.names == {"en": "Wadiya"}

    def test_is_refused_empty_with_what_is_missing(self, editor_client, source, agreement):
        form = desks.form(
            editor_client, source, "new", thing="act", parent=target(agreement), paragraphs=2
        )

        response = form.send()

        assert "This field is required." in errors_in(response)
        assert not agreement.acts.exists()

    @pytest.mark.parametrize(
        ("thing", "parent"), [("rule", "agreement:1"), ("screening", "x"), ("nothing", "")]
    )
    def test_knows_none_that_is_no_part_of_that(self, editor_client, source, thing, parent):
        where = desks.address(source, "new", thing=thing, parent=parent)

        assert editor_client.get(where).status_code == 404


class TestEnteringARecord:
    def test_makes_a_draft_that_is_worked_on_from_then(self, editor_client, source):
        form = desks.form(
            editor_client, source, "new", thing="agreement", paragraphs=2, words="film deal"
        )

        response = form.send()

        made = Agreement.objects.get()
        assert (made.state, made.title) == ("draft", {"en": "film deal"})
        assert only(made.citations).as_named == "film deal"
        assert f"record=agreement%3A{made.key}" in response.url

    @pytest.mark.parametrize("thing", ["coproduction", "event", "party", "person", "place"])
    def test_names_it_by_the_words(self, editor_client, source, thing):
        form = desks.form(editor_client, source, "new", thing=thing, paragraphs=3, words="Stories")
        if thing == "event":
            form["row-kind"] = "festival"
        if thing == "party":
            form["row-kind"] = "ministry"

        response = form.send()

        assert response.status_code == 302, errors_in(response)
        assert source.citations.get().as_named == "Stories"
        assert str(source.citations.get().target) == "Stories"


class TestFillingInAField:
    def form(self, client, source, agreement, name, **query):
        return desks.form(
            client,
            source,
            "new",
            thing="field",
            name=name,
            parent=target(agreement),
            paragraphs=2,
            **query,
        )

    def test_writes_it_with_evidence_for_that_field(self, editor_client, source, agreement):
        place = make.place(names="Almaty")
        form = self.form(
            editor_client, source, agreement, "place", words="Almaty", chosen=f"place:{place.pk}"
        )

        form.send()

        agreement.refresh_from_db()
        citation = only(agreement.citations)
        assert agreement.place == place
        assert (citation.field, citation.as_named) == ("place", "Almaty")

    def test_makes_the_place_that_is_not_there_yet(self, editor_client, source, agreement):
        form = self.form(editor_client, source, agreement, "place", words="Almaty")

        form.send(**{"new-place-is_new": "on"})

        agreement.refresh_from_db()
        assert agreement.place.names == {"en": "Almaty"}
        assert only(agreement.place.citations).as_named == "Almaty"

    def test_adds_to_a_list_what_was_recognised(self, editor_client, source, agreement):
        stories, steppe = make.subject(names="Stories"), make.subject(names="The steppe")
        with recording() as opened:
            opened.touch(agreement)
            agreement.subjects.add(steppe)
        form = self.form(
            editor_client, source, agreement, "subjects", chosen=f"subject:{stories.pk}"
        )

        form.send()

        assert set(agreement.subjects.all()) == {stories, steppe}

    def test_shows_what_stands_where_someone_was_faster(self, editor_client, source, agreement):
        form = self.form(editor_client, source, agreement, "kind")
        with recording() as opened:
            opened.touch(agreement)
            agreement.kind = "treaty"
            agreement.save()

        response = form.send(**{"row-kind": "protocol"})

        agreement.refresh_from_db()
        page = response.content.decode()
        assert agreement.kind == "treaty"
        assert "<td><bdi>treaty</bdi></td>" in page
        assert "<td><bdi>protocol</bdi></td>" in page

    @pytest.mark.parametrize("name", ["state", "summary", "key", "version", ""])
    def test_is_of_fields_that_a_source_speaks_of(self, editor_client, source, agreement, name):
        where = desks.address(source, "new", thing="field", name=name, parent=target(agreement))

        assert editor_client.get(where).status_code == 404


class TestWhatMayBeThereAlready:
    def test_is_offered_before_a_second_party_is_made(self, editor_client, source, agreement):
        party = make.party(names="MINISTRY OF STORIES", kind="ministry")
        form = desks.form(
            editor_client,
            source,
            "new",
            thing="participation",
            parent=target(agreement),
            paragraphs=3,
            words="Ministry of Stories",
        )

        asked = form.send(**{"new-party-is_new": "on", "new-party-kind": "ministry"})

        assert Party.objects.get() == party
        assert f"chosen=party%3A{party.pk}" in asked.content.decode()
        form.again(asked).send()
        assert agreement.participations.get().party != party

    def test_is_offered_to_be_cited_instead(self, editor_client, source):
        person = make.person(names="General Aladeen")
        form = desks.form(
            editor_client, source, "new", thing="person", paragraphs=2, words="General Aladeen"
        )

        asked = form.send()

        assert f"target=person%3A{person.pk}" in asked.content.decode()
        assert Person.objects.get() == person
