"""What may be asked of the list of parties."""

from django.utils.translation import gettext_lazy as _

from coop.filters.base import RecordFilter
from coop.filters.facets import ChoiceFacet, NamedFacet
from coop.models import Country, Party
from coop.vocabulary.parties import PartyKind

USES = {
    "party": _("party or body in an agreement"),
    "framework": _("framework of an agreement"),
    "film-partner": _("partner in a film"),
    "office": _("office of someone who signed or attended"),
    "speaker": _("named as saying so"),
}


class PartyFilter(RecordFilter):
    """The filters of the list of parties."""

    model = Party
    SORTS = {"title": _("name"), "agreements": _("most agreements first")}

    kind = ChoiceFacet(label=_("Kind"), choices=PartyKind)
    country = NamedFacet(label=_("Country"), named=Country.objects.all, by="code")
    use = ChoiceFacet(label=_("Appears as"), all_must_hold=True, choices=USES.items())
