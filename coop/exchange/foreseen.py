"""The registry as it will be: what was read, and beneath it what is stored."""

from collections.abc import Iterable, Iterator
from typing import Any

from coop.exchange.shapes import SEPARATOR, Shape, shape_of
from coop.exchange.staging import LOOKED_UP, Row, Staging
from coop.integrity.coherence import LOCKED, SourceFacts, chain_of
from coop.models import Citation, SourceDocument

REMEMBERED = 2000
UNRESOLVED = object()


class Foreseen:
    """Values of rows, new ones by their negative numbers."""

    def __init__(self, staging: Staging):
        self.staging = staging
        self._values: dict[tuple[Shape, str], dict[int, Any]] = {}
        self._sources: dict[int, SourceFacts] = {}
        self.at_hand: tuple[Shape | None, dict[int, Row]] = (None, {})
        """A table, and those of its rows that are looked at now: their references are not
        staged yet."""

    def values(self, shape: Shape, name: str, pks: Iterable[int]) -> dict[int, Any]:
        """The value that a field of each row will have; of a relation, the number it leads to."""
        known = self._values.setdefault((shape, name), {})
        if len(known) > REMEMBERED:
            known.clear()
        wanted = {pk for pk in pks if pk not in known}
        found = {pk: known[pk] for pk in pks if pk in known}
        new = dict(self._read(shape, name, wanted))
        # A reference that is yet to be resolved is asked for again.
        known |= {pk: value for pk, value in new.items() if value is not UNRESOLVED}
        return found | {pk: None if value is UNRESOLVED else value for pk, value in new.items()}

    def _read(self, shape: Shape, name: str, wanted: set[int]) -> Iterator[tuple[int, Any]]:
        field = shape.columns[name]
        stored = set(wanted)
        for pk, (fields, refs) in self.staging.stated(shape, wanted).items():
            if name in fields:
                stored.discard(pk)
                if not field.is_relation:
                    yield pk, fields[name]
                    continue
                at_hand, rows = self.at_hand
                refs = rows[pk].refs if at_hand is shape and pk in rows else refs
                yield pk, refs.get(name, UNRESOLVED)
            elif pk < 0:
                stored.discard(pk)
                yield pk, None if field.is_relation else field.get_default()
        there = [pk for pk in stored if pk > 0]
        for start in range(0, len(there), LOOKED_UP):
            rows = shape.model._base_manager.filter(pk__in=there[start : start + LOOKED_UP])
            yield from rows.order_by().values_list("pk", field.attname)

    def stated(self, shape: Shape, pk: int) -> dict[str, Any]:
        """What the files say of a row, as they say it."""
        fields, _refs = self.staging.stated(shape, [pk]).get(pk, ({}, {}))
        return fields

    def source(self, pk: int) -> SourceFacts:
        """What a citation of the source is checked against, but for its text."""
        if pk not in self._sources:
            if len(self._sources) > REMEMBERED:
                self._sources.clear()
            shape = shape_of(SourceDocument)
            count = self.values(shape, "paragraph_count", [pk]).get(pk)
            silent = self.values(shape, "no_claim", [pk]).get(pk) or ()
            self._sources[pk] = SourceFacts(count, silent)
        return self._sources[pk]

    def text(self, pk: int) -> str:
        """The text of a source; read anew each time, for texts are long."""
        shape = shape_of(SourceDocument)
        return dict(self._read(shape, "text", {pk})).get(pk) or ""


class Around:
    """What one row points to: the lookup that the rules between rows ask."""

    def __init__(self, row: Row, shape: Shape, foreseen: Foreseen):
        self.row = row
        self.shape = shape
        self.foreseen = foreseen

    def has(self, instance, field: str) -> bool:
        return getattr(instance, f"{field}_id") is not None

    def record_of(self, instance, field: str = ""):
        if not field:
            return self.row.key.split(SEPARATOR)[0]
        if field in self.row.fields:
            written = self.row.fields[field]
            return written[0] if written else None
        if not self.has(instance, field):
            return None
        thing = getattr(instance, field)
        return thing.natural_key()[0]

    def source_of(self, citation) -> SourceFacts | None:
        pk = citation.source_id
        if pk is None:
            return None
        facts = self.foreseen.source(pk)
        if citation.quote:
            return SourceFacts(facts.paragraph_count, facts.no_claim, self.foreseen.text(pk))
        return facts

    def differing(self, source) -> dict[str, Any]:
        found = {name: self.row.changes[name][0] for name in LOCKED if name in self.row.changes}
        if not found or not Citation.objects.filter(source=source.pk).exists():
            return {}
        return found

    def claim_of(self, citation, field: str = ""):
        pk = getattr(citation, f"{field}_id") if field else citation.pk
        fields = self.foreseen.stated(self.shape, pk) if field else self.row.fields
        for target in Citation.TARGETS:
            if fields.get(target) is not None:
                return target, tuple(fields[target])
        one = Citation.objects.filter(pk=pk).first()
        return (one.target_name, one.target.natural_key()) if one is not None else None

    def chain(self, instance, field: str):
        def above(pk):
            if pk == instance.pk:
                return getattr(instance, f"{field}_id")
            return self.foreseen.values(self.shape, field, [pk]).get(pk)

        return chain_of(instance.pk, above)
