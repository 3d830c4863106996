"""Model fields that keep the same rules at every door.

A form and ``loaddata`` both go through ``to_python``, every write (bulk writes and
``update()`` included) through ``get_db_prep_save``: both refuse what the rules refuse.
Questions go through ``get_prep_value``, which never refuses. Lengths are also column
checks, for SQLite enforces none.
"""

import json
from collections.abc import Iterable
from functools import partialmethod

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.utils.translation import gettext_lazy as _

from coop.vocabulary.fields import CodeFormField, unknown_code

from . import forms, identifiers, languages, rules, text

NOT_A_TEXT = (bool, bytes, dict, list, set, tuple)
"""Kinds of values that have a text form in Python, which nobody would take for one."""


class _CleanText:
    """What one-line and many-line text fields share; ``clean_text`` is the rule they keep."""

    default_error_messages = {"null": forms.REQUIRED, "blank": forms.REQUIRED}

    @staticmethod
    def clean_text(value: str) -> str:
        raise NotImplementedError

    def to_python(self, value):
        if isinstance(value, NOT_A_TEXT):
            raise ValidationError(
                _("A text belongs here, not %(value)s."),
                code="not_text",
                params={"value": str(value)[:80]},
            )
        value = super().to_python(value)
        return self.clean_text(value) if isinstance(value, str) else value

    def validate(self, value, model_instance):
        known = [code for code, _label in self.flatchoices] if self.choices else []
        if known and value not in self.empty_values and value not in known:
            raise unknown_code(value, filter(None, known))
        super().validate(value, model_instance)

    def formfield(self, **kwargs):
        options = {"choices_form_class": CodeFormField}
        if not self.choices:
            options |= {"form_class": forms.TextFormField, "clean_text": self.clean_text}
        return super().formfield(**{**options, **kwargs})

    def get_prep_value(self, value):
        value = models.Field.get_prep_value(self, value)
        if value is None or hasattr(value, "resolve_expression"):
            return value
        return rules.searchable(str(value))

    def get_db_prep_save(self, value, connection):
        if value is None or hasattr(value, "as_sql"):
            return super().get_db_prep_save(value, connection)
        # What is clean can be stored: it need not be made fit for a question as well.
        return self.get_db_prep_value(self.to_python(value), connection, prepared=True)

    def db_check(self, connection):
        column = connection.ops.quote_name(self.column)
        if connection.vendor == "sqlite":
            return f"length({column}) <= {int(self.max_length)}"
        if connection.vendor == "postgresql" and self.get_internal_type() == "TextField":
            return f"char_length({column}) <= {int(self.max_length)}"
        return super().db_check(connection)


def _label(instance, field) -> str:
    """What a code is called in the reader's language.

    Django's own way puts the whole list into that language to find one code in it.
    """
    value = getattr(instance, field.attname)
    return next((str(label) for code, label in field.flatchoices if code == value), value)


class Line(_CleanText, models.CharField):
    """A text of one line."""

    description = _("Text of one line (up to %(max_length)s characters)")
    clean_text = staticmethod(rules.clean_line)

    def contribute_to_class(self, cls, name, private_only=False):
        display = f"get_{name}_display"
        is_own = display in cls.__dict__
        super().contribute_to_class(cls, name, private_only)
        if self.choices is not None and not is_own:
            setattr(cls, display, partialmethod(_label, field=self))


class Passage(_CleanText, models.TextField):
    """A text of one or more lines. ``max_length`` is required, and kept."""

    description = _("Text of several lines")
    clean_text = staticmethod(rules.clean_passage)

    def __init__(self, *args, max_length: int, **kwargs):
        super().__init__(*args, **{**kwargs, "max_length": max_length})
        self.validators.append(MaxLengthValidator(max_length))


class AddressField(Line):
    """A web address that is safe to print as a link."""

    description = _("Web address")
    clean_text = staticmethod(rules.clean_address)

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", rules.ADDRESS_MAX_LENGTH)
        super().__init__(*args, **kwargs)


def _clean_language(value: str) -> str:
    return text.clean_tag(value.strip()) if value.strip() else ""


class LanguageField(Line):
    """One language by its BCP 47 tag."""

    description = _("Language")
    clean_text = staticmethod(_clean_language)

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", languages.TAG_MAX_LENGTH)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs):
        return models.CharField.formfield(self, **{"form_class": forms.LanguageFormField, **kwargs})


class _ReadableJSON(json.JSONEncoder):
    """JSON with its letters as they are and its keys in order: equal values are equal text."""

    def __init__(self, **options):
        super().__init__(**{**options, "ensure_ascii": False, "sort_keys": True})


