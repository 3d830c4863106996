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


PARTY_KIND_MEANINGS = {
    PartyKind.STATE: _("A country as a subject of international law."),
    PartyKind.MINISTRY: _("A part of a government, led by a minister."),
    PartyKind.DEPARTMENT: _("A department or directorate within a ministry."),
    PartyKind.AGENCY: _("A public body for film: a centre, institute, fund or agency."),
    PartyKind.COMMITTEE: _("A body of the government’s rank that is called a state committee."),
    PartyKind.ASSOCIATION: _("A union of people or bodies, or a studio association."),
    PartyKind.COMPANY: _("A company, producers and broadcasters included."),
    PartyKind.FESTIVAL: _("A festival as a body that can sign."),
    PartyKind.ORGANISATION: _("An organisation whose members are states."),
    PartyKind.NEWS_MEDIUM: _("A newspaper, agency or site that speaks in a source."),
    PartyKind.OTHER: _("None of these."),
}
