"""Made-up films, their partners and screenings, and their ties to agreements."""

from collections.abc import Iterator
from random import Random

from coop.exchange.synthetic import words
from coop.exchange.synthetic.agreements import state_fields
from coop.exchange.synthetic.dates import FIRST_YEAR, LAST_YEAR, Dates
from coop.exchange.synthetic.evidence import Evidence, Object
from coop.exchange.synthetic.scale import (
    COUNTRIES,
    Scale,
    Zipf,
    agreement_key,
    body_key,
    event_key,
    film_key,
    place_key,
    subject_key,
)

_STATUSES = ("released", "completed", "not-stated", "in-production", "announced", "screened")
_KINDS = ("not-stated", "official", "not-stated", "unofficial")
_FORMS: tuple[list[str], ...] = (
    ["fiction"],
    ["documentary"],
    [],
    ["animation"],
    ["fiction"],
    ["experimental"],
)
_LENGTHS: tuple[list[str], ...] = (
    ["feature-length"],
    [],
    ["short"],
    ["feature-length"],
    ["series"],
)
_APPROVALS = ("not-claimed", "applied", "provisional", "final")
# Up to which share of the films, how many countries make it: 1.8 on average.
_SIZES = ((0.12, 0), (0.2, 1), (0.9, 2), (0.98, 3), (1.0, 5))
_ROLES = (("majority", "70.00"), ("minority", "30.00"))


class Films:
    """Streams films; every fourth is tied to an agreement, which is told from a number."""

    def __init__(self, scale: Scale, chance: Random, evidence: Evidence, published: float):
        self._scale = scale
        self._chance = chance
        self._random = chance.random
        self._evidence = evidence
        self._published = published
        self._dates = Dates(chance)
        self._countries = Zipf(COUNTRIES)

    def __iter__(self) -> Iterator[Object]:
        for number in range(self._scale.films):
            yield from self._film(number)

    def _film(self, number: int) -> list[Object]:
        found: list[Object] = []
        key = [film_key(number)]
        state = state_fields(self._random(), self._published)
        found.append({"model": "coop.coproduction", "fields": {**self._fields(number), **state}})
        source = self._evidence.source() if "published_at" in state else None
        if source:
            found.append(self._evidence.cite("coproduction", key, source))
        for part in self._partners():
            self._add(found, "coproductionpartner", "partner", key, part, source)
        if self._random() < 0.25:
            part = self._link(number)
            self._add(found, "coproductionagreement", "film_link", key, part, source)
        if self._random() < 0.1:
            self._add(found, "screening", "screening", key, self._screening(number), source)
        return found

    def _add(self, found, model, target, film, part, source):
        fields = {"coproduction": film, **part}
        found.append({"model": f"coop.{model}", "fields": fields})
        if source:
            found.append(self._evidence.cite(target, [*film, part["key"]], source))

    def _fields(self, number: int) -> dict:
        draw = self._random()
        title = words.named(words.FILMS[number % len(words.FILMS)], number)
        fields: dict = {
            "key": film_key(number),
            "title": title,
            "forms": _FORMS[int(draw * len(_FORMS))],
            "lengths": _LENGTHS[number % len(_LENGTHS)],
            "status": _STATUSES[number % len(_STATUSES)],
            "kind": _KINDS[number % len(_KINDS)],
        }
        if draw < 0.8:
            year = self._dates.year()
            fields["year"] = f"{year}?" if draw < 0.05 else f"{year}~" if draw < 0.1 else str(year)
        if number % 5 == 0:
            fields["original_language"] = min(title)
        if draw > 0.9:
            fields["subjects"] = [[subject_key(int(self._random() * self._scale.subjects))]]
        if number % 10 == 0:
            fields["summary"] = words.REMARKS[number // 10 % len(words.REMARKS)]
        return fields

    def _partners(self) -> Iterator[dict]:
        draw = self._random()
        size = next(size for share, size in _SIZES if draw < share)
        for place, code in enumerate(self._countries.several(self._chance, size)):
            fields: dict = {"key": f"partner-{place + 1}", "order": place + 1, "country": [code]}
            if size == 2 and draw < 0.5:
                fields["role"], fields["share"] = _ROLES[place]
            if draw > 0.85:
                fields["party"] = [body_key(int(self._random() * self._scale.bodies))]
            yield fields

    def _link(self, number: int) -> dict:
        return {
            "key": "agreement-1",
            "order": 1,
            "agreement": [agreement_key(int(self._random() * self._scale.agreements))],
            "nature": ("made-under", "initiative-of", "mentioned-with")[number % 3],
            "approval": _APPROVALS[number % len(_APPROVALS)],
        }

    def _screening(self, number: int) -> dict:
        fields: dict = {"key": "screening-1", "order": 1, "holding": "held"}
        year = FIRST_YEAR + number % (LAST_YEAR - FIRST_YEAR + 1)
        if held_on := self._dates.any_kind(year):
            fields["held_on"] = held_on
        if number % 2:
            fields["event"] = [event_key(int(self._random() * self._scale.events))]
        else:
            fields["place"] = [place_key(int(self._random() * self._scale.places))]
        return fields
