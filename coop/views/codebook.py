"""The codebook: what every field, code, topic and stance means."""

from django.http import HttpRequest, HttpResponse
from django.views.generic import TemplateView

from coop.exchange.codebook import codebook
from coop.models import ProvisionTopic
from coop.views.kept import kept


class Codebook(TemplateView):
    """One page, made of the help texts and the vocabulary; its topics are those of today."""

    template_name = "coop/codebook/page.html"

    @kept
    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **context):
        topics = ProvisionTopic.objects.select_related("parent").order_by("order", "code")
        return super().get_context_data(**context, book=codebook(topics))
