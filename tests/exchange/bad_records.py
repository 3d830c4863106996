"""Records that are wrong among others: twins, circles, and what is published too early."""

from coop.curation import recording
from tests import factories
from tests.exchange.sound import agreement, rule, source
from tests.exchange.values import FOUND, key_of, refuses

# ---- Parties, places, subjects ----

refuses(
    "a state without its country",
    lambda: factories.state("KZ"),
    "country",
    None,
    "A state is made from its country: choose it.",
)
refuses("a body without a name", factories.party, "names", {}, "Give the body a name")
refuses(
    "a state with a name",
    lambda: factories.state("KZ"),
    "names",
    {"en": "A"},
    "has none of its own",
)


def _state_of_another_country():
    factories.state("FR")
    return factories.state("KZ")


refuses(
    "a second state of a country",
    _state_of_another_country,
    "country",
    ["FR"],
    "This country already has its state.",
)
refuses(
    "a latitude alone",
    factories.place,
    "latitude",
    "51.1",
    "Give both latitude (-90 to 90) and longitude (-180 to 180), or neither.",
)
refuses(
    "a subject that is a place and a person",
    lambda: factories.subject(place=factories.place()),
    "person",
    lambda thing: key_of(factories.person()),
    "A subject is a place or a person, not both.",
)
refuses(
    "a former state of no time",
    lambda: factories.country("SUHH"),
    "existed",
    "",
    "Say when the former state existed.",
)

# ---- Circles ----

CIRCLE = "It comes back to itself by way of others: that is a circle."
for name, make, field, itself in (
    ("party", factories.party, "parent", "A body cannot be part of itself."),
    ("event", factories.event, "part_of", "An event cannot be part of itself."),
    ("topic", factories.topic, "parent", "A topic cannot be broader than itself."),
):
    refuses(f"a {name} above itself", make, field, key_of, itself)
    for steps in (1, 2):

        def below(thing, make=make, field=field, steps=steps):
            for _step in range(steps):
                thing = make(**{field: thing})
            return key_of(thing)

        number = "another" if steps == 1 else "two others"
        refuses(
            f"a {name} above itself through {number}",
            make,
            field,
            below,
            CIRCLE,
            later=FOUND,
        )


def _relaxing(thing):
    return key_of(factories.rule(provision=thing.provision, relaxes=thing))


refuses("two rules that relax each other", rule, "relaxes", _relaxing, CIRCLE, later=FOUND)

# ---- Publication ----


def _without_evidence():
    return factories.agreement(draft=True, evidence=False)


def _on_a_draft():
    with recording():
        return factories.agreement(draft=True, source=source())


NO_EVIDENCE = "has no evidence: say which source tells of it."
refuses(
    "publication without evidence",
    _without_evidence,
    "state",
    "published",
    NO_EVIDENCE,
    later="It is public, and no source is cited for it.",
)
refuses(
    "publication without a party",
    agreement,
    "state",
    "published",
    "It has no party yet",
    is_asked_raw=False,
)
refuses(
    "publication on a draft",
    _on_a_draft,
    "state",
    "published",
    "publish that source first.",
    later="It is published, but its source",
)
refuses(
    "publication of a source from nowhere",
    source,
    "state",
    "published",
    "Say where it comes from: its publisher, its author or its address.",
    is_asked_raw=False,
)
refuses(
    "withdrawal without a reason",
    factories.agreement,
    "state",
    "withdrawn",
    "Say why it is withdrawn: the reason is printed at its address.",
    later="Say why it is withdrawn",
)
refuses(
    "a return to draft",
    factories.agreement,
    "state",
    "draft",
    "It has been published, and its address must not die",
    later="It has been published, and its address must not die",
)
