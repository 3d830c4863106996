"""What a cell says once its dress is off: quotes, blanks, line breaks, words for nothing."""

import re
from collections.abc import Iterable
from functools import lru_cache

from django.utils.translation import gettext as _

from coop.exchange.mapping.unread import NotRead
from coop.exchange.sheets.cells import Cell, passage

NOTHING = ("NULL", "N/A", "n.a.", "n/a", "-", "–", "—", "none", "nil", "(blank)", "#N/A")
"""Words for nothing that a new mapping begins with."""

NO_DATE = ("n.d.", "s.d.", "undated")
"""Words for nothing where a date is meant."""

YES = ("yes", "y", "true", "1", "x", "✓")
NO = ("no", "n", "false", "0")

_QUOTES = (('"', '"'), ("“", "”"), ("„", "“"), ("«", "»"), ("'", "'"))
_LINE_BREAKS = re.compile(r"\s*\n\s*")


def text_of(cell: Cell) -> str:
    """A cell as text with line feeds for line breaks, single blanks, no quotes around it all.

    Quotes within stay, and so do those that only begin and end the text: “A” and “B”.
    """
    text = "\n".join(" ".join(line.split()) for line in passage(cell).split("\n"))
    while bare := _without_quotes(text):
        text = bare
    return "" if text in {'""', "''"} else text


def one_line(text: str) -> str:
    """The text with a blank for every line break."""
    return _LINE_BREAKS.sub(" ", text)


def means_nothing(text: str, words: Iterable[str]) -> bool:
    """Whether the whole cell is one of the words for nothing, in any letter case."""
    return not text or text.casefold() in _casefolded(tuple(words))


@lru_cache(maxsize=64)
def _casefolded(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word.casefold() for word in words)


def read_yes_no(text: str, *, yes: Iterable[str] = YES, no: Iterable[str] = NO) -> bool | None:
    """What a yes-or-no cell says; None for a blank one. Raises NotRead for any other word."""
    if not text:
        return None
    word = text.casefold()
    if word in _casefolded(tuple(yes)):
        return True
    if word in _casefolded(tuple(no)):
        return False
    raise NotRead(_("“%(text)s” is neither yes nor no.") % {"text": text[:40]})


def sentence_case(text: str) -> str:
    """A text that is all capitals with only its first letter as one; any other as it is."""
    if text != text.upper() or text == text.lower():
        return text
    lowered = text.lower()
    return lowered[:1].upper() + lowered[1:]


def _without_quotes(text: str) -> str:
    """The text within quotes that belong together; nothing where there are none."""
    for opening, closing in _QUOTES:
        if len(text) < 3 or not (text.startswith(opening) and text.endswith(closing)):
            continue
        inner = text[1:-1]
        if opening == '"':
            # Doubled by whoever quoted the whole line once more.
            if '"' not in inner.replace('""', "") or _without_quotes(inner):
                return inner.replace('""', '"').strip()
            continue
        if opening not in inner and closing not in inner:
            return inner.strip()
    return ""
