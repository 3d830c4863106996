"""Questions about parties."""

from coop.querysets.base import ReferableQuerySet


class PartyQuerySet(ReferableQuerySet):
    """Parties, with what their label needs."""

    def with_country(self):
        """Parties whose names can be read without a further query."""
        return self.select_related("country", "parent__country")
