"""Words for agreements and what becomes of them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AgreementKind(models.TextChoices):
    """What sort of instrument it is, as the sources call it."""

    TREATY = "treaty", _("treaty")
    CONVENTION = "convention", _("convention")
    INTERGOVERNMENTAL = "intergovernmental-agreement", _("intergovernmental agreement")
    EXCHANGE_OF_NOTES = "exchange-of-notes", _("exchange of notes")
    AGENCY_ARRANGEMENT = "agency-arrangement", _("agency-level arrangement")
    MOU = "memorandum-of-understanding", _("memorandum of understanding")
    MOC = "memorandum-of-cooperation", _("memorandum of cooperation")
    MEMORANDUM = "memorandum", _("memorandum")
    PROTOCOL = "protocol", _("protocol")
    PROGRAMME = "programme", _("programme")
    LETTER_OF_INTENT = "letter-of-intent", _("letter of intent")
    AGREEMENT = "agreement", _("agreement")
    PACKAGE = "package", _("package")
    NOT_STATED = "not-stated", _("not stated")


AGREEMENT_KIND_MEANINGS = {
    AgreementKind.TREATY: _("An agreement in solemn form between states, called a treaty."),
    AgreementKind.CONVENTION: _(
        "A treaty that calls itself a convention, mostly of several states."
    ),
    AgreementKind.INTERGOVERNMENTAL: _("An agreement that governments conclude in their own name."),
    AgreementKind.EXCHANGE_OF_NOTES: _(
        "Two letters of the same content, which make an agreement together."
    ),
    AgreementKind.AGENCY_ARRANGEMENT: _(
        "Concluded by film centres or agencies within what they may decide."
    ),
    AgreementKind.MOU: _(
        "A text called memorandum of understanding; it mostly states what is meant to be done."
    ),
    AgreementKind.MOC: _("A text called memorandum of cooperation."),
    AgreementKind.MEMORANDUM: _("Called a memorandum, without a word of which sort."),
    AgreementKind.PROTOCOL: _(
        "A text attached to another one, or the minutes of talks that were agreed."
    ),
    AgreementKind.PROGRAMME: _(
        "A plan of work for a number of years, often under an older agreement."
    ),
    AgreementKind.LETTER_OF_INTENT: _("Says that an agreement is meant to be concluded."),
    AgreementKind.AGREEMENT: _("Called an agreement, and no source says which sort."),
    AgreementKind.PACKAGE: _("A named set of instruments; never counted as one."),
    AgreementKind.NOT_STATED: _("No source says what it is."),
}


class Bindingness(models.TextChoices):
    """Whether it binds in law; never guessed from a title in a report."""

    BINDING = "binding", _("binding")
    NON_BINDING = "non-binding", _("non-binding")
    NOT_STATED = "not-stated", _("not stated")


BINDINGNESS_MEANINGS = {
    Bindingness.BINDING: _("The text, or a register of treaties, says that it binds in law."),
    Bindingness.NON_BINDING: _("The text says that it creates no obligations in law."),
    Bindingness.NOT_STATED: _("The sources read do not say; a title in a report is no proof."),
}


class Coding(models.TextChoices):
    """What the record was made from: decides how an absent topic reads."""

    NOT_CODED = "not-coded", _("not coded")
    REPORTS = "from-reports", _("from reports")
    FULL_TEXT = "from-the-full-text", _("from the full text")


CODING_MEANINGS = {
    Coding.NOT_CODED: _(
        "Nobody has read a source for provisions: an absent topic reads “not coded”."
    ),
    Coding.REPORTS: _(
        "Only reports were read: an absent topic reads “not stated in the sources read”."
    ),
    Coding.FULL_TEXT: _("The text itself was read to its end: an absent topic reads “silent”."),
}


SILENCE = {
    Coding.NOT_CODED: _("not coded"),
    Coding.REPORTS: _("not stated in the sources read"),
    Coding.FULL_TEXT: _("silent"),
}


class OccasionKind(models.TextChoices):
    """How an agreement stands to an event."""

    DURING = "during", _("during")
    SIDELINES = "on-the-sidelines-of", _("on the sidelines of")
    WITHIN = "within", _("within")
    PROVIDES_FOR = "provides-for", _("provides for")


OCCASION_MEANINGS = {
    OccasionKind.DURING: _("It was concluded while the event was held."),
    OccasionKind.SIDELINES: _(
        "It was concluded on the margins of the event and is no part of its programme."
    ),
    OccasionKind.WITHIN: _("It was concluded as a part of the event’s programme."),
    OccasionKind.PROVIDES_FOR: _("The agreement says that the event is to take place."),
}


class ParticipationRole(models.TextChoices):
    """What a party does in an agreement."""

    PARTY = "party", _("party")
    AUTHORITY = "competent-authority", _("competent authority")
    HANDLING = "handling-body", _("handling body")
    DEPOSITARY = "depositary", _("depositary")


PARTICIPATION_MEANINGS = {
    ParticipationRole.PARTY: _(
        "It concluded the agreement and is bound, or has committed itself, by it."
    ),
    ParticipationRole.AUTHORITY: _(
        "The text names it as the body that decides applications in its country."
    ),
    ParticipationRole.HANDLING: _("It receives or prepares what another body decides."),
    ParticipationRole.DEPOSITARY: _("It keeps the original and receives the acts of the parties."),
}


class RelationKind(models.TextChoices):
    """How one agreement stands to another."""

    BUILDS_ON = "builds-on", _("builds on")
    PART_OF = "part-of", _("part of")
    AMENDS = "amends", _("amends")
    SUPERSEDES = "supersedes", _("supersedes")
    RENEWS = "renews", _("renews")
    IMPLEMENTS = "implements", _("implements")
    MADE_UNDER = "made-under", _("made under")
    COMPLEMENTS = "complements", _("complements")
    PREVAILS_OVER = "prevails-over", _("prevails over")
    CITES = "cites", _("cites")
    EARLIER_THAN = "earlier-than", _("earlier than")
    ANNEX_OF = "annex-of", _("annex of")


RELATION_MEANINGS = {
    RelationKind.BUILDS_ON: _("It names the other as what it continues."),
    RelationKind.PART_OF: _("It belongs to a package or a larger instrument."),
    RelationKind.AMENDS: _("It changes the wording of the other."),
    RelationKind.SUPERSEDES: _("It takes the place of the other."),
    RelationKind.RENEWS: _("It prolongs the other."),
    RelationKind.IMPLEMENTS: _("It carries out what the other provides."),
    RelationKind.MADE_UNDER: _("The other provides that instruments such as this are concluded."),
    RelationKind.COMPLEMENTS: _("It adds to the other without changing it."),
    RelationKind.PREVAILS_OVER: _("Where both speak, this one is followed."),
    RelationKind.CITES: _("It names the other and does no more."),
    RelationKind.EARLIER_THAN: _("A source only says that it came before the other."),
    RelationKind.ANNEX_OF: _("It is attached to the other and belongs to it."),
}


RELATION_INVERSES = {
    RelationKind.BUILDS_ON: _("is built on by"),
    RelationKind.PART_OF: _("has as a part"),
    RelationKind.AMENDS: _("is amended by"),
    RelationKind.SUPERSEDES: _("is superseded by"),
    RelationKind.RENEWS: _("is renewed by"),
    RelationKind.IMPLEMENTS: _("is implemented by"),
    RelationKind.MADE_UNDER: _("has made under it"),
    RelationKind.COMPLEMENTS: _("is complemented by"),
    RelationKind.PREVAILS_OVER: _("gives way to"),
    RelationKind.CITES: _("is cited by"),
    RelationKind.EARLIER_THAN: _("later than"),
    RelationKind.ANNEX_OF: _("has as an annex"),
}


class StatementKind(models.TextChoices):
    """What is said about an agreement, event or provision, and binds no one."""

    AIM = "aim", _("aim")
    MEANS = "means", _("means")
    EFFECT = "effect", _("effect")
    ASSESSMENT = "assessment", _("assessment")
    SCOPE = "scope", _("scope")
    CONTEXT = "context", _("context")


STATEMENT_MEANINGS = {
    StatementKind.AIM: _("What is to be reached."),
    StatementKind.MEANS: _("How it is to be reached."),
    StatementKind.EFFECT: _("What follows, or is said to follow."),
    StatementKind.ASSESSMENT: _("A judgement, by whoever it is said."),
    StatementKind.SCOPE: _("What it is about, or how wide it reaches."),
    StatementKind.CONTEXT: _("What stood around it."),
}
