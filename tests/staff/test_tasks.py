"""The desk says what waits for the one who has logged in."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coop.curation import recording, reviewing
from coop.models import Agreement
from tests import factories as make
from tests import working

pytestmark = pytest.mark.django_db


def desk(client):
    return client.get(reverse("admin:index")).content.decode()


def section(page, title):
    """The names of what stands under a heading of the desk, with their addresses."""
    found = re.search(rf"<h2[^>]*>{title} .*?</section>", page, re.S)
    return re.findall(r'href="([^"]+)"><bdi>(.*?)</bdi>', found[0]) if found else []


def names(page, title):
    return [name for _address, name in section(page, title)]


class TestAssignedToYou:
    def test_lists_what_one_was_asked_to_do(self, editor, reviewer, editor_client):
        draft = make.agreement(draft=True, title="Memorandum")
        reviewing.assign(record=draft, to=editor, note="Add the parties.", user=reviewer)

        page = desk(editor_client)

        address = reverse("admin:coop_agreement_change", args=[draft.pk])
        assert section(page, "Assigned to you") == [(f"{address}#review", "Memorandum")]
        assert "Add the parties." in page

    def test_leaves_out_what_is_done_and_what_others_are_asked(
        self, editor, reviewer, editor_client
    ):
        done = reviewing.assign(record=make.agreement(draft=True), to=editor, user=reviewer)
        reviewing.finish(assignment=done, user=editor)
        reviewing.assign(record=make.agreement(draft=True), to=reviewer, user=editor)

        assert "Assigned to you" not in desk(editor_client)

    def test_names_a_record_that_is_gone_by_its_key(self, editor, editor_client):
        working.assignment(assignee=editor, record=make.agreement(key="gone"))
        with recording() as opened:
            opened.touch(Agreement.objects.get(key="gone"))
            Agreement.objects.filter(key="gone").delete()

        page = desk(editor_client)

        assert "<bdi>gone</bdi>" in page


class TestWaitingForYourReview:
    def test_lists_what_is_in_review_to_those_who_publish(self, reviewer_client):
        make.agreement(state="in-review", published_at=None, title="Memorandum")
        make.source(state="in-review", published_at=None, title="Report")
        make.agreement(draft=True)

        page = desk(reviewer_client)

        assert names(page, "Waiting for your review") == ["Memorandum", "Report"]
        assert "?state__exact=in-review" in page

    def test_is_empty_for_those_who_do_not(self, editor_client):
        make.agreement(state="in-review", published_at=None)

        assert "Waiting for your review" not in desk(editor_client)

    def test_leaves_out_ones_own_work_where_four_eyes_are_asked_for(
        self, reviewer, reviewer_client, settings
    ):
        settings.REGISTRY_FOUR_EYES = True
        with recording(user=reviewer, reason="Entered."):
            make.agreement(state="in-review", published_at=None)

        assert "Waiting for your review" not in desk(reviewer_client)


class TestChangesProposed:
    def test_are_listed_to_those_who_decide_them(self, reviewer_client, editor_client):
        agreement = make.agreement(title="Memorandum")
        proposal = working.proposed_change(record=agreement)

        page = desk(reviewer_client)

        address = reverse("admin:coop_proposedchange_change", args=[proposal.pk])
        assert section(page, "Changes proposed") == [(address, "Memorandum")]
        assert "Changes proposed" not in desk(editor_client)


class TestTheDesk:
    def test_costs_the_same_with_few_tasks_as_with_many(self, reviewer, reviewer_client):
        def cost():
            with CaptureQueriesContext(connection) as queries:
                desk(reviewer_client)
            return len(queries)

        def fill():
            reviewing.assign(record=make.agreement(draft=True), to=reviewer, user=reviewer)
            make.agreement(state="in-review", published_at=None)
            working.proposed_change(record=make.agreement(), proposed_by=reviewer)

        fill()
        cost()
        few = cost()
        for _time in range(3):
            fill()

        assert cost() == few
