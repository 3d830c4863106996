"""What may be asked of the list of countries."""

from django.utils.translation import gettext_lazy as _

from coop.facets import parts
from coop.filters.base import RecordFilter
from coop.filters.modes import ModeFacet
from coop.filters.uses import Use, UseFacet, referred
from coop.models import Party, Place

USES = (
    Use("agreements", _("agreements"), referred(parts.participations, "party__country")),
    Use("films", _("films"), referred(parts.partners, "country", "party__country")),
    Use("events", _("events"), referred(parts.events, "country", "place__country")),
    Use("bodies", _("parties"), referred(Party.objects.public, "country")),
    Use("places", _("places"), referred(Place.objects.public, "country")),
)


class CountryFilter(RecordFilter):
    """The filters of the list of countries; as a rule only those with something on record."""

    SORTS = {"title": _("name"), "agreements": _("most agreements first")}

    use = UseFacet(label=_("On record"), uses=USES)
    show = ModeFacet(
        label=_("Countries without a record"),
        choices={"all": _("show them too")},
        when=lambda values: True,
    )

    def filter_queryset(self, queryset, **instead):
        queryset = super().filter_queryset(queryset, **instead)
        if "all" in ({**self.values, **instead}.get("show") or ()):
            return queryset
        condition = USES[0].condition()
        for use in USES[1:]:
            condition |= use.condition()
        return queryset.filter(condition)
