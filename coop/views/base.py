"""What every record page does, whatever it shows."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.functional import cached_property
from django.views.generic import DetailView

from coop.facets.index import Mark
from coop.filters.base import PREVIEW
from coop.models import Citation, FormerSlug
from coop.models.base import Publishable
from coop.views.changes import public_changes
from coop.views.kept import kept, present
from coop.views.notes import Notes


class RecordDetail(DetailView):
    """One record at its address.

    A former slug redirects for ever, a withdrawn record leaves a tombstone (410), and what
    is not public is not found. ``?preview=1`` shows staff who may view it the page of a
    record that is not public yet; such an answer is never stored.
    """

    context_object_name = "record"
    slug_field = "slug"
    is_preview = False
    page_notes: Notes | None = None

    @cached_property
    def mark(self) -> Mark:
        """The generation that the page is made of."""
        return present()

    @kept
    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        wanted = kwargs["slug"]
        self.is_preview = self._may_preview()
        self.object = self.found(wanted)
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

    def found(self, wanted: str):
        """The record at that slug, with what the page prints of it; None without any."""
        records = self.model._default_manager.all() if self.is_preview else self.public()
        return self.with_parts(records).filter(**{self.slug_field: wanted}).first()

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
        story = self.story(self.object)
        replaced = self.page_notes.replaced if self.page_notes is not None else []
        return {
            **context,
            "is_preview": self.is_preview,
            "replaced": replaced,
            "changes": public_changes(self.object),
            **story,
        }

    def story(self, record) -> dict:
        """What the page prints, in the order in which it prints it, with its notes."""
        raise NotImplementedError

    def notes(self, claims) -> Notes:
        """The notes of a page that prints these claims; one query."""
        citations = Citation.objects.about(claims).with_source()
        self.page_notes = Notes(citations if self.is_preview else citations.of_public_sources())
        return self.page_notes


class VocabularyDetail(RecordDetail):
    """One word of a controlled vocabulary, at its code: every one is public, none is cited."""

    slug_field = "code"

    def public(self):
        return self.model.objects.all()

    def absent(self, wanted: str) -> HttpResponse:
        raise Http404


def permanent_redirect(request: HttpRequest, record) -> HttpResponse:
    """301 to the record's own address, the query string kept.

    Browsers keep it for ever unless told to ask again, and a record gets a former address back
    when an earlier version of it is restored or a merge is undone.
    """
    query = request.META.get("QUERY_STRING", "")
    address = record.get_absolute_url()
    response = HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
    response["Cache-Control"] = "no-cache"
    return response


def withdrawn_record(model, **lookup):
    """The withdrawn record, if it is one; only records that staff publish can be."""
    if not issubclass(model, Publishable):
        return None
    return model.objects.withdrawn().filter(**lookup).first()


def tombstone(request: HttpRequest, record) -> HttpResponse:
    """410: that a record stood here, that it was withdrawn, and why."""
    return render(request, "410.html", {"record": record}, status=410)
