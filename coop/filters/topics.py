"""What may be asked of the list of topics."""

from django.utils.translation import gettext_lazy as _

from coop.filters.base import RecordFilter
from coop.filters.facets import ChoiceFacet, NamedFacet
from coop.models import Country, ProvisionTopic
from coop.vocabulary.provisions import Stance
from coop.vocabulary.records import Form, Length


class TopicFilter(RecordFilter):
    """The filters of the list of topics, which keeps the vocabulary's own order."""

    model = ProvisionTopic
    SORTS = {"order": _("order of the vocabulary")}

    group = NamedFacet(label=_("Group"), named=ProvisionTopic.objects.groups, by="code")
    use = ChoiceFacet(
        label=_("On record"),
        all_must_hold=True,
        choices={"provisions": _("provisions")}.items(),
    )
    country = NamedFacet(
        label=_("Country"), all_must_hold=True, named=Country.objects.all, by="code"
    )
    stance = ChoiceFacet(label=_("Stance"), all_must_hold=True, choices=Stance)
    form = ChoiceFacet(label=_("Form"), all_must_hold=True, choices=Form)
    length = ChoiceFacet(label=_("Length"), all_must_hold=True, choices=Length)
