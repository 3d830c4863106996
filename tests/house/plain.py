"""What an answer says, as lines of text: of a page, a table, a workbook or a feed."""

import io
import re
from xml.etree import ElementTree

import openpyxl

VARYING = re.compile(r'nonce="[^"]*"|(?<=</cite>)[^<]*')
"""What differs from one answer to the next, and the day on which a record last changed."""

ATOM = "{http://www.w3.org/2005/Atom}"


def body(response) -> bytes:
    return b"".join(response) if response.streaming else response.content


def plain(response) -> str:
    """The text of an answer, without what every change to a record changes."""
    content, kind = body(response), response.headers.get("Content-Type", "")
    if "spreadsheetml" in kind:
        return _workbook(content)
    if "atom+xml" in kind:
        return _feed(content)
    return VARYING.sub("", content.decode())


def _workbook(content: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    lines = [str(row) for sheet in book for row in sheet.iter_rows(values_only=True)]
    book.close()
    return "\n".join(lines)


def _feed(content: bytes) -> str:
    """The entries by their ids: which of them changed last is what every change changes."""
    feed = ElementTree.fromstring(content)
    for one in feed.iter():
        if one.tag == f"{ATOM}updated":
            one.text = ""
    entries = sorted(feed.findall(f"{ATOM}entry"), key=lambda one: one.findtext(f"{ATOM}id"))
    for entry in entries:
        feed.remove(entry)
    return "\n".join(ElementTree.tostring(one, encoding="unicode") for one in (feed, *entries))
