"""What may be asked of the list of topics."""

from django.utils.translation import gettext_lazy as _

from coop.facets import parts
from coop.filters.base import RecordFilter
from coop.filters.facets import CodesFacet, OwnFacet, RelatedFacet
from coop.filters.uses import Use, UseFacet, referred
from coop.models import Country, ProvisionTopic
from coop.vocabulary.provisions import Stance
from coop.vocabulary.records import Form, Length


class StanceFacet(RelatedFacet):
    """How strongly the provisions on a topic speak."""

    is_ordered = True

    def __init__(self, *args, **options):
        super().__init__(
            *args,
            parts=parts.provisions,
            root="topic",
            value="stance",
            named=ProvisionTopic.objects.none,
            **options,
        )

    def known(self, values):
        return {value for value in values if value in Stance.values}

    def labels(self, values):
        wanted = set(values)
        return {code: label for code, label in Stance.choices if code in wanted}


class TopicFilter(RecordFilter):
    """The filters of the list of topics, which keeps the vocabulary's own order."""

    SORTS = {"order": _("order of the vocabulary")}

    group = OwnFacet(
        label=_("Group"), value="parent__code", named=ProvisionTopic.objects.groups, by="code"
    )
    use = UseFacet(
        label=_("On record"),
        uses=(Use("provisions", _("provisions"), referred(parts.provisions, "topic")),),
    )
    country = RelatedFacet(
        label=_("Country"),
        all_must_hold=True,
        parts=lambda: parts.participations().as_party().filter(agreement__provisions__isnull=False),
        root="agreement__provisions__topic",
        value="party__country__code",
        named=Country.objects.all,
        by="code",
    )
    stance = StanceFacet(label=_("Stance"), all_must_hold=True)
    form = CodesFacet(
        field_name="forms",
        label=_("Form"),
        all_must_hold=True,
        codes=Form,
        parts=parts.provisions,
        root="topic",
    )
    length = CodesFacet(
        field_name="lengths",
        label=_("Length"),
        all_must_hold=True,
        codes=Length,
        parts=parts.provisions,
        root="topic",
    )
