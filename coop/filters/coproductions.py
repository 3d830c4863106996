"""What may be asked of the list of films."""

from django.utils.translation import gettext_lazy as _

from coop.filters.facets import ChoiceFacet, NamedFacet
from coop.filters.limits import LimitFilter
from coop.filters.ranges import DatedFilter
from coop.models import CoProduction, Country, Subject
from coop.vocabulary.coproductions import CoProductionKind, FilmLinkNature, FilmStatus
from coop.vocabulary.records import Form, Length

USES = {
    "partners": _("partners"),
    "screenings": _("screenings"),
    **dict(FilmLinkNature.choices),
}


class CoProductionFilter(DatedFilter):
    """The filters of the list of films."""

    model = CoProduction
    SORTS = {"newest": _("newest first"), "oldest": _("oldest first"), "title": _("title")}
    date_field = "year"
    date_name = "year"

    country = NamedFacet(
        label=_("Partner country"), all_must_hold=True, named=Country.objects.all, by="code"
    )
    form = ChoiceFacet(label=_("Form"), all_must_hold=True, choices=Form)
    length = ChoiceFacet(label=_("Length"), all_must_hold=True, choices=Length)
    status = ChoiceFacet(label=_("Status"), choices=FilmStatus)
    kind = ChoiceFacet(label=_("Kind"), choices=CoProductionKind)
    subject = NamedFacet(label=_("Subject"), all_must_hold=True, named=Subject.objects.public)
    use = ChoiceFacet(label=_("On record"), all_must_hold=True, choices=USES.items())
    year_from = LimitFilter(label=_("From the year"), end=False)
    year_to = LimitFilter(label=_("Until the year"), end=True)
