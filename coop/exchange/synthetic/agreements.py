"""Agreements with their parties, signatures, occasions, relations and statements."""

from collections.abc import Iterator
from random import Random

from coop.exchange.synthetic import words
from coop.exchange.synthetic.dates import Dates
from coop.exchange.synthetic.evidence import PUBLISHED_AT, Evidence, Object
from coop.exchange.synthetic.life import Life
from coop.exchange.synthetic.provisions import Provisions
from coop.exchange.synthetic.scale import (
    COUNTRIES,
    Scale,
    Zipf,
    agreement_key,
    body_key,
    country_names,
    country_of_body,
    event_key,
    is_organisation,
    person_key,
    place_key,
    state_key,
    subject_key,
)

AGENCY_ARRANGEMENT = "agency-arrangement"

_KINDS = (
    ("intergovernmental-agreement", words.CO_PRODUCTION),
    ("treaty", words.CO_PRODUCTION),
    ("memorandum-of-understanding", words.MEMORANDUM),
    (AGENCY_ARRANGEMENT, words.PROGRAMME),
    ("agreement", words.CO_PRODUCTION),
    ("memorandum-of-understanding", words.MEMORANDUM),
    ("programme", words.PROGRAMME),
    ("protocol", words.PROTOCOL),
    ("memorandum-of-cooperation", words.MEMORANDUM),
    ("exchange-of-notes", words.PROTOCOL),
)
_LANGUAGE_SETS = (
    *[("en",)] * 4,
    *[("ar", "en")] * 4,
    *[("en", "ru")] * 4,
    ("ar", "en", "ru"),
    ("en", "kk", "ru"),
    ("en", "fa"),
    ("en", "tr"),
    words.LANGUAGES,
    ("ar",),
    ("ru",),
)
# Up to which share of the agreements, how many take part: 2.2 on average.
_SIZES = ((0.04, 1), (0.865, 2), (0.945, 3), (0.98, 4), (0.995, 6), (1.0, 10))
_BINDING = ("not-stated", "binding", "binding", "not-stated", "non-binding")
_RELATIONS = ("builds-on", "amends", "renews", "implements", "complements", "supersedes", "cites")
_OCCASIONS = ("during", "on-the-sidelines-of", "within", "provides-for")
_STATEMENTS = ("aim", "means", "effect", "assessment", "scope", "context")
_PACKAGES = 200
_MEMBERS = 4


def state_fields(draw: float, published: float) -> dict:
    """State and what belongs to it: a share is published; a few were, the rest may yet be."""
    if draw < published:
        return {"state": "published", "published_at": PUBLISHED_AT}
    if draw < 1.02 * published:
        return {
            "state": "withdrawn",
            "published_at": PUBLISHED_AT,
            "withdrawn_because": "Synthetic: entered twice.",
        }
    return {"state": "in-review"} if draw * 1000 % 1 < 0.4 else {}


