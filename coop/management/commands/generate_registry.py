"""Makes up a registry to measure with: as files, or in the present database."""

from collections.abc import Iterator
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from coop.exchange import applying, planning
from coop.exchange.entries import Entry, Where
from coop.exchange.synthetic import PREFIX, PUBLISHED, files, objects
from coop.models import Agreement, Country, ProvisionTopic

MOST = 10_000_000


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
                f"The registry holds {real:,} agreements that are not synthetic. Generate into a "
                "database of its own, or say --force to mix them."
            )

    def load(self, agreements: int, seed: int, published: float):
        reason = f"Generated: {agreements} agreements, seed {seed}."
        with planning.plan(entries(agreements, seed, published)) as plan:
            if plan.fault_count:
                for fault in plan.faults:
                    self.stderr.write(str(fault))
                raise CommandError(f"{plan.fault_count:,} faults; nothing was written.")
            try:
                applying.apply(plan, reason=reason)
            except applying.Refused as refused:
                raise CommandError("\n".join(refused.sentences)) from refused
            for model, counts in plan.counts.items():
                self.say(
                    f"{model._meta.verbose_name_plural}: {counts.created:,} created, "
                    f"{counts.changed:,} changed, {counts.unchanged:,} unchanged"
                )

    def say(self, line: str):
        if not self.is_quiet:
            self.stdout.write(line)


def entries(agreements: int, seed: int, published: float) -> Iterator[Entry]:
    """The made-up objects as if they had stood in a file, a line each."""
    file = f"generated-{agreements}-{seed}.jsonl"
    for line, thing in enumerate(objects(agreements, seed, published), 1):
        yield Entry(Where(file, line), thing["model"], thing["fields"])
