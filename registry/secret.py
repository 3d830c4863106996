"""The demo's secret key: made on the first start and kept beside its database."""

import contextlib
import os
import secrets
import tempfile
from pathlib import Path


def demo_secret_key(folder: Path) -> str:
    """The key kept in `folder`, made first when there is none; only its owner can read the file.

    It appears under its name whole or not at all, so two processes that start together agree.
    """
    file = folder / "secret_key"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=folder) as new:
            new.write(secrets.token_urlsafe(50))
            new.flush()
            with contextlib.suppress(FileExistsError):
                os.link(new.name, file)
    return file.read_text()
