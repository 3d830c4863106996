"""What is read from the files that people hand in, and what is refused in a sentence."""

import codecs
import time

import pytest

from coop.exchange.texts import apart, limits
from coop.exchange.texts.received import Unreadable, text_of
from coop.integrity.paragraphs import split
from coop.models import SourceDocument
from tests.desk import documents
from tests.desk.texts import ARABIC, ENGLISH


def refused(content: bytes, name="file") -> str:
    with pytest.raises(Unreadable) as refusal:
        text_of(name, content)
    return str(refusal.value)


class TestAPlainText:
    @pytest.mark.parametrize("text", [ENGLISH, ARABIC])
    @pytest.mark.parametrize(
        ("mark", "encoding"),
        [
            (b"", "utf-8"),
            (codecs.BOM_UTF8, "utf-8"),
            (codecs.BOM_UTF16_LE, "utf-16-le"),
            (codecs.BOM_UTF16_BE, "utf-16-be"),
        ],
    )
    def test_is_read_in_the_encodings_that_say_which_they_are(self, text, mark, encoding):
        received = text_of("report.txt", mark + text.encode(encoding))

        assert (received.text, received.received_as) == (text, "text")

    @pytest.mark.parametrize(
        ("text", "encoding"), [("Меморандум", "windows-1251"), ("مذكرة", "windows-1256")]
    )
    def test_is_not_guessed_in_others(self, text, encoding):
        assert "save it as UTF-8" in refused(text.encode(encoding))

    def test_of_utf_16_without_its_mark_is_none(self):
        assert refused(ENGLISH.encode("utf-16-le")) == (
            "This is no text, no Word document and no PDF."
        )

    def test_that_is_empty_is_none(self):
        assert refused(b"\xef\xbb\xbf \n") == "There is no text in it."

    def test_is_no_longer_than_its_field(self):
        longest = SourceDocument._meta.get_field("text").max_length

        assert text_of("a.txt", b"a" * longest).text == "a" * longest
        assert f"longer than {longest} characters" in refused(b"a" * (longest + 1))

    def test_is_no_larger_than_a_file_may_be(self):
        assert "larger than 20 MB" in refused(b"a" * (limits.LARGEST + 1))

    @pytest.mark.parametrize(
        "content", [b"<!DOCTYPE html><p>Film</p>", b"\n<html lang='en'>", b"<?xml version='1.0'?>"]
    )
    def test_is_no_web_page(self, content):
        assert "web page" in refused(content)

    @pytest.mark.parametrize(
        ("content", "sentence"),
        [
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "old Office document"),
            (b"{\\rtf1 Film}", "Rich Text"),
            (b"\x89PNG\r\n", "picture"),
        ],
    )
    def test_is_no_other_kind_of_file(self, content, sentence):
        assert sentence in refused(content, "report.txt")


