"""An editor's save of what the public has seen: the same form, and a proposal comes of it."""

import pytest
from django.contrib import admin as django_admin
from django.urls import reverse

from coop.admin import site
from coop.admin.base import RecordAdmin
from coop.curation import publication, recording
from coop.curation.reasons import REASON_NEEDED
from coop.exchange import proposals
from coop.models import Agreement, Party, Place, ProposedChange
from tests import factories as make
from tests.staff.forms import Form, errors_in

pytestmark = pytest.mark.django_db

NAME = "names-0-text"


@pytest.fixture
def agreement():
    return make.agreement(title="Memorandum", parties=[make.state("KZ")], note="Old.")


class TestFormOfAPublishedRecord:
    def test_says_that_what_is_saved_is_proposed(self, editor_client, agreement):
        page = Form.to_change(editor_client, agreement).page

        assert "What you save here is proposed" in page
        assert 'value="Propose this change"' in page
        assert "Save and continue editing" not in page

    def test_says_nothing_of_it_to_who_publishes(self, reviewer_client, agreement):
        page = Form.to_change(reviewer_client, agreement).page

        assert "What you save here is proposed" not in page
        assert 'value="Save"' in page

    def test_says_nothing_of_it_where_the_record_is_a_draft(self, editor_client):
        page = Form.to_change(editor_client, make.agreement(draft=True)).page

        assert "What you save here is proposed" not in page


class TestSaveOfAPublishedRecord:
    def test_alters_nothing_and_keeps_what_would_differ(self, editor, editor_client, agreement):
        form = Form.to_change(editor_client, agreement)

        response = form.send(note="New.", change_reason="Read again.")

        proposal = ProposedChange.objects.get()
        before = agreement.version
        agreement.refresh_from_db()
        assert (agreement.note, agreement.version) == ("Old.", before)
        assert (proposal.state, proposal.seen) == ("waiting", str(before))
        assert (proposal.reason, proposal.proposed_by) == ("Read again.", editor)
        assert proposal.entries == [
            {
                "model": "coop.agreement",
                "fields": {"key": agreement.key, "note": "New."},
                "before": {"note": "Old."},
            }
        ]
        assert response.url == reverse("admin:coop_proposedchange_change", args=[proposal.pk])

    def test_needs_a_reason_and_loses_nothing_typed(self, editor_client, agreement):
        response = Form.to_change(editor_client, agreement).send(note="Typed with care.")

        assert not ProposedChange.objects.exists()
        assert errors_in(response) == [REASON_NEEDED]
        assert "Typed with care." in response.content.decode()

    def test_is_refused_with_what_is_wrong_and_loses_nothing_typed(self, editor_client, agreement):
        form = Form.to_change(editor_client, agreement)
        form.add_row("acts", kind="signature", done_on="2024-13-01")

        response = form.send(note="Typed with care.", change_reason="Read again.")

        assert errors_in(response)
        assert not ProposedChange.objects.exists()
        assert "Typed with care." in response.content.decode()
        assert 'value="2024-13-01"' in response.content.decode()

    def test_on_top_of_another_version_is_refused(self, editor_client, agreement):
        form = Form.to_change(editor_client, agreement)
        with recording() as opened:
            opened.touch(agreement)
            Agreement.objects.filter(pk=agreement.pk).update(note="Theirs.")

        page = form.send(note="Mine.", change_reason="Read again.").content.decode()

        assert not ProposedChange.objects.exists()
        assert "so nothing was saved" in page
        assert "<td><bdi>Mine.</bdi></td>" in page

    def test_with_nothing_changed_proposes_nothing(self, editor_client, agreement):
        form = Form.to_change(editor_client, agreement)

        page = form.send(change_reason="I only looked.", follow=True).content.decode()

        assert not ProposedChange.objects.exists()
        assert "so nothing was proposed" in page

    def test_keeps_rows_that_are_new_changed_and_removed(self, editor_client, agreement):
        kept = make.provision(agreement=agreement, article="3")
        gone = make.provision(agreement=agreement, article="4")
        source = agreement.citations.get().source
        form = Form.to_change(editor_client, agreement)
        form.fill("provisions", 0, article="5")
        form["provisions-1-DELETE"] = "on"
        form.add_row(
            "acts",
            kind="ratification",
            done_on="2025-02-01",
            evidence_source=source.pk,
            evidence_paragraphs="7",
        )

        form.send(change_reason="Read again.")

        proposal = ProposedChange.objects.get()
        said = {entry["model"]: entry for entry in proposal.entries}
        assert set(said) == {"coop.act", "coop.citation", "coop.provision"}
        assert said["coop.provision"]["fields"] == {
            "agreement": [agreement.key],
            "key": kept.key,
            "article": "5",
        }
        assert said["coop.act"]["fields"]["done_on"] == "2025-02-01"
        assert said["coop.citation"]["fields"]["act"] == [
            agreement.key,
            said["coop.act"]["fields"]["key"],
        ]
        assert [one["model"] for one in proposal.removed] == ["coop.citation", "coop.provision"][
            ::-1
        ]
        assert proposal.removed[0]["key"] == [agreement.key, gone.key]
        assert agreement.provisions.count() == 2

    def test_must_leave_the_record_complete(self, editor_client, agreement):
        form = Form.to_change(editor_client, agreement)
        form.add_row("provisions", topic=make.topic("training").pk)

        response = form.send(change_reason="Read again.")

        assert not ProposedChange.objects.exists()
        assert "No evidence yet: provision" in response.content.decode()

    def test_may_cite_a_source_that_is_still_to_be_published(self, editor_client, agreement):
        draft = make.source(draft=True, title="New report", publisher="IRNA")
        form = Form.to_change(editor_client, agreement)
        form.add_row("provisions", topic=make.topic("training").pk)
        form.fill("provisions", 0, evidence_source=draft.pk, evidence_paragraphs="2")

        form.send(change_reason="A new report.")

        (sentence,) = proposals.faults_of(ProposedChange.objects.get())
        assert "which is draft: publish that source first" in sentence

    def test_of_a_withdrawn_record_is_proposed_too(self, editor_client, agreement):
        publication.withdraw(record=agreement, reason="Entered twice.")

        Form.to_change(editor_client, agreement).send(note="New.", change_reason="A misprint.")

        agreement.refresh_from_db()
        assert agreement.note == "Old."
        assert ProposedChange.objects.get().record_key == agreement.key


