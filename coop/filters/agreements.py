"""What may be asked of the list of agreements (the addresses of §5)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pyroaring import BitMap

from coop.facets.agreements import SIGNED
from coop.filters.base import PAGE, Condition, RecordFilter
from coop.filters.facets import ChoiceFacet, NamedFacet, TagFacet
from coop.filters.groups import GroupFacet
from coop.filters.limits import LimitFilter
from coop.filters.modes import ModeFacet
from coop.filters.panel import Menu, Problem
from coop.filters.ranges import undated_notice
from coop.filters.standing import StatusFacet, in_force, signed
from coop.filters.topical import SaidTogetherFacet, TopicFacet, said_together
from coop.filters.years import Histogram, histogram
from coop.models import Agreement, Country, Party
from coop.names import languages
from coop.vocabulary.agreements import AgreementKind, Bindingness
from coop.vocabulary.provisions import Stance
from coop.vocabulary.records import Form, Length

RANGE = ("signed_from", "signed_to", "dates")
"""The parameters that ask when an agreement was signed."""

TOLD = ("says_topic", "says_form", "says_length", "says_stance")
"""A value of ``provision`` in pieces, as a form without script sends it."""


class AgreementFilter(RecordFilter):
    """The filters of the list of agreements.

    An undated record is outside every range of dates; a notice says how many were.
    """

    model = Agreement
    SORTS = {
        "newest": gettext_lazy("newest first"),
        "oldest": gettext_lazy("oldest first"),
        "title": gettext_lazy("title"),
    }

    country = NamedFacet(
        label=gettext_lazy("Country"),
        all_must_hold=True,
        mode="country_mode",
        named=Country.objects.all,
        by="code",
    )
    country_mode = ModeFacet(
        label=gettext_lazy("Of these countries"),
        choices={"any": gettext_lazy("any will do")},
        when=lambda values: len(values.get("country") or ()) > 1,
    )
    group = GroupFacet(label=gettext_lazy("Another country of"), all_must_hold=True)
    topic = TopicFacet(label=gettext_lazy("Topic"), all_must_hold=True)
    provision = SaidTogetherFacet(label=gettext_lazy("One provision says"), all_must_hold=True)
    form = ChoiceFacet(label=gettext_lazy("Form"), all_must_hold=True, choices=Form)
    length = ChoiceFacet(label=gettext_lazy("Length"), all_must_hold=True, choices=Length)
    party = NamedFacet(
        label=gettext_lazy("Party"),
        all_must_hold=True,
        named=lambda: Party.objects.public().with_country(),
    )
    kind = ChoiceFacet(label=gettext_lazy("Kind"), choices=AgreementKind)
    status = StatusFacet(label=gettext_lazy("Status"))
    binding = ChoiceFacet(label=gettext_lazy("Bindingness"), choices=Bindingness)
    framework = NamedFacet(
        label=gettext_lazy("Framework"),
        named=lambda: Party.objects.public().with_country(),
    )
    source_language = TagFacet(
        label=gettext_lazy("Language of a source"),
        label_of=languages.label,
        known=languages.is_tag,
    )
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

    @classmethod
    def known_parameters(cls):
        return {*super().known_parameters(), *TOLD}

    def told_together(self):
        topic, *qualities = (self.data.get(name, "") for name in TOLD)
        if not topic:
            return None
        query = self.data.copy()
        for name in (*TOLD, PAGE):
            query.pop(name, None)
        query.appendlist("provision", said_together(topic, *qualities))
        return f"?{query.urlencode()}"

    def saying(self) -> list[Menu]:
        """The menus of the form that asks what one provision says."""
        topics = self.filters["provision"].topics()
        return [
            Menu(TOLD[0], str(self.filters["topic"].label), list(topics.items())),
            *(
                Menu(name, str(label), list(codes.choices))
                for name, label, codes in zip(
                    TOLD[1:],
                    (_("Form"), _("Length"), _("Stance")),
                    (Form, Length, Stance),
                    strict=True,
                )
            ),
        ]

    def conditions(self):
        return [
            *super().conditions(),
            Condition(frozenset(RANGE), lambda values: signed(self.index, values)),
            Condition(frozenset(["in_force_on", "in_force"]), self._in_force),
        ]

    def _in_force(self, values: dict) -> BitMap | None:
        day = values.get("in_force_on")
        if not day:
            return None
        is_certain = "possibly" not in (values.get("in_force") or ())
        return in_force(self.index, day, self.today, is_certain=is_certain)

    def histogram(self) -> Histogram:
        """Signatures by year, of what is found without a range of dates."""
        in_any_range = self.with_values(**dict.fromkeys(RANGE))
        others = self.query_without("signed_from", "signed_to")

        def signed_in(first: int, last: int) -> str:
            return "?" + "&".join([*others, f"signed_from={first}", f"signed_to={last}"])

        return histogram(self.index.spans["signed"].in_years([SIGNED]), in_any_range, signed_in)

    def notices(self) -> list[str]:
        values = self.values
        found = super().notices()
        if values.get("signed_from") or values.get("signed_to"):
            in_any_range = self.with_values(**dict.fromkeys(RANGE))
            found += undated_notice(len(in_any_range - self.index.spans["signed"].everything()))
        return found

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