class TestAWordDocument:
    @pytest.mark.parametrize("text", [ENGLISH, ARABIC])
    def test_has_a_paragraph_a_line_with_its_letters_in_order(self, text):
        received = text_of("report.docx", documents.word(*split(text)))

        assert split(received.text) == split(text)
        assert received.received_as == "word"

    def test_has_its_tables_in_their_place(self):
        def add_table(document):
            table = document.add_table(2, 1)
            table.cell(0, 0).text = "In the table"
            document.add_paragraph("After it")

        received = text_of("a.docx", documents.word("Before it", change=add_table))

        assert split(received.text) == ["Before it", "In the table", "After it"]

    @pytest.mark.parametrize(
        ("xml", "read"),
        [
            ("<w:r><w:t>One</w:t><w:br/><w:t>two</w:t></w:r>", ["One", "two"]),
            ("<w:r><w:t>One</w:t><w:tab/><w:t>two</w:t></w:r>", ["One\ttwo"]),
            (
                "<w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>production</w:t></w:r>",
                ["co\u2011production"],
            ),
            ("<w:ins><w:r><w:t>inserted</w:t></w:r></w:ins>", ["inserted"]),
            (
                "<w:del><w:r><w:delText>deleted</w:delText></w:r></w:del><w:r><w:t>kept</w:t></w:r>",
                ["kept"],
            ),
            (
                "<w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom><w:r><w:t>kept</w:t></w:r>",
                ["kept"],
            ),
            (
                "<w:sdt><w:sdtContent><w:r><w:t>in a field</w:t></w:r></w:sdtContent></w:sdt>",
                ["in a field"],
            ),
            ("<w:hyperlink><w:r><w:t>a link</w:t></w:r></w:hyperlink>", ["a link"]),
        ],
    )
    def test_is_read_as_it_stands_with_its_changes_made(self, xml, read):
        def add(document):
            document.element.body.insert(0, documents.paragraph_of(xml))

        received = text_of("a.docx", documents.word(change=add))

        assert split(received.text) == read

    def test_without_text_is_none(self):
        assert refused(documents.word()) == "There is no text in it."

    def test_that_is_damaged_is_refused(self):
        whole = documents.word(*split(ENGLISH))

        assert "damaged" in refused(whole[: len(whole) // 2])

    def test_is_no_other_archive(self):
        assert "damaged" in refused(b"PK\x03\x04" + b"\x00" * 100)

    @pytest.mark.parametrize("size", [limits.LARGEST_PART + (1 << 20), limits.LARGEST_UNPACKED * 2])
    def test_that_unpacks_to_too_much_is_refused_before_it_is_unpacked(self, size):
        content = documents.swollen(size)
        begun = time.monotonic()

        assert "unpacks to far more" in refused(content)
        assert time.monotonic() - begun < limits.SECONDS / 2

    def test_is_no_longer_than_the_field_of_a_source(self):
        content = documents.word(*["word " * 40_000] * 11)

        assert "longer than 2000000 characters" in refused(content)


class TestAPdf:
    def test_has_the_lines_of_its_pages(self):
        content = documents.pdf("Film (pact)\nSigned in Gyumri", "", "Second page")

        received = text_of("report.pdf", content)

        assert split(received.text) == ["Film (pact)", "Signed in Gyumri", "Second page"]
        assert received.received_as == "pdf"

    @pytest.mark.browser
    def test_in_arabic_has_its_letters_in_the_order_of_reading(self, page):
        drawn = "".join(f"<p>{line}" for line in split(ARABIC))
        page.set_content(f'<html lang="ar" dir="rtl"><body style="width:2000px">{drawn}')
        content = page.pdf(width="2100px", height="2900px")

        read = split(text_of("report.pdf", content).text)

        assert len(read) == 12
        assert read[0] == split(ARABIC)[0]
        assert read[1:3] == split(ARABIC)[1:3]

    def test_that_is_scanned_is_refused(self):
        assert "only pictures of pages" in refused(documents.pdf("", ""))

    def test_behind_a_password_is_refused(self):
        content = documents.encrypted(documents.pdf("Secret"), "key")

        assert "protected by a password" in refused(content)

    def test_that_only_forbids_to_print_is_read(self):
        content = documents.encrypted(documents.pdf("Public"), "")

        assert split(text_of("a.pdf", content).text) == ["Public"]

    def test_of_too_many_pages_is_refused(self):
        content = documents.pdf(*["A line"] * 10_000)
        begun = time.monotonic()

        assert "more than 2000 pages" in refused(content)
        assert time.monotonic() - begun < limits.SECONDS

    def test_that_is_damaged_is_refused(self):
        content = documents.pdf(*["A line"] * 9)

        assert "damaged" in refused(content[: len(content) // 9])

    def test_that_lacks_its_last_line_is_read(self):
        content = documents.pdf(*["A line"] * 9)

        received = text_of("a.pdf", content.removesuffix(b"%%EOF\n"))

        assert set(split(received.text)) == {"A line"}


class TestReadingApart:
    def test_ends_a_document_that_takes_too_long(self, monkeypatch):
        monkeypatch.setattr(apart, "SECONDS", -4.99)

        assert apart.read("pdf", documents.pdf("A line")) == limits.Problem.TOO_SLOW

    def test_knows_nothing_of_the_registrys_settings(self, monkeypatch, tmp_path):
        monkeypatch.setenv("REGISTRY_SECRET_KEY", "secret")
        noted = {}
        real = apart.subprocess.run

        def run(*arguments, **options):
            noted.update(options["env"])
            return real(*arguments, **options)

        monkeypatch.setattr(apart.subprocess, "run", run)
        apart.read("word", documents.word("A line."))

        assert "REGISTRY_SECRET_KEY" not in noted
