"""Uploading a file: a plan to look at, confirmed once, by those who may."""

import json

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from coop.curation import recording
from coop.models import Agreement, Import, Party
from tests import factories as make
from tests.staff.conftest import logged_in, rights, staff_user
from tests.staff.forms import errors_in

pytestmark = pytest.mark.django_db

ADD = reverse("admin:coop_import_add")


def fixture(*objects) -> bytes:
    return json.dumps(
        [{"model": f"coop.{model}", "fields": fields} for model, fields in objects],
        ensure_ascii=False,
    ).encode()


def a_party(key="kazakhfilm", **fields):
    names = fields.pop("names", {"en": "Kazakhfilm"})
    return "party", {"key": key, "kind": "company", "names": names, **fields}


def send(client, content, name="records.json", **typed):
    data = {"file": SimpleUploadedFile(name, content), "reading": "", "reason": "", **typed}
    return client.post(ADD, data)


def uploaded(client, content, **typed) -> Import:
    response = send(client, content, **typed)
    assert response.status_code == 302, errors_in(response)
    return Import.objects.latest("pk")


def page_of(upload):
    return reverse("admin:coop_import_change", args=[upload.pk])


def confirm(client, upload, follow=False):
    planned_at = Import.objects.get(pk=upload.pk).planned_at.isoformat()
    return client.post(
        page_of(upload), {"_confirm": "1", "planned_at": planned_at}, follow=follow
    )


@pytest.fixture
def importer():
    return staff_user("importer", "add_import", *rights("view", "add", "change"))


@pytest.fixture
def client(importer):
    return logged_in(importer)


class TestUpload:
    def test_shows_what_it_would_do_and_writes_nothing(self, client):
        upload = uploaded(client, fixture(a_party()))

        page = client.get(page_of(upload)).content.decode()

        assert "1 new, 0 changed" in page
        assert "Kazakhfilm" in page
        assert not Party.objects.exists()
