"""How pages print the evidence of a claim: numbers behind it, and the notes they lead to.

A page prints one of these behind each of its claims, a hundred times and more: hence tags,
where a template that is included would take most of the time of the page.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from coop.names import languages
from coop.templatetags.printing import filled
from coop.templatetags.registry import KEPT, mark, possibly, source_label, voice, wording

register = template.Library()

# Notes are coop.views.notes.Note; rooms that are doors do not import each other.


@register.simple_tag
def note_numbers(notes: Iterable[Any], *, again: bool = False):
    """The numbers of a claim's notes, each a link to its note.

    ``again``: the same claim is printed a second time, and its notes lead back to the first.
    """
    if not notes:
        return ""
    return _numbers(tuple(note.number for note in notes), again, get_language())


@register.simple_tag
def note_number(note: Any, again: bool = False):
    """The number of one note; ``again``, when it stands elsewhere on the page too."""
    return _numbers((note.number,), again, get_language())


@lru_cache(maxsize=KEPT)
def _numbers(numbers: tuple[int, ...], again: bool, _language: str | None) -> SafeString:
    form = NUMBER_AGAIN if again else NUMBER
    links = [filled(form, str(number), _("Note")) for number in numbers]
    return filled('<sup class="note-numbers">{}</sup>', _side_by_side(" ", links))


NUMBER_AGAIN = (
    '<a href="#note-{0}" role="doc-noteref"><span class="visually-hidden">{1} </span>{0}</a>'
)
NUMBER = NUMBER_AGAIN.replace("<a ", '<a id="cite-{0}" ')


@register.simple_tag
def provided(provision: Any):
    """What a provision says and how firmly, in our words, with its mark and its notes."""
    return filled(
        '{}<span class="stance">{}</span> {}{}{}',
        possibly(provision),
        provision.get_stance_display(),
        wording(provision.summary),
        mark(provision.basis),
        note_numbers(provision.notes),
    )


@register.simple_tag
def evidence(notes: Iterable[Any]):
    """The evidence of one section: its notes in full, in the margin or below.

    A source is named at the first of the notes that follow each other from it; at the
    others only to those who hear the page.
    """
    if not notes:
        return ""
    printed, before = [], None
    for note in notes:
        printed.append(_note(note, is_new=note.source != before))
        before = note.source
    return filled(
        '<div class="evidence" role="group" aria-label="{}">\n<ol>\n{}\n</ol>\n</div>',
        _("Evidence"),
        _side_by_side("\n", printed),
    )


def _note(note: Any, *, is_new: bool) -> SafeString:
    source, first = note.source, note.citation
    address = source.get_absolute_url()
    parts = [
        _back(note.number, get_language()),
        _named(address, str(source), source_label(source), is_new),
    ]
    if first.paragraphs:
        parts.append(_paragraphs(address, note.paragraph_anchor, first.paragraphs))
    parts.append(mark(note.basis, is_full=True))
    if words := note.words:
        parts.append(_side_by_side(", ", [_quoted(source, one) for one in words]))
    if note.has_voice:
        form = '<span class="said-by">{} {}</span>'
        parts.append(filled(form, _("said by"), voice(first)))
    for citation in note.quotes:
        parts.append(_quote(source, citation))
    if remark := note.remark:
        parts.append(filled('<span class="note-remark" dir="auto">{}</span>', remark))
    return filled("{}</div></li>", _side_by_side(" ", parts))


@lru_cache(maxsize=KEPT)
def _back(number: int, _language: str | None) -> SafeString:
    """The beginning of a note: its number, a link back to the claim."""
    return filled(
        '<li id="note-{0}" class="note" value="{0}">'
        '<a class="note-back" href="#cite-{0}" role="doc-backlink">'
        '<span class="visually-hidden">{1} </span>{0}</a>\n<div>',
        str(number),
        _("Back to the claim of note"),
    )


@lru_cache(maxsize=KEPT)
def _named(address: str, title: str, label: SafeString, is_new: bool) -> SafeString:
    """The source's short name, a link to its page."""
    form = (
        '<cite><a href="{}" title="{}">{}</a></cite>'
        if is_new
        else '<cite class="visually-hidden"><a href="{}" title="{}" tabindex="-1">{}</a></cite>'
    )
    return filled(form, address, title, label)


def _paragraphs(address: str, anchor: str, paragraphs: str) -> SafeString:
    return filled(
        '<a class="paragraphs" dir="ltr" href="{}#{}"><span aria-hidden="true">¶</span>'
        '<span class="visually-hidden">{} </span>{}</a>',
        address,
        anchor,
        _("paragraph"),
        paragraphs,
    )


def _quoted(source: Any, words: str) -> SafeString:
    return filled(
        '<q class="as-named" lang="{}" dir="{}">{}</q>',
        source.language or "und",
        languages.direction(source.language) if source.language else "auto",
        words,
    )


def _quote(source: Any, citation: Any) -> SafeString:
    return filled(
        '<blockquote lang="{}" dir="auto">{}</blockquote>{}',
        source.language or "und",
        citation.quote,
        wording(citation.quote_translation),
    )


def _side_by_side(separator: str, pieces: list[SafeString]) -> SafeString:
    return SafeString(separator.join(pieces))
