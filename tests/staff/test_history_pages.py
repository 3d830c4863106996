"""The pages of a record's history: its versions, two compared, one restored, deleted records."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from reversion.models import Version

from coop.admin import history
from coop.curation import editing, recording
from coop.models import Agreement, Party
from tests import factories
from tests.staff.conftest import PUBLISHES, logged_in, rights, staff_user
from tests.staff.forms import errors_in

pytestmark = pytest.mark.django_db


def changed(thing, reason="Read again.", **fields):
    with recording(reason=reason) as opened:
        opened.touch(thing)
        thing.refresh_from_db(fields=["version"] if hasattr(thing, "version") else [])
        for name, value in fields.items():
            setattr(thing, name, value)
        thing.save()


def versions(record):
    """The newest first."""
    return list(Version.objects.get_for_object(record).order_by("-pk"))


def address(record, page="history", *arguments):
    return reverse(f"admin:coop_{record._meta.model_name}_{page}", args=[record.pk, *arguments])


def restore_address(record, version):
    return address(record, "restore", version.pk)


def page_of(client, where, status=200):
    response = client.get(where)
    assert response.status_code == status
    return response.content.decode()


@pytest.fixture
def party():
    party = factories.party(names="First", kind="agency")
    changed(party, "A better name.", names={"en": "Second"})
    changed(party, "Another kind.", kind="company")
    return party


class TestTheListOfVersions:
    def test_says_who_when_why_and_what(self, editor_client, party):
        page = page_of(editor_client, address(party))

        for said in ("A better name.", "Another kind.", "Names", "Kind", "The first version"):
            assert said in page

    def test_lets_two_be_chosen_and_compared(self, editor_client, party):
        page = page_of(editor_client, address(party))

        newest, before, first = versions(party)
        for version in (newest, before, first):
            assert page.count(f'value="{version.pk}"') == 2
        assert f"?older={first.pk}&amp;newer={before.pk}" in page

    def test_has_pages(self, editor_client, party, monkeypatch):
        monkeypatch.setattr(history, "PAGE", 2)

        first = page_of(editor_client, address(party))
        second = page_of(editor_client, f"{address(party)}?page=2")

        assert "Another kind." in first
        assert "The first version" not in first
        assert "The first version" in second
        assert 'href="?page=2"' in first

    def test_costs_as_many_queries_with_many_versions_as_with_few(self, editor_client, party):
        numbers = []
        for _each in range(2):
            with CaptureQueriesContext(connection) as captured:
                page_of(editor_client, address(party))
            numbers.append(len(captured))
            for name in ("Third", "Fourth", "Fifth"):
                changed(party, names={"en": name})

        assert numbers[0] == numbers[1]

    def test_of_a_part_is_that_of_its_record(self, editor_client):
        provision = factories.provision(agreement=factories.agreement(draft=True))
        changed(provision, "An article.", article="9")

        assert "An article." in page_of(editor_client, address(provision))

    def test_is_there_in_arabic(self, editor_client, party):
        page = page_of(editor_client, f"/ar{address(party)}")

        assert 'dir="rtl"' in page
        assert "A better name." in page

    def test_tells_the_hash_of_a_file_by_its_beginning(self, client, editor):
        client.force_login(editor)
        agreement = factories.agreement(draft=True)
        changed(agreement, reason=f"Imported one.json (SHA-256 {'0123abcd' * 8})", note="New")

        page = client.get(address(agreement)).content.decode()

        assert "Imported one.json (SHA-256 0123abcd…)" in page


class TestTwoVersions:
    def test_have_an_address(self, editor_client, party):
        newest, _before, first = versions(party)

        page = page_of(editor_client, f"{address(party)}?older={first.pk}&newer={newest.pk}")

        for said in ("First", "Second", "A better name.", "Kind"):
            assert said in page or said == "A better name."

    def test_are_compared_from_the_earlier_to_the_later(self, editor_client, party):
        newest, _before, first = versions(party)

        one = page_of(editor_client, f"{address(party)}?older={first.pk}&newer={newest.pk}")
        other = page_of(editor_client, f"{address(party)}?older={newest.pk}&newer={first.pk}")

        assert one.split("content-main")[1] == other.split("content-main")[1]

    def test_can_be_one_and_the_record_as_it_stands(self, editor_client, party):
        *_newer, first = versions(party)

        page = page_of(editor_client, f"{address(party)}?older={first.pk}")

        assert "The record as it stands now" in page
        assert "Second" in page

    def test_print_what_was_typed_as_text(self, editor_client, party):
        changed(party, names={"en": "Second <script>alert(1)</script>"})
        newest, before, *_rest = versions(party)

        page = page_of(editor_client, f"{address(party)}?older={before.pk}&newer={newest.pk}")

        assert "<script>alert(1)" not in page
        assert "&lt;script&gt;alert(1)" in page

    @pytest.mark.parametrize("number", ["0", "-1", "x", "9" * 30, "１", "1 OR 1=1"])
    def test_that_are_none_are_not_found(self, editor_client, party, number):
        newest, *_rest = versions(party)

        page_of(editor_client, f"{address(party)}?older={number}", 404)
        page_of(editor_client, f"{address(party)}?older={newest.pk}&newer={number}", 404)

    def test_are_versions_of_this_record(self, editor_client, party):
        other, *_rest = versions(factories.party())

        page_of(editor_client, f"{address(party)}?older={other.pk}", 404)


class TestRestoring:
    def test_shows_what_will_change_and_does_it(self, editor_client, party):
        *_newer, first = versions(party)
        where = restore_address(party, first)

        page = page_of(editor_client, where)
        response = editor_client.post(
            where,
            {
                "_version": page.split('name="_version" value="')[1].split('"')[0],
                "reason": "The first name was right.",
            },
        )

        assert "<del>" in page
        assert response.status_code == 302
        party.refresh_from_db()
        assert (str(party), party.kind) == ("First", "agency")
        revision = versions(party)[0].revision
        assert revision.comment == "The first name was right."
        assert revision.user.username == "editor"

    def test_is_linked_from_every_version_but_the_newest(self, editor_client, party):
        newest, *older = versions(party)

        page = page_of(editor_client, address(party))

        assert restore_address(party, newest) not in page
        assert all(restore_address(party, one) in page for one in older)

    def test_on_top_of_another_save_shows_the_plan_again(self, editor_client, party):
        *_newer, first = versions(party)
        seen = editing.version_of(Party.objects.get(pk=party.pk))
        changed(party, names={"en": "Meanwhile"})

        response = editor_client.post(
            restore_address(party, first), {"_version": seen, "reason": "Back."}
        )

        assert "Someone else has saved this record" in errors_in(response)[0]
        assert "Meanwhile" in response.content.decode()
        assert "Back." in response.content.decode()
        assert str(Party.objects.get(pk=party.pk)) == "Meanwhile"

    def test_needs_a_reason(self, editor_client, party):
        *_newer, first = versions(party)
        seen = editing.version_of(Party.objects.get(pk=party.pk))

        response = editor_client.post(restore_address(party, first), {"_version": seen})

        assert errors_in(response) == ["Say why this version is restored."]

    def test_what_cannot_be_restored_is_said_before(self, editor_client):
        person = factories.person(names="Nobody Now")
        event = factories.event()
        attendance = factories.attendance(event=event, person=person)
        kept = versions(event)[0]
        with recording(reason="A mistake.") as opened:
            opened.touch(attendance)
            attendance.delete()
        editing.delete(record=person)

        page = page_of(editor_client, restore_address(event, kept))

        assert "Nobody Now” is deleted" in page
        assert 'name="reason"' not in page

    def test_of_a_published_record_is_for_those_who_publish(self, editor_client, reviewer_client):
        agreement = factories.agreement(note="First.")
        changed(agreement, note="Second.")
        *_newer, first = versions(agreement)
        where = restore_address(agreement, first)

        assert editor_client.get(where).status_code == 403
        assert editor_client.post(where, {"reason": "Mine."}).status_code == 403
        assert where not in page_of(editor_client, address(agreement))
        assert where in page_of(reviewer_client, address(agreement))

    def test_of_anothers_version_is_not_found(self, editor_client, party):
        other = versions(factories.party())[0]

        page_of(editor_client, restore_address(party, other), 404)


class TestDeletedRecords:
    @pytest.fixture
    def gone(self, editor):
        agreement = factories.agreement(draft=True, title="Lost and found")
        factories.provision(agreement=agreement)
        editing.delete(record=Agreement.objects.get(pk=agreement.pk), user=editor)
        return agreement

    def test_are_listed_by_kind_and_linked_from_the_list(self, editor_client, gone):
        where = reverse("admin:coop_agreement_deleted")

        page = page_of(editor_client, where)

        assert "Lost and found" in page
        assert reverse("admin:coop_party_deleted") in page
        assert where in page_of(editor_client, reverse("admin:coop_agreement_changelist"))
        assert "No record" in page_of(editor_client, reverse("admin:coop_party_deleted"))

    def test_come_back_after_asking(self, editor_client, gone):
        (version,) = Version.objects.get_deleted(Agreement)
        where = reverse("admin:coop_agreement_restore_deleted", args=[version.pk])

        page = page_of(editor_client, where)
        response = editor_client.post(where, {"_version": "", "reason": "It was needed."})

        record = Agreement.objects.get()
        assert "comes back as a draft" in page
        assert response["Location"] == address(record, "change")
        assert (record.key, record.state, record.provisions.count()) == (gone.key, "draft", 1)

    def test_that_are_there_again_are_shown(self, editor_client, gone):
        (version,) = Version.objects.get_deleted(Agreement)
        where = reverse("admin:coop_agreement_restore_deleted", args=[version.pk])
        editor_client.post(where, {"_version": "", "reason": "It was needed."})

        response = editor_client.post(where, {"_version": "", "reason": "It was needed."})

        assert response["Location"] == address(Agreement.objects.get(), "change")

    def test_are_for_those_who_may_add_and_change(self, gone):
        (version,) = Version.objects.get_deleted(Agreement)
        pages = [
            reverse("admin:coop_agreement_deleted"),
            reverse("admin:coop_agreement_restore_deleted", args=[version.pk]),
        ]
        answers = {}
        for name, verbs in (("reads", ("view",)), ("adds", ("view", "add"))):
            client = logged_in(staff_user(name, *rights(*verbs), *PUBLISHES))
            answers[name] = [client.get(page).status_code for page in pages]

        assert answers == {"reads": [403, 403], "adds": [200, 403]}

    @pytest.mark.parametrize("number", [0, 10**17, 10**40])
    def test_that_never_were_are_not_found(self, editor_client, number):
        where = reverse("admin:coop_agreement_restore_deleted", args=[number])

        assert editor_client.get(where).status_code == 404

    def test_have_no_pages_for_parts(self, editor_client):
        page_of(editor_client, "/admin/coop/provision/deleted/", 302)
