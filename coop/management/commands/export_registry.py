"""Write the registry out as files."""

import os
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from coop.exchange import exporting
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
            "--with-texts",
            action="store_true",
            help="The curated set with the texts of its sources, which are for staff alone.",
        )

    def handle(self, *args, **options):
        try:
            if options["output"] is None:
                self._print(options)
            else:
                self._write(options["output"], options)
        except NotWritten as problem:
            raise CommandError(str(problem)) from problem

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

    def _write(self, folder, options):
        if options["jsonl"]:
            counted = exporting.write_everything(folder, self._report)
        else:
            counted = exporting.write_curated(
                folder, self._report, with_texts=options["with_texts"]
            )
        for name, count in counted.items():
            self.stdout.write(f"{count:>9,}  {name}")
        self.stdout.write(f"{counted.total():>9,}  objects in {folder}")

    def _report(self, label, count):
        if self.stderr.isatty() and not count % BESIDE:
            self.stderr.write(f"\r{label}: {count:,}\x1b[K", ending="")
            self.stderr.flush()
