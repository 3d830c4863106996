"""Search documents: the folded words by which each record can be found."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import models as db

from coop.models import (
    Agreement,
    CoProduction,
    Country,
    Event,
    Party,
    Person,
    Place,
    Provision,
    ProvisionTopic,
    SearchDocument,
    SourceDocument,
    Subject,
)
from coop.models.base import Publishable, Referable
from coop.names.folding import fold
from coop.querysets.base import related_model

BATCH = 500

TITLES: dict[type[db.Model], tuple[str, ...]] = {
    Agreement: ("title",),
    CoProduction: ("title",),
    SourceDocument: ("title",),
    Provision: ("topic__names", "summary"),
    Party: ("names", "short_names", "country__names"),
    Person: ("names",),
    Event: ("names",),
    Place: ("names",),
    Subject: ("names",),
    Country: ("names",),
    ProvisionTopic: ("names",),
}
"""The texts that name a record itself."""

NAMES_OF_A_PARTY = ("names", "short_names", "country__names")

WORDS: dict[type[db.Model], tuple[str, ...]] = {
    Agreement: (
        "summary",
        "note",
        "place__names",
        "place__country__names",
        *(f"participations__party__{names}" for names in NAMES_OF_A_PARTY),
        *(f"frameworks__{names}" for names in NAMES_OF_A_PARTY),
        "participations__signatures__person__names",
        "participations__signatures__office",
        "occasions__event__names",
        "subjects__names",
        "provisions__topic__names",
        "provisions__summary",
        "statements__summary",
        "film_links__coproduction__title",
        "citations__as_named",
        "participations__citations__as_named",
        "participations__signatures__citations__as_named",
        "occasions__citations__as_named",
        "provisions__citations__as_named",
    ),
    CoProduction: (
        "summary",
        "note",
        "subjects__names",
        "partners__country__names",
        *(f"partners__party__{names}" for names in NAMES_OF_A_PARTY),
        "screenings__event__names",
        "agreement_links__agreement__title",
        "citations__as_named",
        "partners__citations__as_named",
    ),
    SourceDocument: ("publisher", "author", "note"),
    Provision: (
        "topic__definition",
        "subjects__names",
        "agreement__title",
        "citations__as_named",
        "article",
    ),
    Party: ("former_names__names", "parent__names", "citations__as_named"),
    Person: ("citations__as_named", "signatures__office", "attendances__office"),
    Event: ("place__names", "country__names", "citations__as_named", "attendances__person__names"),
    Place: ("country__names", "citations__as_named"),
    Subject: (),
    Country: ("code",),
    ProvisionTopic: ("definition", "code"),
}
"""The related texts by which a record can be found as well."""


def _owner(model: type[db.Model], path: str) -> tuple[type[db.Model], str]:
    """The model whose text ``path`` ends in, and the look-up that leads to it."""
    steps = path.split("__")[:-1]
    for step in steps:
        model = related_model(model, step)
    return model, "__".join(steps)


def dependents(model: type[db.Model], ids: Iterable[int]):
    """The records whose documents carry words of these records."""
    wanted = list(ids)
    for reader in TITLES:
        lookups = {
            lookup
            for path in (*TITLES[reader], *WORDS[reader])
            for owner, lookup in [_owner(reader, path)]
            if owner is model and lookup
        }
        found: set[int] = set()
        for lookup in lookups:
            rows = reader._base_manager.filter(**{f"{lookup}__in": wanted})
            found |= set(rows.order_by().values_list("pk", flat=True))
        if found:
            yield reader, found


def refresh(model: type[db.Model], ids: Iterable[int]):
    """Write the documents of these records, and of all that carry their words."""
    wanted = set(ids)
    if model in TITLES:
        _write(model, wanted)
    if model is Agreement:
        provisions = Provision.objects.filter(agreement__in=wanted)
        _write(Provision, set(provisions.order_by().values_list("pk", flat=True)))
        _drop_lost(Provision)
    for reader, pks in dependents(model, wanted):
        if reader is not model or pks - wanted:
            _write(reader, pks - wanted if reader is model else pks)


def refresh_all():
    """Write every document anew."""
    for model in TITLES:
        _drop_lost(model)
        ids = list(model._base_manager.order_by().values_list("pk", flat=True))
        for start in range(0, len(ids), BATCH):
            _write(model, set(ids[start : start + BATCH]))


def _drop_lost(model):
    kind = model._meta.model_name
    existing = model._base_manager.order_by().values("pk")
    SearchDocument.objects.filter(kind=kind).exclude(record_id__in=existing).delete()


def _write(model, ids: set[int]):
    for start in range(0, len(ids), BATCH):
        _write_batch(model, sorted(ids)[start : start + BATCH])


def _write_batch(model, ids: list[int]):
    kind = model._meta.model_name
    titles = _texts(model, ids, TITLES[model])
    words = _texts(model, ids, WORDS[model])
    made = [
        SearchDocument(
            kind=kind,
            record_id=pk,
            key=key,
            title=_folded(titles[pk]),
            words=_folded(words[pk]),
            is_public=is_public,
        )
        for pk, key, is_public in _rows(model, ids)
    ]
    lost = set(ids) - {document.record_id for document in made}
    SearchDocument.objects.filter(kind=kind, record_id__in=lost).delete()
    SearchDocument.objects.bulk_create(
        made,
        update_conflicts=True,
        unique_fields=["kind", "record_id"],
        update_fields=["key", "title", "words", "is_public"],
    )


def _rows(model, ids):
    """Id, key and publicness of each record."""
    records = model._base_manager.filter(pk__in=ids).order_by("pk")
    if issubclass(model, Publishable):
        rows = records.values_list("pk", "key", "state")
        return [(pk, key, state == "published") for pk, key, state in rows]
    if issubclass(model, Referable):
        return list(records.values_list("pk", "key", "is_public"))
    if model is Provision:
        rows = records.values_list("pk", "key", "agreement__state")
        return [(pk, key, state == "published") for pk, key, state in rows]
    return [(pk, code, True) for pk, code in records.values_list("pk", "code")]


def _texts(model, ids, paths) -> dict[int, dict[str, None]]:
    """The texts of each record along ``paths``, each once, in order."""
    found: dict[int, dict[str, None]] = defaultdict(dict)
    for path in paths:
        rows = model._base_manager.filter(pk__in=ids).order_by("pk").values_list("pk", path)
        for pk, value in rows.distinct():
            for text in value.values() if isinstance(value, dict) else [value]:
                if text:
                    found[pk][text] = None
    return found


def _folded(texts) -> str:
    return " ".join(fold(text) for text in texts).strip()
