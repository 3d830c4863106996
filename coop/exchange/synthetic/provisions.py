"""What made-up agreements provide, and the rules of some of it."""

from random import Random

from coop.exchange.synthetic import words
from coop.exchange.synthetic.evidence import Evidence, Object
from coop.exchange.synthetic.scale import Scale, Zipf, subject_key, topics

# Up to which share of the agreements, the fewest and the most provisions: 8 on average.
_NUMBERS = (
    (0.116, 0, 0),
    (0.316, 1, 3),
    (0.616, 4, 8),
    (0.856, 9, 14),
    (0.958, 15, 21),
    (1.0, 22, 38),
)
_STANCES = ("provides", "provides", "encourages", "requires", "plans", "provides", "excludes")
_FORMS = (["fiction"], ["documentary"], ["fiction", "documentary"], ["animation"], ["fiction"])
_LENGTHS = (["feature-length"], ["feature-length", "short"], ["series"])
_LANGUAGE_SETS = (
    *[("en",)] * 10,
    *[("ar", "en")] * 4,
    *[("en", "ru")] * 3,
    ("ar", "en", "ru"),
    ("ar",),
    words.LANGUAGES,
)
_PERCENT = "percent-of-total-cost"
_RULES = (
    {"kind": "share", "counted_by": "each-co-producer", "minimum": "20.00", "unit": _PERCENT},
    {
        "kind": "share",
        "counted_by": "each-country",
        "minimum": "10.00",
        "maximum": "90.00",
        "unit": "percent-of-contributions",
    },
    {"kind": "third-country-share", "maximum": "30.00", "unit": _PERCENT},
    {"kind": "co-producers", "minimum": "2.00", "unit": "co-producers"},
    {"kind": "parties-represented", "minimum": "3.00", "unit": "parties"},
    {"kind": "third-country-admitted", "third_country": "linked-to-one-party"},
    {"kind": "formats", "forms": ["fiction", "documentary"], "lengths": ["feature-length"]},
    {"kind": "precedence", "precedence": "gives-way-to"},
    {"kind": "points", "minimum": "15.00", "unit": "points", "out_of": "19.00"},
    {"kind": "lead-time", "minimum": "30.00", "unit": "days"},
    {"kind": "approval", "needs_approval": True},
    {"kind": "term", "minimum": "5.00", "unit": "years"},
    {"kind": "notice", "minimum": "6.00", "unit": "months"},
    {"kind": "exhibition"},
)


class Provisions:
    """Adds provisions, their rules and what is said of them to the objects of an agreement."""

    def __init__(self, scale: Scale, chance: Random, evidence: Evidence):
        self._scale = scale
        self._random = chance.random
        self._cite = evidence.cite
        known = topics()
        chance.shuffle(known)
        self._topics = Zipf(known, exponent=0.6)

    def number(self) -> int:
        """How many provisions an agreement has."""
        draw = self._random()
        for share, fewest, most in _NUMBERS:
            if draw < share:
                return fewest + int(self._random() * (most - fewest + 1))
        raise AssertionError("The shares end with 1.")

    def add(self, found: list[Object], agreement: list[str], number: int, source: list[str] | None):
        """Add so many provisions; without a source they carry no evidence."""
        for place in range(1, number + 1):
            self._add_one(found, agreement, place, source)

    def _add_one(self, found, agreement, place, source):
        random = self._random
        code, names = self._topics.at(random())
        clause = words.CLAUSES[int(random() * len(words.CLAUSES))]
        amount = 2 + int(random() * 48)
        key = f"provision-{place}"
        fields = {
            "agreement": agreement,
            "key": key,
            "order": place,
            "topic": [code],
            "summary": {
                tag: f"{names[tag]}: {clause[tag] % amount}"
                for tag in _LANGUAGE_SETS[int(random() * len(_LANGUAGE_SETS))]
            },
        }
        stance = _STANCES[amount % len(_STANCES)]
        if stance != "provides":
            fields["stance"] = stance
        draw = random()
        if draw < 0.5:
            fields["article"] = f"{place}.{amount % 5 + 1}"
            if draw < 0.25:
                fields["forms"] = _FORMS[amount % len(_FORMS)]
            if draw < 0.1:
                fields["lengths"] = _LENGTHS[amount % len(_LENGTHS)]
            if draw < 0.02:
                fields["subjects"] = [[subject_key(int(random() * self._scale.subjects))]]
        found.append({"model": "coop.provision", "fields": fields})
        if source:
            found.append(self._cite("provision", [*agreement, key], source))
        if draw > 0.97:
            self._add_rules(found, [*agreement, key], amount, source)
        elif draw > 0.967:
            self._add_statement(found, [*agreement, key], amount, source)

    def _add_rules(self, found, provision, amount, source):
        rule = {
            "provision": provision,
            "key": "rule-1",
            "order": 1,
            **_RULES[amount % len(_RULES)],
        }
        rules = [rule]
        if rule["kind"] == "share" and amount % 3 == 0:
            relaxed = {
                **rule,
                "key": "rule-2",
                "order": 2,
                "applies_to": "multilateral",
                "minimum": "5.00",
                "effect": "authority-decides",
                "relaxes": [*provision, "rule-1"],
                "needs_approval": True,
            }
            rules.append(relaxed)
        for fields in rules:
            found.append({"model": "coop.rule", "fields": fields})
            if source:
                found.append(self._cite("rule", [*provision, fields["key"]], source))

    def _add_statement(self, found, provision, amount, source):
        agreement, place = provision
        key = f"{agreement}-{place}-aim"
        fields = {
            "key": key,
            "order": 1,
            "provision": provision,
            "kind": "aim",
            "summary": words.REMARKS[amount % len(words.REMARKS)],
        }
        found.append({"model": "coop.statement", "fields": fields})
        if source:
            found.append(self._cite("statement", [key], source))
