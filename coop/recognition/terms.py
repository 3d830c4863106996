"""Topics by the words of the field, which `coop.vocabulary.terms` lists."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from coop.names.folding import fold
from coop.names.particles import bare
from coop.recognition.matching import Hit, Paragraph
from coop.vocabulary.terms import TERMS

BEGINNING = 3
"""Letters of its first word by which a term is looked up."""

ANY = "*"


@dataclass(frozen=True)
class Term:
    """The words of a term, each with whether other endings are meant too, and its topic."""

    words: tuple[tuple[str, bool], ...]
    topic: str

    @classmethod
    def read(cls, written: str, topic: str) -> "Term":
        """Read a term as the lists have it."""
        words = []
        for word in written.split():
            is_open = word.endswith(ANY)
            folded = fold(word.removesuffix(ANY)).split() or [""]
            words += [(bare(part), False) for part in folded[:-1]]
            words.append((bare(folded[-1]), is_open))
        return cls(tuple(words), topic)

    def begins(self, first: str, others: list[str]) -> bool:
        """Whether the term is what a text has here: its first word, and those that follow."""
        if len(others) < len(self.words) - 1:
            return False
        here = (first, *others)
        return all(
            (word.startswith(term) if is_open else word == term)
            for (term, is_open), word in zip(self.words, here, strict=False)
        )


def hits(paragraph: Paragraph, language: str, topics: dict[str, int]) -> Iterator[Hit]:
    """Every place where a term stands, terms within terms included.

    ``topics`` gives for a code the search document of the topic; terms of others are passed
    over. In a text whose language is not known, the terms of all languages are looked for.
    """
    terms = _terms(language.partition("-")[0])
    words = paragraph.bare_words
    for place in range(len(words)):
        for start, read in paragraph.readings(place):
            first = bare(read)
            for term in terms.get(first[:BEGINNING], ()):
                last = place + len(term.words) - 1
                if term.topic in topics and term.begins(first, words[place + 1 : last + 1]):
                    end = paragraph.words[last][2]
                    yield Hit(place, last, start, end, (topics[term.topic],))


@cache
def _terms(language: str) -> dict[str, list[Term]]:
    """The terms of a language, by the beginning of their first word."""
    lists = TERMS.values() if not language else [TERMS.get(language, {})]
    found = defaultdict(list)
    for terms in lists:
        for topic, written in terms.items():
            for one in written:
                term = Term.read(one, topic)
                found[term.words[0][0][:BEGINNING]].append(term)
    return dict(found)
