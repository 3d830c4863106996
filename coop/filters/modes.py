"""Parameters that change how others are read: ``country_mode=any``, ``dates=certain``."""

from collections.abc import Callable

from coop.filters.facets import FacetFilter


class ModeFacet(FacetFilter):
    """A parameter with a closed list of words that the list's own filters heed.

    It is offered only when ``when``, given the values of all parameters, says so.
    """

    is_ordered = True

    def __init__(self, *args, choices: dict, when: Callable[[dict], bool], **options):
        super().__init__(*args, **options)
        self.choices = choices
        self.when = when

    def is_offered(self, values):
        return bool(values.get(self.parameter)) or self.when(values)

    def known(self, values):
        return {value for value in values if value in self.choices}

    def counts(self, queryset):
        return {
            value: self.parent.filter_queryset(
                self.parent.queryset, **{self.parameter: [value]}
            ).count()
            for value in self.choices
        }

    def labels(self, values):
        wanted = set(values)
        return {value: label for value, label in self.choices.items() if value in wanted}

    def narrow(self, queryset, values):
        return queryset
