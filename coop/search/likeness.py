"""How alike two names are: folded, by letters that look alike, by words, by letters."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext, ngettext
from rapidfuzz.distance import OSA

from coop.names.folding import fold
from coop.names.lookalikes import in_latin

SAYS_NOTHING = frozenset(
    (
        *("a", "an", "the", "of", "for", "and", "in", "on", "at", "to"),
        *("de", "la", "le", "les", "du", "des", "et", "el", "del", "y", "der", "die", "das", "und"),
        *("и", "в", "на", "по", "о", "و", "في", "من"),
    )
)
"""Words between others, folded, by which no two names differ."""

SURE = 100
SHORT_NAME = 70
EACH_LETTER = 5
"""What a score loses for each letter that differs."""

ONE_FROM, ONE_ALONE_FROM, TWO_FROM = 4, 5, 8
"""From so many letters on, one or two of them may differ; more are asked for where the name has
no other words, for Iran is not Iraq.
"""

MOST = 2
"""Letters that may differ at most."""


@dataclass(frozen=True, slots=True)
class Name:
    """One name as it is compared: its folded words, and what they look like in Latin letters."""

    words: tuple[str, ...]
    alike: tuple[str, ...]

    @property
    def numbers(self) -> list[str]:
        """The words with a digit in them: of two editions of a festival they alone differ."""
        return sorted(word for word in self.alike if not word.isalpha())


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two names are, up to 100, and in what they differ."""

    score: int
    letters: int = 0
    kind: str = "same"

    @property
    def why(self) -> str:
        """In words."""
        if self.kind == "letters":
            sentence = ngettext(
                "%(number)d letter differs", "%(number)d letters differ", self.letters
            )
            return sentence % {"number": self.letters}
        return {
            "same": gettext("the same name"),
            "look-alike": gettext("the same to the eye, with letters of another alphabet"),
            "order": gettext("the same words in another order"),
            "parted": gettext("the same letters, parted otherwise"),
            "short": gettext("the same short name"),
            "identifier": gettext("the same identifier"),
        }[self.kind]


@lru_cache(20_000)
def read(text: str) -> Name:
    """A name as it is compared; without any word where it has none that says something."""
    return Name(_words(text), _words(in_latin(text)))


def _words(text: str) -> tuple[str, ...]:
    words = fold(text).split()
    return tuple(word for word in words if word not in SAYS_NOTHING) or tuple(words)


def likeness(one: Name, other: Name) -> Likeness | None:
    """How alike two names are; None where they are not."""
    if not (one.words and other.words):
        return None
    if one.words == other.words:
        return Likeness(SURE)
    if one.alike == other.alike:
        return Likeness(98, kind="look-alike")
    if one.numbers != other.numbers:
        return None
    if sorted(one.alike) == sorted(other.alike):
        return Likeness(95, kind="order")
    if "".join(one.alike) == "".join(other.alike):
        return Likeness(94, kind="parted")
    return _by_letters(one, other)


def _by_letters(one: Name, other: Name) -> Likeness | None:
    ours, theirs = Counter(one.alike), Counter(other.alike)
    left = " ".join(_rest(one.alike, ours - theirs))
    right = " ".join(_rest(other.alike, theirs - ours))
    shorter = min(len(left), len(right))
    from_one = ONE_FROM if ours & theirs else ONE_ALONE_FROM
    most = MOST if shorter >= TWO_FROM else 1 if shorter >= from_one else 0
    if not most or abs(len(left) - len(right)) > most:
        return None
    far = OSA.distance(left, right, score_cutoff=most)
    return Likeness(90 - EACH_LETTER * far, far, "letters") if far <= most else None


def _rest(words: tuple[str, ...], of: Counter) -> Iterable[str]:
    return [word for word in words if word in of]


def nearest(ours: Iterable[Name], theirs: Iterable[Name]) -> Likeness | None:
    """The closest likeness among names of two records; None where none are alike."""
    theirs = list(theirs)
    found = [like for one in ours for other in theirs if (like := likeness(one, other))]
    return max(found, key=lambda like: like.score, default=None)
