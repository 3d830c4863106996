"""Writes what a plan found, all of it or nothing, and the versions of what it touched."""

import bisect
from collections.abc import Iterator
from typing import Any

from django.db import DatabaseError, connection
from django.utils import timezone
from django.utils.translation import gettext as _

from coop.curation import recording
from coop.curation.recording import Recording
from coop.dates.edtf import parse
from coop.dates.fields import EDTFField
from coop.exchange.cleaning import Blanks
from coop.exchange.planning import Plan, versions
from coop.exchange.refusals import in_words
from coop.exchange.shapes import SEPARATOR, Key, Shape, shapes
from coop.exchange.staging import CHANGED, LOOKED_UP, NEW, Row
from coop.models import FormerSlug, Generation
from coop.vocabulary.records import State

LISTED = 20


class Refused(Exception):
    """Nothing was written; ``sentences`` say why, and what to do."""

    def __init__(self, sentences: list[str]):
        self.sentences = sentences
        super().__init__(" ".join(sentences))


class Clash(Refused):
    """Records were edited, made or deleted after the plan was made; ``records`` names them."""

    def __init__(self, records: list[str]):
        self.records = records
        named = ", ".join(f"“{record}”" for record in records[:LISTED])
        if len(records) > LISTED:
            named += " " + _("and %(number)d more") % {"number": len(records) - LISTED}
        super().__init__(
            [_("Changed by someone else meanwhile: %(records)s. Plan again.") % {"records": named}]
        )


def apply(plan: Plan, *, user=None, reason: str = "") -> None:
    """Write what the plan found, in one transaction and as one revision.

    A plan that changes nothing writes nothing. Raises Refused, with nothing written, when
    the plan has faults, when a record it touches is not as it was, or when the database
    does not take it.
    """
    if plan.fault_count:
        raise Refused([_("The files have errors: nothing was written.")])
    if plan.is_empty:
        return
    try:
        with recording(user=user, reason=reason) as opened:
            _refuse_clashes(plan)
            _Writer(plan).write(opened)
    except DatabaseError as error:
        raise Refused([in_words(error)]) from error


def _refuse_clashes(plan: Plan):
    """Lock the records that the plan touches; raise Clash where one is not as it was."""
    for shape in shapes().values():
        for batch in plan.staging.touched(shape):
            pks = [pk for _key, pk, _version in batch if pk > 0]
            locked = shape.model._base_manager.select_for_update().order_by("pk")
            list(locked.filter(pk__in=pks).values_list("pk", flat=True))
    if Generation.objects.current() == plan.generation:
        return
    clashes = [
        f"{shape.model._meta.model_name}/{key.replace(SEPARATOR, '/')}"
        for shape in shapes().values()
        for batch in plan.staging.touched(shape)
        for key in _changed(shape, batch)
    ]
    if clashes:
        raise Clash(clashes)


def _changed(shape: Shape, batch) -> Iterator[Key]:
    now = versions(shape, (pk for _key, pk, _version in batch))
    new = [key.split(SEPARATOR)[-1] for key, pk, _version in batch if pk < 0]
    name = shape.own_key[-1]
    there = set(
        shape.model._base_manager.filter(**{f"{name}__in": new}).values_list(name, flat=True)
    )
    for key, pk, version in batch:
        if (pk > 0 and now.get(pk) != version) or (pk < 0 and key.split(SEPARATOR)[-1] in there):
            yield key


class Numbers:
    """The numbers that the new rows of a table get, by their place among them."""

    def __init__(self, model, count: int):
        self._firsts: list[int] = []
        self._numbers: list[int] = []
        for place, number in enumerate(_reserved(model, count), 1):
            if not self._numbers or number - self._numbers[-1] != place - self._firsts[-1]:
                self._firsts.append(place)
                self._numbers.append(number)

    def __getitem__(self, place: int) -> int:
        run = bisect.bisect_right(self._firsts, place) - 1
        return self._numbers[run] + place - self._firsts[run]


