"""The conditions of constraints, asked of values in memory.

Django asks the database about each condition of each object, a query each. The same
condition objects are read here instead, with the same three truth values as in SQL: a
constraint holds unless its condition is false. What is not understood is left to Django.
"""

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models as db
from django.db.models.expressions import Case, CombinedExpression, F, Value, When
from django.db.models.lookups import Exact

from coop.vocabulary.fields import CodesField

Truth = bool | None
Read = Callable[[Any], Any]
"""Takes an instance, returns a value or a truth."""


class NotUnderstood(Exception):
    """A condition with something in it that only the database can work out."""


def holds(constraint: db.CheckConstraint, instance: db.Model) -> bool:
    """Whether an instance keeps a check constraint."""
    predicate = _predicate(type(instance), constraint)
    if predicate is None:
        try:
            constraint.validate(type(instance), instance)
        except ValidationError:
            return False
        return True
    return predicate(instance) is not False


_KNOWN: dict[tuple[type[db.Model], str], Read | None] = {}


def _predicate(model: type[db.Model], constraint: db.CheckConstraint) -> Read | None:
    """The constraint as a function; None where only the database can work it out."""
    mark = (model, constraint.name)
    if mark not in _KNOWN:
        try:
            _KNOWN[mark] = _truth(model, constraint.condition)
        except NotUnderstood:
            _KNOWN[mark] = None
    return _KNOWN[mark]


def is_understood(constraint: db.CheckConstraint, model: type[db.Model]) -> bool:
    """Whether the constraint is worked out here and not asked of the database."""
    return _predicate(model, constraint) is not None


def condition(model: type[db.Model], q: db.Q) -> Read:
    """A condition as a function of an instance; raises NotUnderstood."""
    return _truth(model, q)


def named_in(condition) -> set[str]:
    """The fields that a condition names."""
    if isinstance(condition, db.Q):
        return set(condition.referenced_base_fields)
    if isinstance(condition, F):
        return {_named(condition)}
    if isinstance(condition, When):
        return named_in(condition.condition)
    if not hasattr(condition, "get_source_expressions"):
        return set()
    return set().union(*(named_in(part) for part in condition.get_source_expressions()))


def _named(f: Any) -> str:
    return f.name


def fields_of(constraint: db.BaseConstraint) -> set[str]:
    """The fields that a constraint is about; of the bounds of a date, the text that has them."""
    if isinstance(constraint, db.UniqueConstraint):
        return set(constraint.fields)
    named = named_in(getattr(constraint, "condition", None))
    return {name.removesuffix("_earliest").removesuffix("_latest") for name in named}


def field_of(constraint: db.BaseConstraint, fields: Iterable[str]) -> str | None:
    """The field at which a person can mend what the constraint refuses, of those given.

    A check names its condition first and what then is needed last, as forms do; of what
    is unique, the first name is the parent and the second what was chosen.
    """
    if isinstance(constraint, db.UniqueConstraint):
        shown = list(fields)
        named = [name for name in constraint.fields if name in shown]
        chosen = [name for name in constraint.fields[1:2] if name in shown]
        return next(iter([*chosen, *named]), None)
    named = [name for name in fields if name in fields_of(constraint)]
    return named[-1] if named else None


def _truth(model, node) -> Read:
    if isinstance(node, db.Q):
        return _joined(model, node)
    if isinstance(node, Exact):
        left, right = _value(model, node.lhs), _value(model, node.rhs)
        return lambda instance: _compared(left(instance), right(instance), _equal)
    raise NotUnderstood(node)


def _joined(model, q: db.Q) -> Read:
    parts = [
        _truth(model, child) if not isinstance(child, tuple) else _lookup(model, *child)
        for child in q.children
    ]
    join = {db.Q.AND: _and, db.Q.OR: _or, db.Q.XOR: _xor}[q.connector]

    def truth(instance) -> Truth:
        found = join(part(instance) for part in parts)
        return _not(found) if q.negated else found

    return truth


def _and(truths: Iterable[Truth]) -> Truth:
    found: Truth = True
    for truth in truths:
        if truth is False:
            return False
        if truth is None:
            found = None
    return found


def _or(truths: Iterable[Truth]) -> Truth:
    found: Truth = False
    for truth in truths:
        if truth is True:
            return True
        if truth is None:
            found = None
    return found


def _xor(truths: Iterable[Truth]) -> Truth:
    found = list(truths)
    return None if None in found else sum(map(bool, found)) % 2 == 1


def _not(truth: Truth) -> Truth:
    return None if truth is None else not truth


def _compared(left, right, compare) -> Truth:
    return None if left is None or right is None else compare(left, right)


def _equal(left, right) -> bool:
    return left == right


COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "exact": _equal,
    "gt": lambda left, right: left > right,
    "gte": lambda left, right: left >= right,
    "lt": lambda left, right: left < right,
    "lte": lambda left, right: left <= right,
    "regex": lambda left, right: re.search(right, left) is not None,
}


def _lookup(model, path: str, expected) -> Read:
    name, _underscores, lookup = path.partition("__")
    field = _field(model, name)
    read = _reader(field)
    lookup = lookup or "exact"
    if lookup == "isnull":
        return lambda instance: (read(instance) is None) == expected
    if lookup == "in":
        wanted = frozenset(_plain(field, value) for value in expected)
        return lambda instance: _compared(read(instance), wanted, lambda left, of: left in of)
    if lookup not in COMPARISONS:
        raise NotUnderstood(path)
    compare = COMPARISONS[lookup]
    if hasattr(expected, "resolve_expression"):
        other = _value(model, expected)
        return lambda instance: _compared(read(instance), other(instance), compare)
    plain = expected if lookup == "regex" else _plain(field, expected)
    return lambda instance: _compared(read(instance), plain, compare)


def _value(model, expression) -> Read:
    if isinstance(expression, F):
        return _reader(_field(model, _named(expression)))
    if isinstance(expression, Value):
        return lambda instance: expression.value
    if isinstance(expression, CombinedExpression) and expression.connector == "+":
        left, right = _value(model, expression.lhs), _value(model, expression.rhs)
        return lambda instance: left(instance) + right(instance)
    if isinstance(expression, Case):
        return _case(model, expression)
    if isinstance(expression, (int, str, Decimal)):
        return lambda instance: expression
    raise NotUnderstood(expression)


def _case(model, expression: Case) -> Read:
    branches = [
        (_truth(model, when.condition), _value(model, when.result)) for when in expression.cases
    ]
    otherwise = _value(model, expression.default)

    def value(instance):
        for truth, result in branches:
            if truth(instance):
                return result(instance)
        return otherwise(instance)

    return value


def _field(model, name: str):
    try:
        return model._meta.pk if name == "pk" else model._meta.get_field(name)
    except FieldDoesNotExist:
        raise NotUnderstood(name) from None


def _reader(field) -> Read:
    """Reads the field of an instance as the column compares it."""
    name = field.attname
    if isinstance(field, CodesField):
        return lambda instance: field.get_prep_value(getattr(instance, name))
    if isinstance(field, db.DecimalField):
        return lambda instance: field.to_python(getattr(instance, name))
    return lambda instance: getattr(instance, name)


def _plain(field, value):
    """What a condition compares the field with, in the form in which it is read."""
    if isinstance(field, CodesField):
        return field.get_prep_value(value)
    if isinstance(value, db.enums.Choices):
        return value.value
    return value
