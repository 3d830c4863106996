"""The words of a question as they are met in a text: which of them, and where."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from coop.names.folding import variants, words, words_in_place
from coop.search.questions import Question
from coop.search.texts import cut

Place = tuple[int, int]
"""Where a part of a text begins and ends."""


class Wanted:
    """What a question asks for: words, the beginning of a word, and phrases.

    Each is known by the forms, or the words, that are looked for, so that what two texts
    hold can be compared.
    """

    def __init__(self, question: Question):
        self.words = {forms: frozenset(forms) for forms in question.forms}
        self.beginnings = question.beginnings
        self.phrases = question.phrases
        begun = [("…", *self.beginnings)] if self.beginnings else []
        quoted = [("“", *phrase) for phrase in self.phrases]
        self.everything = frozenset((*self.words, *begun, *quoted))
        self._known: dict[str, frozenset[tuple[str, ...]]] = {}

    def held(self, text: str) -> frozenset[tuple[str, ...]]:
        """Which of everything that is wanted stands in a text."""
        # The records of a page name the same parties and topics again and again.
        if text not in self._known:
            self._known[text] = self._held(text)
        return self._known[text]

    def _held(self, text: str) -> frozenset[tuple[str, ...]]:
        there = [_forms(word) for word in words(text)]
        forms = {form for word in there for form in word}
        found = [wanted for wanted, one in self.words.items() if not one.isdisjoint(forms)]
        if self.beginnings and any(form.startswith(self.beginnings) for form in forms):
            found.append(("…", *self.beginnings))
        found += [("“", *phrase) for phrase in self.phrases if any(_runs(there, phrase))]
        return frozenset(found)

    def begins(self, text: str) -> bool:
        """Whether a text begins with one of the words or phrases."""
        places = self.places(text)
        first = next(words_in_place(text), None)
        return bool(places and first and places[0][0] <= first[1])

    def places(self, text: str) -> list[Place]:
        """Where what is wanted stands in a text: in order, and none within another."""
        there = list(words_in_place(text))
        forms = [_forms(word) for word, _start, _end in there]
        spans = [(number, number) for number, one in enumerate(forms) if self._is_word(one)]
        for phrase in self.phrases:
            spans += _runs(forms, phrase)
        return _joined((there[first][1], there[last][2]) for first, last in spans)

    def _is_word(self, forms: Sequence[str]) -> bool:
        if self.beginnings and any(form.startswith(self.beginnings) for form in forms):
            return True
        return any(not wanted.isdisjoint(forms) for wanted in self.words.values())


@lru_cache(10_000)
def _forms(word: str) -> tuple[str, ...]:
    """The forms by which a word is found, itself first, as they stand in the index."""
    return tuple(cut(form) for form in variants(word))


def _runs(forms: Sequence[Sequence[str]], phrase: Sequence[str]) -> Iterator[Place]:
    """The first and the last number of words that follow each other as in the phrase."""
    for start in range(len(forms) - len(phrase) + 1):
        if all(word == forms[start + number][0] for number, word in enumerate(phrase)):
            yield start, start + len(phrase) - 1


def _joined(places: Iterable[Place]) -> list[Place]:
    """The places in order, with those that overlap made one."""
    joined: list[Place] = []
    for start, end in sorted(places):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
