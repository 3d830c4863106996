"""Words for sources."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SourceKind(models.TextChoices):
    """What sort of document a source is."""

    PRESS_REPORT = "press-report", _("press report")
    TREATY_TEXT = "treaty-text", _("treaty text")
    OFFICIAL_PAGE = "official-page", _("official page")
    DATABASE = "database", _("database")
    REFERENCE_WORK = "reference-work", _("reference work")
    OTHER = "other", _("other document")


class TextRights(models.TextChoices):
    """Who may read a source's stored text."""

    STAFF_ONLY = "staff-only", _("staff only")
    PUBLIC = "public", _("everyone")


class NoClaimReason(models.TextChoices):
    """Why a paragraph of a source carries no claim."""

    FURNITURE = "page-furniture", _("page furniture")
    TRANSLATION = "translation", _("translation of what stands elsewhere in the source")
    HEADING = "heading", _("heading")
    DUPLICATE = "repeated", _("repeats another paragraph")
