"""What a list's filters tell its page: facets with counts, what is active, what is wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from coop.names.text import Wording


@dataclass(frozen=True)
class Choice:
    """One value of a facet, with the number of records that it would leave.

    ``address`` is the query string that switches the value on, or off when it is active.
    ``narrower`` are the values beneath it, where the facet is a tree.
    """

    value: str
    label: str | Wording
    count: int
    is_active: bool
    address: str
    narrower: tuple["Choice", ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether a value beneath it is at work."""
        return any(choice.is_active for choice in self.narrower)


@dataclass(frozen=True)
class Facet:
    """The values of one parameter. ``all_must_hold``: chosen together, every one is required."""

    name: str
    label: str
    choices: tuple[Choice, ...]
    all_must_hold: bool = False
    broader: Mapping[str, str] = field(default_factory=dict)
    """For a value of a tree, the one that it stands beneath."""
    all_address: str = ""
    """The query string that shows all values, when only the most frequent are shown."""
    is_whole: bool = False
    """All values were asked for, though there may be hundreds."""

    @property
    def is_active(self) -> bool:
        return any(choice.is_active for choice in self.choices)

    @property
    def tree(self) -> list[Choice]:
        """The values, with those that are narrower than another beneath it."""
        beneath: dict[str, list[Choice]] = {}
        offered = {choice.value for choice in self.choices}
        for choice in self.choices:
            if (broader := self.broader.get(choice.value)) in offered:
                beneath.setdefault(broader, []).append(choice)
        narrow = {choice.value for choices in beneath.values() for choice in choices}
        return [
            replace(choice, narrower=tuple(beneath.get(choice.value, ())))
            for choice in self.choices
            if choice.value not in narrow
        ]


@dataclass(frozen=True)
class Chip:
    """One filter at work; ``address`` is the query string without it."""

    label: str
    value: str | Wording
    address: str


@dataclass(frozen=True)
class Entry:
    """A parameter that is typed: what stands in its box, and what is wrong with it."""

    name: str
    label: str
    value: str
    help: str = ""
    problem: str = ""


@dataclass(frozen=True)
class Menu:
    """A parameter whose value is chosen from a list: codes with their labels."""

    name: str
    label: str
    choices: Sequence[tuple[str, object]]


@dataclass(frozen=True)
class Sort:
    """One order of the list; ``address`` is the query string that asks for it."""

    value: str
    label: str
    is_active: bool
    address: str


@dataclass(frozen=True)
class Problem:
    """A parameter whose value makes no sense, and the sentence that says so."""

    parameter: str
    sentence: str
