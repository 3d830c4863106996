"""Questions about agreements."""

from datetime import date

from django.db.models import Exists, FilteredRelation, Max, Min, OuterRef, Subquery

from coop.dates.ranges import overlapping, stated, within
from coop.querysets.acts import holding
from coop.querysets.base import (
    PartQuerySet,
    PublishableQuerySet,
    related_model,
    visible_part,
)
from coop.querysets.numbers import number_of
from coop.vocabulary.acts import IN_FORCE, ActKind
from coop.vocabulary.agreements import AgreementKind
from coop.vocabulary.records import State

SIGNATURES = (ActKind.SIGNATURE, ActKind.DEFINITIVE_SIGNATURE)


class AgreementQuerySet(PublishableQuerySet):
    """Agreements and packages."""

    def instruments(self):
        """Agreements that are one text each; packages are never counted as instruments."""
        return self.exclude(kind=AgreementKind.PACKAGE)

    def packages(self):
        """Named sets whose members are linked to them."""
        return self.filter(kind=AgreementKind.PACKAGE)

    def _periods(self, day: date, today: date):
        related = related_model(self.model, "status_periods")
        return related.objects.on(day, today).filter(agreement=OuterRef("pk"))

    def with_status_on(self, statuses, day: date, today: date):
        """Agreements that certainly have one of ``statuses`` on ``day``."""
        return self.filter(
            Exists(self._periods(day, today).filter(status__in=statuses, is_certain=True))
        )

    def possibly_with_status_on(self, statuses, day: date, today: date):
        """Agreements that may have one of ``statuses`` on ``day``: a date is not sure enough."""
        return self.filter(
            Exists(self._periods(day, today).filter(status__in=statuses, is_certain=False))
        ).exclude(Exists(self._periods(day, today).filter(status__in=statuses, is_certain=True)))

    def standing(self, statuses, today: date):
        """Agreements whose status today is one of ``statuses``, certainly or possibly."""
        return self.filter(Exists(self._periods(today, today).filter(status__in=statuses)))

    def in_force(self, on: date, today: date):
        """Agreements certainly in force on the given day."""
        return self.with_status_on(IN_FORCE, on, today)

    def possibly_in_force(self, on: date, today: date):
        """Agreements that may be in force on the given day."""
        return self.possibly_with_status_on(IN_FORCE, on, today)

    def _signatures(self):
        related = related_model(self.model, "acts")
        return related.objects.filter(agreement=OuterRef("pk"), kind__in=SIGNATURES)

    def dated(self):
        """Agreements with a signature on a day, month or year that is known at all."""
        return self.filter(Exists(self._signatures().filter(stated("done_on"))))

    def undated(self):
        """Agreements without any dated signature."""
        return self.exclude(Exists(self._signatures().filter(stated("done_on"))))

    def signed_between(self, first: date | None, last: date | None):
        """Agreements with a signature whose bounds overlap the range; the undated match none."""
        return self.filter(Exists(self._signatures().filter(overlapping("done_on", first, last))))

    def certainly_signed_between(self, first: date | None, last: date | None):
        """Agreements with an unqualified signature date wholly inside the range."""
        return self.filter(Exists(self._signatures().filter(within("done_on", first, last))))

    def with_signed_bounds(self):
        """Annotates ``signed_earliest`` and ``signed_latest``, for sorting; None when undated."""
        signatures = self._signatures().order_by().values("agreement")
        return self.annotate(
            signed_earliest=Subquery(
                signatures.annotate(bound=Min("done_on_earliest")).values("bound")
            ),
            signed_latest=Subquery(
                signatures.annotate(bound=Max("done_on_latest")).values("bound")
            ),
        )

    def with_participations(self):
        """Agreements whose parties can be printed without a further query."""
        return self.prefetch_related(
            visible_part(self.model, "participations", lambda parts: parts.with_party())
        )

    def with_standing_beside(self, today: date):
        """Agreements beside each period of theirs that holds today, at the path ``standing``."""
        return self.annotate(
            standing=FilteredRelation(
                "status_periods", condition=holding(today, today, "status_periods__")
            )
        )

    def with_totals(self):
        """Annotates ``provision_count``, of firm ones, and ``film_count``, of published ones."""
        provisions = related_model(self.model, "provisions").objects.firm()
        links = related_model(self.model, "film_links").objects.firm()
        return self.annotate(
            provision_count=number_of(provisions, "agreement"),
            film_count=number_of(links.filter(coproduction__state=State.PUBLISHED), "agreement"),
        )


class RelationQuerySet(PartQuerySet):
    """Relations between agreements."""

    def of_published(self, agreement):
        """Relations from and to an agreement whose other end is published."""
        own = self.filter(agreement=agreement, related__state=State.PUBLISHED)
        inverse = self.filter(related=agreement, agreement__state=State.PUBLISHED)
        return self.filter(
            pk__in=own.order_by().values("pk").union(inverse.order_by().values("pk"))
        )
