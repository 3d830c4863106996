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


SOURCE_KIND_MEANINGS = {
    SourceKind.PRESS_REPORT: _("News, from whichever medium."),
    SourceKind.TREATY_TEXT: _("The text of an instrument itself."),
    SourceKind.OFFICIAL_PAGE: _("A page or release of a public body."),
    SourceKind.DATABASE: _("A register or database that others keep."),
    SourceKind.REFERENCE_WORK: _("An encyclopaedia, handbook or list."),
    SourceKind.OTHER: _("None of these."),
}


class TextRights(models.TextChoices):
    """Who may read a source's stored text."""

    STAFF_ONLY = "staff-only", _("staff only")
    PUBLIC = "public", _("everyone")


TEXT_RIGHTS_MEANINGS = {
    TextRights.STAFF_ONLY: _(
        "The text is kept so that quotes can be checked; the public sees its claims and their "
        "paragraph numbers."
    ),
    TextRights.PUBLIC: _("The rights to the text let everybody read it here."),
}


class NoClaimReason(models.TextChoices):
    """Why a paragraph of a source carries no claim."""

    FURNITURE = "page-furniture", _("page furniture")
    TRANSLATION = "translation", _("translation of what stands elsewhere in the source")
    HEADING = "heading", _("heading")
    DUPLICATE = "repeated", _("repeats another paragraph")


NO_CLAIM_MEANINGS = {
    NoClaimReason.FURNITURE: _(
        "Menus, dates of archives and other parts of the page around the text."
    ),
    NoClaimReason.TRANSLATION: _("The same in another language; the original is cited."),
    NoClaimReason.HEADING: _("A title or a heading, which says nothing of its own."),
    NoClaimReason.DUPLICATE: _("Says again what another paragraph says."),
}
