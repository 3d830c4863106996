"""Slugs and sort keys: worked out from names, old ones kept for redirects."""

from coop.models import Country, FormerSlug, ProvisionTopic
from coop.models.base import Record
from coop.names.folding import sort_key
from coop.names.slugs import slug_from


def refresh(record):
    """Set the slug and the sort key of one record from its names."""
    if isinstance(record, Country | ProvisionTopic):
        _refresh_sort_key(record)
        return
    slug = _free_slug(record)
    if slug != record.slug:
        kind = record._meta.model_name
        if record.slug and (record.is_public or getattr(record, "published_at", None)):
            FormerSlug.objects.update_or_create(
                kind=kind, slug=record.slug, defaults={"key": record.key}
            )
        FormerSlug.objects.filter(kind=kind, slug=slug).delete()
        type(record)._base_manager.filter(pk=record.pk).update(slug=slug)
        record.slug = slug
    _refresh_sort_key(record)


def refresh_all(models):
    """Set slugs and sort keys of every record of ``models``."""
    for model in models:
        records = model._base_manager.order_by("pk")
        if any(field.name == "country" for field in model._meta.fields):
            records = records.select_related("country")
        if any(field.name == "text" for field in model._meta.fields):
            records = records.defer("text")
        for record in records.iterator(chunk_size=1000):
            refresh(record)


def _refresh_sort_key(record):
    names = record.names_read if isinstance(record, Record) else record.names
    wording = names.best(reader="en")
    key = sort_key(wording.text) if wording else ""
    if key != record.sort_key:
        type(record)._base_manager.filter(pk=record.pk).update(sort_key=key)
        record.sort_key = key


def _free_slug(record) -> str:
    wanted = slug_from(record.names_read, record.key)
    kind = record._meta.model_name
    slug, number = wanted, 1
    while _is_taken(record, kind, slug):
        number += 1
        slug = f"{wanted}-{number}"
    return slug


def _is_taken(record, kind: str, slug: str) -> bool:
    others = type(record)._base_manager.filter(slug=slug).exclude(pk=record.pk)
    former = FormerSlug.objects.filter(kind=kind, slug=slug).exclude(key=record.key)
    return others.exists() or former.exists()
