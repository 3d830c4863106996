"""Names that go on from what somebody is typing."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Model, QuerySet

from coop import facets
from coop.models import Agreement, CoProduction, Generation, Party, ProvisionTopic
from coop.models.base import Record
from coop.names.text import Wording
from coop.search import matching
from coop.search.marking import Wanted
from coop.search.questions import Question
from coop.search.snippets import UNKNOWN, Piece, pieces

OFFERED = 4
"""Names of a kind that are offered."""

WEIGHED = 16
"""Names of a kind that are read, so that those which begin as typed can come first."""

FEWEST_LETTERS = 2
"""With fewer, half of the registry would be looked through."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A name with what was typed marked."""

    pieces: list[Piece]
    language: str
    direction: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A record by the name that was typed; of a body, its country beside it."""

    address: str
    name: Marked
    beside: Marked | None


def suggestions(typed: str) -> list[tuple[type[Model], list[Suggestion]]]:
    """For each kind, a few public records whose name holds the words, the last as a beginning.

    Names that begin as typed come first, then in the usual order of their kind. Costs two
    queries a kind and reads a bounded number of records, however many there are.
    """
    question = Question.read(typed)
    if sum(map(len, question.sequence)) < FEWEST_LETTERS:
        return []
    mark = Generation.objects.current()
    found = ((records.model, _of(records, question, mark)) for records in _kinds())
    return [(model, offered) for model, offered in found if offered]


def _kinds() -> Iterator[QuerySet]:
    """The kinds that are suggested, with what their names need."""
    yield Party.objects.with_country()
    yield ProvisionTopic.objects.all()
    yield Agreement.objects.all()
    yield CoProduction.objects.all()


def _of(records: QuerySet, question: Question, mark: matching.Mark) -> list[Suggestion]:
    index = facets.index(records.model, mark)
    exact, titled = matching.tiers(records.model, question, mark)
    exact, titled = exact & index.everything, titled & index.everything
    order = next(iter(index.orders.values()))
    ids = order.page(exact, 0, WEIGHED)
    ids += order.page(titled - exact, 0, WEIGHED - len(ids))
    known = records.in_bulk(ids)
    wanted = Wanted(question)
    named = [(known[pk], _name(known[pk], wanted)) for pk in ids if pk in known]
    named.sort(key=lambda one: _rank(one[1], wanted))
    return [_suggestion(record, name, question) for record, name in named[:OFFERED]]


def _rank(name: Wording, wanted: Wanted) -> tuple[bool, bool]:
    """Names that begin as typed come first, then others that have all that was typed."""
    return not wanted.begins(name.text), wanted.held(name.text) != wanted.everything


def _name(record, wanted: Wanted) -> Wording:
    """The name to offer: the printed one, unless it is another that was typed."""
    printed = record.label or Wording(str(record), "")
    texts = [record.names_read if isinstance(record, Record) else record.names]
    texts.append(getattr(record, "short_names", {}))
    others = [Wording(text, tag) for names in texts for tag, text in names.items()]
    typed = [one for one in (printed, *others) if wanted.held(one.text) == wanted.everything]
    if not typed or typed[0] is printed:
        return printed
    return next((one for one in typed if wanted.begins(one.text)), typed[0])


def _suggestion(record, name: Wording, question: Question) -> Suggestion:
    beside = None
    if isinstance(record, Party) and record.country and not record.is_state:
        beside = record.country.names.best(reader=name.language)
    return Suggestion(
        record.get_absolute_url(),
        _marked(name, question),
        _marked(beside, question) if beside else None,
    )


def _marked(name: Wording, question: Question) -> Marked:
    language, direction = (name.language, name.direction) if name.language else UNKNOWN
    return Marked(pieces(name.text, question), language, direction)
