"""The cells of a row as the values of fields, as a fixture writes them."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models as db
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from coop.exchange.entries import Fault, Where
from coop.exchange.sheets.cells import (
    Cell,
    is_blank,
    items,
    line,
    normal,
    passage,
)
from coop.exchange.sheets.columns import (
    Column,
    Filled,
    Holds,
    Kind,
    code_names,
    interface_languages,
)
from coop.exchange.sheets.names import Names, Unresolved
from coop.models import (
    Agreement,
    Citation,
    Country,
    Party,
    Place,
    ProvisionTopic,
    SourceDocument,
    Subject,
)
from coop.names import languages
from coop.names.text import FALLBACK, no_language
from coop.vocabulary.fields import unknown_code

REFERRED: dict[Holds, type[db.Model]] = {
    Holds.COUNTRY: Country,
    Holds.PARTY: Party,
    Holds.PARTIES: Party,
    Holds.PLACE: Place,
    Holds.SUBJECTS: Subject,
    Holds.TOPIC: ProvisionTopic,
    Holds.AGREEMENT: Agreement,
    Holds.SOURCE: SourceDocument,
}

_YES = gettext_lazy("yes")
_NO = gettext_lazy("no")
_SHOWN = 60
_WHOLE = re.compile(r"([0-9]+)\.0+")
_RANGE = re.compile(r"\s*[-\u2010-\u2015]\s*")


class Values:
    """A row being read: its cells by column, and what is wrong with them."""

    def __init__(self, kind: Kind, filled: Filled, names: Names):
        self.kind = kind
        self.filled = filled
        self.names = names
        self.faults: list[Fault] = []
        self.tags: dict[str, list[str]] = {}
        for code in filled.values:
            name, colon, tag = code.partition(":")
            if colon:
                self.tags.setdefault(name, []).append(tag)

    @property
    def where(self) -> Where:
        return self.filled.where

    def has(self, code: str) -> bool:
        return not is_blank(self.filled.values.get(code))

    def fault(self, code: str, sentence: str) -> None:
        self.faults.append(Fault(self.filled.place(code), sentence))

    def heading(self, code: str) -> str:
        return self.filled.headings.get(code, "")

    def columns(self, **codes: str) -> dict[str, str]:
        """Which column each field was read from: field → heading."""
        return {field: shown for field, code in codes.items() if (shown := self.heading(code))}

    # ---- What a cell says; None where it is blank or wrong ----

    def get(self, code: str) -> Any:
        """The value of a cell, by what its column holds."""
        cell = self.filled.values.get(code)
        if is_blank(cell):
            return None
        column = self.kind.column(code)
        try:
            return self._read(column, cell)
        except Unresolved as problem:
            self.fault(code, str(problem))
        return None

    def fields(self, codes: Iterable[str]) -> dict[str, Any]:
        """The values of all those cells that say something."""
        return {code: value for code in codes if (value := self.get(code)) is not None}

    def texts(self, code: str) -> dict[str, str]:
        """A text in each language that has a column and is not blank."""
        read = passage if self.kind.column(code).holds is Holds.PASSAGE else line
        found = {tag: read(self.filled.values[f"{code}:{tag}"]) for tag in self.tags.get(code, ())}
        return {tag: text for tag, text in found.items() if text}

    def wording(self, code: str) -> str:
        """The text that a new record is known by: English, else of the first language."""
        texts = self.texts(code)
        return texts.get(FALLBACK) or next((texts[tag] for tag in sorted(texts)), "")

    def keys(self, code: str, texts: Iterable[str]) -> list[str]:
        """The keys that names lead to, each once; a fault for each that leads to none."""
        model = REFERRED[self.kind.column(code).holds]
        found = []
        for text in texts:
            try:
                found.append(self.names.one(model, text))
            except Unresolved as problem:
                self.fault(code, str(problem))
        return list(dict.fromkeys(found))

    def _read(self, column: Column, cell: Cell) -> Any:
        holds = column.holds
        if holds in (Holds.PARTIES, Holds.SUBJECTS):
            return self.keys(column.code, items(cell))
        if holds in REFERRED:
            return self.names.one(REFERRED[holds], line(cell))
        if holds is Holds.CODE:
            return _code(column, line(cell))
        if holds is Holds.CODES:
            return [_code(column, item) for item in items(cell, ";,")]
        if holds is Holds.LANGUAGES:
            return list(dict.fromkeys(_language(item) for item in items(cell, ";,")))
        return _READERS[holds](cell)


def _code(column: Column, text: str) -> str:
    assert column.choices is not None
    known = code_names(column.choices)
    if code := known.get(normal(text)):
        return code
    problem = unknown_code(text[:_SHOWN], column.choices.values, known)
    raise Unresolved(" ".join(problem.messages))


def _language(text: str) -> str:
    try:
        return languages.find(text)
    except ValueError:
        raise Unresolved(" ".join(no_language(text).messages)) from None


@cache
def _flags() -> dict[str, bool]:
    known = {"true": True, "1": True, "x": True, "✓": True, "y": True}
    known |= {"false": False, "0": False, "n": False, "-": False}
    for tag in interface_languages():
        with override(tag):
            known |= {normal(str(_YES)): True, normal(str(_NO)): False}
    return known


def _flag(cell: Cell) -> bool:
    text = line(cell)
    flag = _flags().get(normal(text))
    if flag is None:
        raise Unresolved(_("“%(text)s” is neither yes nor no.") % {"text": text[:_SHOWN]})
    return flag


def number(cell: Cell) -> str:
    """A line; what a program wrote as ``12.0`` is ``12``."""
    return _whole(line(cell))


def _whole(text: str) -> str:
    shape = _WHOLE.fullmatch(text)
    return shape[1] if shape else text


def paragraphs(cell: Cell) -> str:
    """Paragraph numbers as citations have them: ``2, 5-7``."""
    found = (_whole(item) for item in items(cell, ";,،"))
    written = ", ".join(_RANGE.sub("-", item) for item in found)
    try:
        Citation._meta.get_field("paragraphs").run_validators(written)
    except ValidationError as problem:
        raise Unresolved(" ".join(problem.messages)) from None
    return written


_READERS = {
    Holds.KEY: line,
    Holds.LINE: line,
    Holds.PASSAGE: passage,
    Holds.DATE: number,
    Holds.FLAG: _flag,
    Holds.LANGUAGE: lambda cell: _language(line(cell)),
    Holds.PARAGRAPHS: paragraphs,
}
