"""Questions about sources and citations."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Model, Q

from coop.querysets.base import PartQuerySet, PublishableQuerySet, related_model
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

    def about(self, things: Iterable[Model]):
        """Citations whose target is one of these records and parts, of whatever models."""
        ids = defaultdict(set)
        for thing in things:
            ids[type(thing)].add(thing.pk)
        wanted = Q()
        for target in vars(self.model)["TARGETS"]:
            if found := ids.get(related_model(self.model, target)):
                wanted |= Q(**{f"{target}__in": found})
        return self.filter(wanted) if wanted else self.none()
