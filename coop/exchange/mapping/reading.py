"""A foreign file through a mapping: what it holds, what stays unresolved, and its entries."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.translation import gettext as _

from coop.exchange.entries import Entry, Fault, Where
from coop.exchange.mapping.cells import one_line, text_of
from coop.exchange.mapping.names import Candidate
from coop.exchange.mapping.rules import Problem, RowLeftOut, Rules
from coop.exchange.mapping.targets import Target, targets_of
from coop.exchange.opening import Unreadable
from coop.exchange.sheets.cells import Cell
from coop.exchange.sheets.columns import Filled
from coop.exchange.sheets.kinds import KINDS
from coop.exchange.sheets.reading import entries
from coop.exchange.sheets.tables import Table, open_table
from coop.models import ColumnMapping
from coop.models.mapping_fields import HEADING_LENGTH
from coop.vocabulary.records import Basis

SAMPLES = 3
_LOOKED_AT = 2_000

UNRESOLVED_MAX = 5_000
"""So many different values at most are listed; a column with more is mapped wrongly."""

SHOWN = 100
"""Candidates are looked for for so many of them, the most frequent."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of a foreign file: its heading, and the first different values in it."""

    name: str
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A value that no rule reads: in which columns, why, in how many rows, first in which."""

    target: str
    column: str
    heading: str
    value: str
    sentence: str
    count: int
    first_row: int
    candidates: list[Candidate]


def targets(mapping: ColumnMapping) -> dict[str, Target]:
    """The columns of ours that the mapping can lead to, by name."""
    language = mapping.rules.get("language", "en")
    said = [str(led["column"]).partition(":")[2] for led in mapping.columns.values()]
    return targets_of(mapping.kind, filter(None, [language, *said]))


def headings(mapping: ColumnMapping, name: str, file: BinaryIO) -> list[Heading]:
    """The columns of a file with their first values; raises Unreadable."""
    table = _table(mapping, name, file)
    names = _names_of(table)
    samples: list[dict[str, None]] = [{} for _name in names]
    for number, row in enumerate(table.rows):
        if number == _LOOKED_AT or all(len(found) == SAMPLES for found in samples):
            break
        if isinstance(row, Fault):
            continue
        for found, cell in zip(samples, row.cells, strict=False):
            text = one_line(text_of(cell))
            if text and len(found) < SAMPLES:
                found[text] = None
    return [Heading(name, tuple(found)) for name, found in zip(names, samples, strict=True)]


def unresolved(mapping: ColumnMapping, name: str, file: BinaryIO) -> list[Unresolved]:
    """Every value that no rule reads, each once, the most frequent first; raises Unreadable."""
    table = _table(mapping, name, file)
    ours = targets(mapping)
    rules = Rules(mapping, ours)
    names = _names_of(table)
    counts: dict[tuple[str, str], int] = {}
    first: dict[tuple[str, str], tuple[Problem, int]] = {}
    for row in table.rows:
        if isinstance(row, Fault):
            continue
        try:
            _found, problems = rules.read(names, row.cells)
        except RowLeftOut:
            continue
        for mark, problem in {(p.target, p.value.casefold()): p for p in problems}.items():
            if mark not in counts and len(counts) >= UNRESOLVED_MAX:
                continue
            counts[mark] = counts.get(mark, 0) + 1
            first.setdefault(mark, (problem, row.number))
    frequent = sorted(first.items(), key=lambda one: -counts[one[0]])
    return [
        Unresolved(
            problem.target,
            ours[problem.target].heading,
            problem.heading,
            problem.value,
            problem.sentence,
            counts[mark],
            line,
            rules.candidates(ours[problem.target], problem.value) if place < SHOWN else [],
        )
        for place, (mark, (problem, line)) in enumerate(frequent)
    ]


def read(mapping: ColumnMapping, name: str, file: BinaryIO) -> Iterator[Entry | Fault]:
    """The entries of a foreign file as its mapping reads it; faults for what stays unresolved."""
    if not mapping.is_begun:
        yield Fault(Where(name), _not_mapped(mapping))
        return
    try:
        table = _table(mapping, name, file)
    except Unreadable as refused:
        yield refused.fault
        return
    yield from _other_headings(mapping, table)
    yield from _Mapped(mapping, table).entries()


class _Mapped:
    """One file on its way from their rows to our entries."""

    def __init__(self, mapping: ColumnMapping, table: Table):
        self.mapping = mapping
        self.table = table
        self.rules = Rules(mapping, targets(mapping))
        self.headings = _names_of(table)
        self.shown: dict[str, str] = {}
        for heading in self.headings:
            if (led := mapping.columns.get(heading)) and led["column"]:
                self.shown.setdefault(led["column"], heading)
        self.places: dict[str, int] = {}
        """The places that are to be made: key → the row that names it first."""

    def entries(self) -> Iterator[Entry | Fault]:
        given = 0
        for one in entries(self.mapping.kind, self._rows(), self.rules.known.names):
            for place in self._new_places(given):
                yield place
                given += 1
            yield one
        yield from self._new_places(given)

    def _rows(self) -> Iterator[Filled | Fault]:
        """The rows by our columns, and a fault for each value that is not read."""
        for row in self.table.rows:
            if isinstance(row, Fault):
                yield row
                continue
            try:
                found, problems = self.rules.read(self.headings, row.cells)
            except RowLeftOut:
                continue
            for key in list(self.rules.new_places)[len(self.places) :]:
                self.places[key] = row.number
            for problem in problems:
                where = self.table.where(row.number, problem.heading)
                yield Fault(where, _to_resolve(problem, self.mapping))
            values: dict[str, Cell] = {**_with_evidence(self.mapping, found)}
            yield Filled(self.table.where(row.number), values, self.shown)

    def _new_places(self, given: int) -> Iterator[Entry]:
        """The places after the first ``given``, which were yielded before."""
        for key, line in list(self.places.items())[given:]:
            names = {self.rules.language: self.rules.new_places[key]}
            yield Entry(self.table.where(line), "coop.place", {"key": key, "names": names})


def _with_evidence(mapping: ColumnMapping, found: dict[str, str]) -> dict[str, str]:
    """The row with the mapping's source as its evidence, unless it names its own."""
    if mapping.source is None or "source" in found:
        return found
    evidence = {"source": mapping.source.key}
    if "paragraphs" not in found:
        # The document was not read paragraph by paragraph: it is what supplies the row.
        evidence["basis"] = Basis.SUPPLIED.value
    return {**evidence, **found}


