"""The list of proposals, and the page on which one is looked at and decided."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coop.models import Agreement, ProposedChange
from tests import factories as make
from tests.staff.conftest import PUBLISHES, logged_in, rights, staff_user
from tests.staff.forms import Form, errors_in
from tests.staff.proposing import proposal_of
from tests.working import proposed_change

pytestmark = pytest.mark.django_db

LIST = "admin:coop_proposedchange_changelist"


@pytest.fixture
def agreement():
    return make.agreement(title="Memorandum", note="Old.", parties=[make.state("KZ")])


def note_of(agreement, text):
    return lambda: Agreement.objects.filter(pk=agreement.pk).update(note=text)


@pytest.fixture
def proposal(agreement, editor):
    return proposal_of(agreement, note_of(agreement, "New."), user=editor)


def page_of(proposal):
    return reverse("admin:coop_proposedchange_change", args=[proposal.pk])


def press(client, proposal, button, **data):
    """Open the page of a proposal, then press one of its buttons."""
    form = Form(client, page_of(proposal))
    answer = {name: values[0] for name, values in form.values.items()}
    return client.post(form.address, {**answer, f"_{button}": "1", **data}, follow=True)


class TestPageOfAProposal:
    def test_shows_the_old_beside_the_new(self, reviewer_client, proposal):
        page = reviewer_client.get(page_of(proposal)).content.decode()

        assert re.search(r"<del>\s*<bdi[^>]*>Old\.</bdi>\s*</del>", page)
        assert re.search(r"<ins>\s*<bdi[^>]*>New\.</bdi>\s*</ins>", page)
        assert "Read again." in page

    def test_shows_part_by_part_what_is_new_and_what_goes(self, reviewer_client, editor, agreement):
        gone = make.provision(agreement=agreement, article="4")
        topic = make.topic("training")

        def change():
            gone.delete()
            make.provision(agreement=agreement, topic=topic, article="5")

        proposal = proposal_of(agreement, change, user=editor)

        page = reviewer_client.get(page_of(proposal)).content.decode()

        assert page.count("badge-import-gone") == 2
        assert page.count("badge-import-new") == 2
        assert f"<bdi>{gone}</bdi>" in page

    def test_applies_it_when_that_is_pressed(self, reviewer_client, proposal, agreement):
        page = press(reviewer_client, proposal, "apply").content.decode()

        agreement.refresh_from_db()
        assert agreement.note == "New."
        assert "Applied: the record is as it was proposed." in page
        assert "Old." in page
        assert 'name="_apply"' not in page

    def test_declines_it_with_an_answer(self, reviewer_client, editor_client, proposal, agreement):
        press(reviewer_client, proposal, "decline", answer="It says so in ¶4.")

        page = editor_client.get(page_of(proposal)).content.decode()
        agreement.refresh_from_db()
        assert agreement.note == "Old."
        assert "It says so in ¶4." in page

    def test_asks_again_for_an_answer_that_is_missing(self, reviewer_client, proposal):
        response = press(reviewer_client, proposal, "decline")

        assert errors_in(response) == ["Say why it is declined."]
        assert ProposedChange.objects.get().state == "waiting"

    def test_takes_it_back_for_its_author(self, editor_client, proposal):
        page = press(editor_client, proposal, "take_back").content.decode()

        assert ProposedChange.objects.get().state == "taken-back"
        assert "Taken back: nobody will be asked about it." in page

    def test_offers_each_what_they_may_do(self, editor_client, reviewer_client, proposal):
        theirs = editor_client.get(page_of(proposal)).content.decode()
        ours = reviewer_client.get(page_of(proposal)).content.decode()

        assert [f'name="_{b}"' in theirs for b in ("apply", "decline", "take_back")] == [
            False,
            False,
            True,
        ]
        assert [f'name="_{b}"' in ours for b in ("apply", "decline", "take_back")] == [
            True,
            True,
            False,
        ]

    def test_does_nothing_for_who_presses_what_is_not_theirs(self, editor_client, proposal):
        data = {"seen": proposal.seen, "_apply": "1"}

        assert editor_client.post(page_of(proposal), data).status_code == 403
        assert ProposedChange.objects.get().state == "waiting"

    def test_says_when_it_was_decided_to_who_presses_again(self, reviewer_client, proposal):
        data = {"_apply": "1", "seen": proposal.seen}
        reviewer_client.post(page_of(proposal), data)

        page = reviewer_client.post(page_of(proposal), data, follow=True).content.decode()

        assert "This was applied already, by reviewer on" in page

    def test_does_nothing_when_it_was_not_opened_on_this_version(
        self, reviewer_client, proposal, agreement
    ):
        form = Form(reviewer_client, page_of(proposal))
        seen = form["seen"]
        make.provision(agreement=agreement)

        response = reviewer_client.post(page_of(proposal), {"_apply": "1", "seen": seen})

        agreement.refresh_from_db()
        assert (response.status_code, agreement.note) == (409, "Old.")
        assert "The record was changed after you had opened this page" in (
            response.content.decode()
        )

    def test_says_that_it_was_overtaken_and_offers_only_to_decline(
        self, reviewer_client, proposal, agreement
    ):
        make.provision(agreement=agreement)

        page = reviewer_client.get(page_of(proposal)).content.decode()

        assert "This cannot be applied any more" in page
        assert 'name="_apply"' not in page
        assert 'name="_decline"' in page

    def test_says_what_stands_in_the_way(self, reviewer_client, editor, agreement):
        draft = make.source(draft=True, publisher="IRNA")
        (claim,) = agreement.citations.all()

        def change():
            make.citation(agreement, source=draft, paragraphs="9")

        proposal = proposal_of(agreement, change, user=editor)

        page = reviewer_client.get(page_of(proposal)).content.decode()

        assert "publish that source first" in page
        assert 'name="_apply"' not in page
        assert claim.source != draft

    def test_of_a_record_that_is_gone_says_so(self, reviewer_client, editor):
        lost = proposed_change(proposed_by=editor)

        page = reviewer_client.get(page_of(lost)).content.decode()

        assert "The record is no longer there." in page
        assert 'name="_apply"' not in page

    def test_is_closed_to_other_editors(self, proposal):
        other = logged_in(staff_user("other", *rights("view", "add", "change")))

        assert other.get(page_of(proposal)).status_code == 403

    def test_is_closed_to_who_publishes_other_records_only(self, proposal):
        codenames = [name for name in PUBLISHES if name != "publish_agreement"]
        other = logged_in(staff_user("other", *rights("view", "change"), *codenames))

        assert other.get(page_of(proposal)).status_code == 403

    @pytest.mark.parametrize("wrong", ["0", "99999999999999999999", "x", "-1"])
    def test_of_a_strange_number_is_an_answer(self, reviewer_client, wrong):
        address = reverse("admin:coop_proposedchange_change", args=[wrong])

        assert reviewer_client.get(address).status_code == 302

    def test_is_no_form_and_cannot_be_added_or_deleted(self, reviewer_client, proposal):
        add = reverse("admin:coop_proposedchange_add")
        delete = reverse("admin:coop_proposedchange_delete", args=[proposal.pk])

        assert reviewer_client.get(add).status_code == 403
        assert reviewer_client.post(delete, {"post": "yes"}).status_code == 403
        reviewer_client.post(page_of(proposal), {"reason": "Other.", "state": "applied"})
        assert ProposedChange.objects.get().reason == "Read again."

    def test_has_a_history_for_those_who_may_see_it(self, reviewer_client, proposal):
        address = reverse("admin:coop_proposedchange_history", args=[proposal.pk])
        other = logged_in(staff_user("other", *rights("view", "add", "change")))

        assert reviewer_client.get(address).status_code == 200
        assert other.get(address).status_code == 403


class TestListOfProposals:
    def test_shows_editors_their_own(self, editor_client, editor, proposal):
        colleague = staff_user("colleague", *rights("view", "change"))
        other = make.agreement(title="Programme")
        proposal_of(other, note_of(other, "A."), user=colleague, reason="Another reason.")

        page = editor_client.get(reverse(LIST)).content.decode()

        assert "Read again." in page
        assert "Another reason." not in page

    def test_shows_reviewers_all_that_they_decide(self, proposal):
        codenames = ["publish_coproduction"]
        of_films = logged_in(staff_user("films", *rights("view", "change"), *codenames))
        of_all = logged_in(staff_user("all", *rights("view", "change"), *PUBLISHES))

        assert "Read again." not in of_films.get(reverse(LIST)).content.decode()
        assert "Read again." in of_all.get(reverse(LIST)).content.decode()

    def test_names_the_record_and_says_what_was_overtaken(
        self, reviewer_client, proposal, agreement
    ):
        make.provision(agreement=agreement)

        page = reviewer_client.get(reverse(LIST)).content.decode()

        address = reverse("admin:coop_agreement_change", args=[agreement.pk])
        assert f'Agreement <a href="{address}"><bdi>Memorandum</bdi></a>' in page
        assert "(the record was changed since)" in page

    def test_is_filtered_by_state_and_kind(self, reviewer_client, proposal):
        address = reverse(LIST)

        assert (
            "Read again."
            in reviewer_client.get(
                f"{address}?state__exact=waiting&record_kind=agreement"
            ).content.decode()
        )
        assert (
            "Read again."
            not in reviewer_client.get(f"{address}?record_kind=party").content.decode()
        )

    def test_costs_the_same_number_of_queries_with_more(self, reviewer_client, editor, proposal):
        with CaptureQueriesContext(connection) as few:
            reviewer_client.get(reverse(LIST))
        for number in range(3):
            other = make.agreement()
            proposal_of(other, note_of(other, f"{number}."), user=editor)

        with CaptureQueriesContext(connection) as many:
            reviewer_client.get(reverse(LIST))
        assert len(many) == len(few)

    def test_stands_in_a_section_of_the_desk(self, editor_client):
        page = editor_client.get(reverse("admin:index")).content.decode()

        assert f'href="{reverse(LIST)}"' in page

    def test_is_closed_to_who_changes_no_record(self, db):
        reader = logged_in(staff_user("reader", *rights("view")))

        assert reader.get(reverse(LIST)).status_code == 403
