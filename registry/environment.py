"""Reads one setting at a time from the environment.

A value that cannot be used stops the start with one sentence, instead of a traceback or, worse, a
site that runs on a guess.
"""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import dj_database_url

YES = {"1", "true", "yes", "on"}
NO = {"", "0", "false", "no", "off"}

# One label or address of a host, or Django's leading dot for "and every name below it".
HOST = re.compile(r"\.?[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\]")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
DATABASE_SCHEMES = ("sqlite://", "postgres://", "postgresql://")
MAIL_PORTS = {"smtps": 465, "smtp+tls": 587, "smtp": 25}


class SettingError(SystemExit):
    """Ends the process with a sentence that names the setting and what it should be."""

    def __init__(self, name: str, problem: str):
        super().__init__(f"{name} {problem}.")


class Environment:
    """Typed access to environment variables; every getter raises `SettingError`."""

    def __init__(self, variables: Mapping[str, str] = os.environ):
        self.variables = variables

    def _raw(self, name: str) -> str:
        return self.variables.get(name, "").strip()

    def text(self, name: str, *, default: str | None = None) -> str:
        """The value as it stands. Without a default the setting must be there."""
        value = self._raw(name)
        if value:
            return value
        if default is None:
            raise SettingError(name, "must be set")
        return default

    def flag(self, name: str, *, default: bool = False) -> bool:
        value = self._raw(name).lower()
        if name not in self.variables:
            return default
        if value in YES:
            return True
        if value in NO:
            return False
        raise SettingError(name, f"must be 1 or 0, not {value!r}")

    def number(self, name: str, *, default: int, minimum: int = 0) -> int:
        value = self._raw(name)
        if not value:
            return default
        if not re.fullmatch(r"[0-9]{1,9}", value) or int(value) < minimum:
            raise SettingError(name, f"must be a whole number from {minimum} up, not {value!r}")
        return int(value)

    def choice(self, name: str, choices: tuple[str, ...], *, default: str) -> str:
        value = self._raw(name) or default
        if value not in choices:
            raise SettingError(name, f"must be one of {', '.join(choices)}, not {value!r}")
        return value

    def hosts(self, name: str, *, default: list[str] | None = None) -> list[str]:
        """Host names parted by commas. A lone `*` is refused: it would accept any host."""
        values = self._list(name)
        if not values:
            if default is None:
                raise SettingError(name, "must be set to the site's host names, parted by commas")
            return default
        for value in values:
            if not HOST.fullmatch(value):
                raise SettingError(name, f"must hold host names alone, and {value!r} is none")
        return values

    def origins(self, name: str) -> list[str]:
        """Origins such as `https://registry.example.org`, parted by commas."""
        values = self._list(name)
        for value in values:
            parts = urlsplit(value)
            if parts.scheme not in ("http", "https") or value != f"{parts.scheme}://{parts.netloc}":
                raise SettingError(
                    name, f"must hold origins such as https://example.org, and {value!r} is none"
                )
        return values

    def email(self, name: str, *, default: str | None = None) -> str:
        value = self.text(name, default=default)
        if not EMAIL.fullmatch(value):
            raise SettingError(name, f"must be an e-mail address, not {value!r}")
        return value

    def address(self, name: str) -> str:
        """A web address, or nothing."""
        value = self._raw(name)
        parts = urlsplit(value)
        if value and (parts.scheme not in ("http", "https") or not parts.netloc):
            raise SettingError(name, f"must be an address that begins with https://, not {value!r}")
        return value

    def folder(self, name: str, *, default: Path) -> Path:
        value = self._raw(name)
        if not value:
            return default
        path = Path(value)
        if not path.is_absolute():
            raise SettingError(name, f"must be an absolute path, not {value!r}")
        return path

    def database(self, name: str, *, default: Path) -> dict[str, Any]:
        """Django's database dictionary from a URL; the value itself, which may hold a password,
        is never repeated in the error."""
        value = self._raw(name)
        if not value:
            return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(default)}
        if not value.startswith(DATABASE_SCHEMES):
            raise SettingError(name, "must begin with sqlite:// or postgresql://")
        try:
            parsed = dict(dj_database_url.parse(value))
        except (ValueError, dj_database_url.ParseError, dj_database_url.UnknownSchemeError):
            raise SettingError(name, "is no database address that can be read") from None
        if not parsed["NAME"]:
            raise SettingError(name, "must name a database")
        return parsed

    def mail(self, name: str) -> dict[str, Any]:
        """The server that takes the mail, from a URL; with no host where none is named.

        `smtps://` speaks TLS from the start, `smtp+tls://` turns to it, `smtp://` does not, and so
        may name no password. The value itself, which may hold one, is never repeated in the error.
        """
        value = self._raw(name)
        parts = urlsplit(value)
        if value and (parts.scheme not in MAIL_PORTS or "://" not in value):
            raise SettingError(name, "must begin with smtps://, smtp+tls:// or smtp://")
        try:
            host, port = parts.hostname or "", parts.port
        except ValueError:
            raise SettingError(name, "names a port that is none") from None
        if value and (not HOST.fullmatch(host) or parts.path not in ("", "/")):
            raise SettingError(
                name, "must be like smtps://user:password@host:465, with nothing after the port"
            )
        if parts.scheme == "smtp" and parts.password:
            raise SettingError(name, "names a password, and so must use smtps:// or smtp+tls://")
        return {
            "HOST": host,
            "PORT": port or MAIL_PORTS.get(parts.scheme, 25),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "USE_TLS": parts.scheme == "smtp+tls",
            "USE_SSL": parts.scheme == "smtps",
        }

    def _list(self, name: str) -> list[str]:
        return [part.strip() for part in self._raw(name).split(",") if part.strip()]
