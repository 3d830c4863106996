"""The roles of staff: what the migration makes of the table of rights."""

from types import SimpleNamespace

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from coop.vocabulary import roles
from tests.staff.roles import account, make_roles, migration

pytestmark = pytest.mark.django_db

SCHEMA_EDITOR = SimpleNamespace(connection=connection)


def rights_of(name):
    found = Group.objects.get(name=name).permissions
    return set(found.values_list("codename", flat=True))


@pytest.fixture
def state():
    """The apps as the migration sees them."""
    return MigrationExecutor(connection).loader.project_state(("coop", "0011_roles")).apps


class TestMigration:
    @pytest.mark.parametrize("role", roles.ROLES)
    def test_gives_each_role_what_the_table_says(self, role):
        make_roles()

        assert rights_of(role) == roles.permissions(role)

    def test_makes_permissions_that_are_not_there_yet(self, state):
        Group.objects.all().delete()
        Permission.objects.all().delete()
        ContentType.objects.filter(app_label="coop").delete()
        ContentType.objects.clear_cache()

        migration.make_roles(state, SCHEMA_EDITOR)

        assert rights_of("Reviewer") == roles.permissions("Reviewer")
        ContentType.objects.clear_cache()

    def test_run_again_gives_the_same_roles(self, state):
        make_roles()
        before = list(Group.objects.order_by("name").values_list("pk", "name"))

        migration.make_roles(state, SCHEMA_EDITOR)

        assert list(Group.objects.order_by("name").values_list("pk", "name")) == before

    def test_taken_back_leaves_accounts_without_the_roles(self, state):
        user = account("editor", "Editor")

        migration.remove_roles(state, SCHEMA_EDITOR)

        assert not user.groups.exists()
        assert not Group.objects.filter(name__in=roles.ROLES).exists()


class TestTable:
    def test_names_tables_that_exist(self):
        named = {model for table in roles.ROLES.values() for model in table}
        known = {model._meta.model_name for model in apps.get_models()}

        assert named <= known

    def test_gives_each_role_all_that_the_one_below_has(self):
        editor, reviewer, administrator = map(roles.permissions, roles.ROLES)

        assert editor < reviewer < administrator

    def test_lets_an_editor_publish_nothing(self):
        assert not [name for name in roles.permissions("Editor") if name.startswith("publish")]
