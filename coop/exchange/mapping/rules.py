"""The rules of one mapping at work: their cells in, ours out, and what stays unresolved."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from anyascii import anyascii
from django.db import models as db
from django.utils.translation import gettext as _

from coop.exchange.mapping import cells, dates, lists
from coop.exchange.mapping.names import Candidate, Names, exact
from coop.exchange.mapping.targets import Sort, Target
from coop.exchange.mapping.unread import NotRead
from coop.exchange.shapes import shown
from coop.exchange.sheets.cells import Cell
from coop.models import ColumnMapping, Place
from coop.models.keys import KEY_LENGTH
from coop.models.mapping_fields import VALUE_LENGTH
from coop.vocabulary.mappings import CellReading, DateOrder, Resolving

BETWEEN = "; "
"""What stands between the values of a cell of ours."""

_ORDERS = {
    CellReading.DAY_FIRST: DateOrder.DAY_FIRST,
    CellReading.MONTH_FIRST: DateOrder.MONTH_FIRST,
}
_PARTS = {CellReading.YEAR: "year", CellReading.MONTH: "month", CellReading.DAY: "day"}
_NO_KEY = re.compile("[^a-z0-9]+")
_PERCENT = re.compile(r"(?<=\d)\s*%$")


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

    ``used_states`` and ``new_places`` fill up while rows are read: the states that have no
    party yet, and the places that are to be made, by key.
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
        self.resolutions = {
            column: {_marked(value): one for value, one in values.items()}
            for column, values in mapping.resolutions.items()
        }
        self.used_states: dict[str, str] = {}
        self.new_places: dict[str, str] = {}
        self._names: dict[type[db.Model], Names] = {}
        self._words: dict[str, dict[str, str]] = {}

    # ---- A row ----

    def read(self, headings: list[str], row: list[Cell]) -> tuple[dict[str, str], list[Problem]]:
        """Our columns with what the row says to each, and what could not be read.

        Raises RowLeftOut.
        """
        said = self._gathered(headings, row)
        found: dict[str, str] = {}
        problems: list[Problem] = []
        notes: list[str] = []
        for name, target in self.targets.items():
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
            if self.targets[led["column"]].sort is Sort.DATE:
                words = [*words, *cells.NO_DATE]
            if cells.means_nothing(text, words):
                cell = text = ""
            said.setdefault(led["column"], []).append(Said(heading, led["reading"], cell, text))
        return said

    # ---- What is known ----

    def names_of(self, model: type[db.Model]) -> Names:
        if model not in self._names:
            self._names[model] = Names(model, self.languages)
        return self._names[model]

    def code_of(self, target: Target, text: str) -> str | None:
        """The code that the text is, or the words for it, in any of the registry's languages."""
        if text in target.codes:
            return text
        if target.name not in self._words:
            self._words[target.name] = _unmistakable(
                (exact(word), code)
                for code, words in target.codes.items()
                for word in (code, *words)
            )
        return self._words[target.name].get(exact(text))

    def resolution(self, target: Target, value: str) -> dict | None:
        return self.resolutions.get(target.name, {}).get(_marked(value))

    def candidates(self, target: Target, value: str) -> list[Candidate]:
        """What the value may mean: names like it, or all codes of a short list."""
        if target.model:
            return self.names_of(target.model).candidates(value)
        return [Candidate(code, next(iter(words), code)) for code, words in target.codes.items()]

    def use(self, target: Target, key: str) -> str:
        """Note that a key is used, so that what it needs is made with it."""
        if target.model:
            code = self.names_of(target.model).missing_states.get(key)
            if code:
                self.used_states[key] = code
        return key

    def new_place(self, name: str) -> str:
        """The key of the place of this name, which is made with the file unless it is there."""
        names = self.names_of(Place)
        if there := names.find(name):
            return there
        key = made_key("place", name)
        if key in names:
            key = made_key("place", name, hashlib.sha256(name.encode()).hexdigest()[:6])
        self.new_places[key] = name
        return key


