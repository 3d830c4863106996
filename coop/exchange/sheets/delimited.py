"""CSV and its kin: comma, semicolon, tab or bar between the cells, told by the content."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from itertools import islice

from django.utils.translation import gettext as _

from coop.exchange.entries import Fault, Where
from coop.exchange.opening import Unreadable
from coop.exchange.sheets.cells import Cell, is_blank, line, unescape_formula
from coop.exchange.sheets.tables import (
    MAX_CELL,
    MAX_COLUMNS,
    MAX_ROWS,
    Row,
    Table,
    below,
    no_content,
    trimmed,
)

DELIMITERS = (",", ";", "\t", "|")

_SAMPLE_LINES = 60
_SAMPLE_SIZE = 64_000

# A record is given up when it is longer: then a quotation mark in it is not closed.
_RECORD_MAX = 4_000_000

_DECLARED = re.compile(r"sep=(.)\s*", re.IGNORECASE)
_ENDS = re.compile("(?<=\r)(?!\n)")


def read(name: str, lines: Iterable[str]) -> Table:
    """A table from the decoded lines of a file; raises Unreadable where there is none."""
    source = _Lines(lines)
    delimiter = _declared(source) or _sniffed(source.sample())
    records = _Records(name, source, delimiter)
    content = records.read()
    for record in content:
        if isinstance(record, Fault):
            raise Unreadable(record.where, record.sentence)
        number, cells = record
        if any(not is_blank(cell) for cell in cells):
            break
    else:
        raise no_content(name)
    headings = [line(unescape_formula(cell)) for cell in trimmed(cells)]
    if len(headings) > MAX_COLUMNS:
        raise Unreadable(
            Where(name, number),
            _("The sheet has more than %(limit)d columns.") % {"limit": MAX_COLUMNS},
        )
    rows = _rows(name, headings, below(name, headings, _filled(content)))
    return Table(name, headings, rows, number)


def _filled(records):
    """The records that hold something, and faults."""
    return (
        record
        for record in records
        if isinstance(record, Fault) or not all(map(is_blank, record[1]))
    )


def _rows(name: str, headings: list[str], content) -> Iterator[Row | Fault]:
    count = 0
    try:
        for record in content:
            if isinstance(record, Fault):
                yield record
                continue
            number, cells = record
            cells = trimmed(cells)
            count += 1
            if count > MAX_ROWS:
                yield too_many_rows(name, number)
                return
            yield _row(name, headings, number, cells)
    except Unreadable as refused:
        yield refused.fault


def _row(name: str, headings: list[str], number: int, cells: list[str]) -> Row | Fault:
    width = len(headings)
    if any(not is_blank(cell) for cell in cells[width:]):
        return Fault(Where(name, number), too_many_cells(len(cells), width))
    sound: list[Cell] = [None] * width
    for index, cell in enumerate(cells[:width]):
        if len(cell) > MAX_CELL:
            return Fault(Where(name, number, headings[index]), too_long(len(cell)))
        sound[index] = unescape_formula(cell) or None
    return Row(number, sound)


def too_many_rows(name: str, number: int) -> Fault:
    return Fault(
        Where(name, number),
        _("The sheet has more than %(limit)d rows; it is not read any further.")
        % {"limit": MAX_ROWS},
    )


def too_many_cells(count: int, width: int) -> str:
    return _(
        "This row has %(count)d cells, but there are only %(width)d headings. Perhaps a cell "
        "holds the sign between cells and does not stand in quotation marks."
    ) % {"count": count, "width": width}


def too_long(length: int) -> str:
    return _("This cell has %(length)d characters; at most %(limit)d are read.") % {
        "length": length,
        "limit": MAX_CELL,
    }


class _Lines:
    """The lines of a file, with their numbers; some can be looked at first, or given back."""

    def __init__(self, lines: Iterable[str]):
        # Old programs end lines with a carriage return alone.
        self.rest = (part for whole in lines for part in _ENDS.split(whole) if part)
        self.waiting: list[str] = []
        self.number = 0

    def __iter__(self):
        return self

    def __next__(self) -> str:
        found = self.waiting.pop() if self.waiting else next(self.rest)
        self.number += 1
        return found

    def give_back(self, lines: list[str]) -> None:
        self.waiting.extend(reversed(lines))
        self.number -= len(lines)

    def sample(self) -> list[str]:
        taken: list[str] = []
        size = 0
        for text in islice(self, _SAMPLE_LINES):
            taken.append(text)
            size += len(text)
            if size > _SAMPLE_SIZE:
                break
        self.give_back(taken)
        return taken


def _declared(source: _Lines) -> str:
    """The sign that a first line ``sep=;`` names, as Excel writes it; the line is then taken."""
    for first in source:
        if shape := _DECLARED.fullmatch(first):
            return shape[1]
        source.give_back([first])
        break
    return ""


def _sniffed(sample: list[str]) -> str:
    """The sign that cuts the most lines into as many cells as the first one has."""
    best, best_score = max(DELIMITERS, key="".join(sample).count), (0, 0)
    for delimiter in DELIMITERS:
        records = [
            trimmed(_unwrapped(list(cells), delimiter)) for cells in _parsed(sample, delimiter)
        ]
        records = [cells for cells in records if cells]
        width = len(records[0]) if records else 0
        if width < 2:
            continue
        alike = sum(len(cells) == width for cells in records)
        if (alike, width) > best_score:
            best, best_score = delimiter, (alike, width)
    return best


def _parsed(lines: Iterable[str], delimiter: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(lines, delimiter=delimiter)
    except csv.Error:
        return


def _unwrapped(cells: list[str], delimiter: str) -> list[str]:
    """The cells of a record that stands in one cell as a whole, quoted a second time."""
    if not cells or delimiter not in cells[0] or any(cells[1:]):
        return cells
    # Not ``splitlines``: U+2028 within a cell ends no line of a CSV.
    inner = next(_parsed(io.StringIO(cells[0], newline=""), delimiter), [])
    return inner if len(inner) > 1 else cells


class _Records:
    """The records of a file, each with the number of its first line; faults where one is broken."""

    def __init__(self, name: str, source: _Lines, delimiter: str):
        self.name = name
        self.source = source
        self.delimiter = delimiter
        self.is_wrapped: bool | None = None
        self.taken: list[str] = []

    def read(self) -> Iterator[tuple[int, list[str]] | Fault]:
        reader = self._reader()
        while True:
            self.taken = []
            start = self.source.number + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                yield from self._broken(start)
                reader = self._reader()
                continue
            yield start, self._cells(cells)

    def _reader(self):
        return csv.reader(self._feed(), delimiter=self.delimiter, strict=True)

    def _feed(self) -> Iterator[str]:
        size = 0
        for text in self.source:
            size = len(text) if not self.taken else size + len(text)
            self.taken.append(text)
            yield text
            if size > _RECORD_MAX:
                return

    def _cells(self, cells: list[str]) -> list[str]:
        if self.is_wrapped is None and any(cells):
            self.is_wrapped = _unwrapped(cells, self.delimiter) is not cells
        return _unwrapped(cells, self.delimiter) if self.is_wrapped else cells

    def _broken(self, start: int) -> Iterator[tuple[int, list[str]] | Fault]:
        """Say what is wrong with the lines taken, and go on after the first of them."""
        first, *others = self.taken
        self.source.give_back(others)
        if self.is_wrapped and (inner := self._wrapped_loosely(first)):
            yield start, inner
            return
        where = Where(self.name, start)
        if not others and len(first) > MAX_CELL:
            yield Fault(where, too_long(len(first)))
            return
        opened = _opened(self.taken, self.delimiter)
        if opened is None:
            yield Fault(
                where,
                _(
                    "A quotation mark stands inside a cell of this row. Put the whole cell in "
                    "quotation marks, and double those within it."
                ),
            )
            return
        yield Fault(
            Where(self.name, start + opened),
            _(
                "The quotation mark that opens a cell on this line is not closed, or only after "
                "more than %(limit)d characters."
            )
            % {"limit": MAX_CELL},
        )

    def _wrapped_loosely(self, text: str) -> list[str]:
        """The cells of a line in quotation marks whose inner ones were not doubled."""
        text = text.strip()
        if len(text) < 2 or not (text.startswith('"') and text.endswith('"')):
            return []
        try:
            return next(csv.reader([text[1:-1]], delimiter=self.delimiter, strict=True), [])
        except csv.Error:
            return []


def _opened(lines: list[str], delimiter: str) -> int | None:
    """The index of the line whose quotation mark is not closed; None where all are."""
    opened: int | None = None
    at_start = True
    for index, text in enumerate(lines):
        position = 0
        while position < len(text):
            if opened is not None:
                end = text.find('"', position)
                if end < 0:
                    break
                if text[end + 1 : end + 2] == '"':
                    position = end + 2
                    continue
                opened, at_start, position = None, False, end + 1
                continue
            if at_start and text[position] == '"':
                opened, position = index, position + 1
                continue
            cut = text.find(delimiter, position)
            if cut < 0:
                break
            at_start, position = True, cut + 1
        if opened is None:
            at_start = True
    return opened
