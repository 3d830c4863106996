"""Finds on this machine what the whole suite needs beside Python."""

import shutil
from pathlib import Path

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
NO_CHROMIUM = "no Chromium was found (on Debian: apt install chromium)"
NO_POSTGRESQL = "no PostgreSQL server was found (on Debian: apt install postgresql)"


def chromium() -> str | None:
    """The path of a Chromium or Chrome, if there is one."""
    return next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


def postgresql(debian: Path = Path("/usr/lib/postgresql")) -> Path | None:
    """The folder of the newest PostgreSQL server's programs, if there is one.

    Debian keeps them, one folder a version, where PATH does not lead.
    """
    versions = [path for path in debian.glob("*/bin/initdb") if path.parts[-3].isdigit()]
    if versions:
        return max(versions, key=lambda path: int(path.parts[-3])).parent
    initdb = shutil.which("initdb")
    return Path(initdb).resolve().parent if initdb else None
