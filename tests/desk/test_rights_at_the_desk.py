"""Two editors at one record, and who may enter what at the desk."""

import pytest

from coop.models import Event, Participation, Provision
from tests import factories as make
from tests.desk import desks
from tests.desk.desks import target
from tests.staff.conftest import logged_in, rights, staff_user
from tests.staff.forms import errors_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def source(db):
    return desks.source()


@pytest.fixture
def agreement(db):
    return desks.agreement()


class TestTwoAtOneRecord:
    def test_the_second_is_refused_with_what_stands_and_all_that_was_typed(
        self, editor_client, source, agreement
    ):
        topic = make.topic("training")
        form = desks.form(
            editor_client,
            source,
            "new",
            thing="provision",
            parent=target(agreement),
            paragraphs=3,
        )
        make.provision(agreement=agreement, topic=make.topic("film-weeks"), evidence=False)

        response = form.send(
            **{
                "row-0-topic": topic.pk,
                "row-0-stance": "plans",
                "evidence-note": "Read twice.",
            }
        )

        page = response.content.decode()
        assert "Someone was faster" in page
        assert "Film weeks" in page
        assert Provision.objects.count() == 1
        again = form.again(response)
        assert (again["row-0-topic"], again["evidence-note"]) == (str(topic.pk), "Read twice.")
        again.send()
        assert {one.topic.code for one in agreement.provisions.all()} == {"training", "film-weeks"}

    def test_a_citation_is_refused_alike(self, editor_client, source, agreement):
        form = desks.form(editor_client, source, "cite", target=target(agreement), paragraphs=2)
        make.citation(agreement, source=source, paragraphs="3")

        response = form.send()

        assert "Someone was faster" in response.content.decode()
        assert agreement.citations.count() == 1
        form.again(response).send()
        assert agreement.citations.count() == 2


class TestWhoEnters:
    @pytest.mark.parametrize(
        ("step", "query"),
        [
            ("cite", {"target": "agreement"}),
            ("new", {"thing": "act", "parent": "agreement"}),
            ("new", {"thing": "agreement"}),
        ],
    )
    def test_has_the_right_to(self, source, agreement, step, query):
        reader = logged_in(staff_user("reader", *rights("view")))
        named = {
            name: target(agreement) if name in ("target", "parent") else value
            for name, value in query.items()
        }
        where = desks.address(source, step, **named)

        assert reader.get(where).status_code == 403
        assert reader.post(where, {"evidence-paragraphs": "2"}).status_code == 403
        assert not source.citations.exists()

    def test_is_told_to_propose_where_it_is_published(self, editor_client, editor, source):
        published = make.agreement()
        where = desks.address(source, "cite", target=target(published))

        for response in (
            editor_client.get(where),
            editor_client.post(where, {"evidence-paragraphs": "2"}),
        ):
            assert "propose the change in the form of the record" in response.content.decode()
        assert not source.citations.exists()

    def test_says_why_where_it_is_published(self, reviewer_client):
        published, public = make.agreement(), make.source(paragraph_count=3)
        form = desks.form(reviewer_client, public, "cite", target=target(published), paragraphs=2)

        refused = form.send()
        assert "This field is required." in errors_in(refused)
        form.again(refused).send(**{"evidence-change_reason": "A second report."})

        assert published.citations.filter(source=public).exists()

    def test_makes_no_newcomer_without_the_right_to_add_one(self, source, agreement):
        verbs = ("view_sourcedocument", "view_agreement", "change_agreement", "view_event")
        client = logged_in(staff_user("narrow", *verbs))
        where = desks.address(source, "new", thing="occasion", parent=target(agreement))

        page = client.get(where).content.decode()
        client.post(
            where,
            {
                "_version": agreement.version,
                "row-TOTAL_FORMS": "1",
                "row-INITIAL_FORMS": "0",
                "row-0-kind": "during",
                "new-event-is_new": "on",
                "new-event-names-0-language": "en",
                "new-event-names-0-text": "Talks",
                "new-event-kind": "talks",
                "evidence-paragraphs": "2",
                "evidence-basis": "stated",
            },
        )

        assert "new-event" not in page
        assert not Event.objects.exists()
        assert not Participation.objects.exists()
