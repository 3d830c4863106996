"""The filters of one list, answered from the index of its records."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from urllib.parse import quote_plus

import django_filters
from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from pyroaring import BitMap

from coop import facets
from coop.facets.index import Index, Mark
from coop.filters.asking import QuestionFilter, asked_notices
from coop.filters.facets import LONGEST_VALUE, FacetFilter
from coop.filters.limits import LimitFilter
from coop.filters.panel import Chip, Choice, Entry, Facet, Problem, Sort
from coop.search import matching
from coop.search.questions import Question

SORT, PAGE, PREVIEW, MORE = "sort", "page", "preview", "more"
RELEVANCE = "relevance"

SHOWN = 10
"""Values of a long facet that a panel shows; ``more`` names the facet to show whole."""


@dataclass(frozen=True)
class Condition:
    """What some parameters ask; ``holds``, given all values, has the records, or None for all."""

    inputs: frozenset[str]
    holds: Callable[[dict], BitMap | None]


class RecordFilter(django_filters.FilterSet):
    """The filters of one list, answered from the index of its records.

    ``today`` is the day for everything that asks about now. ``mark`` is the generation,
    when it has been read already.
    """

    model: type[Model]
    SORTS: dict = {"title": _("title")}
    """Order codes with their labels; the first is the usual one."""

    q = QuestionFilter(label=_("Search"))

    def __init__(
        self, data=None, queryset=None, *, today: date, mark: Mark | None = None, **options
    ):
        self.today = today
        self.index: Index = facets.index(self.model, mark)
        if queryset is None:
            queryset = self.model._default_manager.all()
        super().__init__(data, queryset, **options)
        for name, asked in self.filters.items():
            asked.parameter = name

    # ---- What is found ----

    def conditions(self) -> list[Condition]:
        """Every condition that the parameters can set."""
        found = [
            Condition(frozenset(counted.inputs), counted.condition)
            for counted in self.filters.values()
            if isinstance(counted, FacetFilter)
        ]
        return [Condition(frozenset(["q"]), self._asked), *found]

    def _asked(self, values: dict) -> BitMap | None:
        question = values.get("q")
        if question is None or question.is_empty:
            return None
        return matching.found(self.model, question, self.index.mark)

    @cached_property
    def _holding(self) -> list[tuple[Condition, BitMap | None]]:
        return [(condition, condition.holds(self.values)) for condition in self.conditions()]

    def with_values(self, **instead) -> BitMap:
        """The records that the parameters leave, some values exchanged for others.

        ``kind=[]`` asks without the kind; what is not valid is left out anyhow.
        """
        found = self.index.everything
        values = {**self.values, **instead}
        for condition, held in self._holding:
            if instead.keys() & condition.inputs:
                held = condition.holds(values)
            if held is not None:
                found = found & held
        return found

    @cached_property
    def found(self) -> BitMap:
        """The records that the parameters leave."""
        return self.with_values()

    @property
    def total(self) -> int:
        return len(self.found)

    def filter_queryset(self, queryset):
        """Those rows of a queryset that the parameters leave."""
        return queryset.filter(pk__in=list(self.found))

    # ---- In which order ----

    @cached_property
    def _segments(self) -> list[BitMap]:
        """What is found, in portions of which each comes wholly before the next."""
        if self.sort != RELEVANCE or self.question is None:
            return [self.found]
        exact, titled = matching.tiers(self.model, self.question, self.index.mark)
        exact = exact & self.found
        titled = (titled & self.found) - exact
        return [exact, titled, self.found - exact - titled]

    @property
    def _order(self):
        usual = next(iter(self.SORTS))
        return self.index.orders[usual if self.sort == RELEVANCE else self.sort]

    def page(self, number: int, size: int) -> list[int]:
        """The records of a page, the first being 1, in the order at work."""
        start = (number - 1) * size
        page: list[int] = []
        for segment in self._segments:
            if start < len(segment) and len(page) < size:
                page += self._order.page(segment, start, size - len(page))
            start = max(start - len(segment), 0)
        return page

    def in_order(self) -> Iterator[list[int]]:
        """All records that are found, in the order at work, in portions of some hundreds."""
        for segment in self._segments:
            yield from self._order.every(segment)

    # ---- What the panel says ----

    def facets(self) -> list[Facet]:
        """Facets in the order of the panel, each value with the number it would leave."""
        return [
            self._facet(name, counted)
            for name, counted in self.filters.items()
            if isinstance(counted, FacetFilter) and counted.is_offered(self.values)
        ]

    @cached_property
    def values(self) -> dict:
        """The valid values, by parameter."""
        return self.form.cleaned_data if self.form.errors is not None else {}

    @property
    def question(self) -> Question | None:
        """The words that are searched for, when there are any."""
        asked = self.values.get("q")
        return asked if asked is not None and not asked.is_empty else None

    def _facet(self, name: str, counted: FacetFilter) -> Facet:
        chosen = self.values.get(name) or []
        is_narrowing = counted.all_must_hold(self.values)
        found = self.found if is_narrowing or not chosen else self.with_values(**{name: []})
        is_cut = counted.is_long and name not in self.data.getlist(MORE)
        counts: Mapping[str, int]
        if is_cut:
            # One more than is shown, to know whether there is one more.
            counts = counted.most(found, self.values, SHOWN + 1)
            is_cut = len(counts) > SHOWN
            most = sorted(counts, key=lambda value: (-counts[value], value))[:SHOWN]
        else:
            counts = counted.counts(found, self.values)
            most = list(counts)
        counts = {
            **counts,
            # A chosen value has its number too, however few have it.
            **{
                value: found.intersection_cardinality(counted.having(value, self.values))
                for value in chosen
                if is_cut and value not in counts
            },
        }
        shown = [value for value in most if counts[value]]
        shown += [value for value in chosen if value not in shown]
        switch = self._switching(name, chosen)
        choices = [
            Choice(value, label, counts.get(value, 0), value in chosen, switch(value))
            for value, label in counted.labels(shown).items()
        ]
        if not counted.is_ordered:
            choices.sort(key=lambda choice: (-choice.count, str(choice.label)))
        return Facet(
            name,
            str(counted.label),
            tuple(choices),
            is_narrowing,
            counted.broader(shown),
            self.address(MORE, *self.data.getlist(MORE), name) if is_cut else "",
            name in self.data.getlist(MORE),
        )

    def _switching(self, name: str, chosen: list[str]) -> Callable[[str], str]:
        """Makes the query string that switches a value on or off; the rest is written once."""
        kept = self.query_without(name)
        before = [f"{name}={written(value)}" for value in chosen]

        def address(value: str) -> str:
            own = f"{name}={written(value)}"
            others = [one for one in before if one != own]
            return "?" + "&".join([*kept, *(others if own in before else [*others, own])])

        return address

    @cached_property
    def _pairs(self) -> list[tuple[str, str]]:
        """The parameters of the address, each with itself and its value as written there.

        An empty box of a form says nothing, and is left out.
        """
        return [
            (name, f"{written(name)}={written(value)}")
            for name, values in self.data.lists()
            for value in values
            if value
        ]

    def query_without(self, *names: str) -> list[str]:
        """What the address says besides these parameters, from its first page on."""
        return [pair for name, pair in self._pairs if name not in names and name != PAGE]

    def chips(self, facets: list[Facet]) -> list[Chip]:
        """The filters at work, in the order of the panel."""
        found = [
            Chip(facet.label, choice.label, choice.address)
            for facet in facets
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
            if isinstance(typed, LimitFilter | QuestionFilter)
        ]

    def notices(self) -> list[str]:
        """Sentences that a reader of this list must know: what was left out, and why."""
        asked = self.values.get("q")
        return asked_notices(self.data.get("q", ""), asked)

    @classmethod
    def known_parameters(cls) -> set[str]:
        """What the address of this list can say."""
        return {*cls.base_filters, SORT, PAGE, PREVIEW, MORE}

    def unknown_parameters(self) -> list[str]:
        """Parameters of the address that this list does not know, and ignores."""
        known = self.known_parameters()
        return [name for name in self.data if name not in known]

    def problems(self) -> list[Problem]:
        """What is wrong with the values, parameter by parameter; empty when nothing is."""
        found = [
            Problem(name, str(sentence))
            for name, sentences in self.errors.items()
            for sentence in sentences
        ]
        # Who takes the words away has still asked for the best match first: it waits for others.
        if self.asked_sort not in ("", RELEVANCE, *self.orders):
            found.append(
                Problem(
                    SORT,
                    _("“%(value)s” is no order of this list; it can be %(orders)s.")
                    % {"value": self.asked_sort, "orders": ", ".join(self.orders)},
                )
            )
        return found

    @property
    def orders(self) -> dict:
        """The orders that can be asked for, the usual one first: with words, by relevance."""
        if self.question is None:
            return self.SORTS
        return {RELEVANCE: _("best match first"), **self.SORTS}

    @property
    def asked_sort(self) -> str:
        return self.data.get(SORT, "")

    @property
    def sort(self) -> str:
        """The order at work."""
        return self.asked_sort if self.asked_sort in self.orders else next(iter(self.orders))

    def sorts(self) -> list[Sort]:
        """The orders that a reader can choose."""
        return [
            Sort(code, str(label), code == self.sort, self.address(SORT, code))
            for code, label in self.orders.items()
        ]

    def told_together(self) -> str | None:
        """The address to go to when a form without script has given a value in pieces."""
        return None

    def address(self, name: str, *values: str) -> str:
        """This list's query string with other values for one parameter, from its first page on."""
        own = [f"{name}={written(value)}" for value in values]
        return "?" + "&".join([*self.query_without(name), *own])

    def address_of_page(self, number: int) -> str:
        return self.address(PAGE, *([str(number)] if number != 1 else []))

    def kept(self) -> list[tuple[str, str]]:
        """Parameters and values that the form of typed entries sends along unseen."""
        typed = {entry.name for entry in self.entries()} | {PAGE}
        return [
            (name, value)
            for name, values in self.data.lists()
            if name in self.known_parameters() - typed
            for value in values
            if value
        ]


def written(text: str) -> str:
    """A name or a value as an address has it, whatever it is made of."""
    return _written(text) if len(text) <= LONGEST_VALUE else quote_plus(text, errors="replace")


@lru_cache(10_000)
def _written(text: str) -> str:
    return quote_plus(text, errors="replace")
