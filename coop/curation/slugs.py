"""Slugs and sort keys: worked out from names, old ones kept for redirects."""

from collections.abc import Callable

from coop.models import Country, FormerSlug, ProvisionTopic
from coop.models.base import Record
from coop.names.folding import sort_key
from coop.names.slugs import slug_from

BATCH = 1000


def refresh(record):
    """Set the slug and the sort key of one record from its names."""
    if changed := _work_out(record, lambda slug: _is_taken(record, slug)):
        values = {name: getattr(record, name) for name in changed}
        type(record)._base_manager.filter(pk=record.pk).update(**values)


def remember_hidden(model, pk: int):
    """Keep the slug of a record that is public no more, whatever it will be called then."""
    for record in model.objects.filter(pk=pk, is_public=False, slug__isnull=False):
        _remember(record)


def refresh_all(models):
    """Set slugs and sort keys of every record of ``models``."""
    for model in models:
        _refresh_model(model)


def _refresh_model(model):
    kind = model._meta.model_name
    fields = {field.name for field in model._meta.fields}
    records = model._base_manager.order_by("pk")
    if "country" in fields:
        records = records.select_related("country")
    if "text" in fields:
        records = records.defer("text")
    owners: dict[str, str] = {}
    if "slug" in fields:
        owners |= FormerSlug.objects.filter(kind=kind).values_list("slug", "key")
        owners |= records.exclude(slug=None).values_list("slug", "key")
    changed = []
    for record in records.iterator(chunk_size=BATCH):
        if _work_out(record, lambda slug, own=record: owners.get(slug, own.key) != own.key):
            changed.append(record)
        if isinstance(record, Record):
            owners[str(record.slug)] = record.key
        if len(changed) >= BATCH:
            _write(model, changed, fields)
            changed = []
    _write(model, changed, fields)


def _write(model, records: list, fields: set[str]):
    model._base_manager.bulk_update(records, sorted({"slug", "sort_key"} & fields), batch_size=100)


def _work_out(record, is_taken: Callable[[str], bool]) -> list[str]:
    """Set what differs on the record itself; return the names of the fields that do."""
    changed = []
    if not isinstance(record, Country | ProvisionTopic):
        slug = _free_slug(slug_from(record.names_read, record.key), record.slug, is_taken)
        if slug != record.slug:
            _keep(record, slug)
            record.slug = slug
            changed.append("slug")
    names = record.names_read if isinstance(record, Record) else record.names
    wording = names.best(reader="en")
    key = sort_key(wording.text) if wording else ""
    if key != record.sort_key:
        record.sort_key = key
        changed.append("sort_key")
    return changed


def _keep(record, slug: str):
    """Let the old address of a public record lead to it for ever, and free its new one."""
    kind = record._meta.model_name
    if record.slug and (record.is_public or getattr(record, "published_at", None)):
        _remember(record)
        FormerSlug.objects.filter(kind=kind, slug=slug).delete()


def _remember(record):
    FormerSlug.objects.update_or_create(
        kind=record._meta.model_name, slug=record.slug, defaults={"key": record.key}
    )


def _free_slug(wanted: str, present: str | None, is_taken: Callable[[str], bool]) -> str:
    """The wanted slug, with a number where another record has it; the present one if that fits."""
    if present and _is_numbered(present, wanted) and not is_taken(present):
        return present
    slug, number = wanted, 1
    while is_taken(slug):
        number += 1
        slug = f"{wanted}-{number}"
    return slug


def _is_numbered(slug: str, wanted: str) -> bool:
    head, _dash, number = slug.rpartition("-")
    return slug == wanted or (head == wanted and number.isdigit())


def _is_taken(record, slug: str) -> bool:
    kind = record._meta.model_name
    others = type(record)._base_manager.filter(slug=slug).exclude(pk=record.pk)
    former = FormerSlug.objects.filter(kind=kind, slug=slug).exclude(key=record.key)
    return others.exists() or former.exists()
