"""The text in a file that somebody hands in: told by its content; its name is only printed."""

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coop.exchange.texts import apart
from coop.exchange.texts.limits import LARGEST, LONGEST, MOST_PAGES, Problem
from coop.vocabulary.desk import ReceivedAs

MEGABYTE = 1 << 20

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_PDF = re.compile(rb"\A.{0,1024}?%PDF-", re.DOTALL)
_ZIP = b"PK\x03\x04"
_MARKUP = re.compile(r"\A\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|\?xml)\b", re.I | re.S)

_OTHER_KINDS = (
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        gettext_lazy("This is an old Office document (.doc). Save it as .docx or as text."),
    ),
    (b"{\\rtf", gettext_lazy("This is a Rich Text document. Save it as .docx or as text.")),
    (b"\x89PNG", gettext_lazy("This is a picture. Type the text, or have it recognised first.")),
    (b"\xff\xd8\xff", gettext_lazy("This is a picture. Type the text, or have it recognised.")),
)

SENTENCES: dict[Problem, Callable[[], str]] = {
    Problem.BROKEN: lambda: _(
        "This document cannot be read: it is damaged, or was not received whole."
    ),
    Problem.LOCKED: lambda: _(
        "This document is protected by a password. Save a copy without it, or paste the text."
    ),
    Problem.SCANNED: lambda: _(
        "There are only pictures of pages in this PDF, and no text. Have the text recognised "
        "first, or type what you cite."
    ),
    Problem.EMPTY: lambda: _("There is no text in it."),
    Problem.TOO_MANY_PAGES: lambda: (
        _("This PDF has more than %(limit)d pages. Take out the pages that you read.")
        % {"limit": MOST_PAGES}
    ),
    Problem.SWOLLEN: lambda: _(
        "This document unpacks to far more than it should. Save it anew, or paste the text."
    ),
    Problem.TOO_LONG: lambda: (
        _("Its text is longer than %(limit)d characters. Take out the part that you read.")
        % {"limit": LONGEST}
    ),
    Problem.TOO_SLOW: lambda: _(
        "This document takes too long to read. Save the text from it, or paste it."
    ),
}


class Unreadable(Exception):
    """A file from which no text can be taken; printed, it is a sentence for the editor."""


@dataclass(frozen=True)
class Received:
    """The text of a file, and as what it was read."""

    text: str
    received_as: str


def text_of(name: str, content: bytes) -> Received:
    """The text in a file's bytes; raises Unreadable, with a sentence, where there is none."""
    if len(content) > LARGEST:
        raise Unreadable(
            _("“%(name)s” is larger than %(limit)d MB. Take out the part that you read.")
            % {"name": name[:80], "limit": LARGEST // MEGABYTE}
        )
    if _PDF.match(content[:2048]):
        return Received(_apart("pdf", content), ReceivedAs.PDF)
    if content.startswith(_ZIP):
        return Received(_apart("word", content), ReceivedAs.WORD)
    for mark, sentence in _OTHER_KINDS:
        if content.startswith(mark):
            raise Unreadable(str(sentence))
    text = _decoded(content)
    if _MARKUP.match(text[:4096]):
        raise Unreadable(
            _("This is a web page with its markup. Open it in a browser, and paste its text.")
        )
    return Received(_sound(text), ReceivedAs.TEXT)


def _apart(kind: str, content: bytes) -> str:
    read = apart.read(kind, content)
    if isinstance(read, Problem):
        raise Unreadable(SENTENCES[read]())
    return _sound(read)


def _decoded(content: bytes) -> str:
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise Unreadable(
            _(
                "This text is not in UTF-8. Open it in an editor that shows it rightly, save it as "
                "UTF-8, and choose it again; or paste the text."
            )
        ) from None
    if "\0" in text:
        raise Unreadable(_("This is no text, no Word document and no PDF."))
    return text


def _sound(text: str) -> str:
    if not text.strip():
        raise Unreadable(SENTENCES[Problem.EMPTY]())
    if len(text) > LONGEST:
        raise Unreadable(SENTENCES[Problem.TOO_LONG]())
    return text
