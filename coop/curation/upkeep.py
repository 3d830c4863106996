"""Rebuilds everything that follows from the facts; `reindex` calls it."""

from collections.abc import Iterator

from django.db import router, transaction
from django.utils.translation import gettext as _

from coop import models
from coop.curation import evidence, generations, references, slugs, statuses
from coop.integrity.problems import Problem
from coop.querysets import searching
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


def problems() -> Iterator[Problem]:
    """What a look at every record shows to be out of date in search; takes as long as `reindex`."""
    for model, count in documents.stale():
        yield Problem(
            "search",
            _("%(count)s of the %(records)s are not found by their present words: run reindex.")
            % {"count": count, "records": model._meta.verbose_name_plural},
        )
    if not searching.is_in_step(router.db_for_write(models.SearchDocument)):
        yield Problem(
            "search", _("What search looks through is not what the documents say: run reindex.")
        )
