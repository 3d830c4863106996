"""What is indexed of sources."""

from django.db.models import Exists, OuterRef

from coop.facets import parts
from coop.facets.kinds import Kind, by_date, by_name, by_number, dates_of, own
from coop.facets.rows import CLAIM, Rows, constant
from coop.facets.uses import first_of
from coop.models import SourceDocument

public = SourceDocument.objects.published


def without_claims():
    """Sources that no public claim cites."""
    cited = parts.citations().filter(source=OuterRef("pk")).order_by()
    return public().exclude(Exists(cited))


KIND = Kind(
    model=SourceDocument,
    everything=public,
    columns={
        "kind": (own(public, "kind"),),
        "language": (own(public, "language"),),
        "use": first_of(
            (Rows(parts.citations, "source", ("basis",), owners=(CLAIM,), reads=parts.CITED),),
            (own(without_claims, spell=constant("none")),),
        ),
    },
    orders={
        "title": by_name(SourceDocument),
        "newest": by_date(SourceDocument, "published_on", newest=True),
        "oldest": by_date(SourceDocument, "published_on", newest=False),
        "claims": by_number(SourceDocument, parts.citations, "source", "pk"),
    },
    spans={"published_on": dates_of(SourceDocument, "published_on")},
)
