"""What a list's filters tell its page: facets with counts, what is active, what is wrong."""

from dataclasses import dataclass, field, replace
from datetime import date

import django_filters
from django.utils.translation import gettext_lazy as _

from coop.filters.facets import FacetFilter
from coop.filters.limits import LimitFilter
from coop.names.text import Wording

SORT, PAGE, PREVIEW = "sort", "page", "preview"


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
    broader: dict[str, str] = field(default_factory=dict)
    """For a value of a tree, the one that it stands beneath."""

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


class RecordFilter(django_filters.FilterSet):
    """The filters of one list. ``today`` is the day for everything that asks about now."""

    SORTS: dict = {"title": _("title")}
    """Order codes with their labels; the first is the usual one."""

    def __init__(self, data=None, queryset=None, *, today: date, **options):
        self.today = today
        super().__init__(data, queryset, **options)
        for name, asked in self.filters.items():
            asked.parameter = name

    def filter_queryset(self, queryset, **instead):
        """The records that the parameters leave, some values exchanged for others.

        ``kind=[]`` asks without the kind; what is not valid is left out anyhow.
        """
        values = {**self.form.cleaned_data, **instead}
        for name, asked in self.filters.items():
            if isinstance(asked, FacetFilter):
                queryset = asked.narrow(queryset, values)
            elif values.get(name):
                queryset = asked.filter(queryset, values[name])
        return queryset

    def facets(self) -> list[Facet]:
        """Facets in the order of the panel, each value with the number it would leave."""
        return [
            self._facet(name, counted)
            for name, counted in self.filters.items()
            if isinstance(counted, FacetFilter) and counted.is_offered(self.values)
        ]

    @property
    def values(self) -> dict:
        """The valid values, by parameter."""
        return self.form.cleaned_data if self.form.errors is not None else {}

    def _facet(self, name: str, counted: FacetFilter) -> Facet:
        chosen = self.values.get(name) or []
        is_narrowing = counted.all_must_hold(self.values)
        instead: dict[str, list[str]] = {} if is_narrowing else {name: []}
        counts = counted.counts(self.filter_queryset(self.queryset, **instead))
        shown = {value for value, number in counts.items() if number} | set(chosen)
        choices = [
            Choice(
                value=value,
                label=label,
                count=counts.get(value, 0),
                is_active=value in chosen,
                address=self.address(name, *_switched(chosen, value)),
            )
            for value, label in counted.labels(shown).items()
        ]
        if not counted.is_ordered:
            choices.sort(key=lambda choice: (-choice.count, str(choice.label)))
        broader = counted.broader(shown)
        return Facet(name, str(counted.label), tuple(choices), is_narrowing, broader)

    def chips(self, facets: list[Facet] | None = None) -> list[Chip]:
        """The filters at work, in the order of the panel."""
        found = [
            Chip(facet.label, choice.label, choice.address)
            for facet in (self.facets() if facets is None else facets)
            for choice in facet.choices
            if choice.is_active
        ]
        for entry in self.entries():
            if entry.value:
                found.append(Chip(entry.label, entry.value, self.address(entry.name)))
        return found

    def entries(self) -> list[Entry]:
        """Parameters that are typed, in the order of the form."""
        return [
            Entry(
                name=name,
                label=str(typed.label),
                value=self.data.get(name, ""),
                help=str(typed.extra.get("help_text", "")),
                problem=" ".join(str(sentence) for sentence in self.errors.get(name, [])),
            )
            for name, typed in self.filters.items()
            if isinstance(typed, LimitFilter)
        ]

    def notices(self) -> list[str]:
        """Sentences that a reader of this list must know: what was left out, and why."""
        return []

    @property
    def known_parameters(self) -> set[str]:
        return {*self.filters, SORT, PAGE, PREVIEW}

    def unknown_parameters(self) -> list[str]:
        """Parameters of the address that this list does not know, and ignores."""
        return [name for name in self.data if name not in self.known_parameters]

    def problems(self) -> list[Problem]:
        """What is wrong with the values, parameter by parameter; empty when nothing is."""
        found = [
            Problem(name, str(sentence))
            for name, sentences in self.errors.items()
            for sentence in sentences
        ]
        if self.asked_sort not in ("", *self.SORTS):
            found.append(
                Problem(
                    SORT,
                    _("“%(value)s” is no order of this list; it can be %(orders)s.")
                    % {"value": self.asked_sort, "orders": ", ".join(self.SORTS)},
                )
            )
        return found

    @property
    def asked_sort(self) -> str:
        return self.data.get(SORT, "")

    @property
    def sort(self) -> str:
        """The order at work."""
        return self.asked_sort if self.asked_sort in self.SORTS else next(iter(self.SORTS))

    def sorts(self) -> list[Sort]:
        """The orders that a reader can choose."""
        return [
            Sort(code, str(label), code == self.sort, self.address(SORT, code))
            for code, label in self.SORTS.items()
        ]

    def address(self, name: str, *values: str) -> str:
        """This list's query string with other values for one parameter, from its first page on."""
        query = self.data.copy()
        query.pop(PAGE, None)
        query.setlist(name, list(values))
        return f"?{query.urlencode()}"

    def address_of_page(self, number: int) -> str:
        query = self.data.copy()
        query.setlist(PAGE, [str(number)] if number != 1 else [])
        return f"?{query.urlencode()}"

    def kept(self) -> list[tuple[str, str]]:
        """Parameters and values that the form of typed entries sends along unseen."""
        typed = {entry.name for entry in self.entries()} | {PAGE}
        return [
            (name, value)
            for name, values in self.data.lists()
            if name in self.known_parameters - typed
            for value in values
        ]


def _switched(chosen: list[str], value: str) -> list[str]:
    """The chosen values with ``value`` added, or taken away when it is among them."""
    if value in chosen:
        return [other for other in chosen if other != value]
    return [*chosen, value]
