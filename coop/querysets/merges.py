"""Questions about merges, and about what was found to be two."""

from django.db import models


class MergeQuerySet(models.QuerySet):
    """Merges."""

    def standing(self):
        """Merges that nobody has undone."""
        return self.filter(undone_at__isnull=True)


class DistinctionQuerySet(models.QuerySet):
    """Pairs that are not the same thing."""

    def pairs(self, kind: str) -> set[tuple[str, str]]:
        """The pairs of keys of a kind, each in order."""
        return set(self.filter(kind=kind).values_list("first_key", "second_key"))
