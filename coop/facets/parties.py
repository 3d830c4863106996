"""What is indexed of parties."""

from coop.facets import parts
from coop.facets.kinds import Kind, by_name, by_number, own
from coop.facets.rows import CLAIM
from coop.facets.uses import first_of, used
from coop.models import Party

public = Party.objects.public

KIND = Kind(
    model=Party,
    everything=public,
    columns={
        "kind": (own(public, "kind"),),
        "country": (own(public, "country__code"),),
        "use": first_of(
            used("party", parts.participations, "party"),
            used("framework", parts.frameworks, "party", owners=("agreement",)),
            used("film-partner", parts.partners, "party"),
            used("office", parts.signatures, "office_at"),
            used("office", parts.attendances, "office_at"),
            used("speaker", parts.citations, "said_by_party", owners=(CLAIM,), reads=parts.CITED),
        ),
    },
    orders={
        "title": by_name(Party),
        "agreements": by_number(Party, parts.participations, "party", "agreement"),
    },
    # A state is called, and stands in its order, as its country does.
    notices=(own(public, "country__sort_key"),),
)
