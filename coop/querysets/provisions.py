"""Questions about provisions."""

from coop.querysets.base import PartQuerySet
from coop.vocabulary.records import State


class ProvisionQuerySet(PartQuerySet):
    """Provisions, with what a list prints."""

    def public(self):
        """Provisions of published agreements."""
        return self.filter(agreement__state=State.PUBLISHED)

    def with_topic(self):
        """Provisions whose topic can be printed without a further query."""
        return self.select_related("topic__parent")


class StatementQuerySet(PartQuerySet):
    """What is said about agreements, events and provisions."""

    def about_agreement(self, agreement):
        """Statements about an agreement and about its provisions."""
        own = self.filter(agreement=agreement)
        provided = self.filter(provision__agreement=agreement)
        return self.filter(
            pk__in=own.order_by().values("pk").union(provided.order_by().values("pk"))
        )
