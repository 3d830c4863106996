"""Staff at work: an editor, a reviewer, and the rule that nothing is written past recording()."""

import re

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client

from coop.curation import active
from tests.staff.roles import PASSWORD, account

WRITE = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(coop_\w+)"?', re.IGNORECASE)

RECORDS = (
    "agreement",
    "coproduction",
    "country",
    "countrygroup",
    "event",
    "party",
    "person",
    "place",
    "provisiontopic",
    "sourcedocument",
    "subject",
)


@pytest.fixture
def writes_are_recorded():
    """Fails at once where a table of the registry is written to outside ``recording()``."""

    def watch(execute, sql, params, many, context):
        written = WRITE.match(sql)
        if written and active() is None:
            pytest.fail(f"{written[1]} is written to outside recording().")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield


@pytest.fixture(autouse=True)
def _guarded(request):
    """All tests of the staff side stand under that rule, when they have a database."""
    if request.node.get_closest_marker("django_db"):
        request.getfixturevalue("db")
        request.getfixturevalue("writes_are_recorded")


def staff_user(name, *codenames):
    user = User.objects.create_user(name, password=PASSWORD, is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    return user


def rights(*verbs):
    return [f"{verb}_{record}" for verb in verbs for record in RECORDS]


PUBLISHES = ("publish_agreement", "publish_coproduction", "publish_sourcedocument")


@pytest.fixture
def editor(db):
    """Enters and changes what is not public."""
    return account("editor", "Editor")


@pytest.fixture
def reviewer(db):
    """An editor who also publishes."""
    return account("reviewer", "Reviewer")


@pytest.fixture
def administrator(db):
    """A reviewer who also looks after the accounts."""
    return account("administrator", "Administrator")


def logged_in(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def editor_client(editor):
    return logged_in(editor)


@pytest.fixture
def reviewer_client(reviewer):
    return logged_in(reviewer)


@pytest.fixture
def administrator_client(administrator):
    return logged_in(administrator)


@pytest.fixture
def outsider_client(db):
    """Changes every record, and reads no files."""
    return logged_in(staff_user("outsider", *rights("view", "add", "change", "delete")))
