"""Choosing what words are cited for, and citing them for what stands."""

import pytest

from tests import factories as make
from tests.desk import desks
from tests.desk.desks import only, target
from tests.staff.forms import errors_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def source(db):
    return desks.source()


@pytest.fixture
def agreement(db):
    return desks.agreement()


class TestChoosing:
    def test_offers_what_is_new_and_what_stands(self, editor_client, source, agreement):
        make.participation(
            agreement=agreement, party=make.party(names="Wadiya Films"), evidence=False
        )

        page = editor_client.get(
            desks.address(source, "cite", paragraphs=2, record=f"agreement:{agreement.key}")
        ).content.decode()

        for thing in ("participation", "act", "provision", "statement", "occasion", "relation"):
            assert f"thing={thing}&amp;parent=agreement%3A{agreement.pk}" in page
        for thing in ("agreement", "coproduction", "event", "party", "person", "place"):
            assert f"thing={thing}" in page
        assert "Wadiya Films" in page
        assert "thing=signature&amp;parent=participation" in page

    def test_finds_any_record_by_its_names_in_any_script(self, editor_client, source):
        party = make.party(names={"en": "Wadiya Films", "ar": "أفلام واديا"})

        page = editor_client.get(
            desks.address(source, "cite", paragraphs=2, q="افلام واديا")
        ).content.decode()

        assert f"target=party%3A{party.pk}" in page

    def test_knows_what_selected_words_mean(self, editor_client, source):
        party = make.party(names="Ministry of Stories")

        page = editor_client.get(
            desks.address(source, "cite", paragraphs=3, words="Ministry of Stories")
        ).content.decode()

        assert f"target=party%3A{party.pk}" in page

    def test_leads_on_with_paragraph_and_words(self, editor_client, source, agreement):
        page = editor_client.get(
            desks.address(source, "cite", paragraphs=2, words="film deal")
        ).content.decode()

        assert "new/?paragraphs=2&amp;words=film+deal" in page

    @pytest.mark.parametrize(
        "query", [{"paragraphs": "2-", "words": "a"}, {"chosen": "party:,:"}, {"q": '"'}]
    )
    def test_takes_any_address(self, editor_client, source, query):
        assert editor_client.get(desks.address(source, "cite", **query)).status_code == 200

    @pytest.mark.parametrize(
        "named", ["agreement:0", "agreement:x", "x:1", "agreement:" + "9" * 30]
    )
    def test_knows_no_target_that_is_not_there(self, editor_client, source, named):
        assert editor_client.get(desks.address(source, "cite", target=named)).status_code == 404


class TestCitingForWhatStands:
    def test_writes_the_evidence_and_returns_to_the_paragraph(
        self, editor_client, source, agreement
    ):
        form = desks.form(
            editor_client,
            source,
            "cite",
            target=target(agreement),
            paragraphs=2,
            words="film deal",
        )

        response = form.send()

        citation = only(agreement.citations)
        assert (citation.source, citation.paragraphs, citation.as_named, citation.basis) == (
            source,
            "2",
            "film deal",
            "stated",
        )
        assert response.url == f"{desks.address(source, record=f'agreement:{agreement.key}')}#p2"

    def test_answers_the_script_of_the_desk_in_data(self, editor_client, source, agreement):
        form = desks.form(editor_client, source, "cite", target=target(agreement), paragraphs=2)

        response = editor_client.post(form.address, form.values, headers={"X-Desk": "1"})

        assert response.json() == {
            "said": "Evidence given for agreement “Film deal”.",
            "address": desks.address(source, record=f"agreement:{agreement.key}"),
            "paragraphs": [2],
        }

    def test_can_be_about_one_field(self, editor_client, source, agreement):
        form = desks.form(
            editor_client, source, "cite", target=target(agreement), paragraphs=2, words="Almaty"
        )

        form.send(**{"evidence-field": "place"})

        assert only(agreement.citations).field == "place"

    def test_puts_words_too_long_for_a_term_into_the_quote(self, editor_client, agreement):
        words = " ".join(["word"] * 60)
        long = desks.source(text=words, paragraph_count=1, no_claim=[])
        form = desks.form(
            editor_client, long, "cite", target=target(agreement), paragraphs=1, words=words
        )

        form.send()

        assert only(agreement.citations).quote == words

    def test_gives_back_what_was_typed_with_what_is_wrong(self, editor_client, source, agreement):
        form = desks.form(editor_client, source, "cite", target=target(agreement), paragraphs=2)

        response = form.send(
            **{
                "evidence-paragraphs": "9",
                "evidence-as_named": "film deal",
                "evidence-quote": "no such words",
            }
        )

        assert any("there are only 4" in sentence for sentence in errors_in(response))
        again = form.again(response)
        assert again["evidence-as_named"] == "film deal"
        assert again["evidence-quote"] == "no such words"
        assert not agreement.citations.exists()

    def test_asks_for_a_note_where_it_is_inferred(self, editor_client, source, agreement):
        form = desks.form(editor_client, source, "cite", target=target(agreement), paragraphs=2)

        response = form.send(**{"evidence-basis": "inferred"})

        assert any("how it was inferred" in sentence for sentence in errors_in(response))

    def test_of_a_translation_warns_first(self, editor_client, source, agreement):
        form = desks.form(editor_client, source, "cite", target=target(agreement), paragraphs=4)

        warned = form.send()

        assert "marked as a translation" in warned.content.decode()
        assert not agreement.citations.exists()
        form.again(warned).send()
        assert only(agreement.citations).paragraphs == "4"

    def test_warns_again_of_something_else(self, editor_client, source, agreement):
        form = desks.form(editor_client, source, "cite", target=target(agreement), paragraphs=4)

        warned = form.again(form.send()).send(**{"evidence-as_named": "film treaty"})

        assert "“film treaty” does not stand in paragraph 4" in warned.content.decode()
        assert not agreement.citations.exists()
