"""Words for the work on records: how texts arrive, proposals, what a check of an address found."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReceivedAs(models.TextChoices):
    """How the text of a source came in; its hash is of the bytes as they came."""

    PASTED = "pasted", _("pasted text, as UTF-8")
    TEXT = "text", _("text file")
    WORD = "word", _("Word document")
    PDF = "pdf", _("PDF")


RECEIVED_AS_MEANINGS = {
    ReceivedAs.PASTED: _("Typed or pasted into the form; the hash is of its UTF-8 bytes."),
    ReceivedAs.TEXT: _("A file of plain text."),
    ReceivedAs.WORD: _("A .docx file, of which the words were read."),
    ReceivedAs.PDF: _("A PDF file, of which the words were read."),
}


class ProposalState(models.TextChoices):
    """What became of a proposed change."""

    WAITING = "waiting", _("waiting for review")
    APPLIED = "applied", _("applied")
    DECLINED = "declined", _("declined")
    TAKEN_BACK = "taken-back", _("taken back")


class AddressOutcome(models.TextChoices):
    """What was found at the address of a source."""

    ANSWERS = "answers", _("answers")
    MOVED = "moved", _("moved elsewhere for good")
    GONE = "gone", _("there is nothing any more")
    FAILS = "fails", _("fails to answer")
    SLOW = "slow", _("answers too slowly")
    HUGE = "huge", _("answers with too much")
    REFUSED = "refused", _("not asked: no public address")


BROKEN = (
    AddressOutcome.GONE,
    AddressOutcome.FAILS,
    AddressOutcome.SLOW,
    AddressOutcome.HUGE,
    AddressOutcome.REFUSED,
)
"""Outcomes that a curator has to look at."""


class Recognised(models.TextChoices):
    """What a stretch of a source's text is recognised as."""

    PARTY = "party", _("party")
    PERSON = "person", _("person")
    PLACE = "place", _("place")
    COUNTRY = "country", _("country")
    EVENT = "event", _("event")
    COPRODUCTION = "coproduction", _("co-production")
    AGREEMENT = "agreement", _("agreement")
    SUBJECT = "subject", _("subject")
    TOPIC = "provisiontopic", _("topic")
    DATE = "date", _("date")
