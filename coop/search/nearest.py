"""“Did you mean”: the names nearest to words that no name has."""

from collections import Counter
from dataclasses import dataclass
from threading import RLock
from urllib.parse import urlencode

from django.db.models import Model, QuerySet
from pyroaring import BitMap
from rapidfuzz import process
from rapidfuzz.distance import OSA

from coop import facets
from coop.facets import held
from coop.facets.registered import KINDS
from coop.models import (
    Agreement,
    CoProduction,
    Country,
    Event,
    Party,
    Person,
    Place,
    ProvisionTopic,
    SearchDocument,
    SourceDocument,
    Subject,
)
from coop.names.folding import variants, words_in_place
from coop.querysets.bulk import among, batches
from coop.search import matching
from coop.search.matching import Mark
from coop.search.questions import CHARACTERS_READ, Question
from coop.search.snippets import Piece
from coop.search.texts import words_in
from coop.search.words import TITLES

NAMED: tuple[type[Model], ...] = (
    Country,
    Party,
    Person,
    Place,
    ProvisionTopic,
    Subject,
    Event,
    Agreement,
    CoProduction,
    SourceDocument,
)
"""The kinds whose names are known, those first whose name is offered before others'."""

WORDS_WEIGHED = 8
"""Words of a question that are looked up; the rest are taken as they are."""

CANDIDATES = 5

SHORTEST = 3
"""A shorter word is near to everything."""

LONG = 6
"""From so many letters on, two may be wrong."""


@dataclass(frozen=True)
class Vocabulary:
    """The words of one kind's names, each with the number of documents that have it.

    It only grows from one generation to the next: that a name which has it is still there,
    and public, is asked before a word is offered.
    """

    mark: Mark
    words: Counter[str]

    def with_words_of(self, documents: QuerySet, public: BitMap) -> "Vocabulary":
        """This vocabulary with the words of further titles, where their records are public."""
        words = self.words.copy()
        for pk, title in documents.values_list("record_id", "title").iterator():
            if pk in public:
                words.update(words_in(title))
        return Vocabulary(self.mark, words)

    def near(self, word: str, most: int) -> list[tuple[int, int, str]]:
        """The words at most so many letters away: how far, how often with a minus, which."""
        near = process.extract(
            word, self.words.keys(), scorer=OSA.distance, score_cutoff=most, limit=CANDIDATES
        )
        return [(int(far), -self.words[other], other) for other, far, _place in near if far]


_vocabularies: dict[type[Model], Vocabulary] = {}
_lock = RLock()


@dataclass(frozen=True, slots=True)
class Correction:
    """The question with other words: as it is asked, and in parts, the other words marked."""

    asked: str
    pieces: list[Piece]

    @property
    def query(self) -> str:
        """The query string that asks it."""
        return urlencode({"q": self.asked})


def nearest(asked: str, question: Question, mark: Mark, *, is_found: bool) -> Correction | None:
    """The question with names in the place of words that are in no name but near to one.

    None when there are none, or when the other question finds nothing either. Where nothing
    was found, words that some text has stay as they are. Every word that is put in stands in
    the name of a public record, as it is written there.
    """
    typed = asked[:CHARACTERS_READ]
    instead = {}
    for word in question.sequence[:WORDS_WEIGHED]:
        if word in instead or _is_known(word, question, mark, is_found=is_found):
            continue
        if name := _nearest_name(word, mark):
            instead[word] = name
    found, here = [], 0
    for word, start, end in words_in_place(typed):
        if word in instead:
            found += [Piece(typed[here:start], False), Piece(instead[word], True)]
            here = end
    if not found:
        return None
    found = [piece for piece in (*found, Piece(typed[here:], False)) if piece.text]
    other = "".join(piece.text for piece in found)
    return Correction(other, found) if _finds(Question.read(other), mark) else None


def _is_known(word: str, question: Question, mark: Mark, *, is_found: bool) -> bool:
    """Whether a name has a word, or begins one with it where it is still open."""
    forms, beginnings = variants(word), question.beginnings
    known = [_vocabulary(model, mark).words for model in NAMED]
    if any(form in words for words in known for form in forms):
        return True
    if beginnings[:1] == (word,) and any(
        other.startswith(beginnings) for words in known for other in words
    ):
        return True
    return not is_found and _finds(Question.read(word), mark)


def _nearest_name(word: str, mark: Mark) -> str:
    """The nearest word of a public name, as it is written there; empty when none is near."""
    if len(word) < SHORTEST:
        return ""
    most = 1 if len(word) < LONG else 2
    near = [
        (far, often, number, other)
        for number, model in enumerate(NAMED)
        for far, often, other in _vocabulary(model, mark).near(word, most)
    ]
    for _far, _often, number, other in sorted(near)[:CANDIDATES]:
        if written := _written(NAMED[number], other, mark):
            return written
    return ""


def _written(model: type[Model], word: str, mark: Mark) -> str:
    """A word as a public record of the kind writes it in its name; empty when none does."""
    question = Question(words=(word,), sequence=(word,))
    _exact, titled = matching.tiers(model, question, mark)
    public = titled & facets.index(model, mark).everything
    if not public:
        return ""
    names = model._default_manager.filter(pk=public.min()).values_list(*TITLES[model]).get()
    for text in (text for name in names for text in (name or {}).values()):
        for one, start, end in words_in_place(text):
            if word in variants(one):
                return text[start:end]
    # A name is found by its letters in Latin script, too, in which it is not written.
    return word


def _finds(question: Question, mark: Mark) -> bool:
    """Whether the public finds anything by a question."""
    return any(
        matching.found(model, question, mark).intersect(facets.index(model, mark).everything)
        for model in KINDS
    )


def _vocabulary(model: type[Model], mark: Mark) -> Vocabulary:
    """The words of the names of a kind as they are now."""
    known = _vocabularies.get(model)
    if known is not None and known.mark == mark:
        return known
    documents = SearchDocument.objects.of(model)
    public = facets.index(model, mark).everything
    with _lock:
        known = _vocabularies.get(model)
        changed = held.changes(KINDS[model], known.mark, mark) if known is not None else None
        if known is None or changed is None:
            known = Vocabulary(mark, Counter()).with_words_of(documents, public)
        for batch in batches(changed or ()):
            known = known.with_words_of(documents.filter(**among("record_id", batch)), public)
        known = Vocabulary(mark, known.words)
        if mark != held.BEGUN:
            _vocabularies[model] = known
        return known
