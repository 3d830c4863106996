"""Review as verbs: what is missing, whose work it is, comments and assignments."""

import pytest
from django.core.exceptions import ValidationError
from reversion.models import Version

from coop.curation import publication, recording, reviewing
from coop.curation.completeness import lacks
from coop.integrity import records
from coop.models import Assignment, Comment
from tests import factories as make
from tests.staff.roles import account

pytestmark = pytest.mark.django_db


@pytest.fixture
def four_eyes(settings):
    settings.REGISTRY_FOUR_EYES = True


def draft_by(user, **fields):
    """A complete draft that this user has entered."""
    with recording(user=user, reason="Entered."):
        return make.agreement(draft=True, **fields)


def change(record, user):
    with recording(user=user, reason="A word more.") as opened:
        opened.touch(record)
        record.refresh_from_db()
        record.note = f"{record.note} Another word."
        record.save()


def uncited(**fields):
    """A draft with a party, about which itself no source says anything."""
    draft = make.agreement(draft=True, evidence=False, parties=[], **fields)
    make.participation(agreement=draft)
    return draft


def sentences(record):
    return [lack.sentence for lack in lacks(record)]


def cited(record, *fields):
    """The record, with citations that are each about one field."""
    for field in fields:
        make.citation(record, field=field)
    return record


class TestWhatIsMissing:
    def test_is_evidence_for_each_field_that_says_something(self):
        draft = uncited(kind="treaty", place=make.place(), bindingness="binding")
        cited(draft, "title", "place")

        assert sentences(draft) == ["No evidence yet: kind.", "No evidence yet: bindingness."]

    def test_is_nothing_where_a_citation_is_about_the_whole_record(self):
        draft = make.agreement(draft=True, kind="treaty", place=make.place())

        assert lacks(draft) == []

    def test_is_no_evidence_for_a_title_that_the_registry_made_up(self):
        draft = uncited(is_title_supplied=True, kind="treaty")

        assert sentences(cited(draft, "kind")) == []

    def test_is_no_evidence_for_what_is_not_stated_or_in_our_own_words(self):
        draft = uncited(summary="Ours.", note="Ours too.")

        assert sentences(cited(draft, "title")) == []

    def test_is_any_evidence_at_all_for_a_record_that_has_none(self):
        draft = uncited(is_title_supplied=True)

        assert "The record itself has no evidence: say which source tells of it." in sentences(
            draft
        )

    def test_is_evidence_for_a_framework(self):
        with recording() as opened:
            draft = uncited()
            opened.touch(draft)
            draft.frameworks.add(make.party())

        assert sentences(cited(draft, "title")) == ["No evidence yet: frameworks."]

    def test_of_a_film_is_evidence_for_its_year_and_status(self):
        film = make.coproduction(draft=True, evidence=False, year="2024", status="planned")

        assert sentences(cited(film, "title")) == [
            "No evidence yet: status.",
            "No evidence yet: year.",
        ]

    def test_of_a_party_is_evidence_for_its_country_and_parent(self):
        body = make.party(country=make.country("KZ"), parent=make.party())

        assert sentences(cited(body, "names", "kind")) == [
            "No evidence yet: country.",
            "No evidence yet: part of.",
        ]

    def test_of_a_state_is_nothing(self):
        assert lacks(make.state("KZ")) == []

    def test_of_an_event_is_evidence_for_its_day_and_for_who_was_there(self):
        event = make.event(held_on="2024-05-14")
        attendance = make.attendance(event=event, evidence=False)

        assert sentences(cited(event, "names", "kind")) == [
            "No evidence yet: when.",
            f"No evidence yet: attendance “{attendance}”.",
        ]

    def test_says_where_each_thing_is_mended(self):
        source = make.source(draft=True)
        draft = make.agreement(draft=True, parties=[], source=source)
        act = make.act(agreement=draft, evidence=False)

        assert [(lack.thing, lack.place) for lack in lacks(draft)] == [
            (draft, "participations"),
            (act, "citations"),
            (source, ""),
        ]

    def test_is_told_by_check_registry_of_what_is_public(self):
        record = cited(make.agreement(evidence=False, parties=[], kind="treaty"), "title")

        found = [str(problem) for problem in records.evidence_problems()]

        assert found == [f"agreement {record.key}: No evidence yet: kind."]


