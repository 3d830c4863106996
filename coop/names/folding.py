"""Folding: one spelling for the many a word can have, for search and for order.

Applied once to what is stored and once to what is asked. Not idempotent.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

MAX_LENGTH = 1_000_000
SORT_KEY_MAX_LENGTH = 200

# Arabic: alef, yeh, kaf and heh of whichever language; carriers of hamza lose it by
# decomposition, a hamza on its own is written or left out ("امضاء", "امضا").
_ARABIC = {
    "ٱ": "ا", "ٲ": "ا", "ٳ": "ا", "ٵ": "ا", "ء": "", "ٴ": "",
    "ى": "ي", "ی": "ي", "ې": "ي", "ے": "ي", "ۍ": "ي", "ێ": "ي",
    "ک": "ك", "ڪ": "ك",
    "ة": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه", "ۃ": "ه",
    "ـ": "",
}  # fmt: skip

# Kazakh letters, and those of the languages around it, to their Russian neighbours.
_CYRILLIC = {
    "ә": "а", "ғ": "г", "қ": "к", "ң": "н", "ө": "о", "ұ": "у", "ү": "у", "һ": "х", "і": "и",
    "ҳ": "х", "ҷ": "ч", "җ": "ж", "ҡ": "к", "ҙ": "з", "ҫ": "с", "ґ": "г", "є": "е", "ј": "и",
}  # fmt: skip

# Latin letters that Unicode does not decompose; the dotless i joins the dotted one.
_LATIN = {
    "ı": "i", "ə": "a", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d",
    "þ": "th", "ħ": "h", "ŋ": "n", "ĸ": "k", "ŧ": "t",
}  # fmt: skip

# Letters by Unicode that are signs over or between letters: the Uzbek turned comma,
# the ayn and hamza of transliterations, the soft and hard sign.
_SILENT = dict.fromkeys("ʹʺʻʼʽʾʿˈˊˋ", "")

_NEIGHBOURS = {**_ARABIC, **_CYRILLIC, **_LATIN, **_SILENT}

# "O'zbekiston" and "Farg'ona" are one word each; "l'accord" is two.
_UZBEK_APOSTROPHE = re.compile(r"(?<=[OoGg])['’‘`´](?=[^\W\d_])")

_KEPT_CHARACTERS = 20_000
_KEPT_WORDS = 10_000
_KEPT_LENGTH = 30


def _fold_character(character: str) -> str:
    """Fold one character to letters and digits, to nothing, or to a space.

    Folding by the character gives what folding the whole text would, since all
    combining marks are dropped, and long runs of marks cost no more than letters:
    normalising such a run as a whole takes time with its square.
    """
    compatible = unicodedata.normalize("NFKC", character).casefold()
    folded = []
    for part in unicodedata.normalize("NFKD", compatible).casefold():
        category = unicodedata.category(part)
        if part in _NEIGHBOURS:
            folded.append(_NEIGHBOURS[part])
        elif category[0] == "L":
            folded.append(part)
        elif category == "Nd":
            folded.append(str(unicodedata.decimal(part)))
        elif category[0] != "M" and category != "Cf":
            folded.append(" ")
    return "".join(folded)


class _Table(dict):
    """Characters already folded, for ``str.translate``; bounded, for the alphabet is not."""

    def __missing__(self, number):
        folded = _fold_character(chr(number))
        if len(self) < _KEPT_CHARACTERS:
            self[number] = folded
        return folded


_TABLE = _Table()


def fold(text: str) -> str:
    """Return the words of a text, folded, with single spaces between them.

    The result holds letters, the digits 0–9 and single spaces. Takes any string, in
    time linear in its length, and reads its first 1,000,000 characters.
    """
    text = text[:MAX_LENGTH]
    if text.isascii() and "'" not in text and "`" not in text:
        return " ".join(text.translate(_TABLE).split())
    return " ".join(filter(None, map(_fold_part, text.split())))


def _fold_part(part: str) -> str:
    """Fold what stands between two spaces; words come again and again, so they are kept."""
    return _fold_known(part) if len(part) <= _KEPT_LENGTH else _fold_any(part)


def _fold_any(part: str) -> str:
    return " ".join(_UZBEK_APOSTROPHE.sub("", part).translate(_TABLE).split())


_fold_known = lru_cache(_KEPT_WORDS)(_fold_any)


def words(text: str) -> list[str]:
    """Return the folded words of a text, in its order."""
    return fold(text).split()


def words_in_place(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield what ``words`` returns, each word with where it begins and ends in the text.

    Signs that fold to nothing belong to the word that they follow. One character can be
    several words (``½``), which then have one place.
    """
    for part in _PART.finditer(text[:MAX_LENGTH]):
        typed, offset = part.group(), part.start()
        word = _fold_part(typed)
        if word and " " not in word and _is_letter(typed[0]) and _is_letter(typed[-1]):
            yield word, offset, part.end()
        elif word:
            for one, start, end in _words_of_part(typed):
                yield one, offset + start, offset + end


_PART = re.compile(r"\S+")


def _is_letter(character: str) -> bool:
    folded = _TABLE[ord(character)]
    return bool(folded) and " " not in folded


def _words_of_part(part: str) -> Iterator[tuple[str, int, int]]:
    """The words in what stands between two spaces, character by character."""
    silent = {found.start() for found in _UZBEK_APOSTROPHE.finditer(part)}
    word, start, end = "", 0, 0
    for place, character in enumerate(part):
        folded = "" if place in silent else _TABLE[ord(character)]
        if not folded and word:
            end = place + 1
        for number, letters in enumerate(folded.split(" ")):
            if number and word:
                yield word, start, end
                word = ""
            if letters:
                start = start if word else place
                word, end = word + letters, place + 1
    if word:
        yield word, start, end


_ARABIC_WORD = re.compile("[\u0621-\u06d3]+")
# Longest first: particles joined to the article, then the article alone.
_ARTICLES = ("وبال", "وكال", "فبال", "وال", "بال", "كال", "فال", "ال")
_ARTICLES_AFTER_LAM = ("ولل", "فلل", "لل")
_SHORTEST_STEM = 2
_SHORTEST_AFTER_AND = 4


def variants(word: str) -> tuple[str, ...]:
    """Return a folded word and the other forms it is to be found by, itself first.

    An Arabic word is found without its article and the particles before it, too:
    «والتعاون» by «تعاون», «للسينما» by «سينما». Index and question both use this.
    """
    if not _ARABIC_WORD.fullmatch(word):
        return (word,)
    for article in _ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= _SHORTEST_STEM:
            return (word, word[len(article) :])
    for article in _ARTICLES_AFTER_LAM:
        if word.startswith(article) and len(word) - len(article) >= _SHORTEST_STEM:
            stem = word[len(article) :]
            return (word, stem, f"ل{stem}")
    if word.startswith("و") and len(word) - 1 >= _SHORTEST_AFTER_AND:
        return (word, word[1:])
    return (word,)


def sort_key(text: str) -> str:
    """Return what a title is ordered by: its folded words, cut to 200 characters."""
    return fold(text[: 4 * SORT_KEY_MAX_LENGTH])[:SORT_KEY_MAX_LENGTH].rstrip()
