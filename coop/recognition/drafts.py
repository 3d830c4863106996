"""A draft agreement proposed from what is recognised in a source, claim by claim.

The rules are few, so that an editor can foresee them. Every state and body that the text names
may be a party, except news media, festivals and organisations of states, which report, host or
frame agreements. Of the dates, those that are the most exact may be the day of signing. Every
place may be where it was signed, and every topic is a provision of the paragraph that has it.
Paragraphs that make no claim are not read for it.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from django.db.models import TextChoices
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from coop.integrity.paragraphs import numbers, split, without_claim
from coop.models import Citation, Party, SourceDocument
from coop.names.text import FALLBACK
from coop.recognition.candidates import Candidate
from coop.recognition.marks import Mark, names_and_topics
from coop.vocabulary.desk import Recognised
from coop.vocabulary.parties import PartyKind
from coop.vocabulary.records import Basis

NO_PARTIES = (PartyKind.NEWS_MEDIUM, PartyKind.FESTIVAL, PartyKind.ORGANISATION)
"""Kinds of bodies that are not proposed as parties."""

TITLE_NAMES = 3
"""Parties that a proposed title names."""

_EXACTNESS = (re.compile(r"^\??....-\d\d-\d\d"), re.compile(r"^\??....-\d\d"), re.compile(r"^\d"))


class Claimed(TextChoices):
    """What a suggestion would add to an agreement."""

    PARTY = "party", gettext_lazy("party")
    DATE = "date", gettext_lazy("day of signing")
    PLACE = "place", gettext_lazy("place of signing")
    PROVISION = "provision", gettext_lazy("provision")


@dataclass(frozen=True)
class Suggestion:
    """One claim, with the words that it rests on.

    ``candidates`` are what the words may be, best first: parties, or countries that have no
    state yet, or places, or the one topic; a date has its ``edtf`` instead. ``also`` are the
    other paragraphs that name the same. ``name`` is unique within the source.
    """

    claimed: str
    paragraph: int
    start: int
    words: str
    candidates: tuple[Candidate, ...]
    edtf: str = ""
    basis: str = Basis.STATED
    note: str = ""
    also: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.claimed}-{self.paragraph}-{self.start}"

    @property
    def meanings(self) -> list[tuple[str, str]]:
        """What it was taken for, as a kind and a key, a code or a date."""
        if self.claimed == Claimed.DATE:
            return [(Recognised.DATE, self.edtf)]
        return [(one.kind, one.key) for one in self.candidates]


@dataclass(frozen=True)
class Draft:
    """A title for a new agreement, in the reader's language, and the claims that are proposed."""

    title: str
    language: str
    suggestions: tuple[Suggestion, ...]


def draft(source: SourceDocument) -> Draft:
    """What may be entered from a source and is neither cited from it yet nor set aside."""
    silent = without_claim(source.no_claim)
    found = [
        mark
        for mark in names_and_topics(split(source.text), source.language)
        if mark.paragraph not in silent
    ]
    parties = _parties(found)
    dates = _dates(found)
    places = _things(found, Claimed.PLACE, (Recognised.PLACE,))
    provisions = _provisions(found)
    known = Known.of(source)
    return Draft(
        _title(source, parties),
        get_language() or FALLBACK,
        tuple(known.without([*parties, *dates, *places, *provisions])),
    )


def _parties(found: Iterable[Mark]) -> list[Suggestion]:
    things = list(_things(found, Claimed.PARTY, (Recognised.PARTY, Recognised.COUNTRY)))
    pks = {one.pk for thing in things for one in thing.candidates if one.kind == Recognised.PARTY}
    others = set(Party.objects.filter(pk__in=pks, kind__in=NO_PARTIES).values_list("pk", flat=True))
    return list(
        _with_candidates(things, lambda one: one.kind == Recognised.COUNTRY or one.pk not in others)
    )


def _things(found: Iterable[Mark], claimed: str, kinds: tuple[str, ...]) -> list[Suggestion]:
    """Each thing of these kinds once, where it is named first."""
    things: dict[tuple[Candidate, ...], Suggestion] = {}
    for mark in found:
        behind = tuple(one for one in mark.candidates if one.kind in kinds)
        if mark.kind not in kinds or not behind:
            continue
        first = things.get(behind)
        if first is None:
            things[behind] = _doubtful(_suggestion(mark, claimed, behind))
        elif mark.paragraph not in (first.paragraph, *first.also):
            things[behind] = replace(first, also=(*first.also, mark.paragraph))
    return list(things.values())


def _dates(found: Iterable[Mark]) -> list[Suggestion]:
    dates = [mark for mark in found if mark.kind == Recognised.DATE and "/" not in mark.edtf]
    for exact in _EXACTNESS:
        if most := [mark for mark in dates if exact.match(mark.edtf)]:
            once = {(mark.paragraph, mark.edtf): mark for mark in reversed(most)}
            return [_dated(mark) for mark in reversed(once.values())]
    return []


