"""Where a record was found: a few words of the text that was asked for, the asked ones marked."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models as db

from coop.names import languages
from coop.names.folding import words_in_place
from coop.search.marking import Place, Wanted
from coop.search.passages import Passage, others, own
from coop.search.questions import Question

LENGTH = 180
"""Characters of a text that a snippet shows."""

LEAD = 50
"""Characters that it shows before the first match."""

MATCHES_WEIGHED = 50

UNKNOWN = ("und", "auto")
"""Language and direction of a text whose language nobody knows."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text as it stands, and whether it is what was asked for."""

    text: str
    is_match: bool


@dataclass(frozen=True, slots=True)
class Snippet:
    """The pieces of a text in which a record was found, and what that text is of the record."""

    label: str
    pieces: tuple[Piece, ...]
    language: str
    direction: str


def pieces(text: str, question: Question, *, at_most: int | None = LENGTH) -> list[Piece]:
    """The text around what was asked for, parted into what matches and what does not.

    Of a text longer than ``at_most`` characters, the part with most of the matches, between
    dots; with None, the whole text. Joined, the pieces are the text, or its part.
    """
    return _pieces(text, Wanted(question), at_most)


def snippets(model: type[db.Model], ids: Iterable[int], question: Question) -> dict[int, Snippet]:
    """For each record whose printed name does not hold all that was asked: where the rest is.

    The ids are of public records. Of their texts, the first that holds everything missing
    in the name is chosen, else the one with most of it. Costs a query for what they say
    themselves, and at most one for each sort of texts that they refer to, however many
    records there are.
    """
    wanted = Wanted(question)
    names, portion = own(model, sorted(ids))
    missing = {
        pk: lacking
        for pk, name in names.items()
        if (lacking := wanted.everything - wanted.held(name.text))
    }
    chosen: dict[int, tuple[int, Passage]] = {}
    searched = sorted(missing)
    further = others(model, searched)
    while True:
        for pk in searched:
            for passage in portion.get(pk, ()):
                number = len(missing[pk] & wanted.held(passage.text))
                if number > chosen.get(pk, (0,))[0]:
                    chosen[pk] = number, passage
        searched[:] = [pk for pk in searched if len(missing[pk]) > chosen.get(pk, (0,))[0]]
        if not searched or (following := next(further, None)) is None:
            break
        portion = following
    return {pk: _snippet(passage, wanted) for pk, (_number, passage) in chosen.items()}


def _snippet(found: Passage, wanted: Wanted) -> Snippet:
    passage = found.printed()
    language, direction = UNKNOWN
    if passage.language:
        language, direction = passage.language, languages.direction(passage.language)
    return Snippet(passage.label, tuple(_pieces(passage.text, wanted, LENGTH)), language, direction)


def _pieces(text: str, wanted: Wanted, at_most: int | None) -> list[Piece]:
    places = wanted.places(text)
    start, end = 0, len(text)
    if at_most is not None and end > at_most:
        start, end = _window(text, places, at_most)
    found, here = [Piece("…", False)] if start else [], start
    for first, last in places:
        first, last = max(first, start), min(last, end)
        if first >= last:
            continue
        if first > here:
            found.append(Piece(text[here:first], False))
        found.append(Piece(text[first:last], True))
        here = last
    if here < end:
        found.append(Piece(text[here:end], False))
    return [*found, Piece("…", False)] if end < len(text) else found


def _window(text: str, places: list[Place], length: int) -> Place:
    """The part of a text to show: whole words, as many matches as can be, the first ones."""
    begins = [max(start - LEAD, 0) for start, _end in places[:MATCHES_WEIGHED]] or [0]
    inside = [
        sum(begin <= start and end <= begin + length for start, end in places[:MATCHES_WEIGHED])
        for begin in begins
    ]
    begin = min(begins[inside.index(max(inside))], len(text) - length)
    words = [
        (start, end)
        for _word, start, end in words_in_place(text)
        if begin <= start and end <= begin + length
    ]
    if not words:
        return begin, begin + length
    start = words[0][0] if begin else 0
    return start, len(text) if begin + length == len(text) else words[-1][1]
