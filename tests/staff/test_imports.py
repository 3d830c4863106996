"""Uploading a file: a plan to look at, confirmed once."""

import csv
import gzip
import io
import json
from datetime import timedelta
from hashlib import sha256

import pytest
from django.urls import reverse
from django.utils import timezone
from reversion.models import Version

from coop.curation import recording
from coop.exchange import waiting
from coop.models import Agreement, Import, Party
from tests import factories as make
from tests.staff.conftest import PUBLISHES, logged_in, rights, staff_user
from tests.staff.uploads import (
    a_party,
    an_agreement,
    changed_by_someone,
    fixture,
    press,
    shown,
    uploaded,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def importer():
    return staff_user("importer", "add_import", *rights("view", "add", "change"), *PUBLISHES)


@pytest.fixture
def client(importer):
    return logged_in(importer)


class TestPlan:
    def test_shows_what_would_be_new_and_writes_nothing(self, client):
        upload = uploaded(client, fixture(a_party()))

        page = shown(client, upload)

        assert "1 new, 0 changed" in page
        assert "Kazakhfilm" in page
        assert not Party.objects.exists()

    def test_shows_of_a_record_only_what_changes_the_old_beside_the_new(self, client):
        make.party(key="kazakhfilm", kind="company", names={"en": "Kazakhfilm", "ar": "كازاخفيلم"})
        upload = uploaded(
            client, fixture(a_party(names={"en": "Kazakhfilm", "ar": "استوديو كازاخفيلم"}))
        )

        page = shown(client, upload)

        assert '<bdi class="whole" lang="ar" dir="rtl">كازاخفيلم</bdi>' in page
        assert '<bdi class="whole" lang="ar" dir="rtl">استوديو كازاخفيلم</bdi>' in page
        assert 'lang="en" dir="ltr">Kazakhfilm' not in page

    def test_names_the_records_that_a_field_leads_to(self, client):
        make.country("KZ", names={"en": "Kazakhstan"})
        upload = uploaded(client, fixture(a_party(country=["KZ"])))

        assert "Kazakhstan (KZ)" in shown(client, upload)

    def test_shows_codes_in_words(self, client):
        upload = uploaded(client, fixture(a_party(kind="agency")))

        assert '<bdi class="whole" dir="auto">film centre or agency</bdi>' in shown(client, upload)

    def test_cuts_a_long_text_and_holds_all_of_it(self, client):
        words = "word " * 200
        upload = uploaded(client, fixture(an_agreement(note=words.strip())))

        page = shown(client, upload)

        assert f'<summary><bdi dir="auto">{words[:240].rstrip()}…</bdi></summary>' in page
        assert f'<bdi class="whole" dir="auto">{words.strip()}</bdi>' in page

    def test_says_which_fields_it_passes_over(self, client):
        upload = uploaded(client, fixture(a_party(version=7, basis="stated")))

        page = shown(client, upload)

        assert "<code>basis</code>, <code>version</code>" in page

    def test_has_pages_and_is_whole_as_a_file(self, client):
        names = [f"body-{number:03}" for number in range(250)]
        upload = uploaded(client, fixture(*(a_party(key=name) for name in names)))

        pages = [
            client.get(f"{reverse('admin:coop_import_change', args=[upload.pk])}?page={number}")
            for number in (1, 2, 3)
        ]
        lines = self.file(client, upload, "jsonl").splitlines()
        rows = list(csv.DictReader(io.StringIO(self.file(client, upload, "csv"))))

        shown_on = [[n for n in names if f"<code>{n}</code>" in p.content.decode()] for p in pages]
        assert shown_on == [names[:100], names[100:200], names[200:]]
        assert [json.loads(line)["key"] for line in lines] == [[name] for name in names]
        assert {row["Key"] for row in rows} == set(names)

    def test_as_a_file_holds_no_formula(self, client):
        upload = uploaded(client, fixture(an_agreement(note="=HYPERLINK(1)")))

        rows = list(csv.DictReader(io.StringIO(self.file(client, upload, "csv"))))

        assert [row["After"] for row in rows if row["Field"] == "note"] == ["'=HYPERLINK(1)"]

    def test_of_what_is_there_already_has_nothing_to_apply(self, client):
        upload = uploaded(client, fixture(a_party()))
        press(client, upload, "_confirm")
        again = uploaded(client, fixture(a_party()))

        page = shown(client, again)

        assert "there is nothing to apply" in page
        assert "This very file was applied before" in page
        assert 'name="_confirm"' not in page

    @staticmethod
    def file(client, upload, form):
        response = client.get(reverse("admin:coop_import_plan", args=[upload.pk, form]))
        assert response.headers["Content-Disposition"].startswith("attachment")
        return b"".join(response.streaming_content).decode("utf-8-sig")


class TestErrors:
    FILE = fixture(
        a_party(key="first", country=["QQ"]),
        a_party(key="second", founded="1934"),
        a_party(key="third"),
    )

    def test_are_all_shown_with_their_line_and_nothing_can_be_applied(self, client):
        upload = uploaded(client, self.FILE)

        page = shown(client, upload)

        assert "2 errors" in page
        assert "first" in page
        assert "There is no field “founded”" in page
        assert 'name="_confirm"' not in page

    def test_keep_a_confirmation_from_being_taken(self, client):
        upload = uploaded(client, self.FILE)

        response = press(client, upload, "_confirm")

        assert response.status_code == 409
        assert not Party.objects.exists()

    def test_come_as_a_file(self, client):
        upload = uploaded(client, self.FILE)

        response = client.get(reverse("admin:coop_import_faults", args=[upload.pk]))

        text = b"".join(response.streaming_content).decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text)))
        assert [(row["File"], row["Field"]) for row in rows] == [
            ("records.json", "country"),
            ("records.json", "founded"),
        ]
        assert all(row["Line"].isdigit() and row["What is wrong"] for row in rows)

    def test_are_gone_once_the_registry_has_what_was_missing(self, client):
        upload = uploaded(client, fixture(a_party(country=["QQ"])))
        make.country("QQ")

        press(client, upload, "_plan_again")
        press(client, upload, "_confirm")

        assert Party.objects.get().country.code == "QQ"


