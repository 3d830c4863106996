"""Codes of closed lists: the sentence for an unknown one, and a field for several of them."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

SHOWN = 80


def unknown_code(value, codes: Iterable, meant: Mapping[str, str] | None = None) -> ValidationError:
    """What forms, files and bulk writes say of a code that is not of its list.

    ``meant`` leads from words for a code to the code, where more than codes are understood.
    """
    known = [str(code) for code in codes]
    words = meant or dict(zip(known, known, strict=True))
    near = [words[one] for one in get_close_matches(str(value), words, n=1, cutoff=0.6)]
    sentence = (
        _("“%(value)s” is no code of this list. Did you mean “%(near)s”? The codes are: %(codes)s.")
        if near
        else _("“%(value)s” is no code of this list. The codes are: %(codes)s.")
    )
    params = {"value": str(value)[:SHOWN], "near": "".join(near), "codes": ", ".join(known)}
    return ValidationError(sentence, code="invalid_choice", params=params)


class CodeFormField(forms.TypedChoiceField):
    """One code of a list."""

    def validate(self, value):
        forms.Field.validate(self, value)
        if value and not self.valid_value(value):
            raise unknown_code(value, _values(self.choices))


class CodesFormField(forms.MultipleChoiceField):
    """Some codes of a list."""

    def validate(self, value):
        forms.Field.validate(self, value)
        for code in value:
            if not self.valid_value(code):
                raise unknown_code(code, _values(self.choices))


def _values(choices) -> list:
    return [code for code, _label in choices if code]


class CodesDescriptor:
    """Keeps the attribute a tuple of codes, whatever was assigned."""

    def __init__(self, field):
        self.field = field

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.field.attname not in instance.__dict__:
            instance.refresh_from_db(fields=[self.field.attname])
        return instance.__dict__[self.field.attname]

    def __set__(self, instance, value):
        instance.__dict__[self.field.attname] = self.field.split(value)


class CodesField(models.CharField):
    """Some codes of a closed list, in the list's order, as a tuple.

    Stored as text with a comma before, between and after the codes
    (``,documentary,animation,``), so that ``contains=",animation,"`` finds one
    on every database. Files carry a list.
    """

    def __init__(self, *args, codes, **kwargs):
        self.codes = codes
        kwargs.setdefault("max_length", 200)
        kwargs["blank"] = True
        kwargs["default"] = ()
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        kwargs["codes"] = list(self.codes_known())
        kwargs.pop("blank", None)
        kwargs.pop("default", None)
        return name, path, args, kwargs

    def codes_known(self):
        return getattr(self.codes, "values", self.codes)

    def contribute_to_class(self, cls, name, private_only=False):
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, self.attname, CodesDescriptor(self))

    @staticmethod
    def split(value):
        if value is None or value == "":
            return ()
        if isinstance(value, str):
            return tuple(code for code in value.split(",") if code)
        return tuple(value)

    def to_python(self, value):
        if value is not None and not isinstance(value, (str, list, tuple, set)):
            raise ValidationError(
                _("A list of codes is needed here, not “%(value)s”."),
                code="invalid",
                params={"value": value},
            )
        given = self.split(value)
        if not given:
            return ()
        known = list(self.codes_known())
        for code in given:
            if code not in known:
                raise unknown_code(code, known)
        return tuple(code for code in known if code in given)

    def validate(self, value, model_instance):
        return None

    def run_validators(self, value):
        return None

    def get_prep_value(self, value):
        if isinstance(value, str):
            return value
        codes = self.to_python(value)
        return f",{','.join(codes)}," if codes else ""

    def db_check(self, connection):
        if connection.vendor == "sqlite":
            return f"length({connection.ops.quote_name(self.column)}) <= {int(self.max_length)}"
        return super().db_check(connection)

    def get_lookup(self, lookup_name):
        return models.CharField().get_lookup(lookup_name)

    def from_db_value(self, value, expression, connection):
        return self.split(value)

    def value_to_string(self, obj):
        return list(self.value_from_object(obj))

    def formfield(self, **kwargs):
        options = {
            "choices": getattr(self.codes, "choices", [(c, c) for c in self.codes_known()]),
            "widget": forms.CheckboxSelectMultiple,
            "required": False,
            "label": self.verbose_name,
            "help_text": self.help_text,
        }
        options.update({k: v for k, v in kwargs.items() if k in {"widget", "label", "help_text"}})
        return CodesFormField(**options)
