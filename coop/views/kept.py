"""Whole pages, kept by each process for as long as nothing in the registry changes."""

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import TypeVar

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language

from coop.curation import active
from coop.facets.held import BEGUN
from coop.facets.index import Mark
from coop.filters.base import PREVIEW
from coop.models import Generation, ProvisionTopic

T = TypeVar("T")

LONGEST_QUERY = 500
"""Characters; what is longer is not asked for twice."""

AT_MOST = 32 * 2**20
"""Bytes of pages that a process keeps; those asked for last."""


class Pages:
    """Pages of one generation, by name, up to a number of bytes; the first to go is the one
    that nobody has asked for the longest.
    """

    def __init__(self, at_most: int):
        self.at_most = at_most
        self.size = 0
        self._mark = BEGUN
        self._pages: OrderedDict[tuple, bytes] = OrderedDict()
        self._lock = Lock()

    def get(self, mark: Mark, name: tuple) -> bytes | None:
        """The page of that name, if it is kept and of that generation."""
        with self._lock:
            if mark != self._mark or name not in self._pages:
                return None
            self._pages.move_to_end(name)
            return self._pages[name]

    def keep(self, mark: Mark, name: tuple, page: bytes):
        """Keep a page made at that generation; those of another one go."""
        with self._lock:
            if mark != self._mark:
                self._clear(mark)
            self.size += len(page) - len(self._pages.pop(name, b""))
            self._pages[name] = page
            while self.size > self.at_most:
                _name, dropped = self._pages.popitem(last=False)
                self.size -= len(dropped)

    def clear(self):
        """Keep nothing."""
        with self._lock:
            self._clear(BEGUN)

    def _clear(self, mark: Mark):
        self._mark = mark
        self._pages.clear()
        self.size = 0


pages = Pages(AT_MOST)

_answers: list[dict] = []


def kept(get: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Keep what a view's ``get`` answers, and answer with that until something changes.

    A public page is made of the registry, its own address, the language and the day, and of
    nothing that a visitor sends besides: no user, no session, no cookie. All of them name
    the page that is kept, and the generation stands for the registry. It is read, with one
    small query, before any data; every change to the registry raises it in the transaction
    of the change and stamps it with a number drawn by chance. So the next request after a
    change finds another generation and has its page made anew, in whatever process or on
    whatever connection the change was made; and a number that was rolled back is never
    taken for the one that follows it.

    Not kept are previews; addresses with a query of which the view does not say that it
    ``may_keep`` the answer, for they are as many as people make up; answers other than 200;
    and what is read from within a change, which may yet be undone.
    """

    @wraps(get)
    def answer(view, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        mark = view.mark = present()
        if mark == BEGUN or not _may_be_kept(view, request):
            return get(view, request, *args, **kwargs)
        name = _name(request)
        page = pages.get(mark, name)
        if page is not None:
            return HttpResponse(page)
        response = get(view, request, *args, **kwargs)
        if response.status_code == 200:
            pages.keep(mark, name, response.render().content)
        return response

    return answer


def present() -> Mark:
    """The generation now; the first one from within a change, of which nothing may be kept."""
    return BEGUN if active() is not None else Generation.objects.current()


def once_a_generation(question: Callable[[], T]) -> Callable[[Mark], T]:
    """Ask a question about the registry once for each generation, and keep the last answer.

    The generation is given by who asks, and was read before any data.
    """
    known: dict[Mark, T] = {}
    _answers.append(known)

    @wraps(question)
    def answer(mark: Mark) -> T:
        found = known.get(mark)
        if found is None:
            found = question()
            known.clear()
            if mark != BEGUN:
                known[mark] = found
        return found

    return answer


def forget():
    """Keep nothing: for a process that has changed to another database."""
    pages.clear()
    for known in _answers:
        known.clear()


@once_a_generation
def topics() -> list[ProvisionTopic]:
    """Every topic, in the order of the vocabulary."""
    return list(ProvisionTopic.objects.all())


def _may_be_kept(view, request: HttpRequest) -> bool:
    query = request.META.get("QUERY_STRING", "")
    if not query:
        return True
    may_keep = getattr(view, "may_keep", None)
    return (
        may_keep is not None
        and len(query) <= LONGEST_QUERY
        and PREVIEW not in request.GET
        and may_keep(request.GET)
    )


def _name(request: HttpRequest) -> tuple:
    """What a public page depends on besides the registry."""
    return (
        request.scheme,
        request.get_host(),
        request.path,
        request.META.get("QUERY_STRING", ""),
        get_language(),
        timezone.localdate(),
    )
