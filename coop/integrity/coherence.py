"""Rules between two rows, which no constraint can say: said once, for every door.

The functions that end in ``_faults`` take plain values and ask no database. ``faults``
chooses those that fit an instance, and learns what it points to from a ``Lookup``: the
forms and `check_registry` ask the database, the planner of imports what it has read. Each
fault is a field's name and a sentence for the editor.
"""

from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from django.db import models as db
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coop.integrity.paragraphs import (
    backward_ranges,
    numbers,
    plain,
    range_problems,
    split,
    without_claim,
)
from coop.models import Act, Citation, Event, Party, ProvisionTopic, Rule, SourceDocument
from coop.querysets.base import related_model
from coop.vocabulary.sources import NoClaimReason

Fault = tuple[str, str]

TREES: tuple[tuple[type[db.Model], str, str], ...] = (
    (Party, "parent", "party_is_not_its_own_parent"),
    (Event, "part_of", "event_is_not_part_of_itself"),
    (ProvisionTopic, "parent", "topic_is_not_its_own_parent"),
    (Rule, "relaxes", "rule_does_not_relax_itself"),
    (Citation, "replaced_by", "citation_is_not_replaced_by_itself"),
)
"""Models that point to their own kind, the field, and the constraint on the shortest circle."""

QUOTE_IS_NOT_IN_TEXT = gettext_lazy("The quote does not stand in the stored text of its source.")
SPEAKER_IS_UNNAMED = gettext_lazy("Say who speaks as the source prints it.")
ACT_OF_A_STRANGER = gettext_lazy("It is an act by a party of another agreement.")
WITHDRAWN_IN_SILENCE = gettext_lazy(
    "Say why it is withdrawn: the reason is printed at its address."
)
RELAXES_A_STRANGER = gettext_lazy("It relaxes a rule of another agreement.")
REPLACED_BY_A_STRANGER = gettext_lazy("It is replaced by a citation of another claim.")
TEXT_IS_LOCKED = gettext_lazy("Citations stand on the text of this source, so this stays as it is.")

LOCKED = ("text", "sha256", "paragraph_count", "received_as")
"""Fields of a source that stay as they are while it is cited; what is empty may be filled in."""

NOT_CLAIMED = {"order", "is_preferred", "preference_reason"}


@dataclass(frozen=True)
class SourceFacts:
    """What a citation is checked against; ``text`` is empty where none is stored."""

    paragraph_count: int | None = None
    no_claim: Sequence[dict] = ()
    text: str = ""

    @cached_property
    def words(self) -> str:
        return plain(self.text)

    @cached_property
    def silent(self) -> dict[int, str]:
        return without_claim(self.no_claim)


class Lookup(Protocol):
    """What an instance points to. Identities are only compared: ids, natural keys, any will do."""

    def has(self, instance: Any, field: str) -> bool:
        """Whether a foreign key of the instance is set."""

    def record_of(self, instance: Any, field: str = "") -> Hashable | None:
        """The record that the instance, or what its field points to, is a part of."""

    def source_of(self, citation: Citation) -> SourceFacts | None:
        """The facts of a citation's source; None where it has none yet."""

    def differing(self, source: SourceDocument) -> dict[str, Any]:
        """Of a cited source, what is stored in those of its locked fields that would change."""

    def claim_of(self, citation: Citation, field: str = "") -> Hashable | None:
        """What the citation, or the one that its field points to, is evidence for."""

    def chain(self, instance: Any, field: str) -> Iterable[Hashable]:
        """The instance, what its field points to, and so on upwards; perhaps without end."""


def faults(instance: db.Model, lookup: Lookup, wrong: Container[str] = ()) -> Iterator[Fault]:
    """All that is incoherent about an instance.

    ``wrong`` are its fields that are known to be no good by themselves: what reads one of
    them is not asked.
    """
    match instance:
        case Citation():
            yield from _faults_of_citation(instance, lookup, wrong)
        case SourceDocument():
            yield from _faults_of_source(instance, lookup, wrong)
        case Act() if "participation" not in wrong:
            by = lookup.record_of(instance, "participation")
            yield from act_faults(lookup.record_of(instance), by)
        case Rule() if "relaxes" not in wrong:
            relaxed = lookup.record_of(instance, "relaxes")
            yield from rule_faults(lookup.record_of(instance), relaxed)
    for model, field, constraint in TREES:
        if isinstance(instance, model) and field not in wrong and lookup.has(instance, field):
            yield from circle_faults(model, field, constraint, lookup.chain(instance, field))


