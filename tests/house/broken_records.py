"""For every named constraint, the records that break it.

Each case makes a sound record and says which fields to change to break the rule.
"""

from collections.abc import Callable
from dataclasses import dataclass

from coop.models import StatusPeriod
from tests import factories


@dataclass(frozen=True)
class Case:
    """``make`` returns a stored, sound record and the changes that break ``constraint``."""

    constraint: str
    make: Callable
    variant: str = ""

    def __str__(self):
        return f"{self.constraint} {self.variant}".strip()


CASES: list[Case] = []


def breaks(constraint: str, make: Callable, **variants: dict):
    """Note the ways to break a constraint: the changes to what ``make`` returns, by name."""
    for variant, changes in variants.items():
        CASES.append(
            Case(constraint, lambda make=make, changes=changes: (make(), changes), variant)
        )


def collides(constraint: str, make: Callable):
    """Note that a second record collides with a first; ``make`` returns it and the changes."""
    CASES.append(Case(constraint, make))


# ---- What many models share ----

PARTS = {
    "formername": (factories.former_name, "party"),
    "membership": (factories.membership, "group"),
    "occasion": (factories.occasion, "agreement"),
    "agreementrelation": (factories.relation, "agreement"),
    "participation": (factories.participation, "agreement"),
    "signature": (factories.signature, "participation"),
    "act": (factories.act, "agreement"),
    "provision": (factories.provision, "agreement"),
    "rule": (factories.rule, "provision"),
    "attendance": (factories.attendance, "event"),
    "coproductionpartner": (factories.partner, "coproduction"),
    "screening": (factories.screening, "coproduction"),
    "coproductionagreement": (factories.film_link, "coproduction"),
}


def a_citation(**fields):
    return factories.citation(factories.agreement(evidence=False), **fields)


def _sibling(make, parent):
    def made():
        first = make()
        second = make(**{parent: getattr(first, parent)})
        return second, {"key": first.key}

    return made


UNSAID = ("formername", "membership")
"""Parts that no source is cited for."""

for model, (make, parent) in PARTS.items():
    collides(f"{model}_key_is_unique_within_its_{parent}", _sibling(make, parent))
    if model not in UNSAID:
        breaks(f"preferred_{model}_says_why", make, silent={"is_preferred": True})
breaks("preferred_statement_says_why", factories.statement, silent={"is_preferred": True})


def _second_citation():
    first = a_citation()
    second = factories.citation(first.agreement, source=first.source)
    return second, {"key": first.key}


collides("citation_key_is_unique_within_its_source", _second_citation)

CODED = {
    "agreement": (factories.agreement, ["kind", "bindingness", "coding"]),
    "occasion": (factories.occasion, ["kind"]),
    "agreementrelation": (factories.relation, ["kind"]),
    "participation": (factories.participation, ["role"]),
    "act": (factories.act, ["kind"]),
    "provision": (factories.provision, ["stance"]),
    "rule": (
        lambda: factories.rule(kind="approval"),
        ["kind", "applies_to", "effect", "counted_by", "unit", "third_country", "precedence"],
    ),
    "statement": (factories.statement, ["kind"]),
    "party": (factories.party, ["kind"]),
    "event": (factories.event, ["kind", "holding"]),
    "coproduction": (factories.coproduction, ["status", "kind"]),
    "coproductionpartner": (factories.partner, ["role"]),
    "screening": (factories.screening, ["holding"]),
    "coproductionagreement": (factories.film_link, ["nature", "approval"]),
    "sourcedocument": (factories.source, ["kind", "text_rights"]),
    "citation": (a_citation, ["basis"]),
    "statusperiod": (
        lambda: StatusPeriod.objects.get(agreement=factories.agreement()),
        ["status"],
    ),
}
for model, (make, fields) in CODED.items():
    for field in fields:
        breaks(f"{model}_{field}_is_of_its_list", make, unknown={field: "no-such-code"})
for model, make in {
    "agreement": factories.agreement,
    "coproduction": factories.coproduction,
    "sourcedocument": factories.source,
}.items():
    breaks(f"{model}_state_is_of_its_list", make, unknown={"state": "no-such-code"})
for model, make in {
    **{name: make for name, (make, _parent) in PARTS.items() if name not in UNSAID},
    "statement": factories.statement,
    "agreement": factories.agreement,
    "coproduction": factories.coproduction,
    "party": factories.party,
    "person": factories.person,
    "place": factories.place,
    "event": factories.event,
}.items():
    breaks(f"{model}_basis_is_of_its_list", make, unknown={"basis": "no-such-code"})


# ---- Names ----

breaks("agreement_has_a_title", factories.agreement, empty={"title": {}})
breaks("coproduction_has_a_title", factories.coproduction, empty={"title": {}})
breaks("source_has_a_title", factories.source, empty={"title": {}})
breaks("event_has_a_name", factories.event, empty={"names": {}})
breaks("statement_says_something", factories.statement, empty={"summary": {}})


