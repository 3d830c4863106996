"""Rows against the rules of their table: references, fields, constraints, what is unique.

The rules are the model's own field and constraint objects, those that the admin asks.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models as db
from django.utils.translation import gettext as _

from coop.exchange.cleaning import Cleaners, plain
from coop.exchange.resolving import Resolver
from coop.exchange.shapes import SEPARATOR, Key, KeyMissing, Shape, shown
from coop.exchange.staging import CHANGED, FAULTY, LOOKED_UP, NEW, SAME, Row, Staging
from coop.integrity import conditions

Say = Callable[[Row, str, str], None]
"""Reports a fault: the row, the field, the sentence."""


class Checker:
    """Settles what becomes of each row of one table."""

    def __init__(
        self,
        shape: Shape,
        staging: Staging,
        resolver: Resolver,
        say: Say,
        gone: Collection[int] = (),
    ):
        self.shape = shape
        self.gone = frozenset(gone)
        self.model = shape.model
        self.staging = staging
        self.resolver = resolver
        self.say = say
        self.cleaners = Cleaners(shape)
        self.checks = list(self._checks())
        self.uniques = list(_uniques(shape))

    def settle(self, rows: list[Row]) -> list[tuple[Row, db.Model]]:
        """Work out the verdict of each row; return those that are new or change, as instances."""
        wrong: dict[int, set[str]] = defaultdict(set)
        self._resolve(rows, wrong)
        self._refuse_merged(rows, wrong)
        existing = self._existing([row.pk for row in rows if row.pk > 0])
        settled = []
        for row in rows:
            instance = existing.get(row.pk) if row.pk > 0 else self.cleaners.blank(row.pk)
            if instance is None:
                # It was deleted since its number was looked up.
                self.say(row, "", _("It was deleted a moment ago: plan again."))
                continue
            faulty = self._fill(row, instance) | wrong.get(row.id, set())
            if faulty:
                row.verdict = FAULTY
                self._check(row, instance, faulty)
            elif row.is_new:
                row.verdict = NEW
            else:
                row.verdict = CHANGED if row.changes else SAME
            if row.verdict in (NEW, CHANGED):
                if not self._check(row, instance, set()):
                    row.verdict = FAULTY
                settled.append((row, instance))
        self._check_unique([pair for pair in settled if pair[0].verdict != FAULTY])
        return settled

    # ---- References ----

    def _resolve(self, rows: list[Row], wrong: dict[int, set[str]]):
        wanted: dict[Shape, set[Key]] = defaultdict(set)
        mentions: list[tuple[Row, str, bool, list[Key]]] = []
        for row in rows:
            for name, target in self.shape.relations.items():
                if name not in row.fields:
                    continue
                is_list = name in self.shape.lists
                keys = self._keys(row, name, target, is_list)
                if keys is None:
                    wrong[row.id].add(name)
                    continue
                wanted[target].update(keys)
                mentions.append((row, name, is_list, keys))
        found = {target: self.resolver.locate(target, keys) for target, keys in wanted.items()}
        for row, name, is_list, keys in mentions:
            target = self.shape.relations[name]
            lost = [key for key in keys if key not in found[target]]
            for key in lost:
                wrong[row.id].add(name)
                self.say(row, name, self._lost(target, key))
            pks = [found[target].get(key) for key in keys]
            row.refs[name] = sorted(set(filter(None, pks))) if is_list else (pks or [None])[0]

    def _refuse_merged(self, rows: list[Row], wrong: dict[int, set[str]]):
        """A file from before a merge must not make the record anew that went."""
        new = {key: row for row in rows if row.is_new and (key := row.fields.get("key"))}
        for key, heir in self.resolver.heirs(self.shape, list(new)).items():
            wrong[new[key].id].add("key")
            self.say(new[key], "key", _merged(self.shape, key, heir))

    def _keys(self, row: Row, name: str, target: Shape, is_list: bool) -> list[Key] | None:
        """The natural keys that a field of a row names; None where they cannot be read."""
        value = row.fields[name]
        if value is None and not is_list:
            field = self.shape.columns[name]
            if field.null:
                return []
            self.say(row, name, _("Say which %(thing)s it is.") % {"thing": target.name})
            return None
        if is_list and not isinstance(value, list):
            self.say(row, name, _("A list belongs here, not %(value)s.") % {"value": shown(value)})
            return None
        try:
            return [
                SEPARATOR.join(target.reference(name, item))
                for item in (value if is_list else [value])
            ]
        except KeyMissing as missing:
            self.say(row, name, missing.sentence)
            return None

    def _lost(self, target: Shape, key: Key) -> str:
        words = {"thing": target.name, "key": shown(" / ".join(key.split(SEPARATOR)))}
        if heir := self.resolver.heirs(target, [key]).get(key):
            return _merged(target, key, heir)
        sentence = _("There is no %(thing)s “%(key)s”, neither in the files nor in the registry.")
        if near := self.resolver.nearest(target, key):
            return " ".join(
                [sentence % words, _("Did you mean “%(near)s”?") % {"near": shown(near)}]
            )
        return sentence % words

    # ---- Fields ----

    def _existing(self, pks: list[int]) -> dict[int, Any]:
        if not pks:
            return {}
        records = self.model._base_manager.prefetch_related(*self.shape.lists)
        found = {}
        for start in range(0, len(pks), LOOKED_UP):
            for thing in records.filter(pk__in=pks[start : start + LOOKED_UP]):
                found[thing.pk] = thing
        return found

    def _fill(self, row: Row, instance) -> set[str]:
        """Put the row's values on the instance, note what changes; return the faulty fields."""
        faulty = set()
        for name, value in list(row.fields.items()):
            if name in self.shape.relations:
                self._fill_relation(row, instance, name)
                continue
            try:
                cleaned = self.cleaners.cleaners[name].clean(value)
            except ValidationError as error:
                faulty.add(name)
                for sentence in error.messages:
                    self.say(row, name, sentence)
                continue
            if not row.is_new:
                before = getattr(instance, name)
                if before != cleaned:
                    row.changes[name] = (plain(before), plain(cleaned))
            if cleaned is not value:
                row.fields[name] = plain(cleaned)
            setattr(instance, name, cleaned)
        if row.is_new:
            for name, sentences in self.cleaners.required.items():
                if name not in row.fields:
                    faulty.add(name)
                    for sentence in sentences:
                        self.say(row, name, sentence)
        return faulty

    def _fill_relation(self, row: Row, instance, name: str):
        if name not in row.refs:
            return
        pk = row.refs[name]
        if name in self.shape.lists:
            if not row.is_new:
                there = {thing.pk: thing for thing in getattr(instance, name).all()}
                if set(there) != set(pk):
                    before = sorted(list(thing.natural_key()) for thing in there.values())
                    row.changes[name] = (before, row.fields[name])
            return
        attname = self.shape.columns[name].attname
        if not row.is_new and getattr(instance, attname) != pk:
            thing = getattr(instance, name)
            row.changes[name] = (list(thing.natural_key()) if thing else None, row.fields[name])
        # The number alone: what it leads to may not be there yet.
        setattr(instance, attname, pk)

    # ---- Constraints ----

    def _checks(self) -> Iterable[tuple[db.CheckConstraint, set[str], bool]]:
        """Each constraint, the fields it is about, and whether a blank row keeps it."""
        blank = self.cleaners.blank(0)
        for constraint in _constraints(self.model):
            if isinstance(constraint, db.CheckConstraint):
                is_kept = conditions.is_understood(constraint, self.model) and conditions.holds(
                    constraint, blank
                )
                yield constraint, conditions.fields_of(constraint), is_kept

    def _check(self, row: Row, instance, faulty: set[str]) -> bool:
        is_sound = True
        given = row.fields.keys() if row.is_new else row.changes.keys()
        for constraint, fields, is_kept_by_blank in self.checks:
            if fields.isdisjoint(given) and (is_kept_by_blank or not row.is_new):
                continue
            if faulty and faulty & fields:
                continue
            if not conditions.holds(constraint, instance):
                is_sound = False
                field = conditions.field_of(constraint, self.shape.fields) or ""
                self.say(row, field, str(constraint.get_violation_error_message()))
        return is_sound

    def _check_unique(self, pairs: list[tuple[Row, Any]]):
        for unique in self.uniques:
            held = [
                (values, row)
                for row, instance in pairs
                if (row.is_new or unique.touches(row)) and (values := unique.values(instance))
            ]
            if not held:
                continue
            rows = {row.id: row for _values, row in held}
            claims = [(SEPARATOR.join(map(str, values)), row.id) for values, row in held]
            for _value, number, first in self.staging.claim(unique.name, claims):
                file, line = self.staging.place_of(self.shape, first)
                self._refuse_twin(rows[number], unique, file=file, line=line)
            for row, key in self._holders(unique, held):
                self._refuse_twin(row, unique, key=key)

    def _holders(self, unique: "Unique", held) -> Iterable[tuple[Row, str]]:
        """Rows whose unique values another row of the registry has, with that row's key."""
        by_values = {values: row for values, row in held if unique.may_stand(values)}
        firsts = list({values[0] for values in by_values})
        for start in range(0, len(firsts), LOOKED_UP):
            some = firsts[start : start + LOOKED_UP]
            things = unique.rows.filter(**{f"{unique.attnames[0]}__in": some})
            for pk, *values in things.order_by().values_list("pk", *unique.attnames):
                row = by_values.get(tuple(values))
                if row is None or row.pk == pk or pk in self.gone:
                    continue
                if self.staging.stated(self.shape, [pk]):
                    # The files have that row too: its new values were looked at.
                    continue
                thing = self.model._base_manager.get(pk=pk)
                yield row, " / ".join(thing.natural_key())

    def _refuse_twin(self, row: Row, unique: "Unique", *, key="", file=0, line=0):
        row.verdict = FAULTY
        if key:
            other = _("The registry has it in “%(key)s”.") % {"key": key}
        elif file == row.file:
            other = _("It stands in line %(line)d already.") % {"line": line}
        else:
            other = _("It stands in line %(line)d of another of the files already.") % {
                "line": line
            }
        self.say(row, unique.field, f"{unique.message} {other}")


