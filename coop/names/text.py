"""Text in several languages, and the one rule for choosing among them."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from . import languages, rules

FALLBACK = "en"
MAX_LANGUAGES = 40


@dataclass(frozen=True)
class Wording:
    """One text in one language, as it is printed inside an element with ``lang`` and ``dir``."""

    text: str
    language: str

    @property
    def direction(self) -> str:
        return languages.direction(self.language)

    def __str__(self):
        return self.text


class MultilingualText(dict):
    """A text in each of its languages, keyed by BCP 47 tag; plain JSON when written out.

    Printed as it stands, it is in the reader's language as far as that is known;
    use ``best`` where the language must be marked.
    """

    def best(self, reader: str | None = None, original: str = "") -> Wording | None:
        """Return the wording for a reader, or None when there is no text at all.

        Reader's language (by default the active one), then the record's original
        language, then English, then the first by tag.
        """
        for wanted in (reader or get_language() or "", original, FALLBACK):
            if tag := self._nearest(wanted):
                return Wording(self[tag], tag)
        for tag in sorted(self):
            if self[tag]:
                return Wording(self[tag], tag)
        return None

    def others(self, wording: Wording | None) -> list[Wording]:
        """Return the other wordings, by tag: what stands beneath the one printed first."""
        printed = wording.language if wording else None
        return [Wording(self[tag], tag) for tag in sorted(self) if tag != printed and self[tag]]

    def _nearest(self, wanted: str) -> str | None:
        """The tag for a wanted one: itself, then shorter (``kk``), then longer (``kk-Cyrl``)."""
        if not wanted:
            return None
        if self.get(wanted):
            return wanted
        tags = {tag.lower(): tag for tag in sorted(self) if self[tag]}
        subtags = wanted.lower().split("-")
        for length in range(len(subtags), 0, -1):
            if found := tags.get("-".join(subtags[:length])):
                return found
        family = f"{subtags[0]}-"
        return next((tag for lowered, tag in tags.items() if lowered.startswith(family)), None)

    def __str__(self):
        wording = self.best()
        return wording.text if wording else ""


def clean_multilingual(value: object, *, max_length: int, is_passage: bool) -> MultilingualText:
    """Return a sound text in NFC, keyed by tags in their usual order and case.

    Raises ValidationError with one sentence for each language that is wrong.
    """
    if not isinstance(value, dict):
        raise ValidationError(
            _("A text in several languages must be an object such as {“en”: “…”, “kk-Latn”: “…”}."),
            code="not_multilingual",
        )
    if len(value) > MAX_LANGUAGES:
        raise ValidationError(
            _("A text can be given in at most %(limit)d languages."),
            code="too_many_languages",
            params={"limit": MAX_LANGUAGES},
        )
    cleaned, errors = MultilingualText(), []
    for tag in sorted(value, key=str):
        try:
            cleaned[tag] = _clean_wording(tag, value[tag], max_length, is_passage)
        except ValidationError as error:
            errors.append(error)
    if errors:
        raise ValidationError(errors)
    return cleaned


def no_language(tag: object) -> ValidationError:
    """What forms and files say of what is no language."""
    return ValidationError(
        _("“%(tag)s” is not a language. Write its tag, such as en, ar or kk-Latn."),
        code="tag",
        params={"tag": str(tag)[: languages.TAG_MAX_LENGTH]},
    )


def clean_tag(tag: object) -> str:
    """Return the tag if it is sound; raise ValidationError that says how to write it."""
    if languages.is_tag(tag):
        return str(tag)
    try:
        usual = languages.canonical(str(tag))
    except ValueError:
        raise no_language(tag) from None
    raise ValidationError(
        _("Write the language “%(tag)s” as %(usual)s."),
        code="tag_case",
        params={"tag": tag, "usual": usual},
    )


def _clean_wording(tag: object, text: object, max_length: int, is_passage: bool) -> str:
    clean_tag(tag)
    if not isinstance(text, str):
        raise ValidationError(
            _("The text in %(tag)s must be a string."), code="not_text", params={"tag": tag}
        )
    try:
        text = rules.clean_passage(text) if is_passage else rules.clean_line(text)
    except ValidationError as error:
        raise ValidationError(
            _("In %(tag)s: %(reason)s"),
            code=error.code,
            params={"tag": tag, "reason": " ".join(error.messages)},
        ) from None
    if not text:
        raise ValidationError(
            _("The text in %(tag)s is empty. Write it, or leave the language out."),
            code="empty_text",
            params={"tag": tag},
        )
    if len(text) > max_length:
        raise ValidationError(
            _("The text in %(tag)s has %(length)d characters; at most %(limit)d fit."),
            code="too_long",
            params={"tag": tag, "length": len(text), "limit": max_length},
        )
    return text
