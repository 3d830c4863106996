"""Questions about events."""

from coop.querysets.base import ReferableQuerySet


class EventQuerySet(ReferableQuerySet):
    """Events, with what a list prints."""

    def with_place(self):
        """Events whose place and country can be printed without a further query."""
        return self.select_related("place__country", "country", "part_of")
