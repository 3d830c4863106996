"""Words for parties."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PartyKind(models.TextChoices):
    """Who can be bound, or can sign."""

    STATE = "state", _("state")
    MINISTRY = "ministry", _("ministry")
    DEPARTMENT = "department", _("department of a ministry")
    AGENCY = "agency", _("film centre or agency")
    COMMITTEE = "state-committee", _("state committee")
    ASSOCIATION = "association", _("association")
    COMPANY = "company", _("company")
    FESTIVAL = "festival", _("festival")
    ORGANISATION = "intergovernmental-organisation", _("intergovernmental organisation")
    NEWS_MEDIUM = "news-medium", _("news medium")
    OTHER = "other", _("other body")
