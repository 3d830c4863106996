"""Source notes: the citations of one page, numbered in the order in which its claims appear."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Model

from coop.models import Citation
from coop.models.base import Part
from coop.vocabulary.records import Basis
from coop.vocabulary.sources import TextRights

OPENING = '“„«"'
CLOSING = '”“»"'

TARGETS: list[tuple[type[Model], str]] = [
    (Citation._meta.get_field(target).related_model, f"{target}_id") for target in Citation.TARGETS
]
"""What a citation can be evidence for, with the column that names it."""

STRENGTH = {basis: rank for rank, basis in enumerate(Basis.values)}


@dataclass(frozen=True)
class Note:
    """What one paragraph of a source says for a claim, under its number on the page.

    Citations that differ in the source's words alone share a note.
    """

    number: int
    citations: tuple[Citation, ...]

    @property
    def citation(self) -> Citation:
        """The first of its citations: all have the same source, paragraph, basis and voice."""
        return self.citations[0]

    @property
    def source(self):
        return self.citation.source

    @property
    def basis(self) -> str:
        return self.citation.basis

    @property
    def words(self) -> list[str]:
        """The source's own words for the thing, each once, to be printed in quotation marks."""
        words = (_bare(one.as_named) for one in self.citations)
        return list(dict.fromkeys(one for one in words if one))

    @property
    def first_paragraph(self) -> int:
        """The number of the first paragraph cited; 0 for the source as a whole."""
        return _first_paragraph(self.citation)

    @property
    def paragraph_anchor(self) -> str:
        """The fragment of that paragraph on its source's page."""
        return _anchor_of(self.citation)

    @property
    def has_voice(self) -> bool:
        """Whether the claim is somebody's."""
        one = self.citation
        return bool(one.said_by_as_printed or one.said_by_person_id or one.said_by_party_id)

    @property
    def remark(self) -> str:
        """How it was inferred, or in which ways it can be read."""
        return next((one.note for one in self.citations if one.note), "")

    @property
    def quotes(self) -> list[Citation]:
        """Citations with the source's own sentence, where its rights let everyone read it."""
        if self.source.text_rights != TextRights.PUBLIC:
            return []
        return [one for one in self.citations if one.quote]


@dataclass(frozen=True)
class Replaced:
    """A citation that stands no more, and the one of a better source in its place."""

    citation: Citation
    better: Citation
    claim: Model

    @property
    def kind(self) -> str:
        """What sort of thing they are evidence for."""
        return str(self.claim._meta.verbose_name)

    @property
    def anchor(self) -> str:
        """Where the claim stands on its record's page; empty for the record itself."""
        return self.claim.anchor if isinstance(self.claim, Part) else ""

    @property
    def places(self) -> list[tuple[Citation, str]]:
        """The replaced citation and the better one, each with its paragraph's fragment."""
        return [(one, _anchor_of(one)) for one in (self.citation, self.better)]


class Noted(tuple):
    """The notes of one claim, or of one field of it."""

    __slots__ = ()

    @property
    def basis(self) -> str:
        """The strongest basis among them; empty without any."""
        return min((note.basis for note in self), key=STRENGTH.__getitem__, default="")

    @property
    def voices(self) -> list[Citation]:
        """One citation for each of those whose words the claim is, in order of appearance."""
        found = {}
        for note in self:
            one = note.citation
            who = (one.said_by_person_id, one.said_by_party_id, one.said_by_as_printed)
            if any(who):
                found.setdefault(who, one)
        return list(found.values())


class FieldNotes(dict):
    """Notes by field; none for a field without any."""

    def __missing__(self, name):
        return Noted()


