"""A range of dates that a visitor types, over one date of the record itself."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from pyroaring import BitMap

from coop.filters.base import Condition, RecordFilter
from coop.filters.panel import Problem


def undated_notice(number: int) -> list[str]:
    """The sentence that says how many records without a date a range leaves out."""
    if not number:
        return []
    sentence = ngettext(
        "%(number)d record without a date is left out of the range.",
        "%(number)d records without a date are left out of the range.",
        number,
    )
    return [sentence % {"number": number}]


class DatedFilter(RecordFilter):
    """A list whose records have a date, asked for with ``<name>_from`` and ``<name>_to``.

    A record without a date is outside every range; a notice says how many were left out.
    """

    date_field = ""
    date_name = ""

    @property
    def limits(self) -> tuple[str, str]:
        return f"{self.date_name}_from", f"{self.date_name}_to"

    def conditions(self):
        return [*super().conditions(), Condition(frozenset(self.limits), self._in_range)]

    def _in_range(self, values: dict) -> BitMap | None:
        first, last = (values.get(name) for name in self.limits)
        if not (first or last):
            return None
        return self.index.spans[self.date_field].overlapping([self.date_field], first, last)

    def notices(self) -> list[str]:
        found = super().notices()
        if any(self.values.get(name) for name in self.limits):
            everywhen = self.with_values(**dict.fromkeys(self.limits))
            dated = self.index.spans[self.date_field].everything()
            found += undated_notice(len(everywhen - dated))
        return found

    def problems(self) -> list[Problem]:
        found = super().problems()
        first, last = (self.values.get(name) for name in self.limits)
        if first and last and first > last:
            found.append(Problem(self.limits[1], _("The range ends before it begins.")))
        return found
