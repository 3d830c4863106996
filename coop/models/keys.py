"""The immutable key that every record and every part carries."""

import secrets

from django.core import validators
from django.utils.translation import gettext_lazy as _

from coop.names.fields import Line

KEY_LENGTH = 80
KEY_LETTERS = "23456789abcdefghjkmnpqrstvwxyz"


def new_key() -> str:
    """Ten random letters and digits, none of which is mistaken for another."""
    return "".join(secrets.choice(KEY_LETTERS) for _position in range(10))


class KeyField(Line):
    """A key of small letters, digits and hyphens; the database checks its shape."""

    default_validators = [
        validators.RegexValidator(
            r"^[a-z0-9-]+\Z",
            _("A key has only small Latin letters, digits and hyphens."),
        )
    ]

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", KEY_LENGTH)
        kwargs.setdefault("default", new_key)
        kwargs.setdefault("editable", False)
        kwargs.setdefault("verbose_name", _("key"))
        super().__init__(*args, **kwargs)

    def db_check(self, connection):
        column = connection.ops.quote_name(self.column)
        shape = (
            f"{column} NOT GLOB '*[^a-z0-9-]*'"
            if connection.vendor == "sqlite"
            else f"{column} ~ '^[a-z0-9-]+$'"
        )
        return f"{shape} AND length({column}) BETWEEN 1 AND {self.max_length}"
