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


EVENT_KIND_MEANINGS = {
    EventKind.SUMMIT: _("Heads of state or government meet."),
    EventKind.VISIT: _("Somebody in office is received in another country."),
    EventKind.TALKS: _("Delegations meet to negotiate or confer."),
    EventKind.FESTIVAL: _("A festival as such, over its editions."),
    EventKind.FESTIVAL_EDITION: _("One year’s festival."),
    EventKind.FILM_WEEK: _("Films of a country are shown for some days in another."),
    EventKind.SCREENING: _("A single showing."),
    EventKind.INDUSTRY_EVENT: _("A market, forum, workshop or conference of the trade."),
    EventKind.OTHER: _("None of these."),
}
