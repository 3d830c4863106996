import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db.migrations.recorder import MigrationRecorder

ROOT = Path(__file__).resolve().parents[2]
ASK = """
import django
from django.test import Client
django.setup()
answer = Client().get("/readyz", headers={"host": "localhost"})
print(answer.status_code, answer.content.decode())
"""


class TestHealthz:
    def test_answers_without_the_database(self, client):
        response = client.get("/healthz")

        assert response.status_code == 200
        assert response.content == b"ok\n"
        assert "no-store" in response["Cache-Control"]

    def test_is_asked_and_never_told(self, client):
        assert client.post("/healthz").status_code == 405


@pytest.mark.django_db
class TestReadyz:
    def test_answers_that_an_empty_registry_is_ready(self, client):
        response = client.get("/readyz")

        assert (response.status_code, response.content) == (200, b"ready\n")

    def test_says_that_a_migration_is_not_applied(self, client):
        MigrationRecorder.Migration.objects.filter(app="coop").latest("pk").delete()

        response = client.get("/readyz")

        assert response.status_code == 503
        assert response.content == b"1 migrations are not applied.\n"


class TestReadyzWithoutDatabase:
    def test_says_so(self, tmp_path):
        variables = {
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "registry.settings",
            "REGISTRY_DEMO": "1",
            "REGISTRY_DATA_DIR": str(tmp_path),
            "REGISTRY_LOG_LEVEL": "ERROR",
            "DATABASE_URL": f"sqlite:///{tmp_path}/no-such-folder/registry.sqlite3",
        }

        process = subprocess.run(
            [sys.executable, "-c", ASK], cwd=ROOT, env=variables, capture_output=True, text=True
        )

        assert process.stdout == "503 The database does not answer.\n\n"
