"""Slugs: the readable part of a record's address."""

import re

from anyascii import anyascii

from .text import FALLBACK, MultilingualText

MAX_LENGTH = 80

# Words that stand, or may one day stand, where a slug stands in an address.
RESERVED = frozenset(
    (
        *("add", "all", "delete", "edit", "history", "id", "index", "list", "new", "none", "page"),
        *("admin", "api", "compare", "feed", "map", "matrix", "network", "preview", "search"),
        *("atom", "bib", "csl", "csv", "json", "jsonld", "timeline", "xlsx"),
    )
)

# What anyascii makes of apostrophes, soft signs, ayn and hamza.
_APOSTROPHES = re.compile("['`]")
_NOT_SLUG = re.compile("[^a-z0-9]+")


def slug_from(text: MultilingualText, fallback_key: str, original: str = "") -> str:
    """Return an ASCII slug of at most 80 characters for a name.

    The English name, else a transliteration of the best other one. Where the name
    alone makes no slug (no letters in it, or a reserved word), the key completes it.
    """
    wording = text.best(FALLBACK, original)
    slug = _ascii(wording.text) if wording else ""
    if slug and not slug.replace("-", "").isdigit() and slug not in RESERVED:
        return slug
    key = _ascii(fallback_key)
    if not key or key.replace("-", "").isdigit() or key in RESERVED:
        key = f"record-{key}".rstrip("-")
    return _cut(f"{key}-{slug}") if slug and slug != key else key


def _ascii(text: str) -> str:
    plain = _APOSTROPHES.sub("", anyascii(text[: 4 * MAX_LENGTH])).lower()
    return _cut(_NOT_SLUG.sub("-", plain).strip("-"))


def _cut(slug: str) -> str:
    """Cut at the end of a word where one ends in the second half, else anywhere."""
    if len(slug) <= MAX_LENGTH:
        return slug
    head = slug[: MAX_LENGTH + 1].rpartition("-")[0]
    return head if len(head) > MAX_LENGTH // 2 else slug[:MAX_LENGTH].rstrip("-")
