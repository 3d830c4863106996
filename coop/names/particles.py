"""Arabic words in running text: what stands before a name and is written together with it.

Search is content with a word's stem (`folding.variants`), since it looks for records that may
have it. Here the question is whether a whole name stands in a text: the particle before its
first word belongs to the sentence, those inside of it to the name, and an article may be
written in one place and left out in another.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

_ARABIC_WORD = re.compile("[\u0621-\u06d3]+")
_ARTICLE = re.compile("([وف]?[بكل]?)ال(?=..)")
_ARTICLE_AFTER_LAM = re.compile("([وف]?ل)ل(?=..)")
_SHORTEST_REST = 3


def is_arabic(word: str) -> bool:
    """Whether a folded word is written in Arabic letters alone."""
    return _ARABIC_WORD.fullmatch(word) is not None


@lru_cache(10_000)
def bare(word: str) -> str:
    """A folded word without its article; particles before it stay: «بالسينما» gives «بسينما»."""
    if not is_arabic(word):
        return word
    for article in (_ARTICLE, _ARTICLE_AFTER_LAM):
        if found := article.match(word):
            return found[1] + word[found.end() :]
    return word


def readings(word: str) -> Iterator[tuple[int, str]]:
    """What a folded word may be, with the number of letters that are particles before it.

    First the word as it stands, then without «و» or «ف», without «ب», «ك» or «ل», and without
    both: «ولتركيا» may be «تركيا». After «ل» the article has lost its alef: it is given back,
    and its lam counts as a letter of the name («للسينما» gives «السينما»).
    """
    yield 0, word
    if not is_arabic(word):
        return
    rests = [(0, word)]
    if word[0] in "وف" and len(word) - 1 >= _SHORTEST_REST:
        rests.append((1, word[1:]))
        yield rests[1]
    for skipped, rest in rests:
        if len(rest) - 1 < _SHORTEST_REST:
            continue
        if rest.startswith("لل"):
            yield skipped, f"ال{rest[2:]}"
        elif rest[0] in "بكل":
            yield skipped + 1, rest[1:]
