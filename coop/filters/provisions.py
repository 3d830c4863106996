"""What may be asked of the list of provisions."""

from array import array

from django.utils.translation import gettext_lazy as _
from pyroaring import BitMap

from coop.filters.base import RecordFilter
from coop.filters.facets import ChoiceFacet, NamedFacet
from coop.filters.topical import TopicFacet
from coop.models import Agreement, Country, Provision, Subject
from coop.vocabulary.provisions import Stance
from coop.vocabulary.records import Form, Length


class AgreementOfFacet(NamedFacet):
    """The agreement that a provision is of: asked for by its key, and never offered.

    There are as many as agreements, so no index has them: the database is asked.
    """

    def __init__(self, *args, **options):
        super().__init__(*args, named=Agreement.objects.published, **options)

    def having(self, value, values):
        provisions = Provision.objects.filter(agreement__key=value).order_by()
        return BitMap(array("I", provisions.values_list("pk", flat=True)))

    def counts(self, found, values):
        return {
            value: found.intersection_cardinality(self.having(value, values))
            for value in values.get(self.parameter) or ()
        }

    def most(self, found, values, number):
        return self.counts(found, values)


class ProvisionFilter(RecordFilter):
    """The filters of the list of provisions."""

    model = Provision
    SORTS = {"topic": _("topic"), "agreement": _("agreement")}

    topic = TopicFacet(label=_("Topic"))
    stance = ChoiceFacet(label=_("Stance"), choices=Stance)
    form = ChoiceFacet(label=_("Form"), all_must_hold=True, choices=Form)
    length = ChoiceFacet(label=_("Length"), all_must_hold=True, choices=Length)
    country = NamedFacet(
        label=_("Country"), all_must_hold=True, named=Country.objects.all, by="code"
    )
    subject = NamedFacet(label=_("Subject"), all_must_hold=True, named=Subject.objects.public)
    agreement = AgreementOfFacet(label=_("Agreement"))
    use = ChoiceFacet(
        label=_("On record"),
        all_must_hold=True,
        choices={"rules": _("machine-readable rules")}.items(),
    )
