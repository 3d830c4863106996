"""One box over everything: what is found, kind by kind, and suggestions while typing."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Model, Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.views.generic import TemplateView

from coop import models
from coop.filters.agreements import AgreementFilter
from coop.filters.base import RecordFilter
from coop.filters.coproductions import CoProductionFilter
from coop.filters.countries import CountryFilter
from coop.filters.events import EventFilter
from coop.filters.parties import PartyFilter
from coop.filters.people import PersonFilter
from coop.filters.places import PlaceFilter
from coop.filters.provisions import ProvisionFilter
from coop.filters.sources import SourceFilter
from coop.filters.subjects import SubjectFilter
from coop.filters.topics import TopicFilter
from coop.models import Generation
from coop.search.hits import Hit, hits
from coop.search.nearest import nearest
from coop.search.questions import CHARACTERS_READ, WORDS_READ, Question
from coop.search.suggesting import suggestions
from coop.views.referring import SIGNATURES

SHOWN = 5
"""Records of a kind that the page prints; their list has the rest."""

QUERY = "q"


def _signed(agreements: QuerySet) -> QuerySet:
    return agreements.prefetch_related(
        Prefetch("acts", models.Act.objects.filter(kind__in=SIGNATURES))
    )


@dataclass(frozen=True)
class Kind:
    """A kind of record that the page finds: its list's filters, what a line prints, and how.

    ``needs`` reads what the line prints beside the title, ``line`` is the template of that.
    ``always`` are parameters without which its list leaves records out.
    """

    filter_class: type[RecordFilter]
    list_name: str
    line: str = ""
    needs: Callable[[QuerySet], QuerySet] = QuerySet.all
    always: str = ""

    @property
    def model(self) -> type[Model]:
        return self.filter_class.model


KINDS = (
    Kind(AgreementFilter, "agreement-list", "coop/search/_agreement.html", _signed),
    Kind(
        ProvisionFilter,
        "provision-list",
        "coop/search/_provision.html",
        lambda provisions: provisions.select_related("topic", "agreement"),
    ),
    Kind(CoProductionFilter, "coproduction-list", "coop/search/_film.html"),
    Kind(
        PartyFilter,
        "party-list",
        "coop/search/_party.html",
        lambda parties: parties.select_related("country"),
    ),
    Kind(PersonFilter, "person-list"),
    Kind(
        EventFilter,
        "event-list",
        "coop/search/_event.html",
        lambda events: events.select_related("place", "country"),
    ),
    Kind(
        TopicFilter,
        "topic-list",
        "coop/search/_topic.html",
        lambda topics: topics.select_related("parent"),
    ),
    Kind(
        SourceFilter,
        "source-list",
        "coop/search/_source.html",
        lambda sources: sources.without_text(),
    ),
    Kind(CountryFilter, "country-list", always="show=all"),
    Kind(
        PlaceFilter,
        "place-list",
        "coop/search/_place.html",
        lambda places: places.select_related("country"),
    ),
    Kind(SubjectFilter, "subject-list"),
)


@dataclass(frozen=True)
class Group:
    """What is found of one kind: how many, the first of them, and the list with the rest."""

    name: str
    label: str
    line: str
    total: int
    hits: list[Hit]
    address: str

    @property
    def is_cut(self) -> bool:
        return self.total > len(self.hits)


class Search(TemplateView):
    """Everything that holds the words asked for; without words, the form and what to type."""

    template_name = "coop/search/search.html"

    @cached_property
    def asked(self) -> str:
        """What was typed, as far as it is read."""
        return self.request.GET.get(QUERY, "")[:CHARACTERS_READ]

    def get_context_data(self, **context):
        typed = self.request.GET.get(QUERY, "")
        question = Question.read(typed)
        groups = [] if question.is_empty else self._groups(question)
        total = sum(group.total for group in groups)
        return super().get_context_data(
            **context,
            asked=self.asked,
            question=question,
            words_read=WORDS_READ if question.was_cut else 0,
            unknown=[name for name in self.request.GET if name != QUERY],
            groups=groups,
            total=total,
            correction=self._correction(question, total),
        )

    @cached_property
    def _mark(self):
        return Generation.objects.current()

    def _groups(self, question: Question) -> list[Group]:
        today = timezone.localdate()
        found = []
        for kind in KINDS:
            query = QueryDict(kind.always, mutable=True)
            query[QUERY] = self.asked
            filters = kind.filter_class(query, today=today, mark=self._mark)
            if filters.total:
                found.append(self._group(kind, filters, question, query))
        return found

    def _group(self, kind: Kind, filters: RecordFilter, question, query: QueryDict) -> Group:
        records = kind.needs(kind.model._default_manager.all())
        options = kind.model._meta
        return Group(
            name=options.model_name,
            label=capfirst(options.verbose_name_plural),
            line=kind.line,
            total=filters.total,
            hits=hits(records, filters.page(1, SHOWN), question),
            address=f"{reverse(kind.list_name)}?{query.urlencode()}",
        )

    def _correction(self, question: Question, total: int):
        if question.is_empty:
            return None
        return nearest(self.asked, question, self._mark, is_found=bool(total))


def suggested(request: HttpRequest) -> HttpResponse:
    """A few names that go on from what is typed: the inside of a list, for a script."""
    found = [
        (capfirst(model._meta.verbose_name_plural), offered)
        for model, offered in suggestions(request.GET.get(QUERY, ""))
    ]
    context = {"groups": found, "total": sum(len(offered) for _label, offered in found)}
    response = render(request, "coop/search/suggestions.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response
