"""Questions about the life of agreements."""

from datetime import date

from django.db import models
from django.db.models import Q


def holding(day: date, today: date, path: str = "") -> Q:
    """Periods, at the end of a path, that hold on ``day``.

    What holds today holds from today on, for nobody knows what is to come.
    """
    begun = Q(**{f"{path}starts_on__lte": day})
    dated = begun & (Q(**{f"{path}ends_on__isnull": True}) | Q(**{f"{path}ends_on__gte": day}))
    if day < today:
        return dated & Q(**{f"{path}holds_in_past": True})
    undated = Q(**{f"{path}starts_on__isnull": True})
    return (dated | undated) & Q(**{f"{path}holds_today": True})


class StatusPeriodQuerySet(models.QuerySet):
    """Periods of status, asked by day."""

    def on(self, day: date, today: date):
        """Periods that hold on ``day``."""
        return self.filter(holding(day, today))
