"""What may be asked of the list of places."""

from django.utils.translation import gettext_lazy as _

from coop.filters.base import RecordFilter
from coop.filters.facets import ChoiceFacet, NamedFacet
from coop.models import Country, Place

USES = {
    "agreements": _("agreements signed there"),
    "events": _("events"),
    "screenings": _("screenings"),
    "subject": _("subject"),
}


class PlaceFilter(RecordFilter):
    """The filters of the list of places."""

    model = Place
    SORTS = {"title": _("name")}

    country = NamedFacet(label=_("Country"), named=Country.objects.all, by="code")
    use = ChoiceFacet(label=_("On record"), all_must_hold=True, choices=USES.items())
