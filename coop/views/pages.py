"""The first page, the page about the registry, and permanent addresses."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.generic import TemplateView, View

from coop import models
from coop.facets import index
from coop.views.agreement_cards import AgreementCard, Known, agreement_cards
from coop.views.base import permanent_redirect, tombstone, withdrawn_record
from coop.views.kept import BEGUN, kept, topics
from coop.vocabulary.agreements import AgreementKind

NEWEST = 5

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
    mark = BEGUN

    @kept
    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **context):
        agreements = index(models.Agreement, self.mark)
        packages = agreements.having("kind", AgreementKind.PACKAGE)
        instruments = agreements.everything - packages
        sources = index(models.SourceDocument, self.mark)
        return super().get_context_data(
            **context,
            instrument_count=len(instruments),
            package_count=len(packages),
            coproduction_count=len(index(models.CoProduction, self.mark).having("use", "partners")),
            provision_count=len(index(models.Provision, self.mark).having("firm", "firm")),
            source_count=len(sources.everything),
            citation_count=sources.orders["claims"].total,
            newest=newest(),
            countries=with_numbers(agreements.counts("country", instruments)),
            groups=[
                (topic, len(agreements.having("topic", topic.code)))
                for topic in topics(self.mark)
                if topic.parent_id is None
            ],
        )


def newest() -> list[AgreementCard]:
    """The cards of the agreements published last."""
    published = models.Agreement.objects.published()
    dated = published.filter(published_at__isnull=False).order_by("-published_at", "-pk")
    others = published.filter(published_at=None).order_by("-pk")
    ids: list[int] = []
    for agreements in (dated, others):
        if missing := NEWEST - len(ids):
            ids += agreements.values_list("pk", flat=True)[:missing]
    cards = agreement_cards(ids, timezone.localdate(), Known())
    by_id = {card.agreement.pk: card for card in cards}
    return [by_id[pk] for pk in ids if pk in by_id]


def with_numbers(numbers: dict[str, int]) -> list[tuple[models.Country, int]]:
    """Countries with the number of instruments whose firm parties are theirs, most first."""
    found = models.Country.objects.filter(code__in=numbers)
    pairs = [(country, numbers[country.code]) for country in found]
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0].sort_key, pair[0].code))


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
        for model in RECORDS:
            if heir := models.Merge.objects.heir(model._meta.model_name, key):
                return self._merged(request, model, heir)
        raise Http404

    def _merged(self, request: HttpRequest, model, heir: str) -> HttpResponse:
        """301 to the record that a merged one is part of today."""
        if record := model.objects.public().filter(key=heir).first():
            return permanent_redirect(request, record)
        if record := withdrawn_record(model, key=heir):
            return tombstone(request, record)
        raise Http404
