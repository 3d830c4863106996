"""What citations are evidence for: each claim in words, with its record and its place there."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model, Q, QuerySet, prefetch_related_objects
from django.utils.translation import gettext as _

from coop.dates.fields import EDTFField
from coop.dates.words import in_words
from coop.integrity.paragraphs import numbers
from coop.models import Citation
from coop.models.base import Part, Record
from coop.names import languages
from coop.names.fields import LanguageField, LanguagesField, MultilingualField
from coop.names.text import Wording
from coop.querysets.prepared import ANY_ID, Prepared
from coop.views.referring import AT_MOST
from coop.vocabulary import conditions
from coop.vocabulary.fields import CodesField
from coop.vocabulary.records import BASIS_MARKS

Piece = Wording | str

LOADED = {
    "agreement": ("place",),
    "occasion": ("agreement", "event"),
    "participation": ("agreement", "party__country", "acting_for__country"),
    "signature": (
        "participation__agreement",
        "participation__party__country",
        "person",
        "office_at__country",
    ),
    "act": ("agreement", "participation__party__country"),
    "relation": ("agreement", "related"),
    "statement": ("agreement", "event", "provision__agreement"),
    "provision": ("agreement", "topic"),
    "rule": ("provision__agreement", "provision__topic", "relaxes"),
    "party": ("country", "parent__country"),
    "person": (),
    "event": ("place", "country", "part_of"),
    "attendance": ("event", "person", "office_at__country"),
    "place": ("country",),
    "coproduction": (),
    "partner": ("coproduction", "country", "party__country"),
    "screening": ("coproduction", "event", "place"),
    "film_link": ("coproduction", "agreement"),
}
"""What each target needs besides itself to be said in words."""

PORTIONS = (
    ("agreement", "occasion", "participation", "signature", "act", "relation"),
    ("statement", "provision", "rule", "party", "person", "event"),
    ("attendance", "place", "coproduction", "partner", "screening", "film_link"),
)
"""Targets that are read with one question: an engine joins some sixty tables at most."""


@dataclass(frozen=True)
class Cited:
    """One citation with the claim that it is evidence for.

    ``claim`` says what is claimed; empty when it is the record as a whole. ``field`` and
    ``value`` say which field of it is meant, and what stands there.
    """

    citation: Citation
    target: Model
    record: Record
    page: str
    claim: tuple[Piece, ...]
    field: str
    value: tuple[Piece, ...]

    @property
    def address(self) -> str:
        """Where the claim stands on its record's page."""
        return f"{self.page}#{self.target.anchor}" if isinstance(self.target, Part) else self.page

    @property
    def kind(self) -> str:
        """What sort of thing is claimed."""
        return str(self.target._meta.verbose_name)

    @property
    def sign(self) -> str:
        return BASIS_MARKS[self.citation.basis]

    @property
    def is_standing(self) -> bool:
        """Whether it carries its claim: no better source's citation has taken its place."""
        return self.citation.replaced_by_id is None

    @property
    def better(self) -> Citation | None:
        """The citation that has taken its place, where the public may read its source's page."""
        better = self.citation.replaced_by
        return better if better is not None and better.source.is_public else None

    @property
    def is_said(self) -> bool:
        """Whether the claim is someone's."""
        one = self.citation
        return bool(one.said_by_as_printed or one.said_by_party_id or one.said_by_person_id)

    @property
    def language(self) -> str:
        """The language tag of the source's words."""
        return self.citation.source.language or "und"

    @property
    def direction(self) -> str:
        language = self.citation.source.language
        return languages.direction(language) if language else "auto"

    @property
    def paragraph(self) -> int:
        """The first paragraph cited; 0 for the source as a whole."""
        return next(iter(numbers(self.citation.paragraphs)), 0)


