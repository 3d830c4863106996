"""A page is kept while nothing changes, and never shown after something has."""

import threading
from contextlib import suppress
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from coop.curation import recording
from coop.models import Agreement
from coop.views import kept
from coop.views.kept import Pages
from tests import factories
from tests.public.reading import read

pytestmark = pytest.mark.django_db

FIRST, SECOND = (1, 11), (2, 22)


def noted(agreement, note):
    """The agreement with another note, written the way staff write it."""
    with recording() as opened:
        opened.touch(agreement)
        Agreement.objects.filter(pk=agreement.pk).update(note=note)


def note_of(client, address, **headers):
    return read(client.get(address, **headers)).one(class_="record-note").text


@pytest.fixture
def agreement():
    made = factories.agreement(note="As it was")
    made.refresh_from_db()
    return made


class TestAPage:
    def test_is_made_once_while_nothing_changes(self, client, agreement):
        first = client.get(agreement.get_absolute_url())

        with CaptureQueriesContext(connection) as captured:
            second = client.get(agreement.get_absolute_url())

        assert second.content == first.content
        assert len(captured) == 1
        assert "coop_generation" in captured[0]["sql"]

    def test_carries_the_same_headers_when_it_is_kept(self, client, agreement):
        first, second = (client.get(agreement.get_absolute_url()) for _each in range(2))

        assert dict(first.headers) == dict(second.headers)

    def test_is_made_anew_after_a_change(self, client, agreement):
        address = agreement.get_absolute_url()
        assert note_of(client, address) == "As it was"

        noted(agreement, "As it is")

        assert note_of(client, address) == "As it is"

    def test_is_made_anew_after_a_change_to_what_it_names(self, client, agreement):
        party = agreement.participations.first().party
        client.get(agreement.get_absolute_url())

        with recording() as opened:
            opened.touch(party)
            party.names = {"en": "Another ministry"}
            party.save()

        assert "Another ministry" in client.get(agreement.get_absolute_url()).content.decode()

    def test_is_another_one_in_each_language(self, client, agreement):
        english = client.get(agreement.get_absolute_url())
        arabic = client.get(f"/ar{agreement.get_absolute_url()}")

        assert b'<html lang="en" dir="ltr">' in english.content
        assert b'<html lang="ar" dir="rtl">' in arabic.content

    def test_is_another_one_on_each_day(self, client, agreement):
        pages = set()
        for zone in ("Pacific/Pago_Pago", "Pacific/Kiritimati"):
            with timezone.override(ZoneInfo(zone)):
                pages.add(client.get(agreement.get_absolute_url()).content)

        assert len(pages) == 2

    def test_is_another_one_under_each_host(self, client, agreement, settings):
        settings.ALLOWED_HOSTS = ["one.example.org", "two.example.org"]
        address = agreement.get_absolute_url()

        for host in settings.ALLOWED_HOSTS:
            page = read(client.get(address, headers={"host": host}))
            assert page.one("link", rel="canonical")["href"] == f"http://{host}{address}"

    def test_of_a_record_is_not_kept_under_an_address_with_a_query(self, client, agreement):
        kept.forget()
        for number in range(3):
            client.get(f"{agreement.get_absolute_url()}?utm_source={number}")

        assert kept.pages.size == 0

    def test_is_not_kept_for_what_is_not_there(self, client):
        kept.forget()
        factories.agreement()

        assert client.get("/agreements/nothing-here/").status_code == 404
        assert kept.pages.size == 0


class TestAFilteredList:
    ADDRESS = "/agreements/?kind=treaty"

    def test_is_made_once_while_nothing_changes(self, client):
        factories.agreement(kind="treaty")
        first = client.get(self.ADDRESS)

        with CaptureQueriesContext(connection) as captured:
            second = client.get(self.ADDRESS)

        assert second.content == first.content
        assert len(captured) == 1

    def test_is_made_anew_after_a_change(self, client):
        factories.agreement(kind="treaty")
        assert client.get(self.ADDRESS).context["total"] == 1

        factories.agreement(kind="treaty")

        assert client.get(self.ADDRESS).context["total"] == 2

    def test_is_another_one_for_each_question(self, client):
        factories.agreement(kind="treaty", title="A treaty on films")
        factories.agreement(kind="protocol", title="A protocol on films")
        pages = [client.get(f"/agreements/?kind={kind}") for kind in ("treaty", "protocol")]

        again = [client.get(f"/agreements/?kind={kind}") for kind in ("treaty", "protocol")]

        assert [page.content for page in again] == [page.content for page in pages]
        assert b"A treaty on films" in again[0].content
        assert b"A treaty on films" not in again[1].content

    @pytest.mark.parametrize(
        "query", ["utm_source=a", "kind=treaty&utm_source=a", "kind=no-such-kind", "page=99"]
    )
    def test_is_not_kept_for_what_the_list_does_not_know(self, client, query):
        factories.agreement(kind="treaty")
        kept.forget()

        client.get(f"/agreements/?{query}")

        assert kept.pages.size == 0

    def test_is_not_kept_for_words_without_end(self, client):
        factories.agreement(kind="treaty")
        kept.forget()

        assert client.get("/agreements/", {"q": "film " * 200}).status_code == 200

        assert kept.pages.size == 0


