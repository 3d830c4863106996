"""What a version of a record holds: the record with its parts and their evidence."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from types import SimpleNamespace

import reversion
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models as db
from django.db import router
from django.utils.encoding import is_protected_type
from reversion.models import Revision, Version

from coop import models
from coop.querysets.bulk import ROWS, among, batches, insert_rows

FOLLOWED = {
    models.Country: (),
    models.ProvisionTopic: (),
    models.CountryGroup: ("memberships",),
    models.Membership: (),
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


PRINTED_BY = {
    models.Country: ("names", "code"),
    models.ProvisionTopic: ("names", "code"),
    models.CountryGroup: ("names", "code"),
    models.Membership: ("country",),
    models.Place: ("names", "key"),
    models.Person: ("names", "key"),
    models.Subject: ("names", "key"),
    models.Party: ("kind", "names", "country", "key"),
    models.FormerName: ("names", "key"),
    models.Event: ("names", "key"),
    models.Attendance: ("person",),
    models.Agreement: ("title", "original_language", "key"),
    models.Occasion: ("kind", "event"),
    models.Participation: ("party",),
    models.Signature: ("person", "office"),
    models.Act: ("kind", "done_on"),
    models.AgreementRelation: ("kind", "related"),
    models.Provision: ("topic", "stance"),
    models.Rule: ("kind",),
    models.Statement: ("summary", "key"),
    models.CoProduction: ("title", "original_language", "key"),
    models.CoProductionPartner: ("party", "country"),
    models.Screening: ("holding", "held_on"),
    models.CoProductionAgreement: ("nature", "agreement"),
    models.SourceDocument: ("title", "language", "key"),
    models.Citation: ("source", "paragraphs"),
}
"""The fields from which a thing prints itself, since a version keeps its name too."""

READ_AT_ONCE = {models.SourceDocument: 10}
"""Rows that are held in memory, where they are long; elsewhere ``ROWS``."""


def write(touched: Mapping[type[db.Model], Iterable[int]], *, user, comment: str, date_created):
    """Keep these records as they stand, in one revision; no revision where none is left.

    The rows are those that reversion writes, so that its list of versions, its comparison
    and its revert work; a record also names its parts, by which its versions are read.
    Reversion makes the rows one by one and holds all of them until the end, and so many would
    not fit; its signals of a commit, which carry them, are not sent.
    """
    revision: Revision | None = None
    names = _Names()
    waiting: list[tuple] = []
    for model, pks in touched.items():
        database = router.db_for_write(model)
        for batch in batches(pks):
            for rows in _kept(model, "pk", batch, names):
                revision = revision or Revision.objects.create(
                    user=user, comment=comment, date_created=date_created
                )
                waiting += ((revision.pk, database, "json", *row) for row in rows)
                if len(waiting) >= ROWS or model in READ_AT_ONCE:
                    insert_rows(Version, COLUMNS, waiting)
                    waiting = []
    insert_rows(Version, COLUMNS, waiting)


def as_kept(record) -> Iterator[tuple[int, str, str, str]]:
    """The rows that a version of this record as it stands would hold, the record last.

    Each as its content type, its id, itself in JSON, and its name.
    """
    for rows in _kept(type(record), "pk", [record.pk], _Names()):
        yield from rows


COLUMNS = (
    *("revision", "db", "format"),
    *("content_type", "object_id", "serialized_data", "object_repr"),
)


def _kept(
    model,
    lookup: str,
    pks: list[int],
    names: "_Names",
    owners: dict[int, int] | None = None,
    parts: "Parts | None" = None,
) -> Iterator[list[tuple]]:
    """The parts of these records, then the records; of ``model``, in portions.

    Each as its content type, its id, itself in JSON, and its name. ``owners`` are the records
    of the things that these are parts of; ``parts`` takes up the parts of each record.
    """
    content_type = ContentType.objects.get_for_model(model).pk
    form = _Form(model, lookup, pks)
    things = model._base_manager.filter(**among(lookup, pks)).order_by()
    size = READ_AT_ONCE.get(model, ROWS)
    is_record = owners is None
    parent = form.columns.index(f"{lookup.partition('__')[0]}_id") if not is_record else 0
    parts = defaultdict(lambda: defaultdict(list)) if parts is None else parts
    own: dict[int, int] = {}
    held: list[tuple[list[tuple], list[str]]] = []
    for rows in batches(things.values_list(*form.columns).iterator(size), size):
        printed = names.of(model, form.columns, rows)
        if is_record and FOLLOWED[model]:
            held.append((rows, printed))
        for row in rows:
            own[row[0]] = row[0] if owners is None else owners[row[parent]]
            if owners is not None:
                parts[own[row[0]]][form.label].append(row[0])
        if not held:
            yield [
                (content_type, str(row[0]), form.in_json(row), name)
                for row, name in zip(rows, printed, strict=True)
            ]
    for name in FOLLOWED[model] if own else ():
        relation = model._meta.get_field(name)
        field = relation.field.name
        back = field if lookup == "pk" else f"{field}__{lookup}"
        yield from _kept(relation.related_model, back, pks, names, own, parts)
    for rows, printed in held:
        yield [
            (content_type, str(row[0]), form.in_json(row, parts[row[0]]), name)
            for row, name in zip(rows, printed, strict=True)
        ]


Parts = dict[int, dict[str, list[int]]]
"""For each record by its id the ids of all its parts, however deep, by their models' labels."""