@dataclass(frozen=True)
class OfRecord:
    """Citations that follow each other about one record."""

    record: Record
    page: str
    cited: list[Cited]

    @property
    def kind(self) -> str:
        return str(self.record._meta.verbose_name)


class Claims:
    """The claims that citations are evidence for, asked for with as many questions as there
    are portions, however many citations there are.

    ``citations`` gets the id asked about and returns them; with ``at_most``, the first of
    each portion are read, and so the first of all are among them.
    """

    def __init__(
        self,
        citations: Callable[[Any], QuerySet[Citation]],
        *,
        joined: tuple[str, ...] = (),
        at_most: int | None = None,
    ):
        self._questions = [
            (
                Prepared(
                    self._portion(citations, targets, at_most),
                    ANY_ID,
                    joined={
                        "": (*joined, "said_by_party__country", "said_by_person"),
                        **{target: LOADED[target] for target in targets},
                    },
                    without=("source__text", "replaced_by__source__text"),
                ),
                targets,
            )
            for targets in PORTIONS
        ]

    @staticmethod
    def _portion(citations, targets, at_most):
        def asked(pk):
            is_one = Q()
            for target in targets:
                is_one |= Q(**{f"{target}__isnull": False})
            return citations(pk).filter(is_one)[:at_most]

        return asked

    def about(self, pk: int, *, order: Callable[[Citation], Any]) -> list[Cited]:
        """The citations of that id with their claims, in order."""
        found = []
        for question, targets in self._questions:
            for citation, *claims in question.rows(pk):
                name, claim = next(
                    (name, claim)
                    for name, claim in zip(targets, claims, strict=True)
                    if getattr(citation, f"{name}_id") is not None
                )
                found.append((citation, name, claim))
        found.sort(key=lambda one: order(one[0]))
        _load_lists(found)
        return _cited(found)


def said_by(who: str) -> Claims:
    """The claims that are somebody's words: of a ``party`` or a ``person``."""
    return Claims(
        lambda pk: (
            Citation.objects.filter(**{f"said_by_{who}": pk})
            .public()
            .of_public_claims()
            .order_by("source__sort_key", "source", "order", "pk")
        ),
        joined=("source",),
        at_most=AT_MOST + 1,
    )


class Said(list):
    """The first claims that are somebody's words, with the number of all."""

    def __init__(self, claims: Claims, pk: int, citations):
        super().__init__(claims.about(pk, order=_by_source))
        self.total = len(self)
        if self.total > AT_MOST:
            del self[AT_MOST:]
            self.total = citations.public().of_public_claims().count()


def _by_source(citation: Citation) -> tuple:
    return (citation.source.sort_key, citation.source_id, citation.order, citation.pk)


def _load_lists(found: list[tuple[Citation, str, Any]]):
    """Load the lists of other records that citations are about."""
    wanted = defaultdict(dict)
    for citation, name, claim in found:
        if citation.field in LISTS.get(name, ()):
            wanted[name, citation.field][claim.pk] = claim
    for (_name, field), claims in wanted.items():
        prefetch_related_objects(list(claims.values()), LISTS[_name][field])


LISTS = {
    "agreement": {"frameworks": "frameworks__country", "subjects": "subjects"},
    "provision": {"subjects": "subjects"},
    "coproduction": {"subjects": "subjects"},
}
"""Fields of targets that hold several records, with what these need to be named."""


def _cited(found: list[tuple[Citation, str, Any]]) -> list[Cited]:
    pages: dict[tuple[type, int], str] = {}
    told = []
    for citation, name, claim in found:
        record = claim.root if isinstance(claim, Part) else claim
        mark = (type(record), record.pk)
        if mark not in pages:
            pages[mark] = record.get_absolute_url()
        told.append(Cited(citation, claim, record, pages[mark], *_words(citation, name, claim)))
    return told


