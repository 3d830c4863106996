"""What a version of a record holds: the record with its parts and their evidence."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import chain

import reversion
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models as db
from django.db import router
from django.utils.encoding import is_protected_type
from reversion.models import Revision, Version

from coop import models
from coop.querysets.base import related_model
from coop.querysets.bulk import ROWS, batches, insert_rows

FOLLOWED = {
    models.Country: (),
    models.ProvisionTopic: (),
    models.Place: ("citations",),
    models.Person: ("citations",),
    models.Subject: (),
    models.Party: ("former_names", "citations"),
    models.FormerName: (),
    models.Event: ("attendances", "statements", "citations"),
    models.Attendance: ("citations",),
    models.Agreement: (
        "participations",
        "occasions",
        "acts",
        "provisions",
        "statements",
        "relations",
        "citations",
    ),
    models.Occasion: ("citations",),
    models.Participation: ("signatures", "citations"),
    models.Signature: ("citations",),
    models.Act: ("citations",),
    models.AgreementRelation: ("citations",),
    models.Provision: ("rules", "statements", "citations"),
    models.Rule: ("citations",),
    models.Statement: ("citations",),
    models.CoProduction: ("partners", "screenings", "agreement_links", "citations"),
    models.CoProductionPartner: ("citations",),
    models.Screening: ("citations",),
    models.CoProductionAgreement: ("citations",),
    models.SourceDocument: (),
    models.Citation: (),
}


PRINTED_WITH = {
    models.Party: ("country",),
    models.Occasion: ("event",),
    models.Participation: ("party__country",),
    models.Signature: ("person",),
    models.AgreementRelation: ("related",),
    models.Attendance: ("person",),
    models.Provision: ("topic",),
    models.CoProductionPartner: ("country", "party__country"),
    models.CoProductionAgreement: ("agreement",),
    models.Citation: ("source",),
}
"""What the name of each thing reads, since a version keeps that too."""

PRINTED_BY = {"code", "country", "key", "kind", "language", "names", "original_language", "title"}
"""The fields from which things print themselves."""


def write(touched: Mapping[type[db.Model], Iterable[int]], *, user, comment: str, date_created):
    """Keep these records as they stand, in one revision; no revision where none is left.

    The rows are those that reversion writes, so that its list of versions, its comparison
    and its revert work. It makes them one by one and holds all of them until the end, and
    they would not fit; its signals of a commit, which carry all of them, are not sent.
    """
    rows = (
        row
        for model, pks in touched.items()
        for batch in batches(pks)
        for row in _kept(model, "pk", batch)
    )
    first = next(rows, None)
    if first is None:
        return
    revision = Revision.objects.create(user=user, comment=comment, date_created=date_created)
    names = ("content_type", "object_id", "serialized_data", "object_repr")
    fixed = {"revision": revision.pk, "db": router.db_for_write(Version), "format": "json"}
    insert_rows(
        Version, (*fixed, *names), ((*fixed.values(), *row) for row in chain([first], rows))
    )


def _kept(model, lookup: str, pks: list[int]) -> Iterator[tuple[int, str, str, str]]:
    """The things of ``model`` that belong to these records, then their parts.

    Each as its content type, its id, itself in JSON, and its name.
    """
    condition = {f"{lookup}__in": pks}
    content_type = ContentType.objects.get_for_model(model).pk
    lists = {
        field.name: _lists(model, field, condition) for field in model._meta.local_many_to_many
    }
    in_json = _in_json(model)
    is_any = False
    for thing in _printable(model).filter(**condition).order_by().iterator(ROWS):
        is_any = True
        yield content_type, str(thing.pk), in_json(thing, lists), str(thing)
    for name in FOLLOWED[model] if is_any else ():
        relation = model._meta.get_field(name)
        parent = relation.field.name
        back = parent if lookup == "pk" else f"{parent}__{lookup}"
        yield from _kept(relation.related_model, back, pks)


def _printable(model) -> db.QuerySet:
    """Things with as much of what they refer to as their names read."""
    paths = PRINTED_WITH.get(model, ())
    unread = []
    for path in paths:
        related, prefix = model, ""
        for step in path.split("__"):
            related, prefix = related_model(related, step), f"{prefix}{step}__"
            names = {field.name for field in related._meta.concrete_fields} - PRINTED_BY
            unread += [f"{prefix}{name}" for name in sorted(names - {related._meta.pk.name})]
    return model._base_manager.select_related(*paths).defer(*unread)


def _lists(model, field, condition) -> dict[int, list[int]]:
    """Of each thing the ids in one of its many-to-many lists, in their order."""
    found = defaultdict(list)
    ordering = [f"{field.name}__{name}" for name in field.related_model._meta.ordering]
    rows = model._base_manager.filter(**condition, **{f"{field.name}__isnull": False})
    for pk, listed in rows.order_by(*ordering).values_list("pk", field.name):
        found[pk].append(listed)
    return found


@cache
def _in_json(model) -> Callable[[db.Model, Mapping[str, Mapping[int, list[int]]]], str]:
    """What writes a thing of ``model``, and its lists, as Django's serializer does.

    Django's works for any object and writes JSON piece by piece, in ten times the time.
    """
    options = model._meta.concrete_model._meta
    fields = [field for field in options.local_fields if field.serialize]
    plain = {field.name: field.attname for field in fields if _is_plain(field)}
    encode = DjangoJSONEncoder(ensure_ascii=False).encode

    def in_json(thing, lists) -> str:
        values = thing.__dict__
        data = {
            field.name: values[plain[field.name]] if field.name in plain else _value(field, thing)
            for field in fields
        }
        data.update((name, listed.get(thing.pk, [])) for name, listed in lists.items())
        return f"[{encode({'model': str(options), 'pk': thing.pk, 'fields': data})}]"

    return in_json


def _is_plain(field) -> bool:
    """Whether the stored value of a field, if it is a string, is what a file carries."""
    kind = type(field)
    return (
        kind.value_from_object is db.Field.value_from_object
        and kind.value_to_string is db.Field.value_to_string
        and isinstance(field, db.CharField | db.TextField)
    ) or kind in (
        db.ForeignKey,
        db.BooleanField,
        db.DateTimeField,
        db.DecimalField,
        db.PositiveIntegerField,
        db.PositiveSmallIntegerField,
    )


def _value(field, thing):
    value = field.value_from_object(thing)
    return value if is_protected_type(value) else field.value_to_string(thing)


def register_models():
    """Tell reversion what to keep; called once, when the app is ready."""
    for model, follow in FOLLOWED.items():
        if not reversion.is_registered(model):
            reversion.register(model, follow=follow)
