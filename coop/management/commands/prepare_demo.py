"""Everything `make run` needs before it serves; run again, it keeps what is there."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import BaseCommand, call_command

from coop.management.commands.demo_password import USERNAME
from coop.models import Country


class Command(BaseCommand):
    help = "Makes the tables, loads the fixtures into an empty registry, makes the demo account."

    def handle(self, **options):
        call_command("migrate", verbosity=0)
        if not Country.objects.exists():
            self.load_fixtures()
        if not get_user_model().objects.filter(username=USERNAME).exists():
            call_command("demo_password", stdout=self.stdout)
        call_command("collectstatic", interactive=False, verbosity=0)

    def load_fixtures(self):
        """One import of all files, so that they may refer to each other; all or nothing."""
        files = sorted(map(str, (settings.BASE_DIR / "fixtures").glob("*/*.json")))
        self.stdout.write(f"Importing the registry from {len(files)} fixtures")
        call_command("import_registry", *files, apply=True, verbosity=0)
