"""The indexes that this process holds, brought to the present generation when asked for."""

from collections import defaultdict
from threading import RLock

from django.db.models import Model
from pyroaring import BitMap

from coop.facets import storing
from coop.facets.index import Index, Mark
from coop.facets.kinds import Kind
from coop.facets.registered import KINDS
from coop.models import Generation, IndexChange, StoredIndex

BEGUN: Mark = (0, 0)

MANY = 1000
"""With more records changed than this, and than every eighth, all are read anew sooner."""

_held: dict[str, Index] = {}
_lock = RLock()


def index(model: type[Model], mark: Mark | None = None) -> Index:
    """The index of a kind of record as it is now.

    ``mark`` is the generation, when the caller has read it already: it must have been read
    before any data. The index is of that generation, or of a later one.
    """
    kind = KINDS[model]
    mark = mark or Generation.objects.current()
    held = _held.get(kind.name)
    if held is not None and held.mark == mark != BEGUN:
        return held
    with _lock:
        held = _held.get(kind.name)
        if held is not None and held.mark != mark:
            # Whoever was waited for may have gone further: nobody goes back for that.
            mark = Generation.objects.current()
        if held is None or held.mark != mark or mark == BEGUN:
            held = _brought_on(kind, held, mark)
        if mark != BEGUN:
            _held[kind.name] = held
    return held


def forget():
    """Hold nothing: for a process that has changed to another database."""
    with _lock:
        _held.clear()


def store(mark: Mark, *, anew: bool):
    """Store the index of every kind, for processes to begin from.

    ``anew``: read from the database whatever is held or stored. To be called inside the
    transaction that has raised the generation to ``mark``.
    """
    for kind in KINDS.values():
        found = Index.read(kind, mark) if anew else index(kind.model, mark)
        StoredIndex.objects.update_or_create(
            kind=kind.name,
            defaults={
                "generation": mark[0],
                "stamp": mark[1],
                "content": storing.pack(found),
            },
        )


def _brought_on(kind: Kind, held: Index | None, mark: Mark) -> Index:
    """The index at ``mark``: from what is held, else from what is stored, else read anew."""
    if mark == BEGUN:
        return Index.read(kind, mark)
    for known in (lambda: held, lambda: _stored(kind, mark)):
        begin = known()
        if begin is not None and (ids := changes(kind, begin.mark, mark)) is not None:
            if begin.mark == mark:
                return begin
            if len(ids) <= MANY or len(ids) <= len(begin.everything) // 8:
                return begin.at(mark, ids)
    return Index.read(kind, mark)


def changes(kind: Kind, since: Mark, mark: Mark) -> BitMap | None:
    """The records that changed between two generations; None when nobody knows."""
    found = all_changes(since, mark)
    return found if found is None else found[kind.name]


def all_changes(since: Mark, mark: Mark) -> defaultdict[str, BitMap] | None:
    """The records of every kind that changed between two generations, by the kind's name."""
    found: defaultdict[str, BitMap] = defaultdict(BitMap)
    if since == mark:
        return found
    if since[0] >= mark[0]:
        return None
    rows = IndexChange.objects.filter(generation__gte=since[0], generation__lte=mark[0])
    steps = list(rows.values_list("generation", "stamp", "records"))
    if len(steps) != mark[0] - since[0] + 1:
        return None
    if steps[0][:2] != since or steps[-1][:2] != mark:
        return None
    for _generation, _stamp, records in steps[1:]:
        if records is None:
            return None
        for name, ids in records.items():
            found[name].update(ids)
    return found


def _stored(kind: Kind, mark: Mark) -> Index | None:
    row = (
        StoredIndex.objects.filter(kind=kind.name, generation__lte=mark[0])
        .values_list("generation", "stamp", "content")
        .first()
    )
    if row is None:
        return None
    generation, stamp, content = row
    return storing.unpack(kind, (generation, stamp), bytes(content))
