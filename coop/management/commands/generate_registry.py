"""Makes up a registry to measure with: as files, or in the present database."""

import sys
from collections.abc import Iterator
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from coop.exchange import applying, planning, telling
from coop.exchange.entries import Entry, Where
from coop.exchange.refusals import DATABASE_ERRORS, in_words
from coop.exchange.synthetic import PREFIX, PUBLISHED, files, objects
from coop.management.commands.import_registry import Progress
from coop.models import Agreement, Country, ProvisionTopic

MOST = 10_000_000
SHOWN = 50


class Command(BaseCommand):
    help = (
        "Generate a synthetic registry for benchmarks. The same number, seed and share give "
        "the same bytes. Without --output it is imported into the present database."
    )

    def add_arguments(self, parser):
        parser.add_argument("--agreements", type=int, required=True, metavar="N")
        parser.add_argument("--seed", type=int, default=1, metavar="S")
        parser.add_argument(
            "--published",
            type=float,
            default=100 * PUBLISHED,
            metavar="PERCENT",
            help="How many of the agreements and films are published; the default is %(default)g.",
        )
        parser.add_argument(
            "--output",
            type=Path,
            metavar="PATH",
            help="A file that ends in .jsonl or .jsonl.gz, or a folder for one file a section.",
        )
        parser.add_argument(
            "--force",
            action="store_true",
            help="Import even into a registry that holds agreements which are not synthetic.",
        )

    def handle(self, *, agreements, seed, published, output, force, verbosity, **options):
        if not 1 <= agreements <= MOST:
            raise CommandError(f"--agreements is a number from 1 to {MOST:,}.")
        if not 0 <= published <= 100:
            raise CommandError("--published is a percentage from 0 to 100.")
        self.is_quiet = not verbosity
        if output is not None:
            self.write(output, agreements, seed, published / 100)
        else:
            self.refuse_real(force)
            self.load(agreements, seed, published / 100)

    def write(self, output: Path, agreements: int, seed: int, published: float):
        if output.suffix and not files.is_file(output) and not output.is_dir():
            raise CommandError(
                f"{output.name} is no file that can be written: name one that ends in "
                f"{' or '.join(files.SUFFIXES)}, or a folder."
            )
        try:
            for file, number in files.write(output, agreements, seed, published):
                self.say(f"{file}: {number:,} objects")
        except OSError as error:
            raise CommandError(f"{output} cannot be written: {error.strerror}.") from error

    def refuse_real(self, is_forced: bool):
        """Keep made-up records out of a registry in use, and say when it has no vocabulary."""
        if not Country.objects.exists() or not ProvisionTopic.objects.exists():
            raise CommandError(
                "The registry has no countries or no topics yet: import fixtures/vocabulary first."
            )
        real = Agreement.objects.exclude(key__startswith=PREFIX).count()
        if real and not is_forced:
            raise CommandError(
                f"The registry holds agreements that are not synthetic: {real:,} of them. Generate "
                "into a database of its own, or say --force to mix them."
            )

    def load(self, agreements: int, seed: int, published: float):
        things = entries(agreements, seed, published)
        show = Progress(self.stderr) if sys.stderr.isatty() and not self.is_quiet else None
        try:
            with planning.plan(things, progress=show) as plan:
                if plan.fault_count:
                    for fault in plan.faults[:SHOWN]:
                        self.stderr.write(str(fault))
                    raise CommandError(f"{plan.fault_count:,} errors: nothing was written.")
                reason = f"Generated: {agreements} synthetic agreements, seed {seed}."
                applying.apply(plan, reason=reason)
                for line in telling.summary(plan):
                    self.say(line)
        except applying.Refused as refused:
            raise CommandError("\n".join(refused.sentences)) from refused
        except DATABASE_ERRORS as error:
            raise CommandError(in_words(error)) from error
        finally:
            if show:
                show.clear()
        # Both engines plan queries by the sizes they counted last.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    def say(self, line: str):
        if not self.is_quiet:
            self.stdout.write(line)


def entries(agreements: int, seed: int, published: float) -> Iterator[Entry]:
    """The made-up objects as if they had stood in a file, a line each."""
    file = f"generated-{agreements}-{seed}.jsonl"
    for line, thing in enumerate(objects(agreements, seed, published), 1):
        yield Entry(Where(file, line), thing["model"], thing["fields"])
