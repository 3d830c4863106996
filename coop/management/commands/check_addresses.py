"""Asks the addresses of sources whether they still answer, and keeps what it finds."""

from datetime import timedelta

from django.core.management.base import BaseCommand, CommandError

from coop.curation.worklists import UNASKED_AFTER
from coop.exchange import addresses
from coop.models import SourceDocument
from coop.vocabulary.desk import BROKEN


class Command(BaseCommand):
    help = (
        "Asks the addresses of sources whether they still answer. Private addresses are not "
        "asked, nor what an answer leads to there; slow and huge answers are given up."
    )

    def add_arguments(self, parser):
        parser.add_argument("--limit", type=int, default=100, help="how many at most (100)")
        parser.add_argument(
            "--older-than",
            type=int,
            default=UNASKED_AFTER.days,
            metavar="DAYS",
            help="those that were last asked so long ago, or never (365)",
        )

    def handle(self, *, limit, older_than, verbosity, **_options):
        if limit < 1 or older_than < 0:
            raise CommandError("--limit is 1 or more, --older-than is 0 or more.")
        waiting = SourceDocument.objects.without_text()
        due = addresses.due(waiting, timedelta(days=older_than))[:limit]
        broken = number = 0
        for source, answer in addresses.check(due):
            number += 1
            broken += answer.outcome in BROKEN
            if verbosity:
                detail = f" ({answer.detail})" if answer.detail else ""
                self.stdout.write(f"{source.address}: {answer.outcome.label}{detail}")
        self.stdout.write(f"{number} asked, {broken} of them broken.")
