"""What may be asked of the list of agreements (the addresses of §5: all but ``q``)."""

from collections import defaultdict

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from coop.facets.claims import lookups_of
from coop.filters.base import Problem, RecordFilter
from coop.filters.facets import (
    ChoiceFacet,
    CodesFacet,
    FacetFilter,
    RelatedFacet,
)
from coop.filters.limits import LimitFilter
from coop.filters.modes import ModeFacet
from coop.models import (
    Agreement,
    Citation,
    Country,
    Participation,
    Party,
    Provision,
    ProvisionTopic,
    StatusPeriod,
)
from coop.names import languages
from coop.vocabulary.acts import Status
from coop.vocabulary.agreements import AgreementKind, Bindingness
from coop.vocabulary.records import Form, Length


def participations():
    """Firm participations of those who are bound."""
    return Participation.objects.as_party().firm()


def provisions():
    """Firm provisions."""
    return Provision.objects.firm()


class TopicFacet(RelatedFacet):
    """A topic, or a group of topics: a group has what its topics have."""

    is_ordered = True

    def condition(self, value):
        wanted = Q(topic__code=value) | Q(topic__parent__code=value)
        return Exists(self.parts().filter(wanted, agreement=OuterRef("pk")))

    def counts(self, queryset):
        groups = RelatedFacet(
            label=self.label,
            parts=self.parts,
            root=self.root,
            value="topic__parent__code",
            named=self.named,
            by=self.by,
        )
        own, of_group = super().counts(queryset), groups.counts(queryset)
        for code in own.keys() & of_group.keys():
            both = queryset.filter(self.condition(code))
            of_group[code] = both.count()
        return own | of_group

    def broader(self, values):
        topics = ProvisionTopic.objects.filter(code__in=values, parent__isnull=False)
        return dict(topics.order_by().values_list("code", "parent__code"))


class StatusFacet(FacetFilter):
    """The status today, from the periods of status."""

    is_ordered = True

    def _periods(self):
        return StatusPeriod.objects.on(self.parent.today, self.parent.today)

    def known(self, values):
        return {value for value in values if value in Status.values}

    def condition(self, value):
        return Exists(self._periods().filter(agreement=OuterRef("pk"), status=value))

    def counts(self, queryset):
        found: dict[str, int] = {}
        rows = self._periods().filter(agreement__in=queryset.order_by().values("pk"))
        for status, _agreement in rows.order_by().values_list("status", "agreement").distinct():
            found[status] = found.get(status, 0) + 1
        return found

    def labels(self, values):
        wanted = set(values)
        return {code: label for code, label in Status.choices if code in wanted}


class SourceLanguageFacet(FacetFilter):
    """The language of a published source that the record, or a part of it, cites."""

    def known(self, values):
        return {value for value in values if languages.is_tag(value)}

    def _citations(self):
        """Citations of published sources, with the look-up that leads to their agreement."""
        cited = Citation.objects.public().exclude(source__language="").order_by()
        for lookup in lookups_of(Agreement):
            yield lookup, cited.exclude(**{lookup: None})

    def condition(self, value):
        either = Q()
        for lookup, citations in self._citations():
            either |= Q(pk__in=citations.filter(source__language=value).values(lookup))
        return either

    def counts(self, queryset):
        agreements = queryset.order_by().values("pk")
        citing: dict[str, set[int]] = defaultdict(set)
        for lookup, citations in self._citations():
            rows = citations.filter(**{f"{lookup}__in": agreements})
            for tag, agreement in rows.values_list("source__language", lookup).distinct():
                citing[tag].add(agreement)
        return {tag: len(found) for tag, found in citing.items()}

    def labels(self, values):
        return {tag: languages.label(tag) for tag in sorted(values)}


