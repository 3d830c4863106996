"""The commands behind `make run` and `make password`."""

import re

import pytest
from django.contrib.auth import authenticate
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import CommandError, call_command

from coop.models import Country


def printed_password(capsys):
    return re.search(r"password: (\S+)", capsys.readouterr().out)[1]


@pytest.fixture(autouse=True)
def _static_files_of_its_own(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"


@pytest.mark.django_db
class TestPrepareDemo:
    def test_fills_an_empty_registry_and_tells_the_password_once(self, capsys, client):
        call_command("prepare_demo")

        account = authenticate(username="demo", password=printed_password(capsys))
        assert account.is_superuser
        assert Country.objects.filter(code="IR").exists()
        assert client.get("/readyz").content == b"ready\n"

    def test_keeps_what_is_there(self, capsys):
        Country.objects.create(code="KZ", names={"en": "Kazakhstan"})
        call_command("demo_password")
        password = printed_password(capsys)

        call_command("prepare_demo")

        assert capsys.readouterr().out == ""
        assert [country.code for country in Country.objects.all()] == ["KZ"]
        assert authenticate(username="demo", password=password)


@pytest.mark.django_db
class TestDemoPassword:
    def test_replaces_the_one_before(self, capsys):
        call_command("demo_password")
        first = printed_password(capsys)

        call_command("demo_password")
        second = printed_password(capsys)

        assert authenticate(username="demo", password=first) is None
        assert authenticate(username="demo", password=second).is_staff

    def test_is_refused_outside_the_demo(self, settings):
        settings.IS_DEMO = False

        with pytest.raises(CommandError, match="Only the demo"):
            call_command("demo_password")


class TestStaticFiles:
    def test_all_find_what_they_refer_to_when_collected_as_on_a_server(self, settings):
        settings.STORAGES = settings.STORAGES | {
            "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
        }

        call_command("collectstatic", interactive=False, verbosity=0)

        assert staticfiles_storage.stored_name("admin/css/base.css") != "admin/css/base.css"
