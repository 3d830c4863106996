"""What the two real documents say, as the shipped records have it, and how well it is found.

The measure is the citations of ``fixtures/sources``: a thing is said in a paragraph when one of
them cites it from there, in whatever words, stated, inferred or ambiguous. A capital that stands
for its state counts as that state. So nothing is wanted here that the registry would not record,
and some of it stands in the text in words that are no name.
"""

import json
from collections import defaultdict
from dataclasses import dataclass

from django.conf import settings

from coop.integrity.paragraphs import numbers
from coop.models import Party
from coop.recognition.drafts import Claimed, draft
from coop.recognition.marks import Mark, names_and_topics
from coop.vocabulary.desk import Recognised

FIXTURES = settings.BASE_DIR / "fixtures"

CATEGORIES = ("parties", "people", "places", "events", "dates", "topics")
"""What is recognised; ``SIGNATORIES`` are those of the parties that take part in agreements."""

SIGNATORIES = "signatories"

NAMED_FIELDS = ("", "names", "short_names")

Said = tuple[int, str]
"""A paragraph, and the thing that it speaks of: a key, a country or topic code, a date."""


@dataclass(frozen=True)
class Score:
    """How many of the things found are right, and how many of the right ones are found."""

    found: int
    right: int
    wanted: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 1.0

    @classmethod
    def of(cls, found: set, wanted: set) -> "Score":
        return cls(len(found), len(found & wanted), len(wanted))


class Fixtures:
    """The objects of all shipped files, by kind and natural key."""

    def __init__(self):
        self.by_key: dict[str, dict[tuple, dict]] = defaultdict(dict)
        self.citations: list[dict] = []
        for path in sorted(FIXTURES.glob("*/*.json")):
            for entry in json.loads(path.read_text("utf-8")):
                kind, fields = entry["model"].removeprefix("coop."), entry["fields"]
                if kind == "citation":
                    self.citations.append(fields)
                else:
                    key = fields.get("key") or fields.get("code")
                    parent = fields.get(
                        "participation" if kind == "signature" else PARENTS.get(kind)
                    )
                    self.by_key[kind][(*(parent or ()), key)] = fields

    def fields(self, kind: str, key: list) -> dict:
        return self.by_key[kind][tuple(key)]

    def party(self, key: list) -> str:
        """A party as it is wanted: a state by the code of its country, others by their key."""
        fields = self.fields("party", key)
        return fields["country"][0] if fields["kind"] == "state" else key[0]


PARENTS = {
    "signature": "participation",
    "participation": "agreement",
    "occasion": "agreement",
    "act": "agreement",
    "provision": "agreement",
    "attendance": "event",
    "coproductionpartner": "coproduction",
}


def said(source: str) -> dict[str, set[Said]]:
    """What a source says, by category; of dates the words, since several records share them."""
    known = Fixtures()
    found: dict[str, set[Said]] = {category: set() for category in (*CATEGORIES, SIGNATORIES)}
    for citation in known.citations:
        if citation["source"] == [source] and citation.get("basis") != "supplied":
            for category, thing in _things(known, citation):
                for number in numbers(citation["paragraphs"]):
                    found[category].add((number, thing))
    return found


def _things(known: Fixtures, citation: dict):
    """What a citation shows its paragraph to speak of."""
    field, words = citation.get("field", ""), citation.get("as_named", "")
    if field in ("done_on", "effective_on", "held_on", "year") and words:
        yield "dates", words
    for kind in ("party", "person", "place", "event"):
        if citation.get(kind) and field in NAMED_FIELDS:
            thing = known.party(citation[kind]) if kind == "party" else citation[kind][0]
            yield PLURALS[kind], thing
    if citation.get("party") and field == "country":
        yield "parties", known.fields("party", citation["party"])["country"][0]
    for kind in ("agreement", "event"):
        if citation.get(kind) and field == "place":
            yield "places", known.fields(kind, citation[kind])["place"][0]
    if field:
        return
    if citation.get("participation"):
        fields = known.fields("participation", citation["participation"])
        yield "parties", known.party(fields["party"])
        yield "signatories", known.party(fields["party"])
    if citation.get("partner"):
        fields = known.fields("coproductionpartner", citation["partner"])
        country = fields.get("country")
        yield "parties", country[0] if country else known.party(fields["party"])
    for kind in ("signature", "attendance"):
        if citation.get(kind) and known.fields(kind, citation[kind]).get("person"):
            yield "people", known.fields(kind, citation[kind])["person"][0]
    if citation.get("occasion"):
        yield "events", known.fields("occasion", citation["occasion"])["event"][0]
    if citation.get("provision"):
        yield "topics", known.fields("provision", citation["provision"])["topic"][0]


PLURALS = {"party": "parties", "person": "people", "place": "places", "event": "events"}

CATEGORY_OF = {
    Recognised.PARTY: "parties",
    Recognised.COUNTRY: "parties",
    Recognised.PERSON: "people",
    Recognised.PLACE: "places",
    Recognised.EVENT: "events",
    Recognised.TOPIC: "topics",
}


def recognised(paragraphs: list[str], language: str) -> dict[str, set[Said]]:
    """What the registry recognises in a text: of several candidates, the one offered first.

    A record that is several things (a city, and the city as a subject) counts as the first of
    them; a topic counts wherever it is offered.
    """
    states = dict(Party.objects.filter(kind="state").values_list("key", "country__code"))
    found: dict[str, set[Said]] = {category: set() for category in CATEGORIES}
    for mark in names_and_topics(paragraphs, language):
        if mark.kind == Recognised.DATE:
            found["dates"].add((mark.paragraph, mark.words))
        for one in _offered(mark):
            if category := CATEGORY_OF.get(one.kind):
                found[category].add((mark.paragraph, states.get(one.key, one.key)))
    return found


def _offered(mark: Mark):
    yield from mark.candidates[:1]
    yield from (one for one in mark.candidates[1:] if one.kind == Recognised.TOPIC)


def proposed(source) -> set[str]:
    """Whom the draft that is suggested from a source proposes as parties."""
    states = dict(Party.objects.filter(kind="state").values_list("key", "country__code"))
    keys = [
        one.candidates[0].key for one in draft(source).suggestions if one.claimed == Claimed.PARTY
    ]
    return {states.get(key, key) for key in keys}


def things(said: set[Said]) -> set[str]:
    """What is spoken of in the whole document, in whichever paragraph."""
    return {thing for _paragraph, thing in said}
