"""From draft to the public and back, as verbs and as pages."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from coop.curation import publication
from coop.models import SearchDocument
from tests import factories as make
from tests.staff.conftest import logged_in, rights, staff_user
from tests.staff.forms import Form

pytestmark = pytest.mark.django_db


def step(client, record, verb, **data):
    """Open the page that asks, then answer it."""
    model = record._meta.model_name
    form = Form(client, reverse(f"admin:coop_{model}_{verb}", args=[record.pk]))
    response = form.send(follow=True, _confirmed="1", **data)
    record.refresh_from_db()
    return response


def complete_draft(**fields):
    return make.agreement(draft=True, **fields)


class TestPublish:
    def test_shows_a_complete_draft_to_the_public(self):
        draft = complete_draft()

        published = publication.publish(record=draft)

        assert published.state == "published"
        assert published.published_at is not None
        assert published.version == draft.version

    @pytest.mark.parametrize(
        ("fields", "sentence"),
        [
            ({"parties": []}, "It has no party yet: enter who takes part."),
            (
                {"evidence": False, "parties": []},
                "The record itself has no evidence: say which source tells of it.",
            ),
        ],
    )
    def test_refuses_an_incomplete_draft_and_says_what_is_missing(self, fields, sentence):
        draft = complete_draft(**fields)

        with pytest.raises(ValidationError) as refusal:
            publication.publish(record=draft)

        assert sentence in refusal.value.messages

    def test_names_each_part_without_evidence(self):
        draft = complete_draft()
        provision = make.provision(agreement=draft, evidence=False)

        assert publication.problems(draft) == [f"No evidence yet: provision “{provision}”."]

    def test_refuses_a_record_whose_source_is_not_published(self):
        source = make.source(draft=True, title="Unread report")
        draft = complete_draft(source=source, parties=[])

        assert (
            "It cites “Unread report”, which is draft: publish that source first."
            in publication.problems(draft)
        )

    def test_takes_a_package_that_has_members_for_parties(self):
        package = complete_draft(kind="package", parties=[])
        make.relation(kind="part-of", related=package)

        assert publication.problems(package) == []

    def test_refuses_a_source_that_says_nothing_of_where_it_comes_from(self):
        with pytest.raises(ValidationError, match="Say where it comes from"):
            publication.publish(record=make.source(draft=True))

    def test_keeps_the_first_day_of_publication(self):
        agreement = make.agreement()
        first = agreement.published_at
        publication.withdraw(record=agreement, reason="Entered twice.")

        again = publication.publish(record=agreement)

        assert (again.published_at, again.withdrawn_because) == (first, "")


class TestWithdraw:
    def test_needs_a_reason(self):
        with pytest.raises(ValidationError, match="Say why it is withdrawn"):
            publication.withdraw(record=make.agreement(), reason=" ")

    def test_refuses_a_source_that_a_public_record_cites(self):
        agreement = make.agreement(title="Public memorandum")
        source = agreement.citations.get().source

        with pytest.raises(ValidationError, match=r"cite this source: .*“Public mem"):
            publication.withdraw(record=source, reason="A mistake.")

    def test_takes_a_source_that_only_drafts_cite(self):
        source = make.source()
        make.agreement(draft=True, source=source, parties=[])

        assert publication.withdraw(record=source, reason="A mistake.").state == "withdrawn"

    def test_hides_what_only_the_record_referred_to(self):
        body = make.public(make.party())
        agreement = body.participations.get().agreement

        publication.withdraw(record=agreement, reason="A mistake.")

        body.refresh_from_db()
        assert not body.is_public


class TestStep:
    @pytest.mark.parametrize(
        ("verb", "state"),
        [("withdraw", "draft"), ("reopen", "published"), ("submit", "published")],
    )
    def test_starts_only_from_its_own_states(self, verb, state):
        record = make.agreement(state=state)
        options = {"reason": "Why."} if verb == "withdraw" else {}

        with pytest.raises(ValidationError, match="so this cannot be done with it"):
            getattr(publication, verb)(record=record, **options)

    def test_raises_the_version(self):
        draft = complete_draft()
        before = draft.version

        publication.submit(record=draft)

        draft.refresh_from_db()
        assert draft.version == before + 1


class TestPageOfAStep:
    def test_publishes_after_asking(self, reviewer_client):
        draft = complete_draft()

        step(reviewer_client, draft, "publish")

        assert draft.state == "published"

    def test_says_what_is_missing_and_offers_no_button(self, reviewer_client):
        draft = complete_draft(parties=[])

        page = Form(reviewer_client, reverse("admin:coop_agreement_publish", args=[draft.pk])).page

        assert "It has no party yet: enter who takes part." in page
        assert 'name="_confirmed"' not in page

    def test_changes_nothing_when_it_is_only_opened(self, reviewer_client):
        draft = complete_draft()

        reviewer_client.get(reverse("admin:coop_agreement_publish", args=[draft.pk]))

        draft.refresh_from_db()
        assert draft.state == "draft"

    def test_withdraws_with_the_reason_that_was_given(self, reviewer_client):
        agreement = make.agreement()

        step(reviewer_client, agreement, "withdraw", reason="Entered twice.")

        assert (agreement.state, agreement.withdrawn_because) == ("withdrawn", "Entered twice.")

    def test_asks_again_for_a_reason_that_is_missing(self, reviewer_client):
        agreement = make.agreement()

        response = step(reviewer_client, agreement, "withdraw", reason=" ")

        assert "Say why it is withdrawn: the reason is printed" in response.content.decode()
        assert agreement.state == "published"

    def test_refuses_a_record_that_was_changed_since_the_page_was_opened(self, reviewer_client):
        draft = complete_draft()
        form = Form(reviewer_client, reverse("admin:coop_agreement_publish", args=[draft.pk]))
        make.provision(agreement=draft)

        response = form.send(follow=True, _confirmed="1")

        draft.refresh_from_db()
        assert draft.state == "draft"
        assert "was changed by someone else meanwhile" in response.content.decode()

    @pytest.mark.parametrize(("verb", "status"), [("submit", 200), ("publish", 403)])
    def test_is_open_to_an_editor_only_below_publication(self, editor_client, verb, status):
        draft = complete_draft()

        response = editor_client.get(reverse(f"admin:coop_agreement_{verb}", args=[draft.pk]))

        assert response.status_code == status

    def test_is_closed_to_an_editor_for_what_is_published(self, editor_client):
        agreement = make.agreement()

        response = editor_client.post(
            reverse("admin:coop_agreement_withdraw", args=[agreement.pk]),
            {"_confirmed": "1", "reason": "No.", f"version-{agreement.pk}": agreement.version},
        )

        agreement.refresh_from_db()
        assert (response.status_code, agreement.state) == (403, "published")


class TestActionOnAList:
    def act(self, client, verb, records, **data):
        address = reverse("admin:coop_agreement_changelist")
        chosen = {"action": verb, "_selected_action": [record.pk for record in records]}
        return client.post(address, {**chosen, **data}, follow=True)

    def test_asks_first(self, reviewer_client):
        drafts = [complete_draft(), complete_draft()]

        response = self.act(reviewer_client, "publish", drafts)

        assert "Show these records to the public?" in response.content.decode()
        assert [draft.state for draft in drafts] == ["draft", "draft"]

    def test_publishes_what_is_complete_and_names_what_is_not(self, reviewer_client):
        whole, partial = complete_draft(), complete_draft(parties=[], title="Unfinished")
        versions = {f"version-{d.pk}": d.version for d in make.Agreement.objects.all()}

        response = self.act(
            reviewer_client, "publish", [whole, partial], _confirmed="1", **versions
        )

        states = {d.pk: d.state for d in make.Agreement.objects.all()}
        assert states == {whole.pk: "published", partial.pk: "draft"}
        assert "“Unfinished”: It has no party yet" in response.content.decode()

    def test_is_not_offered_to_whoever_may_not_do_it(self, editor_client):
        complete_draft()

        page = editor_client.get(reverse("admin:coop_agreement_changelist")).content.decode()

        assert '<option value="submit">' in page
        assert '<option value="publish">' not in page


class TestPublishedRecord:
    def test_can_only_be_read_by_who_may_change_no_record(self):
        reader = logged_in(staff_user("reader", *rights("view")))
        agreement = make.agreement(title={"en": "Memorandum", "ar": "مذكرة"})
        address = reverse("admin:coop_agreement_change", args=[agreement.pk])

        page = reader.get(address)
        answer = reader.post(address, {"_version": agreement.version, "title-0-text": "X"})

        assert page.status_code == 200
        assert 'name="_save"' not in page.content.decode()
        assert "Working source" not in page.content.decode()
        assert '<span class="reading" lang="ar" dir="rtl">مذكرة</span>' in page.content.decode()
        assert answer.status_code == 403

    def test_has_parts_that_such_a_reader_can_only_read(self):
        reader = logged_in(staff_user("reader", *rights("view")))
        provision = make.provision()
        address = reverse("admin:coop_provision_change", args=[provision.pk])

        assert reader.get(address).status_code == 200
        assert reader.post(address, {"_version": "1"}).status_code == 403

    def test_stays_complete_when_a_reviewer_changes_it(self, reviewer_client):
        agreement = make.agreement(parties=[make.state("KZ")])
        form = Form.to_change(reviewer_client, agreement)
        form.add_row("provisions", topic=make.topic().pk)

        response = form.send(change_reason="A topic more.")

        page = response.content.decode()
        assert "This record is published and must stay complete." in page
        assert "No evidence yet: provision" in page
        assert not agreement.provisions.exists()

    def test_links_its_public_address(self, reviewer_client):
        agreement = make.agreement()

        page = Form.to_change(reviewer_client, agreement).page

        agreement.refresh_from_db()
        assert f'href="{agreement.get_absolute_url()}" class="viewsitelink"' in page

    def test_links_its_preview_while_it_is_a_draft(self, editor_client):
        draft = complete_draft()

        page = Form.to_change(editor_client, draft).page

        draft.refresh_from_db()
        assert f'href="{draft.get_absolute_url()}?preview=1" class="viewsitelink"' in page


class TestDeletion:
    def delete(self, client, record):
        model = record._meta.model_name
        address = reverse(f"admin:coop_{model}_delete", args=[record.pk])
        if client.get(address).status_code != 200:
            return client.post(address, {"post": "yes"})
        return Form(client, address).send(follow=True)

    def test_takes_a_draft_with_all_its_parts(self, editor_client):
        draft = make.provision(agreement=complete_draft()).agreement

        self.delete(editor_client, draft)

        assert not make.Agreement.objects.exists()
        assert not SearchDocument.objects.filter(kind__in=["agreement", "provision"]).exists()

    def test_is_refused_for_what_was_ever_published(self, reviewer_client):
        agreement = make.agreement()
        publication.withdraw(record=agreement, reason="A mistake.")

        response = self.delete(reviewer_client, agreement)

        assert response.status_code == 403
        assert make.Agreement.objects.get() == agreement

    def test_of_a_source_in_use_is_refused_in_words(self, editor_client):
        source = make.source(draft=True)
        make.agreement(draft=True, source=source, parties=[])
        address = reverse("admin:coop_sourcedocument_delete", args=[source.pk])

        page = editor_client.get(address).content.decode()
        editor_client.post(address, {"post": "yes", "_version": source.version})

        assert "would require deleting the following protected related objects" in page
        source.refresh_from_db()

    def test_of_a_subject_in_a_list_is_refused_in_words(self, editor_client):
        subject = make.subject(names="Silk Road")
        with make.recording() as record:
            draft = complete_draft(title="About the road")
            record.touch(draft)
            draft.subjects.add(subject)

        response = self.delete(editor_client, subject)

        assert "“Silk Road” is in use by “About the road”." in response.content.decode()
        subject.refresh_from_db()

    def test_is_refused_for_a_draft_changed_since_the_page_was_opened(self, editor_client):
        draft = complete_draft()
        form = Form(editor_client, reverse("admin:coop_agreement_delete", args=[draft.pk]))
        make.provision(agreement=draft)

        form.send()

        draft.refresh_from_db()
