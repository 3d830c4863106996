"""How texts come to sources: the hash of the bytes, the paragraphs, and what is refused."""

from hashlib import sha256

import pytest
from django.core.exceptions import ValidationError

from coop.curation import recording, texts
from coop.integrity.paragraphs import split
from coop.models import SourceDocument
from tests import factories
from tests.desk.texts import ARABIC, ENGLISH

pytestmark = pytest.mark.django_db

OTHER_LINE_ENDS = ("\r\n", "\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029")


def received(source, text, *, content=None, received_as="text"):
    content = text.encode("utf-8", "replace") if content is None else content
    return texts.receive(source=source, content=content, received_as=received_as, text=text)


def cited_source(**fields):
    """A source with evidence on its second paragraph."""
    with recording():
        source = factories.source(**fields)
        factories.agreement(parties=[], source=source)
        source.citations.update(paragraphs="2", as_named="memorandum of cooperation")
    source.refresh_from_db()
    return source


class TestAText:
    def test_is_stored_with_the_hash_of_its_bytes_and_its_paragraphs(self):
        source = received(factories.source(), ARABIC, content=b"\xef\xbb\xbf" + ARABIC.encode())

        source.refresh_from_db()
        assert source.sha256 == sha256(b"\xef\xbb\xbf" + ARABIC.encode()).hexdigest()
        assert source.received_as == "text"
        assert source.paragraph_count == 12
        assert split(source.text) == split(ARABIC)

    @pytest.mark.parametrize("end", OTHER_LINE_ENDS)
    def test_has_the_same_paragraphs_whatever_ends_its_lines(self, end):
        source = received(factories.source(), ENGLISH.replace("\n", end))

        assert split(source.text) == split(ENGLISH)

    def test_is_stored_without_what_makes_it_read_as_another(self):
        source = received(factories.source(), "\ufeffFilm\u202e\x07 pact\ud800\n\u2066Signed")

        assert source.text == "Film pact\ufffd\nSigned"

    def test_is_hashed_before_it_is_normalised(self):
        decomposed = "Cine\u0301ma"

        source = received(factories.source(), decomposed)

        assert source.text == "Cin\u00e9ma"
        assert source.sha256 == sha256(decomposed.encode()).hexdigest()

    def test_is_not_received_where_there_is_none(self):
        with pytest.raises(ValidationError, match="There is no text in it"):
            received(factories.source(), " \n\x0c\n")

    def test_is_replaced_while_nothing_cites_it(self):
        source = received(factories.source(), ENGLISH)

        source = received(source, ARABIC)

        assert source.paragraph_count == 12

    def test_is_received_once(self):
        first = received(factories.source(), ENGLISH)

        with pytest.raises(ValidationError, match=f"another source: “{first}”"):
            received(factories.source(), ENGLISH)

    def test_that_is_shorter_than_what_is_marked_is_refused(self):
        marked = [{"first": 12, "last": 13, "reason": "heading"}]
        source = factories.source(no_claim=marked)

        with pytest.raises(ValidationError, match="goes beyond the 12 paragraphs"):
            received(source, ARABIC)

        source.refresh_from_db()
        assert (source.text, source.sha256) == ("", "")

    def test_makes_one_version_that_says_so(self):
        source = factories.source()

        received(source, ENGLISH)

        before = source.version
        source.refresh_from_db()
        assert source.version == before + 1


class TestAPastedText:
    def test_is_hashed_as_it_was_typed(self):
        """A browser sends two characters for each line end."""
        typed = ENGLISH.replace("\n", "\r\n")

        content = texts.bytes_of_pasted(typed)

        assert content == ENGLISH.encode()

    @pytest.mark.parametrize(
        "file", [ENGLISH, ENGLISH.rstrip("\n") + "\n", ENGLISH.replace("\n", "\r\n")]
    )
    def test_is_known_by_the_file_that_it_was_copied_from(self, file):
        source = factories.source(sha256=sha256(file.encode()).hexdigest())
        pasted = texts.bytes_of_pasted(ENGLISH.rstrip("\n"))

        known = texts.recorded_as(pasted, "pasted")

        assert known == source

    def test_keeps_the_hash_of_that_file(self):
        file = ENGLISH.replace("\n", "\r\n").encode()
        source = factories.source(sha256=sha256(file).hexdigest())

        received(source, ENGLISH, received_as="pasted")

        source.refresh_from_db()
        assert source.sha256 == sha256(file).hexdigest()
        assert source.received_as == "pasted"


class TestASourceWhoseTextWasNotStored:
    def test_gets_it_beneath_its_citations(self):
        source = cited_source(
            sha256=sha256(ENGLISH.encode()).hexdigest(), paragraph_count=len(split(ENGLISH))
        )

        received(source, ENGLISH)

        source.refresh_from_db()
        assert split(source.text) == split(ENGLISH)
        assert source.citations.get().paragraphs == "2"

    def test_gets_no_other(self):
        source = cited_source(sha256=sha256(ENGLISH.encode()).hexdigest(), paragraph_count=14)

        with pytest.raises(ValidationError, match="not the one recorded"):
            received(source, ENGLISH.replace("pact", "deal"))

    def test_gets_none_of_another_number_of_paragraphs(self):
        source = cited_source(sha256=sha256(ENGLISH.encode()).hexdigest(), paragraph_count=13)

        with pytest.raises(ValidationError, match="14 paragraphs, but 13 are recorded"):
            received(source, ENGLISH)

    def test_gets_one_without_a_recorded_hash_if_the_cited_words_stand_there(self):
        source = cited_source()

        source = received(source, ENGLISH)

        assert source.paragraph_count == 14

    def test_gets_none_in_which_the_cited_words_do_not_stand(self):
        source = cited_source()

        with pytest.raises(ValidationError, match="¶2 “memorandum of cooperation”"):
            received(source, ARABIC)


