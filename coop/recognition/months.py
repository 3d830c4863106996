"""The names of the months as running text has them, in seven languages and their cases.

All names are folded (``coop.names.folding``), so that marks, hamzas and letter case do not
count. Babel gives the names; what is added here are the cases, the spellings of the press, and
the months of the Solar Hijri year.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain

from babel import Locale

from coop.names.folding import fold

GREGORIAN, SOLAR = "gregorian", "solar"


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a calendar. ``is_start``: the case of its name says “from”, as in «қазаннан».

    ``is_capital``: only a capital letter tells it from other words, as in “May”.
    """

    number: int
    calendar: str = GREGORIAN
    is_start: bool = False
    is_capital: bool = False


_LOCALES = ("en", "ar", "ar-LB", "ar-MA", "ar-DZ", "ar-MR", "fa", "ru", "kk", "tr", "fr")
_ABBREVIATED = ("en", "fr", "ru")

_FURTHER = {
    "sep": 9,
    "يونيه": 6, "يوليه": 7, "اغسطوس": 8, "افريل": 4,
    "می": 5, "جون": 6, "جولای": 7, "ژوییه": 7, "آگوست": 8, "آپریل": 4, "اکتوبر": 10,
}  # fmt: skip

_TWO_WORDS = {
    "كانون": {"الثاني": 1, "ثاني": 1, "ثان": 1, "الاول": 12, "اول": 12},
    "تشرين": {"الاول": 10, "اول": 10, "الثاني": 11, "ثاني": 11, "ثان": 11},
}

_SOLAR = (
    "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور",
    "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
)  # fmt: skip
_SOLAR_SPELLINGS = {"امرداد": 5, "اسپند": 12}

_RUSSIAN = (
    "январ", "феврал", "март", "апрел", "ма", "июн",
    "июл", "август", "сентябр", "октябр", "ноябр", "декабр",
)  # fmt: skip
_RUSSIAN_SOFT = ("ь", "я", "ю", "ем", "е")
_RUSSIAN_HARD = ("", "а", "у", "ом", "е")
_RUSSIAN_MAY = ("й", "я", "ю", "ем", "е")

_KAZAKH_BACK = (
    "да", "та", "га", "ка", "дын", "тын", "нын", "дагы", "тагы", "ы", "сы", "ында", "сында",
    "ына", "сына", "ынын", "сынын", "ындагы", "сындагы",
)  # fmt: skip
_KAZAKH_FRONT = (
    "де", "те", "ге", "ке", "дин", "тин", "нин", "деги", "теги", "и", "си", "инде", "синде",
    "ине", "сине", "инин", "синин", "индеги", "синдеги",
)  # fmt: skip
_KAZAKH_START = {
    "back": ("дан", "тан", "нан", "ынан", "сынан"),
    "front": ("ден", "тен", "нен", "инен", "синен"),
}
_KAZAKH_FRONT_MONTHS = (4, 7)

_TURKISH = (
    "da", "de", "ta", "te", "a", "e", "i", "u", "in", "un", "daki", "deki", "taki", "teki",
    "inda", "inde", "unda", "ina", "ine", "una", "inin", "unun",
)  # fmt: skip
_TURKISH_START = ("dan", "den", "tan", "ten", "indan", "inden", "undan")

MONTH_WORDS = frozenset(map(fold, ("ماه", "айы", "айында", "айынан", "айынын", "ayı", "ayında")))
"""The word “month” after a name, which says no more."""


@cache
def months() -> dict[str, Month]:
    """Each folded word that names a month."""
    found = {fold(name): month for name, month in _all_names()}
    found |= {f"{fold(name)}{fold('ماه')}": month for name, month in _persian()}
    return found


@cache
def english_months() -> frozenset[str]:
    """The folded names after which the day may stand: “December 11”."""
    return frozenset(
        fold(name)
        for tag in ("en", "en-GB")
        for width in ("wide", "abbreviated")
        for name in _wide(tag, width=width).values()
    ) | {"sep"}


@cache
def months_of_two_words() -> dict[str, dict[str, Month]]:
    """The folded first words of months named by two, with what may follow each."""
    return {
        fold(first): {fold(second): Month(number) for second, number in seconds.items()}
        for first, seconds in _TWO_WORDS.items()
    }


def _all_names() -> Iterator[tuple[str, Month]]:
    """The names, those that decide where two languages share a word last."""
    return chain(
        _turkish(),
        _kazakh(),
        _russian(),
        _of_babel(),
        ((name, Month(number)) for name, number in _FURTHER.items()),
        _english(),
        _persian(),
    )


def _wide(tag: str, context: str = "format", width: str = "wide") -> dict[int, str]:
    return {
        number: name.rstrip(".")
        for number, name in Locale.parse(tag, sep="-").months[context][width].items()
    }


def _of_babel() -> Iterator[tuple[str, Month]]:
    for tag in _LOCALES:
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated") if tag in _ABBREVIATED else ("wide",):
                for number, name in _wide(tag, context, width).items():
                    if " " not in name:
                        yield name, Month(number)


def _english() -> Iterator[tuple[str, Month]]:
    for tag in ("en", "en-GB"):
        for width in ("wide", "abbreviated"):
            for number, name in _wide(tag, width=width).items():
                if name not in ("Sept", "Oct", "Nov"):
                    yield name, Month(number, is_capital=True)


def _persian() -> Iterator[tuple[str, Month]]:
    for number, name in enumerate(_SOLAR, start=1):
        yield name, Month(number, SOLAR)
    for name, number in _SOLAR_SPELLINGS.items():
        yield name, Month(number, SOLAR)


def _russian() -> Iterator[tuple[str, Month]]:
    for number, stem in enumerate(_RUSSIAN, start=1):
        endings = _RUSSIAN_SOFT
        if stem in ("март", "август"):
            endings = _RUSSIAN_HARD
        elif stem == "ма":
            endings = _RUSSIAN_MAY
        for ending in endings:
            yield f"{stem}{ending}", Month(number)


def _kazakh() -> Iterator[tuple[str, Month]]:
    for number, name in _wide("kk").items():
        vowels = "front" if number in _KAZAKH_FRONT_MONTHS else "back"
        for ending in _KAZAKH_FRONT if vowels == "front" else _KAZAKH_BACK:
            yield f"{fold(name)}{ending}", Month(number)
        for ending in _KAZAKH_START[vowels]:
            yield f"{fold(name)}{ending}", Month(number, is_start=True)


def _turkish() -> Iterator[tuple[str, Month]]:
    for number, name in _wide("tr").items():
        for ending in _TURKISH:
            yield f"{fold(name)}{ending}", Month(number)
        for ending in _TURKISH_START:
            yield f"{fold(name)}{ending}", Month(number, is_start=True)
