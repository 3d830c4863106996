"""Groups of countries: whether an agreement has a party of one, beside the countries named."""

from django.utils.translation import get_language
from pyroaring import BitMap

from coop.filters.facets import FacetFilter
from coop.models import CountryGroup


class GroupFacet(FacetFilter):
    """An agreement has a group when a party of it is of a member of the group today.

    A country that is asked for by itself does not count: Kazakhstan and any Turkic state
    means Kazakhstan and another one.
    """

    is_ordered = True

    @property
    def inputs(self):
        return {self.parameter, "country"}

    def _members(self) -> dict[str, set[str]]:
        kept = self.index.kept
        if "groups" not in kept:
            kept["groups"] = CountryGroup.objects.members()
        return kept["groups"]

    def known(self, values):
        rows = CountryGroup.objects.filter(code__in=list(values)).order_by()
        return set(rows.values_list("code", flat=True))

    def labels(self, values):
        kept, mark = self.index.kept, ("labels of groups", get_language())
        if mark not in kept:
            kept[mark] = {group.code: group.label for group in CountryGroup.objects.all()}
        wanted = set(values)
        return {code: label for code, label in kept[mark].items() if code in wanted}

    def having(self, value, values):
        others = self._members().get(value, set()) - set(values.get("country") or ())
        found = [self.index.having("country", code) for code in others]
        return BitMap().union(*found)

    def counts(self, found, values):
        return {
            code: number
            for code in self._members()
            if (number := found.intersection_cardinality(self.having(code, values)))
        }

    def most(self, found, values, number):
        return self.counts(found, values)
