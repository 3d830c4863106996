"""How pages print names, dates, marks of certainty and addresses."""

import re
from functools import lru_cache
from urllib.parse import quote, urlencode

from django import template
from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext_lazy
from django.utils.translation import gettext as _

from coop.dates.edtf import has_doubt, parse, without_marks
from coop.dates.words import in_words
from coop.models.base import Referable
from coop.names import languages
from coop.names.text import MultilingualText, Wording
from coop.templatetags.printing import filled, filled_each
from coop.vocabulary import conditions
from coop.vocabulary.records import BASIS_MARKS, BASIS_MEANINGS, Basis

register = template.Library()

HASH = re.compile(r"\b([0-9a-f]{8})[0-9a-f]{56}\b")

KEPT = 4096
"""Pieces that pages share are put together once: names, dates in words, marks."""

COUNTED = {
    "provisions": ngettext_lazy("%d provision", "%d provisions"),
    "films": ngettext_lazy("%d film", "%d films"),
}


@register.simple_tag
def wording(text, original: str = "", *, is_supplied: bool = False, tag: str = "span"):
    """A multilingual text (or one wording of it) in an element with its language and direction.

    Prints nothing when there is no text. A supplied title stands in square brackets.
    """
    found = text.best(original=original) if isinstance(text, MultilingualText) else text
    if not found:
        return ""
    if not isinstance(found, Wording):
        return filled("<bdi>{}</bdi>", found)
    return _element(tag, found.language, found.text, is_supplied)


@lru_cache(maxsize=KEPT)
def _element(tag: str, language: str, text: str, is_supplied: bool) -> SafeString:
    return filled(
        '<{0} lang="{1}" dir="{2}">{3}{4}{5}</{0}>',
        SafeString(tag),
        language,
        languages.direction(language),
        "[" if is_supplied else "",
        text,
        "]" if is_supplied else "",
    )


@register.simple_tag
def counted(number: int, what: str) -> str:
    """How many there are of ``what``, in words of the reader's language."""
    return _counted(number, what, get_language())


@lru_cache(1_000)
def _counted(number: int, what: str, _language: str) -> str:
    return COUNTED[what] % number


@register.simple_tag
def others(text, original: str = ""):
    """The wordings of a text besides the one that ``wording`` prints."""
    return text.others(text.best(original=original))


@register.simple_tag
def name(record):
    """The name of a record, in square brackets when the registry made it up."""
    label = record.label
    if label is None:
        return filled("<bdi>{}</bdi>", str(record))
    return wording(label, is_supplied=_is_supplied(record))


@register.simple_tag
def link(record, fragment: str = ""):
    """The name of a record as a link to its page; only the name where the public has no page."""
    printed = name(record)
    if isinstance(record, Referable) and not record.is_public:
        return printed
    address = record.get_absolute_url()
    if fragment:
        address = f"{address}#{fragment}"
    return _anchor(address, printed)


@register.simple_tag
def links(records):
    """Records in a row, each a link to its page."""
    return filled_each("{}", ((link(record),) for record in records), " · ")


@lru_cache(maxsize=KEPT)
def _anchor(address: str, printed: SafeString) -> SafeString:
    return filled('<a href="{}">{}</a>', address, printed)


def _is_supplied(record) -> bool:
    return bool(
        getattr(record, "is_title_supplied", False) or getattr(record, "is_name_supplied", False)
    )


@register.simple_tag
def edtf(text, basis: str = "", *, is_short: bool = False):
    """A date in words, with the mark of what is uncertain about it.

    ``basis`` is that of its evidence. Short, the doubt is left to the mark, and its words
    to screen readers.
    """
    return _date(text, basis, is_short, get_language())


@lru_cache(maxsize=KEPT)
def _date(text: str, basis: str, is_short: bool, _language: str | None) -> SafeString:
    value = parse(text)
    doubt = Basis.INFERRED if has_doubt(value.text) else ""
    if basis == Basis.INFERRED:
        basis, doubt = "", Basis.INFERRED
    words = in_words(value)
    marks = filled_each("{}", ((mark(one, is_field=True),) for one in (doubt, basis) if one))
    if is_short and value.is_qualified:
        plain = in_words(without_marks(value.text))
        return filled(
            '<span class="date is-uncertain" title="{}">'
            '<span aria-hidden="true">{}</span><span class="visually-hidden">{}</span>{}</span>',
            words,
            plain,
            words,
            marks,
        )
    return filled(
        '<span class="{}">{}{}</span>', "date is-uncertain" if doubt else "date", words, marks
    )


@register.simple_tag
def mark(basis: str, *, is_full: bool = False, is_field: bool = False):
    """The mark of certainty of a claim: its shape, with its word for screen readers.

    What is plainly stated carries no mark on the page itself, and before what is only
    possible stands “possibly”; ``is_field`` prints that word behind a field. ``is_full``
    prints every mark, with its word in view.
    """
    is_plain = basis in ("", Basis.STATED)
    return "" if is_plain and not is_full else _mark(basis, is_full, is_field, get_language())


