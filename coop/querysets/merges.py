"""Questions about merges, and about what was found to be two."""

from django.db import models
from django.db.models import Q


class MergeQuerySet(models.QuerySet):
    """Merges."""

    def standing(self):
        """Merges that nobody has undone."""
        return self.filter(undone_at__isnull=True)

    def heir(self, kind: str, key: str) -> str:
        """The key of the record that a merged one is part of today; empty if it was not merged.

        What it went into may have gone into another in its turn.
        """
        found, seen = "", {key}
        while step := self._went_into(kind, found or key):
            if step in seen:
                break
            seen.add(step)
            found = step
        return found

    def _went_into(self, kind: str, key: str) -> str | None:
        rows = self.standing().filter(kind=kind, merged_key=key).order_by()
        return rows.values_list("kept_key", flat=True).first()


class DistinctionQuerySet(models.QuerySet):
    """Pairs that are not the same thing."""

    def pairs(self, kind: str) -> set[tuple[str, str]]:
        """The pairs of keys of a kind, each in order."""
        return set(self.filter(kind=kind).values_list("first_key", "second_key"))

    def of(self, kind: str, key: str):
        """The pairs in which this record is one."""
        return self.filter(Q(first_key=key) | Q(second_key=key), kind=kind)
