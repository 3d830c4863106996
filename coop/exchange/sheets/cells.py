"""What stands in a cell: read as its column needs it, written so that no program runs it."""

import re
import unicodedata
from datetime import date, datetime

Cell = str | int | float | date | None

# What spreadsheet programs take for the beginning of a formula; the East Asian editions take
# the full-width signs too.
_SIGNS = frozenset("=+-@\t\r\n＝＋－＠'")
_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
_ESCAPED = re.compile("'+[=+\\-@\t\r\n＝＋－＠]")

# Breaks and spaces of every sort, for a line; the joiners and marks of direction are spelling.
_SPACES = re.compile("[\\s\x1c-\x1f\x85\xa0\u2028\u2029\u202f\u3000]+")
_INVISIBLE = re.compile("[\u200b\u2060\ufeff\xad]")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SPACES_IN_A_LINE = re.compile("[\t\xa0\u202f\u3000]")


def escape_formula(text: str) -> str:
    """The text with an apostrophe before what a spreadsheet program would run as a formula."""
    # Most texts begin with a letter, and there are millions of them.
    return f"'{text}" if text[:1] in _SIGNS and _FORMULA.match(text) else text


def unescape_formula(text: str) -> str:
    """The text that ``escape_formula`` was given."""
    return text[1:] if _ESCAPED.match(text) else text


def text_of(cell: Cell) -> str:
    """A cell as text: ``12.0`` is ``12``, a day is ``2025-12-11``, nothing is an empty text."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def line(cell: Cell) -> str:
    """A cell as one line: breaks are spaces, and what nobody sees is gone."""
    text = text_of(cell)
    if text.isprintable() and "  " not in text:
        return text.strip()
    return _SPACES.sub(" ", _INVISIBLE.sub("", text)).strip()


def passage(cell: Cell) -> str:
    """A cell as lines, each without the spaces at its ends."""
    text = text_of(cell)
    if text.isprintable():
        return text.strip()
    text = _LINE_ENDS.sub("\n", _INVISIBLE.sub("", text))
    text = _SPACES_IN_A_LINE.sub(" ", text)
    return "\n".join(part.strip() for part in text.split("\n")).strip()


def is_blank(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not line(cell))


def items(cell: Cell, separators: str = ";") -> list[str]:
    """The values of a cell that holds several, ``IR; KZ``, each as one line; a line is one too."""
    text = passage(cell).replace("\n", separators[0]).replace("؛", separators[0])
    return [item for part in re.split(f"[{re.escape(separators)}]", text) if (item := line(part))]


def normal(text: str) -> str:
    """What two spellings of exactly the same name have in common: case and spaces aside."""
    return unicodedata.normalize("NFC", line(text)).casefold()
