"""Who may upload, see and apply: nobody more through a file than by typing."""

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from coop.curation import recording
from coop.models import Agreement, Import, Party, SourceDocument
from tests import factories as make
from tests.staff.conftest import PUBLISHES, logged_in, rights, staff_user
from tests.staff.roles import account
from tests.staff.uploads import (
    ADD,
    a_party,
    an_agreement,
    fixture,
    page_of,
    press,
    send,
    shown,
    uploaded,
)

pytestmark = pytest.mark.django_db


def allow(user, *codenames):
    user.user_permissions.add(*Permission.objects.filter(codename__in=codenames))


@pytest.fixture
def importer():
    """May upload, and enter and change parties that are not public; no agreements."""
    return staff_user("importer", "add_import", "add_party", "change_party")


class TestUploading:
    def test_needs_its_own_permission(self):
        client = logged_in(staff_user("editor", *rights("view", "add", "change")))

        assert client.get(ADD).status_code == 403
        assert send(client, fixture(a_party())).status_code == 403
        assert not Import.objects.exists()

    def test_leads_visitors_to_the_log_in(self):
        assert send(Client(), fixture(a_party())).url.startswith("/admin/login/")
        assert not Import.objects.exists()

    def test_needs_the_token_of_the_form(self, importer):
        client = Client(enforce_csrf_checks=True)
        client.force_login(importer)

        assert send(client, fixture(a_party())).status_code == 403
        assert not Import.objects.exists()


class TestApplying:
    def test_needs_adding_and_changing_of_every_record_that_is_touched(self, importer):
        client = logged_in(importer)
        upload = uploaded(client, fixture(a_party(), an_agreement()))

        seen, confirmed = client.get(page_of(upload)), press(client, upload, "_confirm")

        for response in (seen, confirmed):
            page = response.content.decode()
            assert response.status_code == 403
            assert "coop.add_agreement" in page
            assert "coop.change_agreement" in page
            assert "coop.add_party" not in page
        assert not Party.objects.exists()
        assert not Agreement.objects.exists()

    @pytest.mark.parametrize("missing", ["add_party", "change_party"])
    def test_needs_both_even_where_only_one_is_done(self, importer, missing):
        client = logged_in(importer)
        upload = uploaded(client, fixture(a_party()))
        importer.user_permissions.remove(Permission.objects.get(codename=missing))

        assert press(client, upload, "_confirm").status_code == 403
        assert not Party.objects.exists()

    def test_of_a_part_needs_what_its_record_needs(self, importer):
        make.agreement(draft=True, key="deal")
        client = logged_in(importer)
        upload = uploaded(
            client, fixture(("act", {"key": "signed", "agreement": ["deal"], "kind": "signature"}))
        )

        page = press(client, upload, "_confirm").content.decode()

        assert "coop.change_agreement" in page
        assert not Agreement.objects.get().acts.exists()

    def test_does_not_show_to_others_what_is_not_public(self, importer):
        make.agreement(draft=True, key="deal", title="Hidden from them")
        client = logged_in(importer)

        upload = uploaded(client, fixture(an_agreement()))

        assert "Hidden from them" not in client.get(page_of(upload)).content.decode()
        for file in ("plan.csv", "plan.jsonl", "faults.csv"):
            response = client.get(page_of(upload).replace("change/", file))
            assert response.status_code == 403

    def test_of_what_is_public_needs_to_publish(self, importer):
        make.agreement(parties=[make.party(key="kazakhfilm", kind="company", names="Kazakhfilm")])
        client = logged_in(importer)
        upload = uploaded(client, fixture(a_party(names={"en": "Kazakhfilm JSC"})))

        page, confirmed = shown(client, upload), press(client, upload, "_confirm")

        assert "Kazakhfilm JSC" in page
        assert "coop.publish_agreement" in page
        assert 'name="_confirm"' not in page
        assert confirmed.status_code == 403
        assert str(Party.objects.get()) == "Kazakhfilm"

        allow(importer, "publish_agreement")
        press(client, upload, "_confirm")

        assert str(Party.objects.get()) == "Kazakhfilm JSC"

    def test_that_publishes_needs_to_publish(self):
        client = logged_in(staff_user("editor", "add_import", *rights("view", "add", "change")))
        source = {"key": "paper", "title": {"en": "Paper"}, "publisher": "P", "state": "published"}
        upload = uploaded(client, fixture(("sourcedocument", source)))

        response = press(client, upload, "_confirm")

        assert response.status_code == 403
        assert "coop.publish_sourcedocument" in response.content.decode()
        assert not SourceDocument.objects.exists()

    def test_is_asked_for_once_more_when_it_is_done(self, importer):
        client = logged_in(importer)
        upload = uploaded(client, fixture(a_party()))
        shown(client, upload)
        importer.user_permissions.clear()
        allow(importer, "add_import")

        assert press(client, upload, "_confirm").status_code == 403
        assert not Party.objects.exists()

    def test_is_free_to_administrators(self):
        client = logged_in(User.objects.create_superuser("root", password="a long enough phrase"))
        upload = uploaded(client, fixture(a_party(), an_agreement()))

        press(client, upload, "_confirm")

        assert Agreement.objects.exists()


