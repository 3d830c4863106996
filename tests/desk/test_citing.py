"""Evidence given to a claim that stands: checked, written once, on a record that may change."""

import pytest
from django.core.exceptions import ValidationError

from coop.curation import citing, recording
from coop.curation.citing import cite
from coop.models import Citation
from tests import factories as make
from tests.staff.conftest import staff_user

pytestmark = pytest.mark.django_db

TEXT = "Two ministers met.\n\nThe  film deal binds both sides.\nOur translation: a deal on films."


@pytest.fixture
def source(db):
    return make.source(
        draft=True,
        language="en",
        text=TEXT,
        paragraph_count=3,
        no_claim=[{"first": 3, "last": 3, "reason": "translation"}],
    )


@pytest.fixture
def agreement(db):
    return make.agreement(draft=True, evidence=False)


def sentences(refused) -> str:
    return " ".join(refused.value.messages)


class TestCiting:
    def test_writes_the_evidence_and_a_version_of_the_record(self, source, agreement, editor):
        before = agreement.version

        citation = cite(
            target=agreement,
            source=source,
            paragraphs="2",
            as_named="film deal",
            quote="film deal binds",
            user=editor,
        )

        agreement.refresh_from_db()
        assert Citation.objects.get(agreement=agreement) == citation
        assert (citation.source, citation.paragraphs, citation.as_named, citation.quote) == (
            source,
            "2",
            "film deal",
            "film deal binds",
        )
        assert (agreement.version, agreement.basis) == (before + 1, "stated")

    def test_of_a_part_is_a_change_of_its_record(self, source, agreement, editor):
        (party, _other) = agreement.participations.all()
        before = agreement.version

        citation = cite(target=party, source=source, paragraphs="1", user=editor)

        agreement.refresh_from_db()
        assert citation.participation == party
        assert agreement.version == before + 1

    def test_puts_each_piece_after_those_that_stand(self, source, agreement):
        first = cite(target=agreement, source=source, paragraphs="1")
        second = cite(target=agreement, source=source, paragraphs="2")

        assert list(Citation.objects.filter(agreement=agreement).order_by("order")) == [
            first,
            second,
        ]
        assert first.order < second.order

    def test_joins_a_recording_that_is_open(self, source, agreement):
        before = agreement.version

        with recording():
            cite(target=agreement, source=source, paragraphs="1")
            cite(target=agreement, source=source, paragraphs="2")

        agreement.refresh_from_db()
        assert agreement.version == before + 1

    @pytest.mark.parametrize(
        ("typed", "stored"),
        [
            ("¶2", "2"),
            ("1–2", "1-2"),
            ("1,2", "1, 2"),
            ("١، ٢", "1, 2"),
            (" 2 ", "2"),
        ],
    )
    def test_reads_paragraphs_as_they_are_typed(self, source, agreement, typed, stored):
        citation = cite(target=agreement, source=source, paragraphs=typed)

        assert citation.paragraphs == stored


class TestCitingIsRefused:
    def test_beyond_the_last_paragraph(self, source, agreement):
        with pytest.raises(ValidationError) as refused:
            cite(target=agreement, source=source, paragraphs="4")

        assert "there are only 3" in sentences(refused)
        assert set(refused.value.error_dict) == {"paragraphs"}

    def test_beyond_the_text_where_nobody_has_counted(self, agreement):
        uncounted = make.source(draft=True, text="One line.\nAnother.")

        with pytest.raises(ValidationError) as refused:
            cite(target=agreement, source=uncounted, paragraphs="3")

        assert "there are only 2" in sentences(refused)

    def test_in_page_furniture(self, agreement):
        furniture = [{"first": 1, "last": 1, "reason": "page-furniture"}]
        source = make.source(draft=True, paragraph_count=2, no_claim=furniture)

        with pytest.raises(ValidationError) as refused:
            cite(target=agreement, source=source, paragraphs="1")

        assert "page furniture" in sentences(refused)

    def test_without_a_paragraph(self, source, agreement):
        with pytest.raises(ValidationError) as refused:
            cite(target=agreement, source=source, paragraphs="")

        assert "in which paragraph" in sentences(refused)

    def test_with_a_quote_that_does_not_stand_in_the_text(self, source, agreement):
        with pytest.raises(ValidationError) as refused:
            cite(target=agreement, source=source, paragraphs="2", quote="film treaty binds")

        assert set(refused.value.error_dict) == {"quote"}

    def test_with_a_quote_where_no_text_is_stored(self, agreement):
        source = make.source(draft=True, paragraph_count=2)

        with pytest.raises(ValidationError) as refused:
            cite(target=agreement, source=source, paragraphs="2", quote="film deal")

        assert "not stored" in sentences(refused)

    def test_with_a_term_that_is_a_sentence(self, source, agreement):
        with pytest.raises(ValidationError) as refused:
            cite(target=agreement, source=source, paragraphs="2", as_named="a" * 201)

        assert set(refused.value.error_dict) == {"as_named"}

    def test_for_a_field_that_the_claim_has_not(self, source, agreement):
        with pytest.raises(ValidationError) as refused:
            cite(target=agreement, source=source, paragraphs="2", field="done_on")

        assert "has no field" in sentences(refused)

    def test_as_inferred_without_a_note(self, source, agreement):
        with pytest.raises(ValidationError) as refused:
            cite(target=agreement, source=source, paragraphs="2", basis="inferred")

        assert "how it was inferred" in sentences(refused)

    def test_when_the_same_evidence_stands(self, source, agreement):
        cite(target=agreement, source=source, paragraphs="2", as_named="film deal")

        with pytest.raises(ValidationError) as refused:
            cite(target=agreement, source=source, paragraphs="2", as_named="film deal")

        assert "stands already" in sentences(refused)
        assert Citation.objects.filter(agreement=agreement).count() == 1

    def test_of_a_published_record_to_who_does_not_publish(self, editor):
        published = make.agreement()
        source = make.source()

        with pytest.raises(ValidationError) as refused:
            cite(target=published, source=source, paragraphs="1", user=editor)

        assert "propose the change" in sentences(refused)
        assert not published.citations.filter(source=source).exists()

    def test_to_who_may_not_change_the_record(self, source, agreement):
        reader = staff_user("reader", "view_agreement", "view_sourcedocument")

        with pytest.raises(ValidationError) as refused:
            cite(target=agreement, source=source, paragraphs="1", user=reader)

        assert "You may not change" in sentences(refused)

    def test_of_a_published_record_with_a_source_that_is_not(self, source, reviewer):
        published = make.agreement()

        with pytest.raises(ValidationError) as refused:
            cite(target=published, source=source, paragraphs="1", user=reviewer)

        assert "publish that source first" in sentences(refused)
        assert not published.citations.filter(source=source).exists()


class TestDoubts:
    def test_are_said_about_a_translation(self, source):
        (sentence,) = citing.doubts(source=source, paragraphs="3")

        assert "translation" in sentence

    def test_are_said_about_words_that_do_not_stand_there(self, source):
        (sentence,) = citing.doubts(source=source, paragraphs="1", as_named="film deal")

        assert "film deal" in sentence

    def test_are_none_about_words_that_do(self, source):
        assert citing.doubts(source=source, paragraphs="2", as_named="film deal") == []

    @pytest.mark.parametrize("paragraphs", ["", "everywhere", "9", "2-"])
    def test_are_left_to_the_refusal_where_the_paragraph_is_wrong(self, source, paragraphs):
        assert citing.doubts(source=source, paragraphs=paragraphs, as_named="deal") == []