def _reserved(model, count: int) -> Iterator[int]:
    """Numbers that no other writer will use for rows of this table."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            # Nobody else writes: the transaction has begun as a writer.
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            row = cursor.fetchone()
            cursor.execute(f"SELECT max(id) FROM {connection.ops.quote_name(table)}")
            last = max((row[0] if row else 0) or 0, cursor.fetchone()[0] or 0)
            yield from range(last + 1, last + 1 + count)
            return
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [table, count],
        )
        while rows := cursor.fetchmany(5000):
            yield from (number for (number,) in rows)


class _Writer:
    """Writes the rows of a plan, parents first."""

    def __init__(self, plan: Plan):
        self.plan = plan
        self.staging = plan.staging
        self.numbers = {
            shape: Numbers(shape.model, counts.created)
            for shape in shapes().values()
            if (counts := plan.counts.get(shape.model)) and counts.created
        }
        self.total = sum(c.created + c.changed for c in plan.counts.values())
        self.done = 0
        self.now = timezone.now()

    def write(self, opened: Recording):
        roots = [shape for shape in shapes().values() if shape.model is not FormerSlug]
        for shape in roots:
            opened.touch_many(shape.model, self._roots(shape, is_new=False))
        for shape in self.plan_shapes():
            for rows in self.staging.rows(shape, NEW, CHANGED):
                self._write_new(shape, [row for row in rows if row.verdict == NEW])
                for row in rows:
                    if row.verdict == CHANGED:
                        self._write_changed(shape, row)
                self._write_lists(shape, rows)
                self.done += len(rows)
                self.plan.progress("written", self.done, self.total)
        for shape in roots:
            opened.made(shape.model, self._roots(shape, is_new=True))
        self.plan.progress("recorded", 0, 0)

    def plan_shapes(self) -> list[Shape]:
        return [shape for shape in shapes().values() if shape.model in self.plan.models]

    def _roots(self, shape: Shape, *, is_new: bool) -> list[int]:
        return [
            self._real(shape, pk)
            for batch in self.staging.touched(shape)
            for _key, pk, _version in batch
            if (pk < 0) == is_new
        ]

    def _real(self, shape: Shape, pk: int | None) -> Any:
        return self.numbers[shape][-pk] if pk is not None and pk < 0 else pk

    def _write_new(self, shape: Shape, rows: list[Row]):
        things = []
        blanks = Blanks(shape.model)
        for row in rows:
            thing = blanks.blank(self._real(shape, row.pk))
            for name, value in row.fields.items():
                if name not in shape.relations:
                    setattr(thing, name, value)
            for name, pk in row.refs.items():
                if name not in shape.lists:
                    target = shape.relations[name]
                    setattr(thing, shape.columns[name].attname, self._real(target, pk))
            if getattr(thing, "state", "") == State.PUBLISHED and not thing.published_at:
                thing.published_at = self.now
            things.append(thing)
        shape.model._base_manager.bulk_create(things)

    def _write_changed(self, shape: Shape, row: Row):
        values: dict[str, Any] = {}
        for name, (_old, new) in row.changes.items():
            if name in shape.lists:
                continue
            if name in shape.relations:
                values[shape.columns[name].attname] = self._real(
                    shape.relations[name], row.refs[name]
                )
                continue
            values[name] = new
            if isinstance(shape.columns[name], EDTFField):
                date = parse(new)
                values[f"{name}_earliest"], values[f"{name}_latest"] = date.earliest, date.latest
        thing = shape.model._base_manager.filter(pk=row.pk)
        if values:
            thing.update(**values)
        if values.get("state") == State.PUBLISHED:
            thing.filter(published_at=None).update(published_at=self.now)

    def _write_lists(self, shape: Shape, rows: list[Row]):
        for name, field in shape.lists.items():
            through = field.remote_field.through
            own, other = field.m2m_column_name(), field.m2m_reverse_name()
            target = shape.relations[name]
            changed = [row.pk for row in rows if row.verdict == CHANGED and name in row.changes]
            for start in range(0, len(changed), LOOKED_UP):
                some = changed[start : start + LOOKED_UP]
                through._base_manager.filter(**{f"{own}__in": some}).delete()
            through._base_manager.bulk_create(
                through(**{own: self._real(shape, row.pk), other: self._real(target, pk)})
                for row in rows
                if name in row.refs and (row.verdict == NEW or name in row.changes)
                for pk in row.refs[name]
            )
