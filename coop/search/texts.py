"""How folded texts stand in the index: cut, in order, and apart from each other."""

import re
from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b

from coop.names.folding import variants

WORD_LENGTH = 60
"""Characters of a word that are kept, in the index and in a question alike."""

TITLE_LENGTH = 40_000
WORDS_LENGTH = 200_000
"""Characters of the columns of a document: a letter takes up to four bytes, and PostgreSQL takes
less than 1,048,576 bytes of words for a row.
"""

BOUNDARY = "ى"
"""Stands after each text and each other form of a word, so that no phrase runs on from there.

A letter that folding replaces: no question has it.
"""


# Texts come again and again in documents, as the names of a party do in each of its agreements.
_TEXTS_KEPT = 10_000
_KEPT_LENGTH = 300

_ARABIC = re.compile("[\u0621-\u06d3]")
_TOO_LONG = re.compile(rf"[^ ]{{{WORD_LENGTH + 1}}}")


def cut(word: str) -> str:
    """The part of a folded word by which it is found."""
    return word[:WORD_LENGTH]


def whole(words: Iterable[str]) -> str:
    """The one word, which nobody can type, by which a title of just these words is found."""
    return BOUNDARY + blake2b(" ".join(words).encode(), digest_size=8).hexdigest()


def title_column(texts: Iterable[str]) -> str:
    """What is indexed of the folded texts that name a record."""
    known = list(texts)
    marks = (whole(map(cut, text.split())) for text in known)
    return " ".join((*marks, column(known, TITLE_LENGTH))).strip()


def titles_in(column: str) -> list[str]:
    """The folded texts of which ``title_column`` made a column, in their order."""
    marks = 0
    words = column.split(" ")
    while marks < len(words) and words[marks].startswith(BOUNDARY) and len(words[marks]) > 1:
        marks += 1
    texts = " ".join(words[marks:]).split(f" {BOUNDARY}")
    return [text.strip() for text in texts[:marks] if text.strip()]


def column(texts: Iterable[str], length: int = WORDS_LENGTH) -> str:
    """What is indexed of folded texts: their words in order, then the words' other forms.

    Has at most ``length`` characters: where the texts have more, the last words are left out.
    """
    parts: list[str] = []
    forms: dict[str, None] = {}
    for text in texts:
        words, others = _known(text) if len(text) <= _KEPT_LENGTH else _read(text)
        parts += (words, BOUNDARY)
        forms.update(others)
    joined = " ".join(parts)
    if forms:
        known = set(joined.split())
        joined = " ".join((joined, *(f"{form} {BOUNDARY}" for form in forms if form not in known)))
    return joined if len(joined) <= length else joined[: length + 1].rpartition(" ")[0]


def words_in(column: str) -> set[str]:
    """The words that stand in a column of a document, without what nobody can type."""
    return {word for word in column.split() if not word.startswith(BOUNDARY)}


def _read(text: str) -> tuple[str, dict[str, None]]:
    """The words of a text as they are kept, and the other forms of those that have any."""
    words = text.split()
    kept = " ".join(map(cut, words)) if _TOO_LONG.search(text) else text
    if not _ARABIC.search(text):
        return kept, {}
    return kept, {cut(form): None for word in words for form in variants(word)[1:]}


_known = lru_cache(_TEXTS_KEPT)(_read)
