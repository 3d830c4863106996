"""What is indexed of films."""

from coop.facets import parts
from coop.facets.kinds import Kind, by_date, by_name, dates_of, own
from coop.facets.rows import Rows, codes
from coop.facets.uses import first_of, used
from coop.models import CoProduction
from coop.vocabulary.coproductions import FilmLinkNature

public = CoProduction.objects.published


def _linked(nature: str):
    return lambda: parts.film_links().filter(nature=nature)


KIND = Kind(
    model=CoProduction,
    everything=public,
    columns={
        "country": (
            Rows(parts.partners, "coproduction", ("country__code", "party__country__code")),
        ),
        "form": (own(public, "forms", spell=codes),),
        "length": (own(public, "lengths", spell=codes),),
        "status": (own(public, "status"),),
        "kind": (own(public, "kind"),),
        "subject": (
            Rows(
                CoProduction.subjects.through.objects.all,
                "coproduction",
                ("subject__key",),
                owners=("coproduction",),
            ),
        ),
        "use": first_of(
            used("partners", parts.partners, "coproduction"),
            used("screenings", parts.screenings, "coproduction"),
            *(
                used(
                    nature.value,
                    _linked(nature),
                    "coproduction",
                    reads={"agreement": ("state",)},
                )
                for nature in FilmLinkNature
            ),
        ),
    },
    orders={
        "newest": by_date(CoProduction, "year", newest=True),
        "oldest": by_date(CoProduction, "year", newest=False),
        "title": by_name(CoProduction),
    },
    spans={"year": dates_of(CoProduction, "year")},
)
