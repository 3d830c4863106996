"""Forms for those who may only read: what is stored, without what only says how to save."""

from functools import cache

from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.utils.html import format_html_join

from coop.admin.forms import NOT_OF_THE_RECORD
from coop.names import languages
from coop.names.fields import MultilingualField


def to_read(fieldsets, model) -> list:
    """The same fieldsets, with texts in all their languages and without first evidence.

    The evidence stands in the head of a row, and all of it behind the row's link.
    """
    read = []
    for name, options in fieldsets:
        lines = [
            tuple(
                _readable(field, model)
                for field in ((line,) if isinstance(line, str) else line)
                if not _is_for_saving(field)
            )
            for line in options["fields"]
        ]
        if any(lines):
            read.append((name, {**options, "fields": [line for line in lines if line]}))
    return read


def readers(fieldsets) -> list:
    """What stands in fieldsets to be read and is no field."""
    return [field for field in flatten_fieldsets(fieldsets) if callable(field)]


def _is_for_saving(name: str) -> bool:
    return name in NOT_OF_THE_RECORD or name.startswith(("evidence_", "signature_"))


def _readable(name: str, model):
    field = next((field for field in model._meta.fields if field.name == name), None)
    return _in_all_languages(field) if isinstance(field, MultilingualField) else name


@cache
def _in_all_languages(field: MultilingualField):
    @admin.display(description=field.verbose_name)
    def texts(obj):
        return format_html_join(
            "",
            '<span class="reading" lang="{}" dir="{}">{}</span>',
            (
                (tag, languages.direction(tag), text)
                for tag, text in field.value_from_object(obj).items()
            ),
        )

    texts.__name__ = field.name
    return texts
