"""What the registry recognises in a text: names, topics and dates, each with its place."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from django.utils.translation import get_language

from coop.facets.held import BEGUN
from coop.facets.index import Mark as Generation
from coop.models import ProvisionTopic
from coop.recognition import candidates, matching, names, terms
from coop.recognition.candidates import ORDER, Candidate, Found
from coop.recognition.dates import dates_in
from coop.recognition.matching import Hit, Paragraph
from coop.vocabulary.desk import Recognised
from coop.vocabulary.searching import document_id, kind_of

SHORT = 4
"""A name of one word with fewer letters counts only in capitals, where the script has them."""

SHORTEST_SURNAME = 4

TEXTS_KEPT = 4

OPENING = "\"'“„«‹‘‚「『"


@dataclass(frozen=True)
class Mark:
    """Words of one paragraph, and what they may be.

    Paragraphs are counted from 1; ``start`` and ``end`` are places in the paragraph's text.
    Candidates stand best first, all of them records; a date has none, but its ``edtf``, and a
    ``note`` where the text leaves it uncertain.
    """

    paragraph: int
    start: int
    end: int
    words: str
    kind: str
    candidates: tuple[Candidate, ...]
    edtf: str = ""
    note: str = ""

    @property
    def is_ambiguous(self) -> bool:
        """Whether several records of one kind bear these words."""
        return len({one for one in self.candidates if one.kind == self.kind}) > 1


def marks(paragraphs: Sequence[str], language: str) -> list[Mark]:
    """What is recognised, in order; of marks that would overlap, the longest are kept.

    Words are the registry's if they are a name of a record, published or not, in any language
    and script. What stands for something else (a capital for its state) is not resolved.
    """
    found = []
    for some in _recognised(paragraphs, language):
        found += _longest(some)
    return found


def forget():
    """Keep no answers."""
    _read.cache_clear()


def names_and_topics(paragraphs: Sequence[str], language: str) -> list[Mark]:
    """The same, and besides the topics within the names of events and subjects.

    The name of a film week is one of an event, and the text yet speaks of film weeks; of a
    body that has a topic in its name nothing follows.
    """
    found = []
    for some in _recognised(paragraphs, language):
        kept = _longest(some)
        bearing = [mark for mark in kept if mark.kind in (Recognised.EVENT, Recognised.SUBJECT)]
        within = [
            mark
            for mark in _longest(mark for mark in some if mark.kind == Recognised.TOPIC)
            if any(other.start <= mark.start and mark.end <= other.end for other in bearing)
        ]
        found += sorted([*kept, *within], key=lambda mark: mark.start)
    return found


def _recognised(paragraphs: Sequence[str], language: str) -> list[list[Mark]]:
    """All that may be meant in each paragraph, marks within marks included.

    The desk asks it of a text twice, and again after each step: while nothing changes the
    last answers are kept, by the language in which names are told.
    """
    known = names.known()
    read = _read if known.mark != BEGUN else _read.__wrapped__
    return read(known.mark, get_language(), tuple(paragraphs), language)


@lru_cache(maxsize=TEXTS_KEPT)
def _read(
    _mark: Generation, _told_in: str | None, paragraphs: tuple[str, ...], language: str
) -> list[list[Mark]]:
    pages = [Paragraph(text, language) for text in paragraphs]
    known = names.known()
    topics = {
        code: document_id(Recognised.TOPIC, pk)
        for code, pk in ProvisionTopic.objects.order_by().values_list("code", "pk")
    }
    hits = [[*matching.hits(page, known), *terms.hits(page, language, topics)] for page in pages]
    records = candidates.read({one for some in hits for hit in some for one in hit.documents})
    named = [
        _merged(_marks_of(page, number, some, records))
        for number, (page, some) in enumerate(zip(pages, hits, strict=True), 1)
    ]
    surnames = _surnames(pages, named)
    return [
        [*_dates(page.text, number, language), *some, *_followed(page, number, surnames)]
        for number, (page, some) in enumerate(zip(pages, named, strict=True), 1)
    ]


def _marks_of(page: Paragraph, number: int, hits: Iterable[Hit], records) -> Iterator[Mark]:
    """The hits of a paragraph as marks, without those that its writing speaks against."""
    countries = {
        records[one].country
        for hit in hits
        for one in hit.documents
        if one in records and kind_of(one) == Recognised.COUNTRY
    }
    for hit in hits:
        found = [
            records[one]
            for one in hit.documents
            if one in records and _is_written_so(page, hit, records[one].candidate.kind)
        ]
        if found:
            found.sort(key=lambda one: _rank(one, countries))
            behind = tuple(dict.fromkeys(one.candidate for one in found))
            words = page.text[hit.start : hit.end]
            yield Mark(number, hit.start, hit.end, words, behind[0].kind, behind)


def _rank(found: Found, countries: set) -> tuple:
    """Best first: by kind, then those of a country that the paragraph names."""
    one = found.candidate
    is_near = found.country is not None and found.country in countries
    return (ORDER[one.kind], not is_near, one.label, one.key)


def _is_written_so(page: Paragraph, hit: Hit, kind: str) -> bool:
    """Whether the words are written as a name of that kind is.

    A single word is a name only where it is written as one: with a capital, a film's between
    quotation marks. An agreement is not known by one word, nor anything by one letter.
    """
    if hit.first != hit.last or kind in (Recognised.SUBJECT, Recognised.TOPIC):
        return True
    word = page.text[hit.start : hit.end]
    if len(word) < 2 or kind == Recognised.AGREEMENT:
        return False
    if kind == Recognised.COPRODUCTION:
        before = page.text[: hit.start].rstrip()
        return not hit.is_inflected and before[-1:] in tuple(OPENING)
    has_cases = word.upper() != word.lower()
    if len(word) < SHORT and has_cases:
        return word.isupper()
    return not word[0].islower()


def _merged(found: Iterable[Mark]) -> list[Mark]:
    """The marks, those of the same words in one; a name is stronger than a topic's term."""
    by_place: dict[tuple[int, int], Mark] = {}
    for mark in found:
        place = mark.start, mark.end
        known = by_place.get(place)
        if known is not None:
            both = dict.fromkeys((*known.candidates, *mark.candidates))
            behind = tuple(sorted(both, key=lambda one: ORDER[one.kind]))
            mark = replace(known, kind=behind[0].kind, candidates=behind)
        by_place[place] = mark
    return list(by_place.values())