@lru_cache(maxsize=KEPT)
def _mark(basis: str, is_full: bool, is_field: bool, _language: str | None) -> SafeString | str:
    if is_full:
        return filled(
            '<span class="mark mark-{}"><span aria-hidden="true">{}</span> {}</span>',
            basis or "none",
            BASIS_MARKS[basis],
            basis_word(basis),
        )
    if basis == Basis.AMBIGUOUS and is_field:
        return filled(' <span class="possibly">{}</span>', _("possibly"))
    if basis not in (Basis.INFERRED, Basis.SUPPLIED):
        return ""
    return filled(
        '<span class="mark mark-{}" title="{}"><span aria-hidden="true">{}</span>'
        '<span class="visually-hidden"> ({})</span></span>',
        basis,
        BASIS_MEANINGS[basis],
        BASIS_MARKS[basis],
        basis_word(basis),
    )


@register.simple_tag
def possibly(claim):
    """The word before a claim that its sources leave open; nothing before any other."""
    if not claim.is_possible:
        return ""
    return filled('<span class="possibly">{}</span> ', _("possibly"))


@register.filter
def basis_word(basis: str) -> str:
    """The word for a basis; “not stated” for none."""
    return str(Basis(basis).label) if basis else _("not stated")


@register.simple_tag
def not_stated(sentence: str = ""):
    """An honest gap: the empty mark and what is not known."""
    return _gap(sentence or _("not stated in the sources read"))


@lru_cache(maxsize=KEPT)
def _gap(sentence: str) -> SafeString:
    return filled(
        '<span class="not-stated"><span class="mark mark-none" aria-hidden="true">{}</span> '
        "{}</span>",
        BASIS_MARKS[""],
        sentence,
    )


@register.simple_tag
def legend():
    """Every mark with its word and meaning, in the order of certainty."""
    order = (Basis.STATED, Basis.INFERRED, Basis.AMBIGUOUS, Basis.SUPPLIED, "")
    return [
        (basis, BASIS_MARKS[basis], basis_word(basis), BASIS_MEANINGS[basis]) for basis in order
    ]


@register.filter
def with_short_hashes(text: str) -> str:
    """A text in which a SHA-256 is told by its beginning: the whole tells a reader no more."""
    return HASH.sub(r"\1…", text)


@register.filter
def direction(tag: str) -> str:
    """``rtl`` or ``ltr``, for a language tag."""
    return languages.direction(tag)


@register.filter
def language_name(tag: str) -> str:
    """A language in the reader's words."""
    return languages.label(tag)


@register.filter
def labels(record, field: str) -> list[str]:
    """The labels of a field that holds several codes of a closed list."""
    if not (chosen := getattr(record, field)):
        return []
    codes = record._meta.get_field(field).codes
    return [str(codes(code).label) for code in chosen]


@register.filter
def number(value) -> str:
    """A number without idle zeros: 20, 12.5, 43.65."""
    return conditions.number(value)


@register.filter
def in_a_sentence(rule) -> str:
    """A machine-readable rule in words."""
    return conditions.in_words(rule)


@register.filter
def circumstances(rule) -> list[str]:
    """For which films a rule holds, and what follows from it."""
    return conditions.conditions(rule)


@register.simple_tag
def voice(citation):
    """Whose words a claim is: as printed, else by name; with a link where that has a page."""
    who = citation.said_by_person or citation.said_by_party
    if not citation.said_by_as_printed:
        return link(who)
    printed = filled(
        '<bdi lang="{}">{}</bdi>', citation.source.language or "und", citation.said_by_as_printed
    )
    if who is None or not who.is_public:
        return printed
    return filled('<a href="{}">{}</a>', who.get_absolute_url(), printed)


@register.simple_tag
def source_label(source):
    """A source in short: its publisher and language, else its title."""
    return _publisher(source.publisher, source.language) if source.publisher else name(source)


@lru_cache(maxsize=KEPT)
def _publisher(publisher: str, language: str) -> SafeString:
    return filled("<bdi>{}{}</bdi>", publisher, f" ({language})" if language else "")


@register.simple_tag(takes_context=True)
def language_links(context):
    """Every language of the site with this page's address in it: code, name, address, current."""
    request = context.get("request")
    path = request.get_full_path() if request else "/"
    prefixes = {code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE}
    first, _slash, rest = path[1:].partition("/")
    bare = f"/{rest}" if first in prefixes else path
    current = get_language()
    return [
        {
            "code": code,
            "name": label,
            "direction": languages.direction(code),
            "address": bare if code == settings.LANGUAGE_CODE else f"/{code}{bare}",
            "is_current": code == current,
        }
        for code, label in settings.LANGUAGES
    ]


@register.simple_tag(takes_context=True)
def absolute(context, address: str) -> str:
    """An address of this site with its scheme and host; without, for a host that is not ours."""
    request = context.get("request")
    try:
        return request.build_absolute_uri(address) if request else address
    except DisallowedHost:
        return address


@register.simple_tag
def permanent_address(record) -> str:
    """The record's address that never changes, in any language."""
    return reverse("record", args=[record.key])


@register.simple_tag(takes_context=True)
def report_address(context, record) -> str:
    """A mailto that reports an error in a record, with its key and its address."""
    subject = _("Error in record %(key)s") % {"key": record.key}
    body = absolute(context, permanent_address(record))
    query = urlencode({"subject": subject, "body": body}, quote_via=quote)
    return f"mailto:{settings.REGISTRY_CONTACT}?{query}"


@register.simple_tag
def today():
    """The day on which the page is made, as a date in words."""
    return in_words(timezone.localdate().isoformat())


@register.simple_tag
def contact() -> str:
    """The address that readers write to."""
    return settings.REGISTRY_CONTACT
