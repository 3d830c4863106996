"""The roles of staff in tests, as the migration makes them."""

from importlib import import_module
from types import SimpleNamespace

from django.apps import apps
from django.contrib.auth.models import Group, User
from django.db import connection

PASSWORD = "a long enough phrase"

migration = import_module("coop.migrations.0011_roles")


def make_roles():
    """Make the roles; tests that empty all tables take them away."""
    migration.make_roles(apps, SimpleNamespace(connection=connection))


def account(name, *roles, **fields):
    """A staff account with these roles."""
    if Group.objects.filter(name__in=roles).count() < len(roles):
        make_roles()
    user = User.objects.create_user(name, password=PASSWORD, **{"is_staff": True, **fields})
    user.groups.set(Group.objects.filter(name__in=roles))
    return user
