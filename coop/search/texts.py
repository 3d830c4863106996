"""How folded texts stand in the index: cut, in order, and apart from each other."""

from collections.abc import Iterable

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
        for word in text.split():
            parts.append(cut(word))
            forms.update((cut(form), None) for form in variants(word)[1:])
        parts.append(BOUNDARY)
    if not parts:
        return ""
    known = set(parts)
    beside = (f"{form} {BESIDE}" for form in forms if form not in known)
    whole = " ".join((BOUNDARY, *parts, *beside))
    return whole if len(whole) <= length else whole[: length + 1].rpartition(" ")[0]
