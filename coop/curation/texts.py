"""The text of a source: how it is received, what of it makes no claim, and when it is locked."""

import re
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coop.curation.editing import lock
from coop.curation.recording import recording
from coop.integrity.paragraphs import numbers, split, without_claim
from coop.models import SourceDocument
from coop.names.text import MultilingualText
from coop.vocabulary.desk import ReceivedAs
from coop.vocabulary.sources import NoClaimReason

LONGEST_TITLE = 500

# What ends a line for `paragraphs.split`, and no other line end is stored.
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")

# What no text of the registry may hold, see `names.rules`: controls, the marks that make a text
# read as another, and what is no character. None of it is ever a paragraph's own.
_LEFT_OUT = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
_NO_CHARACTERS = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def is_locked(source) -> bool:
    """Whether citations stand on the source, replaced ones included: then its text stays."""
    return source.pk is not None and source.citations.exists()


def normalised(text: str) -> str:
    """A text as it is stored: one kind of line end, and nothing in it that a text may not hold.

    Its paragraphs are those of the text as it came.
    """
    text = _LINE_ENDS.sub("\n", text)
    return _NO_CHARACTERS.sub("\ufffd", _LEFT_OUT.sub("", text)).strip()


def bytes_of_pasted(typed: str) -> bytes:
    """The bytes of a text that was pasted: UTF-8, the lines as they were in the box.

    A browser sends every line end as two characters, whatever was typed.
    """
    return typed.replace("\r\n", "\n").encode("utf-8", "replace")


def recorded_as(content: bytes, received_as: str) -> SourceDocument | None:
    """The source of which these bytes are recorded; of pasted ones, whatever ends their lines.

    Who pastes a file's text has its words, and not always its last line end.
    """
    found = {_hash(content)}
    if received_as == ReceivedAs.PASTED:
        lines = content.rstrip(b"\n")
        for ending in (b"", b"\n"):
            found |= {_hash(lines + ending), _hash((lines + ending).replace(b"\n", b"\r\n"))}
    return SourceDocument.objects.without_text().filter(sha256__in=found).first()


def receive(*, source, content: bytes, received_as: str, text: str, user=None) -> SourceDocument:
    """Store the text of a source, with the hash of the bytes as they came; return the source.

    ``text`` is what was read from ``content``. Refused while the source is cited, unless
    there was no text yet: then what is recorded of it must fit, and so must its citations.
    """
    with recording(user=user, reason=_("Its text was received.")) as opened:
        source = lock(source)
        had_text, is_cited = bool(source.text), is_locked(source)
        if is_cited and had_text:
            raise ValidationError(locked_sentence(source))
        text = normalised(text)
        paragraphs = split(text)
        _refuse_other(source, content, received_as, paragraphs, had_text=had_text)
        opened.touch(source)
        is_same = recorded_as(content, received_as) == source
        source.sha256 = source.sha256 if is_same else _hash(content)
        source.received_as = received_as
        source.paragraph_count = len(paragraphs)
        source.text = text
        source.full_clean()
        if is_cited and not is_same:
            _refuse_words_that_do_not_stand(source, paragraphs)
        source.save(update_fields=["sha256", "received_as", "paragraph_count", "text"])
    return source


def receive_new(
    *, content: bytes, received_as: str, text: str, language: str, user=None
) -> tuple[SourceDocument, bool]:
    """Store a text that was handed in; return its source, and whether the source is new.

    Where these bytes are recorded already, it is that source, which gets the text if it has
    none. A new one is a draft under the first line of the text.
    """
    with recording(user=user, reason=_("Its text was received.")) as opened:
        known = recorded_as(content, received_as)
        if known is not None:
            if not known.text:
                known = receive(
                    source=known, content=content, received_as=received_as, text=text, user=user
                )
            return known, False
        first = next(iter(split(normalised(text))), "")
        title = MultilingualText({language: _shortened(first)} if first else {})
        source = SourceDocument(title=title, language=language)
        source.full_clean()
        source.save()
        opened.touch(source)
        source = receive(
            source=source, content=content, received_as=received_as, text=text, user=user
        )
    return source, True


def locked_sentence(source) -> str:
    """Why the text of a cited source stays as it is."""
    count = source.citations.count()
    return ngettext(
        "%(count)d citation stands on this text, so it stays as it is.",
        "%(count)d citations stand on this text, so it stays as it is.",
        count,
    ) % {"count": count}


def warnings(source, paragraphs: str) -> list[str]:
    """What to think of before these paragraphs are cited, a sentence each.

    ``paragraphs`` have the form of the field: ``2, 5-7``.
    """
    reasons = without_claim(source.no_claim)
    found = []
    for number in sorted(set(numbers(paragraphs)) & set(reasons)):
        reason = NoClaimReason(reasons[number])
        if reason == NoClaimReason.TRANSLATION:
            sentence = _(
                "Paragraph %(number)d is marked as a translation: cite the paragraph that it "
                "translates, if the source has it."
            )
        else:
            sentence = _("Paragraph %(number)d is marked as making no claim (%(reason)s).")
        found.append(sentence % {"number": number, "reason": reason.label})
    return found


def _hash(content: bytes) -> str:
    return sha256(content).hexdigest()


def _shortened(line: str) -> str:
    if len(line) <= LONGEST_TITLE:
        return line
    return line[: LONGEST_TITLE - 1].rsplit(" ", 1)[0] + "…"


def _refuse_other(source, content, received_as, paragraphs, *, had_text: bool):
    """Refuse a text that is not the one recorded for the source, or another source's."""
    if not paragraphs:
        raise ValidationError(_("There is no text in it."))
    known = recorded_as(content, received_as)
    if known is not None and known.pk != source.pk:
        raise ValidationError(
            _("This text is that of another source: “%(source)s”.") % {"source": known}
        )
    if had_text:
        return
    if source.sha256 and known is None:
        raise ValidationError(
            _(
                "Its SHA-256 is not the one recorded for this source, so it is another file. "
                "Choose the file that was read, or mend the recorded SHA-256 first."
            )
        )
    if source.paragraph_count not in (None, len(paragraphs)):
        raise ValidationError(
            _(
                "This text has %(count)d paragraphs, but %(recorded)d are recorded: what cites "
                "them would point elsewhere."
            )
            % {"count": len(paragraphs), "recorded": source.paragraph_count}
        )


def _refuse_words_that_do_not_stand(source, paragraphs: list[str]):
    """Refuse a text that does not have the words that citations took from it."""
    strange = []
    for citation in source.citations.order_by("order", "pk"):
        cited = numbers(citation.paragraphs)
        lines = " ".join(paragraphs[number - 1] for number in cited if number <= len(paragraphs))
        words = [part for part in (citation.as_named, citation.quote) if part]
        if max(cited, default=0) > len(paragraphs) or any(
            _folded(part) not in _folded(lines if cited else " ".join(paragraphs)) for part in words
        ):
            strange.append(f"¶{citation.paragraphs} “{citation.as_named or citation.quote[:60]}”")
    if strange:
        raise ValidationError(
            _("Citations say that other words stand in it: %(words)s.")
            % {"words": ", ".join(strange[:5])}
        )


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
