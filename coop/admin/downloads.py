"""Files that staff take out, written as they are sent."""

import json
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from django.http import StreamingHttpResponse
from django.utils.translation import get_language, override

from coop.exchange.sheets.writing import csv_lines

CSV = "text/csv; charset=utf-8"


def csv(rows: Iterable[list[str]], name: str) -> StreamingHttpResponse:
    """Rows as CSV that spreadsheet programs open, with no cell that they would run."""
    return attached(csv_lines(rows), name, CSV)


def json_lines(things: Iterable[dict], name: str) -> StreamingHttpResponse:
    """Things as JSON, one a line."""
    lines = (f"{as_json(thing)}\n" for thing in things)
    return attached(lines, name, "application/jsonl; charset=utf-8")


def attached(content: Iterable, name: str, kind: str) -> StreamingHttpResponse:
    """Content that a browser keeps under that name."""
    return StreamingHttpResponse(_in_language(content, get_language()), headers=headers(name, kind))


def _in_language(content: Iterable, language: str | None) -> Iterator:
    """The content in the language of the page that asked: it is written after its end."""
    with override(language):
        yield from content


def headers(name: str, kind: str) -> dict[str, str]:
    return {
        "Content-Type": kind,
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}",
    }


def as_json(value) -> str:
    return json.dumps(value, ensure_ascii=False)
