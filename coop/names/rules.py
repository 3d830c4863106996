"""What a text may hold, whichever door it comes in by: form, file or bulk write."""

import re
import unicodedata
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

ADDRESS_MAX_LENGTH = 2000

# The left-to-right and right-to-left marks, the Arabic letter mark and the joiners
# are spelling; the embeddings, overrides and isolates can make a name read as another.
_REVERSERS = "\u202a-\u202e\u2066-\u2069"
_CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f"
_NOT_TEXT = "\ud800-\udfff\ufeff\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
_BREAKS = "\t\n\u2028\u2029"

_REFUSED_IN_PASSAGE = re.compile(f"[{_CONTROLS}{_REVERSERS}{_NOT_TEXT}\u2028\u2029]")
_REFUSED_IN_LINE = re.compile(f"[{_CONTROLS}{_REVERSERS}{_NOT_TEXT}{_BREAKS}]")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_VISIBLE = frozenset("LNPS")

_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_REFUSED_IN_ADDRESS = re.compile(r'[\s\\<>"`]')
_HOST = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]{0,61}[^\W_]\.?")


def clean_line(value: str) -> str:
    """Return one line in NFC, without outer space; raise ValidationError where it breaks a rule."""
    return _clean(value, _REFUSED_IN_LINE)


def clean_passage(value: str) -> str:
    """Return lines in NFC, without outer space; raise ValidationError where they break a rule."""
    return _clean(value.replace("\r\n", "\n").replace("\r", "\n"), _REFUSED_IN_PASSAGE)


def clean_address(value: str) -> str:
    """Return a web address that is safe to print as a link; raise ValidationError if it is none."""
    address = clean_line(value)
    if not address:
        return address
    if len(address) > ADDRESS_MAX_LENGTH:
        raise ValidationError(
            _("The address is longer than %(limit)d characters. Shorten it."),
            code="address_too_long",
            params={"limit": ADDRESS_MAX_LENGTH},
        )
    if not _SCHEME.match(address):
        raise ValidationError(
            _("The address must begin with http:// or https://."), code="address_scheme"
        )
    if refused := _REFUSED_IN_ADDRESS.search(address):
        raise ValidationError(
            _("The address holds %(name)s, which must be percent-encoded or removed."),
            code="address_character",
            params={"name": _name(refused[0])},
        )
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        raise ValidationError(
            _("The address is not a valid web address. Copy it again from the browser."),
            code="address_invalid",
        ) from None
    if "@" in parts.netloc:
        raise ValidationError(
            _("The address holds a user name or password. Remove what stands before the @."),
            code="address_credentials",
        )
    if not _HOST.fullmatch(host):
        raise ValidationError(
            _("The address names no website. It must look like https://example.org/page."),
            code="address_host",
        )
    return address


def searchable(value: str) -> str:
    """Return a text fit to be compared with stored ones.

    A question may hold anything. What no database can hold equals nothing that is
    stored, so it is replaced by a character that finds nothing, and never an error.
    """
    value = _UNSTORABLE.sub("\ufffd", value)
    return value if value.isascii() else unicodedata.normalize("NFC", value)


def _clean(value: str, refused: re.Pattern) -> str:
    value = value.strip()
    if found := refused.search(value):
        raise ValidationError(
            _("The text holds %(name)s at position %(position)d. Remove it or type it again."),
            code="refused_character",
            params={"name": _name(found[0]), "position": found.start() + 1},
        )
    if value.isascii():
        return value
    value = unicodedata.normalize("NFC", value).strip()
    if value and not any(unicodedata.category(character)[0] in _VISIBLE for character in value):
        raise ValidationError(
            _("The text holds only invisible characters. Type it again, or leave it empty."),
            code="invisible",
        )
    return value


def _name(character: str) -> str:
    """The character's number, with its name where Unicode has one: ``U+202E (RIGHT-TO-LEFT …)``."""
    number = f"U+{ord(character):04X}"
    name = _CONTROL_NAMES.get(character) or unicodedata.name(character, "")
    return f"{number} ({name})" if name else number


_CONTROL_NAMES = {
    "\x00": "NULL",
    "\t": "TAB",
    "\n": "LINE BREAK",
    "\r": "CARRIAGE RETURN",
    "\x1b": "ESCAPE",
    "\x7f": "DELETE",
}
