"""What may be asked of the list of subjects."""

from django.utils.translation import gettext_lazy as _

from coop.filters.base import RecordFilter
from coop.filters.facets import ChoiceFacet
from coop.models import Subject

KINDS = {"place": _("place"), "person": _("person"), "theme": _("theme")}
USES = {"agreements": _("agreements"), "provisions": _("provisions"), "films": _("films")}


class SubjectFilter(RecordFilter):
    """The filters of the list of subjects."""

    model = Subject
    SORTS = {"title": _("name")}

    kind = ChoiceFacet(label=_("Kind"), choices=KINDS.items())
    use = ChoiceFacet(label=_("On record"), all_must_hold=True, choices=USES.items())
