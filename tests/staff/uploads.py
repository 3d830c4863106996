"""Uploading as a browser does it, for the tests of imports."""

import json

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from coop.curation import recording
from coop.models import Import
from tests.staff.forms import errors_in

ADD = reverse("admin:coop_import_add")


def fixture(*objects) -> bytes:
    """A fixture of (model, fields)."""
    entries = [{"model": f"coop.{model}", "fields": fields} for model, fields in objects]
    return json.dumps(entries, ensure_ascii=False, indent=1).encode()


def a_party(key="kazakhfilm", **fields):
    return "party", {"key": key, "kind": "company", "names": {"en": "Kazakhfilm"}, **fields}


def an_agreement(key="deal", **fields):
    return "agreement", {"key": key, "title": {"en": "Deal"}, **fields}


def send(client, content, name="records.json", **typed):
    file = SimpleUploadedFile(name, content)
    return client.post(ADD, {"reading": "", "reason": "", "file": file, **typed})


def uploaded(client, content, **typed) -> Import:
    response = send(client, content, **typed)
    assert response.status_code == 302, errors_in(response)
    return Import.objects.latest("pk")


def page_of(upload) -> str:
    return reverse("admin:coop_import_change", args=[upload.pk])


def shown(client, upload) -> str:
    response = client.get(page_of(upload))
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def press(client, upload, button, **typed):
    """Press a button of the upload's page as it stands."""
    planned_at = Import.objects.get(pk=upload.pk).planned_at.isoformat()
    data = {button: "1", "planned_at": planned_at, **typed}
    return client.post(page_of(upload), data, follow=True)


def changed_by_someone(record, **fields):
    with recording() as opened:
        opened.touch(record)
        for name, value in fields.items():
            setattr(record, name, value)
        record.save()
