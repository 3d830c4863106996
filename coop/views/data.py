"""Every list as data, at an address beside its own: ``/agreements.csv``, with the same filters."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.text import capfirst
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.generic import View

from coop.exchange.dataset import licence
from coop.exchange.lists import LISTINGS, Reader, feeds, writing
from coop.filters.addresses import in_words, query_of
from coop.filters.base import PAGE, RecordFilter
from coop.filters.panel import Problem
from coop.models import Generation
from coop.views.lists import RecordList

LAYOUT = 1
"""Raised when the same result makes another file: what others have stored is then stale."""

FILE_NAME_MAX = 80


@dataclass(frozen=True)
class Format:
    """A way to write a list, and what it is called."""

    extension: str
    media_type: str
    is_kept: bool = True
    """Whether a browser is to keep it as a file rather than to show it."""


CSV = Format("csv", "text/csv; charset=utf-8; header=present")
XLSX = Format("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
JSON = Format("json", "application/json; charset=utf-8", is_kept=False)
ATOM = Format("atom", f"{feeds.MEDIA_TYPE}; charset=utf-8", is_kept=False)
FORMATS = (CSV, XLSX, JSON, ATOM)

PIECES = {CSV: writing.csv_pieces, XLSX: writing.xlsx_pieces, JSON: writing.json_pieces}


class ListData(View):
    """What the filters of a list leave, as a file.

    A bad value is answered as the list's page answers it, with 400 and a sentence; what the
    list does not know is ignored, ``page`` as well, for a file has the whole result. A feed is
    paged.
    """

    list_view: type[RecordList] = RecordList
    format = CSV
    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        self.mark = Generation.objects.current()
        self.today = timezone.localdate()
        etag = self.etag()
        if unchanged := get_conditional_response(request, etag=etag):
            unchanged.headers.setdefault("ETag", etag)
            return unchanged
        problems = self.filters.problems()
        if self.format is XLSX and not problems:
            problems = self._too_many()
        if problems:
            response = self.refusal(problems, HTTPStatus.BAD_REQUEST)
        else:
            response = self.feed() if self.format is ATOM else self.file()
        if response.status_code == HTTPStatus.OK:
            response.headers["ETag"] = etag
            kept = "attachment" if self.format.is_kept else "inline"
            response.headers["Content-Disposition"] = f'{kept}; filename="{self.file_name}"'
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    @cached_property
    def filters(self) -> RecordFilter:
        asked = self.list_view.filter_class
        return asked(self.request.GET, today=self.today, mark=self.mark)

    @property
    def model(self):
        return self.list_view.filter_class.model

    def etag(self) -> str:
        """A mark of this answer: of the registry's generation, the day, the address and the terms.

        It is a weak one, since a workbook tells when it was written.
        """
        terms = licence()
        parts = (
            *(LAYOUT, *self.mark, self.today, self.request.build_absolute_uri()),
            *(terms.name, terms.address),
        )
        digest = hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()
        return f'W/"{digest[:32]}"'

    def file(self) -> HttpResponseBase:
        result = writing.Result(
            self.listing(),
            self.filters.in_order(),
            self.filters.total,
            self.title,
            self.absolute(self.list_address()),
        )
        pieces = in_language(PIECES[self.format](result), get_language())
        return StreamingHttpResponse(pieces, content_type=self.format.media_type)

    def feed(self) -> HttpResponseBase:
        number = self._page_number()
        if number is None:
            asked = self.request.GET[PAGE]
            sentence = _("“%(asked)s” is no number of a page; pages are counted from 1.")
            problem = Problem(PAGE, sentence % {"asked": asked[:40]})
            return self.refusal([problem], HTTPStatus.BAD_REQUEST)
        listing = self.listing()
        first = (number - 1) * feeds.ENTRIES
        changed = feeds.newest(type(listing), self.filters.found, first, feeds.ENTRIES + 1)
        if number > 1 and not changed:
            problem = Problem(PAGE, _("There is no page %(asked)d.") % {"asked": number})
            return self.refusal([problem], HTTPStatus.NOT_FOUND)
        links = {"self": self.own_address(number), "first": self.own_address(1)}
        if number > 1:
            links["previous"] = self.own_address(number - 1)
        if len(changed) > feeds.ENTRIES:
            links["next"] = self.own_address(number + 1)
        feed = feeds.Feed(
            listing, self.title, links["first"], self.absolute(self.list_address()), links
        )
        written = feeds.document(feed, changed[: feeds.ENTRIES])
        return HttpResponse(written, content_type=self.format.media_type)

    def refusal(self, problems: list[Problem], status: HTTPStatus) -> HttpResponseBase:
        """What is wrong with the parameters, in the format that was asked for as far as it can."""
        if self.format is JSON:
            told = [{"parameter": one.parameter, "sentence": one.sentence} for one in problems]
            content = json.dumps({"errors": told}, ensure_ascii=False) + "\n"
            return HttpResponse(content, content_type=JSON.media_type, status=status)
        lines = "".join(f"{one.parameter}: {one.sentence}\n" for one in problems)
        return HttpResponse(lines, content_type="text/plain; charset=utf-8", status=status)

    def _too_many(self) -> list[Problem]:
        """A workbook has only so much room; of any list there is as much CSV as it takes."""
        if self.filters.total <= writing.XLSX_ROWS_MAX:
            return []
        sentence = _(
            "These are %(count)d records; a worksheet has room for %(most)d. Narrow the list "
            "down, or take it as CSV."
        )
        counts = {"count": self.filters.total, "most": writing.XLSX_ROWS_MAX}
        return [Problem("xlsx", sentence % counts)]

    def _page_number(self) -> int | None:
        asked = self.request.GET.get(PAGE) or "1"
        is_number = asked.isascii() and asked.isdigit() and len(asked) <= 9
        return int(asked) or None if is_number else None

    def listing(self):
        return LISTINGS[self.model](Reader(self.site, self.today, self.mark))

    @property
    def site(self) -> str:
        return self.absolute("/").rstrip("/")

    def absolute(self, address: str) -> str:
        return self.request.build_absolute_uri(address)

    @property
    def query(self) -> str:
        """The parameters that made the result, as the list's page takes them."""
        return query_of(self.filters)

    def list_address(self) -> str:
        kind = LISTINGS[self.model].url_name
        query = self.query
        return f"{reverse(f'{kind}-list')}{f'?{query}' if query else ''}"

    def own_address(self, number: int) -> str:
        """The absolute address of one document of the feed."""
        page = f"{PAGE}={number}" if number > 1 else ""
        query = "&".join(filter(None, (self.query, page)))
        return self.absolute(f"{self.request.path}{f'?{query}' if query else ''}")

    @property
    def title(self) -> str:
        """The list and its filters in words."""
        name = capfirst(str(self.model._meta.verbose_name_plural))
        asked = in_words(self.filters)
        return f"{name} – {asked}" if asked else name

    @property
    def file_name(self) -> str:
        """The list and its filters, in letters that every file system takes."""
        name = self.request.path.rpartition("/")[2].rpartition(".")[0]
        asked = re.sub(r"[^A-Za-z0-9]+", "-", self.query)
        return f"{f'{name}-{asked}'[:FILE_NAME_MAX].strip('-')}.{self.format.extension}"


def in_language(content: Iterable, language: str | None) -> Iterator:
    """The content in the language of its address: it is written after the view has answered."""
    with override(language):
        yield from content
