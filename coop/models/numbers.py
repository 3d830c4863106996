"""Numbers that keep the same rules at every door and on every database.

Django's own fields take true for 1 and 2.9 for 2, round what has too many decimals, read
33.3 in a file as 33.300, and leave the largest number to the database. The columns are
Django's, and so is what migrations say.
"""

import re
from decimal import Decimal, InvalidOperation

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import DecimalValidator
from django.db import models
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

WHOLE = _("Write a whole number.")
NUMBER = _("Write a number, such as 12 or 12.5.")
_NO_DECIMALS = re.compile(r"\.0*\Z")

REQUIRED = forms.Field.default_error_messages["required"]


class _Number:
    """What number fields share: every write is checked, questions are not."""

    default_error_messages = {"null": REQUIRED}

    def get_db_prep_save(self, value, connection):
        if value is not None and not hasattr(value, "as_sql"):
            value = self.to_python(value)
        return super().get_db_prep_save(value, connection)

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, f"django.db.models.{self.column_class.__name__}", args, kwargs


class _WholeFormField(forms.IntegerField):
    """A whole number; the model's field says what is out of range."""

    default_error_messages = {"invalid": WHOLE}

    def __init__(self, *, field, **kwargs):
        self.field = field
        super().__init__(**{**kwargs, "min_value": 0, "max_value": field.largest})
        self.validators = []

    def to_python(self, value):
        return self.field.to_python(super().to_python(value))


class _Whole(_Number):
    """A whole number from 0 to ``largest``."""

    default_error_messages = {"invalid": WHOLE}
    largest: int

    def to_python(self, value):
        if isinstance(value, bool) or (isinstance(value, float) and not value.is_integer()):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        if isinstance(value, str):
            value = _NO_DECIMALS.sub("", value.strip())
        try:
            number = super().to_python(value)
        except (OverflowError, ValueError):
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
        if number is not None and not 0 <= number <= self.largest:
            raise ValidationError(
                _("The number must be from 0 to %(largest)s."),
                code="out_of_range",
                params={"largest": number_format(self.largest)},
            )
        return number

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": _WholeFormField, "field": self, **kwargs})


class SmallNumberField(_Whole, models.PositiveSmallIntegerField):
    """A whole number from 0 to 32,767."""

    column_class = models.PositiveSmallIntegerField
    largest = 32_767


class CountField(_Whole, models.PositiveIntegerField):
    """A whole number from 0 to 2,147,483,647."""

    column_class = models.PositiveIntegerField
    largest = 2_147_483_647


class _ExactFormField(forms.DecimalField):
    """A number with a point and decimals."""

    default_error_messages = {"invalid": NUMBER}


class ExactField(_Number, models.DecimalField):
    """A number of so many digits, never rounded to fit."""

    default_error_messages = {"invalid": NUMBER}
    column_class = models.DecimalField

    def to_python(self, value):
        if isinstance(value, (bool, list, tuple, dict)):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        if isinstance(value, float):
            # As it is written: the binary number next to 33.3 has fifty decimals.
            value = repr(value)
        try:
            number = super().to_python(value)
        except (InvalidOperation, ValueError, OverflowError):
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
        if isinstance(number, Decimal):
            DecimalValidator(self.max_digits, self.decimal_places)(number)
        return number

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": _ExactFormField, **kwargs})
