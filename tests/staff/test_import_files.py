"""What is uploaded may be anything: it is answered in words, and never by an error of ours."""

import gzip
import io
import json
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from coop.models import Import, Party
from tests.staff.conftest import logged_in, rights, staff_user
from tests.staff.forms import errors_in
from tests.staff.uploads import ADD, a_party, fixture, page_of, press, send, shown, uploaded

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    return logged_in(staff_user("importer", "add_import", *rights("view", "add", "change")))


def zipped(**files) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
    return packed.getvalue()


REFUSED = {
    "nothing in it": (b"", "empty"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "picture"),
    "a web page": (b"<!DOCTYPE html><html></html>", "web page"),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, ".xls"),
    "UTF-16": ('[{"model": "coop.party"}]'.encode("utf-16"), "UTF-16"),
    "an archive": (zipped(a=b"b"), "ZIP archive"),
    "packed twice": (gzip.compress(gzip.compress(b"[]")), "packed twice"),
    "words": (b"hello, this is no file of ours\n", "choose it here"),
}


class TestAFileThatIsNone:
    @pytest.mark.parametrize(("content", "words"), REFUSED.values(), ids=REFUSED)
    def test_is_refused_at_the_form(self, client, content, words):
        response = send(client, content)

        assert response.status_code == 200
        assert words in " ".join(errors_in(response))
        assert not Import.objects.exists()

    def test_that_is_not_there_is_asked_for(self, client):
        for data in ({}, {"file": ""}, {"file": "records.json"}):
            assert errors_in(client.post(ADD, data)) == ["Choose a file first."]

    def test_that_comes_twice_is_refused(self, client):
        files = [SimpleUploadedFile(f"{n}.json", fixture(a_party())) for n in (1, 2)]

        response = client.post(ADD, {"file": files})

        assert errors_in(response) == ["One file at a time, please: each has a plan of its own."]

    @pytest.mark.parametrize(
        "typed",
        [
            {"reading": "no-such-kind"},
            {"source": "x"},
            {"source": "9" * 30},
            {"mapping": "9" * 30},
            {"reason": "x" * 501},
            {"reason": "a\0b"},
            {"reason": "\u202eevil"},
        ],
    )
    def test_beside_nonsense_is_not_kept(self, client, typed):
        response = send(client, fixture(a_party()), **typed)

        assert response.status_code == 200
        assert errors_in(response)
        assert not Import.objects.exists()


class TestAFileThatIsBroken:
    @pytest.mark.parametrize(
        "content",
        [
            b'[{"model": "coop.party", "fields": {"key": "a",}}]',
            b'[{"model": "coop.party"',
            b"[1, 2, 3]",
            b'{"model": "coop.party"}\n{"model": "coop.nothing", "fields": {}}\n',
            b'[{"model": "coop.party", "fields": {"key": "\xff"}}]',
            b"[" * 5000,
            b'[{"model": "coop.party", "fields": {"key": "\\u0000", "kind": "\\ud800"}}]',
        ],
        ids=str,
    )
    def test_is_shown_with_what_is_wrong(self, client, content):
        upload = uploaded(client, content)

        page = shown(client, upload)

        assert upload.fault_count > 0
        assert "While something is wrong in the file" in page
        assert press(client, upload, "_confirm").status_code == 409
        assert not Party.objects.exists()

    def test_may_be_a_bomb(self, client):
        line = json.dumps({"model": "coop.party", "fields": {"key": "a", "names": "y" * 99_999}})
        bomb = gzip.compress(f"{line}\n".encode() * 700)

        upload = uploaded(client, bomb, name="records.jsonl.gz")

        assert "unpacks to more than" in shown(client, upload)

    def test_shows_of_thousands_of_errors_the_first(self, client):
        lines = (json.dumps({"model": "coop.nothing", "fields": {}}) for _number in range(3000))

        upload = uploaded(client, "\n".join(lines).encode(), name="many.jsonl")

        page = shown(client, upload)
        assert page.count("There is no model") == 50
        assert f"And {upload.fault_count - 50} more." in page


class TestANameOfAFile:
    @pytest.mark.parametrize(
        ("name", "kept"),
        [
            ("../../etc/passwd.json", "passwd.json"),
            ("C:\\files\\records.json", "records.json"),
            ("مذكرة.json", "مذكرة.json"),
            ("<script>alert(1)</script>.json", "script>.json"),
            ("x" * 10_000 + ".json", None),
            ("ж" * 10_000 + ".json", None),
            ("\u202egnp.json", None),
            ("a\0b.json", None),
            ("'; DROP TABLE.json", "'; DROP TABLE.json"),
        ],
        ids=lambda name: ascii(name)[:30],
    )
    def test_may_be_anything(self, client, name, kept):
        upload = uploaded(client, fixture(a_party()), name=name)

        page = shown(client, upload)

        assert kept is None or upload.file_name == kept
        assert len(upload.file_name) <= 255
        assert "<script>alert" not in page
        assert "\u202e" not in page

    def test_stands_in_the_errors_as_the_person_knows_it(self, client):
        upload = uploaded(client, fixture(a_party(country=["QQ"])), name="مذكرة.json")

        response = client.get(reverse("admin:coop_import_faults", args=[upload.pk]))

        assert "مذكرة.json" in b"".join(response.streaming_content).decode()


class TestALargeFile:
    def test_is_refused_in_words_and_kept_nowhere(self, client, settings):
        settings.REGISTRY_UPLOAD_MB = 1

        for size in (1, 5):
            response = send(client, fixture(a_party()) + b" " * (size << 20))

            assert response.status_code == 200
            assert errors_in(response) == [
                "This file is larger than 1.0\xa0MB. Split it, pack it with gzip, or ask whoever "
                "runs the registry to import it there."
            ]
        assert not Import.objects.exists()

    def test_leaves_nothing_in_the_folder_of_temporary_files(self, client, settings, tmp_path):
        settings.REGISTRY_UPLOAD_MB = 1
        settings.FILE_UPLOAD_TEMP_DIR = tmp_path

        send(client, b" " * (5 << 20))

        assert list(tmp_path.iterdir()) == []

    def test_just_below_the_limit_is_taken(self, client, settings):
        settings.REGISTRY_UPLOAD_MB = 1
        content = fixture(a_party())

        upload = uploaded(client, content + b" " * ((1 << 20) - len(content)))

        assert upload.size == 1 << 20


class TestAnAddress:
    @pytest.mark.parametrize("number", ["0", "999999", "x", "9" * 40, "٣", "%00", "1%2F2"])
    def test_of_no_upload_is_answered(self, client, number):
        for page in ("change/", "plan.csv", "plan.jsonl", "faults.csv", "history/", "delete/"):
            response = client.get(f"/admin/coop/import/{number}/{page}")

            assert response.status_code in (302, 403, 404), page

    @pytest.mark.parametrize("query", ["page=0", "page=x", "page=999999", "page=" + "9" * 50])
    def test_of_no_page_of_a_plan_is_answered(self, client, query):
        upload = uploaded(client, fixture(a_party()))

        assert client.get(f"{page_of(upload)}?{query}").status_code == 200

    def test_of_a_plan_in_no_form_is_not_found(self, client):
        upload = uploaded(client, fixture(a_party()))

        assert client.get(page_of(upload).replace("change/", "plan.exe")).status_code == 404

    def test_changes_nothing_when_no_button_was_pressed(self, client):
        upload = uploaded(client, fixture(a_party()))

        assert client.post(page_of(upload), {}).status_code == 302
        assert Import.objects.get().state == "waiting"
