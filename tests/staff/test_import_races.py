"""Two confirmations at once, on connections of their own: one applies, the other says so."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from reversion.models import Revision

from coop.curation import recording
from coop.exchange import applying, waiting
from coop.models import Import, Party
from tests import factories as make
from tests.staff.conftest import logged_in, rights, staff_user
from tests.staff.uploads import a_party, fixture, page_of, uploaded

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def importer(transactional_db):
    return staff_user("importer", "add_import", *rights("view", "add", "change"))


def at_once(*calls):
    """What each of some calls returns, begun at the same moment in threads of their own."""
    ready = Barrier(len(calls))

    def run(call):
        ready.wait(timeout=10)
        try:
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as threads:
        return [done.result(timeout=60) for done in [threads.submit(run, call) for call in calls]]


def pressing(user, upload):
    client = logged_in(user)
    data = {"_confirm": "1", "planned_at": upload.planned_at.isoformat()}
    return lambda: client.post(page_of(upload), data, follow=True).content.decode()


class TestTwoConfirmationsAtOnce:
    def test_apply_once_and_both_are_answered_in_words(self, importer):
        upload = uploaded(logged_in(importer), fixture(a_party(), a_party(key="other")))

        pages = at_once(pressing(importer, upload), pressing(importer, upload))

        assert sorted("The file is applied." in page for page in pages) == [False, True]
        assert sorted("was applied already" in page for page in pages) == [False, True]
        assert Party.objects.count() == 2
        assert Revision.objects.count() == 1

    def test_of_two_uploads_of_one_file_apply_one(self, importer):
        client = logged_in(importer)
        first, second = (uploaded(client, fixture(a_party())) for _time in range(2))

        pages = at_once(pressing(importer, first), pressing(importer, second))

        assert sorted("The file is applied." in page for page in pages) == [False, True]
        assert Party.objects.count() == 1
        assert sorted(Import.objects.values_list("state", flat=True)) == ["applied", "waiting"]


class TestAnEditDuringTheConfirmation:
    def test_is_never_lost(self, importer):
        party = make.party(key="kazakhfilm", kind="company", names="Kazakhfilm")
        upload = uploaded(
            logged_in(importer), fixture(a_party(names={"en": "Theirs, from the file"}))
        )

        def edit():
            with recording() as opened:
                there = Party.objects.select_for_update().get(pk=party.pk)
                opened.touch(there)
                there.short_names = {"en": "Edited"}
                there.save()
            return "edited"

        page, _edited = at_once(pressing(importer, upload), edit)

        party.refresh_from_db()
        assert party.short_names == {"en": "Edited"}
        assert (str(party) == "Theirs, from the file") == ("The file is applied." in page)


class TestARegistryThatCannotBeWritten:
    @pytest.mark.sqlite
    def test_is_said_in_words_and_changes_nothing(self, importer):
        client = logged_in(importer)
        upload = uploaded(client, fixture(a_party()))
        data = {"_confirm": "1", "planned_at": upload.planned_at.isoformat()}
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA query_only = ON")

        try:
            with pytest.raises(applying.Refused) as refused:
                waiting.confirm(upload=upload, planned_at=data["planned_at"], user=importer)
        finally:
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA query_only = OFF")

        assert "can only be read" in " ".join(refused.value.sentences)
        upload.refresh_from_db()
        assert (upload.state, Party.objects.count()) == ("waiting", 0)
