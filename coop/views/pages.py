"""The first page, the page about the registry, and permanent addresses."""

from django.db.models import Count, F, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.generic import TemplateView, View

from coop import models
from coop.views.agreements import as_cards
from coop.views.base import tombstone, withdrawn_record
from coop.vocabulary.agreements import AgreementKind, ParticipationRole
from coop.vocabulary.records import Basis, State

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

    def get_context_data(self, **context):
        agreements = models.Agreement.objects.published()
        newest = agreements.order_by(F("published_at").desc(nulls_last=True), "-pk")
        return super().get_context_data(
            **context,
            instrument_count=agreements.instruments().count(),
            package_count=agreements.packages().count(),
            coproduction_count=models.CoProduction.objects.published().countable().count(),
            provision_count=models.Provision.objects.public().firm().count(),
            source_count=models.SourceDocument.objects.published().count(),
            citation_count=models.Citation.objects.public().of_public_claims().count(),
            newest=as_cards(newest)[:NEWEST],
            countries=countries_with_agreements(),
            groups=groups_with_agreements(),
        )


def countries_with_agreements():
    """Countries of the firm parties of published instruments, with their number."""
    path = "parties__participations"
    counts = Q(
        **{
            f"{path}__role": ParticipationRole.PARTY,
            f"{path}__agreement__state": State.PUBLISHED,
        }
    ) & ~Q(**{f"{path}__basis": Basis.AMBIGUOUS})
    instruments = counts & ~Q(**{f"{path}__agreement__kind": AgreementKind.PACKAGE})
    number = Count(f"{path}__agreement", filter=instruments, distinct=True)
    found = models.Country.objects.annotate(number=number).filter(number__gt=0)
    return found.order_by("-number", "sort_key", "code")


def groups_with_agreements():
    """Groups of topics, with the number of published agreements that firmly provide on them."""
    path = "narrower__provisions"
    counts = Q(**{f"{path}__agreement__state": State.PUBLISHED}) & ~Q(
        **{f"{path}__basis": Basis.AMBIGUOUS}
    )
    number = Count(f"{path}__agreement", filter=counts, distinct=True)
    return models.ProvisionTopic.objects.groups().annotate(number=number).order_by("order", "code")


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
