"""How folded texts stand in the index: cut, in order, and apart from each other."""

import re
from collections.abc import Iterable
from functools import lru_cache

from coop.names.folding import variants

WORD_LENGTH = 60
"""Characters of a word that are kept, in the index and in a question alike."""

TITLE_LENGTH = 40_000
WORDS_LENGTH = 200_000
"""Characters of the columns of a document: a letter takes up to four bytes, and PostgreSQL takes
less than 1,048,576 bytes of words for a row.
"""

BOUNDARY = "ى"
"""Stands before, between and after texts: a letter that folding replaces, so nobody can ask for it.

No phrase runs from one text into another, and a whole text is a phrase between two of these.
"""

BESIDE = "ىى"
"""Stands after each other form of a word, so that these make no phrases and no whole text."""


# Texts come again and again in documents, as the names of a party do in each of its agreements.
_TEXTS_KEPT = 10_000
_KEPT_LENGTH = 300

_ARABIC = re.compile("[\u0621-\u06d3]")
_TOO_LONG = re.compile(rf"[^ ]{{{WORD_LENGTH + 1}}}")


def cut(word: str) -> str:
    """The part of a folded word by which it is found."""
    return word[:WORD_LENGTH]


def column(texts: Iterable[str], length: int) -> str:
    """What is indexed of folded texts: their words in order, then the words' other forms.

    Has at most ``length`` characters: where the texts have more, the last words are left out.
    """
    parts: list[str] = []
    forms: dict[str, None] = {}
    for text in texts:
        words, others = _known(text) if len(text) <= _KEPT_LENGTH else _read(text)
        parts += (words, BOUNDARY)
        forms.update(others)
    if not parts:
        return ""
    whole = " ".join((BOUNDARY, *parts))
    if forms:
        known = set(whole.split())
        whole = " ".join((whole, *(f"{form} {BESIDE}" for form in forms if form not in known)))
    return whole if len(whole) <= length else whole[: length + 1].rpartition(" ")[0]


def _read(text: str) -> tuple[str, dict[str, None]]:
    """The words of a text as they are kept, and the other forms of those that have any."""
    words = text.split()
    kept = " ".join(map(cut, words)) if _TOO_LONG.search(text) else text
    if not _ARABIC.search(text):
        return kept, {}
    return kept, {cut(form): None for word in words for form in variants(word)[1:]}


_known = lru_cache(_TEXTS_KEPT)(_read)
