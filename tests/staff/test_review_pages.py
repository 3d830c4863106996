"""The review beside the form: the checklist, comments, assignments, and the steps' pages."""

import re

import pytest
from django.urls import reverse

from coop.curation import publication, recording, reviewing
from coop.models import Assignment, Comment
from tests import factories as make
from tests.staff.conftest import logged_in, staff_user
from tests.staff.forms import Form
from tests.staff.roles import account

pytestmark = pytest.mark.django_db


def page_of(client, thing):
    address = reverse(f"admin:coop_{thing._meta.model_name}_change", args=[thing.pk])
    return client.get(address).content.decode()


def post(client, record, word, *, follow=True, **data):
    address = reverse(f"admin:coop_{record._meta.model_name}_{word}", args=[record.pk])
    return client.post(address, data, follow=follow)


def draft_by(user, **fields):
    with recording(user=user, reason="Entered."):
        return make.agreement(draft=True, **fields)


def checklist(page):
    """The addresses and sentences of what is missing."""
    found = re.search(r'<ul class="checklist">(.*?)</ul>', page, re.S)
    links = re.findall(r'href="([^"]*)"><bdi>(.*?)</bdi>', found[1]) if found else []
    return {sentence: address for address, sentence in links}


class TestChecklist:
    def test_leads_to_the_field_of_the_row_that_lacks_evidence(self, editor_client):
        draft = make.agreement(draft=True)
        make.act(agreement=draft)
        act = make.act(agreement=draft, kind="ratification", evidence=False)

        page = page_of(editor_client, draft)

        place = checklist(page)[f"No evidence yet: act “{act}”."]
        assert place == "#id_acts-1-evidence_paragraphs"
        assert f'id="{place[1:]}"' in page

    def test_leads_to_the_list_that_is_empty_and_to_the_evidence_of_the_record(self, editor_client):
        draft = make.agreement(draft=True, parties=[], evidence=False)

        page = page_of(editor_client, draft)

        places = checklist(page)
        assert places == {
            "It has no party yet: enter who takes part.": "#participations-group",
            "The record itself has no evidence: say which source tells of it.": "#citations-group",
        }
        assert all(f'id="{place[1:]}"' in page for place in places.values())

    def test_leads_to_the_page_of_a_part_that_is_no_row(self, editor_client):
        provision = make.provision(agreement=make.agreement(draft=True))
        rule = make.rule(provision=provision, evidence=False)

        places = checklist(page_of(editor_client, provision.agreement))

        page = reverse("admin:coop_rule_change", args=[rule.pk])
        assert list(places.values()) == [f"{page}#citations-group"]

    def test_leads_from_the_page_of_a_part_back_to_the_record(self, editor_client):
        draft = make.agreement(draft=True, parties=[])
        provision = make.provision(agreement=draft)

        places = checklist(page_of(editor_client, provision))

        page = reverse("admin:coop_agreement_change", args=[draft.pk])
        assert list(places.values()) == [f"{page}#participations-group"]

    def test_leads_to_a_source_that_is_to_be_published_first(self, editor_client):
        source = make.source(draft=True)
        draft = make.agreement(draft=True, source=source, parties=[make.party()])

        places = checklist(page_of(editor_client, draft))

        page = reverse("admin:coop_sourcedocument_change", args=[source.pk])
        assert page in places.values()

    def test_stands_beside_a_party_too(self, editor_client):
        page = page_of(editor_client, make.party())

        assert "The record itself has no evidence" in page

    def test_says_when_nothing_is_missing(self, editor_client):
        assert "Nothing is missing." in page_of(editor_client, make.agreement(draft=True))


