"""Records that were found, as a page of results prints them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Model, QuerySet
from django.urls import reverse

from coop.models import Provision
from coop.names.text import Wording
from coop.search.questions import Question
from coop.search.snippets import UNKNOWN, Piece, Snippet, pieces, snippets


@dataclass(frozen=True, slots=True)
class Hit:
    """A record with the words of its name marked, and the text in which the rest was found."""

    record: Model
    address: str
    pieces: list[Piece]
    language: str
    direction: str
    snippet: Snippet | None

    @property
    def is_possible(self) -> bool:
        """Whether its sources leave it open."""
        return getattr(self.record, "is_possible", False)

    @property
    def is_supplied(self) -> bool:
        """Whether the registry made its name up."""
        supplied = (getattr(self.record, f"is_{name}_supplied", False) for name in TITLES)
        return any(supplied)


TITLES = ("title", "name")


def hits(records: QuerySet, ids: Sequence[int], question: Question) -> list[Hit]:
    """These records in this order. The ids are of public ones."""
    known = records.in_bulk(ids)
    found = snippets(records.model, ids, question)
    return [_hit(known[pk], question, found.get(pk)) for pk in ids if pk in known]


def _hit(record, question: Question, snippet: Snippet | None) -> Hit:
    named = record.topic if isinstance(record, Provision) else record
    name = named.label or Wording(str(named), "")
    return Hit(
        record,
        address_of(record),
        pieces(name.text, question, at_most=None),
        name.language or UNKNOWN[0],
        name.direction if name.language else UNKNOWN[1],
        snippet,
    )


def address_of(record) -> str:
    """The page of a record; of a provision, that of its own."""
    if isinstance(record, Provision):
        return reverse("provision-detail", args=[record.agreement.key, record.key])
    return record.get_absolute_url()
