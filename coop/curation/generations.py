"""The end of every change: the generation is raised, with what its readers must read again."""

from collections.abc import Callable

from coop.facets import held
from coop.models import Generation, IndexChange

STORED_EVERY = 256
"""Generations after which the indexes are stored again, for processes that begin."""

STORED_AFTER = 1000
"""Records that are changed at once, after which they are stored too."""

REMEMBERED = 4 * STORED_EVERY
"""Generations whose changes are kept; who holds an older index begins from the stored one."""


def advance(find: Callable[[], dict[str, list[int]] | None]):
    """Raise the generation; to be called last, inside the transaction of the change.

    ``find`` is called for the records whose facets may be others, by kind; None: all may
    be. Two changes never search at once: the later one sees what the earlier has written.
    """
    number, stamp = Generation.objects.advance()
    records = find()
    IndexChange.objects.update_or_create(
        generation=number, defaults={"stamp": stamp, "records": records}
    )
    is_much = records is None or sum(map(len, records.values())) > STORED_AFTER
    if is_much or number % STORED_EVERY == 0:
        held.store((number, stamp), anew=records is None)
        IndexChange.objects.filter(generation__lt=number - REMEMBERED).delete()