class TestFourEyes:
    def test_keep_whoever_made_a_draft_from_publishing_it(self, four_eyes, reviewer):
        draft = draft_by(reviewer)

        with pytest.raises(ValidationError, match="a colleague has to publish it"):
            publication.publish(record=draft, user=reviewer)

    def test_keep_a_superuser_too(self, four_eyes):
        root = account("root", is_superuser=True)

        with pytest.raises(ValidationError, match="a colleague has to publish it"):
            publication.publish(record=draft_by(root), user=root)

    def test_keep_whoever_changed_or_submitted_it(self, four_eyes, editor, reviewer):
        changed, submitted = draft_by(editor), draft_by(editor)
        change(changed, reviewer)
        publication.submit(record=submitted, user=reviewer)

        for record in (changed, submitted):
            with pytest.raises(ValidationError, match="a colleague has to publish it"):
                publication.publish(record=record, user=reviewer)

    def test_keep_whoever_changed_a_part_of_it(self, four_eyes, editor, reviewer):
        draft = draft_by(editor)
        with recording(user=reviewer, reason="Entered."):
            make.provision(agreement=draft)

        assert publication.is_own_work(draft, reviewer)

    def test_let_a_colleague_publish_it(self, four_eyes, editor, reviewer):
        draft = draft_by(editor)
        publication.submit(record=draft, user=editor)

        assert publication.publish(record=draft, user=reviewer).is_public

    def test_let_a_reviewer_publish_what_they_had_sent_back(self, four_eyes, editor, reviewer):
        draft = draft_by(editor)
        publication.submit(record=draft, user=editor)
        publication.reopen(record=draft, user=reviewer, reason="The day is missing.")
        publication.submit(record=draft, user=editor)

        assert publication.publish(record=draft, user=reviewer).is_public

    def test_look_no_further_back_than_the_last_publication(self, four_eyes, editor, reviewer):
        record = draft_by(reviewer)
        publication.publish(record=record, user=editor)
        publication.withdraw(record=record, user=reviewer, reason="A mistake.")
        assert not publication.is_own_work(record, reviewer)

        change(record, reviewer)

        assert publication.is_own_work(record, reviewer)

    def test_hold_for_sources(self, four_eyes, reviewer):
        with recording(user=reviewer, reason="Entered."):
            source = make.source(draft=True, publisher="The Daily")

        with pytest.raises(ValidationError, match="a colleague has to publish it"):
            publication.publish(record=source, user=reviewer)

    def test_are_not_asked_for_unless_the_house_says_so(self, reviewer):
        assert publication.publish(record=draft_by(reviewer), user=reviewer).is_public


class TestStep:
    def test_says_in_the_history_who_took_it_and_why(self, editor):
        draft = draft_by(editor)

        publication.submit(record=draft, user=editor, reason="The day is a guess.")

        revision = Version.objects.get_for_object(draft).first().revision
        assert revision.user == editor
        assert revision.comment == "Submitted for review. The day is a guess."

    def test_back_to_draft_needs_a_reason_from_whoever_sends_back_others_work(
        self, editor, reviewer
    ):
        draft = draft_by(editor)
        publication.submit(record=draft, user=editor)

        with pytest.raises(ValidationError, match="Say why it goes back to draft"):
            publication.reopen(record=draft, user=reviewer, reason=" ")

        draft.refresh_from_db()
        assert draft.state == "in-review"

    def test_back_to_draft_makes_a_comment_of_the_reason(self, editor, reviewer):
        draft = draft_by(editor)
        publication.submit(record=draft, user=editor)

        publication.reopen(record=draft, user=reviewer, reason="The day is missing.")

        comment = Comment.objects.about(draft).get()
        assert (comment.text, comment.written_by) == ("The day is missing.", reviewer)

    def test_back_to_draft_needs_no_reason_for_ones_own_work(self, editor):
        draft = draft_by(editor)
        publication.submit(record=draft, user=editor)

        assert publication.reopen(record=draft, user=editor).state == "draft"
        assert not Comment.objects.exists()


class TestComment:
    def test_raises_no_version_of_the_record(self, editor):
        draft = draft_by(editor)

        reviewing.comment(record=draft, text="  Look at the date.  ", user=editor)

        assert Comment.objects.about(draft).get().text == "Look at the date."
        assert Version.objects.get_for_object(draft).count() == 1

    @pytest.mark.parametrize("text", ["", "  ", "x" * 2001])
    def test_that_is_empty_or_too_long_is_refused_in_words(self, editor, text):
        with pytest.raises(ValidationError) as refusal:
            reviewing.comment(record=draft_by(editor), text=text, user=editor)

        assert len(refusal.value.messages) == 1

    def test_is_settled_once(self, editor, reviewer):
        comment = reviewing.comment(record=draft_by(editor), text="The date?", user=reviewer)
        first = reviewing.settle(comment=comment, user=editor)

        again = reviewing.settle(comment=comment, user=reviewer)

        assert (again.settled_by, again.settled_at) == (editor, first.settled_at)


class TestAssignment:
    def test_takes_the_place_of_the_one_before(self, editor, reviewer):
        draft = draft_by(editor)
        reviewing.assign(record=draft, to=editor, user=reviewer)

        reviewing.assign(record=draft, to=reviewer, note="Ask the ministry.", user=editor)

        standing = Assignment.objects.about(draft).get(done_at=None)
        assert (standing.assignee, standing.note) == (reviewer, "Ask the ministry.")

    def test_is_open_until_it_is_done(self, editor):
        draft = draft_by(editor)
        assignment = reviewing.assign(record=draft, to=editor, user=editor)

        reviewing.finish(assignment=assignment, user=editor)

        assert not Assignment.objects.filter(done_at=None).exists()
