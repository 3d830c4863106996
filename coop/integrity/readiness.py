"""Whether what is derived has been worked out: asked by `/readyz` and `check_registry`."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from coop import models


def problems() -> list[str]:
    """A sentence for each thing that `reindex` has yet to work out."""
    found = []
    periods = models.StatusPeriod.objects.filter(agreement=OuterRef("pk"))
    if models.Agreement.objects.exclude(Exists(periods)).exists():
        found.append(_("Some agreements have no status yet: run reindex."))
    for model in (models.Agreement, models.CoProduction, models.SourceDocument, models.Party):
        documents = models.SearchDocument.objects.filter(
            kind=model._meta.model_name, record_id=OuterRef("pk")
        )
        if model.objects.exclude(Exists(documents)).exists():
            found.append(
                _("Some %(records)s cannot be found by search yet: run reindex.")
                % {"records": model._meta.verbose_name_plural}
            )
        if model.objects.filter(slug__isnull=True).exists():
            found.append(
                _("Some %(records)s have no address yet: run reindex.")
                % {"records": model._meta.verbose_name_plural}
            )
    return found
