"""The desk is of the staff side: its tests have the same accounts, and the same rule on writes."""

from tests.staff.conftest import (
    _guarded,
    editor,
    editor_client,
    reviewer,
    reviewer_client,
    writes_are_recorded,
)

__all__ = [
    "_guarded",
    "editor",
    "editor_client",
    "reviewer",
    "reviewer_client",
    "writes_are_recorded",
]
