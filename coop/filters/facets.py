"""Filters whose values are counted: each value says how many records it would leave.

Counts come from the plain ORM, one question a facet.
"""

from collections.abc import Callable, Iterable
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

MOST_VALUES = 50
LONGEST_VALUE = 100


class FacetField(forms.Field):
    """Some values of one parameter, each of which the facet must know."""

    widget = forms.SelectMultiple

    def __init__(self, *args, facet, **options):
        self.facet = facet
        super().__init__(*args, **options)

    def clean(self, value):
        values = list(dict.fromkeys(text for text in value or () if text != ""))
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


class FacetFilter(django_filters.Filter):
    """A repeatable parameter with counted values.

    ``all_must_hold``: chosen together, every value is required; else any will do.
    ``mode``: the name of a parameter that says ``any`` instead.
    """

    field_class = FacetField
    is_ordered = False
    """The labels come in an order of their own; else the values with most records first."""
    parameter = ""
    """The name of the parameter; the list that has the facet sets it."""

    def __init__(self, *args, label, all_must_hold=False, mode="", **options):
        super().__init__(*args, label=label, facet=self, **options)
        self.must_all_hold = all_must_hold
        self.mode = mode

    def all_must_hold(self, values: dict) -> bool:
        """Whether every chosen value is required, in a question with these values."""
        return self.must_all_hold and "any" not in (values.get(self.mode) or ())

    def is_offered(self, values: dict) -> bool:
        """Whether the panel shows the facet, in a question with these values."""
        return True

    def known(self, values: Iterable[str]) -> set[str]:
        """Those of ``values`` that make sense here."""
        raise NotImplementedError

    def condition(self, value: str) -> Q | Exists:
        """What a record with this value satisfies."""
        raise NotImplementedError

    def counts(self, queryset: QuerySet) -> dict[str, int]:
        """For each value, the number of records of ``queryset`` that have it."""
        raise NotImplementedError

    def labels(self, values: Iterable[str]) -> dict[str, Any]:
        """What to print for each value; a value without a label is not offered."""
        raise NotImplementedError

    def broader(self, values: Iterable[str]) -> dict[str, str]:
        """For each value that stands beneath another, that other."""
        return {}

    def narrow(self, queryset: QuerySet, values: dict) -> QuerySet:
        """The records that satisfy this facet, in a question with these values."""
        chosen = values.get(self.parameter) or []
        if not chosen:
            return queryset
        if self.all_must_hold(values):
            for each in chosen:
                queryset = queryset.filter(self.condition(each))
            return queryset
        either = Q()
        for each in chosen:
            either |= Q(self.condition(each))
        return queryset.filter(either)


class ChoiceFacet(FacetFilter):
    """A coded column of the record itself; its values stand in the list's own order."""

    is_ordered = True

    def __init__(self, *args, choices, **options):
        super().__init__(*args, **options)
        self.choices = choices

    def known(self, values):
        return {value for value in values if value in self.choices.values}

    def condition(self, value):
        return Q(**{self.field_name: value})

    def counts(self, queryset):
        rows = queryset.order_by().values_list(self.field_name)
        return dict(rows.annotate(number=Count("pk", distinct=True)))

    def labels(self, values):
        wanted = set(values)
        return {code: label for code, label in self.choices.choices if code in wanted}


class RelatedFacet(FacetFilter):
    """A value that a record has through its parts.

    ``parts`` is called for the queryset of parts, ``root`` leads from a part to its
    record, ``value`` to the value. ``named`` is called for the queryset of the things
    that the values name by ``by``.
    """

    def __init__(
        self,
        *args,
        parts: Callable[[], QuerySet],
        root: str,
        value: str,
        named: Callable[[], QuerySet],
        by: str = "key",
        **options,
    ):
        super().__init__(*args, **options)
        self.parts = parts
        self.root = root
        self.value = value
        self.named = named
        self.by = by

    def known(self, values):
        rows = self.named().filter(**{f"{self.by}__in": list(values)})
        return set(rows.order_by().values_list(self.by, flat=True))

    def condition(self, value):
        return Exists(self.parts().filter(**{self.root: OuterRef("pk"), self.value: value}))

    def counts(self, queryset):
        rows = self.parts().filter(**{f"{self.root}__in": queryset.order_by().values("pk")})
        return dict(
            rows.order_by()
            .exclude(**{self.value: None})
            .values_list(self.value)
            .annotate(number=Count(self.root, distinct=True))
        )

    def labels(self, values):
        things = self.named().filter(**{f"{self.by}__in": list(values)})
        return {getattr(thing, self.by): thing.label for thing in things}


class OwnFacet(RelatedFacet):
    """A value that a record has by a foreign key of its own: ``value`` leads to it."""

    def __init__(self, *args, value: str, named, by: str = "key", **options):
        super().__init__(
            *args, parts=QuerySet, root="pk", value=value, named=named, by=by, **options
        )

    def condition(self, value):
        return Q(**{self.value: value})

    def counts(self, queryset):
        rows = queryset.order_by().exclude(**{self.value: None}).values_list(self.value)
        return dict(rows.annotate(number=Count("pk", distinct=True)))


class CodesFacet(FacetFilter):
    """Codes of a `CodesField` of the record's parts, or with an empty ``root`` of the record."""

    is_ordered = True

    def __init__(self, *args, codes, parts=None, root="", **options):
        super().__init__(*args, **options)
        self.codes = codes
        self.parts = parts
        self.root = root

    def _has(self, code: str) -> Q:
        return Q(**{f"{self.field_name}__contains": f",{code},"})

    def known(self, values):
        return {value for value in values if value in self.codes.values}

    def condition(self, value):
        if self.parts is None:
            return self._has(value)
        return Exists(self.parts().filter(self._has(value), **{self.root: OuterRef("pk")}))

    def counts(self, queryset):
        rows, counted = queryset.order_by(), "pk"
        if self.parts is not None:
            rows = self.parts().filter(**{f"{self.root}__in": rows.values("pk")}).order_by()
            counted = self.root
        found = rows.aggregate(
            **{
                f"number_{place}": Count(counted, distinct=True, filter=self._has(code))
                for place, code in enumerate(self.codes.values)
            }
        )
        return dict(zip(self.codes.values, found.values(), strict=True))

    def labels(self, values):
        wanted = set(values)
        return {code: label for code, label in self.codes.choices if code in wanted}
