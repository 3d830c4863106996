"""Where names stand in a paragraph: all places, whatever is made of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from coop.names.folding import words_in_place
from coop.names.particles import bare, is_arabic, readings
from coop.recognition.names import Known, key_without_article

SHORTEST_STEM = 4
"""A shorter word is not looked for with an ending: it would begin too many others."""

ENDINGS = {4: 3, 5: 3}
"""How many letters may follow a stem of so many, in an inflected form; else LONGEST_ENDING."""

LONGEST_ENDING = 5


@dataclass(frozen=True)
class Hit:
    """Words of a paragraph, by number, and the search documents whose name they are.

    ``start`` and ``end`` are places in the text, without the particle before the name.
    ``is_inflected`` says that the last word has an ending that the name does not have.
    """

    first: int
    last: int
    start: int
    end: int
    documents: tuple[int, ...]
    is_inflected: bool = False


class Paragraph:
    """A paragraph with its folded words in place."""

    def __init__(self, text: str, language: str):
        self.text = text
        self.words = list(words_in_place(text))
        # Persian and its neighbours are written in Arabic letters without its particles.
        self.has_particles = language.partition("-")[0] in ("", "ar")

    @cached_property
    def bare_words(self) -> list[str]:
        """The words without articles."""
        return [bare(word) for word, _start, _end in self.words]

    def readings(self, place: int) -> Iterator[tuple[int, str]]:
        """What the word may be, and where in the text it then begins."""
        word, start, _end = self.words[place]
        if not self.has_particles:
            yield start, word
            return
        for skipped, rest in readings(word):
            yield self._after(place, skipped) if skipped else start, rest

    def stems(self, word: str) -> Iterator[str]:
        """The words of which this may be an inflected form, longest first, itself left out.

        No word has been learnt: whatever begins it and is a name is one. Arabic words change
        inside and at their beginning, so none is taken for the beginning of another.
        """
        if self.has_particles and is_arabic(word):
            return
        for length in range(len(word) - 1, SHORTEST_STEM - 1, -1):
            if len(word) - length > LONGEST_ENDING:
                return
            if len(word) - length <= ENDINGS.get(length, LONGEST_ENDING):
                yield word[:length]

    def _after(self, place: int, letters: int) -> int:
        """Where a word goes on after so many letters and the signs upon them.

        One character can be several letters (``ﻻ``): where it is of both, it is not parted.
        """
        _word, start, end = self.words[place]
        for here in range(start, end):
            if letters and (held := _letters(self.text[here])):
                letters -= held
                if letters < 0:
                    return start
            elif not letters and _letters(self.text[here]):
                return here
        return start


def _letters(character: str) -> int:
    """How many letters a character is when it is folded; none for a sign."""
    return sum(len(word) for word, _start, _end in words_in_place(character))


def hits(paragraph: Paragraph, known: Known) -> Iterator[Hit]:
    """Every place where a name stands, names within names included."""
    for place in range(len(paragraph.words)):
        lengths: set[int] = set()
        for start, word in paragraph.readings(place):
            for hit in _at(paragraph, known, place, start, word):
                if hit.last not in lengths:
                    lengths.add(hit.last)
                    yield hit


def _at(paragraph: Paragraph, known: Known, place: int, start: int, word: str) -> Iterator[Hit]:
    """The names that begin at a word, read so, longest first."""
    first = bare(word)
    for length in known.lengths(first):
        last = place + length - 1
        if last >= len(paragraph.words):
            continue
        before = " ".join((first, *paragraph.bare_words[place + 1 : last]))
        for ending, is_inflected in _forms(paragraph, paragraph.bare_words[last]):
            if found := known.named(f"{before} {ending}"):
                yield _hit(paragraph, place, last, start, found, is_inflected)
                break
    for alone, is_inflected in _forms(paragraph, word):
        if found := [*known.named(alone), *known.named(key_without_article(alone))]:
            yield _hit(paragraph, place, place, start, found, is_inflected)
            break


def _forms(paragraph: Paragraph, word: str) -> Iterator[tuple[str, bool]]:
    yield word, False
    for stem in paragraph.stems(word):
        yield stem, True


def _hit(paragraph, first, last, start, documents: Sequence[int], is_inflected: bool) -> Hit:
    end = paragraph.words[last][2]
    return Hit(first, last, start, end, tuple(dict.fromkeys(documents)), is_inflected)
