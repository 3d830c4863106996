"""The rules of one mapping at work: their cells in, ours out, and what stays unresolved."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from coop.exchange.mapping import cells, dates, lists
from coop.exchange.mapping.names import Candidate, KnownNames
from coop.exchange.mapping.targets import Target
from coop.exchange.mapping.unread import NotRead
from coop.exchange.shapes import shown
from coop.exchange.sheets.cells import Cell, normal
from coop.exchange.sheets.columns import Holds, code_names
from coop.exchange.sheets.keys import digest, part_key
from coop.models import ColumnMapping, Place
from coop.models.mapping_fields import VALUE_LENGTH
from coop.names import languages
from coop.vocabulary.mappings import CellReading, DateOrder, Resolving

BETWEEN = "; "
"""What stands between the values of a cell of ours."""

_ORDERS: dict[str, str] = {
    CellReading.DAY_FIRST: DateOrder.DAY_FIRST,
    CellReading.MONTH_FIRST: DateOrder.MONTH_FIRST,
}
_PARTS: dict[str, str] = {
    CellReading.YEAR: "year",
    CellReading.MONTH: "month",
    CellReading.DAY: "day",
}
_PARTNER = re.compile(r"(?P<name>.+?)(?P<rest>(?:\s*\([^()]*\))?\s*\d+(?:[.,]\d+)?\s*%?)")


class RowLeftOut(Exception):
    """A person has said that rows with this value are left out."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A value of a row that no rule reads: in which column of ours and of theirs, and why."""

    target: str
    heading: str
    value: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Said:
    """What one cell of theirs says to a column of ours."""

    heading: str
    reading: str
    cell: Cell
    text: str


class Rules:
    """A mapping, made ready to read row after row.

    ``new_places`` fills up while rows are read: the places that are to be made, by key.
    """

    def __init__(self, mapping: ColumnMapping, targets: Mapping[str, Target]):
        said: dict[str, Any] = mapping.rules
        self.targets = targets
        self.columns: dict[str, Any] = mapping.columns
        self.language: str = said.get("language") or "en"
        self.languages = list(dict.fromkeys(["en", self.language]))
        self.order: str = said.get("date_order", "")
        self.separators: list[str] = said.get("separators", [])
        self.nothing: list[str] = said.get("nothing", list(cells.NOTHING))
        self.yes: list[str] = said.get("yes") or list(cells.YES)
        self.no: list[str] = said.get("no") or list(cells.NO)
        self.prefix: str = said.get("key_prefix", "")
        self.constants: dict[str, str] = said.get("constants", {})
        used = {led["column"] for led in self.columns.values()} | self.constants.keys()
        self.used = {name: target for name, target in targets.items() if name in used}
        self.resolutions = {
            column: {_marked(value): one for value, one in values.items()}
            for column, values in mapping.resolutions.items()
        }
        self.new_places: dict[str, str] = {}
        self.known = KnownNames(self.languages)

    # ---- A row ----

    def read(self, headings: list[str], row: list[Cell]) -> tuple[dict[str, str], list[Problem]]:
        """Our columns with what the row says to each, and what could not be read.

        Raises RowLeftOut.
        """
        said = self._gathered(headings, row)
        found: dict[str, str] = {}
        problems: list[Problem] = []
        notes: list[str] = []
        for name, target in self.used.items():
            parts = said.get(name, [])
            if not any(part.text for part in parts) and name in self.constants:
                text = self.constants[name]
                parts = [Said(target.heading, "", text, text)]
            reader = _Reader(self, target, problems, notes)
            if text := reader.read(parts):
                found[name] = text
        if notes and "note" in self.targets:
            found["note"] = "\n".join(filter(None, [found.get("note", ""), *notes]))
        return found, problems

    def _gathered(self, headings, row) -> dict[str, list[Said]]:
        """Their cells by the column of ours that they are led to, blanks and all."""
        said: dict[str, list[Said]] = {}
        for heading, cell in zip(headings, row, strict=False):
            led = self.columns.get(heading)
            if not led or led["column"] not in self.targets:
                continue
            text = cells.text_of(cell)
            words = self.nothing
            if self.targets[led["column"]].holds is Holds.DATE:
                words = [*words, *cells.NO_DATE]
            if cells.means_nothing(text, words):
                cell = text = ""
            said.setdefault(led["column"], []).append(Said(heading, led["reading"], cell, text))
        return said

    # ---- What is known ----

    def code_of(self, target: Target, text: str) -> str | None:
        """The code that the text is, or is the word for, in any of the registry's languages."""
        if target.holds in (Holds.LANGUAGE, Holds.LANGUAGES):
            try:
                return languages.find(text, self.language)
            except ValueError:
                return None
        return code_names(target.choices).get(normal(text)) if target.choices else None

    def key_of(self, target: Target, text: str) -> str | None:
        """The key of the one thing that bears this name; the code of a state yet to be made."""
        found = (self.known.find(model, text) for model in target.models)
        return next(filter(None, found), None)

    def knows(self, target: Target, text: str) -> bool:
        if self.resolution(target, text):
            return True
        if target.models:
            return any(self.known.knows(model, text) for model in target.models)
        return self.code_of(target, text) is not None

    def resolution(self, target: Target, value: str) -> dict | None:
        return self.resolutions.get(target.name, {}).get(_marked(value))

    def candidates(self, target: Target, value: str) -> list[Candidate]:
        """What the value may mean: names like it, or all codes of a closed list."""
        if target.choices:
            return [Candidate(code, str(label)) for code, label in target.choices.choices]
        return [
            candidate
            for model in target.models
            for candidate in self.known.candidates(model, value)
        ]

    def meant(self, target: Target, text: str) -> str | None:
        """What a person who resolves a value has typed: a key, code, name or date that fits."""
        if target.models:
            return self.key_of(target, text)
        if target.holds is Holds.DATE:
            try:
                return dates.read_date(text, order=self.order, languages=self.languages)
            except NotRead:
                return None
        if target.holds is Holds.FLAG:
            return text if text in ("yes", "no") else None
        return self.code_of(target, text)

    def new_place(self, name: str) -> str:
        """The key of the place of this name, which is made with the file unless it is there."""
        if there := self.known.find(Place, name):
            return there
        key = part_key("place", name)
        if key in self.known.index(Place).keys:
            key = part_key("place", name, digest(name))
        self.new_places[key] = name
        self.known.names.add(Place, key, [name])
        return key


