"""Several values in one cell: where a list is cut, and where a name only looks like one."""

import re
from collections.abc import Callable, Iterable, Sequence

from coop.vocabulary.mappings import Separator

ANDS = {
    "en": ("and",),
    "ar": ("و",),
    "az": ("və",),
    "de": ("und",),
    "es": ("y", "e"),
    "fa": ("و",),
    "fr": ("et",),
    "it": ("e", "ed"),
    "kk": ("және",),
    "nl": ("en",),
    "pt": ("e",),
    "ru": ("и",),
    "tr": ("ve",),
    "uk": ("і", "та", "й"),
    "uz": ("va",),
}
"""The word “and” in the languages in which lists are commonly written."""

_SIGNS = {
    Separator.SEMICOLON: r"\s*;\s*",
    Separator.LINE: r"\s*[\r\n\x0b\x0c\x85\u2028\u2029]+\s*",
    Separator.BAR: r"\s*\|\s*",
    Separator.COMMA: r"\s*[,،]\s*",
    Separator.SLASH: r"\s*/\s*",
    Separator.AMPERSAND: r"\s*&\s*",
}

_ALWAYS = frozenset((Separator.SEMICOLON, Separator.LINE, Separator.BAR))
"""Signs that no name holds; the others are part of some, and cut only beside a known one."""

_LONGEST = 8
"""No name is taken for one that holds more signs than this."""


def split(
    text: str,
    separators: Iterable[str],
    is_known: Callable[[str], bool],
    languages: Sequence[str] = ("en",),
) -> list[str]:
    """The values of a cell, in its order, each once.

    The longest known name wins: “Bosnia and Herzegovina and France” is two. Signs that
    names may hold (a comma, a slash, “and”) part known names from each other and from the
    rest; where neither side is known they are left, since “Ministry of Culture and
    Tourism” is one body. Time grows with the length of the text.
    """
    pattern, always = _patterns(separators, languages)
    if pattern is None:
        return _once([text.strip()])
    values: list[str] = []
    for stretch in always.split(text) if always else [text]:
        values += _parted(stretch.strip(), pattern, is_known)
    return _once(values)


def _parted(text: str, pattern: re.Pattern, is_known: Callable[[str], bool]) -> list[str]:
    """The values of a stretch that holds only signs which names may hold too."""
    if not text or is_known(text):
        return [text]
    starts, ends = [0], []
    for sign in pattern.finditer(text):
        ends.append(sign.start())
        starts.append(sign.end())
    ends.append(len(text))
    values: list[str] = []
    unknown_from: int | None = None
    here = 0
    while here < len(starts):
        last = min(here + _LONGEST, len(ends) - 1)
        found = next(
            (end for end in range(last, here - 1, -1) if is_known(text[starts[here] : ends[end]])),
            None,
        )
        if found is None:
            unknown_from = here if unknown_from is None else unknown_from
            here += 1
            continue
        if unknown_from is not None:
            values.append(text[starts[unknown_from] : ends[here - 1]])
            unknown_from = None
        values.append(text[starts[here] : ends[found]])
        here = found + 1
    if unknown_from is not None:
        values.append(text[starts[unknown_from] : ends[-1]])
    return values


def _patterns(separators, languages) -> tuple[re.Pattern | None, re.Pattern | None]:
    """What parts names of all the chosen signs, and what always does."""
    chosen = set(separators)
    always = [_SIGNS[sign] for sign in _SIGNS if sign in chosen and sign in _ALWAYS]
    sometimes = [_SIGNS[sign] for sign in _SIGNS if sign in chosen and sign not in _ALWAYS]
    if Separator.AND in chosen:
        known = dict.fromkeys(word for one in ("en", *languages) for word in ANDS.get(one[:2], ()))
        words = "|".join(sorted(known, key=len, reverse=True))
        # "France, and Italy": the comma goes with the word.
        comma = r"(?:\s*[,،])?" if Separator.COMMA in chosen else ""
        sometimes.insert(0, rf"{comma}\s+(?:{words})\s+")
    if not always and not sometimes:
        return None, None
    return (
        re.compile("|".join(sometimes) or r"(?!)", re.IGNORECASE),
        re.compile("|".join(always)) if always else None,
    )


def _once(values: list[str]) -> list[str]:
    return list(dict.fromkeys(value for value in values if value))
