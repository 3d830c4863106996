"""Places, people, bodies, subjects and events: what agreements refer to."""

from collections.abc import Iterator
from random import Random

from coop.exchange.synthetic import words
from coop.exchange.synthetic.dates import Dates
from coop.exchange.synthetic.evidence import Evidence, Object
from coop.exchange.synthetic.scale import (
    COUNTRIES,
    PREFIX,
    Scale,
    Zipf,
    body_key,
    country_of_body,
    event_key,
    is_organisation,
    person_key,
    place_key,
    state_key,
    subject_key,
)

_BLOCK = ("ministry", "agency", "department")
_INDEPENDENT = ("company", "association", "festival", "intergovernmental-organisation")
_EVENT_KINDS = tuple(words.EVENTS)


def records(scale: Scale, chance: Random) -> Iterator[Object]:
    """All of them but the events, which carry evidence and so come after the sources."""
    yield from _states()
    yield from _places(scale, chance)
    yield from _people(scale)
    yield from _bodies(scale)
    yield from _subjects(scale)


def _states() -> Iterator[Object]:
    for code in COUNTRIES:
        fields = {"key": state_key(code), "kind": "state", "country": [code]}
        yield {"model": "coop.party", "fields": fields}


def _places(scale: Scale, chance: Random) -> Iterator[Object]:
    countries = Zipf(COUNTRIES)
    for number in range(scale.places):
        name = words.made_up(number)
        fields: dict = {
            "key": place_key(number),
            "names": {
                tag: words.MARKS[tag] % (name[tag], number)
                for tag in (words.LANGUAGES if number % 3 else ("en",))
            },
        }
        if number % 10:
            fields["country"] = [countries.at(chance.random())]
        if number % 4 == 0:
            fields["latitude"] = f"{chance.uniform(-60, 70):.5f}"
            fields["longitude"] = f"{chance.uniform(-180, 180):.5f}"
        yield {"model": "coop.place", "fields": fields}


def _people(scale: Scale) -> Iterator[Object]:
    for number in range(scale.people):
        given = words.GIVEN_NAMES[number % len(words.GIVEN_NAMES)]
        family = words.made_up(number)
        names = {tag: words.MARKS[tag] % (f"{given[tag]} {family[tag]}", number) for tag in given}
        yield {"model": "coop.person", "fields": {"key": person_key(number), "names": names}}


def _bodies(scale: Scale) -> Iterator[Object]:
    for number in range(scale.bodies):
        place = number % 4
        kind = _BLOCK[place] if place < 3 else _INDEPENDENT[number // 4 % 4]
        country = country_of_body(number)
        fields: dict = {
            "key": body_key(number),
            "kind": kind,
            "names": words.named(words.BODIES[kind], number),
        }
        if not is_organisation(number):
            fields["country"] = [country]
        if place == 0:
            fields["parent"] = [state_key(country)]
        elif place < 3:
            fields["parent"] = [body_key(number - place)]
        if number % 9 == 0:
            fields["short_names"] = {"en": f"SYN{number}"}
        yield {"model": "coop.party", "fields": fields}
        if number % 20 == 0:
            former = {
                "party": [body_key(number)],
                "key": "former-1",
                "order": 1,
                "names": {"en": f"State Film Committee (synthetic {number})"},
                "used": "1965/1992",
            }
            yield {"model": "coop.formername", "fields": former}


def _subjects(scale: Scale) -> Iterator[Object]:
    for number in range(scale.subjects):
        pattern = words.SUBJECTS[number % len(words.SUBJECTS)]
        fields: dict = {"key": subject_key(number), "names": words.named(pattern, number)}
        if number % 5 == 0:
            fields["place"] = [place_key(number % scale.places)]
        elif number % 5 == 1:
            fields["person"] = [person_key(number % scale.people)]
        yield {"model": "coop.subject", "fields": fields}


def events(scale: Scale, chance: Random, evidence: Evidence) -> Iterator[Object]:
    """Events, who attended them, and what is said of them; with their evidence."""
    dates = Dates(chance)
    for number in range(scale.events):
        kind = _EVENT_KINDS[number % len(_EVENT_KINDS)]
        key = [event_key(number)]
        fields: dict = {
            "key": key[0],
            "names": words.named(words.EVENTS[kind], number),
            "is_name_supplied": number % 7 == 0,
            "kind": kind,
            "held_on": dates.any_kind(dates.year()),
            "holding": ("held", "planned", "not-stated")[number % 3],
        }
        if number % 3:
            fields["place"] = [place_key(int(chance.random() * scale.places))]
        else:
            fields["country"] = [COUNTRIES[number % len(COUNTRIES)]]
        if number % 11 == 10:
            fields["part_of"] = [event_key(number - 10)]
        yield {"model": "coop.event", "fields": fields}
        source = evidence.source()
        yield evidence.cite("event", key, source)
        for place in range(number % 3):
            attendance = [*key, f"attendance-{place + 1}"]
            fields = {
                "event": key,
                "key": attendance[1],
                "order": place + 1,
                "person": [person_key((number * 3 + place) % scale.people)],
                "office": words.OFFICES[(number + place) % len(words.OFFICES)],
                "office_at": [body_key((number * 4) % scale.bodies)],
            }
            yield {"model": "coop.attendance", "fields": fields}
            yield evidence.cite("attendance", attendance, source)
        if number % 10 == 0:
            statement = [f"{PREFIX}event-statement-{number}"]
            fields = {
                "key": statement[0],
                "order": 1,
                "event": key,
                "kind": "context",
                "summary": words.REMARKS[number // 10 % len(words.REMARKS)],
            }
            yield {"model": "coop.statement", "fields": fields}
            yield evidence.cite("statement", statement, source)
