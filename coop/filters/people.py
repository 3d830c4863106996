"""What may be asked of the list of people."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from coop.facets import parts
from coop.filters.base import RecordFilter
from coop.filters.facets import FacetFilter
from coop.filters.uses import Use, UseFacet, referred
from coop.models import Country, Subject


class OfficeFacet(FacetFilter):
    """The country in whose bodies a person held an office, as signatory or as one present."""

    OFFICE = "office_at__country__code"

    def _parts(self):
        return parts.signatures(), parts.attendances()

    def known(self, values):
        rows = Country.objects.filter(code__in=list(values)).order_by()
        return set(rows.values_list("code", flat=True))

    def condition(self, value):
        either = Q()
        for offices in self._parts():
            held = offices.filter(**{"person": OuterRef("pk"), self.OFFICE: value})
            either |= Q(Exists(held.order_by()))
        return either

    def counts(self, queryset):
        pairs = set()
        for offices in self._parts():
            held = offices.filter(person__in=queryset.order_by().values("pk")).order_by()
            pairs |= set(held.exclude(**{self.OFFICE: None}).values_list("person", self.OFFICE))
        found: dict[str, int] = {}
        for _person, code in pairs:
            found[code] = found.get(code, 0) + 1
        return found

    def labels(self, values):
        found = Country.objects.filter(code__in=list(values))
        return {country.code: country.label for country in found}


class PersonFilter(RecordFilter):
    """The filters of the list of people."""

    SORTS = {"title": _("name")}

    use = UseFacet(
        label=_("Appears as"),
        uses=(
            Use("signatory", _("signatory"), referred(parts.signatures, "person")),
            Use("present", _("present at an event"), referred(parts.attendances, "person")),
            Use("speaker", _("named as saying so"), referred(parts.citations, "said_by_person")),
            Use("subject", _("subject"), referred(Subject.objects.public, "person")),
        ),
    )
    country = OfficeFacet(label=_("Office in"))
