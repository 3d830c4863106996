"""The pages at which texts are handed in and paragraphs marked, as an editor uses them."""

from hashlib import sha256

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from coop.curation import recording
from coop.models import SourceDocument
from tests import factories
from tests.desk.texts import ARABIC, ENGLISH
from tests.staff.forms import Form, errors_in

pytestmark = pytest.mark.django_db

READ = reverse("admin:coop_sourcedocument_desk_read")


def desk(source, step=""):
    name = f"admin:coop_sourcedocument_desk_{step}" if step else "admin:coop_sourcedocument_desk"
    return reverse(name, args=[source.pk])


def a_file(text=ENGLISH, name="report.txt"):
    return SimpleUploadedFile(name, text.encode())


def cited(**fields):
    with recording():
        source = factories.source(**fields)
        factories.agreement(parties=[], source=source)
    return source


def hand_in(client, address, **typed):
    form = Form(client, address)
    for name, value in typed.items():
        form.values[name] = [value]
    return form.send()


class TestANewText:
    def test_is_read_from_a_file_and_lands_on_its_desk(self, editor_client):
        response = hand_in(editor_client, READ, file=a_file(), language="en")

        source = SourceDocument.objects.get()
        assert response.headers["Location"] == desk(source)
        assert (source.state, source.received_as, source.paragraph_count) == ("draft", "text", 14)

    def test_is_pasted(self, editor_client):
        hand_in(editor_client, READ, text=ARABIC.replace("\n", "\r\n"), language="ar")

        source = SourceDocument.objects.get()
        assert source.sha256 == sha256(ARABIC.encode()).hexdigest()
        assert (source.received_as, source.paragraph_count) == ("pasted", 12)

    def test_falls_in_place_at_the_source_that_is_recorded(self, reviewer_client):
        source = cited(sha256=sha256(ENGLISH.encode()).hexdigest(), paragraph_count=14)

        response = hand_in(
            reviewer_client, READ, file=a_file(), language="en", change_reason="The text came."
        )

        source.refresh_from_db()
        assert response.headers["Location"] == desk(source)
        assert source.text.startswith("Yerevan")

    def test_is_not_added_to_a_published_source_by_those_who_do_not_publish(self, editor_client):
        source = cited(sha256=sha256(ENGLISH.encode()).hexdigest(), paragraph_count=14)

        response = hand_in(editor_client, READ, file=a_file(), language="en")

        source.refresh_from_db()
        assert (response.status_code, source.text) == (403, "")

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            ({}, "Choose a file, or paste the text."),
            ({"file": a_file(), "text": "A line."}, "Choose a file or paste the text, not both."),
            (
                {"file": SimpleUploadedFile("a.txt", "Фильм".encode("cp1251"))},
                "This text is not in UTF-8.",
            ),
        ],
    )
    def test_is_refused_in_a_sentence_and_nothing_is_made(self, editor_client, typed, sentence):
        response = hand_in(editor_client, READ, language="en", **typed)

        assert any(sentence in error for error in errors_in(response))
        assert not SourceDocument.objects.exists()

    def test_is_found_above_the_list_of_sources(self, editor_client):
        page = editor_client.get(reverse("admin:coop_sourcedocument_changelist"))

        assert f'href="{READ}"' in page.content.decode()


class TestTheTextOfASource:
    def test_is_received_on_the_version_that_was_read(self, editor_client):
        source = factories.source(draft=True)

        response = hand_in(editor_client, desk(source, "text"), file=a_file())

        source.refresh_from_db()
        assert response.headers["Location"] == desk(source)
        assert source.paragraph_count == 14

    def test_is_not_received_over_a_colleagues_and_what_was_pasted_stays(self, editor_client):
        source = factories.source(draft=True)
        form = Form(editor_client, desk(source, "text"))
        with recording() as opened:
            opened.touch(source)

        response = form.send(text=ENGLISH)

        source.refresh_from_db()
        assert source.text == ""
        assert "nothing was saved" in " ".join(errors_in(response))
        assert "Caravan of 1927" in response.content.decode()
        assert form.again(response).send().status_code == 302

    def test_cannot_be_replaced_while_it_is_cited(self, editor_client):
        source = cited(draft=True, text=ENGLISH, paragraph_count=14)

        page = editor_client.get(desk(source, "text")).content.decode()
        response = editor_client.post(
            desk(source, "text"), {"text": ARABIC, "_version": str(source.version)}
        )

        source.refresh_from_db()
        assert "1 citation stands on this text, so it stays as it is." in page
        assert source.text.startswith("Yerevan")
        assert "1 citation stands on this text" in response.content.decode()

    def test_is_closed_to_those_who_may_not_change_the_source(self, editor_client):
        source = factories.source()

        assert editor_client.get(desk(source, "text")).status_code == 403
        assert editor_client.post(desk(source, "text"), {"text": "A"}).status_code == 403

    def test_is_offered_at_the_desk_where_there_is_none(self, editor_client):
        source = factories.source(draft=True)

        assert f'href="{desk(source, "text")}"' in editor_client.get(desk(source)).content.decode()


