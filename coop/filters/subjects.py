"""What may be asked of the list of subjects."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coop.facets import parts
from coop.filters.base import RecordFilter
from coop.filters.uses import Use, UseFacet, referred


class SubjectFilter(RecordFilter):
    """The filters of the list of subjects."""

    SORTS = {"title": _("name")}

    kind = UseFacet(
        label=_("Kind"),
        all_must_hold=False,
        uses=(
            Use("place", _("place"), lambda: Q(place__isnull=False)),
            Use("person", _("person"), lambda: Q(person__isnull=False)),
            Use("theme", _("theme"), lambda: Q(place__isnull=True, person__isnull=True)),
        ),
    )
    use = UseFacet(
        label=_("On record"),
        uses=(
            Use("agreements", _("agreements"), referred(parts.agreements, "subjects")),
            Use("provisions", _("provisions"), referred(parts.provisions, "subjects")),
            Use("films", _("films"), referred(parts.films, "subjects")),
        ),
    )
