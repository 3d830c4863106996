"""What a mapping remembers, each part of one shape, checked at every door."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from coop.names import languages
from coop.vocabulary.mappings import CellReading, DateOrder, Resolving, Separator

HEADINGS = 300
HEADING_LENGTH = 500
CONSTANT_LENGTH = 2000
WORDS = 60
WORD_LENGTH = 60
PREFIX_LENGTH = 30
RESOLUTIONS = 20_000
VALUE_LENGTH = 2000
KEYS = 50
KEY_LENGTH = 200
COLUMN_LENGTH = 100


def clean_columns(value: object) -> dict:
    """From each foreign heading to our column and how it is read; raises ValidationError."""
    if not isinstance(value, dict):
        raise ValidationError(_("The columns are an object: from each heading to a column."))
    if len(value) > HEADINGS:
        raise ValidationError(
            _("At most %(limit)d columns can be mapped."), params={"limit": HEADINGS}
        )
    errors = []
    for heading, said in value.items():
        if not _is_text(heading, HEADING_LENGTH) or not heading.strip():
            errors.append(_wrong(heading, _("is no heading.")))
        elif not isinstance(said, dict) or set(said) != {"column", "reading"}:
            errors.append(_wrong(heading, _("needs “column” and “reading”.")))
        elif not _is_text(said["column"], COLUMN_LENGTH):
            errors.append(_wrong(heading, _("names no column.")))
        elif said["reading"] not in CellReading.values:
            errors.append(_wrong(heading, _("is read in a way that there is not.")))
    return _sound(value, errors)


def clean_rules(value: object) -> dict:
    """The rules that hold for the whole file; raises ValidationError."""
    if not isinstance(value, dict) or not set(value) <= set(_RULES):
        raise ValidationError(
            _("The rules are an object with these names: %(names)s."),
            params={"names": ", ".join(_RULES)},
        )
    errors = [
        ValidationError(_("The rule “%(name)s” is not as it should be."), params={"name": name})
        for name, said in value.items()
        if not _RULES[name](said)
    ]
    return _sound(value, errors)


def clean_resolutions(value: object) -> dict:
    """From our column, and the value in it, to what becomes of it; raises ValidationError."""
    if not isinstance(value, dict) or not all(isinstance(one, dict) for one in value.values()):
        raise ValidationError(_("What is resolved is an object: from columns to their values."))
    if sum(map(len, value.values())) > RESOLUTIONS:
        raise ValidationError(
            _("At most %(limit)d values can be resolved in one mapping."),
            params={"limit": RESOLUTIONS},
        )
    errors = []
    for column, values in value.items():
        if not _is_text(column, COLUMN_LENGTH):
            errors.append(_wrong(column, _("names no column.")))
        errors += [
            _wrong(text, _("is not resolved in a way that there is."))
            for text, said in values.items()
            if not (_is_text(text, VALUE_LENGTH) and _is_resolution(said))
        ]
    return _sound(value, errors)


def _is_resolution(said: Any) -> bool:
    if not isinstance(said, dict) or said.get("do") not in Resolving.values:
        return False
    if said["do"] != Resolving.USE:
        return set(said) == {"do"}
    return set(said) == {"do", "values"} and _are_texts(said["values"], KEYS, KEY_LENGTH, least=1)


def _is_text(value: Any, limit: int) -> bool:
    # PostgreSQL keeps no NUL in JSON.
    return isinstance(value, str) and len(value) <= limit and "\0" not in value


def _are_texts(value: Any, limit: int, length: int, least: int = 0) -> bool:
    return (
        isinstance(value, list)
        and least <= len(value) <= limit
        and all(_is_text(one, length) and one.strip() for one in value)
    )


def _are_constants(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and len(value) <= HEADINGS
        and all(
            _is_text(column, COLUMN_LENGTH) and _is_text(text, CONSTANT_LENGTH) and text.strip()
            for column, text in value.items()
        )
    )


def _are_words(value: Any) -> bool:
    return _are_texts(value, WORDS, WORD_LENGTH)


_RULES = {
    "date_order": lambda said: said in DateOrder.values,
    "separators": lambda said: _are_words(said) and set(said) <= set(Separator.values),
    "nothing": _are_words,
    "yes": _are_words,
    "no": _are_words,
    "language": lambda said: languages.is_tag(said),
    "key_prefix": lambda said: (
        _is_text(said, PREFIX_LENGTH) and said.isascii() and said == "".join(filter(_in_key, said))
    ),
    "constants": _are_constants,
}


def _in_key(letter: str) -> bool:
    return letter == "-" or (letter.isalnum() and letter == letter.lower())


def _wrong(what: Any, sentence) -> ValidationError:
    return ValidationError(
        "“%(what)s” %(sentence)s", params={"what": str(what)[:80], "sentence": sentence}
    )


def _sound(value: dict, errors: list[ValidationError]) -> dict:
    if errors:
        raise ValidationError(errors[:20])
    return value


class _Remembered(models.JSONField):
    """A JSON object of one shape: ``clean_json`` is its rule, ``stored_limit`` its length."""

    stored_limit: int

    @staticmethod
    def clean_json(value: object) -> dict:
        raise NotImplementedError

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{**kwargs, "default": dict, "blank": True})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        del kwargs["default"], kwargs["blank"]
        return name, path, args, kwargs

    def to_python(self, value):
        return self.clean_json(value)

    def get_db_prep_save(self, value, connection):
        if not hasattr(value, "as_sql"):
            value = self.clean_json(value)
        return super().get_db_prep_save(value, connection)

    def db_check(self, connection):
        column = connection.ops.quote_name(self.column)
        checks = {
            "sqlite": (
                f"json_type({column}) = 'object' AND length({column}) <= {self.stored_limit}"
            ),
            "postgresql": (
                f"jsonb_typeof({column}) = 'object' "
                f"AND char_length({column}::text) <= {self.stored_limit}"
            ),
        }
        return " AND ".join(filter(None, [super().db_check(connection), checks[connection.vendor]]))


class ColumnsField(_Remembered):
    """From foreign headings to our columns."""

    description = _("Columns of a spreadsheet")
    clean_json = staticmethod(clean_columns)
    stored_limit = 400_000


class RulesField(_Remembered):
    """The rules that hold for a whole file."""

    description = _("Rules for reading a spreadsheet")
    clean_json = staticmethod(clean_rules)
    stored_limit = 800_000


class ResolutionsField(_Remembered):
    """What becomes of values that no rule could read."""

    description = _("Resolved values of a spreadsheet")
    clean_json = staticmethod(clean_resolutions)
    stored_limit = 8_000_000
