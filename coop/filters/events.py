"""What may be asked of the list of events."""

from django.db.models import Count, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from coop.facets import parts
from coop.filters.facets import ChoiceFacet, OwnFacet
from coop.filters.limits import LimitFilter
from coop.filters.ranges import DatedFilter
from coop.filters.uses import Use, UseFacet, referred
from coop.models import Country
from coop.vocabulary.events import EventKind
from coop.vocabulary.records import Holding


class WhereFacet(OwnFacet):
    """The country of an event: its place's, else its own."""

    def condition(self, value):
        return Q(place__country__code=value) | Q(place__country=None, country__code=value)

    def counts(self, queryset):
        where = Coalesce("place__country__code", "country__code")
        rows = queryset.order_by().annotate(where=where).exclude(where=None).values_list("where")
        return dict(rows.annotate(number=Count("pk", distinct=True)))


class EventFilter(DatedFilter):
    """The filters of the list of events."""

    SORTS = {"newest": _("newest first"), "oldest": _("oldest first"), "title": _("name")}
    date_field = "held_on"
    date_name = "held"

    kind = ChoiceFacet(label=_("Kind"), choices=EventKind)
    holding = ChoiceFacet(label=_("Planned or held"), choices=Holding)
    country = WhereFacet(label=_("Country"), value="", named=Country.objects.all, by="code")
    use = UseFacet(
        label=_("On record"),
        uses=(
            Use("agreements", _("agreements"), referred(parts.occasions, "event")),
            Use("people", _("people present"), referred(parts.attendances, "event")),
            Use("screenings", _("screenings"), referred(parts.screenings, "event")),
            Use("statements", _("statements"), referred(parts.statements, "event")),
        ),
    )
    held_from = LimitFilter(label=_("From"), end=False)
    held_to = LimitFilter(label=_("Until"), end=True)
