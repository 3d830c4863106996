"""Questions about sources and citations."""

from coop.querysets.base import PartQuerySet, PublishableQuerySet
from coop.vocabulary.records import State


class SourceQuerySet(PublishableQuerySet):
    """Sources; their text is left in the database unless asked for."""

    def without_text(self):
        """Sources as lists and evidence need them."""
        return self.defer("text")


class CitationQuerySet(PartQuerySet):
    """Citations, with what a source note prints."""

    def public(self):
        """Citations of published sources."""
        return self.filter(source__state=State.PUBLISHED)

    def with_source(self):
        """Citations whose note can be printed without a further query."""
        return self.select_related("source", "said_by_party__country", "said_by_person").defer(
            "source__text"
        )
