"""What may be asked of the list of sources."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coop.facets import parts
from coop.filters.facets import ChoiceFacet
from coop.filters.limits import LimitFilter
from coop.filters.ranges import DatedFilter
from coop.filters.uses import TagFacet, Use, UseFacet, referred
from coop.names import languages
from coop.vocabulary.records import Basis
from coop.vocabulary.sources import SourceKind


def cited_as(*bases: str):
    """Citations of these bases."""
    return lambda: parts.citations().filter(basis__in=bases)


class SourceFilter(DatedFilter):
    """The filters of the list of sources."""

    SORTS = {
        "title": _("title"),
        "newest": _("newest first"),
        "oldest": _("oldest first"),
        "claims": _("most claims first"),
    }
    date_field = "published_on"
    date_name = "published"

    kind = ChoiceFacet(label=_("Kind"), choices=SourceKind)
    language = TagFacet(
        field_name="language",
        label=_("Language"),
        label_of=languages.label,
        known=languages.is_tag,
    )
    use = UseFacet(
        label=_("Carries"),
        uses=(
            *(
                Use(basis.value, basis.label, referred(cited_as(basis), "source"))
                for basis in Basis
            ),
            Use("none", _("no claim"), lambda: ~Q(referred(parts.citations, "source")())),
        ),
    )
    published_from = LimitFilter(label=_("Published from"), end=False)
    published_to = LimitFilter(label=_("Published until"), end=True)
