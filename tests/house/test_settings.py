import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "REGISTRY_SECRET_KEY": "k" * 50,
    "REGISTRY_ALLOWED_HOSTS": "registry.example.org",
    "REGISTRY_CONTACT": "registry@example.org",
}
PRINT = """
import json, sys
from registry import settings
print(json.dumps({name: getattr(settings, name, None) for name in sys.argv[1:]}, default=str))
"""


def start(*names, **variables):
    """A process of its own that reads the settings under `variables` and nothing else."""
    return subprocess.run(
        [sys.executable, "-c", PRINT, *names],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **variables},
        capture_output=True,
        text=True,
    )


def settings(*names, **variables):
    process = start(*names, **variables)
    assert process.stderr == ""
    return json.loads(process.stdout)


class TestProduction:
    @pytest.mark.parametrize("name", sorted(PRODUCTION))
    def test_refuses_to_start_without(self, name):
        process = start(**{key: value for key, value in PRODUCTION.items() if key != name})

        assert process.returncode == 1
        assert process.stderr.startswith(f"{name} must be set")
        assert process.stderr.count("\n") == 1

    def test_insists_on_https(self):
        assert settings(
            "DEBUG",
            "SECURE_SSL_REDIRECT",
            "SESSION_COOKIE_SECURE",
            "CSRF_COOKIE_SECURE",
            "SECURE_HSTS_SECONDS",
            **PRODUCTION,
        ) == {
            "DEBUG": False,
            "SECURE_SSL_REDIRECT": True,
            "SESSION_COOKIE_SECURE": True,
            "CSRF_COOKIE_SECURE": True,
            "SECURE_HSTS_SECONDS": 31_536_000,
        }

    def test_trusts_a_proxy_only_when_told(self):
        name = "SECURE_PROXY_SSL_HEADER"

        assert settings(name, **PRODUCTION) == {name: None}
        assert settings(name, **PRODUCTION, REGISTRY_BEHIND_PROXY="1") == {
            name: ["HTTP_X_FORWARDED_PROTO", "https"]
        }


class TestDemo:
    def test_starts_with_nothing_else_set_and_without_debugging(self, tmp_path):
        demo = settings(
            "DEBUG",
            "ALLOWED_HOSTS",
            "SESSION_COOKIE_SECURE",
            REGISTRY_DEMO="1",
            REGISTRY_DATA_DIR=str(tmp_path),
        )

        assert demo == {
            "DEBUG": False,
            "ALLOWED_HOSTS": ["127.0.0.1", "localhost", "[::1]"],
            "SESSION_COOKIE_SECURE": False,
        }

    def test_keeps_its_key_from_one_start_to_the_next(self, tmp_path):
        demo = {"REGISTRY_DEMO": "1", "REGISTRY_DATA_DIR": str(tmp_path)}

        assert settings("SECRET_KEY", **demo) == settings("SECRET_KEY", **demo)


class TestMail:
    def test_goes_to_the_server_that_is_named(self):
        found = settings(
            "EMAIL_BACKEND",
            "EMAIL_HOST",
            "EMAIL_USE_SSL",
            "DEFAULT_FROM_EMAIL",
            **PRODUCTION,
            REGISTRY_MAIL_URL="smtps://mail.example.org",
        )

        assert found == {
            "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "EMAIL_HOST": "mail.example.org",
            "EMAIL_USE_SSL": True,
            "DEFAULT_FROM_EMAIL": "registry@example.org",
        }

    def test_of_the_demo_is_printed(self, tmp_path):
        demo = {"REGISTRY_DEMO": "1", "REGISTRY_DATA_DIR": str(tmp_path)}

        backend = settings("EMAIL_BACKEND", **demo)["EMAIL_BACKEND"]

        assert backend == "django.core.mail.backends.console.EmailBackend"


class TestFourEyes:
    def test_are_asked_for_in_production_and_not_in_the_demo(self, tmp_path):
        demo = {"REGISTRY_DEMO": "1", "REGISTRY_DATA_DIR": str(tmp_path)}
        name = "REGISTRY_FOUR_EYES"

        assert settings(name, **PRODUCTION) == {name: True}
        assert settings(name, **PRODUCTION, REGISTRY_FOUR_EYES="0") == {name: False}
        assert settings(name, **demo) == {name: False}


class TestDatabase:
    def test_on_sqlite_begins_as_a_writer_waits_and_keeps_a_write_ahead_log(self):
        options = settings("DATABASES", **PRODUCTION)["DATABASES"]["default"]["OPTIONS"]

        assert options == {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL",
        }

    def test_on_postgresql_has_a_pool(self):
        database = settings(
            "DATABASES",
            **PRODUCTION,
            DATABASE_URL="postgresql://h/d",
            REGISTRY_DATABASE_POOL="9",
        )["DATABASES"]["default"]

        assert database["OPTIONS"] == {"pool": {"min_size": 1, "max_size": 9, "timeout": 10}}
        assert database["CONN_MAX_AGE"] == 0


class TestMalformedValue:
    def test_stops_the_start_with_one_sentence(self):
        process = start(**PRODUCTION, REGISTRY_HSTS_SECONDS="a year")

        assert process.returncode == 1
        assert process.stderr == (
            "REGISTRY_HSTS_SECONDS must be a whole number from 1 up, not 'a year'.\n"
        )


class TestDocumentation:
    def test_describes_every_setting_and_no_other(self):
        names = r"\b(?:REGISTRY_[A-Z_]+|DATABASE_URL)\b"
        read = set(re.findall(f'"({names})"', (ROOT / "registry" / "settings.py").read_text()))
        rows = re.findall(
            rf"^\| `({names})` \|", (ROOT / "docs" / "deploying.md").read_text(), re.M
        )

        assert sorted(rows) == sorted(read)