class TestATextWithoutASource:
    def test_makes_a_draft_under_its_first_line(self):
        source, is_new = texts.receive_new(
            content=ENGLISH.encode(), received_as="text", text=ENGLISH, language="en"
        )

        assert is_new
        assert source.title == {"en": "Yerevan and Ulaanbaatar put their names to a cinema pact"}
        assert (source.state, source.is_title_supplied, source.language) == ("draft", False, "en")
        assert source.sha256 == sha256(ENGLISH.encode()).hexdigest()

    def test_makes_a_title_of_a_long_first_line(self):
        source, _is_new = texts.receive_new(
            content=b"-", received_as="text", text="word " * 200, language="en"
        )

        assert len(source.title["en"]) <= 500
        assert source.title["en"].endswith("word…")

    def test_goes_to_the_source_that_is_recorded(self):
        known = cited_source(sha256=sha256(ENGLISH.encode()).hexdigest(), paragraph_count=14)

        source, is_new = texts.receive_new(
            content=ENGLISH.encode(), received_as="text", text=ENGLISH, language="fr"
        )

        known.refresh_from_db()
        assert (source, is_new, known.language) == (known, False, "")
        assert split(known.text) == split(ENGLISH)

    def test_leads_to_the_source_that_has_it(self):
        known = received(factories.source(), ENGLISH)

        source, is_new = texts.receive_new(
            content=ENGLISH.encode(), received_as="text", text=ENGLISH, language="en"
        )

        assert (source, is_new) == (known, False)

    def test_is_no_source_when_it_holds_nothing(self):
        with pytest.raises(ValidationError):
            texts.receive_new(content=b"\n", received_as="text", text="\n", language="en")

        assert not SourceDocument.objects.exists()


class TestMarkingParagraphs:
    def marked(self, source):
        source.refresh_from_db()
        return [(one["first"], one["last"], one["reason"]) for one in source.no_claim]

    def test_puts_neighbours_together(self):
        source = factories.source(paragraph_count=9)
        texts.mark(source=source, first=3, last=3, reason="heading")

        texts.mark(source=source, first=4, last=6, reason="heading")

        assert self.marked(source) == [(3, 6, "heading")]

    def test_marks_anew_what_was_marked_otherwise(self):
        source = factories.source(paragraph_count=9)
        texts.mark(source=source, first=2, last=6, reason="translation")

        texts.mark(source=source, first=4, last=4, reason="heading")

        assert self.marked(source) == [
            (2, 3, "translation"),
            (4, 4, "heading"),
            (5, 6, "translation"),
        ]

    def test_does_not_go_beyond_the_end(self):
        source = factories.source(paragraph_count=9)

        with pytest.raises(ValidationError, match="goes beyond the 9 paragraphs"):
            texts.mark(source=source, first=8, last=10, reason="heading")

    def test_warns_of_citations_that_stand_there(self):
        source = cited_source(paragraph_count=9)

        warnings = texts.mark(source=source, first=1, last=3, reason="translation")

        assert warnings == ["Paragraph 2 is cited all the same: look whether it should be."]
        assert self.marked(source) == [(1, 3, "translation")]

    def test_makes_no_furniture_of_what_is_cited(self):
        source = cited_source(paragraph_count=9)

        with pytest.raises(ValidationError, match="Paragraph 2 is page furniture, and yet cited"):
            texts.mark(source=source, first=1, last=3, reason="page-furniture")

        assert self.marked(source) == []

    def test_is_undone_for_some_of_them(self):
        source = factories.source(paragraph_count=9)
        texts.mark(source=source, first=2, last=6, reason="heading")

        texts.unmark(source=source, first=4, last=9)

        assert self.marked(source) == [(2, 3, "heading")]

    def test_is_not_undone_where_nothing_is_marked(self):
        with pytest.raises(ValidationError, match="None of these paragraphs is marked"):
            texts.unmark(source=factories.source(), first=1, last=2)


class TestCitingWhatMakesNoClaim:
    def test_warns_of_a_translation(self):
        source = factories.source(no_claim=[{"first": 7, "last": 9, "reason": "translation"}])

        assert texts.warnings(source, "2, 6-7") == [
            "Paragraph 7 is marked as a translation: cite the paragraph that it translates, if "
            "the source has it."
        ]

    def test_warns_of_a_heading(self):
        source = factories.source(no_claim=[{"first": 1, "last": 1, "reason": "heading"}])

        assert texts.warnings(source, "1") == [
            "Paragraph 1 is marked as making no claim (heading)."
        ]

    def test_is_silent_of_other_paragraphs(self):
        source = factories.source(no_claim=[{"first": 1, "last": 1, "reason": "heading"}])

        assert texts.warnings(source, "2-4") == []