class _Reader:
    """Reads what one row says to one column of ours."""

    def __init__(self, rules: Rules, target: Target, problems: list[Problem], notes: list[str]):
        self.rules = rules
        self.target = target
        self.problems = problems
        self.notes = notes

    def read(self, parts: list[Said]) -> str:
        match self.target.holds:
            case Holds.KEY:
                return self._key(parts)
            case Holds.LINE | Holds.PARAGRAPHS:
                return " ".join(filter(None, (self._text(part, is_line=True) for part in parts)))
            case Holds.PASSAGE:
                return "\n".join(filter(None, (self._text(part, is_line=False) for part in parts)))
            case Holds.DATE:
                return self._date(parts)
        values = list(dict.fromkeys(value for part in parts for value in self._values(part)))
        if not self.target.is_many and len(values) > 1:
            text = BETWEEN.join(part.text for part in parts if part.text)
            values = self._resolved(parts[0].heading, text, _("Only one value fits here."))
        return BETWEEN.join(values)

    def _key(self, parts: list[Said]) -> str:
        texts = [cells.one_line(part.text) for part in parts if part.text]
        return part_key(self.rules.prefix, *texts) if texts else ""

    def _text(self, part: Said, *, is_line: bool) -> str:
        text = cells.one_line(part.text) if is_line else part.text
        if part.reading == CellReading.SENTENCE_CASE:
            text = cells.sentence_case(text)
        if text and part.reading == CellReading.LABELLED:
            return f"{part.heading}: {text}"
        return text

    def _date(self, parts: list[Said]) -> str:
        thirds = [part for part in parts if part.reading in _PARTS]
        found = []
        if text := " ".join(part.text for part in thirds if part.text):
            split = {_PARTS[part.reading]: part.cell for part in thirds}
            found += self._tried(
                thirds[0].heading,
                text,
                lambda: dates.join_date(**split, languages=self.rules.languages),
            )
        for part in parts:
            if part.text and part not in thirds:
                found += self._tried(part.heading, cells.one_line(part.text), self._as_date(part))
        days = list(dict.fromkeys(found))
        if len(days) > 1:
            days = self._resolved(parts[0].heading, BETWEEN.join(days), _two_dates(days))
        return days[0] if days else ""

    def _as_date(self, part: Said):
        if part.reading == CellReading.SERIAL:
            return lambda: dates.read_serial(part.cell)
        order = _ORDERS.get(part.reading, self.rules.order)
        value = part.text if isinstance(part.cell, str) else part.cell
        return lambda: dates.read_date(value, order=order, languages=self.rules.languages)

    def _values(self, part: Said) -> list[str]:
        if not part.text:
            return []
        if self.target.holds is Holds.FLAG:
            return self._tried(part.heading, part.text, lambda: self._yes_or_no(part.text))
        if self.target.is_many and part.reading != CellReading.WHOLE:
            values = lists.split(
                part.text, self.rules.separators, self._knows, self.rules.languages
            )
        else:
            values = [part.text]
        return [key for value in values for key in self._named(part.heading, cells.one_line(value))]

    def _yes_or_no(self, text: str) -> str:
        answer = cells.read_yes_no(text, yes=self.rules.yes, no=self.rules.no)
        return "yes" if answer else "no"

    def _knows(self, value: str) -> bool:
        name, _rest = self._partner(cells.one_line(value))
        return self.rules.knows(self.target, name)

    def _partner(self, value: str) -> tuple[str, str]:
        """Of a partner in a film its name, and the role and share that are written after it."""
        shape = _PARTNER.fullmatch(value) if self.target.holds is Holds.PARTNERS else None
        return (shape["name"].strip(), f" {shape['rest'].strip()}") if shape else (value, "")

    def _named(self, heading: str, value: str) -> list[str]:
        """The keys or the code of one value."""
        value, rest = self._partner(value)
        if self.rules.resolution(self.target, value):
            return [f"{key}{rest}" for key in self._resolved(heading, value, "")]
        if not self.target.models:
            code = self.rules.code_of(self.target, value)
            return [code] if code else self._left(heading, value, _none_of_ours(value))
        if key := self.rules.key_of(self.target, value):
            return [f"{key}{rest}"]
        if self.rules.knows(self.target, value):
            return self._left(heading, value, _name_of_several(value))
        return self._left(heading, value, _not_known(value))

    def _tried(self, heading: str, value: str, read: Callable[[], str]) -> list[str]:
        if self.rules.resolution(self.target, value):
            return self._resolved(heading, value, "")
        try:
            found = read()
        except NotRead as problem:
            return self._left(heading, value, str(problem))
        return [found] if found else []

    def _resolved(self, heading: str, value: str, sentence: str) -> list[str]:
        """What a person has said of the value; with nothing said it is left with the sentence."""
        said = self.rules.resolution(self.target, value)
        if said is None:
            return self._left(heading, value, sentence)
        match said["do"]:
            case Resolving.SKIP:
                raise RowLeftOut
            case Resolving.NOTE:
                self.notes.append(f"{heading}: {value}")
                return []
            case Resolving.NEW if Place in self.target.models:
                return [self.rules.new_place(value)]
            case Resolving.USE:
                return self._used(heading, value, said["values"])
        return []

    def _used(self, heading: str, value: str, chosen: list[str]) -> list[str]:
        keys = []
        for one in chosen:
            key = self.rules.meant(self.target, one)
            if key is None:
                return self._left(heading, value, _no_longer_there(one))
            keys.append(key)
        return keys

    def _left(self, heading: str, value: str, sentence: str) -> list[str]:
        value = cells.one_line(value)[:VALUE_LENGTH]
        self.problems.append(Problem(self.target.name, heading, value, sentence))
        return []


def _marked(value: str) -> str:
    """What two spellings have in common that are resolved together: letter case, blanks."""
    return " ".join(value[:VALUE_LENGTH].casefold().split())


def _two_dates(days: list[str]) -> str:
    return _("Two columns say different dates: %(dates)s.") % {"dates": ", ".join(days)}


def _none_of_ours(value: str) -> str:
    return _("“%(value)s” is none of our words for it.") % {"value": shown(value)}


def _name_of_several(value: str) -> str:
    return _("“%(value)s” is the name of several.") % {"value": shown(value)}


def _not_known(value: str) -> str:
    return _("“%(value)s” is not known here.") % {"value": shown(value)}


def _no_longer_there(key: str) -> str:
    return _("It was resolved to “%(key)s”, which is no longer there.") % {"key": shown(key)}
