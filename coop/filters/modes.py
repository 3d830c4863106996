"""Parameters that change how others are read: ``country_mode=any``, ``dates=certain``."""

from collections.abc import Callable

from coop.filters.facets import ChoiceFacet


class ModeFacet(ChoiceFacet):
    """A parameter with a closed list of words that the list's own filters heed.

    It is offered only when ``when``, given the values of all parameters, says so.
    """

    def __init__(self, *args, choices: dict, when: Callable[[dict], bool], **options):
        super().__init__(*args, choices=choices.items(), **options)
        self.when = when

    @property
    def inputs(self):
        return set()

    def is_offered(self, values):
        return bool(values.get(self.parameter)) or self.when(values)

    def condition(self, values):
        return None

    def counts(self, found, values):
        return {
            value: len(self.parent.with_values(**{self.parameter: [value]}))
            for value in self.choices
        }

    def most(self, found, values, number):
        return self.counts(found, values)
