"""The values of one object, cleaned by the model's own fields."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models as db
from django.db.models.base import ModelState
from django.utils.translation import gettext as _

from coop.exchange.shapes import Shape, shown

REMEMBERED = 5000
SHORT = 40


class Cleaner:
    """Cleans values of one field; what was asked often is remembered."""

    def __init__(self, field):
        self.field = field
        self._known: dict[tuple[type, Any], Any] = {}

    def clean(self, value) -> Any:
        """The value as the registry keeps it; raises ValidationError."""
        if type(value) not in (str, int, bool) or (type(value) is str and len(value) > SHORT):
            return self._clean(value)
        mark = (type(value), value)
        if mark in self._known:
            return self._known[mark]
        cleaned = self._clean(value)
        if len(self._known) < REMEMBERED:
            self._known[mark] = cleaned
        return cleaned

    def _clean(self, value):
        field = self.field
        try:
            return field.clean(value, None)
        except (TypeError, ValueError, ArithmeticError):
            raise ValidationError(
                _("%(value)s is not the kind of value that belongs here.")
                % {"value": f"“{shown(value)}”"}
            ) from None


class Blanks:
    """New instances of a model, with every column at its default, made at little cost.

    A default that can be changed in place, such as a list, is shared: assign, do not change.
    """

    def __init__(self, model: type[db.Model]):
        self.model = model
        blank = model()
        self._values = {k: v for k, v in blank.__dict__.items() if k != "_state"}
        self._pk = model._meta.pk.attname

    def blank(self, pk: int):
        """An instance as the constructor makes it, with this number."""
        thing = self.model.__new__(self.model)
        thing.__dict__.update(self._values)
        thing.__dict__[self._pk] = pk
        thing._state = ModelState()
        return thing


class Cleaners(Blanks):
    """The cleaners of a table's own columns, and what a new row cannot do without."""

    def __init__(self, shape: Shape):
        super().__init__(shape.model)
        self.shape = shape
        self.cleaners = {
            name: Cleaner(field) for name, field in shape.columns.items() if not field.is_relation
        }
        self.required = dict(self._required())

    def _required(self) -> Iterable[tuple[str, list[str]]]:
        for name, field in self.shape.columns.items():
            if name in self.shape.own_key or name == self.shape.parent_field:
                continue
            if field.is_relation:
                if not field.null:
                    label = self.shape.relations[name].name
                    yield name, [_("Say which %(thing)s it is.") % {"thing": label}]
                continue
            try:
                field.clean(field.get_default(), None)
            except ValidationError as error:
                yield name, error.messages


def plain(value) -> Any:
    """A cleaned value as JSON has it, of plain types only."""
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return str(value)
    return value