def _faults_of_source(source, lookup: Lookup, wrong: Container[str]) -> Iterator[Fault]:
    if "paragraph_count" not in wrong:
        if "no_claim" not in wrong:
            yield from source_faults(source.no_claim, source.paragraph_count)
        if "text" not in wrong:
            yield from count_faults(source.text, source.paragraph_count)
    if not any(name in wrong for name in LOCKED):
        yield from lock_faults(lookup.differing(source))


def _faults_of_citation(citation, lookup: Lookup, wrong: Container[str]) -> Iterator[Fault]:
    target = next((name for name in Citation.TARGETS if lookup.has(citation, name)), None)
    speakers = [f"said_by_{who}" for who in ("party", "person")]
    is_speaker_unnamed = "said_by_as_printed" not in wrong and not citation.said_by_as_printed
    yield from citation_faults(
        paragraphs="" if "paragraphs" in wrong else citation.paragraphs,
        quote="" if "quote" in wrong else citation.quote,
        source=None if "source" in wrong else lookup.source_of(citation),
        field="" if "field" in wrong else citation.field,
        target=related_model(Citation, target) if target else None,
        is_speaker_unnamed=is_speaker_unnamed
        and any(name not in wrong and lookup.has(citation, name) for name in speakers),
    )
    if target and "replaced_by" not in wrong and lookup.has(citation, "replaced_by"):
        better = lookup.claim_of(citation, "replaced_by")
        yield from replacement_faults(lookup.claim_of(citation), better)


# ---- Sources and citations ----


def source_faults(no_claim: Sequence[dict], paragraph_count: int | None) -> Iterator[Fault]:
    """Ranges without claims that go beyond the end of the source."""
    for sentence in range_problems(no_claim, paragraph_count):
        yield "no_claim", sentence


def count_faults(text: str, paragraph_count: int | None) -> Iterator[Fault]:
    """A stored text that has more paragraphs, or fewer, than are recorded."""
    if text and paragraph_count is not None and len(split(text)) != paragraph_count:
        yield "paragraph_count", count_sentence(len(split(text)), paragraph_count)


def count_sentence(counted: int, recorded: int) -> str:
    return _("The paragraphs of its text are %(counted)d, and not %(recorded)d.") % {
        "counted": counted,
        "recorded": recorded,
    }


def lock_faults(differing: dict[str, Any]) -> Iterator[Fault]:
    """Changes of what a cited source has recorded of its text."""
    for name, stored in differing.items():
        if stored not in ("", None):
            yield name, str(TEXT_IS_LOCKED)


def replacement_faults(claim: Hashable, claim_of_better: Hashable | None) -> Iterator[Fault]:
    """A citation that is replaced by one for something else."""
    if claim_of_better not in (None, claim):
        yield "replaced_by", str(REPLACED_BY_A_STRANGER)


def citation_faults(
    *,
    paragraphs: str = "",
    quote: str = "",
    source: SourceFacts | None = None,
    field: str = "",
    target: type[db.Model] | None = None,
    is_speaker_unnamed: bool = False,
) -> Iterator[Fault]:
    """Paragraphs, quote, field and speaker that do not fit the source, the target, each other.

    ``paragraphs`` have the form that the field asks for.
    """
    if backward := backward_ranges(paragraphs):
        yield "paragraphs", backward_sentence(backward)
    elif source is not None:
        for sentence in paragraph_sentences(numbers(paragraphs), source):
            yield "paragraphs", sentence
    if field and target is not None and field not in claimed_fields(target):
        yield "field", field_sentence(field, target)
    if quote and source is not None and source.text and plain(quote) not in source.words:
        yield "quote", str(QUOTE_IS_NOT_IN_TEXT)
    if is_speaker_unnamed:
        yield "said_by_as_printed", str(SPEAKER_IS_UNNAMED)


