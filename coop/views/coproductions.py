"""The list of films and the page of one."""

from django.db.models import Prefetch

from coop.facets import parts
from coop.filters.coproductions import CoProductionFilter
from coop.models import CoProduction, CoProductionAgreement, Screening, Subject
from coop.querysets.numbers import number_of
from coop.views.base import RecordDetail
from coop.views.lists import RecordList
from coop.vocabulary.records import State

HEAD_FIELDS = ("kind", "title", "original_language", "summary", "note")
FACT_FIELDS = ("forms", "lengths", "status", "year")


class CoProductionList(RecordList):
    """Films, with their partners or the word that none is stated."""

    filter_class = CoProductionFilter
    template_name = "coop/coproductions/list.html"
    card_template = "coop/coproductions/_card.html"

    def with_parts(self, records):
        return records.with_partners().annotate(
            agreement_count=number_of(parts.film_links(), "coproduction"),
            screening_count=number_of(parts.screenings(), "coproduction"),
        )


class CoProductionDetail(RecordDetail):
    """A film: who makes it with whom, what it is about, where it was shown and under what."""

    model = CoProduction
    template_name = "coop/coproductions/detail.html"

    def with_parts(self, records):
        return records.with_partners().prefetch_related(
            Prefetch("subjects", Subject.objects.order_by("sort_key", "pk")),
            Prefetch(
                "screenings",
                Screening.objects.select_related(
                    "event__place__country", "event__country", "place__country"
                ),
            ),
            Prefetch(
                "agreement_links",
                CoProductionAgreement.objects.filter(
                    agreement__state=State.PUBLISHED
                ).select_related("agreement"),
            ),
        )

    def story(self, film: CoProduction) -> dict:
        partners = list(film.partners.all())
        screenings = list(film.screenings.all())
        links = list(film.agreement_links.all())
        notes = self.notes([film, *partners, *screenings, *links])

        for field in HEAD_FIELDS:
            notes.number(film, field)
        story = {"head_notes": notes.cut()}

        for field in FACT_FIELDS:
            notes.number(film, field)
        notes.number(film, "subjects")
        notes.number(film)
        story |= {"fact_notes": notes.cut()}

        for name, claims in (("partner", partners), ("screening", screenings), ("link", links)):
            for claim in claims:
                notes.number(claim)
            story |= {f"{name}s": claims, f"{name}_notes": notes.cut()}
        return story
