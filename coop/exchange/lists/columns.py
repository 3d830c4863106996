"""The columns of a list as a table: a code for programs, a heading for people, and the cell.

Where a record has several of a thing, the n-th value of each of its columns is about the
n-th thing: ``party``, ``party_country``, ``party_basis``.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coop.exchange.lists.named import text_of
from coop.names import languages
from coop.names.identifiers import SCHEMES

BETWEEN = "; "
BETWEEN_SOURCES = " + "
UNCITED = "none"
"""The basis of a value for which nothing is cited."""

Text = str | Promise
Told = dict[str, Any]
"""A record, or a thing in it, as JSON tells it."""


@dataclass(frozen=True)
class Column:
    """One column of a list."""

    code: str
    heading: Text
    cell: Callable[[Told], str]
    is_number: bool = False
    """Its cells are numbers to programs too, so that no sign of theirs begins a formula."""


@dataclass(frozen=True)
class Texts:
    """A text in several languages: the reader's wording, then a column a language."""

    code: str
    heading: Text
    original: str = ""
    """The field that holds the language in which the record's own text stands."""

    def columns(self, tags: Iterable[str]) -> Iterator[Column]:
        code, original = self.code, self.original
        yield Column(code, self.heading, lambda told: text_of(told[code], told.get(original, "")))
        for tag in tags:
            yield Column(
                f"{code}_{tag}",
                format_lazy("{} ({})", self.heading, languages.label(tag)),
                lambda told, tag=tag: told[code].get(tag, ""),
            )


def plain(code: str, heading: Text) -> Column:
    """A value as it is: a text, a code, yes or no."""
    return Column(code, heading, lambda told: cell_of(told[code]))


def number(code: str, heading: Text) -> Column:
    """A number, or an empty cell."""
    return Column(code, heading, lambda told: cell_of(told[code]), is_number=True)


def listed(code: str, heading: Text, field: str) -> Column:
    """Several plain values in one cell."""
    return Column(code, heading, lambda told: BETWEEN.join(told[field]))


def identifiers(*schemes: str) -> list[Column]:
    """A column a scheme."""
    return [
        Column(
            scheme,
            SCHEMES[scheme].label,
            lambda told, scheme=scheme: told["identifiers"].get(scheme, ""),
        )
        for scheme in schemes
    ]


def member(code: str, heading: Text, field: str, name: str) -> Column:
    """One value of each thing of a field, which holds a thing, several, or none."""

    def cell(told: Told) -> str:
        # Most cells of a wide table are empty.
        if not told[field]:
            return ""
        return _joined([cell_of(one[name]).replace(";", ",") for one in things(told, field)])

    return Column(code, heading, cell)


def evidence(code: str, heading: Text, field: str, of: str = "") -> list[Column]:
    """The basis and the sources of each thing of a field; ``of``, those of one value of it."""
    basis, sources = (f"{of}_basis", f"{of}_sources") if of else ("basis", "sources")

    def basis_cell(told: Told) -> str:
        if not told[field]:
            return ""
        return _joined(
            [
                one[basis] or ("" if of and one[of] is None else UNCITED)
                for one in things(told, field)
            ]
        )

    def sources_cell(told: Told) -> str:
        if not told[field]:
            return ""
        return _joined([source_cell(one[sources]) for one in things(told, field)])

    return [
        Column(f"{code}_basis", format_lazy("{}: {}", heading, _("basis")), basis_cell),
        Column(f"{code}_source", format_lazy("{}: {}", heading, _("source")), sources_cell),
    ]


def dates(code: str, heading: Text, *, cited: bool = True) -> list[Column]:
    """A date, or several, with the first and the last day that it can mean, and its evidence."""
    return [
        member(code, heading, code, "date"),
        _limit(f"{code}_earliest", format_lazy("{}: {}", heading, _("first day")), code, min),
        _limit(f"{code}_latest", format_lazy("{}: {}", heading, _("last day")), code, max),
        *(evidence(code, heading, code) if cited else []),
    ]


def _limit(code: str, heading: Text, field: str, choose: Callable) -> Column:
    """The first or the last of all the days that the dates of a field can mean."""
    bound = code.removeprefix(f"{field}_")

    def cell(told: Told) -> str:
        if not told[field]:
            return ""
        return choose(filter(None, (one[bound] for one in things(told, field))), default="")

    return Column(code, heading, cell)


SUMMARY = pgettext_lazy("what a record is, in short", "Summary")
"""Not the word alone: Django has it for the numbers of a page, and translates it so."""

OWN_EVIDENCE = (
    Column("basis", _("Basis"), lambda told: told["basis"] or UNCITED),
    Column("source", _("Source"), lambda told: source_cell(told["sources"])),
)
"""What is cited for the record itself."""

ADDRESSES = (
    plain("key", _("Key")),
    plain("id", _("Permanent address")),
    plain("address", _("Address")),
)


def things(told: Told, field: str) -> list[Told]:
    """The things of a field, whether it holds several, one or none."""
    found = told[field]
    if isinstance(found, list):
        return found
    return [] if found is None else [found]


def cell_of(value: Any) -> str:
    """A value as text: nothing is an empty cell."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def source_cell(sources: list[dict[str, str]]) -> str:
    """Sources by their keys, each with the paragraphs: “a-report ¶2-4 + a-treaty ¶7”."""
    return BETWEEN_SOURCES.join(
        [
            f"{one['source']} ¶{one['paragraphs']}" if one["paragraphs"] else one["source"]
            for one in sources
        ]
    )


def _joined(cells: list[str]) -> str:
    return BETWEEN.join(cells) if any(cells) else ""
