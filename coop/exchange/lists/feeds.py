"""A list as an Atom feed (RFC 4287): its records, those that changed last before the others.

Longer results go on in further documents, as RFC 5005 has it for paged feeds.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import zip_longest
from xml.etree.ElementTree import Element, SubElement, tostring

from django.conf import settings
from django.db import models as db
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from pyroaring import BitMap

from coop.dates.edtf import has_doubt
from coop.dates.fields import EDTFField
from coop.dates.words import in_words
from coop.exchange.dataset import licence
from coop.exchange.lists.columns import BETWEEN, Column, Told
from coop.exchange.lists.listing import Listing
from coop.exchange.lists.portions import of_portion
from coop.querysets.bulk import batches
from coop.vocabulary.acts import Status
from coop.vocabulary.records import Basis

ATOM = "http://www.w3.org/2005/Atom"
MEDIA_TYPE = "application/atom+xml"
ENTRIES = 50
"""Entries of one document."""

FEW = 20_000
"""So many records are asked for by their ids; of more, the registry's newest are looked through."""

BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
"""When a feed without entries was last changed: Atom wants a moment."""

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML document can hold, however it is written."""


@dataclass(frozen=True)
class Feed:
    """One document of a feed: what it is about, the addresses of the list and of itself.

    ``links`` are the addresses of other documents by their relation: first, next, previous.
    """

    listing: Listing
    title: str
    id: str
    page: str
    links: dict[str, str] = field(default_factory=dict)


def newest(
    listing: type[Listing], found: BitMap, first: int, number: int = ENTRIES
) -> list[tuple[int, datetime]]:
    """Those of ``found`` that changed last, from the place ``first`` on: ids and moments."""
    rows = listing.moments().order_by("-changed_at", "-pk").values_list("pk", "changed_at")
    last = first + number
    if len(found) <= FEW:
        asked: list[tuple[int, datetime]] = []
        for ids in batches(found):
            asked += rows.filter(**of_portion("pk", ids)).order_by()
        asked.sort(key=lambda row: (row[1], row[0]), reverse=True)
        return asked[first:last]
    passed: list[tuple[int, datetime]] = []
    for row in rows.iterator(chunk_size=1000):
        if row[0] in found:
            passed.append(row)
            if len(passed) == last:
                break
    return passed[first:last]


def document(feed: Feed, changed: list[tuple[int, datetime]]) -> bytes:
    """The document with an entry for each of these records, given with when they changed."""
    listing, language = feed.listing, get_language() or settings.LANGUAGE_CODE
    root = Element("feed", {"xmlns": ATOM, "xml:lang": language})
    _text(root, "id", feed.id)
    _text(root, "title", feed.title)
    _text(root, "updated", _moment(max((moment for _pk, moment in changed), default=BEGINNING)))
    author = SubElement(root, "author")
    _text(author, "name", _("Film cooperation registry"))
    _text(author, "uri", f"{listing.reader.site}{reverse('home')}")
    _link(root, "alternate", feed.page, "text/html")
    for relation, address in feed.links.items():
        _link(root, relation, address, MEDIA_TYPE)
    if rights := " ".join(filter(None, (licence().name, licence().address))):
        _text(root, "rights", rights)
    moments = dict(changed)
    columns = {column.code: column for column in listing.columns({})}
    for pk, told in listing.known(list(moments)):
        _entry(root, listing, columns, told, moments[pk])
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _entry(
    root: Element, listing: Listing, columns: dict[str, Column], told: Told, moment: datetime
):
    entry = SubElement(root, "entry")
    _text(entry, "id", told["id"])
    wording = listing.entitled(told)
    title = _text(entry, "title", wording.text if wording else told["key"])
    if wording:
        title.set("xml:lang", wording.language)
    _text(entry, "updated", _moment(moment))
    _link(entry, "alternate", told["address"], "text/html")
    if brief := " · ".join(_in_brief(listing, columns, told)):
        _text(entry, "summary", brief)


def _in_brief(listing: Listing, columns: dict[str, Column], told: Told) -> Iterator[str]:
    """What a reader of the feed wants to know at once, each with its heading and how sure it is."""
    if told.get("basis") == Basis.AMBIGUOUS:
        yield _("possibly")
    for code in listing.brief:
        column = columns[code]
        if not (text := column.cell(told)):
            continue
        bases = columns[f"{code}_basis"].cell(told) if f"{code}_basis" in columns else ""
        pairs = zip_longest(text.split(BETWEEN), bases.split(BETWEEN), fillvalue="")
        words = (_as_sure(listing.model, code, one, basis) for one, basis in pairs)
        yield f"{column.heading}: {BETWEEN.join(words)}"


def _as_sure(model: type[db.Model], code: str, text: str, basis: str) -> str:
    """A value in words with how sure it is; a date in doubt says so by itself."""
    field = {one.name: one for one in model._meta.get_fields()}.get(code)
    is_date = code == "signed_on" or isinstance(field, EDTFField)
    if is_date:
        words = in_words(text)
    else:
        choices = Status.choices if code == "status" else getattr(field, "flatchoices", ())
        words = next((str(label) for value, label in choices if value == text), text)
    if basis == Basis.AMBIGUOUS:
        return _("possibly %(words)s") % {"words": words}
    if basis in (Basis.INFERRED, Basis.SUPPLIED) and not (is_date and has_doubt(text)):
        return f"{words} ({Basis(basis).label})"
    return words


def _text(parent: Element, tag: str, text: str) -> Element:
    element = SubElement(parent, tag)
    element.text = _ILLEGAL.sub("�", text)
    return element


def _link(parent: Element, relation: str, address: str, kind: str):
    SubElement(parent, "link", {"rel": relation, "type": kind, "href": address})


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")
