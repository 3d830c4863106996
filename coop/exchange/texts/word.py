"""The lines of a Word document (.docx)."""

import io
import zipfile
from collections.abc import Iterator

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from coop.exchange.texts.limits import (
    LARGEST_PART,
    LARGEST_UNPACKED,
    MOST_PARTS,
    Problem,
    Stopped,
)

PARAGRAPH = qn("w:p")
WRITTEN = {
    qn("w:tab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "\u2011",
}
TEXT = qn("w:t")
LEFT_OUT = {
    qn("w:del"),
    qn("w:moveFrom"),
    qn("w:pPr"),
    qn("w:rPr"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
"""What was deleted or moved elsewhere; how a paragraph looks; a text box written a second time."""

NOTES = (RELATIONSHIP_TYPE.FOOTNOTES, RELATIONSHIP_TYPE.ENDNOTES)


def lines(content: bytes) -> Iterator[str]:
    """A line a paragraph, tables and text boxes included; then the notes.

    Headers and footers are left out: they are repeated on each page and no part of the text.
    """
    _check(content)
    document = docx.Document(io.BytesIO(content))
    yield from _paragraphs(document.element.body)
    for kind in NOTES:
        for relation in document.part.rels.values():
            if relation.reltype == kind and not relation.is_external:
                yield from _paragraphs(parse_xml(relation.target_part.blob))


def _check(content: bytes):
    """Look at the archive before it is unpacked."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        if (
            len(parts) > MOST_PARTS
            or sum(part.file_size for part in parts) > LARGEST_UNPACKED
            or any(part.file_size > LARGEST_PART for part in parts if _is_read(part.filename))
        ):
            raise Stopped(Problem.SWOLLEN)
        if any(part.flag_bits & 1 for part in parts):
            raise Stopped(Problem.LOCKED)


def _is_read(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))


def _paragraphs(root) -> Iterator[str]:
    for paragraph in root.iter(PARAGRAPH):
        if not any(above.tag in LEFT_OUT for above in paragraph.iterancestors()):
            yield "".join(_pieces(paragraph))


def _pieces(element) -> Iterator[str]:
    for child in element:
        if child.tag in LEFT_OUT or child.tag == PARAGRAPH:
            continue
        if child.tag == TEXT:
            yield child.text or ""
        elif child.tag in WRITTEN:
            yield WRITTEN[child.tag]
        else:
            yield from _pieces(child)