# ---- Vocabulary, places, parties ----

breaks(
    "country_code_is_two_or_four_capitals",
    factories.country,
    small={"code": "kz"},
    three={"code": "KAZ"},
    one={"code": "K"},
)
breaks("former_country_says_when_it_existed", factories.country, silent={"code": "SUHH"})
breaks(
    "topic_code_is_small_letters_and_hyphens",
    factories.topic,
    capital={"code": "Archives"},
    space={"code": "film archives"},
    digit_first={"code": "2archives"},
)
breaks(
    "group_code_is_small_letters_and_hyphens",
    factories.group,
    capital={"code": "Nordic"},
    space={"code": "nordic countries"},
    digit_first={"code": "2nordic"},
)
breaks("group_names_its_source", factories.group, without={"source": ""})
breaks(
    "membership_does_not_end_before_it_begins",
    factories.membership,
    reversed={"since": "2010", "until": "2009"},
    by_a_day={"since": "2010-05-02", "until": "2010-05-01"},
)


def _member_again():
    first = factories.membership()
    return factories.membership(group=first.group), {"country": first.country}


collides("country_is_in_a_group_once_at_a_time", _member_again)
breaks(
    "place_coordinates_come_in_pairs_on_the_globe",
    factories.place,
    latitude_alone={"latitude": "51.1"},
    longitude_alone={"longitude": "71.4"},
    north_of_the_pole={"latitude": "90.5", "longitude": "0"},
    south_of_the_pole={"latitude": "-90.5", "longitude": "0"},
    too_far_east={"latitude": "0", "longitude": "180.5"},
    too_far_west={"latitude": "0", "longitude": "-180.5"},
)
breaks("state_has_a_country", factories.state, without={"country": None})
breaks("party_has_names_unless_it_is_a_state", factories.party, without={"names": {}})
breaks("party_has_names_unless_it_is_a_state", factories.state, with_own={"names": {"en": "A"}})


def _second_state():
    first, second = factories.state("KZ"), factories.state("FR")
    return second, {"country": first.country}


collides("country_is_one_state", _second_state)


def _itself(make, field):
    def made():
        record = make()
        return record, {field: record}

    return made


collides("topic_is_not_its_own_parent", _itself(factories.topic, "parent"))
collides("party_is_not_its_own_parent", _itself(factories.party, "parent"))
collides("event_is_not_part_of_itself", _itself(factories.event, "part_of"))
collides("rule_does_not_relax_itself", _itself(factories.rule, "relaxes"))


def _subject_twice():
    return factories.subject(), {"place": factories.place(), "person": factories.person()}


collides("subject_is_not_both_place_and_person", _subject_twice)


# ---- Agreements, events, films ----


def _same(make, parent, *fields):
    """A second part of the same record, about to say what the first one says."""

    def made():
        first = make()
        second = make(**{parent: getattr(first, parent)})
        return second, {field: getattr(first, field) for field in fields}

    return made


collides("occasion_is_entered_once", _same(factories.occasion, "agreement", "event", "kind"))
collides("relation_is_entered_once", _same(factories.relation, "agreement", "related", "kind"))
collides(
    "party_takes_part_once_in_a_role", _same(factories.participation, "agreement", "party", "role")
)
collides("person_attends_an_event_once", _same(factories.attendance, "event", "person"))
collides(
    "film_is_linked_to_an_agreement_once", _same(factories.film_link, "coproduction", "agreement")
)


def _relation_to_itself():
    relation = factories.relation()
    return relation, {"related": relation.agreement}


collides("agreement_is_not_related_to_itself", _relation_to_itself)


def _acting_for_itself():
    participation = factories.participation()
    return participation, {"acting_for": participation.party}


collides("party_does_not_act_for_itself", _acting_for_itself)
breaks(
    "participation_side_is_from_1_to_20",
    factories.participation,
    nought={"side": 0},
    too_many={"side": 21},
)
breaks("signature_has_a_person_or_an_office", factories.signature, nobody={"person": None})
breaks(
    "partner_is_a_country_or_a_party",
    factories.partner,
    neither={"country": None, "party": None},
)
breaks(
    "partner_share_is_from_0_to_100",
    factories.partner,
    below={"share": "-1"},
    above={"share": "100.01"},
)


def _about_an_event_too():
    return factories.statement(), {"event": factories.event()}


def _about_a_provision_too():
    statement = factories.statement()
    return statement, {"provision": factories.provision(agreement=statement.agreement)}


for make in (_about_an_event_too, _about_a_provision_too):
    collides("statement_is_about_exactly_one_thing", make)
breaks("statement_is_about_exactly_one_thing", factories.statement, none={"agreement": None})
