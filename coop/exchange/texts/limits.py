"""How much of a document is read, and what can be wrong with one. Known on both sides of `apart`.

Nothing of Django is imported here: the process that reads a document has none.
"""

from enum import Enum

LARGEST = 20 << 20
"""Bytes of a file."""

LONGEST = 2_000_000
"""Characters of a text: what the field of a source holds."""

MOST_PAGES = 2_000
"""Pages of a PDF."""

MOST_PARTS = 2_000
LARGEST_PART = 32 << 20
LARGEST_UNPACKED = 128 << 20
"""Of a Word document: the parts in its archive, the bytes of one that is read, of all unpacked."""

SECONDS = 20
MEMORY = 1 << 30
"""What the process that reads a document may use."""


class Problem(Enum):
    """Why there is no text."""

    BROKEN = "broken"
    LOCKED = "locked"
    SCANNED = "scanned"
    EMPTY = "empty"
    TOO_MANY_PAGES = "too-many-pages"
    SWOLLEN = "swollen"
    TOO_LONG = "too-long"
    TOO_SLOW = "too-slow"


class Stopped(Exception):
    """Reading has come to an end without a text."""

    def __init__(self, problem: Problem):
        super().__init__(problem.value)
        self.problem = problem


def joined(lines) -> str:
    """Lines as one text; stops where they are too many."""
    found, length = [], 0
    for line in lines:
        length += len(line) + 1
        if length > LONGEST:
            raise Stopped(Problem.TOO_LONG)
        found.append(line)
    return "\n".join(found)
