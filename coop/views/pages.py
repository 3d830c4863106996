"""The first page, the page about the registry, and permanent addresses."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.generic import TemplateView, View

from coop import models
from coop.views.base import tombstone, withdrawn_record

RECORDS = (
    models.Agreement,
    models.CoProduction,
    models.SourceDocument,
    models.Party,
    models.Person,
    models.Event,
    models.Place,
    models.Subject,
)


class Home(TemplateView):
    """What this is, what is in it, and what is new."""

    template_name = "coop/pages/home.html"

    def get_context_data(self, **context):
        agreements = models.Agreement.objects.published()
        newest = agreements.order_by("-published_at", "-pk").with_participations()
        return super().get_context_data(
            **context,
            counts={
                "agreements": agreements.instruments().count(),
                "packages": agreements.packages().count(),
                "coproductions": models.CoProduction.objects.published().count(),
                "provisions": models.Provision.objects.public().count(),
                "sources": models.SourceDocument.objects.published().count(),
                "citations": models.Citation.objects.public().count(),
            },
            newest=newest[:6],
            groups=models.ProvisionTopic.objects.groups(),
        )


class About(TemplateView):
    """Method, marks, licence, contact, personal data and takedown."""

    template_name = "coop/pages/about.html"


class Permanent(View):
    """``/id/<key>/`` leads to the record's address of today, for ever."""

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        for model in RECORDS:
            if record := model.objects.public().filter(key=key).first():
                return HttpResponseRedirect(record.get_absolute_url())
            if record := withdrawn_record(model, key=key):
                return tombstone(request, record)
        raise Http404
