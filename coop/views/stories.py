"""The parts of an agreement, arranged as its page prints them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from coop.models import (
    Act,
    Agreement,
    AgreementRelation,
    Citation,
    Participation,
    Provision,
    ProvisionTopic,
    SourceDocument,
    Statement,
    StatusPeriod,
)
from coop.status import LIFE_ORDER
from coop.views.notes import Note, Notes
from coop.vocabulary.acts import ActKind
from coop.vocabulary.agreements import (
    RELATION_INVERSES,
    ParticipationRole,
    RelationKind,
    StatementKind,
)
from coop.vocabulary.records import Basis

SIGNATURES = (ActKind.SIGNATURE, ActKind.DEFINITIVE_SIGNATURE)
EXPECTED = (ActKind.SIGNATURE, ActKind.ENTRY_INTO_FORCE)


class Sides:
    """Who takes part: the parties side by side, then the bodies with another role."""

    def __init__(self, participations: Iterable[Participation]):
        numbered: dict[int, list[Participation]] = {}
        self.parties: list[list[Participation]] = []
        roles: dict[str, list[Participation]] = defaultdict(list)
        for one in participations:
            if one.role != ParticipationRole.PARTY:
                roles[one.role].append(one)
            elif one.side is None:
                self.parties.append([one])
            elif one.side in numbered:
                numbered[one.side].append(one)
            else:
                numbered[one.side] = [one]
                self.parties.append(numbered[one.side])
        self.others = [(role.label, roles[role]) for role in ParticipationRole if roles.get(role)]

    @property
    def all(self) -> list[Participation]:
        """Every participation in the order in which it is printed."""
        groups = [*self.parties, *(bodies for _role, bodies in self.others)]
        return [one for group in groups for one in group]


class Life:
    """The acts of an agreement in the order of their dates, the undated last."""

    def __init__(self, acts: Iterable[Act], standing: Iterable[StatusPeriod]):
        self.acts = sorted(acts, key=_by_date)
        self.signatures = [act for act in self.acts if act.kind in SIGNATURES]
        kinds = {act.kind for act in self.acts}
        self.missing = [
            kind.label
            for kind in EXPECTED
            if kind not in kinds and not (kind == ActKind.SIGNATURE and self.signatures)
        ]
        self.periods = [
            Standing(period.get_status_display(), period.status, *self._since(period.starts_on))
            for period in standing
        ]

    def _since(self, day: date | None) -> tuple[str, str]:
        """The date from which a status holds, as exact as its act; with the evidence's basis."""
        if day is None:
            return "", ""
        for act in self.acts:
            name = "effective_on" if act.effective_on else "done_on"
            if day in (getattr(act, f"{name}_earliest"), getattr(act, f"{name}_latest")):
                return getattr(act, name), act.basis
        return day.isoformat(), ""


@dataclass(frozen=True)
class Standing:
    """A status that holds today; ``since`` is empty when the day is not stated."""

    label: str
    status: str
    since: str
    basis: str


def _by_date(act: Act):
    when = act.done_on_earliest or act.done_on_latest
    when = when or act.effective_on_earliest or act.effective_on_latest
    return (when or date.max, LIFE_ORDER.index(act.kind), act.order, act.pk)


@dataclass
class OnTopic:
    """What the agreement provides on one topic, and the notes of that."""

    topic: ProvisionTopic
    provisions: list[Provision]
    notes: list[Note] = field(default_factory=list)


@dataclass
class TopicGroup:
    """A group of topics on which the agreement provides something."""

    group: ProvisionTopic
    topics: list[OnTopic]


