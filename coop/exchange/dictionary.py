"""The data dictionary: what each table and each column of the open dataset means."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from coop.exchange.shapes import Shape
from coop.vocabulary.lists import list_of

if TYPE_CHECKING:
    from coop.exchange.dataset import Table
    from coop.exchange.tables import TableColumn


def summary() -> str:
    """The dataset in a sentence or two."""
    return _(
        "Agreements on film cooperation between countries, the parties and people behind them, "
        "what each one provides, the films made under them, and for each claim the paragraph of "
        "the source that makes it."
    )


def about(shape: Shape) -> str:
    """What one row of a table is, as its model says it."""
    return sentence_of(shape.model)


def sentence_of(model: Any) -> str:
    """What a model says of itself before anything else; in English, as code speaks."""
    text = (model.__doc__ or "").strip().split("\n\n")[0]
    return " ".join(text.split())


def of(tables: Iterable["Table"]) -> str:
    """The dictionary, in Markdown."""
    pages = [_opening()]
    pages += [_page(table) for table in tables]
    return "\n".join(pages)


def _opening() -> str:
    return "\n".join(
        [
            "# " + _("Data dictionary"),
            "",
            summary(),
            "",
            "- "
            + _(
                "Each table stands in “data/” twice: as CSV for spreadsheets and statistics, "
                "and as JSON lines, which the registry itself can import."
            ),
            "- "
            + _(
                "“id” names a row for ever. The public page of a record is at /id/ followed by it."
            ),
            "- " + _("Several values in one cell are parted by “; ”."),
            "- "
            + _(
                "An empty cell is no “no”: the sources read do not say. A claim without a citation "
                "has no basis."
            ),
            "- "
            + _(
                "Dates are EDTF: “2025-12-11”, “2022-06”, “?2025-12-11” (the year alone is "
                "uncertain), “XXXX-12-11” (no year stated), “1996/2010”. The columns beside them "
                "have the first and the last day that they can mean."
            ),
            "- "
            + _(
                "A text that a spreadsheet would take for a formula has an apostrophe before it. "
                "The JSON lines have it as it is."
            ),
            "- "
            + _(
                "In the JSON lines a field that is left out stands at its default: empty, no, or "
                "the code that is marked as the default."
            ),
            "",
        ]
    )


def _page(table: "Table") -> str:
    title = str(table.shape.model._meta.verbose_name_plural)
    lines = [
        f"## {table.name}",
        "",
        f"{title[:1].upper()}{title[1:]}. {about(table.shape)}",
        "",
        _("Rows: %(count)s.") % {"count": f"{table.count:,}"},
        "",
        f"| {_('column')} | {_('type')} | {_('meaning')} |",
        "|---|---|---|",
    ]
    codes = []
    for column in table.columns:
        meaning = f"{column.title}." if not column.title.endswith(".") else column.title
        if column.description:
            meaning += f" {column.description}"
        if column.refers_to:
            meaning += " " + _("An id of “%(table)s”.") % {"table": column.refers_to}
        lines.append(f"| `{column.name}` | {column.type} | {in_a_cell(meaning)} |")
        codes += _codes(column)
    if codes:
        lines += ["", f"| {_('column')} | {_('code')} | {_('meaning')} |", "|---|---|---|", *codes]
    return "\n".join([*lines, ""])


def _codes(column: "TableColumn") -> list[str]:
    lines = []
    known = list_of(column.codes)
    meanings = {word.code: word.meaning for word in known.words} if known else {}
    for code, label in column.codes.items():
        meaning = f"{label} ({_('the default')})" if code and code == column.default else label
        if meanings.get(code):
            meaning += f": {meanings[code]}"
        lines.append(f"| `{column.name}` | `{code}` | {in_a_cell(meaning)} |")
    return lines


def in_a_cell(text: str) -> str:
    """A text as it can stand in a cell of a Markdown table."""
    return " ".join(text.replace("|", "\\|").split())
