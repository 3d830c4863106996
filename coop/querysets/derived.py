"""Questions about derived tables."""

from django.db import models
from django.db.models import F


class SearchDocumentQuerySet(models.QuerySet):
    """Search documents."""

    def public(self):
        """Documents of what the public sees."""
        return self.filter(is_public=True)


class FormerSlugQuerySet(models.QuerySet):
    """Addresses that records once had."""

    def get_by_natural_key(self, kind, slug):
        return self.get(kind=kind, slug=slug)


class GenerationQuerySet(models.QuerySet):
    """The one row that counts changes."""

    def current(self) -> int:
        """The number now; 0 before the first change."""
        return self.values_list("number", flat=True).filter(pk=1).first() or 0

    def advance(self) -> int:
        """Raise the number by one, and return it."""
        self.get_or_create(pk=1)
        self.filter(pk=1).update(number=F("number") + 1)
        return self.current()
