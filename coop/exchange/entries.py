"""What every reader of files yields: entries, and faults where there is none to be had."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a file: its name as the person knows it, the line from 1, a sheet's column.

    ``line`` is 0 where the file as a whole is meant.
    """

    file: str
    line: int = 0
    column: str = ""

    def __str__(self):
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place} [{self.column}]" if self.column else place


@dataclass(slots=True)
class Entry:
    """One object of a file, as an ordinary Django fixture with natural keys writes it.

    ``model`` is its label, ``coop.agreement``. ``columns`` leads from a field to the heading
    of the sheet's column that it was read from, so that errors name what the person sees.
    """

    where: Where
    model: str
    fields: dict[str, Any]
    columns: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a file: where, with which object and field, in a sentence."""

    where: Where
    sentence: str
    thing: str = ""
    field: str = ""

    def __str__(self):
        return ": ".join(filter(None, [str(self.where), self.thing, self.field, self.sentence]))
