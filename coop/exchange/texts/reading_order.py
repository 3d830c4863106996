"""The order in which the letters of a printed line are read.

A PDF says where letters stand. From left to right that is how they are read; from right to
left it is not: words run backwards, and numbers and Latin words in them forwards again. This
undoes what the Unicode bidirectional algorithm does when a line is set: exact for lines of one
script with numbers, Latin names and brackets in them, which is what documents have.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

RIGHT_TO_LEFT = {"R", "AL"}
PAIRS = (("(", ")"), ("[", "]"), ("{", "}"), ("«", "»"), ("‹", "›"))
IN_NUMBERS = ".,:/٫٬-"

FORWARD = re.compile(r"L(?:[LNp.]*[LN])?|N(?:p?N)*")
"""Among signs: Latin words with what stands between them and a number after them; a number."""

BACKWARD = re.compile(r"R(?:[RNp.]*R)?")


WIDE, NARROW = 0.24, 0.1
"""Gaps, as parts of the height of the letters: one that is a space, and one that is a space
where the document says that a word ends."""


@dataclass(frozen=True)
class Letter:
    """A letter of a line, with its left and right edge; ``size`` is the height of its font.

    Letters that the document does not part have the same ``word``.
    """

    text: str
    left: float
    right: float
    size: float
    word: int

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


def has_right_to_left(text: str) -> bool:
    """Whether there are letters in it that are read from right to left."""
    return not text.isascii() and any(
        unicodedata.bidirectional(letter) in RIGHT_TO_LEFT for letter in text
    )


def is_mostly_right_to_left(text: str) -> bool:
    """Whether more of its letters are read from right to left than from left to right."""
    signs = [_sign(letter) for letter in text]
    return signs.count("R") > signs.count("L")


def read(letters: Iterable[Letter], *, is_backward: bool) -> str:
    """The letters of one line, in whatever order they come, as they are read.

    ``is_backward`` tells of the text around it: a line of both directions does not say itself
    from which side it is read.
    """
    seen = _from_left(letters)
    signs = "".join(map(_sign, seen))
    if "R" in signs and (is_backward or "L" not in signs):
        return _with_brackets("".join(_backwards(seen, signs)))
    found: list[str] = []
    for run, is_backward in _runs(signs, BACKWARD):
        part = seen[run]
        found += _backwards(part, signs[run]) if is_backward else part
    return "".join(found)


def _backwards(seen: Sequence[str], signs: str) -> list[str]:
    """From right to left, but numbers and Latin words in it forwards."""
    runs = [seen[run] if forward else seen[run][::-1] for run, forward in _runs(signs, FORWARD)]
    return [unit for run in reversed(runs) for unit in run]


def _runs(signs: str, wanted: re.Pattern) -> Iterator[tuple[slice, bool]]:
    """The stretches of a line in order, each with whether it is one of those wanted."""
    end = 0
    for match in wanted.finditer(signs):
        if match.start() > end:
            yield slice(end, match.start()), False
        yield slice(match.start(), match.end()), True
        end = match.end()
    if end < len(signs):
        yield slice(end, len(signs)), False


def _from_left(letters: Iterable[Letter]) -> list[str]:
    """What stands in the line from left to right: letters with their marks, and spaces."""
    given = list(letters)
    bases = sorted((one for one in given if not _is_mark(one)), key=lambda one: one.middle)
    marks: dict[int, str] = {}
    for mark in filter(_is_mark, given if bases else ()):
        nearest = min(range(len(bases)), key=lambda n: abs(bases[n].middle - mark.middle))
        marks[nearest] = marks.get(nearest, "") + mark.text
    found: list[str] = []
    reached = None
    for place, one in enumerate(bases):
        if reached is not None and _is_space(reached, one):
            found.append(" ")
        found.append(unicodedata.normalize("NFKC", one.text) + marks.get(place, ""))
        reached = one if reached is None or one.right > reached.right else reached
    return found


def _is_space(before: Letter, after: Letter) -> bool:
    gap = (after.left - before.right) / max(before.size, after.size, 1)
    return gap > (WIDE if before.word == after.word else NARROW)


def _is_mark(letter: Letter) -> bool:
    return unicodedata.category(letter.text[0]) == "Mn"


def _sign(unit: str) -> str:
    """R or L for a letter of that direction, N for a digit, p for a mark inside numbers."""
    match unicodedata.bidirectional(unit[0]):
        case "R" | "AL":
            return "R"
        case "L":
            return "L"
        case "EN" | "AN":
            return "N"
    return "p" if unit[0] in IN_NUMBERS else "."


def _with_brackets(line: str) -> str:
    """Brackets that open where they open: set from right to left, their shapes are mirrored."""
    for opening, closing in PAIRS:
        if opening in line or closing in line:
            parts = re.split(f"[{re.escape(opening + closing)}]", line)
            ends = [closing if number % 2 else opening for number in range(len(parts) - 1)]
            line = "".join(part + end for part, end in zip(parts, [*ends, ""], strict=True))
    return line
