"""Model fields for a date and its two bounds: three columns, of which the text decides.

    done_on = EDTFField(_("done on"))
    done_on_earliest = EarliestField(source="done_on", db_index=True)
    done_on_latest = LatestField(source="done_on")

The text comes first, for a record's attributes are set in the order of its fields: the
text empties the bounds, then the row's own bounds arrive, if it has any. An empty bound
is worked out from the text when it is read, so that no road around ``save()`` (fixtures,
bulk writes, versions) can store a bound that its text does not have.

``save(update_fields=…)``, ``bulk_update()`` and ``update()`` write the columns they are
told to write and no other: give them all three.
"""

from datetime import date

from django.core import checks
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from .edtf import MAX_LENGTH, NOT_STATED, DateError, UncertainDate, parse
from .forms import EDTFFormField, EDTFWidget, as_validation_error


def uncertain_date(instance: models.Model, name: str) -> UncertainDate:
    """The record's date of that name, read. Raises DateError where its text is no date."""
    return parse(getattr(instance, name))


class _TextAttribute(DeferredAttribute):
    """The text of a date; assigning it empties the bounds that were worked out from another."""

    @cached_property
    def bounds(self) -> tuple[str, ...]:
        return tuple(
            field.attname
            for field in self.field.model._meta.local_concrete_fields
            if isinstance(field, _BoundField) and field.source == self.field.name
        )

    def __set__(self, instance, value):
        values = instance.__dict__
        values[self.field.attname] = value
        for bound in self.bounds:
            # None and not absent: Django takes an absent value for a deferred one.
            values[bound] = None


class _BoundAttribute(DeferredAttribute):
    """A bound; where it is empty, the one its text has."""

    def __get__(self, instance, cls=None):
        bound = super().__get__(instance, cls)
        if bound is not None:
            return bound
        try:
            return self.field.bound_of(instance.__dict__.get(self.field.source))
        except ValidationError:
            # The text's own field reports it; a bound must not break the form that does.
            return None

    def __set__(self, instance, value):
        instance.__dict__[self.field.attname] = value


class EDTFField(models.CharField):
    """An uncertain date as EDTF text, normalised; empty where no date is stated."""

    description = _("Uncertain date (EDTF)")
    descriptor_class = _TextAttribute

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", MAX_LENGTH)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        kwargs["blank"] = self.blank
        return name, path, args, kwargs

    def to_python(self, value):
        return _read(value).text

    def pre_save(self, model_instance, add):
        text = getattr(model_instance, self.attname)
        normal = self.to_python(text)
        if normal != text:
            setattr(model_instance, self.attname, normal)
        return normal

    def get_prep_value(self, value):
        # A question may hold any text; only what is to be stored must be a date.
        value = models.Field.get_prep_value(self, value)
        return value if value is None or hasattr(value, "resolve_expression") else str(value)

    def get_db_prep_save(self, value, connection):
        if not hasattr(value, "as_sql"):
            value = self.to_python(value)
        return super().get_db_prep_save(value, connection)

    def db_check(self, connection):
        if connection.vendor == "sqlite":
            return f"length({connection.ops.quote_name(self.column)}) <= {int(self.max_length)}"
        return super().db_check(connection)

    def formfield(self, **kwargs):
        # The admin asks for its own input in every CharField; a date has one already.
        if not issubclass(_class_of(kwargs.get("widget")), EDTFWidget):
            kwargs["widget"] = EDTFWidget
        return super().formfield(**{"form_class": EDTFFormField, **kwargs})


class _BoundField(models.DateField):
    """A bound of the date whose text stands in the field ``source``.

    Never typed and never written into files: files that carry a bound all the same are
    read as if they did not.
    """

    descriptor_class = _BoundAttribute
    end: str

    def __init__(self, *args, source: str, **kwargs):
        self.source = source
        kwargs.update(null=True, blank=True, editable=False, serialize=False)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        for fixed in ("null", "blank", "editable", "serialize"):
            kwargs.pop(fixed, None)
        kwargs["source"] = self.source
        return name, path, args, kwargs

    def bound_of(self, text) -> date | None:
        """The bound that a text has. Raises ValidationError where it is no date."""
        return getattr(_read(text), self.end)

    def to_python(self, value):
        """Return None, whatever the value: what a file says of a bound is left to its text."""

    def get_prep_value(self, value):
        value = models.Field.get_prep_value(self, value)
        return super().to_python(value)

    def pre_save(self, model_instance, add):
        if self.source not in model_instance.__dict__:
            return super().pre_save(model_instance, add)
        bound = self.bound_of(model_instance.__dict__[self.source])
        setattr(model_instance, self.attname, bound)
        return bound

    def check(self, **kwargs):
        return [*super().check(**kwargs), *self._check_source()]

    def _check_source(self):
        fields = [field.name for field in self.model._meta.local_concrete_fields]
        if self.source not in fields or not isinstance(
            self.model._meta.get_field(self.source), EDTFField
        ):
            return [
                checks.Error(
                    f"The source “{self.source}” is no EDTFField of this model.",
                    obj=self,
                    id="coop.E001",
                )
            ]
        if fields.index(self.source) > fields.index(self.name):
            return [
                checks.Error(
                    f"The bound stands before its text “{self.source}”, which would empty it.",
                    obj=self,
                    id="coop.E002",
                )
            ]
        if self.name != f"{self.source}_{self.end}":
            return [
                checks.Error(
                    f"Queries look for this bound as “{self.source}_{self.end}”.",
                    obj=self,
                    id="coop.E003",
                )
            ]
        return []


class EarliestField(_BoundField):
    """The first day a date can mean; None where it has none."""

    description = _("Earliest day of an uncertain date")
    end = "earliest"


class LatestField(_BoundField):
    """The last day a date can mean; None where it has none."""

    description = _("Latest day of an uncertain date")
    end = "latest"


def _read(value) -> UncertainDate:
    """Read whatever was assigned or stood in a file: a text, a year as a number, a day, None."""
    if value is None:
        return NOT_STATED
    try:
        return parse(value if isinstance(value, str) else str(value))
    except DateError as error:
        raise as_validation_error(error) from error


def _class_of(widget) -> type:
    return widget if isinstance(widget, type) else type(widget)
