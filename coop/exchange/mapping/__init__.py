"""Other people's spreadsheets: their columns and words, led to ours once and remembered."""

from coop.exchange.mapping.reading import (
    SHOWN,
    Heading,
    Unresolved,
    headings,
    read,
    targets,
    unresolved,
)
from coop.exchange.mapping.rules import Rules

__all__ = [
    "SHOWN",
    "Heading",
    "Rules",
    "Unresolved",
    "headings",
    "read",
    "targets",
    "unresolved",
]
