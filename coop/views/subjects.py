"""The list of subjects and the page of one."""

from coop.facets import parts
from coop.filters.subjects import SubjectFilter
from coop.models import Agreement, CoProduction, Provision, Subject
from coop.querysets.numbers import number_of
from coop.views.base import RecordDetail
from coop.views.lists import RecordList
from coop.views.referring import AT_MOST, Short, newest_first


class SubjectList(RecordList):
    """Subjects with what is about them."""

    filter_class = SubjectFilter
    template_name = "coop/subjects/list.html"
    card_template = "coop/subjects/_card.html"

    def with_parts(self, records):
        return records.select_related("place", "person").annotate(
            agreement_count=number_of(parts.agreements(), "subjects"),
            provision_count=number_of(parts.provisions(), "subjects"),
            film_count=number_of(parts.films(), "subjects"),
        )


class SubjectDetail(RecordDetail):
    """A subject: which films, packages and provisions are about it."""

    model = Subject
    template_name = "coop/subjects/detail.html"

    def with_parts(self, records):
        return records.select_related("place__country", "person")

    def story(self, subject: Subject) -> dict:
        provisions = Short(
            Provision.objects.public()
            .filter(subjects=subject)
            .with_topic()
            .select_related("agreement")
            .order_by("agreement__sort_key", "agreement", "order", "pk")
        )
        films = CoProduction.objects.published().filter(subjects=subject)
        notes = self.notes(provisions)
        for provision in provisions:
            notes.number(provision)
        return {
            "agreements": Short(newest_first(Agreement.objects.filter(subjects=subject))),
            "provisions": provisions,
            "films": Short(films.with_partners().order_by("sort_key", "pk")),
            "notes": notes.cut(),
            "at_most": AT_MOST,
        }
