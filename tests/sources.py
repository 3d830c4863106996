"""The real documents, which are not in the repository: where ``REGISTRY_SOURCES`` says."""

import hashlib
import os
from pathlib import Path

import pytest

NOT_GIVEN = "REGISTRY_SOURCES names no folder with the real documents."
"""The one reason for which a test is left out even where nothing else may be."""


def document(sha256: str) -> bytes:
    """The document with this hash; without a folder that has it the test is left out."""
    folder = os.environ.get("REGISTRY_SOURCES", "")
    for path in sorted(Path(folder).rglob("*.txt")) if folder else ():
        content = path.read_bytes()
        if hashlib.sha256(content).hexdigest() == sha256:
            return content
    if folder:
        pytest.fail(f"No file of REGISTRY_SOURCES has the hash {sha256}.")
    pytest.skip(NOT_GIVEN)