class TestConfirmation:
    def test_applies_all_of_it_and_says_so(self, client, importer):
        upload = uploaded(client, fixture(a_party(), a_party(key="other")))

        page = press(client, upload, "_confirm").content.decode()

        upload.refresh_from_db()
        assert {party.key for party in Party.objects.all()} == {"kazakhfilm", "other"}
        assert (upload.state, upload.applied_by) == ("applied", importer)
        assert "The file is applied." in page
        assert reverse("admin:coop_party_change", args=[Party.objects.get(key="other").pk]) in page

    def test_keeps_in_the_history_who_why_and_from_which_file(self, client, importer):
        content = fixture(a_party())
        upload = uploaded(client, content, reason="The list of the ministry.")

        press(client, upload, "_confirm")

        revision = Version.objects.get_for_object(Party.objects.get()).get().revision
        assert revision.user == importer
        assert revision.comment == (
            "The list of the ministry. From the file “records.json” "
            f"(SHA-256 {sha256(content).hexdigest()})."
        )

    def test_a_second_time_says_when_it_was_applied_and_writes_nothing(self, client, importer):
        upload = uploaded(client, fixture(a_party()))
        press(client, upload, "_confirm")
        versions = Version.objects.count()

        response = press(logged_in(importer), upload, "_confirm")

        assert response.status_code == 200
        assert "This file was applied already, by importer on" in response.content.decode()
        assert Version.objects.count() == versions

    def test_of_what_was_set_aside_says_so(self, client):
        upload = uploaded(client, fixture(a_party()))
        press(client, upload, "_set_aside")

        page = press(client, upload, "_confirm").content.decode()

        assert "This file was set aside" in page
        assert not Party.objects.exists()

    def test_of_a_plan_that_was_made_anew_shows_the_new_one(self, client):
        upload = uploaded(client, fixture(a_party()))
        before = upload.planned_at.isoformat()
        press(client, upload, "_plan_again")

        response = press(client, upload, "_confirm", planned_at=before)

        assert "The plan was made anew" in response.content.decode()
        assert not Party.objects.exists()

    @pytest.mark.parametrize("planned_at", ["", "x", "\0", "9" * 9999])
    def test_without_a_plan_that_was_looked_at_is_refused(self, client, planned_at):
        upload = uploaded(client, fixture(a_party()))

        response = press(client, upload, "_confirm", planned_at=planned_at)

        assert response.status_code == 200
        assert not Party.objects.exists()


