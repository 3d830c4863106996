"""The vocabulary of topics, and the page of one: what each agreement says on it."""

from dataclasses import dataclass

from django.db.models import Q

from coop.facets import parts
from coop.filters.topics import TopicFilter
from coop.models import Agreement, Provision, ProvisionTopic
from coop.querysets.numbers import number_of, numbers_of
from coop.views.base import VocabularyDetail
from coop.views.lists import RecordList
from coop.views.referring import AT_MOST, Short


class TopicList(RecordList):
    """The topics, group by group, with how much is recorded on each."""

    filter_class = TopicFilter
    template_name = "coop/topics/list.html"
    page_size = 200

    def with_parts(self, records):
        return records.select_related("parent")

    def prepared(self, record):
        record.provision_count = self._numbers().get(record.pk, 0)
        return record

    def _numbers(self) -> dict[int, int]:
        """How many provisions there are on each topic."""
        kept = self.index.kept
        if "numbers" not in kept:
            kept["numbers"] = numbers_of(parts.provisions(), "topic")
        return kept["numbers"]


class TopicDetail(VocabularyDetail):
    """A topic: what it covers, where it stands in the tree, and who provides what on it."""

    model = ProvisionTopic
    template_name = "coop/topics/detail.html"

    def with_parts(self, records):
        return records.select_related("parent")

    def story(self, topic: ProvisionTopic) -> dict:
        provisions = Provision.objects.public().filter(Q(topic=topic) | Q(topic__parent=topic))
        count = number_of(parts.provisions(), "topic")
        printed = Short(
            provisions.with_topic()
            .select_related("agreement")
            .order_by("agreement__sort_key", "agreement", "topic__order", "order", "pk")
        )
        notes = self.notes(printed)
        for provision in printed:
            notes.number(provision)
        return {
            "narrower": topic.narrower.annotate(provision_count=count).order_by("order", "code"),
            "neighbours": ProvisionTopic.objects.filter(parent=topic.parent_id)
            .exclude(parent=None)
            .annotate(provision_count=count)
            .order_by("order", "code"),
            "provisions": printed,
            "said": by_agreement(printed),
            "agreement_count": provisions.firm().values("agreement").distinct().count(),
            "notes": notes.cut(),
            "at_most": AT_MOST,
        }


@dataclass(frozen=True)
class OnTopic:
    """What one agreement says on a topic."""

    agreement: Agreement
    provisions: list[Provision]


def by_agreement(provisions: list[Provision]) -> list[OnTopic]:
    """The provisions under their agreements, in the order in which these first appear."""
    found: dict[int, OnTopic] = {}
    for provision in provisions:
        agreement = provision.agreement
        found.setdefault(agreement.pk, OnTopic(agreement, [])).provisions.append(provision)
    return list(found.values())