class TestARecordMadeMeanwhile:
    def test_is_saved_at_once_and_the_proposal_names_it(self, editor_client, agreement, reviewer):
        window = Form.to_add(editor_client, "place", "?_popup=1")
        window.send(**{NAME: "Aktau"})
        aktau = Place.objects.get()
        form = Form.to_change(editor_client, agreement)

        form.send(place=aktau.pk, change_reason="It was signed there.")

        proposals.apply(proposal=ProposedChange.objects.get(), user=reviewer)
        agreement.refresh_from_db()
        assert (str(aktau), agreement.place) == ("Aktau", aktau)


class TestSaveOfAPublicPart:
    def test_is_a_proposal_about_its_record(self, editor_client, agreement):
        provision = make.provision(agreement=agreement)
        form = Form.to_change(editor_client, provision)

        form.send(article="5", change_reason="Read again.")

        proposal = ProposedChange.objects.get()
        provision.refresh_from_db()
        assert (proposal.record_kind, proposal.record_key) == ("agreement", agreement.key)
        assert [entry["fields"]["article"] for entry in proposal.entries] == ["5"]
        assert provision.article == ""

    def test_of_a_citation_is_a_proposal_too(self, editor_client, agreement):
        citation = agreement.citations.get()
        form = Form.to_change(editor_client, citation)

        form.send(paragraphs="9", change_reason="Counted again.")

        (entry,) = ProposedChange.objects.get().entries
        assert entry["before"] == {"paragraphs": "1"}
        assert entry["fields"]["paragraphs"] == "9"


class TestSaveOfWhatIsPublicByReference:
    @pytest.mark.parametrize("noun", ["party", "person", "event", "place", "subject"])
    def test_is_a_proposal(self, editor_client, noun):
        thing = make.public(getattr(make, noun)())
        form = Form.to_change(editor_client, thing)

        form.send(**{NAME: "Another name", "change_reason": "A misprint."})

        thing.refresh_from_db()
        proposal = ProposedChange.objects.get()
        assert str(thing) != "Another name"
        assert (proposal.record_kind, proposal.record_key) == (noun, thing.key)
        assert proposal.entries[0]["fields"]["names"] == {"en": "Another name"}

    def test_is_a_save_while_it_is_not_public(self, editor_client):
        party = make.party()

        Form.to_change(editor_client, party).send(**{NAME: "Another name"})

        assert str(Party.objects.get()) == "Another name"
        assert not ProposedChange.objects.exists()


class TestWhatWaits:
    def test_is_told_on_the_form_of_the_record(self, editor_client, reviewer_client, agreement):
        Form.to_change(editor_client, agreement).send(note="A.", change_reason="First reason.")
        Form.to_change(editor_client, agreement).send(note="B.", change_reason="Second reason.")

        for client in (editor_client, reviewer_client):
            page = Form.to_change(client, agreement).page
            assert "Proposed and not decided yet" in page
            for proposal in ProposedChange.objects.all():
                address = reverse("admin:coop_proposedchange_change", args=[proposal.pk])
                assert f'<a href="{address}"><bdi>{proposal.reason}</bdi></a>' in page

    def test_is_told_on_the_page_of_a_part(self, editor_client, agreement):
        Form.to_change(editor_client, agreement).send(note="A.", change_reason="First reason.")

        page = Form.to_change(editor_client, make.provision(agreement=agreement)).page

        assert "First reason." in page
        assert "The record was changed since" in page


class TestEveryForm:
    def test_asks_for_the_reason(self, rf, editor):
        request = rf.get("/")
        request.user = editor
        without = [
            model.__name__
            for model, model_admin in site._registry.items()
            if isinstance(model_admin, RecordAdmin)
            and "change_reason"
            not in django_admin.utils.flatten_fieldsets(model_admin.fieldsets or ())
        ]

        assert without == []
