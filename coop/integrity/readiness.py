"""Whether what is derived has been worked out: asked by `/readyz` and `check_registry`."""

from collections.abc import Iterator

from django.apps import apps
from django.db import router
from django.db.models import Count, Exists, Max, Min, OuterRef
from django.utils.translation import gettext as _

from coop import models
from coop.facets.registered import KINDS
from coop.querysets import searching
from coop.vocabulary.searching import KIND_NUMBERS, document_id

LARGE = 5000
"""With more agreements than this, a process begins from facets that are stored."""


def problems() -> list[str]:
    """A sentence for each thing that `reindex` has yet to work out."""
    found = []
    periods = models.StatusPeriod.objects.filter(agreement=OuterRef("pk"))
    if models.Agreement.objects.exclude(Exists(periods)).exists():
        found.append(_("Some agreements have no status yet: run reindex."))
    for model in (models.Agreement, models.CoProduction, models.SourceDocument, models.Party):
        if model.objects.filter(slug__isnull=True).exists():
            found.append(
                _("Some %(records)s have no address yet: run reindex.")
                % {"records": model._meta.verbose_name_plural}
            )
    return [*found, *_problems_of_facets(), *_problems_of_search()]


def _problems_of_facets() -> Iterator[str]:
    """Whether changes are told to those who hold facets, and whether these can begin quickly."""
    number, _stamp = models.Generation.objects.current()
    if not number and models.Agreement.objects.exists():
        yield _("Lists read everything for each request: run reindex.")
    elif models.Agreement.objects.count() > LARGE:
        stored = set(models.StoredIndex.objects.values_list("kind", flat=True))
        if any(kind.name not in stored for kind in KINDS.values()):
            yield _("A process that begins has to read every facet: run reindex.")


def _problems_of_search() -> Iterator[str]:
    """What a glance at the search documents shows: how many, and the first and last of a kind.

    It reads no words but of these. `check_registry` compares all words.
    """
    by_kind = models.SearchDocument.objects.order_by().values("kind")
    rows = by_kind.annotate(
        count=Count("record_id"), first=Min("record_id"), last=Max("record_id")
    ).values_list("kind", "count", "first", "last")
    counted = {
        kind: (count, {document_id(kind, first), document_id(kind, last)})
        for kind, count, first, last in rows
    }
    for kind in KIND_NUMBERS:
        model = apps.get_model("coop", kind)
        records, (documents, _ids) = model._base_manager.count(), counted.get(kind, (0, set()))
        names = {"records": model._meta.verbose_name_plural}
        if records > documents:
            yield _("Some %(records)s cannot be found by search yet: run reindex.") % names
        if records < documents:
            yield _("Search finds %(records)s that are gone: run reindex.") % names
    looked_at = set().union(*(ids for _count, ids in counted.values()))
    glance = models.SearchDocument.objects.filter(pk__in=looked_at).exclude(title="")
    if not searching.are_in_step(
        router.db_for_read(models.SearchDocument),
        [
            (pk, kind, title.split()[0])
            for pk, kind, title in glance.values_list("pk", "kind", "title")
        ],
    ):
        yield _("What search looks through is not what the documents say: run reindex.")
