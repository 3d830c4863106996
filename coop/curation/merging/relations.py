"""What points to a record, found from the tables themselves, and what names it by its key."""

from functools import cache
from typing import Any

from django.db import models as db
from django.utils import timezone

from coop.curation.merging.steps import Do, Step, as_object, plain
from coop.models import (
    Act,
    Assignment,
    Citation,
    Comment,
    CoProductionPartner,
    Dismissal,
    Distinction,
    FormerName,
    FormerSlug,
    Screening,
    Signature,
    Statement,
)

SAME_BY: dict[type[db.Model], tuple[str, ...]] = {
    Act: ("agreement", "participation", "kind", "done_on", "effective_on"),
    Signature: ("participation", "person", "office"),
    CoProductionPartner: ("coproduction", "country", "party", "role", "share"),
    Screening: ("coproduction", "event", "place", "held_on", "holding"),
    Statement: ("agreement", "event", "provision", "kind", "summary"),
    FormerName: ("party", "names", "used"),
    Citation: (
        *("source", "paragraphs", "as_named", "basis", "field", "quote", "note"),
        *("said_by_as_printed", "said_by_party", "said_by_person", "replaced_by"),
        *Citation.TARGETS,
    ),
}
"""What makes two parts say the same, besides what the database wants to be unique."""

NAMED_BY_KEY = {
    "comment": ("record_kind", "record_key"),
    "assignment": ("record_kind", "record_key"),
    "dismissal": ("kind", "meant"),
    "formerslug": ("kind", "key"),
    "distinction": ("kind", "first_key", "second_key"),
}
"""Tables whose rows name a record by its kind and its key, and move with it."""

KEPT_AS_THEY_ARE = {
    "merge": "What was once merged into the record still was; addresses follow the chain.",
    "proposedchange": "Those that wait keep the record from being merged; the others are history.",
}
"""Tables that name a record by its key and are left alone, each with the reason."""


@cache
def relations_to(model: type[db.Model]) -> list[Any]:
    """The foreign keys and many-to-many lists of all models that lead to rows of ``model``.

    The rows of which a list is made are not told of: they move with the list.
    """
    everything: list[Any] = model._meta.get_fields(include_hidden=True)
    return sorted(
        (
            relation.field
            for relation in everything
            if relation.auto_created
            and not relation.concrete
            and not relation.related_model._meta.auto_created
        ),
        key=lambda field: (field.model._meta.label_lower, field.name),
    )


def named_by_key(kept, merged) -> list[Step]:
    """The steps after which no comment, address or the like names the merged record by its key."""
    kind = type(merged)._meta.model_name
    return [
        *_comments(kind, kept, merged),
        *_assignments(kind, kept, merged),
        *_dismissals(kind, kept, merged),
        *_distinctions(kind, kept, merged),
        *_addresses(kind, kept, merged),
    ]


def _set(row, name: str, now) -> Step:
    return Step(Do.SET, type(row), row.pk, name, was=plain(getattr(row, name)), now=now, row=row)


def _delete(row) -> Step:
    return Step(Do.DELETE, type(row), row.pk, thing=as_object(row), row=row)


def _add(model, **fields) -> Step:
    thing = {"model": model._meta.label_lower, "pk": None, "fields": plain(fields)}
    return Step(Do.ADD, model, None, thing=thing)


def _comments(kind, kept, merged):
    for row in Comment.objects.filter(record_kind=kind, record_key=merged.key).order_by("pk"):
        yield _set(row, "record_key", kept.key)


def _assignments(kind, kept, merged):
    """One record is worked on by one person: of two assignments that of the kept one stays."""
    assigned = Assignment.objects.filter(record_kind=kind)
    is_assigned = assigned.filter(record_key=kept.key, done_at=None).exists()
    for row in assigned.filter(record_key=merged.key).order_by("pk"):
        if row.done_at is None and is_assigned:
            yield _set(row, "done_at", plain(timezone.now()))
        yield _set(row, "record_key", kept.key)


def _dismissals(kind, kept, merged):
    known = Dismissal.objects.filter(kind=kind)
    there = set(known.filter(meant=kept.key).values_list("source", "paragraph", "words"))
    for row in known.filter(meant=merged.key).order_by("pk"):
        if (row.source_id, row.paragraph, row.words) in there:
            yield _delete(row)
        else:
            yield _set(row, "meant", kept.key)


def _distinctions(kind, kept, merged):
    """Who is not the merged record is not the kept one either."""
    there = Distinction.objects.pairs(kind)
    for row in Distinction.objects.of(kind, merged.key).order_by("pk"):
        other = row.second_key if row.first_key == merged.key else row.first_key
        yield _delete(row)
        first, second = sorted((other, kept.key))
        if first != second and (first, second) not in there:
            there.add((first, second))
            yield _add(
                Distinction,
                kind=kind,
                first_key=first,
                second_key=second,
                said_by=row.said_by_id,
                said_at=row.said_at,
            )


def _addresses(kind, kept, merged):
    for row in FormerSlug.objects.filter(kind=kind, key=merged.key).order_by("pk"):
        yield _set(row, "key", kept.key)
    if merged.slug:
        yield _add(FormerSlug, kind=kind, slug=merged.slug, key=kept.key)
