"""Everything `make run` needs before it serves; run again, it keeps what is there."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import BaseCommand, call_command
from django.db import transaction

from coop.management.commands.demo_password import USERNAME
from coop.models import Country

# In the order in which later files refer to earlier ones.
FOLDERS = ("vocabulary", "authority", "sources", "reference")


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
        """One call, so that a file may refer to a later one; with the index, or not at all."""
        files = [
            str(file)
            for folder in FOLDERS
            for file in sorted((settings.BASE_DIR / "fixtures" / folder).glob("*.json*"))
        ]
        self.stdout.write(f"Loading the registry from {len(files)} fixtures")
        with transaction.atomic():
            call_command("loaddata", *files, verbosity=0)
            call_command("reindex", verbosity=0)
