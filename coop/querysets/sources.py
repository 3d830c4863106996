"""Questions about sources and citations."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, F, Model, OuterRef, Q

from coop.querysets.base import PartQuerySet, PublishableQuerySet, related_model, united
from coop.vocabulary.records import State


def _published(*paths: str) -> Q:
    """Each of these records is one that staff have published."""
    return Q(**{f"{path}__state" if path else "state": State.PUBLISHED for path in paths})


PUBLIC_CLAIMS = {
    "agreement": _published(""),
    "occasion": _published("agreement"),
    "participation": _published("agreement"),
    "signature": _published("participation__agreement"),
    "act": _published("agreement"),
    "relation": _published("agreement", "related"),
    "statement": _published("agreement")
    | _published("provision__agreement")
    | Q(event__is_public=True),
    "provision": _published("agreement"),
    "rule": _published("provision__agreement"),
    "party": Q(is_public=True),
    "person": Q(is_public=True),
    "event": Q(is_public=True),
    "attendance": Q(event__is_public=True),
    "place": Q(is_public=True),
    "coproduction": _published(""),
    "partner": _published("coproduction"),
    "screening": _published("coproduction"),
    "film_link": _published("coproduction", "agreement"),
}
"""For each target, when the public sees it: its record, and another record that it names."""

OF_AGREEMENT = (
    "agreement",
    "occasion__agreement",
    "participation__agreement",
    "signature__participation__agreement",
    "act__agreement",
    "relation__agreement",
    "relation__related",
    "statement__agreement",
    "statement__provision__agreement",
    "provision__agreement",
    "rule__provision__agreement",
    "film_link__agreement",
)
"""The ways from a citation to an agreement that its claim is a part of."""


class SourceQuerySet(PublishableQuerySet):
    """Sources; their text is left in the database unless asked for."""

    def without_text(self):
        """Sources as lists and evidence need them."""
        return self.defer("text")

    def with_address_unasked_since(self, moment: datetime):
        """Sources whose present address nobody has asked since then."""
        asked = Q(address_check__address=F("address"), address_check__checked_at__gt=moment)
        return self.exclude(address="").exclude(asked)

    def with_address_that(self, *outcomes: str):
        """Sources whose present address, when it was last asked, did one of these."""
        return self.filter(address_check__address=F("address"), address_check__outcome__in=outcomes)


class CitationQuerySet(PartQuerySet):
    """Citations, with what a source note prints."""

    def standing(self):
        """Citations that carry their claim: no better source's has taken their place."""
        return self.filter(replaced_by__isnull=True)

    def of_public_sources(self):
        """Citations of published sources, those included that have been replaced."""
        return self.filter(source__state=State.PUBLISHED)

    def public(self):
        """Standing citations of published sources: what the public is told as evidence."""
        return self.standing().of_public_sources()

    def of_public_claims(self):
        """Citations for claims that the public sees: of public records, about public ones."""
        public = Q()
        for target, is_public in PUBLIC_CLAIMS.items():
            claims = related_model(self.model, target).objects.filter(is_public)
            is_one = Q(**{f"{target}__isnull": False})
            public |= is_one & Q(Exists(claims.filter(pk=OuterRef(f"{target}_id")).order_by()))
        return self.filter(public)

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

    def about_agreement(self, agreement):
        """Citations whose target is the agreement or a part of it."""
        everything = self.model._default_manager.all()
        return self.filter(
            pk__in=united(*(everything.filter(**{path: agreement}) for path in OF_AGREEMENT))
        )
