"""Plan the import of files, or apply it."""

import sys
from contextlib import suppress
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from coop.exchange import applying, handed, planning, reading, sheets, telling
from coop.exchange.refusals import DATABASE_ERRORS, in_words
from coop.models import ColumnMapping

STEPS = {
    "read": "Read",
    "checked": "Checked",
    "written": "Written",
    "recorded": "Recording versions, search and status",
}


class Command(BaseCommand):
    help = (
        "Plan the import of files, or apply it: fixtures (JSON or JSON lines, packed or not); "
        "with --sheet our spreadsheets, with --mapping other people's. "
        "Without --apply nothing is written."
    )

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        how = parser.add_mutually_exclusive_group()
        how.add_argument("--sheet", choices=sorted(sheets.KINDS), help="Our sheets, and of what.")
        how.add_argument("--mapping", metavar="NAME", help="Sheets that this mapping reads.")
        parser.add_argument("--apply", action="store_true", help="Write what was planned.")
        parser.add_argument("--user", help="The account in whose name the history is kept.")
        parser.add_argument("--reason", default="", help="Why, for the history.")
        parser.add_argument(
            "--all", action="store_true", help="List every row that is made or changed."
        )

    def handle(self, *args, paths, **options):
        user = self._user(options["user"])
        files = self._files(paths, options["sheet"], options["mapping"])
        show = Progress(self.stderr) if sys.stderr.isatty() and options["verbosity"] else None
        try:
            with planning.plan(files, progress=show) as plan:
                self._tell(plan, options, show)
                if plan.is_empty:
                    self._say(options, "Nothing to do: the registry has it all.")
                elif options["apply"]:
                    reason = reason_for(files.received, options["reason"])
                    applying.apply(plan, user=user, reason=reason)
                    self._say(options, "Applied.")
                    self._analyze()
                else:
                    self._say(options, "Nothing is written yet: --apply writes it.")
        except applying.Refused as refused:
            raise CommandError("\n".join(refused.sentences)) from refused
        except DATABASE_ERRORS as error:
            raise CommandError(in_words(error)) from error
        except OSError as error:
            raise CommandError(f"{error.strerror or error}. Nothing was written.") from error
        finally:
            if show:
                show.clear()

    def _say(self, options, sentence: str):
        if options["verbosity"]:
            self.stdout.write(sentence)

    def _tell(self, plan, options, show):
        if show:
            show.clear()
        for fault in plan.faults:
            self.stderr.write(str(fault))
        if plan.fault_count:
            more = plan.fault_count - len(plan.faults)
            if more:
                self.stderr.write(f"… and {more} more errors.")
            count = plan.fault_count
            raise CommandError(f"{count} error{'s' * (count > 1)}: nothing was written.")
        if options["verbosity"]:
            limit = None if options["all"] else telling.SHOWN
            if not options["apply"] or options["verbosity"] > 1 or options["all"]:
                for line in telling.changes(plan, limit=limit):
                    self.stdout.write(line)
            for line in telling.summary(plan):
                self.stdout.write(line)

    @staticmethod
    def _files(paths, kind: str | None, name: str | None):
        if kind:
            return handed.of_kind(paths, kind)
        if not name:
            return reading.read(paths)
        mapping = ColumnMapping.objects.filter(name=name).first()
        if mapping is None:
            known = ", ".join(
                f"“{each}”" for each in ColumnMapping.objects.values_list("name", flat=True)
            )
            raise CommandError(f"There is no mapping “{name}”. Known: {known or 'none'}.")
        return handed.mapped_by(paths, mapping)

    @staticmethod
    def _user(name: str | None):
        if not name:
            return None
        user = get_user_model().objects.filter(username=name).first()
        if user is None:
            raise CommandError(f"There is no account “{name}”.")
        return user

    @staticmethod
    def _analyze():
        # Both engines plan queries by the sizes they counted last: after a large import,
        # PostgreSQL without this takes minutes for a page of a list. What is written is
        # written, though, and a disk that has become full must not say otherwise.
        with suppress(*DATABASE_ERRORS), connection.cursor() as cursor:
            cursor.execute("ANALYZE")


class Progress:
    """A line on a terminal that says how far it has come."""

    def __init__(self, stream):
        self.stream = stream
        self._last = ""

    def __call__(self, step: str, done: int, total: int):
        share = f" {100 * done // total} %" if total else ""
        text = f"{STEPS.get(step, step)} {done:,}{share}" if done else f"{STEPS.get(step, step)} …"
        if text != self._last:
            self.stream.write(f"\r\x1b[K{text}", ending="")
            self.stream.flush()
            self._last = text

    def clear(self):
        if self._last:
            self.stream.write("\r\x1b[K", ending="")
            self.stream.flush()
            self._last = ""


def reason_for(received, reason: str = "") -> str:
    """What the history says of an import: why, which files, and their hashes."""
    files = "; ".join(f"{file.name} (SHA-256 {file.sha256})" for file in received)
    return " ".join(filter(None, [reason, f"Imported {files}."]))
