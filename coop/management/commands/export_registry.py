"""Write the registry out as files."""

import os
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from coop.exchange import dataset, exporting
from coop.exchange.folders import NotWritten

BESIDE = 5000
"""Objects between two signs of progress."""


class Command(BaseCommand):
    help = (
        "Write the curated set, one file a source; with --jsonl everything, one object a line; "
        "with --published the open dataset. Without --output DIR it is printed."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--output", type=Path, metavar="DIR", help="Folder to write; replaced as a whole."
        )
        layout = parser.add_mutually_exclusive_group()
        layout.add_argument(
            "--jsonl",
            action="store_true",
            help="Everything that is stored: texts of sources, addresses and former ones too.",
        )
        layout.add_argument(
            "--published",
            action="store_true",
            help="The open dataset: what the public sees, as tables and objects with a dictionary.",
        )
        layout.add_argument(
            "--with-texts",
            action="store_true",
            help="The curated set with the texts of its sources, which are for staff alone.",
        )
        parser.add_argument(
            "--release",
            default="",
            metavar="VERSION",
            help="With --published: the dataset's version; by default it follows from the content.",
        )

    def handle(self, *args, **options):
        if options["release"] and not options["published"]:
            raise CommandError("--release goes with --published.")
        try:
            if options["published"]:
                self._publish(options["output"], options["release"])
            elif options["output"] is None:
                self._print(options)
            else:
                self._write(options["output"], options)
        except NotWritten as problem:
            raise CommandError(str(problem)) from problem
        finally:
            self._clear()

    def _print(self, options):
        if options["jsonl"]:
            pieces = exporting.everything(self._report)
        else:
            pieces = exporting.curated(self._report, with_texts=options["with_texts"])
        try:
            for piece in pieces:
                self.stdout.write(piece, ending="")
            self.stdout.flush()
        except BrokenPipeError:
            # Whoever read it has enough; Python would complain once more on its way out.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(1)
        except OSError as error:
            raise CommandError(f"Not all of it could be printed: {error.strerror}.") from error

    def _write(self, folder, options):
        if options["jsonl"]:
            counted = exporting.write_everything(folder, self._report)
        else:
            counted = exporting.write_curated(
                folder, self._report, with_texts=options["with_texts"]
            )
        self._tell(counted, folder)

    def _publish(self, folder, release):
        if folder is None:
            raise CommandError("The open dataset is many files: name a folder with --output DIR.")
        written = dataset.write_published(folder, self._report, release=release)
        self._tell(written.counts, folder)
        self.stdout.write(f"Version {written.version}.")
        if not dataset.licence().descriptors:
            self.stdout.write("No licence has been named for it: see REGISTRY_DATA_LICENCE.")

    def _tell(self, counted, folder):
        self._clear()
        for name, count in counted.items():
            self.stdout.write(f"{count:>9,}  {name}")
        self.stdout.write(f"{sum(counted.values()):>9,}  objects in {folder}")

    def _report(self, label, count):
        if self.stderr.isatty() and not count % BESIDE:
            self.stderr.write(f"\r{label}: {count:,}\x1b[K", ending="")
            self.stderr.flush()

    def _clear(self):
        if self.stderr.isatty():
            self.stderr.write("\r\x1b[K", ending="")
            self.stderr.flush()