def _merged(shape: Shape, key: Key, heir: Key) -> str:
    """What a file is told that names a record by the key that it had before it was merged."""
    words = {"thing": shape.name, "key": shown(key), "heir": shown(heir)}
    return _("The %(thing)s “%(key)s” was merged into “%(heir)s”: write that key.") % words


class Unique:
    """A rule that no two rows have the same values in some columns."""

    def __init__(self, shape: Shape, name: str, fields: Iterable[str], message: str, where=None):
        model = shape.model
        self.name = name
        self.fields = tuple(fields)
        self.message = message
        columns: list[Any] = [model._meta.get_field(field) for field in self.fields]
        self.attnames = [column.attname for column in columns]
        self.leads_elsewhere = [column.is_relation for column in columns]
        self.rows = model._base_manager.filter(where) if where else model._base_manager.all()
        self._applies = conditions.condition(model, where) if where else lambda instance: True
        self.watched = {*self.fields, *conditions.named_in(where)}

    @property
    def field(self) -> str:
        return self.fields[1] if len(self.fields) > 1 else self.fields[0]

    def touches(self, row: Row) -> bool:
        return not self.watched.isdisjoint(row.changes)

    def values(self, instance) -> tuple | None:
        """The instance's values; None where the rule does not ask for any."""
        values = tuple(getattr(instance, name) for name in self.attnames)
        return None if None in values or not self._applies(instance) else values

    def may_stand(self, values: tuple) -> bool:
        """Whether the registry can have these values: not those that lead to a new row."""
        pairs = zip(values, self.leads_elsewhere, strict=True)
        return not any(is_relation and value < 0 for value, is_relation in pairs)


def _constraints(model) -> list:
    return [constraint for _model, rules in model().get_constraints() for constraint in rules]


def _uniques(shape: Shape) -> Iterable[Unique]:
    """The unique rules of a table, but for its natural key, which is looked up anyway."""
    identity = {(shape.parent_field, *shape.own_key) if shape.parent_field else shape.own_key}
    for rule in _constraints(shape.model):
        if isinstance(rule, db.UniqueConstraint) and tuple(rule.fields) not in identity:
            message = str(rule.get_violation_error_message())
            yield Unique(shape, rule.name, rule.fields, message, rule.condition)
    for name, field in shape.columns.items():
        if field.unique and (name,) not in identity:
            message = _("Another %(thing)s has this %(field)s.") % {
                "thing": shape.name,
                "field": field.verbose_name,
            }
            yield Unique(shape, f"unique_{shape.label}_{name}", [name], message)
