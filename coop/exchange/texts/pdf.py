"""The lines of a PDF, page by page."""

import ctypes
import math
import unicodedata
from collections.abc import Iterator

import pypdfium2
from pypdfium2 import PdfDocument, PdfiumError, raw

from coop.exchange.texts.limits import MOST_PAGES, Problem, Stopped
from coop.exchange.texts.reading_order import (
    Letter,
    has_right_to_left,
    is_mostly_right_to_left,
    read,
)

SAME_LINE = 0.35
"""Letters stand in one line when their feet differ by no more than this part of their height."""

HYPHENS = str.maketrans({"\ufffe": "-", "\x02": "-"})
"""How PDFium prints a hyphen at which a word is broken at the end of a line."""


def lines(content: bytes) -> Iterator[str]:
    """The lines as they stand on the pages; a page without text gives none.

    A PDF says where each letter stands, not in which order it is read. From left to right
    PDFium's order is the order of reading; from right to left it is worked out here.
    """
    try:
        document = PdfDocument(content)
    except PdfiumError as error:
        is_locked = error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        raise Stopped(Problem.LOCKED if is_locked else Problem.BROKEN) from None
    if len(document) > MOST_PAGES:
        raise Stopped(Problem.TOO_MANY_PAGES)
    has_text = False
    for page in document:
        letters = page.get_textpage()
        text = letters.get_text_range().translate(HYPHENS)
        for line in _in_order(letters, text) if has_right_to_left(text) else text.splitlines():
            has_text = has_text or bool(line.strip())
            yield line
        letters.close()
        page.close()
    if not has_text:
        raise Stopped(Problem.SCANNED)


def _in_order(page: pypdfium2.PdfTextPage, text: str) -> Iterator[str]:
    """The lines of a page with letters that are read from right to left."""
    is_backward = is_mostly_right_to_left(text)
    line: list[Letter] = []
    foot = None
    for letter, height in _letters(page):
        is_mark = unicodedata.category(letter.text) == "Mn"
        if foot is None or (not is_mark and abs(height - foot) > SAME_LINE * letter.size):
            yield read(line, is_backward=is_backward)
            line, foot = [], height
        line.append(letter)
    yield read(line, is_backward=is_backward)


def _letters(page: pypdfium2.PdfTextPage) -> Iterator[tuple[Letter, float]]:
    """The letters in the order in which the page has them, each with the height of its foot."""
    box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    across, height = ctypes.c_double(), ctypes.c_double()
    word = 0
    for index in range(page.count_chars()):
        text = chr(raw.FPDFText_GetUnicode(page, index))
        if text.isspace() or text in "\0\ufffe\x02":
            word += 1
            continue
        raw.FPDFText_GetLooseCharBox(page, index, box)
        raw.FPDFText_GetCharOrigin(page, index, across, height)
        raw.FPDFText_GetMatrix(page, index, matrix)
        size = raw.FPDFText_GetFontSize(page, index) * math.hypot(matrix.c, matrix.d)
        yield Letter(text, box.left, box.right, size, word), height.value
