"""Keys for what a sheet gives none: the same ones whenever the same row is read."""

import hashlib

from anyascii import anyascii

from coop.models.keys import KEY_LENGTH
from coop.names.slugs import slug_from
from coop.names.text import MultilingualText

_DIGITS = 10


def digest(*identity: object) -> str:
    """Ten digits that stand for what a thing is known by."""
    text = "\x1f".join(str(part) for part in identity)
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]


def record_key(prefix: str, text: str, *identity: object) -> str:
    """``agreement-on-film-3f…``: readable, and different for whatever differs in identity."""
    readable = _cut(slug_from(MultilingualText(en=text), ""), KEY_LENGTH - len(prefix) - 20)
    parts = [prefix, readable, digest(prefix, text, *identity)]
    return "-".join(part for part in parts if part)


def part_key(*names: str) -> str:
    """The key of a part that is known by the names of what it ties together."""
    plain = "-".join(filter(None, (_plain(name) for name in names)))
    if not plain or len(plain) > KEY_LENGTH - 6:
        plain = "-".join(filter(None, [_cut(plain, KEY_LENGTH - _DIGITS - 7), digest(*names)]))
    return plain


def numbered(key: str, number: int) -> str:
    """The key of the second, third … of the same identity."""
    return key if number == 1 else f"{key}-{number}"


def _plain(text: str) -> str:
    letters = (sign if sign.isalnum() else "-" for sign in anyascii(text[:200]).lower())
    return "-".join(filter(None, "".join(letters).split("-")))


def _cut(text: str, length: int) -> str:
    if len(text) <= length:
        return text
    return text[: length + 1].rpartition("-")[0] or text[:length]
