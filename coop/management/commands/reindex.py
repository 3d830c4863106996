"""Rebuild everything that is derived from the facts."""

from django.core.management.base import BaseCommand
from django.db import connection

from coop.curation import upkeep


class Command(BaseCommand):
    help = "Rebuild slugs, evidence, status periods, publicness and search documents."

    def handle(self, *args, **options):
        is_quiet = not options["verbosity"]
        upkeep.reindex(report=lambda step: is_quiet or self.stdout.write(f"Rebuilding {step} …"))
        # Both engines plan queries by the sizes they counted last. After a load PostgreSQL has
        # counted nothing yet, and took minutes over a dozen agreements.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        if not is_quiet:
            self.stdout.write("The index is up to date.")
