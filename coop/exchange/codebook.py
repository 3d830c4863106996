"""The codebook: what every field, code, topic and stance means, as plain data.

Made of what the code itself says: labels and help texts of the fields, and the vocabulary. The
public page and ``docs/codebook.md`` print it; the dictionary of the open dataset takes the
meanings of its codes from the same lists.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models as db
from django.utils.translation import gettext as _

from coop import models
from coop.dates.fields import EarliestField, EDTFField, LatestField
from coop.exchange.dictionary import sentence_of
from coop.models.base import Claim, Evidenced, Part, Publishable, Record, Referable
from coop.models.keys import KeyField
from coop.models.paragraphs import RangesField
from coop.names import languages
from coop.names.fields import (
    AddressField,
    IdentifiersField,
    LanguageField,
    LanguagesField,
    MultilingualField,
)
from coop.querysets.base import related_model
from coop.vocabulary.fields import CodesField
from coop.vocabulary.lists import LISTS, ClosedList, list_of
from coop.vocabulary.provisions import STANCE_MEANINGS
from coop.vocabulary.records import BASIS_MARKS, BASIS_MEANINGS
from coop.vocabulary.sources import NoClaimReason
from coop.vocabulary.stances import HOW_TO_READ, VERBS

MODELS: tuple[Any, ...] = (
    models.Agreement,
    models.Participation,
    models.Signature,
    models.Act,
    models.StatusPeriod,
    models.Occasion,
    models.AgreementRelation,
    models.Provision,
    models.Rule,
    models.ProvisionTopic,
    models.Statement,
    models.CoProduction,
    models.CoProductionPartner,
    models.Screening,
    models.CoProductionAgreement,
    models.Party,
    models.FormerName,
    models.Person,
    models.Event,
    models.Attendance,
    models.Country,
    models.CountryGroup,
    models.Membership,
    models.Place,
    models.Subject,
    models.SourceDocument,
    models.Citation,
    models.FormerSlug,
)
"""The tables of the codebook, in the order of a reader; a test knows of any that is missing."""

_SHARED: tuple[Any, ...] = (Record, Publishable, Referable, Evidenced, Part, Claim)


@dataclass(frozen=True)
class FieldEntry:
    """One field: its name in files, its label, what kind of value it has, and what it means."""

    anchor: str
    name: str
    label: str
    kind: str
    meaning: str
    codes: ClosedList | None
    is_typed: bool
    """Whether an editor types or chooses it; else the registry sets it."""


@dataclass(frozen=True)
class ModelEntry:
    """A table, or what several share: what one row is, in English, and its own fields.

    ``shared`` are the entries whose fields it has besides.
    """

    anchor: str
    title: str
    about: str
    fields: tuple[FieldEntry, ...]
    shared: tuple["ModelEntry", ...] = ()


@dataclass(frozen=True)
class Verbs:
    """The words of one language that lead to a stance."""

    language: str
    label: str
    direction: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class StanceEntry:
    """A stance, and the verbs that lead to it."""

    code: str
    label: str
    meaning: str
    verbs: tuple[Verbs, ...]


@dataclass(frozen=True)
class BasisEntry:
    """How a source carries a claim, with the mark it is printed by; no code where none does."""

    code: str
    mark: str
    label: str
    meaning: str


@dataclass(frozen=True)
class Codebook:
    """All of it, in the language that was active; topics are records, group by group."""

    bases: tuple[BasisEntry, ...]
    stances: tuple[StanceEntry, ...]
    how_to_read: tuple[str, ...]
    topics: tuple[tuple[models.ProvisionTopic, tuple[models.ProvisionTopic, ...]], ...]
    lists: tuple[ClosedList, ...]
    shared: tuple[ModelEntry, ...]
    models: tuple[ModelEntry, ...]


def codebook(topics: Iterable[models.ProvisionTopic]) -> Codebook:
    """The codebook with these topics; each but a group has its ``parent`` among them."""
    shared = {model: _shared_entry(model) for model in _SHARED}
    return Codebook(
        bases=tuple(_bases()),
        stances=tuple(_stances()),
        how_to_read=tuple(map(str, HOW_TO_READ)),
        topics=_groups(list(topics)),
        lists=LISTS,
        shared=tuple(shared.values()),
        models=tuple(_entry(model, shared) for model in MODELS),
    )


def _bases() -> Iterable[BasisEntry]:
    words = dict(LISTS[0].choices.choices)
    for code, meaning in BASIS_MEANINGS.items():
        label = words[code] if code else _("not stated")
        yield BasisEntry(str(code), BASIS_MARKS[code], str(label), str(meaning))


def _stances() -> Iterable[StanceEntry]:
    for stance, meaning in STANCE_MEANINGS.items():
        verbs = tuple(
            Verbs(tag, languages.label(tag), languages.direction(tag), words)
            for tag, words in VERBS[stance].items()
        )
        yield StanceEntry(str(stance), str(stance.label), str(meaning), verbs)


def _groups(topics: list[models.ProvisionTopic]):
    return tuple(
        (group, tuple(one for one in topics if one.parent and one.parent.code == group.code))
        for group in topics
        if group.parent is None
    )


def _shared_entry(model: Any) -> ModelEntry:
    inherited = {
        field.name
        for parent in model.__bases__
        if hasattr(parent, "_meta")
        for field in parent._meta.get_fields()
    }
    titles = {
        Record: _("Every record"),
        Publishable: _("Records that staff publish"),
        Referable: _("Records that are public by reference"),
        Evidenced: _("Whatever a citation can stand under"),
        Part: _("Every part of a record"),
        Claim: _("Every claim"),
    }
    anchor = model.__name__.lower()
    return ModelEntry(
        anchor,
        titles[model],
        sentence_of(model),
        tuple(_fields(model, anchor, leave_out=inherited)),
    )


def _entry(model: Any, shared: dict[Any, ModelEntry]) -> ModelEntry:
    has = [one for one in _SHARED if issubclass(model, one)]
    inherited = {field.name for one in has for field in one._meta.get_fields()}
    anchor = str(model._meta.model_name)
    return ModelEntry(
        anchor,
        _capitalised(model._meta.verbose_name),
        sentence_of(model),
        tuple(_fields(model, anchor, leave_out=inherited)),
        tuple(shared[one] for one in has),
    )


def _fields(model: Any, anchor: str, leave_out: set[str]) -> Iterable[FieldEntry]:
    for field in (*model._meta.local_fields, *model._meta.local_many_to_many):
        if field.primary_key or isinstance(field, EarliestField | LatestField):
            continue
        if field.name not in leave_out:
            yield FieldEntry(
                f"{anchor}-{field.name}",
                field.name,
                _capitalised(field.verbose_name),
                _kind(model, field),
                str(field.help_text),
                _codes(field),
                field.editable,
            )


def _codes(field: Any) -> ClosedList | None:
    if isinstance(field, RangesField):
        return list_of(NoClaimReason.values)
    if isinstance(field, CodesField):
        return list_of(field.codes_known())
    return list_of(code for code, _label in field.choices or ())


def _kind(model: Any, field: Any) -> str:
    """What sort of value stands in a field, in a few words."""
    if field.is_relation:
        many = field.many_to_many
        named = related_model(model, field.name)._meta
        if many:
            return _("any number of: %(things)s") % {"things": named.verbose_name_plural}
        return _("one of: %(things)s") % {"things": named.verbose_name_plural}
    if field.choices:
        return _("a code")
    kinds: tuple[tuple[Any, str], ...] = (
        (KeyField, _("key: given once, never changed")),
        (EDTFField, _("date, as far as it is known (EDTF)")),
        (MultilingualField, _("text in several languages")),
        (IdentifiersField, _("identifiers of other registers")),
        (LanguagesField, _("language tags (BCP 47)")),
        (LanguageField, _("language tag (BCP 47)")),
        (CodesField, _("any number of codes")),
        (RangesField, _("ranges of paragraphs, each with a code")),
        (AddressField, _("address on the web")),
        (db.BooleanField, _("yes or no")),
        (db.DateTimeField, _("moment")),
        (db.DateField, _("day")),
        (db.DecimalField, _("number")),
        (db.IntegerField, _("whole number")),
        (db.TextField, _("text")),
        (db.JSONField, _("structured data")),
    )
    for kind, words in kinds:
        if isinstance(field, kind):
            return words
    return _("text of at most %(count)d characters") % {"count": field.max_length}


def _capitalised(text) -> str:
    text = str(text)
    return text[:1].upper() + text[1:]