class _Form:
    """How Django's serializer writes the things of ``model`` that belong to some records.

    Django's own takes any object, and ten times as long.
    """

    encode = staticmethod(DjangoJSONEncoder(ensure_ascii=False).encode)

    def __init__(self, model, lookup: str, pks: list[int]):
        options = model._meta.concrete_model._meta
        fields = [field for field in options.local_fields if field.serialize]
        self.label = str(options)
        self.columns = ["pk", *(field.attname for field in fields)]
        self.names = [field.name for field in fields]
        self.own_forms = [
            (place, field) for place, field in enumerate(fields, 1) if not _is_plain(field)
        ]
        self.lists = {
            field.name: _lists(model, field, among(lookup, pks))
            for field in options.local_many_to_many
        }

    def in_json(self, row: tuple, parts: Mapping[str, list[int]] | None = None) -> str:
        """A thing; of a record with the ids of its parts, by which its version finds them."""
        pk, *values = row
        data = dict(zip(self.names, values, strict=True))
        for place, field in self.own_forms:
            if row[place]:
                data[field.name] = _value(field, SimpleNamespace(**{field.attname: row[place]}))
        for name, listed in self.lists.items():
            data[name] = listed.get(pk, [])
        written = {"model": self.label, "pk": pk, "fields": data}
        if parts is not None:
            written["parts"] = {label: sorted(pks) for label, pks in parts.items()}
        return self.encode([written])


def _is_plain(field) -> bool:
    """Whether what a field holds goes into JSON as it is."""
    kind = type(field)
    return (
        kind.value_from_object is db.Field.value_from_object
        and kind.value_to_string is db.Field.value_to_string
        and isinstance(field, db.CharField | db.TextField)
    ) or kind in PLAIN


PLAIN = (
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


def _lists(model, field, condition: dict) -> dict[int, list[int]]:
    """Of each thing the ids in one of its many-to-many lists, in their order."""
    found = defaultdict(list)
    ordering = [f"{field.name}__{name}" for name in field.related_model._meta.ordering]
    rows = model._base_manager.filter(**condition, **{f"{field.name}__isnull": False})
    for pk, listed in rows.order_by(*ordering).values_list("pk", field.name):
        found[pk].append(listed)
    return found


class _Names:
    """The names of things: those that print the same are printed once.

    What they refer to is read once too; with more than ``LIMIT`` of a kind, it forgets
    them and begins again.
    """

    LIMIT = 10_000

    def __init__(self):
        self._printed: dict[type[db.Model], dict[tuple, str]] = defaultdict(dict)
        self._read: dict[type[db.Model], dict[int, db.Model]] = defaultdict(dict)

    def of(self, model, columns: list[str], rows: list[tuple]) -> list[str]:
        """The names of rows of ``model`` with these columns, the first of which is the id."""
        fields = [field for field in model._meta.concrete_fields if field.name in PRINTED_BY[model]]
        attnames = [field.attname for field in fields]
        places = [columns.index(name) for name in attnames]
        if any(isinstance(field, db.JSONField) for field in fields):
            return self._print(
                model, attnames, [(row[0], *(row[i] for i in places)) for row in rows]
            )
        printed = self._printed[model]
        if len(printed) > self.LIMIT:
            printed.clear()
        keys = [tuple(row[i] for i in places) for row in rows]
        new = {
            key: (row[0], *key) for row, key in zip(rows, keys, strict=True) if key not in printed
        }
        printed |= zip(new, self._print(model, attnames, list(new.values())), strict=True)
        return [printed[key] for key in keys]

    def _print(self, model, attnames: list[str], rows: list[tuple]) -> list[str]:
        """The names of things of which the id and what they print themselves from is given."""
        using = router.db_for_read(model)
        names = [model._meta.pk.attname, *attnames]
        things = [model.from_db(using, names, row) for row in rows]
        self._tie(model, things)
        return [str(thing) for thing in things]

    def _tie(self, model, things: list[db.Model]):
        """Give things what they refer to."""
        for name in PRINTED_BY[model]:
            field = model._meta.get_field(name)
            if not field.is_relation:
                continue
            ids = {getattr(thing, field.attname) for thing in things} - {None}
            related = self._referred(field.related_model, ids)
            for thing in things:
                pk = getattr(thing, field.attname)
                if pk is not None:
                    field.set_cached_value(thing, related[pk])

    def _referred(self, model, ids: set[int]) -> dict[int, db.Model]:
        known = self._read[model]
        if len(known) > self.LIMIT:
            known.clear()
        for batch in batches(ids - known.keys()):
            new = model._base_manager.only(*PRINTED_BY[model]).in_bulk(batch)
            self._tie(model, list(new.values()))
            known |= new
        return known


def register_models():
    """Tell reversion what to keep; called once, when the app is ready."""
    for model, follow in FOLLOWED.items():
        if not reversion.is_registered(model):
            reversion.register(model, follow=follow)
