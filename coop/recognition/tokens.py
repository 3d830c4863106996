"""A text cut into numbers, words and signs, each with its place."""

import re
from dataclasses import dataclass

from coop.names.folding import fold

MAX_LENGTH = 1_000_000
"""Characters of a text that are read; what is beyond them is no running text."""

_LONGEST_WORD = 40
_LONGEST_NUMBER = 4

# Combining marks, and the joiners inside Persian words, belong to the word.
_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d"
# Marks of direction and soft hyphens stand anywhere and say nothing.
_UNSEEN = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_TOKEN = re.compile(
    rf"(?P<number>\d+)|(?P<word>[^\W\d_][^\W\d_]*(?:[{_MARKS}]+[^\W\d_]*)*)|(?P<sign>[^\w\s{_UNSEEN}]+|_+)"
)

NUMBER, WORD, SIGN, END = "number", "word", "sign", "end"


@dataclass(slots=True)
class Token:
    """A stretch of one kind.

    ``word`` is the folded word, or the sign as it stands; ``number`` the number where it has at
    most four digits, else -1. ``is_joined``: nothing, not even a space, parts it from the one
    before.
    """

    kind: str
    start: int
    end: int
    word: str = ""
    number: int = -1
    is_joined: bool = False
    is_capital: bool = False

    @property
    def length(self) -> int:
        return self.end - self.start


LAST = Token(END, 0, 0)
"""What stands after the last token, and before the first."""


def tokens(text: str) -> list[Token]:
    """The tokens of a text, in time linear in its length."""
    found = []
    last = 0
    for match in _TOKEN.finditer(text, 0, MAX_LENGTH):
        start, end = match.span()
        token = Token(str(match.lastgroup), start, end)
        token.is_joined = last > 0 and not any(map(str.isspace, text[last:start]))
        last = end
        if token.kind == NUMBER:
            if end - start <= _LONGEST_NUMBER:
                token.number = int(match.group())
        elif end - start <= _LONGEST_WORD:
            raw = match.group()
            token.word = fold(raw) if token.kind == WORD else raw
            token.is_capital = raw[0].isupper()
        found.append(token)
    return found
