"""Questions about the life of agreements."""

from datetime import date

from django.db import models
from django.db.models import Q


class StatusPeriodQuerySet(models.QuerySet):
    """Periods of status, asked by day."""

    def on(self, day: date, today: date):
        """Periods that hold on ``day``.

        What holds today holds from today on, for nobody knows what is to come.
        """
        dated = Q(starts_on__lte=day) & (Q(ends_on__isnull=True) | Q(ends_on__gte=day))
        if day < today:
            return self.filter(dated, holds_in_past=True)
        return self.filter(dated | Q(starts_on__isnull=True), holds_today=True)