class _CleanJSON(models.JSONField):
    """A JSON value of one shape, checked at every door; ``clean_json`` is its rule."""

    default_error_messages = {"null": forms.REQUIRED, "blank": forms.REQUIRED}

    json_type: str
    default_value: type
    form_class: type

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("default", self.default_value)
        kwargs["encoder"] = _ReadableJSON
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        del kwargs["encoder"]
        return name, path, args, kwargs

    def clean_json(self, value):
        raise NotImplementedError

    def stored_limit(self) -> int:
        """The number of characters that no sound value needs, written out."""
        raise NotImplementedError

    def to_python(self, value):
        return value if value is None else self.clean_json(value)

    def get_db_prep_save(self, value, connection):
        if value is not None and not hasattr(value, "as_sql"):
            value = self.clean_json(value)
        return super().get_db_prep_save(value, connection)

    def value_from_object(self, obj):
        value = super().value_from_object(obj)
        if isinstance(value, dict):
            return {key: value[key] for key in sorted(value)}
        return value

    def form_options(self) -> dict:
        """What the form field needs to know besides what every one does."""
        return {}

    def formfield(self, **kwargs):
        # The default is a callable, for which Django would also send a hidden initial value.
        options = {"form_class": self.form_class, "show_hidden_initial": False}
        return models.Field.formfield(self, **{**options, **self.form_options(), **kwargs})

    def db_check(self, connection):
        column = connection.ops.quote_name(self.column)
        checks = [super().db_check(connection)]
        if connection.vendor == "sqlite":
            checks += [
                f"json_type({column}) = '{self.json_type}'",
                f"length({column}) <= {self.stored_limit()}",
            ]
            empty = f"{column} NOT IN ('{{}}', '[]')"
        elif connection.vendor == "postgresql":
            checks += [
                f"jsonb_typeof({column}) = '{self.json_type}'",
                f"char_length({column}::text) <= {self.stored_limit()}",
            ]
            empty = f"{column} NOT IN ('{{}}'::jsonb, '[]'::jsonb)"
        else:
            return checks[0]
        if not self.blank:
            checks.append(empty)
        return " AND ".join(check for check in checks if check)


class _Attribute(DeferredAttribute):
    """A record's attribute: whatever dict is assigned reads as the field's own kind of dict."""

    def __set__(self, instance, value):
        kind = self.field.value_class
        if isinstance(value, dict) and not isinstance(value, kind):
            value = kind(value)
        instance.__dict__[self.field.attname] = value


class _CleanObject(_CleanJSON):
    """A JSON object that reads as ``value_class``."""

    json_type = "object"
    default_value = dict
    value_class: type[dict]
    descriptor_class = _Attribute

    def from_db_value(self, value, expression, connection):
        value = super().from_db_value(value, expression, connection)
        return self.value_class(value) if isinstance(value, dict) else value


class MultilingualField(_CleanObject):
    """A text in several languages; ``max_length`` holds for each of them."""

    description = _("Text in several languages")
    default_error_messages = {"blank": forms.ONE_LANGUAGE}
    value_class = text.MultilingualText
    form_class = forms.MultilingualFormField

    def __init__(self, *args, max_length: int, is_passage: bool = False, **kwargs):
        self.is_passage = is_passage
        super().__init__(*args, max_length=max_length, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        if self.is_passage:
            kwargs["is_passage"] = True
        return name, path, args, kwargs

    def form_options(self):
        return {"max_length": self.max_length, "is_passage": self.is_passage}

    def clean_json(self, value):
        return text.clean_multilingual(
            value, max_length=self.max_length, is_passage=self.is_passage
        )

    def stored_limit(self):
        return text.MAX_LANGUAGES * (2 * self.max_length + languages.TAG_MAX_LENGTH + 8)


class LanguagesField(_CleanJSON):
    """A list of languages by their BCP 47 tags, each once, in the order given."""

    description = _("List of languages")
    json_type = "array"
    default_value = list
    form_class = forms.LanguagesFormField

    def clean_json(self, value):
        if not isinstance(value, (list, tuple)):
            raise ValidationError(
                _("Languages must be a list of tags, such as [“en”, “kk-Latn”]."),
                code="not_languages",
            )
        tags = [text.clean_tag(tag) for tag in value]
        if len(set(tags)) < len(tags):
            raise ValidationError(_("A language is listed twice."), code="language_twice")
        if len(tags) > text.MAX_LANGUAGES:
            raise ValidationError(
                _("At most %(limit)d languages can be listed."),
                code="too_many_languages",
                params={"limit": text.MAX_LANGUAGES},
            )
        return tags

    def stored_limit(self):
        return text.MAX_LANGUAGES * (languages.TAG_MAX_LENGTH + 4) + 2


class IdentifiersField(_CleanObject):
    """Identifiers at other registries: scheme → value. ``schemes`` are the codes that fit.

    Never required: few things are known elsewhere.
    """

    description = _("Identifiers at other registries")
    value_class = identifiers.Identifiers
    form_class = forms.IdentifiersFormField

    def __init__(self, *args, schemes: Iterable[str] | None = None, **kwargs):
        self.schemes = tuple(schemes) if schemes else None
        kwargs["blank"] = True
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        if self.schemes:
            kwargs["schemes"] = self.schemes
        return name, path, args, kwargs

    def form_options(self):
        return {"schemes": self.schemes}

    def clean_json(self, value):
        return identifiers.clean_identifiers(value, schemes=self.schemes)

    def stored_limit(self):
        return 2000
