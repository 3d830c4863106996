"""Questions about who takes part."""

from coop.querysets.base import PartQuerySet
from coop.vocabulary.agreements import ParticipationRole


class ParticipationQuerySet(PartQuerySet):
    """Participations, with what their label needs."""

    def as_party(self):
        """Those who are bound, not the bodies that only handle or keep."""
        return self.filter(role=ParticipationRole.PARTY)

    def with_party(self):
        """Participations whose party can be printed without a further query."""
        return self.select_related("party__country", "acting_for__country")
