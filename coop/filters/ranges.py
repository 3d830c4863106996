"""A range of dates that a visitor types, over one date of the record itself."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coop.dates.ranges import overlapping, stated
from coop.filters.base import Problem, RecordFilter


class DatedFilter(RecordFilter):
    """A list whose records have a date, asked for with ``<name>_from`` and ``<name>_to``.

    A record without a date is outside every range; a notice says how many were left out.
    """

    date_field = ""
    date_name = ""

    @property
    def limits(self) -> tuple[str, str]:
        return f"{self.date_name}_from", f"{self.date_name}_to"

    def filter_queryset(self, queryset, **instead):
        queryset = super().filter_queryset(queryset, **instead)
        values = {**self.values, **instead}
        first, last = (values.get(name) for name in self.limits)
        if first or last:
            queryset = queryset.filter(overlapping(self.date_field, first, last))
        return queryset

    def notices(self) -> list[str]:
        if not any(self.values.get(name) for name in self.limits):
            return []
        everywhen = self.filter_queryset(self.queryset, **dict.fromkeys(self.limits))
        number = everywhen.exclude(stated(self.date_field)).count()
        if not number:
            return []
        sentence = ngettext(
            "%(number)d record without a date is left out of the range.",
            "%(number)d records without a date are left out of the range.",
            number,
        )
        return [sentence % {"number": number}]

    def problems(self) -> list[Problem]:
        found = super().problems()
        first, last = (self.values.get(name) for name in self.limits)
        if first and last and first > last:
            found.append(Problem(self.limits[1], _("The range ends before it begins.")))
        return found
