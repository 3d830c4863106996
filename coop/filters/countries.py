"""What may be asked of the list of countries."""

from django.utils.translation import gettext_lazy as _
from pyroaring import BitMap

from coop.filters.base import Condition, RecordFilter
from coop.filters.facets import ChoiceFacet
from coop.filters.modes import ModeFacet
from coop.models import Country

USES = {
    "agreements": _("agreements"),
    "films": _("films"),
    "events": _("events"),
    "bodies": _("parties"),
    "places": _("places"),
}


class CountryFilter(RecordFilter):
    """The filters of the list of countries; as a rule only those with something on record."""

    model = Country
    SORTS = {"title": _("name"), "agreements": _("most agreements first")}

    use = ChoiceFacet(label=_("On record"), all_must_hold=True, choices=USES.items())
    show = ModeFacet(
        label=_("Countries without a record"),
        choices={"all": _("show them too")},
        when=lambda values: True,
    )

    def conditions(self):
        return [*super().conditions(), Condition(frozenset(["show"]), self._on_record)]

    def _on_record(self, values: dict) -> BitMap | None:
        if "all" in (values.get("show") or ()):
            return None
        return BitMap().union(*self.index.columns["use"].values())