class _Reader:
    """Reads what one row says to one column of ours."""

    def __init__(self, rules: Rules, target: Target, problems: list[Problem], notes: list[str]):
        self.rules = rules
        self.target = target
        self.problems = problems
        self.notes = notes

    def read(self, parts: list[Said]) -> str:
        match self.target.sort:
            case Sort.KEY:
                return self._key(parts)
            case Sort.LINE:
                return " ".join(filter(None, (self._text(part, is_line=True) for part in parts)))
            case Sort.PASSAGE:
                return "\n".join(filter(None, (self._text(part, is_line=False) for part in parts)))
            case Sort.DATE:
                return self._date(parts)
        values = dict.fromkeys(value for part in parts for value in self._values(part))
        if not self.target.is_list and len(values) > 1:
            text = BETWEEN.join(part.text for part in parts if part.text)
            several = _("Only one value fits here.")
            return BETWEEN.join(self._resolved(parts[0].heading, text, several))
        return BETWEEN.join(values)

    def _key(self, parts: list[Said]) -> str:
        texts = [cells.one_line(part.text) for part in parts if part.text]
        return made_key(self.rules.prefix, *texts) if texts else ""

    def _text(self, part: Said, *, is_line: bool) -> str:
        text = cells.one_line(part.text) if is_line else part.text
        if part.reading == CellReading.SENTENCE_CASE:
            text = cells.sentence_case(text)
        if text and part.reading == CellReading.LABELLED:
            return f"{part.heading}: {text}"
        return text

    def _date(self, parts: list[Said]) -> str:
        split = {_PARTS[part.reading]: part.cell for part in parts if part.reading in _PARTS}
        text = " ".join(part.text for part in parts if part.reading in _PARTS and part.text)
        heading = next((part.heading for part in parts if part.reading in _PARTS), "")
        found = []
        if text:
            found += self._tried(
                heading, text, lambda: dates.join_date(**split, languages=self.rules.languages)
            )
        for part in parts:
            if part.text and part.reading not in _PARTS:
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
        text = part.text
        if self.target.sort is Sort.NUMBER:
            return [_PERCENT.sub("", cells.one_line(text))]
        if self.target.sort is Sort.YES_NO:
            return self._tried(part.heading, text, lambda: self._yes_or_no(text))
        if self.target.is_list and part.reading != CellReading.WHOLE:
            values = lists.split(text, self.rules.separators, self._knows, self.rules.languages)
        else:
            values = [text]
        return [key for value in values for key in self._named(part.heading, cells.one_line(value))]

    def _yes_or_no(self, text: str) -> str:
        answer = cells.read_yes_no(text, yes=self.rules.yes, no=self.rules.no)
        return "yes" if answer else "no"

    def _knows(self, value: str) -> bool:
        value = cells.one_line(value)
        if self.rules.resolution(self.target, value):
            return True
        if self.target.model:
            return self.rules.names_of(self.target.model).knows(value)
        return self.rules.code_of(self.target, value) is not None

    def _named(self, heading: str, value: str) -> list[str]:
        """The keys or the code of one value."""
        if self.rules.resolution(self.target, value):
            return self._resolved(heading, value, "")
        if not self.target.model:
            code = self.rules.code_of(self.target, value)
            return [code] if code else self._left(heading, value, _none_of_ours(value))
        names = self.rules.names_of(self.target.model)
        key = names.find(value)
        if key:
            return [self.rules.use(self.target, key)]
        if names.knows(value):
            return self._left(heading, value, _name_of_several(value))
        return self._left(heading, value, _not_known(value))

    def _tried(self, heading: str, value: str, read) -> list[str]:
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
            case Resolving.NEW if self.target.model is Place:
                return [self.rules.new_place(value)]
            case Resolving.USE:
                return self._used(heading, value, said["values"])
        return []

    def _used(self, heading: str, value: str, chosen: list[str]) -> list[str]:
        if self.target.model:
            names = self.rules.names_of(self.target.model)
            gone = [key for key in chosen if key not in names]
        else:
            gone = [code for code in chosen if self.target.codes and code not in self.target.codes]
        if gone:
            return self._left(heading, value, _no_longer_there(gone[0]))
        return [self.rules.use(self.target, key) for key in chosen]

    def _left(self, heading: str, value: str, sentence: str) -> list[str]:
        self.problems.append(Problem(self.target.name, heading, value[:VALUE_LENGTH], sentence))
        return []


def made_key(*parts: str) -> str:
    """A key out of texts: small letters, digits and hyphens; nothing where they hold none.

    What is too long is cut, and told from others by the beginning of its hash.
    """
    texts = [part for part in parts if part]
    slugs = [_NO_KEY.sub("-", anyascii(text).lower()).strip("-") for text in texts]
    key = "-".join(filter(None, slugs))
    if len(key) <= KEY_LENGTH:
        return key
    mark = hashlib.sha256("\x1f".join(texts).encode()).hexdigest()[:10]
    return f"{key[: KEY_LENGTH - 11].rstrip('-')}-{mark}"


def _marked(value: str) -> str:
    """What two spellings have in common that are resolved together: letter case, blanks."""
    return " ".join(value[:VALUE_LENGTH].casefold().split())


def _unmistakable(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """From words to codes, without the words that stand for two."""
    found: dict[str, str] = {}
    twice = set()
    for word, code in pairs:
        if found.setdefault(word, code) != code:
            twice.add(word)
    return {word: code for word, code in found.items() if word not in twice}


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
