"""Slugs and sort keys: worked out from names, old ones kept for redirects."""

from collections import Counter
from collections.abc import Iterable

from django.db import models as db

from coop.models import Country, CountryGroup, FormerSlug, Party, ProvisionTopic
from coop.models.base import Publishable, Record, Referable
from coop.names.folding import sort_key
from coop.names.slugs import slug_from
from coop.querysets.bulk import among, batches, ids_of, update_rows
from coop.vocabulary.parties import PartyKind

ASKED = 2000
"""Slugs that are looked up in one query."""

LOOKED_AHEAD = 8
"""Numbers that are looked up at first for a name that another record has."""


def refresh(model: type[db.Model], pks: Iterable[int]):
    """Set the slugs and the sort keys of records from their names, in the order of their ids."""
    taken = _Taken(model)
    for batch in batches(pks):
        _refresh(model, batch, taken)
        if model is Country:
            # A state reads its country's names.
            refresh(Party, ids_of(Party.objects.filter(kind=PartyKind.STATE, country__in=batch)))


def refresh_all(models: Iterable[type[db.Model]]):
    """Set slugs and sort keys of every record of ``models``."""
    for model in models:
        refresh(model, ids_of(model._base_manager.all()))


def remember_hidden(model: type[Referable], pks: Iterable[int]):
    """Keep the slugs of those that are public no more, whatever they will be called then."""
    for batch in batches(pks):
        hidden = model._base_manager.filter(**among("pk", batch), is_public=False)
        _remember(model, {slug: key for slug, key in hidden.values_list("slug", "key") if slug})


class _Taken:
    """Whose a slug is, or once was, as far as that has been looked up."""

    def __init__(self, model):
        self.model = model
        self.kind = model._meta.model_name
        self.present: dict[str, str] = {}
        self.former: dict[str, str] = {}
        self.asked: set[str] = set()
        # For each name the first number that may be free.
        self.free_from: dict[str, int] = {}

    def begin(self):
        """Forget what was looked up for the records before: too much, for many."""
        self.present, self.former, self.asked = {}, {}, set()

    def ask(self, slugs: Iterable[str]):
        """Look up slugs."""
        for batch in batches((slug for slug in set(slugs) if slug not in self.asked), ASKED):
            self.asked.update(batch)
            rows = self.model._base_manager.filter(slug__in=batch).order_by()
            self.present |= rows.values_list("slug", "key")
            rows = FormerSlug.objects.filter(kind=self.kind, slug__in=batch).order_by()
            self.former |= rows.values_list("slug", "key")

    def ask_numbers(self, wanted: Counter):
        """Look up, for each name and the number of records that want it, enough free slugs."""
        ahead = LOOKED_AHEAD
        lacking = wanted
        while lacking:
            numbered = {name: self._numbered(name, ahead + lacking[name]) for name in lacking}
            self.ask(slug for slugs in numbered.values() for slug in slugs)
            lacking = Counter(
                {
                    name: lacking[name]
                    for name, slugs in numbered.items()
                    if sum(map(self._is_free, slugs)) < lacking[name]
                }
            )
            ahead *= 4

    def is_by_another(self, slug: str, key: str) -> bool:
        return self.present.get(slug, key) != key or self.former.get(slug, key) != key

    def free(self, wanted: str, key: str) -> str:
        """The wanted slug, with the first number that is free where another record has it."""
        if not self.is_by_another(wanted, key):
            return wanted
        number = self.free_from.get(wanted, 2)
        while self.is_by_another(f"{wanted}-{number}", key):
            number += 1
        self.free_from[wanted] = number
        return f"{wanted}-{number}"

    def move(self, record, slug: str):
        """Note that a record has this slug now, and its own no more, unless it leads to it."""
        if record.slug:
            self.present.pop(record.slug, None)
            self.free_from.pop(_name(record.slug), None)
            if _has_been_public(record):
                self.former[record.slug] = record.key
                self.former.pop(slug, None)
        self.present[slug] = record.key

    def _numbered(self, name: str, count: int) -> list[str]:
        first = self.free_from.get(name, 2)
        return [f"{name}-{number}" for number in range(first, first + count)]

    def _is_free(self, slug: str) -> bool:
        return slug not in self.present and slug not in self.former


