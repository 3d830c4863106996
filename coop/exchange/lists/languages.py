"""In which languages the texts of a list are: each of them has a column."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from coop.exchange.lists.listing import Listing, Mark
from coop.exchange.sheets.columns import interface_languages

BEGUN: Mark = (0, 0)


def tags_of(listing: Listing) -> dict[str, Sequence[str]]:
    """For each text of a list the tags that occur in it, those of the interface first.

    They are those of all public records, so that every result of a list has the same columns.
    """
    mark = listing.reader.mark
    # Before the first change a generation has no number of its own to be known by.
    read: Any = _tags.__wrapped__ if mark == BEGUN else _tags
    return {text.code: read(type(listing), text.code, mark) for text in listing.texts()}


@lru_cache(maxsize=128)
def _tags(listing: type[Listing], code: str, mark: Mark) -> Sequence[str]:
    used = listing.tags(code)
    usual = interface_languages()
    return (*(tag for tag in usual if tag in used), *sorted(used.difference(usual)))
