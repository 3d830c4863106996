"""Words for events."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EventKind(models.TextChoices):
    """What sort of event it is."""

    SUMMIT = "summit", _("summit")
    VISIT = "visit", _("visit")
    TALKS = "talks", _("talks")
    FESTIVAL = "festival", _("festival")
    FESTIVAL_EDITION = "festival-edition", _("festival edition")
    FILM_WEEK = "film-week", _("film week")
    SCREENING = "screening", _("screening")
    INDUSTRY_EVENT = "industry-event", _("industry event")
    OTHER = "other", _("other")
