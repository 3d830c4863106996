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


class Bindingness(models.TextChoices):
    """Whether it binds in law; never guessed from a title in a report."""

    BINDING = "binding", _("binding")
    NON_BINDING = "non-binding", _("non-binding")
    NOT_STATED = "not-stated", _("not stated")


class Coding(models.TextChoices):
    """What the record was made from: decides how an absent topic reads."""

    NOT_CODED = "not-coded", _("not coded")
    REPORTS = "from-reports", _("from reports")
    FULL_TEXT = "from-the-full-text", _("from the full text")


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


class ParticipationRole(models.TextChoices):
    """What a party does in an agreement."""

    PARTY = "party", _("party")
    AUTHORITY = "competent-authority", _("competent authority")
    HANDLING = "handling-body", _("handling body")
    DEPOSITARY = "depositary", _("depositary")


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
