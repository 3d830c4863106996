"""The page on which claims are followed from a worse source to a better one."""

from urllib.parse import urlencode

import pytest
from django.urls import reverse

from coop.curation import reciting, recording
from tests import factories
from tests.desk.texts import ENGLISH
from tests.staff.forms import Form, errors_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    return factories.source(draft=True, title="A report", text=ENGLISH, paragraph_count=14)


@pytest.fixture
def treaty():
    marked = [{"first": 3, "last": 4, "reason": "translation"}]
    return factories.source(draft=True, title="The treaty", paragraph_count=4, no_claim=marked)


@pytest.fixture
def agreement(report):
    return factories.agreement(draft=True, parties=[], source=report)


def page(source, better=None):
    address = reverse("admin:coop_sourcedocument_desk_recite", args=[source.pk])
    return f"{address}?{urlencode({'better': better.pk})}" if better else address


def send(client, address, citation, **typed):
    """The form of one citation, filled in; its version is that of the page."""
    response = client.get(address)
    (row,) = [
        row
        for row in (*response.context["standing"], *response.context["replaced"])
        if row.shown.citation == citation
    ]
    named = {f"c{citation.pk}-{name}": value for name, value in typed.items()}
    values = {"citation": citation.pk, "_version": row.version, **named}
    return client.post(address, values)


class TestTheListOfClaims:
    def test_asks_for_the_better_source_first(self, editor_client, agreement, report):
        response = editor_client.get(page(report))

        text = response.content.decode()
        assert "1 claim stands on it" in text
        assert "Choose the better source first." in text

    def test_refuses_the_source_itself(self, editor_client, agreement, report):
        response = editor_client.get(page(report, better=report))

        assert errors_in(response) == ["Choose another source: a better one."]

    def test_leaves_alone_what_the_user_may_not_change(self, editor_client, report, treaty):
        public = factories.source(title="Public")
        factories.agreement(parties=[], source=public)

        text = editor_client.get(page(public, better=treaty)).content.decode()

        assert "is not yours to change here" in text
        assert "Cite the better source" not in text


class TestAClaim:
    def test_is_followed_to_the_better_source(self, editor_client, agreement, report, treaty):
        old = agreement.citations.get()
        form = Form(editor_client, page(report, better=treaty))
        form[f"c{old.pk}-paragraphs"] = "¶٢"
        form[f"c{old.pk}-as_named"] = "accord"

        response = form.send(follow=True)

        old.refresh_from_db()
        assert (old.replaced_by.source, old.replaced_by.paragraphs) == (treaty, "2")
        assert "0 claims stand on it" in response.content.decode()

    def test_is_warned_of_a_translation_once(self, editor_client, agreement, report, treaty):
        old = agreement.citations.get()
        address, typed = page(report, better=treaty), {"paragraphs": "3", "basis": "stated"}

        warned = send(editor_client, address, old, **typed)
        old.refresh_from_db()
        first = old.replaced_by
        send(editor_client, address, old, **typed, is_heeded="on")

        old.refresh_from_db()
        assert "Paragraph 3 is marked as a translation" in warned.content.decode()
        assert first is None
        assert old.replaced_by.paragraphs == "3"

    def test_stays_where_the_paragraph_is_not_there(self, editor_client, agreement, report, treaty):
        old = agreement.citations.get()

        response = send(
            editor_client, page(report, better=treaty), old, paragraphs="9", basis="stated"
        )

        assert errors_in(response) == ["Paragraph 9 is cited, but there are only 4."]
        assert 'value="9"' in response.content.decode()

    def test_stays_where_somebody_was_faster(self, editor_client, agreement, report, treaty):
        old = agreement.citations.get()
        values = {"citation": old.pk, "_version": agreement.version}
        with recording() as opened:
            opened.touch(agreement)

        response = editor_client.post(
            page(report, better=treaty),
            {**values, f"c{old.pk}-paragraphs": "2", f"c{old.pk}-basis": "stated"},
        )

        old.refresh_from_db()
        assert old.replaced_by is None
        assert "nothing was saved" in " ".join(errors_in(response))

    def test_stands_again(self, editor_client, agreement, report, treaty):
        old = agreement.citations.get()
        reciting.recite(citation=old, source=treaty, paragraphs="2")

        response = send(editor_client, page(report), old)
        undone = editor_client.post(
            page(report),
            {"citation": old.pk, "_undo": "1", "_version": _version(agreement)},
        )

        old.refresh_from_db()
        assert response.status_code == 200
        assert undone.status_code == 302
        assert old.replaced_by is None

    def test_of_another_source_is_not_there(self, editor_client, report, treaty):
        other = factories.agreement(draft=True, parties=[]).citations.get()

        response = editor_client.post(page(report, better=treaty), {"citation": other.pk})

        assert response.status_code == 404


def _version(record):
    record.refresh_from_db()
    return record.version
