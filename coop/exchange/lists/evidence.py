"""What stands behind a value in a file: its basis, and the paragraphs of the sources."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from coop.dates.edtf import has_doubt
from coop.exchange.lists.portions import of_portion
from coop.models import Citation
from coop.vocabulary.records import Basis

STRENGTH = {basis: rank for rank, basis in enumerate(Basis.values)}

Evidence = dict[str, Any]
"""``basis``, None without a citation, and ``sources``: each a ``source`` and its ``paragraphs``."""


class Evidenced:
    """The citations in published sources for the claims of one portion of records.

    ``target`` is the field of a citation that leads to the claim, ``path`` leads from the
    claim to the record, and is empty where the claim is the record itself.
    """

    def __init__(self, target: str, path: str, ids: Sequence[int], **conditions: Any):
        lookup = f"{target}__{path}" if path else target
        rows = Citation.objects.public().filter(**of_portion(lookup, ids), **conditions).order_by()
        self._citations: dict[int, list[tuple]] = defaultdict(list)
        for claim, *citation in rows.values_list(
            *(f"{target}_id", "field", "basis", "source__key", "paragraphs", "order", "pk")
        ):
            self._citations[claim].append(tuple(citation))

    def whole(self, claim: int) -> Evidence:
        """All that is cited for a claim, whatever field of it is meant."""
        return _evidence(self._citations.get(claim, ()))

    def of(self, claim: int, *fields: str) -> Evidence:
        """What is cited for one of these fields; where nothing is, for the claim as a whole."""
        citations = self._citations.get(claim, ())
        if len(citations) == 1:
            return _evidence(citations if citations[0][0] in ("", *fields) else ())
        own = [one for one in citations if one[0] in fields]
        return _evidence(own or [one for one in citations if not one[0]])

    def of_date(self, claim: int, field: str, text: str) -> Evidence:
        """As ``of``; a date that leaves a part of itself in doubt is at most inferred."""
        found = self.of(claim, field)
        if found["basis"] == Basis.STATED and has_doubt(text):
            found["basis"] = Basis.INFERRED.value
        return found


def _evidence(citations: Sequence[tuple]) -> Evidence:
    if not citations:
        return {"basis": None, "sources": []}
    if len(citations) == 1:
        _field, basis, source, paragraphs, *_rest = citations[0]
        return {"basis": basis, "sources": [{"source": source, "paragraphs": paragraphs}]}
    basis = min((one[1] for one in citations), key=STRENGTH.__getitem__)
    return {"basis": basis, "sources": _sources(citations)}


def _sources(citations: Sequence[tuple]) -> list[dict[str, str]]:
    """Each paragraph once: source by source, in the order in which they are cited."""
    found = sorted(citations, key=lambda one: (one[2], one[4], one[5]))
    return [
        {"source": source, "paragraphs": paragraphs}
        for source, paragraphs in dict.fromkeys(one[2:4] for one in found)
    ]
