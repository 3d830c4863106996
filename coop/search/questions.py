"""What was asked: words and phrases, whatever was typed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from coop.names import folding
from coop.search.texts import cut, whole

CHARACTERS_READ = 4_000
WORDS_READ = 32

# Only a pair makes a phrase: a quote on its own is as any other sign between words.
_PHRASE = re.compile('["＂]([^"＂]*)["＂]|«([^«»]*)»|[“„]([^“”„]*)[“”]')


@dataclass(frozen=True, slots=True)
class Question:
    """Folded words, all of which a record must have, and phrases that must stand in a text of it.

    ``words`` are those outside of quotes, each once, as typed; where ``is_open``, the last one
    may be the beginning of a word. ``phrases`` are the words between quotes, phrase by phrase.
    ``sequence`` has all words as they were typed, and ``was_cut`` says that more were typed
    than are read.
    """

    words: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    is_open: bool = False
    sequence: tuple[str, ...] = ()
    was_cut: bool = False

    @classmethod
    def read(cls, asked: str) -> "Question":
        """Read what somebody typed: any string at all."""
        words: list[str] = []
        phrases: list[tuple[str, ...]] = []
        sequence: list[str] = []
        was_cut, is_open = len(asked) > CHARACTERS_READ, False
        for text, is_phrase in _parts(asked[:CHARACTERS_READ]):
            typed = tuple(map(cut, folding.words(text)))
            read = typed[: WORDS_READ - len(sequence)]
            was_cut = was_cut or len(read) < len(typed)
            sequence += read
            if is_phrase and read:
                phrases.append(read)
                is_open = False
            elif read:
                # What was left out came after the last word, which so was typed to its end.
                is_open = len(read) == len(typed) and read[-1] not in (*words, *read[:-1])
                words += read
        return cls(
            words=tuple(dict.fromkeys(words)),
            phrases=tuple(dict.fromkeys(phrases)),
            is_open=is_open,
            sequence=tuple(sequence),
            was_cut=was_cut,
        )

    @property
    def is_empty(self) -> bool:
        """Nothing was asked that anything could be found by."""
        return not self.sequence

    @property
    def forms(self) -> tuple[tuple[str, ...], ...]:
        """The forms of each word, of which one must be found; without the one that is open."""
        whole = self.words[:-1] if self.is_open else self.words
        return tuple(map(folding.variants, whole))

    @property
    def beginnings(self) -> tuple[str, ...]:
        """The forms of the open word, of which one must begin a word; empty where none need."""
        return folding.variants(self.words[-1]) if self.is_open else ()

    @property
    def of_a_title(self) -> "Question":
        """What finds titles that are these words and nothing else."""
        return Question(phrases=((whole(self.sequence),),), sequence=self.sequence)


def _parts(asked: str) -> Iterator[tuple[str, bool]]:
    """The parts of a question in order, each with whether it stands between quotes."""
    end = 0
    for phrase in _PHRASE.finditer(asked):
        yield asked[end : phrase.start()], False
        yield next(group for group in phrase.groups() if group is not None), True
        end = phrase.end()
    yield asked[end:], False
