"""The text of a source: how it is received, what of it makes no claim, and when it is locked."""

import re
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coop.curation.editing import lock
from coop.curation.recording import recording
from coop.integrity.coherence import SourceFacts, paragraph_sentences, source_faults
from coop.integrity.paragraphs import numbers, split, without_claim
from coop.models import SourceDocument
from coop.models.paragraphs import LAST_PARAGRAPH
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


def hash_of(content: bytes) -> str:
    """Its SHA-256, as it is recorded."""
    return sha256(content).hexdigest()


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
    found = {hash_of(content)}
    if received_as == ReceivedAs.PASTED:
        lines = content.rstrip(b"\n")
        for ending in (b"", b"\n"):
            found |= {hash_of(lines + ending), hash_of((lines + ending).replace(b"\n", b"\r\n"))}
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
        source.sha256 = source.sha256 if is_same else hash_of(content)
        source.received_as = received_as
        source.paragraph_count = len(paragraphs)
        source.text = text
        source.full_clean()
        beyond = [why for _field, why in source_faults(source.no_claim, source.paragraph_count)]
        if beyond:
            raise ValidationError(beyond)
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


# ---- Paragraphs that make no claim ----


def mark(*, source, first: int, last: int, reason: str, user=None) -> list[str]:
    """Mark paragraphs as making no claim; return what to think of, a sentence each.

    What was marked otherwise among them is marked so now. Page furniture cannot be cited, so
    paragraphs that are cited are no page furniture.
    """
    with recording(user=user) as opened:
        source = lock(source)
        last_there = source.paragraph_count or len(split(source.text)) or last
        marked = set(range(first, min(last, LAST_PARAGRAPH) + 1))
        reasons = without_claim(source.no_claim) | dict.fromkeys(marked, reason)
        cited = sorted(marked & _cited(source))
        if reason == NoClaimReason.FURNITURE and cited:
            facts = SourceFacts(last_there, [{"first": first, "last": last, "reason": reason}])
            raise ValidationError(list(paragraph_sentences(cited, facts)))
        wanted = [{"first": first, "last": last, "reason": reason}]
        if problems := [sentence for _field, sentence in source_faults(wanted, last_there)]:
            raise ValidationError(problems)
        _write_ranges(opened, source, reasons)
        opened.say(_("¶%(run)s makes no claim.") % {"run": _run(first, last)})
    return [
        _("Paragraph %(number)d is cited all the same: look whether it should be.")
        % {"number": number}
        for number in cited
    ]


def unmark(*, source, first: int, last: int, user=None):
    """Take the mark from paragraphs that may make claims after all."""
    with recording(user=user) as opened:
        source = lock(source)
        reasons = without_claim(source.no_claim)
        kept = {number: why for number, why in reasons.items() if not first <= number <= last}
        if kept == reasons:
            raise ValidationError(_("None of these paragraphs is marked."))
        _write_ranges(opened, source, kept)
        opened.say(_("¶%(run)s may make claims.") % {"run": _run(first, last)})


def ranges_of(reasons: dict[int, str]) -> list[dict]:
    """The paragraphs that make no claim, neighbours for the same reason as one range."""
    found: list[dict] = []
    for number in sorted(reasons):
        last = found[-1] if found else None
        if last and last["last"] == number - 1 and last["reason"] == reasons[number]:
            last["last"] = number
        else:
            found.append({"first": number, "last": number, "reason": reasons[number]})
    return found


def _write_ranges(opened, source, reasons: dict[int, str]):
    opened.touch(source)
    source.no_claim = ranges_of(reasons)
    source.full_clean()
    source.save(update_fields=["no_claim"])


def _cited(source) -> set[int]:
    rows = source.citations.order_by().values_list("paragraphs", flat=True).distinct()
    return {number for paragraphs in rows for number in numbers(paragraphs)}


def _run(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"
