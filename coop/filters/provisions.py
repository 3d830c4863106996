"""What may be asked of the list of provisions."""

from collections import Counter

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coop.facets import parts
from coop.filters.base import RecordFilter
from coop.filters.facets import ChoiceFacet, CodesFacet, OwnFacet, RelatedFacet
from coop.filters.uses import Use, UseFacet, referred
from coop.models import Agreement, Country, Provision, ProvisionTopic, Rule, Subject
from coop.vocabulary.provisions import Stance
from coop.vocabulary.records import Form, Length


class OwnTopicFacet(OwnFacet):
    """The topic of a provision; a group has what its topics have."""

    is_ordered = True

    def condition(self, value):
        return Q(topic__code=value) | Q(topic__parent__code=value)

    def counts(self, queryset):
        found: Counter = Counter()
        rows = queryset.order_by().values_list("topic__code", "topic__parent__code")
        for code, group in rows:
            found[code] += 1
            if group:
                found[group] += 1
        return found


class ProvisionFilter(RecordFilter):
    """The filters of the list of provisions."""

    SORTS = {"topic": _("topic"), "agreement": _("agreement")}

    topic = OwnTopicFacet(
        label=_("Topic"),
        value="topic__code",
        named=lambda: ProvisionTopic.objects.order_by("parent__order", "parent_id", "order"),
        by="code",
    )
    stance = ChoiceFacet(label=_("Stance"), choices=Stance)
    form = CodesFacet(field_name="forms", label=_("Form"), all_must_hold=True, codes=Form)
    length = CodesFacet(field_name="lengths", label=_("Length"), all_must_hold=True, codes=Length)
    country = RelatedFacet(
        label=_("Country"),
        all_must_hold=True,
        parts=lambda: parts.participations().as_party(),
        root="agreement__provisions",
        value="party__country__code",
        named=Country.objects.all,
        by="code",
    )
    subject = RelatedFacet(
        label=_("Subject"),
        all_must_hold=True,
        parts=Provision.subjects.through.objects.all,
        root="provision",
        value="subject__key",
        named=Subject.objects.public,
    )
    agreement = OwnFacet(
        label=_("Agreement"), value="agreement__key", named=Agreement.objects.published
    )
    use = UseFacet(
        label=_("On record"),
        uses=(Use("rules", _("machine-readable rules"), referred(Rule.objects.firm, "provision")),),
    )
