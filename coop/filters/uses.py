"""Filters by what refers to a record: its uses, each a condition of its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from coop.filters.facets import FacetFilter


def referred(parts: Callable[[], QuerySet], *paths: str) -> Callable[[], Q]:
    """The condition that one of ``parts`` refers to the record along one of ``paths``."""

    def condition() -> Q:
        either = Q()
        for path in paths:
            either |= Q(Exists(parts().filter(**{path: OuterRef("pk")}).order_by()))
        return either

    return condition


@dataclass(frozen=True)
class Use:
    """One word of a closed list, and the condition that it stands for."""

    value: str
    label: Any
    condition: Callable[[], Q]


class UseFacet(FacetFilter):
    """What a record is used for. A record may have several uses; chosen together, all hold."""

    is_ordered = True

    def __init__(self, *args, uses: Sequence[Use], **options):
        options.setdefault("all_must_hold", True)
        super().__init__(*args, **options)
        self.uses = {use.value: use for use in uses}

    def known(self, values):
        return {value for value in values if value in self.uses}

    def condition(self, value):
        return self.uses[value].condition()

    def counts(self, queryset):
        numbers = {
            f"number_{place}": Count("pk", filter=use.condition(), distinct=True)
            for place, use in enumerate(self.uses.values())
        }
        found = queryset.order_by().aggregate(**numbers)
        return dict(zip(self.uses, found.values(), strict=True))

    def labels(self, values):
        wanted = set(values)
        return {value: use.label for value, use in self.uses.items() if value in wanted}


class TagFacet(FacetFilter):
    """A language tag, in a column of the record itself."""

    def __init__(self, *args, label_of: Callable[[str], str], known: Callable[[str], bool], **kw):
        super().__init__(*args, **kw)
        self.label_of = label_of
        self.is_known = known

    def known(self, values):
        return {value for value in values if self.is_known(value)}

    def condition(self, value):
        return Q(**{self.field_name: value})

    def counts(self, queryset):
        rows = queryset.order_by().exclude(**{self.field_name: ""}).values_list(self.field_name)
        return dict(rows.annotate(number=Count("pk", distinct=True)))

    def labels(self, values):
        return {value: self.label_of(value) for value in values}
