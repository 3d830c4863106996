"""What may be asked of the list of events."""

from django.utils.translation import gettext_lazy as _

from coop.filters.facets import ChoiceFacet, NamedFacet
from coop.filters.limits import LimitFilter
from coop.filters.ranges import DatedFilter
from coop.models import Country, Event
from coop.vocabulary.events import EventKind
from coop.vocabulary.records import Holding

USES = {
    "agreements": _("agreements"),
    "people": _("people present"),
    "screenings": _("screenings"),
    "statements": _("statements"),
}


class EventFilter(DatedFilter):
    """The filters of the list of events."""

    model = Event
    SORTS = {"newest": _("newest first"), "oldest": _("oldest first"), "title": _("name")}
    date_field = "held_on"
    date_name = "held"

    kind = ChoiceFacet(label=_("Kind"), choices=EventKind)
    holding = ChoiceFacet(label=_("Planned or held"), choices=Holding)
    country = NamedFacet(label=_("Country"), named=Country.objects.all, by="code")
    use = ChoiceFacet(label=_("On record"), all_must_hold=True, choices=USES.items())
    held_from = LimitFilter(label=_("From"), end=False)
    held_to = LimitFilter(label=_("Until"), end=True)
