"""What every list does, whatever it shows."""

from typing import Any

from django.core.paginator import InvalidPage, Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.loader import get_template
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.generic import View
from django.views.generic.base import TemplateResponseMixin

from coop.facets.index import Mark
from coop.filters.base import PAGE, RecordFilter
from coop.filters.panel import Problem
from coop.search.snippets import Snippet, snippets
from coop.views.kept import kept

PAGE_SIZE = 50

CARDS_KEPT = 5_000
"""Printed cards that a process holds for one list."""

MISSING = object()


class Found:
    """What filters leave, for a paginator: slices of it are ids in the order at work."""

    def __init__(self, filters: RecordFilter, size: int, *, is_empty: bool):
        self.filters = filters
        self.size = size
        self.is_empty = is_empty

    def __len__(self) -> int:
        return 0 if self.is_empty else self.filters.total

    def __getitem__(self, part: slice) -> list[int]:
        return [] if self.is_empty else self.filters.page(part.start // self.size + 1, self.size)


class RecordList(TemplateResponseMixin, View):
    """A list: what the filters leave, in the order asked for, page by page.

    A value that makes no sense is answered with 400, a sentence that names its parameter,
    and the form still in place; a page that does not exist with 404 and the same.
    """

    filter_class: type[RecordFilter] = RecordFilter
    card_template = ""
    """What prints one record; empty when the list's own template prints them all."""
    page_size = PAGE_SIZE
    mark: Mark
    """The generation that the list is answered from."""

    @property
    def model(self):
        return self.filter_class.model

    @kept
    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        filters = self.filter_class(request.GET, today=timezone.localdate(), mark=self.mark)
        self.index = filters.index
        if (address := filters.told_together()) is not None:
            return HttpResponseRedirect(address)
        problems = filters.problems()
        found = Found(filters, self.page_size, is_empty=bool(problems))
        paginator = Paginator(found, self.page_size)
        status = 200
        try:
            page = paginator.page(request.GET.get(PAGE) or 1)
        except InvalidPage:
            page = paginator.page(1)
            if not problems:
                status = self._page_problem(problems, request.GET[PAGE], paginator)
        if problems and status == 200:
            status = 400
        context = self.get_context_data(filters=filters, problems=problems, page=page)
        return self.render_to_response(context, status=status)

    @classmethod
    def may_keep(cls, query: QueryDict) -> bool:
        """Whether the answer to these parameters is worth keeping: the list knows all of them."""
        return cls.filter_class.known_parameters().issuperset(query)

    def _page_problem(self, problems: list[Problem], asked: str, paginator: Paginator) -> int:
        """Note what is wrong with the page asked for; return the status for it."""
        if asked.isascii() and asked.isdigit() and asked.strip("0"):
            last = paginator.num_pages
            sentence = _("There is no page %(asked)s; the last one is page %(last)d.")
            problems.append(Problem(PAGE, sentence % {"asked": asked[:12], "last": last}))
            return 404
        sentence = _("“%(asked)s” is no number of a page; pages are counted from 1.")
        problems.append(Problem(PAGE, sentence % {"asked": asked[:40]}))
        return 400

    def with_parts(self, records: QuerySet) -> QuerySet:
        """The records with what the list prints of them."""
        return records

    def prepared(self, record):
        """A record as its card prints it."""
        return record

    def read(self, ids: list[int]) -> dict[int, Any]:
        """What the list prints of those of these records that are public, by their ids."""
        public = self.index.kind.everything().filter(pk__in=ids)
        found = self.with_parts(public).order_by()
        return {record.pk: self.prepared(record) for record in found}

    def get_context_data(self, *, filters: RecordFilter, problems: list, page: Page) -> dict:
        facets = filters.facets()
        printed = Printed(self, filters, page.object_list)
        return {
            "filters": filters,
            "facets": facets,
            "chips": filters.chips(facets),
            "problems": [(problem, filters.address(problem.parameter)) for problem in problems],
            "notices": filters.notices(),
            "total": page.paginator.count,
            "page": page,
            "page_addresses": [
                (number, filters.address_of_page(number) if isinstance(number, int) else "")
                for number in page.paginator.get_elided_page_range(page.number, on_each_side=2)
            ],
            "previous_address": page.has_previous() and filters.address_of_page(page.number - 1),
            "next_address": page.has_next() and filters.address_of_page(page.number + 1),
            "printed": printed,
            "options": self.model._meta,
        }


class Printed:
    """The records of a page, printed: as cards that are kept, or as records for a template.

    A card is kept with the index that the list was answered from, and goes with it: every
    change to the registry begins another. It is kept by language, and by the day, for
    what it says of today; so is the text in which words were found, by what was asked.
    """

    def __init__(self, of: RecordList, filters: RecordFilter, ids: list[int]):
        self._list = of
        self._filters = filters
        self._ids = ids

    def __bool__(self) -> bool:
        return bool(self._ids)

    @cached_property
    def records(self) -> list:
        """The records in their order; one that was hidden meanwhile is left out."""
        return list(self._kept("records", self._read).values())

    def _read(self, ids: list[int]) -> list[tuple]:
        if not ids:
            return []
        by_id = self._list.read(ids)
        return [(pk, by_id[pk]) for pk in ids if pk in by_id]

    def _printed(self, ids: list[int]) -> list[tuple[int, SafeString]]:
        template = get_template(self._list.card_template)
        return [(pk, template.render({"record": record})) for pk, record in self._read(ids)]

    def _found_in(self, ids: list[int]) -> list[tuple[int, Snippet | None]]:
        found = snippets(self._list.model, ids, self._filters.question)
        return [(pk, found.get(pk)) for pk in ids]

    def _kept(self, what, make, *, of: object = None) -> dict:
        """What ``make`` makes of each id of the page, in their order; made once and kept.

        ``of`` is what else it is made of.
        """
        kept = self._filters.index.kept_of_today((what, get_language()), self._filters.today)
        # Another thread may clear what is kept at any moment: each thing is looked for once.
        page = {pk: kept.get((pk, of), MISSING) for pk in self._ids}
        if missing := [pk for pk, found in page.items() if found is MISSING]:
            made = dict(make(missing))
            if len(kept) + len(made) > CARDS_KEPT:
                kept.clear()
            kept.update(((pk, of), one) for pk, one in made.items())
            page.update(made)
        return {pk: found for pk, found in page.items() if found is not MISSING}

    @cached_property
    def cards(self) -> list[tuple[SafeString, Snippet | None]]:
        """Each record as a card; with words searched for, also where they stand in it.

        A card whose title has all of the words needs no such text.
        """
        question = self._filters.question
        found = self._kept("snippets", self._found_in, of=question) if question else {}
        return [(card, found.get(pk)) for pk, card in self._kept("cards", self._printed).items()]
