"""Documents made for tests: Word files, and PDF written by hand."""

import io
import zipfile

import docx
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from pypdf import PdfReader, PdfWriter


def word(*paragraphs: str, change=lambda document: None) -> bytes:
    """A Word document with a paragraph a line; ``change`` adds what else it has."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    change(document)
    return stored(document)


def stored(document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def paragraph_of(xml: str):
    """A paragraph as Word writes it."""
    return parse_xml(f"<w:p {nsdecls('w')}>{xml}</w:p>")


def swollen(size: int) -> bytes:
    """A Word document of which a part unpacks to this many bytes."""
    file = io.BytesIO(word("A line."))
    with (
        zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/swollen.xml", "w", force_zip64=True) as part,
    ):
        for _each in range(size >> 20):
            part.write(b" " * (1 << 20))
    return file.getvalue()


def pdf(*pages: str) -> bytes:
    """A PDF with a page a text, its lines one below the other, in a font that is not embedded."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b""]
    kids = []
    for text in pages:
        drawn = [f"({_escaped(line)}) Tj 0 -14 Td".encode("latin-1") for line in text.splitlines()]
        stream = b"BT /F1 12 Tf 72 720 Td " + b" ".join(drawn) + b" ET"
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    objects[2] = (
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    )
    return _assembled(objects)


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _assembled(objects: list[bytes]) -> bytes:
    file, places = bytearray(b"%PDF-1.4\n"), []
    for number, one in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    start = len(file)
    file += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        file += b"%010d 00000 n \n" % place
    file += b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(objects) + 1)
    file += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(file)


def encrypted(content: bytes, password: str, owner: str = "owner") -> bytes:
    """The same PDF behind a password; behind none, it only forbids things."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    writer.encrypt(password, owner, algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()