class TestComments:
    def test_are_read_by_colleagues(self, editor_client, reviewer_client):
        draft = make.agreement(draft=True)

        post(reviewer_client, draft, "comment", text="Is the day <b>right</b>?")

        page = page_of(editor_client, draft)
        assert "Is the day &lt;b&gt;right&lt;/b&gt;?" in page
        assert "<bdi>reviewer</bdi>" in page

    def test_are_settled_from_the_page(self, editor_client, reviewer):
        draft = make.agreement(draft=True)
        comment = reviewing.comment(record=draft, text="The day?", user=reviewer)
        (address,) = re.findall(r'action="([^"]+/settle/)"', page_of(editor_client, draft))

        editor_client.post(address)

        comment.refresh_from_db()
        assert comment.settled_by.username == "editor"
        assert 'class="settled"' in page_of(editor_client, draft)

    def test_of_another_record_are_not_settled_from_here(self, editor_client, reviewer):
        draft = make.agreement(draft=True)
        comment = reviewing.comment(record=make.agreement(), text="The day?", user=reviewer)

        answer = editor_client.post(
            reverse("admin:coop_agreement_settle", args=[draft.pk, comment.pk])
        )

        comment.refresh_from_db()
        assert (answer.status_code, comment.settled_at) == (404, None)

    def test_that_say_nothing_are_refused_in_words(self, editor_client):
        draft = make.agreement(draft=True)

        answer = post(editor_client, draft, "comment", text=" ")

        assert 'class="error"' in answer.content.decode()
        assert not Comment.objects.exists()

    def test_can_be_written_about_what_is_published(self, editor_client):
        agreement = make.agreement()

        post(editor_client, agreement, "comment", text="A misprint.")

        assert Comment.objects.about(agreement).get().text == "A misprint."

    def test_are_not_written_by_whoever_may_only_look(self):
        reader = logged_in(staff_user("reader", "view_agreement"))
        draft = make.agreement(draft=True)

        answer = post(reader, draft, "comment", text="Hm.")

        assert answer.status_code == 403
        assert 'id="review-text"' not in page_of(reader, draft)

    def test_are_not_written_by_opening_their_address(self, editor_client):
        draft = make.agreement(draft=True)

        answer = editor_client.get(reverse("admin:coop_agreement_comment", args=[draft.pk]))

        assert answer.url.endswith("/change/#review")


class TestAssignment:
    def test_asks_a_colleague(self, reviewer_client, editor):
        draft = make.agreement(draft=True)

        post(reviewer_client, draft, "assign", assignee=editor.pk, note="Add the parties.")

        asked = Assignment.objects.about(draft).get()
        assert (asked.assignee, asked.note, asked.assigned_by.username) == (
            editor,
            "Add the parties.",
            "reviewer",
        )
        assert "Add the parties." in page_of(reviewer_client, draft)

    def test_offers_those_who_may_see_the_record(self, editor_client):
        account("closed", "Editor", is_active=False)
        account("visitor")
        account("colleague", "Reviewer")

        page = page_of(editor_client, make.agreement(draft=True))

        select = re.search(r'name="assignee".*?</select>', page, re.S)[0]
        assert re.findall(r'value="\d+">(\w+)', select) == ["colleague", "editor"]

    @pytest.mark.parametrize("chosen", ["", "0", "x", "visitor"])
    def test_is_refused_for_anybody_else(self, editor_client, chosen):
        draft = make.agreement(draft=True)
        chosen = account("visitor").pk if chosen == "visitor" else chosen

        answer = post(editor_client, draft, "assign", assignee=chosen)

        assert "Choose a colleague who may see this record." in answer.content.decode()
        assert not Assignment.objects.exists()

    def test_is_done_from_the_page(self, editor_client, editor):
        draft = make.agreement(draft=True)
        asked = reviewing.assign(record=draft, to=editor, user=editor)

        post(editor_client, draft, "finish")

        asked.refresh_from_db()
        assert asked.done_at is not None


class TestSteps:
    def test_back_to_draft_asks_a_reviewer_for_the_reason(self, editor, reviewer_client):
        draft = draft_by(editor)
        publication.submit(record=draft, user=editor)
        form = Form(reviewer_client, reverse("admin:coop_agreement_reopen", args=[draft.pk]))

        again = form.send(follow=True, _confirmed="1")
        form.again(again).send(follow=True, _confirmed="1", reason="The day is missing.")

        draft.refresh_from_db()
        assert "Say why it goes back to draft" in again.content.decode()
        assert draft.state == "draft"
        assert Comment.objects.about(draft).get().text == "The day is missing."

    def test_is_not_offered_for_ones_own_draft_where_four_eyes_are_asked_for(
        self, reviewer, reviewer_client, settings
    ):
        settings.REGISTRY_FOUR_EYES = True
        draft = draft_by(reviewer)

        page = Form(reviewer_client, reverse("admin:coop_agreement_publish", args=[draft.pk])).page

        assert "a colleague has to publish it" in page
        assert 'name="_confirmed"' not in page
        assert "a colleague has to publish it" in page_of(reviewer_client, draft)

    def test_keeps_the_word_that_was_said_for_the_history(self, editor, editor_client):
        draft = draft_by(editor)
        form = Form(editor_client, reverse("admin:coop_agreement_submit", args=[draft.pk]))

        form.send(_confirmed="1", reason="The day is a guess.")

        history = editor_client.get(reverse("admin:coop_agreement_history", args=[draft.pk]))
        assert "Submitted for review. The day is a guess." in history.content.decode()
        assert "Submitted for review. The day is a guess." in page_of(editor_client, draft)
