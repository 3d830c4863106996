"""Check the rules that no constraint of the database can say."""

from itertools import chain
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from coop.curation import upkeep
from coop.integrity import checks


class Command(BaseCommand):
    help = "Check the registry's integrity rules; with --sources, against the source texts too."

    def add_arguments(self, parser):
        parser.add_argument(
            "--sources",
            type=Path,
            metavar="DIR",
            help="Folder with the source texts: their hashes, paragraphs and words are checked.",
        )

    def handle(self, *args, **options):
        folder = options["sources"]
        if folder is not None and not folder.is_dir():
            raise CommandError(f"{folder} is no folder. Name the one that holds the source texts.")
        count = 0
        for problem in chain(checks.problems(folder), upkeep.problems()):
            count += 1
            self.stdout.write(str(problem))
        if count:
            raise CommandError(f"{count} problem{'s' * (count > 1)} found.")
        self.stdout.write("No problem found.")
