"""Forgotten passwords: the way back in, and what it tells to strangers."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.staff.conftest import logged_in
from tests.staff.forms import Form
from tests.staff.roles import PASSWORD, account
from tests.staff.test_accounts import CHOSEN, link_in, set_password

pytestmark = pytest.mark.django_db


def ask(email, language=""):
    return Form(Client(), f"{language}/admin/password_reset/").send(follow=True, email=email)


@pytest.fixture
def aida():
    return account("aida", "Editor", email="aida@example.org")


class TestAForgottenPassword:
    def test_is_replaced_by_way_of_the_mail(self, aida):
        ask("Aida@example.org")

        answer = set_password(link_in(mail.outbox[0]))

        aida.refresh_from_db()
        assert "Your password is set." in answer.content.decode()
        assert aida.check_password(CHOSEN)

    def test_is_asked_for_from_the_log_in(self):
        page = Client().get("/ar/admin/login/").content.decode()

        assert 'href="/ar/admin/password_reset/"' in page

    def test_is_replaced_in_the_language_of_the_address(self, aida):
        ask("aida@example.org", "/ar")

        assert link_in(mail.outbox[0]).startswith("/ar/admin/password_reset/")

    def test_must_be_replaced_by_a_good_one(self, aida):
        ask("aida@example.org")

        answer = set_password(link_in(mail.outbox[0]), "12345")

        aida.refresh_from_db()
        assert "This password is too short" in answer.content.decode()
        assert "&lt;ul&gt;" not in answer.content.decode()
        assert aida.check_password(PASSWORD)

    def test_ends_all_sessions_when_it_is_replaced(self, aida):
        session = logged_in(aida)
        ask("aida@example.org")

        set_password(link_in(mail.outbox[0]))

        assert session.get(reverse("admin:index")).status_code == 302


class TestAStranger:
    def test_is_answered_alike_whether_there_is_an_account(self, aida):
        account("closed", "Editor", email="closed@example.org", is_active=False)
        addresses = ("aida@example.org", "closed@example.org", "nobody@example.org")

        answers = {ask(email).content for email in addresses}

        assert len(answers) == 1
        assert [message.to for message in mail.outbox] == [["aida@example.org"]]

    def test_is_answered_alike_when_mail_fails(self, aida, settings):
        before = ask("nobody@example.org").content
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST = ""

        assert ask("aida@example.org").content == before

    def test_is_answered_before_the_mail_is_sent(self, aida):
        client = Client()
        sent_at_the_answer = []
        handler = client.handler.get_response
        client.handler.load_middleware()

        def watch(request):
            response = handler(request)
            sent_at_the_answer.append(len(mail.outbox))
            return response

        client.handler.get_response = watch

        client.post("/admin/password_reset/", {"email": "aida@example.org"})

        assert (sent_at_the_answer, len(mail.outbox)) == ([0], 1)

    @pytest.mark.parametrize("uid", ["MQ", "OTk5OTk5", "a-b_c", "x" * 300])
    def test_learns_nothing_from_links_that_are_made_up(self, aida, uid):
        answer = Client().get(f"/admin/password_reset/{uid}/c00000-{'0' * 32}/")

        assert answer.status_code == 200
        assert "This link holds no more" in answer.content.decode()

    def test_gets_no_way_in_by_the_link_of_an_account_that_was_closed(self, aida):
        ask("aida@example.org")
        aida.is_active = False
        aida.save()

        answer = Client().get(link_in(mail.outbox[0]))

        assert "This link holds no more" in answer.content.decode()