class Provisions:
    """What an agreement provides, group by group; and the topics on which nothing is coded."""

    def __init__(self, provisions: Iterable[Provision], topics: list[ProvisionTopic]):
        on_topic: dict[int, list[Provision]] = defaultdict(list)
        for provision in provisions:
            on_topic[provision.topic_id].append(provision)
        narrower: dict[int, list[ProvisionTopic]] = defaultdict(list)
        for topic in topics:
            narrower[topic.parent_id or topic.pk].append(topic)
        self.groups = []
        self.absent = []
        for group in (topic for topic in topics if topic.parent_id is None):
            printed = [
                OnTopic(topic, on_topic[topic.pk])
                for topic in narrower[group.pk]
                if on_topic[topic.pk]
            ]
            if printed:
                self.groups.append(TopicGroup(group, printed))
            self.absent += [
                topic for topic in narrower[group.pk] if topic.parent_id and not on_topic[topic.pk]
            ]
        self.count = sum(len(found) for found in on_topic.values())

    def number(self, notes: Notes, about: dict[int, list]):
        """Number the notes topic by topic; ``about`` has the statements about provisions."""
        for on_topic in (one for group in self.groups for one in group.topics):
            for provision in on_topic.provisions:
                notes.number(provision)
                for rule in provision.rule_list:
                    notes.number(rule)
                provision.said = about.get(provision.pk, [])
                for statement in provision.said:
                    notes.number(statement)
            on_topic.notes = notes.cut()


@dataclass(frozen=True)
class Tie:
    """A relation as it reads from one of its two ends."""

    relation: AgreementRelation
    label: str
    other: Agreement
    is_member: bool = False
    """Whether the other is a member of this package."""

    @property
    def is_own(self) -> bool:
        """Whether this end says it."""
        return self.relation.related_id == self.other.pk


def relations(found: Iterable[AgreementRelation], agreement: Agreement) -> list[Tie]:
    """An agreement's relations, its own first, then those that others say of it."""
    own, inverse = [], []
    for relation in found:
        if relation.agreement_id == agreement.pk:
            own.append(Tie(relation, relation.get_kind_display(), relation.related))
        else:
            is_member = relation.kind == RelationKind.PART_OF and agreement.is_package
            label = RELATION_INVERSES[RelationKind(relation.kind)]
            inverse.append(Tie(relation, label, relation.agreement, is_member))
    inverse.sort(key=lambda tie: (tie.is_member, tie.label, tie.other.sort_key, tie.other.pk))
    return own + inverse


def by_label(ties: Iterable[Tie]) -> list[tuple[str, list[Tie]]]:
    """Relations that read alike together, in the order of the first of each."""
    found: dict[str, list[Tie]] = defaultdict(list)
    for tie in ties:
        found[str(tie.label)].append(tie)
    return list(found.items())


@dataclass(frozen=True)
class Label:
    """A word of a source for the thing itself (or none), with the notes that have it.

    A note goes with whether its number already stands elsewhere on the page.
    """

    source: SourceDocument
    paragraphs: str
    words: str
    notes: list[tuple[Note, bool]]


def labels(elsewhere: Iterable[Note], new: Iterable[Note]) -> list[Label]:
    """The words that sources use for the thing itself, source by source, paragraph by paragraph.

    Of the notes that stand elsewhere, those about its title and kind count.
    """
    found: dict[tuple, Label] = {}
    named = [
        (note, one)
        for notes, fields in ((elsewhere, ("title", "kind")), (new, None))
        for note in notes
        for one in note.citations
        if fields is None or (one.as_named and one.field in fields)
    ]
    seen = {note.number for note in elsewhere}
    for note, one in sorted(named, key=_by_place):
        mark = (note.source, one.paragraphs, one.as_named)
        label = found.setdefault(mark, Label(*mark, []))
        if all(held is not note for held, _is_again in label.notes):
            label.notes.append((note, note.number in seen))
            seen.add(note.number)
    return list(found.values())


def _by_place(named: tuple[Note, Citation]) -> tuple:
    note, citation = named
    is_supplied = note.basis == Basis.SUPPLIED
    return (is_supplied, citation.source_id, note.first_paragraph, note.number)


def by_kind(statements: Iterable[Statement]) -> list[tuple[str, list[Statement]]]:
    """Statements under the label of their kind, in the order of the kinds."""
    found: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        found[statement.kind].append(statement)
    return [(kind.label, found[kind]) for kind in StatementKind if kind in found]
