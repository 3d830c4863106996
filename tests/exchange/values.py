"""What is tried at every door: a value for one field of a sound thing, and its verdict."""

from dataclasses import dataclass, field
from typing import Any


class NoWay(Exception):
    """The value cannot be brought to this door at all, so that nothing has to be refused."""


@dataclass(frozen=True)
class Value:
    """A value for a field of a thing: what is wrong with it, or what becomes of it.

    ``make`` stores a sound thing, of a draft. ``value`` may be a function of the thing, as
    may ``beside``, other fields that are changed with it. ``refused`` is a part of the
    sentence; where it is empty the value is taken, and ``kept`` is what is stored.
    Where no field and no constraint sees what is wrong, a raw fixture takes it in, and
    ``later`` is a part of the sentence in which `check_registry` finds it. What is only asked
    of a record when it is published, a raw fixture is not asked at all.
    """

    name: str
    make: Any
    field: str
    value: Any
    refused: str = ""
    kept: Any = None
    beside: Any = field(default_factory=dict)
    later: str = ""
    is_asked_raw: bool = True

    def __str__(self):
        return self.name

    @property
    def is_taken(self) -> bool:
        return not self.refused

    def changes(self, thing) -> dict[str, Any]:
        """What a fixture says of the thing's fields."""
        value = self.value(thing) if callable(self.value) else self.value
        beside = self.beside(thing) if callable(self.beside) else self.beside
        return {**beside, self.field: value}


VALUES: list[Value] = []

FOUND = "the same sentence"
"""`check_registry` says of it what the other doors say."""


def refuses(name, make, field, value, sentence, **options):
    VALUES.append(Value(name, make, field, value, refused=sentence, **options))


def takes(name, make, field, value, kept, **options):
    VALUES.append(Value(name, make, field, value, kept=kept, **options))


def key_of(thing) -> list[str]:
    """What leads to a thing in a fixture."""
    return list(thing.natural_key())


# ---- What a door can carry ----


def of(kind, value):
    """The value, if it is of that kind; else there is no way."""
    if not isinstance(value, kind):
        raise NoWay
    return value


def texts(value) -> list[str]:
    if not all(isinstance(item, str) for item in of(list, value)):
        raise NoWay
    return value


def is_broken(text: str) -> bool:
    """Whether no browser can send a text, for it has no UTF-8."""
    return any("\ud800" <= character <= "\udfff" for character in text)