def _other_headings(mapping: ColumnMapping, table: Table) -> Iterator[Fault]:
    """Where the file has not the columns that the mapping was made for."""
    names = _names_of(table)
    for heading in names:
        if heading not in mapping.columns:
            yield Fault(table.where(table.line, heading), _not_in_mapping(mapping))
    for heading, led in mapping.columns.items():
        if led["column"] and heading not in names:
            yield Fault(table.where(table.line, heading), _not_in_file(mapping))


def _table(mapping: ColumnMapping, name: str, file: BinaryIO) -> Table:
    """The file as a table; raises Unreadable."""
    table = open_table(name, file, worksheets=KINDS[mapping.kind].titles())
    if isinstance(table, Table):
        return table
    raise Unreadable(table[0].where, table[0].sentence)


def _names_of(table: Table) -> list[str]:
    """The headings, made different from each other; a blank one is told by its number."""
    found: dict[str, None] = {}
    for number, heading in enumerate(table.headings, 1):
        name = heading[:HEADING_LENGTH] or f"#{number}"
        found[name if name not in found else f"{name[: HEADING_LENGTH - 8]} #{number}"] = None
    return list(found)


def _not_mapped(mapping: ColumnMapping) -> str:
    return _("The mapping “%(mapping)s” does not say yet which column is which.") % {
        "mapping": mapping
    }


def _to_resolve(problem: Problem, mapping: ColumnMapping) -> str:
    return _("%(sentence)s Resolve it, once for all rows, in the mapping “%(mapping)s”.") % {
        "sentence": problem.sentence,
        "mapping": mapping,
    }


def _not_in_mapping(mapping: ColumnMapping) -> str:
    return _(
        "The mapping “%(mapping)s” does not say what this column is, or that it is left out."
    ) % {"mapping": mapping}


def _not_in_file(mapping: ColumnMapping) -> str:
    return _("The mapping “%(mapping)s” reads this column, and the file has none of this name.") % {
        "mapping": mapping
    }
