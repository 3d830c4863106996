"""What may be asked of the list of people."""

from django.utils.translation import gettext_lazy as _

from coop.filters.base import RecordFilter
from coop.filters.facets import ChoiceFacet, NamedFacet
from coop.models import Country, Person

USES = {
    "signatory": _("signatory"),
    "present": _("present at an event"),
    "speaker": _("named as saying so"),
    "subject": _("subject"),
}


class PersonFilter(RecordFilter):
    """The filters of the list of people."""

    model = Person
    SORTS = {"title": _("name")}

    use = ChoiceFacet(label=_("Appears as"), all_must_hold=True, choices=USES.items())
    country = NamedFacet(label=_("Office in"), named=Country.objects.all, by="code")