class TestAnotherPersonsUpload:
    @pytest.fixture
    def upload(self, importer):
        return uploaded(logged_in(importer), fixture(a_party()))

    @pytest.fixture
    def colleague(self):
        allowed = ["add_import", *rights("view", "add", "change"), *PUBLISHES]
        return staff_user("colleague", *allowed)

    def test_is_neither_listed_nor_shown_nor_applied(self, upload, colleague):
        client = logged_in(colleague)

        listed = client.get(reverse("admin:coop_import_changelist"))

        assert upload.file_name not in listed.content.decode()
        assert client.get(page_of(upload)).status_code == 403
        assert press(client, upload, "_confirm").status_code == 403
        assert press(client, upload, "_set_aside").status_code == 403
        assert client.get(page_of(upload).replace("change/", "plan.csv")).status_code == 403
        assert Import.objects.get().state == "waiting"

    def test_is_not_set_aside_by_an_action(self, upload, colleague):
        logged_in(colleague).post(
            reverse("admin:coop_import_changelist"),
            {"action": "set_aside", "_selected_action": [upload.pk]},
        )

        assert Import.objects.get().state == "waiting"

    def test_is_shown_to_those_who_may_view_imports(self, upload, colleague):
        allow(colleague, "view_import")
        client = logged_in(User.objects.get(pk=colleague.pk))

        assert (
            upload.file_name in client.get(reverse("admin:coop_import_changelist")).content.decode()
        )
        press(client, upload, "_confirm")

        assert Import.objects.get().applied_by == colleague


class TestFourEyes:
    """Where they are asked for, nobody publishes by a file what they could not by hand."""

    @pytest.fixture(autouse=True)
    def _four_eyes(self, settings):
        settings.REGISTRY_FOUR_EYES = True

    @staticmethod
    def a_source(state):
        fields = {"key": "report", "title": {"en": "Report"}, "publisher": "The Daily"}
        return fixture(("sourcedocument", {**fields, "state": state}))

    def test_keep_whoever_uploaded_a_file_that_publishes_from_applying_it(self, reviewer_client):
        upload = uploaded(reviewer_client, self.a_source("published"))

        page = press(reviewer_client, upload, "_confirm").content.decode()

        assert "a colleague who did not upload it has to apply it" in page
        assert not SourceDocument.objects.exists()

    def test_let_a_colleague_apply_it(self, reviewer_client):
        upload = uploaded(reviewer_client, self.a_source("published"))

        press(logged_in(account("second", "Reviewer")), upload, "_confirm")

        assert SourceDocument.objects.get().state == "published"

    def test_keep_whoever_made_the_draft_that_a_file_publishes(self, reviewer, reviewer_client):
        with recording(user=reviewer, reason="Entered."):
            make.source(draft=True, key="report", publisher="The Daily")
        colleague = logged_in(account("second", "Reviewer"))
        upload = uploaded(colleague, self.a_source("published"))

        page = press(reviewer_client, upload, "_confirm").content.decode()

        assert "a colleague has to publish it" in page
        assert SourceDocument.objects.get().state == "draft"

    def test_let_anyone_apply_a_file_that_publishes_nothing(self, reviewer_client):
        upload = uploaded(reviewer_client, self.a_source("in-review"))

        press(reviewer_client, upload, "_confirm")

        assert SourceDocument.objects.get().state == "in-review"
