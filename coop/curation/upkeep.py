"""Rebuilds everything that follows from the facts; `reindex` calls it."""

from django.db import transaction

from coop import models
from coop.curation import evidence, generations, references, slugs, statuses
from coop.search import documents

NAMED = (
    models.Country,
    models.CountryGroup,
    models.ProvisionTopic,
    models.Place,
    models.Person,
    models.Party,
    models.Subject,
    models.Event,
    models.SourceDocument,
    models.Agreement,
    models.CoProduction,
)

STEPS = (
    ("slugs and sort keys", lambda: slugs.refresh_all(NAMED)),
    ("evidence", evidence.refresh_all),
    ("status periods", statuses.refresh_all),
    ("publicness", references.refresh_all),
    ("search documents", documents.refresh_all),
)


def reindex(report=lambda step: None):
    """Rebuild slugs, evidence, status periods, publicness, search documents and facets."""
    with transaction.atomic():
        for name, step in STEPS:
            report(name)
            step()
        report("facets")
        generations.advance(lambda: None)
