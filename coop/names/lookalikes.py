"""Letters of other alphabets that look like Latin ones, and words that mix them.

A table of our own: letters alone, of the three alphabets in which names are typed side by
side, each given as it looks when printed (capitals and small letters apart: «Ν» looks like N,
«ν» like v). Unicode's own list of confusables has thousands of entries, most of them signs
that no name has, and takes digits and punctuation for letters.
"""

import re

_CYRILLIC = dict(
    zip(
        "АВЕКМНОРСТУХІЈЅҺавекмнорстухіјѕһԁԛԝӏ",
        "abekmhopctyxijshabekmhopctyxijshdqwl",
        strict=True,
    )
)
_GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορτυχ", "abezhikmnoptyxaikvoptux", strict=True))

LATIN = {**_CYRILLIC, **_GREEK}
"""Each letter, with the Latin one that it looks like."""

# Of several that look alike, the usual one.
_TO_CYRILLIC = {latin: cyrillic for cyrillic, latin in _CYRILLIC.items() if "а" <= cyrillic <= "ѕ"}

_TO_LATIN_TABLE = str.maketrans(LATIN)
_TO_CYRILLIC_TABLE = str.maketrans(
    {**_TO_CYRILLIC, **{letter.upper(): other for letter, other in _TO_CYRILLIC.items()}}
)
_IS_LATIN = re.compile("[A-Za-z]")
_IS_CYRILLIC = re.compile("[\u0400-\u052f]")
_IS_GREEK = re.compile("[\u0370-\u03ff]")
_WORD = re.compile(r"[^\W\d_]+")


def in_latin(text: str) -> str:
    """The text with Latin letters for all that look like them: two that look alike are equal."""
    return text.translate(_TO_LATIN_TABLE)


def in_one_alphabet(text: str) -> str:
    """The text with the words that mix alphabets put into one; itself where no word does.

    A word is Latin when all its letters can be, else Cyrillic when all can be.
    """
    if not (_IS_LATIN.search(text) and (_IS_CYRILLIC.search(text) or _IS_GREEK.search(text))):
        return text
    return _WORD.sub(lambda word: _unmixed(word.group()), text)


def spellings(word: str) -> tuple[str, ...]:
    """A word, and what it is in another alphabet if all of its letters look like letters there."""
    latin, cyrillic = word.translate(_TO_LATIN_TABLE), word.translate(_TO_CYRILLIC_TABLE)
    found = [word]
    if not _is_of_others(latin, _IS_LATIN):
        found.append(latin)
    if not _is_of_others(cyrillic, _IS_CYRILLIC):
        found.append(cyrillic)
    return tuple(dict.fromkeys(found))


def _unmixed(word: str) -> str:
    alphabets = [one for one in (_IS_LATIN, _IS_CYRILLIC, _IS_GREEK) if one.search(word)]
    if len(alphabets) < 2:
        return word
    return next((one for one in spellings(word)[1:]), word)


def _is_of_others(word: str, alphabet: re.Pattern) -> bool:
    """Whether some letter of a word is of one of the three alphabets, and not of this one."""
    others = {_IS_LATIN, _IS_CYRILLIC, _IS_GREEK} - {alphabet}
    return any(other.search(word) for other in others)
