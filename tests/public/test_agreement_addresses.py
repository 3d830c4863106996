"""The addresses of records: they never die, show nothing that is not public, and set nothing."""

import pytest
from django.contrib.auth.models import Permission

from coop.curation import recording
from tests import factories
from tests.public.reading import read

pytestmark = pytest.mark.django_db


def renamed(record, title):
    """The record under another title, and so another slug; returns its former address."""
    record.refresh_from_db()
    before = record.get_absolute_url()
    with recording() as opened:
        opened.touch(record)
        record.title = {"en": title}
        record.save()
    record.refresh_from_db()
    return before


def withdrawn(record, because):
    with recording() as opened:
        opened.touch(record)
        record.state = "withdrawn"
        record.withdrawn_because = because
        record.save()
    record.refresh_from_db()
    return record


@pytest.fixture
def draft():
    draft = factories.agreement(title="Unsigned memorandum", draft=True)
    draft.refresh_from_db()
    return draft


@pytest.fixture
def reader_of_drafts(django_user_model):
    user = django_user_model.objects.create_user("staff", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_agreement"))
    return user


class TestAFormerAddress:
    def test_leads_to_the_present_one_for_ever(self, client):
        agreement = factories.agreement(title="First title")
        first = renamed(agreement, "Second title")
        second = renamed(agreement, "Third title")

        for address in (first, second):
            response = client.get(address)
            assert response.status_code == 301
            assert response["Location"] == agreement.get_absolute_url()

    def test_is_asked_for_again_by_browsers_for_a_title_can_come_back(self, client):
        agreement = factories.agreement(title="First title")
        first = renamed(agreement, "Second title")

        assert client.get(first)["Cache-Control"] == "no-cache"
        second = renamed(agreement, "First title")
        assert agreement.get_absolute_url() == first
        assert client.get(second)["Location"] == first

    def test_keeps_its_language_and_query(self, client):
        agreement = factories.agreement(title="First title")
        former = renamed(agreement, "Second title")
        present = agreement.get_absolute_url()

        response = client.get(f"/ar{former}?utm_source=mail")

        assert response["Location"] == f"/ar{present}?utm_source=mail"

    def test_of_a_draft_is_not_found(self, client):
        agreement = factories.agreement(title="First title")
        former = renamed(agreement, "Second title")
        with recording() as opened:
            opened.touch(agreement)
            agreement.state = "draft"
            agreement.save()

        assert client.get(former).status_code == 404


class TestAWithdrawnRecord:
    def test_leaves_a_tombstone_with_the_reason_and_without_its_title(self, client):
        agreement = withdrawn(factories.agreement(title="Mistaken deal"), "Entered twice.")

        page = read(client.get(agreement.get_absolute_url()), 410)

        assert "Entered twice." in page.text
        assert "Mistaken deal" not in page.text

    def test_answers_at_its_permanent_address_too(self, client):
        agreement = withdrawn(factories.agreement(), "Entered twice.")

        assert "Entered twice." in read(client.get(f"/id/{agreement.key}/"), 410).text


class TestAPermanentAddress:
    @pytest.mark.parametrize("make", [factories.agreement, factories.coproduction])
    def test_leads_to_the_record(self, client, make):
        record = make()
        record.refresh_from_db()

        response = client.get(f"/id/{record.key}/")

        assert response.status_code == 302
        assert response["Location"] == record.get_absolute_url()

    def test_of_a_record_that_is_public_by_what_refers_to_it_leads_there(self, client):
        person = factories.public(factories.person())

        assert client.get(f"/id/{person.key}/")["Location"] == person.get_absolute_url()

    def test_of_anything_else_is_not_found(self, client, draft):
        alone = factories.person()

        for key in (draft.key, alone.key, "no-such-key"):
            assert client.get(f"/id/{key}/").status_code == 404

    def test_stands_on_the_page(self, client):
        agreement = factories.agreement()

        page = read(client.get(f"/id/{agreement.key}/", follow=True))

        assert f"/id/{agreement.key}/" in page.row("Cite as").links

    def test_goes_with_the_report_of_an_error(self, client, settings):
        agreement = factories.agreement()

        page = read(client.get(f"/id/{agreement.key}/", follow=True))

        report = page.link("Report an error in this record")
        assert report.startswith(f"mailto:{settings.REGISTRY_CONTACT}?")
        assert agreement.key in report


class TestADraft:
    def test_is_not_found(self, client, draft):
        assert client.get(draft.get_absolute_url()).status_code == 404

    def test_is_not_found_by_asking_for_a_preview(self, client, draft, django_user_model):
        client.force_login(django_user_model.objects.create_user("staff", is_staff=True))

        assert client.get(draft.get_absolute_url(), {"preview": "1"}).status_code == 404

    def test_is_shown_to_staff_who_may_view_it_and_never_stored(
        self, client, draft, reader_of_drafts
    ):
        client.force_login(reader_of_drafts)

        response = client.get(draft.get_absolute_url(), {"preview": "1"})

        assert "Preview for staff" in read(response).text
        assert "no-store" in response["Cache-Control"]

    def test_is_shown_with_evidence_that_is_a_draft_too(self, client, draft, reader_of_drafts):
        source = factories.source(draft=True)
        factories.citation(draft, source=source, as_named="unsigned deal")
        client.force_login(reader_of_drafts)

        response = client.get(draft.get_absolute_url(), {"preview": "1"})

        assert "unsigned deal" in read(response).text

    def test_is_not_shown_without_asking_for_the_preview(self, client, draft, reader_of_drafts):
        client.force_login(reader_of_drafts)

        assert client.get(draft.get_absolute_url()).status_code == 404


class TestAPublicPage:
    @pytest.mark.parametrize("path", ["/", "/about/", "/agreements/", "record", "/nowhere/"])
    def test_sets_no_cookie_and_asks_for_none(self, client, path):
        agreement = factories.agreement()
        agreement.refresh_from_db()
        path = agreement.get_absolute_url() if path == "record" else path

        response = client.get(path)

        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")

    def test_has_the_language_and_direction_of_its_address(self, client):
        agreement = factories.agreement(title={"en": "Memorandum", "ar": "مذكرة"})
        agreement.refresh_from_db()

        english = read(client.get(agreement.get_absolute_url())).one("html")
        arabic = read(client.get(f"/ar{agreement.get_absolute_url()}")).one("html")

        assert (english["lang"], english["dir"]) == ("en", "ltr")
        assert (arabic["lang"], arabic["dir"]) == ("ar", "rtl")
        assert arabic.one("h1").text.startswith("مذكرة")

    def test_links_to_itself_in_every_language_with_its_query(self, client):
        links = read(client.get("/ar/agreements/?kind=protocol")).one("nav", "site-languages")

        assert links.link("English") == "/agreements/?kind=protocol"
        assert links.link("Русский") == "/ru/agreements/?kind=protocol"
        assert links.one("a", **{"aria-current": "true"}).text == "العربية"
