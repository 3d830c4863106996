"""The list of parties and the page of one."""

from django.db.models import Prefetch, Q

from coop.facets import parts
from coop.filters.parties import PartyFilter
from coop.models import (
    Agreement,
    Attendance,
    Citation,
    CoProductionPartner,
    Participation,
    Party,
    Signature,
)
from coop.querysets.numbers import number_of
from coop.views.base import RecordDetail
from coop.views.cited import Said, by_record, said_by
from coop.views.lists import RecordList
from coop.views.referring import AT_MOST, Short, newest_first, signed
from coop.vocabulary.records import State

HEAD_FIELDS = ("names", "short_names", "kind", "country", "parent")
LEVELS = 4
"""Department, ministry, state: no chain of bodies is longer."""


class PartyList(RecordList):
    """Parties, with how often each takes part."""

    filter_class = PartyFilter
    template_name = "coop/parties/list.html"
    card_template = "coop/parties/_card.html"

    def with_parts(self, records):
        return records.with_country().annotate(
            agreement_count=number_of(parts.participations(), "party", of="agreement"),
            film_count=number_of(parts.partners(), "party", of="coproduction"),
        )


CLAIMS = said_by("party")


class PartyDetail(RecordDetail):
    """A party: its names, where it belongs, what it takes part in, and what it says."""

    model = Party
    template_name = "coop/parties/detail.html"

    def with_parts(self, records):
        chain = ["__".join(["parent"] * level) + "__country" for level in range(1, LEVELS + 1)]
        departments = Party.objects.public().with_country().order_by("sort_key", "pk")
        return records.select_related("country", *chain).prefetch_related(
            "former_names", Prefetch("departments", departments)
        )

    def story(self, party: Party) -> dict:
        own = Q(participations__party=party) | Q(participations__acting_for=party)
        agreements = Short(
            newest_first(
                Agreement.objects.filter(pk__in=Agreement.objects.filter(own).values("pk"))
            ).prefetch_related(
                Prefetch(
                    "participations",
                    Participation.objects.filter(Q(party=party) | Q(acting_for=party))
                    .with_party()
                    .prefetch_related(
                        Prefetch(
                            "signatures",
                            Signature.objects.select_related("person", "office_at__country"),
                        )
                    ),
                    to_attr="own_participations",
                )
            )
        )
        frameworks = Short(newest_first(Agreement.objects.filter(frameworks=party)))
        offices = Short(
            signed(Signature.objects.filter(office_at=party).exclude(participation__party=party))
        )
        attendances = Short(
            Attendance.objects.filter(office_at=party, event__is_public=True)
            .select_related("person", "event")
            .order_by("person__sort_key", "event__sort_key", "pk")
        )
        films = Short(
            CoProductionPartner.objects.filter(party=party, coproduction__state=State.PUBLISHED)
            .select_related("coproduction", "country")
            .order_by("coproduction__sort_key", "pk")
        )
        said = Said(CLAIMS, party.pk, Citation.objects.filter(said_by_party=party))
        participations = [one for each in agreements for one in each.own_participations]
        signatures = [one for part in participations for one in part.signatures.all()]
        notes = self.notes([party, *participations, *signatures, *offices, *attendances, *films])

        for field in HEAD_FIELDS:
            notes.number(party, field)
        notes.number(party)
        story = {"chain": chain_of(party), "head_notes": notes.cut()}

        for part in participations:
            notes.number(part)
            for signature in part.signatures.all():
                notes.number(signature)
        story |= {"agreements": agreements, "agreement_notes": notes.cut()}

        for one in (*offices, *attendances):
            notes.number(one)
        story |= {"offices": offices, "attendances": attendances, "office_notes": notes.cut()}

        for film in films:
            notes.number(film)
        story |= {"films": films, "film_notes": notes.cut()}

        return story | {
            "frameworks": frameworks,
            "said": by_record(said),
            "said_total": said.total,
            "at_most": AT_MOST,
        }


def chain_of(party: Party) -> list[Party]:
    """What the party is part of, the nearest first."""
    chain, parent = [], party.parent
    while parent and len(chain) < LEVELS:
        chain.append(parent)
        parent = parent.parent if len(chain) < LEVELS else None
    return chain
