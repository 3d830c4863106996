"""Languages by their BCP 47 tags: whether a tag is one, how it reads, what it is called."""

import re
from functools import cache, lru_cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from django.conf import settings
from django.utils.translation import get_language

TAG_MAX_LENGTH = 35

_TAG = re.compile(
    r"(?P<language>[A-Za-z]{2,3})"
    r"(?:-(?P<script>[A-Za-z]{4}))?"
    r"(?:-(?P<region>[A-Za-z]{2}|[0-9]{3}))?"
    r"(?P<variants>(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*)"
)

_RIGHT_TO_LEFT_SCRIPTS = frozenset(
    ("Adlm", "Arab", "Aran", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi")
)


@lru_cache(maxsize=1024)
def canonical(tag: str) -> str:
    """Return the tag in its usual case (``kk-latn`` becomes ``kk-Latn``).

    Raises ValueError when the tag has not the form of a BCP 47 tag, or when its
    language, script or region is not one that CLDR knows: ``kz``, which is a
    country and no language, is the common mistake.
    """
    match = _TAG.fullmatch(tag) if len(tag) <= TAG_MAX_LENGTH else None
    if match is None:
        raise ValueError(tag)
    language = match["language"].lower()
    script = (match["script"] or "").title()
    region = (match["region"] or "").upper()
    known = _names("en")
    if (
        language not in known.languages
        or (script and script not in known.scripts)
        or (region and region not in known.territories)
    ):
        raise ValueError(tag)
    parts = (language, script, region, match["variants"].lower().lstrip("-"))
    return "-".join(part for part in parts if part)


def is_tag(tag: object) -> bool:
    """Whether this is a BCP 47 tag of a known language, in its usual case."""
    if not isinstance(tag, str):
        return False
    try:
        return canonical(tag) == tag
    except ValueError:
        return False


def find(typed: str, reader: str | None = None) -> str:
    """Return the tag that an editor meant: a tag in any case, or a language's name.

    Names are read in the reader's language, in English and in the language itself.
    Raises ValueError when it is none.
    """
    try:
        return canonical(typed.replace("_", "-"))
    except ValueError:
        wanted = typed.casefold()
    for names in (_names(reader or get_language() or "en"), _names("en")):
        for code, name in names.languages.items():
            if name.casefold() == wanted:
                return canonical(code.replace("_", "-"))
    for code, _name in settings.LANGUAGES:
        if _names(code).languages.get(code, "").casefold() == wanted:
            return code
    raise ValueError(typed)


@lru_cache(maxsize=1024)
def direction(tag: str) -> str:
    """Return ``"rtl"`` or ``"ltr"``: by the tag's script, else by the usual one of its language."""
    match = _TAG.fullmatch(tag or "")
    if match is None:
        return "ltr"
    script = (match["script"] or "").title()
    if not script:
        language, region = match["language"].lower(), (match["region"] or "").upper()
        likely = get_global("likely_subtags")
        usual = likely.get(f"{language}_{region}") or likely.get(language) or ""
        script = usual.split("_")[1] if usual.count("_") else ""
    return "rtl" if script in _RIGHT_TO_LEFT_SCRIPTS else "ltr"


@lru_cache(maxsize=4096)
def _label(tag: str, reader: str) -> str:
    match = _TAG.fullmatch(tag)
    if match is None:
        return tag
    names = _names(reader)
    language = match["language"].lower()
    name = names.languages.get(language) or _names("en").languages.get(language)
    if name is None:
        return tag
    script = (match["script"] or "").title()
    region = (match["region"] or "").upper()
    details = []
    if script:
        details.append(names.scripts.get(script, script))
    if region:
        details.append(names.territories.get(region, region))
    details += match["variants"].lower().lstrip("-").split("-") if match["variants"] else []
    return f"{name} ({', '.join(details)})" if details else name


def label(tag: str, reader: str | None = None) -> str:
    """Return the language's name in the reader's language, or the tag where none is known."""
    return _label(tag, reader or get_language() or "en")


@cache
def _names(reader: str) -> Locale:
    """Babel's lists of names in one language; English where Babel lacks that language."""
    try:
        return Locale.parse(reader, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")
