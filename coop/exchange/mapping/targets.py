"""What other people's columns can be led to: the columns of our own sheets."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from django.db import models as db


class Sort(Enum):
    """What a cell of a column holds."""

    KEY = "key"
    LINE = "line"
    PASSAGE = "passage"
    DATE = "date"
    CODE = "code"
    NAME = "name"
    NUMBER = "number"
    YES_NO = "yes-no"


@dataclass(frozen=True, slots=True)
class Target:
    """One column of ours: the name that mappings remember, and what its cells hold.

    ``codes`` leads from each code to the words that say it; ``model`` is the table that
    names are looked for in; ``is_list`` tells that a cell holds several.
    """

    name: str
    heading: str
    sort: Sort
    is_list: bool = False
    is_required: bool = False
    model: type[db.Model] | None = None
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
