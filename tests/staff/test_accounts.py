"""Staff accounts: invitations, roles, and the holes that no account may slip through."""

import re

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.staff.conftest import logged_in
from tests.staff.forms import Form, errors_in
from tests.staff.roles import PASSWORD, account

pytestmark = pytest.mark.django_db

CHOSEN = "another long phrase"


def role(name):
    return Group.objects.get(name=name)


def page(user, name="change"):
    return reverse(f"admin:auth_user_{name}", args=[user.pk])


def invite(client, **fields):
    form = Form(client, reverse("admin:auth_user_add"))
    fields = {"email": "aida@example.org", "role": role("Editor").pk, **fields}
    return form.send(follow=True, **fields)


def link_in(message):
    return re.search(r"https?://[^/\s]+(/\S*password_reset/\S+)", message.body)[1]


def set_password(address, password=CHOSEN):
    """Open the link of a mail as a visitor, and choose a password."""
    client = Client()
    form = Form(client, client.get(address).url)
    return form.send(follow=True, new_password1=password, new_password2=password)


@pytest.fixture
def root():
    return account("root", is_superuser=True)


class TestInvitation:
    def test_makes_an_account_that_its_holder_gives_a_password(self, administrator_client):
        invite(administrator_client, first_name="Aida", last_name="Balayeva")
        (message,) = mail.outbox

        set_password(link_in(message))

        user = User.objects.get(username="aida@example.org")
        assert message.to == ["aida@example.org"]
        assert "Aida Balayeva" in message.body
        assert user.check_password(CHOSEN)
        assert [group.name for group in user.groups.all()] == ["Editor"]
        assert (user.is_staff, user.is_superuser) == (True, False)
        assert Client().login(username="aida@example.org", password=CHOSEN)

    def test_gives_no_password_before_that(self, administrator_client):
        invite(administrator_client)

        assert not User.objects.get(email="aida@example.org").has_usable_password()

    def test_has_a_link_that_holds_once(self, administrator_client):
        invite(administrator_client)
        address = link_in(mail.outbox[0])
        set_password(address)

        again = Client().get(address)

        assert "This link holds no more" in again.content.decode()

    def test_is_written_in_the_language_of_the_page(self, administrator_client):
        form = Form(administrator_client, "/ar/admin/auth/user/add/")

        form.send(email="aida@example.org", role=role("Editor").pk)

        assert link_in(mail.outbox[0]).startswith("/ar/admin/")

    def test_is_kept_when_the_mail_cannot_be_sent_and_sent_again(
        self, administrator_client, settings
    ):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST = ""

        answer = invite(administrator_client).content.decode()

        user = User.objects.get(email="aida@example.org")
        assert "could not be sent. The account is kept" in answer
        assert f'action="{page(user, "invite")}"' in answer
        settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
        administrator_client.post(page(user, "invite"))
        assert [message.to for message in mail.outbox] == [["aida@example.org"]]

    def test_is_not_sent_again_to_an_account_with_a_password(self, administrator_client):
        user = account("aida", email="aida@example.org")

        administrator_client.post(page(user, "invite"))

        assert mail.outbox == []

    def test_is_refused_for_an_address_that_has_an_account(self, administrator_client):
        account("aida", email="Aida@example.org")

        answer = invite(administrator_client)

        assert "There is an account with this e-mail address." in errors_in(answer)

    def test_needs_an_address_and_a_role(self, administrator_client):
        answer = invite(administrator_client, email="", role="")

        assert errors_in(answer) == ["This field is required.", "This field is required."]
        assert mail.outbox == []

    def test_gives_a_name_for_logging_in_that_was_chosen(self, administrator_client):
        invite(administrator_client, username="aida")

        assert User.objects.get(email="aida@example.org").username == "aida"


class TestRole:
    def test_is_given_by_an_administrator_who_is_no_superuser(self, administrator_client):
        user = account("aida", "Editor")

        Form(administrator_client, page(user)).send(groups=[role("Reviewer").pk])

        assert [group.name for group in user.groups.all()] == ["Reviewer"]

    def test_that_may_more_than_its_giver_is_not_given(self, administrator_client):
        beyond = Group.objects.create(name="Owners")
        beyond.permissions.set(Permission.objects.filter(codename="delete_user"))
        user = account("aida", "Editor")

        answer = Form(administrator_client, page(user)).send(groups=[beyond.pk])
        invited = invite(administrator_client, role=beyond.pk)

        assert "is not one of the available choices" in errors_in(answer)[0]
        assert "is not one of the available choices" in errors_in(invited)[0]
        assert [group.name for group in user.groups.all()] == ["Editor"]

    def test_is_not_changed_by_reviewers(self, reviewer_client):
        assert reviewer_client.get(reverse("admin:auth_user_changelist")).status_code == 403

    def test_itself_is_only_looked_at_by_administrators(self, administrator_client):
        make = account("aida", "Editor").groups.get()
        address = reverse("admin:auth_group_change", args=[make.pk])

        assert administrator_client.get(address).status_code == 200
        assert administrator_client.post(address, {"name": "Owners"}).status_code == 403


