"""Filters whose values are counted: each value says how many records it would leave."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from pyroaring import BitMap

from coop.facets.index import Index
from coop.filters.parameters import Parameter

MOST_VALUES = 50
LONGEST_VALUE = 100


class FacetField(forms.Field):
    """Some values of one parameter, each of which the facet must know."""

    widget = forms.MultipleHiddenInput

    def __init__(self, *args, facet, **options):
        self.facet = facet
        super().__init__(*args, **options)

    def clean(self, value):
        values = list(dict.fromkeys(text for text in value or () if text != ""))
        if not values:
            return values
        if len(values) > MOST_VALUES:
            raise ValidationError(
                _("At most %(most)d values can be chosen at once.") % {"most": MOST_VALUES}
            )
        readable = [text for text in values if len(text) <= LONGEST_VALUE and text.isprintable()]
        known = self.facet.known(readable)
        for text in values:
            if text not in known:
                raise ValidationError(
                    _("“%(value)s” is no value of “%(parameter)s” that this list knows.")
                    % {"value": text[:LONGEST_VALUE], "parameter": self.facet.parameter}
                )
        return values


class FacetFilter(Parameter):
    """A repeatable parameter with counted values.

    ``all_must_hold``: chosen together, every value is required; else any will do.
    ``mode``: the name of a parameter that says ``any`` instead. ``column`` is the column
    of the index that has the values, when it is not called as the parameter is.
    """

    field_class = FacetField
    is_ordered = False
    """The labels come in an order of their own; else the values with most records first."""
    is_long = False
    """There may be hundreds of values: a panel shows those that most records have."""

    def __init__(self, *args, label, all_must_hold=False, mode="", column="", **options):
        super().__init__(*args, label=label, facet=self, **options)
        self.must_all_hold = all_must_hold
        self.mode = mode
        self._column = column

    def __deepcopy__(self, memo):
        copied = super().__deepcopy__(memo)
        copied.extra = {**self.extra, "facet": copied}
        return copied

    @property
    def column(self) -> str:
        return self._column or self.parameter

    @property
    def index(self) -> Index:
        return self.parent.index

    @property
    def inputs(self) -> set[str]:
        """The parameters on which the condition depends."""
        return {self.parameter, self.mode} - {""}

    def all_must_hold(self, values: dict) -> bool:
        """Whether every chosen value is required, in a question with these values."""
        return self.must_all_hold and "any" not in (values.get(self.mode) or ())

    def is_offered(self, values: dict) -> bool:
        """Whether the panel shows the facet, in a question with these values."""
        return True

    def known(self, values: Iterable[str]) -> set[str]:
        """Those of ``values`` that make sense here."""
        raise NotImplementedError

    def labels(self, values: Iterable[str]) -> dict[str, Any]:
        """What to print for each value; a value without a label is not offered."""
        raise NotImplementedError

    def broader(self, values: Iterable[str]) -> dict[str, str]:
        """For each value that stands beneath another, that other."""
        return {}

    def having(self, value: str, values: dict) -> BitMap:
        """The records with this value, in a question with these values."""
        return self.index.having(self.column, value)

    def counts(self, found: BitMap, values: dict) -> Mapping[str, int]:
        """For each value, the number of records of ``found`` that have it."""
        return self.index.counts(self.column, found)

    def most(self, found: BitMap, values: dict, number: int) -> Mapping[str, int]:
        """The counts of the values that most of ``found`` have; ``number`` of them or more."""
        return self.index.most(self.column, found, number)

    def condition(self, values: dict) -> BitMap | None:
        """The records that satisfy this facet, in a question with these values; None: all."""
        chosen = values.get(self.parameter) or []
        if not chosen:
            return None
        bitmaps = [self.having(value, values) for value in chosen]
        if self.all_must_hold(values):
            return BitMap.intersection(*bitmaps)
        return BitMap.union(*bitmaps)


class ChoiceFacet(FacetFilter):
    """Codes of a closed list, in the list's own order."""

    is_ordered = True

    def __init__(self, *args, choices, **options):
        super().__init__(*args, **options)
        self.choices = dict(getattr(choices, "choices", choices))

    def known(self, values):
        return {value for value in values if value in self.choices}

    def labels(self, values):
        wanted = set(values)
        return {code: label for code, label in self.choices.items() if code in wanted}


class NamedFacet(FacetFilter):
    """Values that name things: ``named`` is called for their queryset, ``by`` is their code."""

    is_long = True

    def __init__(self, *args, named: Callable[[], QuerySet], by: str = "key", **options):
        super().__init__(*args, **options)
        self.named = named
        self.by = by

    def known(self, values):
        counted = self.index.columns.get(self.column, {})
        others = [value for value in values if value not in counted]
        known = set(values).difference(others)
        if others:
            rows = self.named().filter(**{f"{self.by}__in": others}).order_by()
            known.update(rows.values_list(self.by, flat=True))
        return known

    def labels(self, values):
        # What is kept with an index goes when anything in the registry changes, names included.
        kept = self.index.kept.setdefault(("labels", self.parameter, get_language()), {})
        if missing := [value for value in values if value not in kept]:
            things = self.named().filter(**{f"{self.by}__in": missing})
            labels = {getattr(thing, self.by): thing.label for thing in things}
            # At once: another thread must not take a name that is still to come for none.
            kept.update(dict.fromkeys(missing) | labels)
        return {value: kept[value] for value in values if kept[value] is not None}


class TagFacet(FacetFilter):
    """Codes with a label of their own, such as language tags."""

    def __init__(self, *args, label_of: Callable[[str], str], known: Callable[[str], bool], **kw):
        super().__init__(*args, **kw)
        self.label_of = label_of
        self.is_known = known

    def known(self, values):
        return {value for value in values if self.is_known(value)}

    def labels(self, values):
        return {value: self.label_of(value) for value in sorted(values)}