def _surnames(pages: list[Paragraph], named: list[list[Mark]]) -> dict[str, tuple[Candidate, ...]]:
    """The people whose full name stands in the text, by the last word of it, folded."""
    found: dict[str, dict[Candidate, None]] = defaultdict(dict)
    for page, some in zip(pages, named, strict=True):
        last = {end: word for word, _start, end in page.words}
        first = {start for _word, start, _end in page.words}
        for mark in some:
            if mark.kind != Recognised.PERSON:
                continue
            inside = sum(mark.start <= start < mark.end for start in first)
            word = last.get(mark.end, "")
            if inside > 1 and len(word) >= SHORTEST_SURNAME:
                people = [one for one in mark.candidates if one.kind == Recognised.PERSON]
                found[word].update(dict.fromkeys(people))
    return {word: tuple(people) for word, people in found.items()}


def _followed(page: Paragraph, number: int, surnames: dict) -> Iterator[Mark]:
    """Surnames alone, of people whose full name stands elsewhere in the text."""
    if not surnames:
        return
    for place, (_word, _start, end) in enumerate(page.words):
        for start, word in page.readings(place):
            people = next(
                (surnames[form] for form in (word, *page.stems(word)) if form in surnames), None
            )
            if people and not page.text[start].islower():
                yield Mark(number, start, end, page.text[start:end], Recognised.PERSON, people)
                break


def _dates(text: str, number: int, language: str) -> Iterator[Mark]:
    for one in dates_in(text, language):
        yield Mark(number, one.start, one.end, one.words, Recognised.DATE, (), one.edtf, one.note)


def _longest(found: Iterable[Mark]) -> list[Mark]:
    """Of marks that overlap the longest, of those as long the first given; in order."""
    longest_first = sorted(found, key=lambda one: one.start - one.end)
    taken = bytearray(max((mark.end for mark in longest_first), default=0))
    kept = []
    for mark in longest_first:
        if not any(taken[mark.start : mark.end]):
            taken[mark.start : mark.end] = b"\1" * (mark.end - mark.start)
            kept.append(mark)
    return sorted(kept, key=lambda one: one.start)
