"""Days of a month written as words: “first of October”, «الحادي عشر من ديسمبر», «بیستم آذر»."""

from collections.abc import Iterator
from functools import cache

from coop.names.folding import fold

_ENGLISH = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
_ARABIC = "الأول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر"
_ARABIC_TENS = {20: ("العشرون", "العشرين"), 30: ("الثلاثون", "الثلاثين")}
_PERSIAN = (
    "یکم دوم سوم چهارم پنجم ششم هفتم هشتم نهم دهم یازدهم دوازدهم سیزدهم چهاردهم پانزدهم شانزدهم "
    "هفدهم هجدهم نوزدهم بیستم"
)

_OF_A_WEEK = "الأسبوع أسبوع النصف نصف الربع ربع الثلث العقد هفته نیمه دهه semaine"
NOT_A_DAY = frozenset(map(fold, _OF_A_WEEK.split()))
"""Before an ordinal they make it that of a week or a half: «الأسبوع الأول من ديسمبر»."""

NEEDS_OF = frozenset(fold(word) for word in f"{_ENGLISH} twenty thirty thirtieth".split())
"""English ordinals are days only before “of”: the first October meeting was on no first."""


def _all() -> Iterator[tuple[int, str]]:
    yield from enumerate(_ENGLISH.split(), start=1)
    yield from ((20 + number, f"twenty {word}") for number, word in _first(_ENGLISH, 9))
    yield from ((30, "thirtieth"), (31, "thirty first"), (1, "premier"))
    yield from enumerate(_ARABIC.split(), start=1)
    yield from ((1, "أول"), (11, "الحادي عشر"), (11, "الحادية عشرة"))
    yield from ((10 + number, f"{word} عشر") for number, word in _first(_ARABIC, 9) if number > 1)
    for tens, words in _ARABIC_TENS.items():
        for word in words:
            yield tens, word
            yield tens + 1, f"الحادي و{word}"
            if tens == 20:
                yield from (
                    (tens + number, f"{one} و{word}")
                    for number, one in _first(_ARABIC, 9)
                    if number > 1
                )
    yield from enumerate(_PERSIAN.split(), start=1)
    yield from ((20 + number, f"بیست و {word}") for number, word in _first(_PERSIAN, 9))
    yield from ((1, "اول"), (18, "هیجدهم"), (30, "سی ام"), (30, "سی‌ام"), (31, "سی و یکم"))


def _first(words: str, count: int) -> list[tuple[int, str]]:
    return list(enumerate(words.split()[:count], start=1))


@cache
def days() -> dict[str, list[tuple[tuple[str, ...], int]]]:
    """By its first folded word, what else belongs to the name of a day, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for day, name in _all():
        first, *others = fold(name).split()
        found.setdefault(first, []).append((tuple(others), day))
    for names in found.values():
        names.sort(key=lambda name: -len(name[0]))
    return found
