"""Search documents: the folded words by which each record can be found."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db import models as db
from django.db.models import Q

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
from coop.vocabulary.records import State

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


ONLY_OF_PUBLIC: dict[type[db.Model], dict[str, str]] = {
    Agreement: {"film_links__coproduction": "film_links__coproduction"},
    CoProduction: {"agreement_links__agreement": "agreement_links__agreement"},
    Party: {"citations": "citations__source"},
    Person: {
        "citations": "citations__source",
        "signatures": "signatures__participation__agreement",
        "attendances": "attendances__event",
    },
    Event: {"citations": "citations__source"},
    Place: {"citations": "citations__source"},
}
"""Paths that leave the record, with the record that must be public for their words to count.

What a draft says must not be found through the public record that it names.
"""


def _owner(model: type[db.Model], path: str) -> type[db.Model]:
    """The model at the end of a path of relations."""
    for step in path.split("__"):
        model = related_model(model, step)
    return model


def _lookups(reader: type[db.Model]) -> dict[str, type[db.Model]]:
    """The paths of relations along which the reader's words come, each with its owner."""
    texts = (*TITLES[reader], *WORDS[reader])
    paths = {path.rpartition("__")[0] for path in texts if "__" in path}
    paths |= set(ONLY_OF_PUBLIC.get(reader, {}).values())
    return {path: _owner(reader, path) for path in sorted(paths)}


def dependents(model: type[db.Model], ids: Iterable[int]):
    """The records whose documents carry words of these records, by kind."""
    wanted = list(ids)
    for reader in TITLES:
        found: set[int] = set()
        for path, owner in _lookups(reader).items():
            if owner is model:
                rows = reader._base_manager.filter(**{f"{path}__in": wanted})
                found |= set(rows.order_by().values_list("pk", flat=True))
        if found:
            yield reader, found


def refresh(changed: Mapping[type[db.Model], Iterable[int]], readers=None):
    """Write the documents of these records and of all that carry their words.

    ``readers`` are the records that carried them before the change.
    """
    wanted: dict[type[db.Model], set[int]] = defaultdict(set)
    for reader, ids in (readers or {}).items():
        wanted[reader] |= ids
    for model, ids in changed.items():
        if model in TITLES:
            wanted[model] |= set(ids)
        for reader, found in dependents(model, ids):
            wanted[reader] |= found
    for reader, found in wanted.items():
        _write(reader, found)


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
        return [(pk, key, state == State.PUBLISHED) for pk, key, state in rows]
    if issubclass(model, Referable):
        return list(records.values_list("pk", "key", "is_public"))
    if model is Provision:
        rows = records.values_list("pk", "key", "agreement__state")
        return [(pk, key, state == State.PUBLISHED) for pk, key, state in rows]
    return [(pk, code, True) for pk, code in records.values_list("pk", "code")]


def _texts(model, ids, paths) -> dict[int, dict[str, None]]:
    """The texts of each record along ``paths``, each once, in order."""
    found: dict[int, dict[str, None]] = defaultdict(dict)
    for path in paths:
        rows = model._base_manager.filter(_is_public(model, path), pk__in=ids)
        for pk, value in rows.order_by("pk").values_list("pk", path).distinct():
            for text in value.values() if isinstance(value, dict) else [value]:
                if text:
                    found[pk][text] = None
    return found


def _is_public(model, path: str) -> Q:
    """The condition under which the words along ``path`` count."""
    for prefix, record in ONLY_OF_PUBLIC.get(model, {}).items():
        if path.startswith(f"{prefix}__"):
            if issubclass(_owner(model, record), Publishable):
                return Q(**{f"{record}__state": State.PUBLISHED})
            return Q(**{f"{record}__is_public": True})
    return Q()


def _folded(texts) -> str:
    return " ".join(fold(text) for text in texts).strip()