def by_record(items: Iterable[Cited]) -> list[OfRecord]:
    """The same, gathered under their records, in the order in which these first appear."""
    found: dict[tuple[type, int], OfRecord] = {}
    for item in items:
        mark = (type(item.record), item.record.pk)
        found.setdefault(mark, OfRecord(item.record, item.page, [])).cited.append(item)
    return list(found.values())


def _words(citation: Citation, name: str, target: Model):
    """The claim, and the field of it that the citation is about with what stands there."""
    what, beside = CLAIMS[name](target) if name in CLAIMS else ((), ())
    label, value = "", ()
    if citation.field:
        beside = ()
        label, value = _field(target, citation.field)
    return tuple(piece for piece in (*what, *beside) if piece), label, value


def _field(target: Model, name: str) -> tuple[str, tuple[Piece, ...]]:
    """The label of a field and what stands in it."""
    try:
        field = target._meta.get_field(name)
    except FieldDoesNotExist:
        return name.replace("_", " "), ()
    label = str(field.verbose_name)
    value = getattr(target, name)
    if field.many_to_many:
        return label, tuple(other.label for other in value.all())
    if field.is_relation:
        return label, (_label(value),) if value else ()
    if isinstance(field, MultilingualField):
        wording = value.best(original=getattr(target, "original_tag", ""))
        return label, (wording,) if wording else ()
    if isinstance(field, CodesField):
        return label, tuple(str(field.codes(code).label) for code in value)
    if isinstance(field, EDTFField):
        return label, (in_words(value),) if value else ()
    if isinstance(field, LanguagesField):
        return label, tuple(languages.label(tag) for tag in value)
    if isinstance(field, LanguageField):
        return label, (languages.label(value),) if value else ()
    if field.choices:
        return label, (str(getattr(target, f"get_{name}_display")()),)
    return label, (str(value),) if value and name != "note" else ()


def _label(thing: Model) -> Piece:
    """The name of a record, or of a part, as it is printed."""
    if hasattr(thing, "label"):
        return thing.label or str(thing)
    return _label(thing.party) if hasattr(thing, "party") else str(thing)


def _occasion(occasion):
    return (str(occasion.get_kind_display()), occasion.event.label), ()


def _participation(participation):
    return (str(participation.get_role_display()), participation.party.label), ()


def _signature(signature):
    who = signature.person.label if signature.person else signature.office
    return (_("signed by"), who), (signature.participation.party.label,)


def _act(act):
    when = act.done_on or act.effective_on
    whose = act.participation.party.label if act.participation else ""
    return (str(act.get_kind_display()), whose), (in_words(when) if when else "",)


def _relation(relation):
    return (str(relation.get_kind_display()), relation.related.label), ()


def _statement(statement):
    return (str(statement.get_kind_display()),), (statement.summary.best(),)


def _provision(provision):
    says = (str(provision.get_stance_display()), provision.summary.best())
    return (provision.topic.label,), says


def _rule(rule):
    return (rule.provision.topic.label, conditions.in_words(rule)), ()


def _attendance(attendance):
    return (_("present"), attendance.person.label), (attendance.office,)


def _partner(partner):
    names = (one.label for one in (partner.country, partner.party) if one)
    share = f"{conditions.number(partner.share)} %" if partner.share is not None else ""
    return (_("partner"), *names), (share,)


def _screening(screening):
    where = (one.label for one in (screening.event, screening.place) if one)
    when = in_words(screening.held_on) if screening.held_on else ""
    return (_("screening"), *where), (when, str(screening.get_holding_display()))


def _film_link(link):
    return (str(link.get_nature_display()), link.agreement.label), ()


CLAIMS = {
    "occasion": _occasion,
    "participation": _participation,
    "signature": _signature,
    "act": _act,
    "relation": _relation,
    "statement": _statement,
    "provision": _provision,
    "rule": _rule,
    "attendance": _attendance,
    "partner": _partner,
    "screening": _screening,
    "film_link": _film_link,
}
"""For each part: what it is, and what is said of it beside."""
