"""Questions about sources and citations."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Model, Q

from coop.querysets.base import PartQuerySet, PublishableQuerySet, related_model
from coop.vocabulary.records import State

PUBLISHED = (
    "agreement",
    "occasion__agreement",
    "participation__agreement",
    "signature__participation__agreement",
    "act__agreement",
    "relation__agreement",
    "statement__agreement",
    "statement__provision__agreement",
    "provision__agreement",
    "rule__provision__agreement",
    "coproduction",
    "partner__coproduction",
    "screening__coproduction",
    "film_link__coproduction",
)
"""Where a claim's record is one that staff publish."""
REFERRED_TO = ("party", "person", "place", "event", "attendance__event", "statement__event")
"""Where it is one that is public by what refers to it."""
OTHER_ENDS = ("relation__related", "film_link__agreement")
"""The other record that a claim names, where that may be a draft."""


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

    def of_public_claims(self):
        """Citations for claims that the public sees: of public records, about public ones."""
        public = Q()
        for path in PUBLISHED:
            public |= Q(**{f"{path}__state": State.PUBLISHED})
        for path in REFERRED_TO:
            public |= Q(**{f"{path}__is_public": True})
        found = self.filter(public)
        for path in OTHER_ENDS:
            claim = path.split("__")[0]
            found = found.filter(
                Q(**{f"{claim}__isnull": True}) | Q(**{f"{path}__state": State.PUBLISHED})
            )
        return found

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
