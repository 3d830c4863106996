"""How much of everything there is, and in which countries and on which topics."""

import json
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from random import Random

from django.conf import settings

from coop.exchange.synthetic.words import Words

PREFIX = "synthetic-"

# The first are in many agreements, the last in few.
_CODES = """
FR IT ES DE GB KZ RU TR IR CN CA IN BE EG MA TN BR AR MX PL RO UZ KG AZ AD AE AF AG AL AM
AO AT AU BA BB BD BF BG BH BI BJ BN BO BS BT BW BY BZ CD CF CG CH CI CL CM CO CR CU CV CY
CZ DJ DK DM DO DZ EC EE ER ET FI FJ FM GA GD GE GH GL GM GN GQ GR GT GW GY HK HN HR HT HU
ID IE IL IQ IS JM JO JP KE KH KI KM KN KP KR KW LA LB LC LI LK LR LS LT LU LV LY MC MD ME
MG MH MK ML MM MN MO MR MT MU MV MW MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PR
PS PT PW PY QA RS RW SA SB SC SD SE SG SI SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL
TM TO TT TV TZ UA UG US UY VA VC VE VN VU WS XK YE ZA ZM ZW
"""
COUNTRIES = tuple(_CODES.split())


@dataclass(frozen=True)
class Scale:
    """The number of records of each kind that belongs to a number of agreements."""

    agreements: int

    @property
    def bodies(self) -> int:
        return max(40, self.agreements * 3 // 100)

    @property
    def people(self) -> int:
        return max(20, self.agreements // 20)

    @property
    def places(self) -> int:
        return max(20, self.agreements // 150)

    @property
    def subjects(self) -> int:
        return max(12, self.agreements // 400)

    @property
    def sources(self) -> int:
        return max(20, self.agreements * 3 // 100)

    @property
    def events(self) -> int:
        return max(10, self.agreements // 50)

    @property
    def films(self) -> int:
        return self.agreements * 6 // 10


class Zipf:
    """Draws from a sequence whose first items come up often and whose last ones rarely."""

    def __init__(self, items: Sequence, exponent: float = 0.9):
        self.items = items
        self._sums = list(accumulate((place + 1) ** -exponent for place in range(len(items))))

    def at(self, share: float):
        """The item at a share from 0 to 1 of all that is drawn."""
        return self.items[bisect(self._sums, share * self._sums[-1])]

    def several(self, chance: Random, number: int) -> list:
        """Different items."""
        found: list = []
        while len(found) < number:
            item = self.at(chance.random())
            if item not in found:
                found.append(item)
        return found


def country_names() -> dict[str, Words]:
    """The names of the countries by code, from the registry's own vocabulary."""
    return {fields["code"]: fields["names"] for fields in _vocabulary("countries.json")}


def topics() -> list[tuple[str, Words]]:
    """Code and names of the topics that provisions are coded with, groups left out."""
    return [
        (fields["code"], fields["names"])
        for fields in _vocabulary("topics.json")
        if fields.get("parent")
    ]


def _vocabulary(name: str) -> list[dict]:
    path = Path(settings.BASE_DIR) / "fixtures" / "vocabulary" / name
    return [entry["fields"] for entry in json.loads(path.read_text("utf-8"))]


# ---- Keys, told from a number alone ----


def state_key(code: str) -> str:
    """A state is no made-up thing: it has the key that it has in every file of the registry."""
    return f"state-{code.lower()}"


def body_key(number: int) -> str:
    return f"{PREFIX}body-{number}"


def person_key(number: int) -> str:
    return f"{PREFIX}person-{number}"


def place_key(number: int) -> str:
    return f"{PREFIX}place-{number}"


def subject_key(number: int) -> str:
    return f"{PREFIX}subject-{number}"


def event_key(number: int) -> str:
    return f"{PREFIX}event-{number}"


def source_key(number: int) -> str:
    return f"{PREFIX}source-{number}"


def agreement_key(number: int) -> str:
    return f"{PREFIX}agreement-{number}"


def film_key(number: int) -> str:
    return f"{PREFIX}film-{number}"


def country_of_body(number: int) -> str:
    """Bodies come four to a country: a ministry, two that belong to it, one of its own."""
    block = number // 4
    if block < len(COUNTRIES):
        return COUNTRIES[block]
    return _BY_WEIGHT.at(block * 0.618033988749895 % 1)


def is_organisation(number: int) -> bool:
    """Whether the body of that number is an intergovernmental organisation."""
    return number % 16 == 15


_BY_WEIGHT = Zipf(COUNTRIES)


def is_draft_source(number: int) -> bool:
    """Every fortieth source is not published yet; nothing public may cite it."""
    return number % 40 == 39
