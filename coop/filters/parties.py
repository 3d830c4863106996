"""What may be asked of the list of parties."""

from django.utils.translation import gettext_lazy as _

from coop.facets.parts import (
    attendances,
    citations,
    frameworks,
    participations,
    partners,
    signatures,
)
from coop.filters.base import RecordFilter
from coop.filters.facets import ChoiceFacet, OwnFacet
from coop.filters.uses import Use, UseFacet, referred
from coop.models import Country
from coop.vocabulary.parties import PartyKind


class PartyFilter(RecordFilter):
    """The filters of the list of parties."""

    SORTS = {"title": _("name"), "agreements": _("most agreements first")}

    kind = ChoiceFacet(label=_("Kind"), choices=PartyKind)
    country = OwnFacet(
        label=_("Country"), value="country__code", named=Country.objects.all, by="code"
    )
    use = UseFacet(
        label=_("Appears as"),
        uses=(
            Use("party", _("party or body in an agreement"), referred(participations, "party")),
            Use("framework", _("framework of an agreement"), referred(frameworks, "party")),
            Use("film-partner", _("partner in a film"), referred(partners, "party")),
            Use(
                "office",
                _("office of someone who signed or attended"),
                lambda: referred(signatures, "office_at")() | referred(attendances, "office_at")(),
            ),
            Use("speaker", _("named as saying so"), referred(citations, "said_by_party")),
        ),
    )