class Agreements:
    """Streams agreements. What one refers to is told from numbers; nothing made is kept."""

    def __init__(self, scale: Scale, chance: Random, evidence: Evidence, published: float):
        self._scale = scale
        self._chance = chance
        self._random = chance.random
        self._evidence = evidence
        self._published = published
        self._dates = Dates(chance)
        self._life = Life(chance, evidence)
        self._provisions = Provisions(scale, chance, evidence)
        self._countries = Zipf(COUNTRIES)
        self._names = country_names()

    def __iter__(self) -> Iterator[Object]:
        for number in range(self._scale.agreements):
            yield from self._agreement(number)

    def _agreement(self, number: int) -> list[Object]:
        found: list[Object] = []
        key = [agreement_key(number)]
        kind, title = self._kind(number)
        parties = [] if kind == "package" else self._parties(kind)
        provisions = 0 if kind == "package" else self._provisions.number()
        state = state_fields(self._random(), self._published)
        fields = self._fields(number, kind, title, parties, provisions)
        found.append({"model": "coop.agreement", "fields": {**fields, **state}})
        source = self._evidence.source() if "published_at" in state else None
        if source:
            found.append(self._evidence.cite("agreement", key, source))
            if number % 7 == 0:
                found.append(self._evidence.cite("agreement", key, self._evidence.source(), "kind"))
        elif number % 2:
            found.append(self._evidence.cite("agreement", key, self._evidence.any_source()))
        takers = self._add_participations(found, key, parties, source)
        self._life.add(found, key, takers, source)
        self._provisions.add(found, key, provisions, source)
        self._add_ties(found, key, number, source)
        return found

    # ---- The agreement itself ----

    def _kind(self, number: int) -> tuple[str, words.Words]:
        if self._is_package(number):
            return "package", words.PACKAGE
        if number % 500 == 3:
            return "memorandum-of-understanding", words.TITLE_THAT_RECURS
        return _KINDS[int(self._random() * len(_KINDS))]

    def _is_package(self, number: int) -> bool:
        return number % _PACKAGES == 7 and number + _MEMBERS < self._scale.agreements

    def _fields(self, number, kind, title, parties, provisions) -> dict:
        draw = self._random()
        fields: dict = {
            "key": agreement_key(number),
            "title": self._title(number, title, parties),
            "kind": kind,
        }
        if kind == "package":
            fields["is_title_supplied"] = True
        if binding := _BINDING[number % len(_BINDING)]:
            fields["bindingness"] = binding
        if number % 6 == 2:
            fields["original_language"] = min(fields["title"])
            fields["authentic_languages"] = ["en", "fr"] if number % 4 else ["ar", "ru"]
        if draw < 0.4:
            fields["place"] = [place_key(int(self._random() * self._scale.places))]
        if draw < 0.03:
            organisations = self._scale.bodies // 16
            fields["frameworks"] = [[body_key(int(self._random() * organisations) * 16 + 15)]]
        if draw > 0.92:
            fields["subjects"] = [[subject_key(int(self._random() * self._scale.subjects))]]
        if number % 4 == 0:
            fields["summary"] = words.REMARKS[number // 4 % len(words.REMARKS)]
        if draw > 0.9:
            fields["parties_complete_on"] = self._dates.day(self._dates.year())
        if provisions:
            fields["coding"] = "from-the-full-text" if provisions > 8 else "from-reports"
        return fields

    def _title(self, number, title, parties) -> words.Words:
        if title is words.TITLE_THAT_RECURS:
            return title
        tags = _LANGUAGE_SETS[int(self._random() * len(_LANGUAGE_SETS))]
        return {tag: title[tag] % (number, self._named(parties, tag)) for tag in tags}

    def _named(self, parties, tag: str) -> str:
        names = [
            self._names[party][tag] if isinstance(party, str) else words.made_up(party)[tag]
            for party in parties[:3]
        ]
        if len(parties) > 3 or not parties:
            names.append(words.OTHERS[tag])
        return words.JOINS[tag].join(names)

    # ---- Who takes part ----

    def _parties(self, kind: str) -> list:
        """Codes of states, or numbers of bodies for what bodies agree on among themselves."""
        draw = self._random()
        size = next(size for share, size in _SIZES if draw < share)
        if kind != AGENCY_ARRANGEMENT:
            return self._countries.several(self._chance, size)
        bodies: list[int] = []
        while len(bodies) < size:
            number = int(self._random() ** 2 * self._scale.bodies)
            if number not in bodies:
                bodies.append(number)
        return bodies

    def _add_participations(self, found, agreement, parties, source) -> list[str]:
        """Add participations and signatures; return the keys of those who are bound."""
        bound = []
        has_sides = len(parties) == 3 and self._random() < 0.3
        for place, party in enumerate(parties, 1):
            key = f"party-{place}"
            fields: dict = {"agreement": agreement, "key": key, "order": place}
            if isinstance(party, str):
                fields["party"] = [state_key(party)]
                bound.append(key)
            else:
                fields["party"] = [body_key(party)]
                if place > 2:
                    fields["role"] = "competent-authority"
                else:
                    bound.append(key)
                if party % 2 and not is_organisation(party):
                    fields["acting_for"] = [state_key(country_of_body(party))]
            if has_sides:
                fields["side"] = 1 if place < 3 else 2
            found.append({"model": "coop.participation", "fields": fields})
            if source:
                found.append(self._evidence.cite("participation", [*agreement, key], source))
            if self._random() < 0.08:
                self._add_signature(found, [*agreement, key], source)
        return bound

    def _add_signature(self, found, participation, source):
        number = int(self._random() * self._scale.people)
        fields = {
            "participation": participation,
            "key": "signature-1",
            "order": 1,
            "office": words.OFFICES[number % len(words.OFFICES)],
        }
        if number % 4:
            fields["person"] = [person_key(number)]
        if number % 3 == 0:
            fields["office_at"] = [body_key(number % self._scale.bodies)]
        found.append({"model": "coop.signature", "fields": fields})
        if source:
            found.append(self._evidence.cite("signature", [*participation, "signature-1"], source))

    # ---- What it is tied to ----

    def _add_ties(self, found, agreement, number, source):
        draw = self._random()
        package = number - number % _PACKAGES + 7
        if package < number <= package + _MEMBERS and self._is_package(package):
            fields = {"related": [agreement_key(package)], "kind": "part-of"}
            self._add_tie(found, "relation", agreement, fields, source)
        elif draw < 0.06 and number:
            related = int(self._random() * number)
            kind = _RELATIONS[number % len(_RELATIONS)]
            fields = {"related": [agreement_key(related)], "kind": kind}
            self._add_tie(found, "relation", agreement, fields, source)
        if 0.3 < draw < 0.35:
            event = event_key(int(self._random() * self._scale.events))
            fields = {"event": [event], "kind": _OCCASIONS[number % len(_OCCASIONS)]}
            self._add_tie(found, "occasion", agreement, fields, source)
        if 0.6 < draw < 0.66:
            fields = {
                "key": f"{agreement[0]}-statement",
                "kind": _STATEMENTS[number % len(_STATEMENTS)],
                "summary": words.REMARKS[number % len(words.REMARKS)],
            }
            self._add_tie(found, "statement", agreement, fields, source)

    def _add_tie(self, found, target, agreement, fields, source):
        model = "coop.agreementrelation" if target == "relation" else f"coop.{target}"
        fields = {"agreement": agreement, "key": f"{target}-1", "order": 1, **fields}
        found.append({"model": model, "fields": fields})
        if source:
            key = [fields["key"]] if target == "statement" else [*agreement, fields["key"]]
            found.append(self._evidence.cite(target, key, source))
