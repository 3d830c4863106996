"""What is recognised in the text of a source, as links that begin a citation."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from coop.admin.evidence_desk.opening import may_view
from coop.admin.evidence_desk.prefilling import CHOSEN
from coop.dates.words import in_words
from coop.models import Dismissal
from coop.recognition.marks import Mark, marks
from coop.vocabulary.desk import Recognised

MEANT = 8
"""How many records words are taken for at most."""

KINDS = dict(Recognised.choices)


@dataclass(frozen=True)
class Piece:
    """A stretch of a paragraph; where something is recognised, what, and how to cite it.

    ``query`` is what an address of the desk asks to fill in.
    """

    text: str
    kind: str = ""
    meaning: str = ""
    query: str = ""
    is_doubtful: bool = False


def mark(source, paragraphs: Iterable, user):
    """Cut the texts of these paragraphs of a source into their pieces, as this user may see it."""
    with_text = [paragraph for paragraph in paragraphs if paragraph.text]
    found = defaultdict(list)
    known = marks([paragraph.text for paragraph in with_text], source.language)
    kinds = _kinds_seen(user)
    dismissed = _dismissed(source) if known else set()
    for one in known:
        number = with_text[one.paragraph - 1].number
        if (left := _left(one, number, kinds, dismissed)) is not None:
            found[number].append(left)
    for paragraph in with_text:
        paragraph.pieces = pieces(paragraph.text, paragraph.number, found[paragraph.number])


def within(text: str, words: str, language: str, user) -> list[Mark]:
    """What is recognised in those words of a paragraph, in order."""
    kinds = _kinds_seen(user)
    found = (_left(one, 0, kinds, set()) for one in marks([text], language) if one.words in words)
    return [one for one in found if one is not None]


def named(one: Mark) -> str:
    """The records that a mark may mean, as an address names them: ``party:12,party:3``."""
    found = [f"{candidate.kind}:{candidate.pk}" for candidate in one.candidates]
    return ",".join(found[:MEANT])


def pieces(text: str, number: int, known: list[Mark]) -> list[Piece]:
    """A paragraph in its pieces, in order."""
    found, place = [], 0
    for one in known:
        if one.start > place:
            found.append(Piece(text[place : one.start]))
        asked = {"paragraphs": number, "words": one.words}
        asked |= {"edtf": one.edtf} if one.edtf else {"chosen": named(one)}
        piece = Piece(
            text[one.start : one.end],
            kind=one.kind,
            meaning=meaning(one),
            query=urlencode(asked),
            is_doubtful=one.is_ambiguous or bool(one.note),
        )
        found.append(piece)
        place = one.end
    if place < len(text):
        found.append(Piece(text[place:]))
    return found


def meaning(one: Mark) -> str:
    """What a mark may mean, in a line."""
    if one.edtf:
        when = f"{KINDS[Recognised.DATE]}: {in_words(one.edtf)}"
        return f"{when} ({one.note})" if one.note else when
    labels = [f"{KINDS[candidate.kind]}: {candidate.label}" for candidate in one.candidates]
    return _(" · or ").join(labels)


def _dismissed(source) -> set[tuple]:
    rows = Dismissal.objects.filter(source=source)
    return set(rows.values_list("paragraph", "words", "kind", "meant"))


def _kinds_seen(user) -> set[str]:
    """The kinds of records that the user may read."""
    return {kind for kind, model in CHOSEN.items() if may_view(user, model)}


def _left(one: Mark, number: int, kinds: set[str], dismissed: set[tuple]) -> Mark | None:
    """The mark without what is of another kind or was set aside; None where nothing is left."""
    if one.edtf:
        place = (number, one.words, one.kind, one.edtf)
        return None if place in dismissed else one
    left = tuple(
        candidate
        for candidate in one.candidates
        if candidate.kind in kinds
        and (number, one.words, candidate.kind, candidate.key) not in dismissed
    )
    return replace(one, kind=left[0].kind, candidates=left) if left else None
