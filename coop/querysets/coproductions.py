"""Questions about films."""

from django.db.models import Exists, OuterRef

from coop.querysets.base import PublishableQuerySet, related_model, visible_part


class CoProductionQuerySet(PublishableQuerySet):
    """Films, with their partners."""

    def countable(self):
        """Films with at least one firm partner; the others are not stated to be co-productions."""
        partner = related_model(self.model, "partners")
        return self.filter(Exists(partner.objects.firm().filter(coproduction=OuterRef("pk"))))

    def with_partners(self):
        """Films whose partners can be printed without a further query."""
        return self.prefetch_related(
            visible_part(
                self.model,
                "partners",
                lambda partners: partners.select_related("country", "party__country"),
            )
        )
