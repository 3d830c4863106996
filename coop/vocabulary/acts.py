"""Words for the life of an agreement: acts, and the status they lead to."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ActKind(models.TextChoices):
    """A dated act in the life of an agreement."""

    NEGOTIATION = "negotiation", _("opening of negotiations")
    SIGNATURE = "signature", _("signature")
    DEFINITIVE_SIGNATURE = "definitive-signature", _("definitive signature")
    RATIFICATION = "ratification", _("ratification")
    ACCEPTANCE = "acceptance", _("acceptance")
    APPROVAL = "approval", _("approval")
    ACCESSION = "accession", _("accession")
    SUCCESSION = "succession", _("succession")
    PROVISIONAL_APPLICATION = "provisional-application", _("provisional application")
    ENTRY_INTO_FORCE = "entry-into-force", _("entry into force")
    AMENDMENT = "amendment", _("amendment")
    RENEWAL = "renewal", _("renewal")
    DECLARATION = "declaration", _("declaration")
    RESERVATION = "reservation", _("reservation")
    SUSPENSION = "suspension", _("suspension")
    DENUNCIATION = "denunciation", _("denunciation")
    WITHDRAWAL = "withdrawal", _("withdrawal")
    TERMINATION = "termination", _("termination")
    EXPIRY = "expiry", _("expiry")
    SUPERSESSION = "supersession", _("supersession")


class Status(models.TextChoices):
    """Where an agreement stands; computed from its acts, never typed."""

    NEGOTIATING = "negotiating", _("negotiating")
    SIGNED = "signed", _("signed")
    PROVISIONALLY_APPLIED = "provisionally-applied", _("provisionally applied")
    IN_FORCE = "in-force", _("in force")
    IN_FORCE_FOR_SOME = "in-force-for-some-parties", _("in force for some parties")
    AMENDED = "amended", _("in force, amended")
    RENEWED = "renewed", _("in force, renewed")
    SUSPENDED = "suspended", _("suspended")
    EXPIRED = "expired", _("expired")
    TERMINATED = "terminated", _("terminated or denounced")
    SUPERSEDED = "superseded", _("superseded")
    UNKNOWN = "unknown", _("unknown")


IN_FORCE = (Status.IN_FORCE, Status.IN_FORCE_FOR_SOME, Status.AMENDED, Status.RENEWED)
