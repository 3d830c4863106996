"""Words for films made together."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CoProductionKind(models.TextChoices):
    """Whether a film was approved under an agreement."""

    OFFICIAL = "official", _("official")
    UNOFFICIAL = "unofficial", _("unofficial")
    NOT_STATED = "not-stated", _("not stated")


class FilmStatus(models.TextChoices):
    """How far a film has come, as the source puts it."""

    ANNOUNCED = "announced", _("announced")
    PLANNED = "planned", _("planned")
    DEVELOPMENT = "in-development", _("in development")
    PRE_PRODUCTION = "pre-production", _("in pre-production")
    PRODUCTION = "in-production", _("in production")
    POST_PRODUCTION = "post-production", _("in post-production")
    COMPLETED = "completed", _("completed")
    RELEASED = "released", _("released")
    SCREENED = "screened", _("screened")
    CANCELLED = "cancelled", _("cancelled")
    NOT_STATED = "not-stated", _("not stated")


class PartnerRole(models.TextChoices):
    """What weight a partner has in a film."""

    MAJORITY = "majority", _("majority")
    MINORITY = "minority", _("minority")
    PARITY = "parity", _("parity")
    FINANCIAL_ONLY = "financial-only", _("financial-only")
    NOT_STATED = "not-stated", _("not stated")


class FilmLinkNature(models.TextChoices):
    """How a source ties a film to an agreement."""

    MADE_UNDER = "made-under", _("made under")
    INITIATIVE_OF = "initiative-of", _("initiative of")
    MENTIONED_WITH = "mentioned-with", _("mentioned with")


class Approval(models.TextChoices):
    """How far the approval of a film under an agreement has come."""

    NOT_CLAIMED = "not-claimed", _("not claimed")
    APPLIED = "applied", _("applied for")
    PROVISIONAL = "provisional", _("provisional")
    FINAL = "final", _("final")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")
