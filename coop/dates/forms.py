"""The form field and the input in which staff type an uncertain date."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from .edtf import HINT, MAX_LENGTH, DateError, parse


class EDTFWidget(forms.TextInput):
    """A one-line input that runs left to right on every page, since EDTF text does."""

    def __init__(self, attrs=None):
        super().__init__(
            {
                "dir": "ltr",
                "class": "date-text",
                "size": "24",
                "autocomplete": "off",
                "autocapitalize": "off",
                "spellcheck": "false",
                "placeholder": _("2025-12-11, 2025-12, 2025?"),
                **(attrs or {}),
            }
        )


class EDTFFormField(forms.CharField):
    """A date as EDTF text; its value is the normalised text. Its help text ends in examples."""

    widget = EDTFWidget

    def __init__(self, **kwargs):
        kwargs.setdefault("max_length", MAX_LENGTH)
        help_text = kwargs.get("help_text")
        kwargs["help_text"] = format_lazy("{} {}", help_text, HINT) if help_text else HINT
        super().__init__(**kwargs)

    def to_python(self, value):
        try:
            return parse(super().to_python(value)).text
        except DateError as error:
            raise as_validation_error(error) from error


def as_validation_error(error: DateError) -> ValidationError:
    """The same sentence, as forms, ``full_clean`` and ``loaddata`` report it."""
    return ValidationError(error.reason, code=error.code, params=error.params)
