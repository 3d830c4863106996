"""With whom a country makes instruments."""

from collections import defaultdict
from dataclasses import dataclass

from coop.models import Country, Participation
from coop.vocabulary.agreements import AgreementKind
from coop.vocabulary.records import Basis, State


@dataclass(frozen=True)
class Partner:
    """Another country, and the number of instruments made with it."""

    country: Country
    number: int


def partners_of(country: Country) -> list[Partner]:
    """The countries that stand on another side of an instrument than ``country`` or its bodies.

    Packages are no instruments, and what is merely possible makes no pair. A party without
    a side stands for itself. Most instruments first.
    """
    firm = (
        Participation.objects.as_party()
        .firm()
        .filter(agreement__state=State.PUBLISHED, party__country__isnull=False)
        .exclude(agreement__kind=AgreementKind.PACKAGE)
        .exclude(agreement__basis=Basis.AMBIGUOUS)
    )
    own = firm.filter(party__country=country).order_by()
    rows = firm.filter(agreement__in=own.values("agreement")).order_by()
    taking_part = defaultdict(list)
    for agreement, side, code in rows.values_list("agreement", "side", "party__country"):
        taking_part[agreement].append((side, code))
    instruments: dict[int, set[int]] = defaultdict(set)
    for agreement, parties in taking_part.items():
        own_sides = [side for side, code in parties if code == country.pk]
        for side, code in parties:
            if code != country.pk and any(_is_another(side, own) for own in own_sides):
                instruments[code].add(agreement)
    countries = Country.objects.in_bulk(list(instruments))
    found = [Partner(countries[pk], len(made)) for pk, made in instruments.items()]
    return sorted(found, key=lambda partner: (-partner.number, partner.country.sort_key))


def _is_another(side: int | None, own: int | None) -> bool:
    return side is None or own is None or side != own
