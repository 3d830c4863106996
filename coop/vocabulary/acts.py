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


ACT_MEANINGS = {
    ActKind.NEGOTIATION: _("Talks on the text were opened; nothing is agreed yet."),
    ActKind.SIGNATURE: _("The text was signed; whether that alone binds is another matter."),
    ActKind.DEFINITIVE_SIGNATURE: _("Signed with the effect of being bound, without ratification."),
    ActKind.RATIFICATION: _("A party confirms by its own highest procedure that it is bound."),
    ActKind.ACCEPTANCE: _("A party confirms that it is bound, by an act that it calls acceptance."),
    ActKind.APPROVAL: _("A party confirms that it is bound, by an act that it calls approval."),
    ActKind.ACCESSION: _("A party that did not sign joins a text that others have made."),
    ActKind.SUCCESSION: _("A new state takes over what its predecessor was bound by."),
    ActKind.PROVISIONAL_APPLICATION: _("The text is applied before it is in force."),
    ActKind.ENTRY_INTO_FORCE: _("From here the text binds, all parties or the one that is named."),
    ActKind.AMENDMENT: _("The text was changed; the amending instrument is a record of its own."),
    ActKind.RENEWAL: _("The term was prolonged, expressly or because nobody gave notice."),
    ActKind.DECLARATION: _("A party says how it understands or applies the text."),
    ActKind.RESERVATION: _(
        "A party excludes or changes the effect of a part of the text for itself."
    ),
    ActKind.SUSPENSION: _("The text is not applied for a time."),
    ActKind.DENUNCIATION: _("A party gives notice that it will no longer be bound."),
    ActKind.WITHDRAWAL: _("A party leaves a text that the others keep."),
    ActKind.TERMINATION: _("The text ends by agreement, or by the denunciation of a party to two."),
    ActKind.EXPIRY: _("The text ends because its term has run out."),
    ActKind.SUPERSESSION: _("A later text has taken its place."),
}


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


STATUS_MEANINGS = {
    Status.NEGOTIATING: _("Talks are open and nothing is signed."),
    Status.SIGNED: _("Agreed, and no source says that it is in force."),
    Status.PROVISIONALLY_APPLIED: _("Applied, though not yet in force."),
    Status.IN_FORCE: _("It binds all its parties."),
    Status.IN_FORCE_FOR_SOME: _(
        "It binds those of its parties for which it has entered into force."
    ),
    Status.AMENDED: _("In force, in the wording of a later amendment."),
    Status.RENEWED: _("In force, in a term that was added to the first one."),
    Status.SUSPENDED: _("Not applied for the time being."),
    Status.EXPIRED: _("Its term has run out."),
    Status.TERMINATED: _("Ended by agreement or by notice."),
    Status.SUPERSEDED: _("A later text has taken its place."),
    Status.UNKNOWN: _(
        "No act that a source states leads to a status on that day. An honest answer, not a fault."
    ),
}


IN_FORCE = (Status.IN_FORCE, Status.IN_FORCE_FOR_SOME, Status.AMENDED, Status.RENEWED)
