"""The panel of suggestions at the desk: each is decided on with one key, then comes the next."""

import pytest
from django.urls import reverse

from coop.models import Agreement, Dismissal, Participation
from coop.recognition.drafts import draft
from tests import factories
from tests.desk.texts import ENGLISH
from tests.staff.conftest import logged_in, rights, staff_user

TITLE = "Film cooperation, Armenia – Mongolia"


@pytest.fixture
def source(db):
    for code, name in (("AM", "Armenia"), ("MN", "Mongolia")):
        factories.country(code, names=name)
    factories.topic("workshops")
    return factories.source(text=ENGLISH, language="en", draft=True)


def desk(source):
    return reverse("admin:coop_sourcedocument_desk", args=[source.pk])


def address(source):
    return reverse("admin:coop_sourcedocument_desk_suggestions", args=[source.pk])


def names(source):
    return [one.name for one in draft(source).suggestions]


def accepting(name, **data):
    return {"accept": name, "into": "new", "title": TITLE, "language": "en", **data}


class TestThePanel:
    def test_lists_what_is_suggested_with_a_button_for_each_decision(self, source, editor_client):
        page = editor_client.get(desk(source)).text

        for name in names(source):
            assert f'name="accept" value="{name}" id="accept-{name}"' in page
            assert f'name="dismiss" value="{name}"' in page

    def test_offers_a_new_agreement_and_the_drafts_that_cite_the_source(
        self, source, editor_client
    ):
        cited = factories.agreement(draft=True, parties=[], source=source)
        factories.agreement(draft=True, parties=[])

        page = editor_client.get(desk(source))

        (box,) = [box for box in page.context["boxes"] if "suggestions" in box]
        assert (box["drafts"], box["chosen"], box["title"]) == ([cited], cited, TITLE)
        assert '<option value="new">' in page.text

    def test_tells_apart_what_the_words_may_mean(self, source, editor_client):
        for code in ("AM", "MN"):
            country = factories.country(code)
            factories.party(names="Armenian <Cinema> Fund", country=country)

        page = editor_client.get(desk(source)).text

        assert ">Armenian &lt;Cinema&gt; Fund · Mongolia</option>" in page

    def test_is_not_shown_to_those_who_enter_no_agreements(self, source):
        client = logged_in(staff_user("reader", *rights("view")))

        assert "desk-suggestions" not in client.get(desk(source)).text

    def test_is_not_shown_without_a_text(self, db, editor_client):
        source = factories.source(draft=True)

        assert "desk-suggestions" not in editor_client.get(desk(source)).text


class TestDeciding:
    def test_accepting_comes_back_to_the_next_with_the_draft_chosen(self, source, editor_client):
        first, second, *_others = names(source)

        answer = editor_client.post(address(source), accepting(first))

        agreement = Agreement.objects.get()
        assert agreement.title == {"en": TITLE}
        assert [str(one) for one in agreement.participations.all()] == ["Armenia"]
        assert answer.url == (
            f"{desk(source)}?record=agreement%3A{agreement.key}&suggested=1#accept-{second}"
        )

    def test_accepting_goes_into_the_draft_that_was_chosen(self, source, editor_client):
        agreement = factories.agreement(draft=True, parties=[])

        editor_client.post(address(source), accepting(names(source)[0], into=agreement.key))

        assert Participation.objects.get().agreement == agreement

    def test_the_candidate_chosen_is_the_one_that_is_written(self, source, editor_client):
        for key in ("one", "other"):
            factories.party(key=key, names="Armenian Cinema Fund")
        (name,) = [one.name for one in draft(source).suggestions if len(one.candidates) > 1]

        editor_client.post(address(source), accepting(name, **{f"meant-{name}": "other"}))

        assert Participation.objects.get().party.key == "other"

    def test_setting_aside_comes_back_to_the_next(self, source, editor_client):
        first, second, *_others = names(source)

        answer = editor_client.post(address(source), {"dismiss": first})

        assert Dismissal.objects.get().words == "Armenia"
        assert answer.url.endswith(f"#accept-{second}")

    def test_after_the_last_one_it_goes_to_the_one_before(self, source, editor_client):
        *_others, before, last = names(source)

        answer = editor_client.post(address(source), {"dismiss": last})

        assert answer.url.endswith(f"#accept-{before}")

    def test_what_was_set_aside_can_be_asked_for_again(self, source, editor_client):
        before = names(source)
        editor_client.post(address(source), {"dismiss": before[0]})

        page = editor_client.post(address(source), {"again": "1"}, follow=True)

        assert names(source) == before
        assert "What was set aside is suggested again." in page.text

    def test_what_is_decided_already_is_said(self, source, editor_client):
        first = names(source)[0]
        editor_client.post(address(source), accepting(first))

        page = editor_client.post(address(source), accepting(first), follow=True)

        assert "This suggestion was accepted or set aside meanwhile." in page.text
        assert Agreement.objects.count() == 1

    def test_a_refusal_is_said_and_nothing_is_written(self, source, editor_client):
        published = factories.agreement()

        page = editor_client.post(
            address(source), accepting(names(source)[0], into=published.key), follow=True
        )

        assert "is before the public" in page.text
        assert published.participations.count() == 2

    def test_is_refused_to_those_who_enter_no_agreements(self, source):
        client = logged_in(staff_user("reader", *rights("view")))

        answer = client.post(address(source), accepting(names(source)[0]))

        assert answer.status_code == 403
        assert not Agreement.objects.exists()

    def test_asking_without_deciding_leads_to_the_desk(self, source, editor_client):
        assert editor_client.get(address(source)).url == f"{desk(source)}?suggested=1"


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
class TestInABrowser:
    def test_a_draft_is_made_with_the_enter_key_alone(self, page, source, editor):
        names_before = names(source)
        page.goto(f"{desk(source)}?suggested=1")
        page.fill("#id_username", "editor")
        page.fill("#id_password", "a long enough phrase")
        page.click("[type=submit]")
        page.locator(f"#accept-{names_before[0]}").focus()

        for name in names_before[1:]:
            page.keyboard.press("Enter")
            page.locator(f"#accept-{name}:focus").wait_for()
        page.keyboard.press("Enter")
        page.get_by_text("The registry has nothing more to suggest").wait_for()

        agreement = Agreement.objects.get()
        assert (agreement.title["en"], agreement.provisions.count()) == (TITLE, 1)
        assert [str(one) for one in agreement.participations.all()] == ["Armenia", "Mongolia"]