class Notes:
    """The notes of a page.

    The citations of every claim that the page may print are given at once. Then the view
    numbers the claims in the order in which they are
    printed: ``number(claim)`` sets ``claim.notes``; ``number(claim, "place")`` sets
    ``claim.field_notes["place"]``, for a field with a place of its own on the page.
    ``cut()`` ends a section and returns its notes. A citation that has been replaced gets no
    number; ``replaced`` lists those of the claims that the page has numbered.
    """

    def __init__(self, citations: Iterable[Citation]):
        self._waiting: dict[tuple[str, int], list[Citation]] = defaultdict(list)
        self._given: dict[int, Citation] = {}
        self._claims: dict[tuple[type, int], Model] = {}
        for citation in citations:
            self._given[citation.pk] = citation
            if citation.replaced_by_id is None:
                self._waiting[_target(citation)].append(citation)
        self._numbered: list[Note] = []
        self._section_starts = 0

    def number(self, claim: Model, field: str = "") -> Noted:
        """Number the citations of a claim (with ``field``, those about it) that have none yet."""
        taken, left = [], []
        mark = (type(claim), claim.pk)
        self._claims[mark] = claim
        for citation in self._waiting.get(mark, ()):
            (taken if field in ("", citation.field) else left).append(citation)
        if taken:
            self._waiting[mark] = left
        noted = Noted(
            Note(len(self._numbered) + place, tuple(group))
            for place, group in enumerate(_gathered(taken), 1)
        )
        self._numbered += noted
        if "field_notes" not in claim.__dict__:
            claim.field_notes = FieldNotes()
            claim.notes = Noted()
        if field:
            claim.field_notes[field] = Noted((*claim.field_notes[field], *noted))
        else:
            claim.notes = Noted((*claim.notes, *noted))
        return noted

    def cut(self) -> list[Note]:
        """The notes numbered since the last cut: the evidence of one section."""
        section = self._numbered[self._section_starts :]
        self._section_starts = len(self._numbered)
        return section

    @property
    def replaced(self) -> list[Replaced]:
        """The citations that a better one has replaced, in the order of their places."""
        found = []
        for citation in self._given.values():
            better = self._given.get(citation.replaced_by_id or 0)
            claim = self._claims.get(_target(citation)) if better is not None else None
            if better is not None and claim is not None:
                found.append(Replaced(citation, better, claim))
        return sorted(found, key=lambda one: _rank(one.citation))

    def of(self, claim: Model) -> list[Note]:
        """All the notes of a claim that have a number, those of its fields included."""
        fields = [note for noted in claim.field_notes.values() for note in noted]
        return sorted([*claim.notes, *fields], key=lambda note: note.number)


def _bare(words: str) -> str:
    """Words without the quotation marks around them; marks around some of them stay."""
    if words[:1] in OPENING and words[-1:] in CLOSING:
        inside = words[1:-1]
        if not set(inside) & {*OPENING, *CLOSING}:
            return inside
    return words


def _target(citation: Citation) -> tuple[type[Model], int]:
    """What a citation is evidence for."""
    for model, column in TARGETS:
        if (pk := citation.__dict__[column]) is not None:
            return model, pk
    raise ValueError(f"The citation {citation.pk} has no target.")


def _first_paragraph(citation: Citation) -> int:
    return int(citation.paragraphs.replace(",", "-").split("-")[0] or 0)


def _anchor_of(citation: Citation) -> str:
    """The fragment of its first paragraph on its source's page."""
    first = _first_paragraph(citation)
    return f"p{first}" if first else ""


def _rank(citation: Citation) -> tuple:
    """The sources that were read come first, paragraph by paragraph; what was supplied, last."""
    is_supplied = citation.basis == Basis.SUPPLIED
    return (
        is_supplied,
        citation.source_id,
        _first_paragraph(citation),
        STRENGTH[citation.basis],
        citation.order,
        citation.pk,
    )


def _gathered(citations: list[Citation]) -> list[list[Citation]]:
    """The citations in their order on the page, those that share a note together."""
    groups: dict[tuple, list[Citation]] = {}
    for one in sorted(citations, key=_rank):
        shared = (
            one.source_id,
            one.paragraphs,
            one.basis,
            one.said_by_person_id,
            one.said_by_party_id,
            one.said_by_as_printed,
            one.note,
        )
        groups.setdefault(shared, []).append(one)
    return list(groups.values())
