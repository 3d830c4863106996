"""What the desk shows: paragraphs with the claims that cite them, records with their parts.

However long the source and however often it is cited, it is read with as many questions as
there are kinds of claims and of records.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from coop.admin import badges
from coop.admin.evidence_desk.opening import WORKED_ON, form_address, may_view, name_of
from coop.admin.labels import described
from coop.admin.sites import admin_address
from coop.curation.evidence import target_model
from coop.dates import words as dates
from coop.facets.claims import CLAIMS_OF, claims_of
from coop.integrity.paragraphs import numbers, split, without_claim
from coop.models import Act, Citation, Screening
from coop.models.base import Part, Publishable
from coop.names import languages
from coop.querysets.bulk import among
from coop.vocabulary.records import BASIS_MARKS
from coop.vocabulary.sources import NoClaimReason

READ_WITH = {
    "agreement": (),
    "occasion": ("agreement", "event"),
    "participation": ("agreement", "party__country"),
    "signature": ("participation__agreement", "participation__party__country", "person"),
    "act": ("agreement", "participation__party__country"),
    "relation": ("agreement", "related"),
    "statement": ("agreement", "event", "provision__agreement"),
    "provision": ("agreement", "topic"),
    "rule": ("provision__agreement", "provision__topic"),
    "party": ("country", "parent__country"),
    "person": (),
    "event": ("place__country", "country"),
    "attendance": ("event", "person"),
    "place": ("country",),
    "coproduction": (),
    "partner": ("coproduction", "country", "party__country"),
    "screening": ("coproduction", "event", "place"),
    "film_link": ("coproduction", "agreement"),
}
"""What each kind of claim needs besides itself to be named, its record included."""

ORDER = {name: place for place, name in enumerate(Citation.TARGETS)}
"""Claims of a paragraph stand in this order, those of a kind in the order of their evidence."""

LISTED_IN_EACH = 12
"""A citation of more paragraphs than these is listed at the first of them alone."""


@dataclass(frozen=True)
class Shown:
    """A claim with the citation by which a paragraph carries it."""

    citation: Citation
    target: Any
    record: Any

    @property
    def kind(self) -> str:
        return str(self.target._meta.verbose_name)

    @property
    def name(self) -> str:
        return in_words(self.target)

    @property
    def is_part(self) -> bool:
        return self.target is not self.record

    @property
    def sign(self) -> str:
        return BASIS_MARKS[self.citation.basis]

    @property
    def basis(self) -> str:
        return self.citation.get_basis_display()

    @property
    def is_replaced(self) -> bool:
        """Whether a citation of a better source stands in its place."""
        return self.citation.replaced_by_id is not None

    @property
    def address(self) -> str:
        return form_address(self.target)

    @property
    def evidence_address(self) -> str:
        return admin_address(self.citation)

    @property
    def about(self) -> str:
        """The field that the citation is about, in words."""
        if not self.citation.field:
            return ""
        return str(self.target._meta.get_field(self.citation.field).verbose_name)


@dataclass
class Paragraph:
    """One paragraph: its pieces of text, its claims, and why it makes none if it is so marked."""

    number: int
    text: str = ""
    pieces: list = field(default_factory=list)
    claims: list[Shown] = field(default_factory=list)
    is_cited: bool = False
    reason: str = ""

    @property
    def is_uncovered(self) -> bool:
        return not self.is_cited and not self.reason


@dataclass
class PartShown:
    """A part of a record, how well it is evidenced, and how often by this source."""

    part: Any
    here: int

    @property
    def kind(self) -> str:
        return capfirst(self.part._meta.verbose_name)

    @property
    def name(self) -> str:
        return in_words(self.part)

    @property
    def mark(self):
        return badges.basis(self.part)

    @property
    def address(self) -> str:
        return admin_address(self.part)


@dataclass
class RecordShown:
    """A record that the source tells of, with its parts."""

    record: Any
    here: int
    is_worked_on: bool = False
    parts: list[PartShown] = field(default_factory=list)

    @property
    def name(self) -> str:
        return described(self.record)

    @property
    def address(self) -> str:
        return admin_address(self.record)

    @property
    def working_name(self) -> str:
        return name_of(self.record)

    @property
    def can_be_worked_on(self) -> bool:
        return type(self.record) in WORKED_ON.values()

    @property
    def marks(self) -> list:
        """Badges that say where it stands, and how well it is evidenced."""
        is_published = isinstance(self.record, Publishable)
        state = badges.state(self.record) if is_published else badges.publicness(self.record)
        return [state, badges.basis(self.record)]

    @property
    def lacking(self) -> int:
        """How many of its claims have no evidence at all, itself included."""
        return sum(not thing.basis for thing in (self.record, *(p.part for p in self.parts)))


@dataclass
class Kind:
    """Records of one kind."""

    name: str
    is_worked_on: bool
    records: list[RecordShown]


def in_words(thing) -> str:
    """A claim in a line, with whose part it is where its own name does not say."""
    if isinstance(thing, Act):
        return " ".join(filter(None, (thing.get_kind_display(), _when(thing), _whose(thing))))
    if isinstance(thing, Part) and isinstance(thing.parent, Part):
        return f"{thing} · {thing.parent}"
    if isinstance(thing, Screening):
        where = thing.event or thing.place or ""
        when = dates.in_words(thing.held_on) if thing.held_on else ""
        return " · ".join(filter(None, (str(thing.get_holding_display()), str(where), when)))
    return str(thing)


def _when(act) -> str:
    """The day of an act as far as it is known, in words."""
    day = act.done_on or act.effective_on
    return dates.in_words(day) if day else ""


def _whose(act) -> str:
    return f"· {act.participation}" if act.participation_id else ""


def named_target(thing) -> str:
    """How an address names a record or part that evidence is for: ``participation:12``."""
    return f"{KIND_OF[type(thing)]}:{thing.pk}"


KIND_OF = {target_model(name): name for name in Citation.TARGETS}
"""The name of each citable model among the targets of a citation."""


class Reading:
    """A source as the desk shows it to one user.

    ``working`` is the record that is worked on, or None; ``only`` are the numbers of the
    paragraphs to show, all where it is None.
    """

    def __init__(self, source, user, *, working=None, only: Iterable[int] | None = None):
        self.source = source
        self.user = user
        self.working = working
        self.texts = split(source.text)
        self._only = None if only is None else set(only)
        self._citations = list(
            Citation.objects.filter(source=source).defer("source__text").order_by("order", "id")
        )
        self._targets = self._read_targets()
        self.as_a_whole: list[Shown] = []
        self.hidden = 0
        self.all_paragraphs = self._paragraphs()

    @property
    def direction(self) -> str:
        return languages.direction(self.source.language) if self.source.language else "auto"

    @property
    def paragraphs(self) -> list[Paragraph]:
        """Those to show."""
        if self._only is None:
            return self.all_paragraphs
        return [one for one in self.all_paragraphs if one.number in self._only]

    @property
    def uncovered(self) -> int:
        """How many paragraphs nothing cites, though they are not marked as making no claim."""
        return sum(paragraph.is_uncovered for paragraph in self.all_paragraphs)

    @property
    def first_uncovered(self) -> int:
        """Its number; 0 for none."""
        uncovered = (one.number for one in self.all_paragraphs if one.is_uncovered)
        return next(uncovered, 0)

    def _read_targets(self) -> dict:
        found = {}
        for name in {citation.target_name for citation in self._citations}:
            cited = Citation.objects.filter(source=self.source, **{f"{name}__isnull": False})
            things = target_model(name)._base_manager.select_related(*READ_WITH[name])
            for thing in things.filter(pk__in=cited.order_by().values(name)):
                found[name, thing.pk] = thing
        return found

    def _paragraphs(self) -> list[Paragraph]:
        cited = [(citation, numbers(citation.paragraphs)) for citation in self._citations]
        last = max(
            (
                len(self.texts),
                self.source.paragraph_count or 0,
                *(max(found, default=0) for _citation, found in cited),
            )
        )
        reasons = without_claim(self.source.no_claim)
        labels = dict(NoClaimReason.choices)
        paragraphs = [
            Paragraph(
                number,
                text=self.texts[number - 1] if number <= len(self.texts) else "",
                reason=labels.get(reasons.get(number), ""),
            )
            for number in range(1, last + 1)
        ]
        for citation, found in cited:
            shown = self._shown(citation)
            if shown is None:
                self.hidden += 1
            elif not found:
                self.as_a_whole.append(shown)
            for place, number in enumerate(found):
                paragraph = paragraphs[number - 1]
                paragraph.is_cited = True
                if shown is not None and (place == 0 or len(found) <= LISTED_IN_EACH):
                    paragraph.claims.append(shown)
        for paragraph in paragraphs:
            paragraph.claims.sort(key=lambda claim: ORDER[claim.citation.target_name])
        return paragraphs

    def _shown(self, citation) -> Shown | None:
        """The claim of a citation, unless its record is of a kind that the user may not read."""
        name = citation.target_name
        target = self._targets[name, getattr(citation, f"{name}_id")]
        record = target.root if isinstance(target, Part) else target
        return Shown(citation, target, record) if may_view(self.user, type(record)) else None

    # ---- Records ----

    def kinds(self) -> list[Kind]:
        """The records that the source tells of, by kind, the one worked on first."""
        here: dict[tuple, int] = defaultdict(int)
        roots: dict[type, dict[int, Any]] = {model: {} for model in CLAIMS_OF}
        for citation in self._citations:
            shown = self._shown(citation)
            if shown is not None:
                here[type(shown.target), shown.target.pk] += 1
                roots[type(shown.record)].setdefault(shown.record.pk, shown.record)
        if self.working is not None:
            roots[type(self.working)][self.working.pk] = self.working
        found = []
        for model, records in roots.items():
            if records:
                parts = self._parts(model, sorted(records), here)
                shown = [
                    RecordShown(
                        record,
                        here[model, pk],
                        is_worked_on=record == self.working,
                        parts=parts[pk],
                    )
                    for pk, record in records.items()
                ]
                shown.sort(key=lambda one: (not one.is_worked_on, one.record.sort_key))
                is_worked_on = any(one.is_worked_on for one in shown)
                name = capfirst(model._meta.verbose_name_plural)
                found.append(Kind(name, is_worked_on, shown))
        return sorted(found, key=lambda kind: not kind.is_worked_on)

    def _parts(self, model, pks: list[int], here) -> dict[int, list[PartShown]]:
        found: dict[int, list[PartShown]] = defaultdict(list)
        for name, path in claims_of(model):
            if path == "pk":
                continue
            parts = target_model(name)._base_manager.select_related(*READ_WITH[name])
            for part in parts.filter(**among(path, pks)).order_by("order", "id"):
                found[part.root.pk].append(PartShown(part, here[type(part), part.pk]))
        return found


def count_sentence(reading: Reading) -> str:
    """How much of the source is still to be read, in words."""
    total = len(reading.all_paragraphs)
    if not total:
        return _("The source has no text yet, and nobody has counted its paragraphs.")
    if not reading.uncovered:
        return _("Every paragraph is cited, or marked as making no claim.")
    return _("%(uncovered)d of %(total)d paragraphs are uncovered.") % {
        "uncovered": reading.uncovered,
        "total": total,
    }
