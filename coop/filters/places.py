"""What may be asked of the list of places."""

from django.utils.translation import gettext_lazy as _

from coop.facets import parts
from coop.filters.base import RecordFilter
from coop.filters.facets import OwnFacet
from coop.filters.uses import Use, UseFacet, referred
from coop.models import Country, Subject


class PlaceFilter(RecordFilter):
    """The filters of the list of places."""

    SORTS = {"title": _("name")}

    country = OwnFacet(
        label=_("Country"), value="country__code", named=Country.objects.all, by="code"
    )
    use = UseFacet(
        label=_("On record"),
        uses=(
            Use("agreements", _("agreements signed there"), referred(parts.agreements, "place")),
            Use("events", _("events"), referred(parts.events, "place")),
            Use("screenings", _("screenings"), referred(parts.screenings, "place")),
            Use("subject", _("subject"), referred(Subject.objects.public, "place")),
        ),
    )
