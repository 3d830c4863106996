"""What a database says when it does not take something, in words."""

import sqlite3
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import IntegrityError, OperationalError
from django.db import models as db
from django.utils.translation import gettext as _


def in_words(error: Exception) -> str:
    """A sentence for an error of the database: what it means, and what to do."""
    text = str(error).lower()
    if isinstance(error, IntegrityError):
        return _integrity(str(error))
    for signs, sentence in _signs():
        if any(sign in text for sign in signs):
            return sentence
    return _("The database did not take it: %(error)s. Nothing was written.") % {
        "error": str(error).splitlines()[0] if str(error) else type(error).__name__
    }


def _signs() -> list[tuple[tuple[str, ...], str]]:
    return [
        (
            ("disk is full", "disk full", "no space left", "disk i/o error", "too large"),
            _("The disk is full. Make room and import again: nothing was written."),
        ),
        (
            ("readonly", "read-only", "read only"),
            _("The database can only be read. Nothing was written."),
        ),
        (
            ("locked", "busy", "lock timeout", "deadlock"),
            _("Someone else is writing at this moment. Import again: nothing was written."),
        ),
        (
            ("connection", "unable to open", "terminating"),
            _("The database cannot be reached. Import again when it is back."),
        ),
    ]


def _integrity(text: str) -> str:
    for sign, sentence in _violations():
        if sign in text:
            return _("%(sentence)s Nothing was written.") % {"sentence": sentence}
    return _(
        "It does not fit what the registry holds by now: someone may have saved or deleted "
        "something a moment ago. Nothing was written; plan again."
    )


def _violations() -> Iterator[tuple[str, str]]:
    """By what each constraint is named in an error, and what it says."""
    for model in apps.get_app_config("coop").get_models():
        for constraint in model._meta.constraints:
            sentence = str(constraint.violation_error_message)
            yield constraint.name, sentence
            if isinstance(constraint, db.UniqueConstraint):
                # SQLite names the columns and not the constraint.
                columns = (_column(model, name) for name in constraint.fields)
                named = ", ".join(f"{model._meta.db_table}.{column}" for column in columns)
                yield f"failed: {named}", sentence


def _column(model: Any, name: str) -> str:
    return model._meta.get_field(name).column


DATABASE_ERRORS = (OperationalError, sqlite3.Error)
"""Errors of a disk, a lock or a connection, of the registry or of a plan's private file."""