def _dated(mark: Mark) -> Suggestion:
    basis = Basis.INFERRED if mark.note else Basis.STATED
    made = _suggestion(mark, Claimed.DATE, ())
    return replace(made, edtf=mark.edtf, basis=basis, note=mark.note)


def _provisions(found: Iterable[Mark]) -> list[Suggestion]:
    """Each topic once a paragraph: another paragraph may tell of another agreement."""
    once: dict[tuple, Suggestion] = {}
    for mark in found:
        for one in mark.candidates:
            if one.kind == Recognised.TOPIC:
                made = _suggestion(mark, Claimed.PROVISION, (one,))
                once.setdefault((mark.paragraph, one), made)
    return list(once.values())


def _suggestion(mark: Mark, claimed: str, behind: tuple[Candidate, ...]) -> Suggestion:
    return Suggestion(claimed, mark.paragraph, mark.start, mark.words[:200].strip(), behind)


def _doubtful(made: Suggestion) -> Suggestion:
    """The suggestion as ambiguous where its words are the name of several."""
    if len(made.candidates) < 2:
        return replace(made, basis=Basis.STATED, note="")
    names = "; ".join(f"{one.label} ({one.key})" for one in made.candidates)
    note = _("The words are a name of several: %(names)s.") % {"names": names}
    return replace(made, basis=Basis.AMBIGUOUS, note=note[:1000])


def _with_candidates(
    things: Iterable[Suggestion], stays: Callable[[Candidate], bool]
) -> Iterator[Suggestion]:
    """The suggestions with those candidates that stay, those without any left out."""
    for thing in things:
        left = tuple(one for one in thing.candidates if stays(one))
        if left == thing.candidates:
            yield thing
        elif left:
            yield _doubtful(replace(thing, candidates=left))


def _title(source, parties: list[Suggestion]) -> str:
    names = dict.fromkeys(party.candidates[0].label for party in parties)
    if names:
        title = _("Film cooperation, %(parties)s") % {"parties": " – ".join([*names][:TITLE_NAMES])}
    else:
        title = _("Agreement reported in “%(source)s”") % {"source": source}
    return title[:500]


@dataclass(frozen=True)
class Known:
    """What is cited from a source already, and what was set aside in it.

    A party and a place are suggested once for the whole source: cited or set aside in one
    paragraph, they do not come back from another. Dates and provisions go by the paragraph.
    """

    parties: frozenset[int]
    places: frozenset[int]
    topics: frozenset[tuple[int, int]]
    dates: frozenset[tuple[int, str]]
    set_aside: frozenset[tuple[int, str, str]]

    @classmethod
    def of(cls, source: SourceDocument) -> "Known":
        """Read what stands."""
        rows = Citation.objects.filter(source=source).order_by()
        parties = rows.filter(participation__isnull=False)
        places = rows.filter(agreement__place__isnull=False, field="place")
        topics = rows.filter(provision__isnull=False)
        acts = rows.filter(act__isnull=False)
        return cls(
            frozenset(parties.values_list("participation__party", flat=True)),
            frozenset(places.values_list("agreement__place", flat=True)),
            frozenset(_by_paragraph(topics.values_list("paragraphs", "provision__topic"))),
            frozenset(
                (
                    *_by_paragraph(acts.values_list("paragraphs", "act__done_on")),
                    *_by_paragraph(acts.values_list("paragraphs", "as_named")),
                )
            ),
            frozenset(source.dismissals.values_list("paragraph", "kind", "meant")),
        )

    def without(self, suggestions: Iterable[Suggestion]) -> Iterator[Suggestion]:
        """The suggestions that are left to decide on."""
        anywhere = {(kind, meant) for _paragraph, kind, meant in self.set_aside}
        for made in suggestions:
            if self._is_cited(made):
                continue
            if made.claimed in (Claimed.PARTY, Claimed.PLACE):
                yield from _with_candidates([made], lambda one: (one.kind, one.key) not in anywhere)
            elif all((made.paragraph, *one) not in self.set_aside for one in made.meanings):
                yield made

    def _is_cited(self, made: Suggestion) -> bool:
        here = made.paragraph
        if made.claimed == Claimed.DATE:
            return not self.dates.isdisjoint({(here, made.edtf), (here, made.words)})
        if made.claimed == Claimed.PROVISION:
            return (here, made.candidates[0].pk) in self.topics
        of_kind = [one for one in made.candidates if one.kind != Recognised.COUNTRY]
        cited = self.parties if made.claimed == Claimed.PARTY else self.places
        return any(one.pk in cited for one in of_kind)


def _by_paragraph(rows: Iterable[tuple]) -> Iterator[tuple]:
    for paragraphs, value in rows:
        for number in numbers(paragraphs):
            yield number, value