class TestAdministrator:
    @pytest.mark.parametrize("typed", [{"is_superuser": "on"}, {"user_permissions": ["1"]}])
    def test_makes_no_superuser_and_gives_no_single_permissions(self, administrator_client, typed):
        user = account("aida", "Editor")

        Form(administrator_client, page(user)).send(**typed)

        user.refresh_from_db()
        assert not user.is_superuser
        assert not user.user_permissions.exists()

    def test_is_shown_no_such_fields(self, administrator_client):
        shown = Form(administrator_client, page(account("aida", "Editor"))).page

        assert "is_superuser" not in shown
        assert "user_permissions" not in shown

    @pytest.mark.parametrize("is_active", [True, False])
    def test_changes_no_superuser(self, administrator_client, root, is_active):
        User.objects.filter(pk=root.pk).update(is_active=is_active)
        typed = {"username": "root", "email": "mine@example.org"}

        shown = administrator_client.get(page(root))
        answers = [
            administrator_client.post(page(root), typed).status_code,
            administrator_client.get(page(root, "password_change")).status_code,
            administrator_client.post(
                page(root, "password_change"),
                {"password1": CHOSEN, "password2": CHOSEN, "usable_password": "true"},
            ).status_code,
            administrator_client.post(page(root, "invite")).status_code,
        ]

        root.refresh_from_db()
        assert shown.status_code == 200
        assert root.password not in shown.content.decode()
        assert answers == [403, 403, 403, 403]
        assert root.check_password(PASSWORD)
        assert root.email == ""

    @pytest.mark.parametrize("is_active", [True, False])
    def test_changes_no_account_that_may_more(self, administrator_client, is_active):
        user = account("owner", "Editor", is_active=is_active)
        user.user_permissions.set(Permission.objects.filter(codename="delete_user"))

        answer = administrator_client.post(page(user), {"username": "owner", "email": "x@y.org"})

        assert answer.status_code == 403

    def test_sets_the_password_of_a_colleague(self, administrator_client):
        user = account("aida", "Editor")

        Form(administrator_client, page(user, "password_change")).send(
            password1=CHOSEN, password2=CHOSEN, usable_password="true", **{"set-password": "1"}
        )

        user.refresh_from_db()
        assert user.check_password(CHOSEN)

    def test_deletes_no_account(self, administrator_client, root):
        user = account("aida", "Editor")

        answers = [
            client.post(page(user, "delete"), {"post": "yes"}).status_code
            for client in (administrator_client, logged_in(root))
        ]

        assert answers == [403, 403]


class TestTheLastAdministrator:
    @pytest.mark.parametrize("typed", [{"groups": []}, {"is_active": None}, {"is_staff": None}])
    def test_stays_one(self, administrator, administrator_client, typed):
        form = Form(administrator_client, page(administrator))
        for name, value in typed.items():
            form.values[name] = [] if value is None else value

        answer = form.send(follow=True)

        administrator.refresh_from_db()
        text = answer.content.decode()
        assert "nobody would be left who can look after the accounts" in text
        assert "was changed successfully" not in text
        assert (administrator.is_active, administrator.is_staff) == (True, True)
        assert administrator.groups.exists()

    def test_keeps_a_password(self, administrator, administrator_client):
        Form(administrator_client, page(administrator, "password_change")).send(
            usable_password="false", **{"unset-password": "1"}
        )

        administrator.refresh_from_db()
        assert administrator.check_password(PASSWORD)

    def test_does_not_rely_on_one_who_has_not_come_yet(self, administrator, administrator_client):
        invite(administrator_client, role=role("Administrator").pk)
        form = Form(administrator_client, page(administrator))

        form.send(groups=[])

        assert administrator.groups.exists()

    def test_may_go_when_there_is_another(self, administrator, administrator_client):
        account("second", "Administrator")

        Form(administrator_client, page(administrator)).send(groups=[])

        assert not administrator.groups.exists()


class TestClosing:
    def test_ends_the_sessions_of_an_account_for_good(self, administrator_client):
        user = account("aida", "Editor")
        theirs = logged_in(user)
        form = Form(administrator_client, page(user))
        form.values["is_active"] = []

        form.send()

        assert theirs.get(reverse("admin:index")).status_code == 302
        User.objects.filter(pk=user.pk).update(is_active=True)
        assert theirs.get(reverse("admin:index")).status_code == 302

    def test_leaves_the_sessions_of_others(self, administrator_client, editor_client):
        user = account("aida", "Editor")
        form = Form(administrator_client, page(user))
        form.values["is_active"] = []

        form.send()

        assert editor_client.get(reverse("admin:index")).status_code == 200


class TestList:
    def test_says_who_has_not_come_yet_and_who_has_gone(self, administrator_client):
        invite(administrator_client)
        account("gone", "Editor", is_active=False)

        shown = administrator_client.get(reverse("admin:auth_user_changelist")).content.decode()

        assert re.findall(r'field-standing">(\w+)', shown) == ["open", "invited", "closed"]