def paragraph_sentences(cited: Iterable[int], source: SourceFacts) -> Iterator[str]:
    """A sentence for each cited paragraph that the source has not, or that is no part of it."""
    if source.paragraph_count is None:
        return
    for number in cited:
        if number > source.paragraph_count:
            yield _("Paragraph %(number)d is cited, but there are only %(count)d.") % {
                "number": number,
                "count": source.paragraph_count,
            }
        elif source.silent.get(number) == NoClaimReason.FURNITURE:
            yield _("Paragraph %(number)d is page furniture, and yet cited.") % {"number": number}


def claimed_fields(model: type[db.Model]) -> dict[str, db.Field]:
    """The fields of a thing that a citation can be about, by name."""
    return {
        field.name: field
        for field in (*model._meta.concrete_fields, *model._meta.many_to_many)
        if field.editable and not field.primary_key and field.name not in NOT_CLAIMED
    }


def backward_sentence(ranges: Iterable[str]) -> str:
    return _("The paragraphs %(ranges)s run backwards.") % {"ranges": ", ".join(ranges)}


def field_sentence(field: str, target: type[db.Model]) -> str:
    return _("Its target (%(target)s) has no field “%(field)s”.") % {
        "target": target._meta.verbose_name,
        "field": field,
    }


# ---- Parts that point into other records ----


def act_faults(agreement: Hashable, agreement_of_party: Hashable | None) -> Iterator[Fault]:
    """An act by a party of another agreement."""
    if agreement_of_party not in (None, agreement):
        yield "participation", str(ACT_OF_A_STRANGER)


def rule_faults(agreement: Hashable, agreement_of_relaxed: Hashable | None) -> Iterator[Fault]:
    """A rule that relaxes one of another agreement."""
    if agreement_of_relaxed not in (None, agreement):
        yield "relaxes", str(RELAXES_A_STRANGER)


# ---- Trees ----


def circle_faults(
    model: type[db.Model], field: str, constraint: str, chain: Iterable[Hashable]
) -> Iterator[Fault]:
    """A thing that stands above itself; ``chain`` begins with the thing."""
    steps = iter(chain)
    start = next(steps)
    seen = {start}
    for distance, step in enumerate(steps, 1):
        if step == start:
            yield field, circle_sentence(model, constraint, distance)
        if step in seen:
            return
        seen.add(step)


def circle_sentence(model: type[db.Model], constraint: str, distance: int) -> str:
    """What is wrong with a circle; with the shortest, what its constraint says of it."""
    if distance > 1:
        return _("It comes back to itself by way of others: that is a circle.")
    (shortest,) = (one for one in model._meta.constraints if one.name == constraint)
    return str(shortest.violation_error_message)


def chain_of(start: Hashable, above: Callable[[Hashable], Hashable | None]) -> Iterator[Hashable]:
    """What stands above a thing, step by step, the thing first; endless in a circle."""
    step: Hashable | None = start
    while step is not None:
        yield step
        step = above(step)


# ---- The database as a lookup ----


class Stored:
    """What instances point to in the database, read where it has not been read already."""

    def has(self, instance, field):
        return getattr(instance, f"{field}_id") is not None

    def record_of(self, instance, field=""):
        thing = getattr(instance, field) if field else instance
        if isinstance(thing, Rule):
            return thing.provision.agreement_id if thing.provision_id else None
        return thing.agreement_id if thing is not None else None

    def source_of(self, citation):
        if citation.source_id is None:
            return None
        source = citation.source
        text = source.text if citation.quote else ""
        return SourceFacts(source.paragraph_count, source.no_claim, text)

    def differing(self, source):
        if source.pk is None or not source.citations.exists():
            return {}
        stored = type(source)._base_manager.filter(pk=source.pk).values(*LOCKED).first() or {}
        return {name: value for name, value in stored.items() if value != getattr(source, name)}

    def claim_of(self, citation, field=""):
        one = getattr(citation, field) if field else citation
        return one.target_name, getattr(one, f"{one.target_name}_id")

    def chain(self, instance, field):
        yield instance.pk
        rows = type(instance)._base_manager
        name = f"{field}_id"
        yield from chain_of(
            getattr(instance, name),
            lambda pk: rows.filter(pk=pk).values_list(name, flat=True).first(),
        )


STORED = Stored()
