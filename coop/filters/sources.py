"""What may be asked of the list of sources."""

from django.utils.translation import gettext_lazy as _

from coop.filters.facets import ChoiceFacet, TagFacet
from coop.filters.limits import LimitFilter
from coop.filters.ranges import DatedFilter
from coop.models import SourceDocument
from coop.names import languages
from coop.vocabulary.records import Basis
from coop.vocabulary.sources import SourceKind

CARRIED = {**dict(Basis.choices), "none": _("no claim")}


class SourceFilter(DatedFilter):
    """The filters of the list of sources."""

    model = SourceDocument
    SORTS = {
        "title": _("title"),
        "newest": _("newest first"),
        "oldest": _("oldest first"),
        "claims": _("most claims first"),
    }
    date_field = "published_on"
    date_name = "published"

    kind = ChoiceFacet(label=_("Kind"), choices=SourceKind)
    language = TagFacet(label=_("Language"), label_of=languages.label, known=languages.is_tag)
    use = ChoiceFacet(label=_("Carries"), all_must_hold=True, choices=CARRIED.items())
    published_from = LimitFilter(label=_("Published from"), end=False)
    published_to = LimitFilter(label=_("Published until"), end=True)
