"""A proposed change: what it holds, what it would do, and how it is decided, once."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from reversion.models import Version

from coop.curation import publication, recording
from coop.exchange import proposals
from coop.exchange.applying import Clash, Refused
from coop.exchange.records import entries_of
from coop.models import Act, Agreement, Citation, Participation, ProposedChange, Provision
from tests import factories as make
from tests.staff.proposing import kept_proposal, proposal_of, written_and_undone

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement():
    return make.agreement(title="Memorandum", note="Old.", parties=[make.state("KZ")])


def set_fields(thing, **values):
    """A change that sets fields of a thing."""
    return lambda: type(thing)._base_manager.filter(pk=thing.pk).update(**values)


class TestWhatDiffers:
    def test_is_nothing_where_nothing_was_done(self, agreement):
        entries = entries_of(agreement)

        assert proposals.proposed(entries, entries) == ([], [])

    def test_says_what_was_emptied(self, agreement, editor):
        proposal = proposal_of(agreement, set_fields(agreement, note=""), user=editor)

        assert proposal.entries == [
            {
                "model": "coop.agreement",
                "fields": {"key": agreement.key, "note": ""},
                "before": {"note": "Old."},
            }
        ]

    def test_says_which_list_was_emptied(self, agreement, editor):
        framework = make.party()
        with recording() as opened:
            opened.touch(agreement)
            agreement.frameworks.add(framework)

        proposal = proposal_of(agreement, agreement.frameworks.clear, user=editor)

        (entry,) = proposal.entries
        assert (entry["fields"]["frameworks"], entry["before"]["frameworks"]) == (
            [],
            [[framework.key]],
        )

    def test_names_a_part_that_goes_with_what_it_was(self, agreement, editor):
        provision = make.provision(agreement=agreement, article="4")

        proposal = proposal_of(agreement, provision.delete, user=editor)

        assert {one["model"] for one in proposal.removed} == {"coop.provision", "coop.citation"}
        (gone,) = [one for one in proposal.removed if one["model"] == "coop.provision"]
        assert gone["key"] == [agreement.key, provision.key]
        assert gone["fields"]["article"] == "4"

    def test_is_read_as_the_planner_reads_it(self, agreement, editor):
        provision = make.provision(agreement=agreement, article="4")

        def change():
            set_fields(provision, article="5")()
            made = make.act(agreement=agreement, kind="ratification")
            set_fields(made, done_on="2025-02")()

        proposal = proposal_of(agreement, change, user=editor)

        with proposals.plan_of(proposal) as plan:
            planned = {
                (change.model._meta.model_name, change.key): dict(change.fields)
                for change in plan.changes()
            }
        told = {
            (change["model"], tuple(change["key"])): change["fields"]
            for change in proposals.changes_of(proposal)
        }
        assert planned.keys() == told.keys()
        key = ("provision", (agreement.key, provision.key))
        assert [planned[key], told[key]] == [{"article": ("4", "5")}, {"article": ["4", "5"]}]

    def test_is_not_kept_without_a_reason(self, agreement, editor):
        with pytest.raises(ValidationError):
            proposal_of(agreement, set_fields(agreement, note="New."), user=editor, reason=" ")


class TestApply:
    def test_makes_the_record_what_was_proposed(self, agreement, editor, reviewer):
        kept = make.provision(agreement=agreement, article="3", subjects=[make.subject()])
        gone = make.rule(provision=make.provision(agreement=agreement)).provision
        party = make.state("FR")
        states = []
        with written_and_undone(agreement, states):
            set_fields(agreement, note="", title={"en": "Treaty"})()
            set_fields(kept, article="5")()
            kept.subjects.clear()
            gone.delete()
            joined = make.participation(agreement=agreement, party=party)
            make.signature(participation=joined, office="Minister")
            make.act(agreement=agreement, participation=joined)
        proposal = kept_proposal(agreement, states, user=editor)

        proposals.apply(proposal=proposal, user=reviewer)

        assert entries_of(agreement) == states[1]
        assert Act.objects.get().participation == Participation.objects.get(party=party)
        assert not Provision.objects.filter(pk=gone.pk).exists()

    def test_says_in_the_history_who_applied_and_who_proposed(self, agreement, editor, reviewer):
        proposal = proposal_of(agreement, set_fields(agreement, note="New."), user=editor)

        proposals.apply(proposal=proposal, user=reviewer)

        revision = Version.objects.get_for_object(agreement).first().revision
        assert (revision.user, revision.comment) == (reviewer, "Read again. Proposed by editor.")

    def test_says_who_decided_when_and_what(self, agreement, editor, reviewer):
        proposal = proposal_of(agreement, set_fields(agreement, note="New."), user=editor)

        proposals.apply(proposal=proposal, user=reviewer, answer=" Thank you. ")

        proposal.refresh_from_db()
        assert (proposal.state, proposal.decided_by) == ("applied", reviewer)
        assert (proposal.decided_at is not None, proposal.answer) == (True, "Thank you.")

    def test_is_refused_by_name_on_another_version(self, agreement, editor, reviewer):
        proposal = proposal_of(agreement, set_fields(agreement, note="New."), user=editor)
        make.provision(agreement=agreement)

        with pytest.raises(Clash) as refused:
            proposals.apply(proposal=proposal, user=reviewer)

        assert refused.value.records == ["Memorandum"]
        agreement.refresh_from_db()
        proposal.refresh_from_db()
        assert (agreement.note, proposal.state) == ("Old.", "waiting")

    def test_of_two_on_one_version_is_done_for_the_first(self, agreement, editor, reviewer):
        first = proposal_of(agreement, set_fields(agreement, note="A."), user=editor)
        second = proposal_of(agreement, set_fields(agreement, note="B."), user=editor)
        proposals.apply(proposal=first, user=reviewer)

        with pytest.raises(Clash):
            proposals.apply(proposal=second, user=reviewer)

        agreement.refresh_from_db()
        assert agreement.note == "A."

    def test_is_done_once_however_often_it_is_asked_for(self, agreement, editor, reviewer):
        proposal = proposal_of(agreement, set_fields(agreement, note="New."), user=editor)
        proposals.apply(proposal=proposal, user=reviewer)
        agreement.refresh_from_db()

        with pytest.raises(proposals.Decided):
            proposals.apply(proposal=proposal, user=reviewer)

        before = agreement.version
        agreement.refresh_from_db()
        assert agreement.version == before

    def test_is_refused_while_something_is_wrong_with_it(self, agreement, editor, reviewer):
        place = make.place()
        proposal = proposal_of(agreement, set_fields(agreement, place=place), user=editor)
        with recording() as opened:
            opened.touch(place)
            place.delete()

        with pytest.raises(Refused, match=f"There is no place “{place.key}”"):
            proposals.apply(proposal=proposal, user=reviewer)

        assert f"There is no place “{place.key}”" in proposals.faults_of(proposal)[0]

    def test_is_refused_where_the_record_would_not_be_complete(self, agreement, editor, reviewer):
        proposal = proposal_of(agreement, agreement.citations.all().delete, user=editor)

        with pytest.raises(Refused, match="This record is published and must stay complete"):
            proposals.apply(proposal=proposal, user=reviewer)

        assert agreement.citations.count() == 1

    def test_takes_a_part_in_the_place_of_one_that_goes(self, agreement, editor, reviewer):
        old = agreement.participations.get()

        def change():
            Citation.objects.filter(participation=old).delete()
            old.delete()
            make.participation(agreement=agreement, party=old.party, role=old.role)

        proposal = proposal_of(agreement, change, user=editor)

        assert proposals.faults_of(proposal) == []
        proposals.apply(proposal=proposal, user=reviewer)
        assert agreement.participations.get().key != old.key

    def test_is_refused_when_the_record_is_gone(self, editor, reviewer):
        party = make.public(make.party(names="Film centre"))
        proposal = proposal_of(party, set_fields(party, names={"en": "Centre"}), user=editor)
        publication.withdraw(record=Agreement.objects.get(), reason="Entered twice.")
        with recording() as opened:
            opened.touch(party)
            Participation.objects.filter(party=party).delete()
            party.delete()

        with pytest.raises(Clash, match="no longer there"):
            proposals.apply(proposal=proposal, user=reviewer)

    def test_is_not_for_editors(self, agreement, editor):
        proposal = proposal_of(agreement, set_fields(agreement, note="New."), user=editor)

        with pytest.raises(PermissionDenied):
            proposals.apply(proposal=proposal, user=editor)

    def test_is_not_for_its_author_where_four_eyes_are_asked_for(
        self, agreement, reviewer, settings
    ):
        proposal = proposal_of(agreement, set_fields(agreement, note="New."), user=reviewer)
        settings.REGISTRY_FOUR_EYES = True

        with pytest.raises(PermissionDenied):
            proposals.apply(proposal=proposal, user=reviewer)


class TestDecline:
    def test_needs_an_answer(self, agreement, editor, reviewer):
        proposal = proposal_of(agreement, set_fields(agreement, note="New."), user=editor)

        with pytest.raises(ValidationError, match="Say why it is declined"):
            proposals.decline(proposal=proposal, user=reviewer, answer="  ")

    def test_changes_nothing_in_the_record(self, agreement, editor, reviewer):
        proposal = proposal_of(agreement, set_fields(agreement, note="New."), user=editor)

        proposals.decline(proposal=proposal, user=reviewer, answer="It says so in ¶4.")

        proposal.refresh_from_db()
        before = agreement.version
        agreement.refresh_from_db()
        assert (proposal.state, proposal.answer) == ("declined", "It says so in ¶4.")
        assert (agreement.note, agreement.version) == ("Old.", before)

    def test_is_possible_for_what_cannot_be_applied_any_more(self, agreement, editor, reviewer):
        proposal = proposal_of(agreement, set_fields(agreement, note="New."), user=editor)
        make.provision(agreement=agreement)

        proposals.decline(proposal=proposal, user=reviewer, answer="Done already.")

        assert ProposedChange.objects.get().state == "declined"


class TestTakeBack:
    def test_is_for_the_author_alone(self, agreement, editor, reviewer):
        proposal = proposal_of(agreement, set_fields(agreement, note="New."), user=editor)

        with pytest.raises(PermissionDenied):
            proposals.take_back(proposal=proposal, user=reviewer)
        proposals.take_back(proposal=proposal, user=editor)

        assert ProposedChange.objects.get().state == "taken-back"

    def test_closes_it_for_reviewers(self, agreement, editor, reviewer):
        proposal = proposal_of(agreement, set_fields(agreement, note="New."), user=editor)
        proposals.take_back(proposal=proposal, user=editor)

        with pytest.raises(proposals.Decided):
            proposals.apply(proposal=proposal, user=reviewer)
