"""Words for films made together."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CoProductionKind(models.TextChoices):
    """Whether a film was approved under an agreement."""

    OFFICIAL = "official", _("official")
    UNOFFICIAL = "unofficial", _("unofficial")
    NOT_STATED = "not-stated", _("not stated")


COPRODUCTION_KIND_MEANINGS = {
    CoProductionKind.OFFICIAL: _("A source says that it was approved under an agreement."),
    CoProductionKind.UNOFFICIAL: _("A source says that it was made without one."),
    CoProductionKind.NOT_STATED: _("No source says."),
}


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


FILM_STATUS_MEANINGS = {
    FilmStatus.ANNOUNCED: _("It was said that it will be made."),
    FilmStatus.PLANNED: _("It is on a plan or a list of projects."),
    FilmStatus.DEVELOPMENT: _("Script and financing are being worked on."),
    FilmStatus.PRE_PRODUCTION: _("The shooting is being prepared."),
    FilmStatus.PRODUCTION: _("It is being shot or made."),
    FilmStatus.POST_PRODUCTION: _("It is shot and being finished."),
    FilmStatus.COMPLETED: _("It is finished."),
    FilmStatus.RELEASED: _("It is or was in cinemas, on television or online."),
    FilmStatus.SCREENED: _("It was shown, at a festival for instance."),
    FilmStatus.CANCELLED: _("It will not be made."),
    FilmStatus.NOT_STATED: _("No source says."),
}


class PartnerRole(models.TextChoices):
    """What weight a partner has in a film."""

    MAJORITY = "majority", _("majority")
    MINORITY = "minority", _("minority")
    PARITY = "parity", _("parity")
    FINANCIAL_ONLY = "financial-only", _("financial-only")
    NOT_STATED = "not-stated", _("not stated")


PARTNER_ROLE_MEANINGS = {
    PartnerRole.MAJORITY: _("Bears the largest share."),
    PartnerRole.MINORITY: _("Bears less than another partner."),
    PartnerRole.PARITY: _("Bears as much as the others."),
    PartnerRole.FINANCIAL_ONLY: _("Gives money and takes no creative or technical part."),
    PartnerRole.NOT_STATED: _("No source says."),
}


class FilmLinkNature(models.TextChoices):
    """How a source ties a film to an agreement."""

    MADE_UNDER = "made-under", _("made under")
    INITIATIVE_OF = "initiative-of", _("initiative of")
    MENTIONED_WITH = "mentioned-with", _("mentioned with")


FILM_LINK_MEANINGS = {
    FilmLinkNature.MADE_UNDER: _("A source says that the film was made under the agreement."),
    FilmLinkNature.INITIATIVE_OF: _(
        "A source calls the film a first work, or a project, of the agreement."
    ),
    FilmLinkNature.MENTIONED_WITH: _("A source speaks of both and ties them no closer."),
}


class Approval(models.TextChoices):
    """How far the approval of a film under an agreement has come."""

    NOT_CLAIMED = "not-claimed", _("not claimed")
    APPLIED = "applied", _("applied for")
    PROVISIONAL = "provisional", _("provisional")
    FINAL = "final", _("final")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")


APPROVAL_MEANINGS = {
    Approval.NOT_CLAIMED: _("No source speaks of an approval."),
    Approval.APPLIED: _("Approval was asked for."),
    Approval.PROVISIONAL: _("Approved on the papers, before the film was finished."),
    Approval.FINAL: _("Approved for good."),
    Approval.REFUSED: _("Approval was denied."),
    Approval.WITHDRAWN: _("An approval was taken back."),
}
