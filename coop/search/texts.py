"""How folded texts stand in the index: cut, in order, and apart from each other."""

from collections.abc import Iterable

from coop.names.folding import variants

WORD_LENGTH = 60
"""Characters of a word that are kept, in the index and in a question alike."""

DOCUMENT_LENGTH = 200_000
"""Characters of a column of a document; PostgreSQL takes a megabyte of words for a row."""

BOUNDARY = "ى"
"""Stands before, between and after texts: a letter that folding replaces, so nobody can ask for it.

No phrase runs from one text into another, and a whole text is a phrase between two of these.
"""

BESIDE = "ىى"
"""Stands after each other form of a word, so that these make no phrases and no whole text."""


def cut(word: str) -> str:
    """The part of a folded word by which it is found."""
    return word[:WORD_LENGTH]


def column(texts: Iterable[str], beside: Iterable[str] = ()) -> str:
    """What is indexed of folded texts: their words in order, then the words' other forms.

    ``beside`` are further words by which they are found. Where it is too long, the last
    words are left out.
    """
    parts, forms = [], dict.fromkeys(beside)
    for text in texts:
        for word in text.split():
            parts.append(cut(word))
            forms.update((cut(form), None) for form in variants(word)[1:])
        parts.append(BOUNDARY)
    if not parts and not forms:
        return ""
    known = set(parts)
    others = " ".join(f"{form} {BESIDE}" for form in forms if form not in known)
    whole = " ".join(filter(None, (BOUNDARY, *parts, others)))
    return whole if len(whole) <= DOCUMENT_LENGTH else whole[:DOCUMENT_LENGTH].rpartition(" ")[0]
