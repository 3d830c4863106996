"""Search documents: the folded words by which each record can be found."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache

from django.db import models as db
from django.db import router

from coop.models import Citation, SearchDocument, Statement
from coop.models.base import Part
from coop.querysets import searching
from coop.querysets.base import related_model
from coop.querysets.bulk import Ids, add, among, batches, ids_of, insert_rows
from coop.search.words import TITLES, WORDS, Names, decisive, owner_of, read
from coop.vocabulary.searching import document_id


def _lookups(reader: type[db.Model]) -> dict[str, type[db.Model]]:
    """The paths of relations along which the reader's words come, each with its owner."""
    texts = (*TITLES[reader], *WORDS[reader])
    paths = {path.rpartition("__")[0] for path in texts if "__" in path}
    paths |= {record for path in texts for record in decisive(reader, path)}
    return {path: owner_of(reader, path) for path in sorted(paths)}


class Tie(Enum):
    """How the words of one record come into the document of another, its reader."""

    OWNED = "a part of the record, which the reader names or is"
    LISTED = "a list of the reader's, from which the record falls when it is deleted"
    NAMED = "the reader itself or a part of it, which names the record"


class Readers:
    """Whose documents carried words of records before these were changed."""

    def __init__(self):
        self.owned: dict[type[db.Model], Ids] = {}
        self.listed: dict[type[db.Model], dict[type[db.Model], Ids]] = defaultdict(dict)

    def note(self, model: type[db.Model], ids: Iterable[int]):
        """Note the readers of records that are about to change."""
        known = list(ids)
        add(self.owned, dependents(model, known, Tie.OWNED))
        add(self.listed[model], dependents(model, known, Tie.LISTED))


def dependents(model: type[db.Model], ids: Iterable[int], *ties: Tie):
    """The records whose documents carry words of these records by such ties, by kind."""
    found: dict[type[db.Model], Ids] = {}
    by_reader = _paths_to(model, ties)
    for batch in batches(ids) if by_reader else ():
        for reader, paths in by_reader.items():
            first, *others = (
                reader._base_manager.filter(**among(path, batch)).order_by().values_list("pk")
                for path in paths
            )
            rows = first.union(*others) if others else first.distinct()
            add(found, {reader: Ids(pk for (pk,) in rows)})
    return found


@cache
def _paths_to(model, ties: tuple[Tie, ...]) -> dict[type[db.Model], list[str]]:
    """The paths from readers to records of ``model`` by such ties, by kind of reader."""
    found = defaultdict(list)
    for reader in TITLES:
        for path, owner in _lookups(reader).items():
            if owner is model and _tie(reader, path) in ties:
                found[reader].append(path)
    return dict(found)


def _tie(reader, path: str) -> Tie:
    model, relations = reader, []
    for step in path.split("__"):
        relations.append(model._meta.get_field(step))
        model = relations[-1].related_model
    between = [relation.related_model for relation in relations[:-1]]
    # Evidence is no part of the document that it is taken from, but of what it is evidence for.
    parts = [part for part in (reader, *between) if issubclass(part, Part) and part is not Citation]
    if any(model in _records_of(part) for part in parts):
        return Tie.OWNED
    return Tie.LISTED if any(relation.many_to_many for relation in relations) else Tie.NAMED


def _records_of(part) -> set[type[db.Model]]:
    """The kinds of record that parts of a kind belong to."""
    if not issubclass(part, Part):
        return {part}
    parents = STATED_OF if part is Statement else (part.parent_field,)
    return set().union(*(_records_of(related_model(part, parent)) for parent in parents))


STATED_OF = ("agreement", "event", "provision")


def refresh(changed: Mapping[type[db.Model], Ids], before: Readers | None = None):
    """Write the documents of these records and of all that carry their words.

    ``before`` are the readers that carried them before the change. Who merely names a
    record carries other words only when its own document, which has all its names, is
    another: so a note on a state leaves its hundreds of agreements alone.
    """
    names = Names()
    wanted: dict[type[db.Model], Ids] = {}
    add(wanted, before.owned if before else {})
    for model, ids in changed.items():
        add(wanted, dependents(model, ids, Tie.OWNED))
        if model in TITLES:
            written, lost = _write(model, ids, names)
            add(wanted, dependents(model, written, Tie.NAMED, Tie.LISTED))
            if lost and before:
                add(wanted, before.listed[model])
    for reader, found in wanted.items():
        _write(reader, found - changed.get(reader, Ids()), names)


def refresh_all():
    """Write every document that is not as it should be, and all that is found by them anew."""
    names = Names()
    for model in TITLES:
        _write(model, _all_ids(model), names)
    searching.rebuild(router.db_for_write(SearchDocument))


def stale() -> Iterator[tuple[type[db.Model], int]]:
    """The kinds of which documents are not as they should be, each with how many. Reads all."""
    names = Names()
    for model in TITLES:
        compared = (_compared(model, batch, names) for batch in batches(_all_ids(model)))
        if count := sum(len(one.new) + len(one.gone & one.stored) for one in compared):
            yield model, count


def _all_ids(model) -> Ids:
    """The ids of all records of a kind, and of those that are gone and have a document."""
    stored = SearchDocument.objects.of(model).order_by().values_list("record_id", flat=True)
    return ids_of(model._base_manager.all()) | Ids(stored)


@dataclass(frozen=True)
class Compared:
    """Documents as they should be, the ids of those stored, and of those that differ from it."""

    documents: dict[int, list]
    stored: set[int]
    new: list[int]
    gone: set[int]


def _compared(model, batch: list[int], names: Names) -> Compared:
    kept = SearchDocument.objects.of(model).filter(**among("record_id", batch))
    stored = {pk: values for pk, *values in kept.values_list("record_id", *STORED)}
    documents = {pk: one.values() for pk, one in read(model, batch, names).items()}
    new = [pk for pk, values in documents.items() if stored.get(pk) != values]
    return Compared(documents, set(stored), new, set(batch) - documents.keys())


def _write(model, ids: Iterable[int], names: Names) -> tuple[Ids, Ids]:
    """Write the documents that differ from those stored; return whose, and who is gone."""
    kind = model._meta.model_name
    written, lost = Ids(), Ids()
    for batch in batches(ids):
        found = _compared(model, batch, names)
        if replaced := sorted({*found.new, *found.gone} & found.stored):
            SearchDocument.objects.of(model).filter(record_id__in=replaced).delete()
        insert_rows(
            SearchDocument,
            ("id", "kind", "record_id", *STORED),
            [(document_id(kind, pk), kind, pk, *found.documents[pk]) for pk in found.new],
        )
        written.update(found.new)
        lost.update(found.gone)
    return written, lost


STORED = ("key", "title", "words", "is_public")
