"""Values of fields as people read them: names for ids, dates in words, choices by label."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models as db
from django.db.models import Max
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from reversion.models import Version

from coop.curation.versions import PRINTED_BY
from coop.dates.edtf import DateError
from coop.dates.fields import EDTFField
from coop.dates.words import in_words
from coop.models.paragraphs import RangesField
from coop.names import languages
from coop.names.fields import IdentifiersField, LanguageField, LanguagesField
from coop.names.identifiers import SCHEMES
from coop.vocabulary.fields import CodesField
from coop.vocabulary.sources import NoClaimReason

EMPTY: tuple[Any, ...] = (None, "", [], {}, ())
"""Values that say nothing, of which one is as good as another."""

LISTS = (CodesField, LanguagesField, IdentifiersField, RangesField, db.ManyToManyField)
"""Fields of which what was added and what was removed is told."""

Reference = tuple[type[db.Model], int]


def field_of(model: type[db.Model] | None, name: str) -> Any:
    """The field of that name; None where the model has none any more."""
    if model is None:
        return None
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        return None


def label_of(model: type[db.Model] | None, name: str) -> str:
    """What a field is called on the page of the record."""
    found = field_of(model, name)
    return capfirst(str(found.verbose_name)) if found else name


def references(field: db.Field | None, value: Any) -> list[Reference]:
    """The things that a value of a field leads to."""
    if field is None or not field.is_relation:
        return []
    values = value if isinstance(value, list) else [value]
    return [(field.related_model, pk) for pk in values if isinstance(pk, int)]


class Names:
    """The names of things that values lead to, those that are gone included.

    Each kind of thing is asked for once, and all that are gone with one question more: they
    have the name under which they were kept last.
    """

    def __init__(self, wanted: Iterable[Reference], kept: Mapping[Reference, str]):
        ids: dict[type[db.Model], set[int]] = defaultdict(set)
        for model, pk in wanted:
            ids[model].add(pk)
        self._known: dict[Reference, str] = {}
        lost: list[Reference] = []
        for model, pks in ids.items():
            for pk, thing in _read(model, pks).items():
                self._known[model, pk] = str(thing)
            lost += ((model, pk) for pk in pks if (model, pk) not in self._known)
        self._known |= {one: kept[one] for one in lost if one in kept}
        self._known |= _last_kept([one for one in lost if one not in kept])

    def of(self, model: type[db.Model], pk: int) -> str:
        found = self._known.get((model, pk))
        return found or _("%(kind)s %(number)d") % {"kind": model._meta.verbose_name, "number": pk}


def _read(model, pks: set[int]) -> dict[int, db.Model]:
    names = PRINTED_BY.get(model)
    if names is None:
        return model._base_manager.in_bulk(pks)
    related = [name for name in names if model._meta.get_field(name).is_relation]
    further = [
        f"{name}__{inner}"
        for name in related
        for inner in PRINTED_BY.get(model._meta.get_field(name).related_model, ())
        if model._meta.get_field(name).related_model._meta.get_field(inner).is_relation
    ]
    rows = model._base_manager.select_related(*related, *further)
    heavy = [name for name in ("text", "source__text") if _has(model, name)]
    return rows.defer(*heavy).in_bulk(pks)


def _has(model, path: str) -> bool:
    for name in path.split("__"):
        field = field_of(model, name)
        if field is None:
            return False
        model = field.related_model or model
    return True


def _last_kept(lost: list[Reference]) -> dict[Reference, str]:
    if not lost:
        return {}
    condition = db.Q(pk__in=[])
    kinds = {}
    for model in {model for model, _pk in lost}:
        kind = ContentType.objects.get_for_model(model).pk
        kinds[kind] = model
        pks = [str(pk) for other, pk in lost if other is model]
        condition |= db.Q(content_type=kind, object_id__in=pks)
    newest = Version.objects.filter(condition).order_by().values("content_type", "object_id")
    rows = Version.objects.filter(pk__in=newest.annotate(last=Max("pk")).values("last"))
    return {
        (kinds[kind], int(pk)): name
        for kind, pk, name in rows.values_list("content_type", "object_id", "object_repr")
    }


def several(field: db.Field | None, value: Any, names: Names) -> list[str]:
    """Each thing of a list in words."""
    if value in EMPTY:
        return []
    match field:
        case db.ManyToManyField():
            return [names.of(field.related_model, pk) for pk in value]
        case IdentifiersField():
            return [
                f"{SCHEMES[code].label if code in SCHEMES else code}: {text}"
                for code, text in value.items()
            ]
        case RangesField():
            return [_range(one) for one in value]
        case LanguagesField():
            return [languages.label(tag) for tag in value]
        case CodesField():
            labels = dict(getattr(field.codes, "choices", ()))
            codes = CodesField.split(value)
            return [str(labels.get(code, code)) for code in codes]
    return [str(one) for one in value]


def _range(one: dict) -> str:
    reasons = dict(NoClaimReason.choices)
    first, last, reason = one.get("first"), one.get("last"), str(one.get("reason"))
    span = str(first) if first == last else f"{first}–{last}"
    return f"{span}: {reasons.get(reason, reason)}"


def worded(field: db.Field | None, value: Any, names: Names) -> str:
    """One value in words; empty where it says nothing."""
    if value in EMPTY:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field is None:
        return str(value)
    if isinstance(field, db.ForeignKey):
        return names.of(field.related_model, value) if isinstance(value, int) else str(value)
    if isinstance(field, EDTFField):
        return _date(value)
    if isinstance(field, LanguageField):
        return languages.label(value)
    if isinstance(field, db.DateTimeField):
        moment = parse_datetime(value) if isinstance(value, str) else value
        return date_format(localtime(moment), "DATETIME_FORMAT") if moment else str(value)
    return str(dict(field.flatchoices).get(value, value))


def _date(value: str) -> str:
    try:
        return in_words(value)
    except (DateError, ValidationError):
        return str(value)