def _refresh(model, pks: list[int], taken: _Taken):
    records = list(_named(model, pks))
    wanted: dict[int, str] = {}
    if not issubclass(model, Country | CountryGroup | ProvisionTopic):
        wanted = {record.pk: slug_from(record.names_read, record.key) for record in records}
        _look_up(records, wanted, taken)
    changes = _Changes(model, ("slug", "sort_key") if wanted else ("sort_key",))
    left: dict[str, str] = {}
    reached: list[str] = []
    for record in records:
        if record.pk not in wanted:
            changes.add(record, sort_key=_sort_key(record))
            continue
        slug = _slug(record, wanted[record.pk], taken)
        if slug != record.slug:
            taken.move(record, slug)
            if record.slug and _has_been_public(record):
                left[record.slug] = record.key
                reached.append(slug)
        changes.add(record, slug=slug, sort_key=_sort_key(record))
    changes.write()
    _remember(model, left)
    if reached:
        # Where a record is, no address leads away from.
        FormerSlug.objects.filter(kind=taken.kind, slug__in=reached).delete()


class _Changes:
    """What differs from what is stored, to be written in an order in which no slug is had twice."""

    def __init__(self, model, names: tuple[str, ...]):
        self.model = model
        self.names = names
        self.rows: list[tuple] = []
        self.released: set[str] = set()

    def add(self, record, **values):
        stored = tuple(getattr(record, name) for name in self.names)
        new = tuple(values[name] for name in self.names)
        if new == stored:
            return
        if values.get("slug") in self.released:
            self.write()
        self.rows.append((*new, record.pk))
        if "slug" in values and record.slug:
            self.released.add(record.slug)

    def write(self):
        update_rows(self.model, self.names, self.rows)
        self.rows, self.released = [], set()


def _named(model, pks: list[int]) -> db.QuerySet:
    """Records with as much of them as this needs."""
    fields = {field.name for field in model._meta.concrete_fields}
    read = ["names", "title", "key", "slug", "sort_key", "state", "published_at", "is_public"]
    records = model._base_manager.filter(**among("pk", pks)).order_by("pk")
    if model is Party:
        records, read = records.select_related("country"), [*read, "kind", "country__names"]
    return records.only(*(name for name in read if name.partition("__")[0] in fields))


def _look_up(records: list, wanted: dict[int, str], taken: _Taken):
    """Look up at once what the records may want."""
    taken.begin()
    taken.ask([*wanted.values(), *(record.slug for record in records if record.slug)])
    claims = Counter(
        wanted[record.pk]
        for record in records
        if not (record.slug and _fits(record.slug, wanted[record.pk]))
    )
    taken.ask_numbers(
        Counter(
            {
                name: count
                for name, count in claims.items()
                if count > 1 or name in taken.present or name in taken.former
            }
        )
    )


def _slug(record, wanted: str, taken: _Taken) -> str:
    """The present slug where it fits the names, else the wanted one as far as it is free."""
    present = record.slug
    if present and _fits(present, wanted) and not taken.is_by_another(present, record.key):
        return present
    return taken.free(wanted, record.key)


def _fits(slug: str, wanted: str) -> bool:
    return wanted in (slug, _name(slug))


def _name(slug: str) -> str:
    """A slug without the number at its end."""
    name, _dash, number = slug.rpartition("-")
    return name if number.isdecimal() else slug


def _sort_key(record) -> str:
    names = record.names_read if isinstance(record, Record) else record.names
    wording = names.best(reader="en")
    return sort_key(wording.text) if wording else ""


def _has_been_public(record) -> bool:
    return bool(record.is_public or (isinstance(record, Publishable) and record.published_at))


def _remember(model, slugs: dict[str, str]):
    """Let old addresses, each with the key of its record, lead to it for ever."""
    FormerSlug.objects.bulk_create(
        [FormerSlug(kind=model._meta.model_name, slug=old, key=key) for old, key in slugs.items()],
        update_conflicts=True,
        unique_fields=["kind", "slug"],
        update_fields=["key"],
    )
