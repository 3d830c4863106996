"""The list of provisions and the page of one."""

from django.db.models import Prefetch
from django.http import Http404, HttpResponse

from coop.filters.provisions import ProvisionFilter
from coop.models import Agreement, Provision, Rule, Statement, Subject
from coop.views.base import RecordDetail, tombstone, withdrawn_record
from coop.views.lists import RecordList


class ProvisionList(RecordList):
    """Provisions of every agreement, by topic or by agreement."""

    filter_class = ProvisionFilter
    template_name = "coop/provisions/list.html"
    card_template = "coop/provisions/_card.html"

    def with_parts(self, records):
        return (
            records.with_topic()
            .select_related("agreement")
            .prefetch_related(Prefetch("rules", Rule.objects.select_related("relaxes")))
        )


class ProvisionDetail(RecordDetail):
    """A provision at the keys of its agreement and its own, both of which stay for ever."""

    model = Provision
    slug_field = "key"
    template_name = "coop/provisions/detail.html"

    def with_parts(self, records):
        return (
            records.filter(agreement__key=self.kwargs["agreement"])
            .with_topic()
            .select_related("agreement")
            .prefetch_related(
                Prefetch("rules", Rule.objects.select_related("relaxes")),
                Prefetch("subjects", Subject.objects.order_by("sort_key", "pk")),
                Prefetch("statements", Statement.objects.order_by("order", "pk")),
            )
        )

    def absent(self, wanted: str) -> HttpResponse:
        if withdrawn := withdrawn_record(Agreement, key=self.kwargs["agreement"]):
            return tombstone(self.request, withdrawn)
        raise Http404

    def story(self, provision: Provision) -> dict:
        rules = list(provision.rules.all())
        statements = list(provision.statements.all())
        notes = self.notes([provision, *rules, *statements])

        notes.number(provision, "summary")
        story = {"head_notes": notes.cut()}

        for field in ("topic", "stance", "forms", "lengths", "subjects"):
            notes.number(provision, field)
        notes.number(provision)
        story |= {"fact_notes": notes.cut()}

        for name, claims in (("rule", rules), ("statement", statements)):
            for claim in claims:
                notes.number(claim)
            story |= {f"{name}s": claims, f"{name}_notes": notes.cut()}
        neighbours = Provision.objects.filter(agreement=provision.agreement_id)
        on_topic = neighbours.filter(topic=provision.topic_id).exclude(pk=provision.pk)
        return story | {"neighbours": on_topic.with_topic()}