class AgreementFilter(RecordFilter):
    """The filters of the list of agreements.

    An undated record is outside every range of dates; a notice says how many were.
    """

    SORTS = {
        "newest": gettext_lazy("newest first"),
        "oldest": gettext_lazy("oldest first"),
        "title": gettext_lazy("title"),
    }

    country = RelatedFacet(
        label=gettext_lazy("Country"),
        all_must_hold=True,
        mode="country_mode",
        parts=participations,
        root="agreement",
        value="party__country__code",
        named=Country.objects.all,
        by="code",
    )
    country_mode = ModeFacet(
        label=gettext_lazy("Of these countries"),
        choices={"any": gettext_lazy("any will do")},
        when=lambda values: len(values.get("country") or ()) > 1,
    )
    topic = TopicFacet(
        label=gettext_lazy("Topic"),
        all_must_hold=True,
        parts=provisions,
        root="agreement",
        value="topic__code",
        named=ProvisionTopic.objects.all,
        by="code",
    )
    form = CodesFacet(
        field_name="forms",
        label=gettext_lazy("Form"),
        all_must_hold=True,
        codes=Form,
        parts=provisions,
        root="agreement",
    )
    length = CodesFacet(
        field_name="lengths",
        label=gettext_lazy("Length"),
        all_must_hold=True,
        codes=Length,
        parts=provisions,
        root="agreement",
    )
    party = RelatedFacet(
        label=gettext_lazy("Party"),
        all_must_hold=True,
        parts=participations,
        root="agreement",
        value="party__key",
        named=lambda: Party.objects.public().with_country(),
    )
    kind = ChoiceFacet(label=gettext_lazy("Kind"), choices=AgreementKind)
    status = StatusFacet(label=gettext_lazy("Status"))
    binding = ChoiceFacet(
        field_name="bindingness", label=gettext_lazy("Bindingness"), choices=Bindingness
    )
    framework = RelatedFacet(
        label=gettext_lazy("Framework"),
        parts=Agreement.frameworks.through.objects.all,
        root="agreement",
        value="party__key",
        named=lambda: Party.objects.public().with_country(),
    )
    source_language = SourceLanguageFacet(label=gettext_lazy("Language of a source"))
    dates = ModeFacet(
        label=gettext_lazy("Dates"),
        choices={"certain": gettext_lazy("certain dates only")},
        when=lambda values: True,
    )
    in_force = ModeFacet(
        label=gettext_lazy("In force on that day"),
        choices={"possibly": gettext_lazy("possibly")},
        when=lambda values: bool(values.get("in_force_on")),
    )
    in_force_on = LimitFilter(label=gettext_lazy("In force on"), end=False)
    signed_from = LimitFilter(label=gettext_lazy("Signed from"), end=False)
    signed_to = LimitFilter(label=gettext_lazy("Signed until"), end=True)

    def filter_queryset(self, queryset, **instead):
        values = {**self.values, **instead}
        return self._signed(
            self._in_force(super().filter_queryset(queryset, **instead), values), values
        )

    def _in_force(self, queryset, values: dict):
        day = values.get("in_force_on")
        if not day:
            return queryset
        if "possibly" in (values.get("in_force") or ()):
            return queryset.possibly_in_force(day, self.today)
        return queryset.in_force(day, self.today)

    def _signed(self, queryset, values: dict):
        first, last = values.get("signed_from"), values.get("signed_to")
        if "certain" in (values.get("dates") or ()):
            return queryset.certainly_signed_between(first, last)
        return queryset.signed_between(first, last) if first or last else queryset

    def notices(self) -> list[str]:
        values = self.values
        if not (values.get("signed_from") or values.get("signed_to")):
            return []
        in_any_range = self.filter_queryset(
            self.queryset, signed_from=None, signed_to=None, dates=[]
        )
        number = in_any_range.undated().count()
        if not number:
            return []
        sentence = ngettext(
            "%(number)d record without a date is left out of the range.",
            "%(number)d records without a date are left out of the range.",
            number,
        )
        return [sentence % {"number": number}]

    def problems(self):
        found = super().problems()
        first, last = self.values.get("signed_from"), self.values.get("signed_to")
        if first and last and first > last:
            found.append(
                Problem(
                    "signed_to",
                    _("The range ends before it begins: “signed until” is before “signed from”."),
                )
            )
        return found
