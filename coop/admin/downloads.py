"""Files that staff take out, written as they are sent."""

import csv as csv_format
import json
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from django.http import StreamingHttpResponse

from coop.exchange.sheets.cells import escape_formula

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""Without it, spreadsheet programs read a CSV file in the alphabet of their own country."""


class _Echo:
    """A file that gives back what is written to it."""

    @staticmethod
    def write(text: str) -> str:
        return text


def csv(rows: Iterable[list], name: str) -> StreamingHttpResponse:
    """Rows as CSV that spreadsheet programs open, with no cell that they would run."""
    return attached(_csv_lines(rows), name, "text/csv; charset=utf-8")


def json_lines(things: Iterable[dict], name: str) -> StreamingHttpResponse:
    """Things as JSON, one a line."""
    lines = (f"{as_json(thing)}\n" for thing in things)
    return attached(lines, name, "application/jsonl; charset=utf-8")


def attached(content: Iterable, name: str, kind: str) -> StreamingHttpResponse:
    """Content that a browser keeps under that name; private, and never kept on the way."""
    return StreamingHttpResponse(
        content,
        content_type=kind,
        headers={
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}",
            "Cache-Control": "private, no-store",
        },
    )


def as_json(value) -> str:
    return json.dumps(value, ensure_ascii=False)


def _csv_lines(rows) -> Iterator[str]:
    writer = csv_format.writer(_Echo())
    yield BOM
    for row in rows:
        yield writer.writerow(
            [escape_formula(cell) if isinstance(cell, str) else cell for cell in row]
        )
