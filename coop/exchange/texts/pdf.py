"""The lines of a PDF, page by page."""

import io
import unicodedata
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.errors import DependencyError

from coop.exchange.texts.limits import MOST_PAGES, Problem, Stopped

RIGHT_TO_LEFT = {"R", "AL"}


def lines(content: bytes) -> Iterator[str]:
    """The lines as they stand on the pages; a page without text gives none.

    A PDF says where each letter stands, not in which order it is read. Left to right these
    are one; right to left they are not, and such a text is refused.
    """
    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted and not _is_open(reader):
        raise Stopped(Problem.LOCKED)
    if reader.get_num_pages() > MOST_PAGES:
        raise Stopped(Problem.TOO_MANY_PAGES)
    has_text = False
    for page in reader.pages:
        for line in page.extract_text().splitlines():
            if any(unicodedata.bidirectional(letter) in RIGHT_TO_LEFT for letter in line):
                raise Stopped(Problem.OUT_OF_ORDER)
            has_text = has_text or not line.isspace()
            yield line
    if not has_text:
        raise Stopped(Problem.SCANNED)


def _is_open(reader: PdfReader) -> bool:
    """Whether it opens without a password: some only forbid to print."""
    try:
        return bool(reader.decrypt(""))
    except (DependencyError, NotImplementedError):
        return False
