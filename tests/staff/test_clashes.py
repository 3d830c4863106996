"""Two people at one record: nobody overwrites what they have not seen."""

import pytest
from django.urls import reverse

from coop.curation import recording
from coop.models import Agreement
from tests import factories as make
from tests.staff.forms import Form, errors_in

pytestmark = pytest.mark.django_db


def saved_by_another(agreement, user=None, **fields):
    """Someone saves the record while the form is open."""
    with recording(user=user, reason="A correction.") as record:
        record.touch(agreement)
        Agreement.objects.filter(pk=agreement.pk).update(**fields)


@pytest.fixture
def draft():
    return make.agreement(draft=True, title="Before", parties=[make.state("KZ")])


class TestSaveOnTopOfAnotherVersion:
    def test_is_refused(self, editor_client, draft):
        form = Form.to_change(editor_client, draft)
        saved_by_another(draft, note="Theirs.")

        form.send(note="Mine.")

        draft.refresh_from_db()
        assert draft.note == "Theirs."

    def test_shows_who_saved_and_both_texts(self, editor_client, reviewer, draft):
        form = Form.to_change(editor_client, draft)
        saved_by_another(draft, user=reviewer, note="Theirs.")

        page = form.send(note="Mine.").content.decode()

        assert "reviewer saved this record on" in page
        assert "<td><bdi>Theirs.</bdi></td>" in page
        assert "<td><bdi>Mine.</bdi></td>" in page

    def test_can_be_repeated_once_it_was_seen(self, editor_client, draft):
        form = Form.to_change(editor_client, draft)
        saved_by_another(draft, note="Theirs.")
        form.again(form.send(note="Mine."))

        response = form.send()

        draft.refresh_from_db()
        assert (errors_in(response), draft.note) == ([], "Mine.")

    def test_loses_no_row_that_was_typed_and_none_that_was_added(self, editor_client, draft):
        form = Form.to_change(editor_client, draft)
        form.add_row("provisions", topic=make.topic("training").pk, article="7")
        theirs = make.provision(agreement=draft, topic=make.topic("film-weeks"))

        page = form.send().content.decode()

        assert 'name="provisions-0-article" value="7"' in page
        assert f"Provision: {theirs}" in page

    def test_offers_a_row_that_was_deleted_as_a_new_one_ticked_for_deletion(
        self, editor_client, draft
    ):
        gone = make.provision(agreement=draft, article="9")
        kept = make.provision(agreement=draft, article="10")
        form = Form.to_change(editor_client, draft)
        with recording() as record:
            record.touch(draft)
            gone.delete()

        form.again(form.send())

        assert form["provisions-0-id"] == str(kept.pk)
        assert form["provisions-1-article"] == "9"
        assert form["provisions-1-DELETE"] == "on"
        assert errors_in(form.send()) == []
        assert [provision.article for provision in draft.provisions.all()] == ["10"]

    def test_is_refused_on_the_page_of_a_part_too(self, editor_client, draft):
        provision = make.provision(agreement=draft)
        form = Form.to_change(editor_client, provision)
        saved_by_another(draft, note="Theirs.")

        response = form.send(article="5")

        provision.refresh_from_db()
        assert provision.article == ""
        assert "so nothing was saved" in response.content.decode()

    def test_is_refused_for_words_of_the_vocabulary_that_have_no_version(self, editor_client):
        topic = make.topic("training")
        form = Form.to_change(editor_client, topic)
        with recording() as record:
            record.touch(topic)
            topic.order = 5
            topic.save()

        form.send(order=9)

        topic.refresh_from_db()
        assert topic.order == 5

    def test_is_refused_without_any_version(self, editor_client, draft):
        address = reverse("admin:coop_agreement_change", args=[draft.pk])

        response = editor_client.post(address, {"title-0-text": "Mine", "note": "Mine."})

        draft.refresh_from_db()
        assert (response.status_code, draft.note) == (200, "")


class TestSaveOfAPart:
    def test_raises_the_version_of_its_record(self, editor_client, draft):
        provision = make.provision(agreement=draft)
        draft.refresh_from_db()
        before = draft.version

        Form.to_change(editor_client, provision).send(article="5")

        draft.refresh_from_db()
        provision.refresh_from_db()
        assert (draft.version, provision.article) == (before + 1, "5")

    def test_leads_back_to_its_record(self, editor_client, draft):
        provision = make.provision(agreement=draft)

        response = Form.to_change(editor_client, provision).send(article="5")

        assert response.url == reverse("admin:coop_agreement_change", args=[draft.pk])


class TestDatabaseThatRefuses:
    def test_is_said_in_a_sentence_and_nothing_typed_is_lost(
        self, editor_client, draft, monkeypatch
    ):
        from django.db import IntegrityError

        def refuse(self, *args, **kwargs):
            raise IntegrityError("UNIQUE constraint failed")

        form = Form.to_change(editor_client, draft)
        monkeypatch.setattr(Agreement, "save", refuse)

        response = form.send(note="Typed with care.")

        assert response.status_code == 200
        assert "The registry could not keep this" in errors_in(response)[0]
        assert "Typed with care." in response.content.decode()