class TestARecordChangedMeanwhile:
    def refused(self, client, upload):
        response = press(client, upload, "_confirm")
        assert response.status_code == 409
        return response.content.decode()

    def test_is_refused_by_name(self, client):
        party = make.party(key="kazakhfilm", kind="company", names="Kazakhfilm")
        make.party(key="other", names="Kept as it is")
        upload = uploaded(client, fixture(a_party(short_names={"en": "Ours"}), a_party(key="new")))
        changed_by_someone(party, names={"en": "Kazakhfilm JSC"})

        page = self.refused(client, upload)

        assert "<bdi>Kazakhfilm JSC</bdi></a>: It was changed meanwhile." in page
        assert "Kept as it is" not in page
        assert {p.key: p.short_names for p in Party.objects.all()} == {
            "kazakhfilm": {},
            "other": {},
        }

    def test_is_refused_when_it_was_made(self, client):
        upload = uploaded(client, fixture(a_party()))
        make.party(key="kazakhfilm", names="Someone else’s")

        assert "<bdi>Someone else’s</bdi></a>: It was made meanwhile." in self.refused(
            client, upload
        )

    def test_is_refused_when_it_was_deleted(self, client):
        party = make.party(key="kazakhfilm", names="Kazakhfilm")
        upload = uploaded(client, fixture(a_party(short_names={"en": "Ours"})))
        with recording() as opened:
            opened.touch(party)
            party.delete()

        assert "party/kazakhfilm</bdi>: It was deleted meanwhile." in self.refused(client, upload)

    def test_is_refused_when_only_a_part_of_it_was_changed(self, client):
        agreement = make.agreement(draft=True, key="deal", title="Deal")
        upload = uploaded(client, fixture(("agreement", {"key": "deal", "note": "Ours."})))
        make.provision(agreement=agreement)

        assert "Deal</bdi></a>: It was changed meanwhile." in self.refused(client, upload)
        assert Agreement.objects.get().note == ""

    def test_can_be_confirmed_once_the_new_plan_was_seen(self, client):
        party = make.party(key="kazakhfilm", kind="company", names="Kazakhfilm")
        upload = uploaded(client, fixture(a_party(short_names={"en": "Ours"})))
        changed_by_someone(party, names={"en": "Kazakhfilm JSC"})
        press(client, upload, "_confirm")

        page = press(client, upload, "_plan_again").content.decode()
        press(client, upload, "_confirm")

        assert "Kazakhfilm JSC" in page
        assert Party.objects.get().short_names == {"en": "Ours"}

    def test_does_not_matter_where_the_file_does_not_touch_it(self, client):
        other = make.party(key="other")
        upload = uploaded(client, fixture(a_party()))
        changed_by_someone(other, short_names={"en": "Theirs"})

        press(client, upload, "_confirm")

        assert Party.objects.filter(key="kazakhfilm").exists()


class TestSettingAside:
    def test_drops_the_bytes_and_keeps_the_word(self, client):
        upload = uploaded(client, fixture(a_party()))

        page = press(client, upload, "_set_aside").content.decode()

        upload.refresh_from_db()
        assert (upload.state, upload.pieces.count()) == ("dismissed", 0)
        assert "The file is set aside" in page

    def test_leaves_alone_what_was_applied(self, client):
        upload = uploaded(client, fixture(a_party()))
        press(client, upload, "_confirm")

        page = press(client, upload, "_set_aside").content.decode()

        upload.refresh_from_db()
        assert upload.state == "applied"
        assert "This file was applied already" in page

    def test_is_offered_in_the_list_for_what_waited_too_long(self, client):
        old, new = uploaded(client, fixture(a_party())), uploaded(client, fixture(a_party()))
        with recording():
            Import.objects.filter(pk=old.pk).update(uploaded_at=timezone.now() - timedelta(days=31))
        listed = reverse("admin:coop_import_changelist")

        page = client.get(listed).content.decode()
        client.post(listed, {"_set_aside_stale": "1"})

        assert "1 file has waited for more than 30 days." in page
        assert [Import.objects.get(pk=u.pk).state for u in (old, new)] == ["dismissed", "waiting"]

    def test_is_an_action_of_the_list(self, client):
        upload = uploaded(client, fixture(a_party()))

        client.post(
            reverse("admin:coop_import_changelist"),
            {"action": "set_aside", "_selected_action": [upload.pk]},
        )

        assert Import.objects.get().state == "dismissed"


class TestAFile:
    def test_comes_out_of_the_database_as_it_went_in(self, client, settings):
        content = fixture(*(an_agreement(key=f"deal-{n}", note="x" * 9000) for n in range(350)))
        assert len(content) > max(waiting.PIECE, settings.FILE_UPLOAD_MAX_MEMORY_SIZE)

        upload = uploaded(client, content)

        with waiting.file_of(upload) as file:
            assert file.read() == content
        assert (upload.size, upload.sha256) == (len(content), sha256(content).hexdigest())

    def test_may_be_packed(self, client):
        upload = uploaded(client, gzip.compress(fixture(a_party())), name="records.json.gz")

        press(client, upload, "_confirm")

        assert Party.objects.get().key == "kazakhfilm"
