"""Whoever changes what the public has seen says why, at every door."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from reversion.models import Version

from coop.curation import publication, recording
from coop.curation.reasons import REASON_NEEDED
from coop.models import Agreement, Party, Provision
from tests import factories
from tests.staff.forms import Form, errors_in

pytestmark = pytest.mark.django_db


def annotate(record, *, user=None, reason=""):
    with recording(user=user, reason=reason) as opened:
        opened.touch(record)
        record.note = "Changed."
        record.save()


def take_away(part, *, user):
    with recording(user=user) as opened:
        opened.touch(part)
        part.delete()


def note_of(record):
    return type(record).objects.get(pk=record.pk).note


def comment_on(record):
    return Version.objects.get_for_object(record).order_by("-pk").first().revision.comment


class TestARecording:
    def test_of_a_published_record_without_a_reason_is_undone(self, reviewer):
        agreement = factories.agreement(note="As it was.")

        with pytest.raises(ValidationError, match="Say why"):
            annotate(agreement, user=reviewer)

        assert note_of(agreement) == "As it was."

    def test_of_a_withdrawn_one_too(self, reviewer):
        agreement = publication.withdraw(record=factories.agreement(), reason="Wrong.")

        with pytest.raises(ValidationError, match="Say why"):
            annotate(agreement, user=reviewer)

    @pytest.mark.parametrize("make", [factories.party, factories.event])
    def test_of_what_something_published_refers_to_too(self, reviewer, make):
        record = factories.public(make())

        with pytest.raises(ValidationError, match="Say why"):
            annotate(record, user=reviewer)

    def test_of_a_part_too(self, reviewer):
        provision = factories.provision()

        with pytest.raises(ValidationError, match="Say why"):
            take_away(provision, user=reviewer)

        assert Provision.objects.count() == 1

    def test_of_many_at_once_too(self, reviewer):
        drafts = [factories.agreement(draft=True) for _each in range(3)]
        records = [*drafts, factories.agreement()]

        with (
            pytest.raises(ValidationError, match="Say why"),
            recording(user=reviewer) as opened,
        ):
            opened.touch_many(Agreement, [one.pk for one in records])

    def test_of_drafts_and_of_what_nobody_refers_to_needs_none(self, reviewer):
        for record in (factories.agreement(draft=True), factories.party()):
            annotate(record, user=reviewer)

            assert type(record).objects.get(pk=record.pk).version == record.version + 1

    def test_of_a_record_that_is_published_in_it_needs_none_of_its_own(self, reviewer):
        record = publication.publish(record=factories.agreement(draft=True), user=reviewer)

        assert comment_on(record) == "Published."

    def test_takes_the_reason_of_one_that_joins_it(self, reviewer):
        agreement = factories.agreement()

        with recording(user=reviewer):
            annotate(agreement, reason="A misprint.")

        assert comment_on(agreement) == "A misprint."

    def test_keeps_its_own_reason_when_another_joins_it(self, reviewer):
        agreement = factories.agreement()

        with recording(user=reviewer, reason="First."):
            annotate(agreement, reason="Second.")

        assert comment_on(agreement) == "First."


class TestTheForm:
    def test_of_a_published_record_asks_for_a_reason(self, reviewer_client):
        form = Form.to_change(reviewer_client, factories.agreement())

        field = form.page.split('name="change_reason"')[1].split(">")[0]
        assert "required" in field
        assert "since the public has seen this record" in form.page

    def test_of_a_draft_does_not(self, reviewer_client):
        form = Form.to_change(reviewer_client, factories.agreement(draft=True))

        field = form.page.split('name="change_reason"')[1].split(">")[0]
        assert "required" not in field

    def test_without_a_reason_comes_back_with_what_was_typed(self, reviewer_client):
        agreement = factories.agreement()

        response = Form.to_change(reviewer_client, agreement).send(note="Half a word")

        assert str(REASON_NEEDED) in errors_in(response)
        assert "Half a word" in response.content.decode()
        assert note_of(agreement) == ""

    def test_with_one_is_saved(self, reviewer_client):
        agreement = factories.agreement()

        Form.to_change(reviewer_client, agreement).send(note="Done.", change_reason="A gap.")

        assert (note_of(agreement), comment_on(agreement)) == ("Done.", "A gap.")

    def test_of_a_public_party_asks_for_one(self, reviewer_client):
        party = factories.public(factories.party())

        response = Form.to_change(reviewer_client, party).send(kind="company")

        assert str(REASON_NEEDED) in errors_in(response)
        assert Party.objects.get(pk=party.pk).kind == party.kind

    def test_of_a_part_of_a_published_record_asks_for_one(self, reviewer_client):
        provision = factories.provision()

        response = Form.to_change(reviewer_client, provision).send(article="9")

        assert str(REASON_NEEDED) in errors_in(response)
        assert Provision.objects.get(pk=provision.pk).article == ""

    def test_of_a_new_record_asks_for_none(self, reviewer_client):
        form = Form.to_add(reviewer_client, "party")

        assert "since the public has seen this record" not in form.page


class TestACopy:
    def test_of_a_published_record_says_of_which(self, reviewer_client):
        agreement = factories.agreement()

        reviewer_client.post(reverse("admin:coop_agreement_another", args=[agreement.pk]))

        twin = Agreement.objects.exclude(pk=agreement.pk).get()
        assert comment_on(twin) == f"Copied from “{agreement}”."
