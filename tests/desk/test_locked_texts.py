"""The text of a cited source stays as it is, in files too; what is replaced goes through files."""

from hashlib import sha256

import pytest

from coop.curation import recording
from coop.integrity import checks
from coop.integrity.texts import text_problems
from coop.models import Citation, SourceDocument
from tests import factories
from tests.exchange.objects import agreement, citation, plan, put_in, source
from tests.exchange.test_faults import faults

pytestmark = pytest.mark.django_db

STAYS = "Citations stand on the text of this source, so this stays as it is."
KNOWN = {"text": "One.\nTwo.", "paragraph_count": 2, "sha256": "a" * 64, "received_as": "text"}


def cited(**fields):
    put_in(source(**fields), agreement(), citation(agreement=["agreement-a"]))


class TestAFileAboutACitedSource:
    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("text", "One.\nThree."),
            ("text", ""),
            ("sha256", "b" * 64),
            ("sha256", ""),
            ("received_as", "pdf"),
        ],
    )
    def test_changes_nothing_that_citations_stand_on(self, field, value):
        cited(**KNOWN)

        (fault,) = faults(source(**{**KNOWN, field: value}))

        assert fault.endswith(f"{field}: {STAYS}")

    def test_changes_no_number_of_paragraphs(self):
        cited(paragraph_count=2)

        (fault,) = faults(source(paragraph_count=3))

        assert fault.endswith(f"paragraph_count: {STAYS}")

    def test_does_not_where_the_citation_was_replaced_either(self):
        cited(**KNOWN)
        put_in(
            source("source-b"),
            citation(agreement=["agreement-a"], replaced_by=["source-b", "p1"]),
            citation(of="source-b", agreement=["agreement-a"]),
        )

        (fault,) = faults(source(**{**KNOWN, "text": "One.\nThree."}))

        assert fault.endswith(f"text: {STAYS}")

    def test_may_fill_in_a_text_that_was_not_there(self):
        cited(**{**KNOWN, "text": ""})

        put_in(source(**KNOWN))

        assert SourceDocument.objects.get().text == "One.\nTwo."

    def test_fills_in_none_with_another_number_of_paragraphs(self):
        cited(**{**KNOWN, "text": ""})

        (fault,) = faults(source(**{**KNOWN, "text": "One."}))

        assert fault.endswith("The paragraphs of its text are 1, and not 2.")

    def test_may_change_the_rest_of_it(self):
        cited(**KNOWN)

        put_in(source(**KNOWN, publisher="Another paper"))

        assert SourceDocument.objects.get().publisher == "Another paper"


class TestAFileAboutASourceThatNothingCites:
    def test_may_change_its_text(self):
        put_in(source(**KNOWN))

        put_in(source(**{**KNOWN, "text": "One.\nThree."}))

        assert SourceDocument.objects.get().text == "One.\nThree."


class TestAFileOfReplacedCitations:
    def objects(self):
        """The better citation comes after the one that it replaces."""
        return [
            source("source-a"),
            source("source-b"),
            agreement(),
            citation("p1", agreement=["agreement-a"], replaced_by=["source-b", "p1"]),
            citation("p1", of="source-b", agreement=["agreement-a"]),
        ]

    def test_ties_them(self):
        put_in(*self.objects())

        old, new = Citation.objects.order_by("source__key")
        assert (old.replaced_by, new.replaced_by) == (new, None)

    def test_changes_nothing_the_second_time(self):
        put_in(*self.objects())

        with plan(*self.objects()) as again:
            assert again.is_empty

    def test_names_a_citation_that_is_there(self):
        objects = self.objects()
        objects[-1]["fields"]["key"] = "p2"

        (fault,) = faults(*objects)

        assert "There is no citation “source-b / p1”" in fault


class TestTheCheckOfTheRegistry:
    def test_finds_a_text_that_a_raw_file_changed(self):
        one = factories.source(text="One.\nTwo.", paragraph_count=2)
        with recording():
            SourceDocument.objects.filter(pk=one.pk).update(text="One.")

        found = [str(problem) for problem in checks.problems()]

        assert f"source {one.key}: The paragraphs of its text are 1, and not 2." in found

    @pytest.mark.parametrize(
        ("received_as", "content", "text"),
        [
            ("text", "Un.\nDeux.".encode("utf-16"), ""),
            ("text", b"\xef\xbb\xbf\nOne.\nTwo.", ""),
            ("pdf", b"%PDF", "One.\nTwo."),
            ("pasted", None, "One.\nTwo."),
        ],
    )
    def test_reads_texts_as_they_were_received(self, tmp_path, received_as, content, text):
        factories.source(
            sha256=sha256(content or b"pasted").hexdigest(),
            received_as=received_as,
            text=text,
            paragraph_count=2,
            no_claim=[{"first": 1, "last": 2, "reason": "heading"}],
        )
        if content is not None:
            (tmp_path / "file").write_bytes(content)

        assert list(text_problems(tmp_path)) == []
