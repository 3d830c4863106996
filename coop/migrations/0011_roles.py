"""Makes the roles of staff, with the permissions that each had when this was written.

The table is a copy: `coop/vocabulary/roles.py` may change, and a migration of its own then
follows it.
"""

from django.contrib.auth.management import create_permissions
from django.db import migrations

RECORDS = 'agreement coproduction event party person place sourcedocument subject'
PARTS = (
    'act agreementrelation attendance citation coproductionagreement coproductionpartner '
    'formername occasion participation provision rule screening signature statement'
)
VOCABULARY = 'country countrygroup membership provisiontopic'

EDITOR = (
    ('view add change delete', RECORDS),
    ('view add change', PARTS),
    ('view', VOCABULARY),
    ('view add', 'proposedchange'),
    ('view add change', 'comment assignment'),
    ('view add delete', 'dismissal'),
    ('view', 'addresscheck merge'),
    ('view add', 'distinction'),
    ('add', 'import'),
    ('view add change', 'columnmapping'),
)
REVIEWER = (
    *EDITOR,
    ('publish', 'agreement coproduction sourcedocument'),
    ('add change delete', VOCABULARY),
    ('change', 'proposedchange'),
    ('delete', 'distinction columnmapping'),
    ('view', 'import'),
)
ADMINISTRATOR = (
    *REVIEWER,
    ('view add change', 'user'),
    ('view', 'group'),
)
ROLES = {'Editor': EDITOR, 'Reviewer': REVIEWER, 'Administrator': ADMINISTRATOR}


def make_roles(apps, schema_editor):
    using = schema_editor.connection.alias
    _make_permissions(apps, using)
    Group = apps.get_model('auth', 'Group')
    Permission = apps.get_model('auth', 'Permission')
    for name, rights in ROLES.items():
        codenames = {
            f'{verb}_{model}'
            for verbs, models in rights
            for verb in verbs.split()
            for model in models.split()
        }
        found = Permission.objects.using(using).filter(
            codename__in=codenames, content_type__app_label__in=['coop', 'auth']
        )
        missing = codenames - set(found.values_list('codename', flat=True))
        if missing:
            raise RuntimeError(f'There are no such permissions: {", ".join(sorted(missing))}.')
        role, _is_new = Group.objects.using(using).get_or_create(name=name)
        role.permissions.set(found)


def remove_roles(apps, schema_editor):
    groups = apps.get_model('auth', 'Group').objects.using(schema_editor.connection.alias)
    groups.filter(name__in=ROLES).delete()


def _make_permissions(apps, using):
    """Permissions are otherwise made after the last migration, and would be missing here."""
    for label in ('auth', 'coop'):
        config = apps.get_app_config(label)
        # The apps of a migration have no module, and are passed over without one.
        config.models_module = getattr(config, 'models_module', None) or True
        create_permissions(config, verbosity=0, using=using, apps=apps)


class Migration(migrations.Migration):

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('contenttypes', '0002_remove_content_type_name'),
        ('coop', '0010_desk'),
    ]

    operations = [migrations.RunPython(make_roles, remove_roles)]
