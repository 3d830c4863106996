"""Write the codebook: what every field, code, topic and stance means."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from coop.exchange.codebook_text import markdown

FILE = "docs/codebook.md"


class Command(BaseCommand):
    help = "Write docs/codebook.md from the help texts and the vocabulary."

    def add_arguments(self, parser):
        parser.add_argument("--output", type=Path, default=settings.BASE_DIR / FILE)

    def handle(self, *args, output: Path, **options):
        output.write_text(markdown(settings.BASE_DIR / "fixtures"), "utf-8")
        if options["verbosity"]:
            self.stdout.write(f"{output.name} is written.")