class TestThePlainFormOfACitedSource:
    def test_shows_its_text_and_why_it_stays(self, editor_client):
        source = cited(draft=True, text=ENGLISH, paragraph_count=14, sha256="a" * 64)

        form = Form.to_change(editor_client, source)

        assert {"text", "sha256", "paragraph_count"}.isdisjoint(form.values)
        assert "1 citation stands on this text, so it stays as it is." in form.page

    def test_changes_none_of_it_whatever_is_sent(self, editor_client):
        source = cited(draft=True, text=ENGLISH, paragraph_count=14, sha256="a" * 64)

        response = Form.to_change(editor_client, source).send(
            text="Other.", sha256="b" * 64, paragraph_count="1", publisher="A paper"
        )

        source.refresh_from_db()
        assert response.status_code == 302
        assert source.publisher == "A paper"
        assert (source.sha256, source.paragraph_count) == ("a" * 64, 14)
        assert source.text.startswith("Yerevan")

    def test_takes_a_number_of_paragraphs_that_was_not_known(self, editor_client):
        source = cited(draft=True)

        Form.to_change(editor_client, source).send(paragraph_count="9")

        source.refresh_from_db()
        assert source.paragraph_count == 9


class TestThePlainFormOfANewSource:
    def test_notes_that_its_text_was_pasted(self, editor_client):
        form = Form.to_add(editor_client, "sourcedocument")

        form.send(text=ENGLISH.replace("\n", "\r\n"), **{"title-0-text": "A report"})

        source = SourceDocument.objects.get()
        assert (source.received_as, source.paragraph_count) == ("pasted", 14)
        assert source.sha256 == sha256(ENGLISH.encode()).hexdigest()

    def test_keeps_the_hash_of_the_file_that_is_typed_with_it(self, editor_client):
        form = Form.to_add(editor_client, "sourcedocument")

        form.send(text=ENGLISH, sha256="a" * 64, **{"title-0-text": "A report"})

        source = SourceDocument.objects.get()
        assert (source.received_as, source.sha256) == ("", "a" * 64)


class TestMarkingAtTheDesk:
    def test_leads_back_to_the_paragraph(self, editor_client):
        source = factories.source(draft=True, paragraph_count=14)

        response = Form(editor_client, f"{desk(source, 'ranges')}?first=13&last=14").send(
            mark="page-furniture"
        )

        source.refresh_from_db()
        assert response.headers["Location"] == f"{desk(source)}#p13"
        assert source.no_claim == [{"first": 13, "last": 14, "reason": "page-furniture"}]

    def test_takes_a_mark_away(self, editor_client):
        marked = [{"first": 12, "last": 14, "reason": "heading"}]
        source = factories.source(draft=True, paragraph_count=14, no_claim=marked)

        Form(editor_client, f"{desk(source, 'ranges')}?first=12").send(mark="none")

        source.refresh_from_db()
        assert source.no_claim == [{"first": 13, "last": 14, "reason": "heading"}]

    def test_warns_of_what_is_cited(self, editor_client):
        source = cited(draft=True, paragraph_count=14)

        form = Form(editor_client, f"{desk(source, 'ranges')}?first=1")
        response = form.send(mark="translation", follow=True)

        assert [str(message) for message in response.context["messages"]] == [
            "Marked as making no claim.",
            "Paragraph 1 is cited all the same: look whether it should be.",
        ]

    def test_is_refused_beyond_the_end_with_what_was_typed(self, editor_client):
        source = factories.source(draft=True, paragraph_count=14)

        response = Form(editor_client, desk(source, "ranges")).send(
            first="14", last="15", mark="heading"
        )

        assert "The range 14 to 15 goes beyond the 14 paragraphs." in errors_in(response)
        assert 'value="15"' in response.content.decode()

    def test_is_refused_on_a_version_that_was_not_read(self, editor_client):
        source = factories.source(draft=True, paragraph_count=14)
        form = Form(editor_client, desk(source, "ranges"))
        with recording() as opened:
            opened.touch(source)

        response = form.send(first="14", mark="heading")

        source.refresh_from_db()
        assert source.no_claim == []
        assert form.again(response).send().status_code == 302

    def test_is_closed_to_those_who_may_not_change_the_source(self, editor_client):
        source = factories.source()

        assert editor_client.get(desk(source, "ranges")).status_code == 403

    def test_says_why_on_a_published_source(self, reviewer_client):
        source = factories.source(paragraph_count=14)
        form = Form(reviewer_client, desk(source, "ranges"))

        silent = form.send(first="14", mark="heading")
        told = form.again(silent).send(change_reason="It is a heading.")

        assert any("Say why" in error for error in errors_in(silent))
        assert told.status_code == 302


class TestALongText:
    def test_is_pasted_whole(self, editor_client):
        """Django takes forms of two and a half megabytes, unless it is told otherwise."""
        text = ("مذكرة تعاون " * 10 + "\n") * 14_000

        hand_in(editor_client, READ, text=text, language="ar")

        assert SourceDocument.objects.get().paragraph_count == 14_000
