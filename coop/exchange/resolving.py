"""Natural keys to row numbers: first among what was read, then in the registry."""

from collections.abc import Iterable
from difflib import get_close_matches

from coop.exchange.shapes import SEPARATOR, Key, Shape
from coop.exchange.staging import LOOKED_UP, Staging
from coop.models import Merge

REMEMBERED = 5_000
COMPARED = 20_000


class Resolver:
    """Finds rows by their natural keys; new ones have negative numbers."""

    def __init__(self, staging: Staging):
        self.staging = staging
        self._known: dict[Shape, dict[Key, int]] = {}
        self._is_empty: dict[Shape, bool] = {}

    def locate(self, shape: Shape, keys: Iterable[Key]) -> dict[Key, int]:
        """The rows of these keys; a key that leads nowhere is left out."""
        known = self._known.setdefault(shape, {})
        if len(known) > REMEMBERED:
            known.clear()
        wanted = set(keys)
        found = {key: known[key] for key in wanted if key in known}
        if missing := wanted - found.keys():
            new = self.staging.pks_of(shape, missing)
            if missing := missing - new.keys():
                new |= self.in_registry(shape, missing)
            known |= new
            found |= new
        return found

    def assign(self, shape: Shape):
        """Give every row that was read its number: the registry's, or a new negative one."""
        new = 0
        for batch in self.staging.keys(shape):
            there = self.in_registry(shape, (key for _id, key in batch), is_planned=True)
            pks = []
            for number, key in batch:
                pk = there.get(key)
                if pk is None:
                    new += 1
                    pk = -new
                pks.append((pk, number))
            self.staging.set_pks(shape, pks)

    def in_registry(self, shape: Shape, keys: Iterable[Key], is_planned=False) -> dict[Key, int]:
        """The rows that the registry has; with ``is_planned``, parents are looked up as read too.

        What stands under a parent that is yet to be made cannot be in the registry.
        """
        if self._has_none(shape):
            return {}
        if shape.parent_field:
            return self._parts(shape, list(keys), is_planned)
        names = shape.own_key
        found: dict[Key, int] = {}
        wanted = {key.split(SEPARATOR)[-1]: None for key in keys}
        manager = shape.model._base_manager
        for some in _chunks(list(wanted)):
            rows = manager.filter(**{f"{names[-1]}__in": some}).values_list("pk", *names)
            for pk, *parts in rows.order_by():
                found[SEPARATOR.join(parts)] = pk
        return found

    def _parts(self, shape: Shape, keys: list[Key], is_planned: bool) -> dict[Key, int]:
        heads = {key: key.rpartition(SEPARATOR)[0] for key in keys}
        look_up = self.locate if is_planned else self.in_registry
        parents = look_up(shape.parent, set(heads.values()))
        by_pk: dict[int, Key] = {pk: head for head, pk in parents.items() if pk > 0}
        if not by_pk:
            return {}
        found: dict[Key, int] = {}
        wanted = set(keys)
        parent = f"{shape.parent_field}_id"
        for some in _chunks(list(by_pk)):
            rows = shape.model._base_manager.filter(**{f"{parent}__in": some})
            for pk, parent_pk, own in rows.order_by().values_list("pk", parent, "key"):
                key = SEPARATOR.join((by_pk[parent_pk], own))
                if key in wanted:
                    found[key] = pk
        return found

    def _has_none(self, shape: Shape) -> bool:
        if shape not in self._is_empty:
            self._is_empty[shape] = not shape.model._base_manager.exists()
        return self._is_empty[shape]

    def heirs(self, shape: Shape, keys: list[Key]) -> dict[Key, Key]:
        """Of keys of records that were merged into others, the keys of those."""
        if shape.parent_field:
            return {}
        kind = shape.model._meta.model_name
        found: dict[Key, Key] = {}
        for some in _chunks(keys):
            rows = Merge.objects.standing().filter(kind=kind, merged_key__in=some).order_by("pk")
            for key in rows.values_list("merged_key", flat=True):
                found[key] = Merge.objects.heir(kind, key)
        return found

    def nearest(self, shape: Shape, key: Key) -> str:
        """The key most like a wrong one, as a person writes it; empty where none is like it."""
        if shape.parent_field:
            return ""
        name = shape.own_key[-1]
        keys = list(
            shape.model._base_manager.order_by(name).values_list(name, flat=True)[:COMPARED]
        )
        for batch in self.staging.keys(shape):
            keys += [known for _id, known in batch]
            if len(keys) > 2 * COMPARED:
                break
        near = get_close_matches(key, keys, n=1, cutoff=0.7)
        return near[0] if near else ""


def _chunks(values: list) -> Iterable[list]:
    for start in range(0, len(values), LOOKED_UP):
        yield values[start : start + LOOKED_UP]
