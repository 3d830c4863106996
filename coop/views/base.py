"""What every list and every record page does, whatever it shows."""

from django.core.paginator import InvalidPage, Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.generic import DetailView, View
from django.views.generic.base import TemplateResponseMixin

from coop.filters.base import PAGE, PREVIEW, Problem, RecordFilter
from coop.models import FormerSlug
from coop.models.base import Publishable
from coop.views.notes import Notes

PAGE_SIZE = 50


class RecordDetail(DetailView):
    """One record at its address.

    A former slug redirects for ever, a withdrawn record leaves a tombstone (410), and what
    is not public is not found. ``?preview=1`` shows staff who may view it the page of a
    record that is not public yet; such an answer is never stored.
    """

    context_object_name = "record"
    slug_field = "slug"
    is_preview = False

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        wanted = kwargs["slug"]
        self.is_preview = self._may_preview()
        records = self.model._default_manager.all() if self.is_preview else self.public()
        self.object = self.with_parts(records).filter(**{self.slug_field: wanted}).first()
        if self.object is None:
            return self.absent(wanted)
        response = self.render_to_response(self.get_context_data(object=self.object))
        if PREVIEW in request.GET:
            add_never_cache_headers(response)
        return response

    def _may_preview(self) -> bool:
        if self.request.GET.get(PREVIEW) != "1":
            return False
        options = self.model._meta
        return self.request.user.has_perm(f"{options.app_label}.view_{options.model_name}")

    def public(self):
        """The records that have a public page."""
        return self.model.objects.public()

    def with_parts(self, records):
        """The records with what the page prints of them."""
        return records

    def absent(self, wanted: str) -> HttpResponse:
        """Answer for an address under which nothing public stands."""
        if withdrawn := withdrawn_record(self.model, **{self.slug_field: wanted}):
            return tombstone(self.request, withdrawn)
        former = FormerSlug.objects.filter(kind=self.model._meta.model_name, slug=wanted).first()
        if former:
            record = self.model._default_manager.filter(key=former.key)
            if found := record.public().first() or withdrawn_record(self.model, key=former.key):
                return permanent_redirect(self.request, found)
        raise Http404

    def get_context_data(self, **context):
        context = super().get_context_data(**context)
        return {**context, "is_preview": self.is_preview, **self.story(self.object)}

    def story(self, record) -> dict:
        """What the page prints, in the order in which it prints it, with its notes."""
        raise NotImplementedError

    def notes(self, claims) -> Notes:
        return Notes(claims, is_preview=self.is_preview)


class VocabularyDetail(RecordDetail):
    """One word of a controlled vocabulary, at its code: every one is public, none is cited."""

    slug_field = "code"

    def public(self):
        return self.model.objects.all()

    def absent(self, wanted: str) -> HttpResponse:
        raise Http404


def permanent_redirect(request: HttpRequest, record) -> HttpResponse:
    """301 to the record's own address, the query string kept."""
    query = request.META.get("QUERY_STRING", "")
    address = record.get_absolute_url()
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)


def withdrawn_record(model, **lookup):
    """The withdrawn record, if it is one; only records that staff publish can be."""
    if not issubclass(model, Publishable):
        return None
    return model.objects.withdrawn().filter(**lookup).first()


def tombstone(request: HttpRequest, record) -> HttpResponse:
    """410: that a record stood here, that it was withdrawn, and why."""
    return render(request, "410.html", {"record": record}, status=410)


class RecordList(TemplateResponseMixin, View):
    """A list: what the filters leave, in the order asked for, page by page.

    A value that makes no sense is answered with 400, a sentence that names its parameter,
    and the form still in place; a page that does not exist with 404 and the same.
    """

    model = None
    filter_class: type[RecordFilter] = RecordFilter
    page_size = PAGE_SIZE

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        filters = self.filter_class(request.GET, self.get_queryset(), today=timezone.localdate())
        problems = filters.problems()
        records = self.model.objects.none() if problems else self.sorted(filters.qs, filters.sort)
        paginator = Paginator(records, self.page_size)
        status, page = 200, paginator.page(1)
        try:
            page = paginator.page(request.GET.get(PAGE) or 1)
        except InvalidPage:
            if not problems:
                status = self._page_problem(problems, request.GET[PAGE], paginator)
        if problems and status == 200:
            status = 400
        context = self.get_context_data(
            filters=filters, problems=problems, paginator=paginator, page=page
        )
        return self.render_to_response(context, status=status)

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

    def get_queryset(self):
        """Every record that the list can show."""
        return self.model.objects.public()

    def sorted(self, records, order: str):
        """The records in one of the filter's orders; each ends in a unique column."""
        return records.order_by("sort_key", "pk")

    def get_context_data(self, *, filters, problems, paginator, page) -> dict:
        facets = filters.facets()
        return {
            "filters": filters,
            "facets": facets,
            "chips": filters.chips(facets),
            "problems": [(problem, filters.address(problem.parameter)) for problem in problems],
            "total": paginator.count,
            "page": page,
            "page_addresses": [
                (number, filters.address_of_page(number) if isinstance(number, int) else "")
                for number in paginator.get_elided_page_range(page.number, on_each_side=2)
            ],
            "records": page.object_list,
            "options": self.model._meta,
        }


class VocabularyList(RecordList):
    """The words of a controlled vocabulary in its own order."""

    def get_queryset(self):
        return self.model.objects.all()
