"""The demo's settings, made quick and strict for tests."""

import os
import tempfile
from pathlib import Path

# Not made until a test needs it, for tools other than pytest read these settings too.
_folder = Path(tempfile.gettempdir()) / f"registry-tests-{os.getpid()}"

# Only these come from outside: the database's address says which engine the suite is run on,
# and REGISTRY_SOURCES where the real documents are.
for _name in [name for name in os.environ if name.startswith("REGISTRY_")]:
    if _name != "REGISTRY_SOURCES":
        del os.environ[_name]
os.environ["REGISTRY_DEMO"] = "1"
os.environ["REGISTRY_SECRET_KEY"] = "of tests alone"
os.environ["REGISTRY_DATA_DIR"] = str(_folder)

from registry.settings import *  # noqa: E402, F403 -- the environment comes first
from registry.settings import DATABASES, STORAGES, TEMPLATES  # noqa: E402
from tests.templates import Undefined  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
TEMPLATES[0]["OPTIONS"] |= {"string_if_invalid": Undefined(), "debug": True}

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, as in life: threads and processes of a test then have connections of their own.
    DATABASES["default"]["TEST"] = {"NAME": f"{_folder}.sqlite3"}
    DATABASES["default"]["OPTIONS"]["init_command"] += "; PRAGMA synchronous=OFF"
