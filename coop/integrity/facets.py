"""Whether the facets that are stored, with what changed since, are those of the registry."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from coop import facets
from coop.facets.index import Index
from coop.facets.kinds import Kind
from coop.facets.registered import KINDS
from coop.integrity.problems import Problem
from coop.models import Generation


def facet_problems() -> Iterator[Problem]:
    """Kinds of record whose lists do not say what the registry says."""
    for kind in KINDS.values():
        if not _is_right(kind):
            yield Problem(
                "index",
                _("The facets of %(records)s are not those of the registry: run reindex.")
                % {"records": kind.model._meta.verbose_name_plural},
            )


def _is_right(kind: Kind) -> bool:
    """Whether a process answers as one that reads everything would, while nobody writes."""
    while True:
        mark = Generation.objects.current()
        is_right = facets.index(kind.model, mark).says_the_same(Index.read(kind, mark))
        if is_right or Generation.objects.current() == mark:
            return is_right