class TestAPreview:
    def test_is_never_kept(self, client, django_user_model):
        user = django_user_model.objects.create_user("staff", is_staff=True)
        user.user_permissions.add(Permission.objects.get(codename="view_agreement"))
        draft = factories.agreement(draft=True)
        draft.refresh_from_db()
        kept.forget()
        client.force_login(user)

        assert client.get(f"{draft.get_absolute_url()}?preview=1").status_code == 200

        assert kept.pages.size == 0
        assert client.get(draft.get_absolute_url()).status_code == 404

    def test_is_no_page_that_was_kept(self, client, django_user_model, agreement):
        user = django_user_model.objects.create_user("staff", is_staff=True)
        user.user_permissions.add(Permission.objects.get(codename="view_agreement"))
        client.force_login(user)
        public = client.get(agreement.get_absolute_url())

        preview = client.get(f"{agreement.get_absolute_url()}?preview=1")

        assert b"preview-notice" not in public.content
        assert b"preview-notice" in preview.content
        assert "no-store" in preview["Cache-Control"]


class TestAChangeThatIsUndone:
    def test_is_never_shown_even_to_who_asks_from_within_it(self, client, agreement):
        address = agreement.get_absolute_url()

        with suppress(RuntimeError), recording() as opened:
            opened.touch(agreement)
            Agreement.objects.filter(pk=agreement.pk).update(note="Undone")
            within = note_of(client, address)
            raise RuntimeError

        assert within == "Undone"
        assert note_of(client, address) == "As it was"

    def test_leaves_no_page_behind_that_the_next_change_could_find(self, client, agreement):
        address = agreement.get_absolute_url()
        with suppress(RuntimeError), recording() as opened:
            opened.touch(agreement)
            Agreement.objects.filter(pk=agreement.pk).update(note="Undone")
            opened.finish()
            raise RuntimeError

        noted(agreement, "Done")

        assert note_of(client, address) == "Done"


@pytest.mark.django_db(transaction=True)
class TestAChangeOnAnotherConnection:
    def test_is_seen_by_the_next_request(self, client):
        agreement = factories.agreement(note="As it was")
        agreement.refresh_from_db()
        address = agreement.get_absolute_url()
        assert note_of(client, address) == "As it was"

        def write():
            try:
                noted(agreement, "Written elsewhere")
            finally:
                connection.close()

        elsewhere = threading.Thread(target=write)
        elsewhere.start()
        elsewhere.join()

        assert note_of(client, address) == "Written elsewhere"


class TestWhatAProcessKeeps:
    def test_has_a_bound(self):
        pages = Pages(at_most=100)

        for number in range(50):
            pages.keep(FIRST, (number,), b"x" * 30)

        assert pages.size == 90
        assert [pages.get(FIRST, (number,)) for number in (46, 47)] == [None, b"x" * 30]

    def test_loses_first_what_nobody_has_asked_for_the_longest(self):
        pages = Pages(at_most=2)
        pages.keep(FIRST, ("one",), b"1")
        pages.keep(FIRST, ("two",), b"2")
        pages.get(FIRST, ("one",))

        pages.keep(FIRST, ("three",), b"3")

        assert pages.get(FIRST, ("one",)) == b"1"
        assert pages.get(FIRST, ("two",)) is None

    def test_does_not_count_a_page_twice(self):
        pages = Pages(at_most=100)

        pages.keep(FIRST, ("one",), b"x" * 30)
        pages.keep(FIRST, ("one",), b"x" * 40)

        assert pages.size == 40

    def test_is_of_one_generation(self):
        pages = Pages(at_most=100)
        pages.keep(FIRST, ("one",), b"first")

        pages.keep(SECOND, ("two",), b"second")

        assert pages.get(FIRST, ("one",)) is None
        assert pages.get(SECOND, ("one",)) is None
        assert pages.size == len(b"second")

    def test_is_no_page_larger_than_the_bound(self):
        pages = Pages(at_most=10)

        pages.keep(FIRST, ("one",), b"x" * 11)

        assert pages.size == 0
        assert pages.get(FIRST, ("one",)) is None
