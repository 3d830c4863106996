"""What may be asked of the list of films."""

from collections import defaultdict

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from coop.facets import parts
from coop.filters.facets import ChoiceFacet, CodesFacet, FacetFilter, RelatedFacet
from coop.filters.limits import LimitFilter
from coop.filters.ranges import DatedFilter
from coop.filters.uses import Use, UseFacet, referred
from coop.models import CoProduction, Country, Subject
from coop.vocabulary.coproductions import CoProductionKind, FilmLinkNature, FilmStatus
from coop.vocabulary.records import Form, Length


class PartnerFacet(FacetFilter):
    """The countries of a film's partners: a partner's own, else its party's."""

    PATHS = ("country__code", "party__country__code")

    def known(self, values):
        rows = Country.objects.filter(code__in=list(values)).order_by()
        return set(rows.values_list("code", flat=True))

    def condition(self, value):
        wanted = Q()
        for path in self.PATHS:
            wanted |= Q(**{path: value})
        return Exists(parts.partners().filter(wanted, coproduction=OuterRef("pk")).order_by())

    def counts(self, queryset):
        films = defaultdict(set)
        rows = parts.partners().filter(coproduction__in=queryset.order_by().values("pk"))
        for film, *codes in rows.order_by().values_list("coproduction", *self.PATHS):
            for code in filter(None, codes):
                films[code].add(film)
        return {code: len(found) for code, found in films.items()}

    def labels(self, values):
        found = Country.objects.filter(code__in=list(values))
        return {country.code: country.label for country in found}


class CoProductionFilter(DatedFilter):
    """The filters of the list of films."""

    SORTS = {"newest": _("newest first"), "oldest": _("oldest first"), "title": _("title")}
    date_field = "year"
    date_name = "year"

    country = PartnerFacet(label=_("Partner country"), all_must_hold=True)
    form = CodesFacet(
        field_name="forms", label=_("Form"), all_must_hold=True, codes=Form, parts=None
    )
    length = CodesFacet(
        field_name="lengths", label=_("Length"), all_must_hold=True, codes=Length, parts=None
    )
    status = ChoiceFacet(label=_("Status"), choices=FilmStatus)
    kind = ChoiceFacet(label=_("Kind"), choices=CoProductionKind)
    subject = RelatedFacet(
        label=_("Subject"),
        all_must_hold=True,
        parts=CoProduction.subjects.through.objects.all,
        root="coproduction",
        value="subject__key",
        named=Subject.objects.public,
    )
    use = UseFacet(
        label=_("On record"),
        uses=(
            Use("partners", _("partners"), referred(parts.partners, "coproduction")),
            Use("screenings", _("screenings"), referred(parts.screenings, "coproduction")),
            *(
                Use(
                    nature.value,
                    nature.label,
                    referred(
                        lambda nature=nature: parts.film_links().filter(nature=nature),
                        "coproduction",
                    ),
                )
                for nature in FilmLinkNature
            ),
        ),
    )
    year_from = LimitFilter(label=_("From the year"), end=False)
    year_to = LimitFilter(label=_("Until the year"), end=True)
