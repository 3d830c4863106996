"""Claims, citations and sources that are wrong by what stands beside them."""

from tests import factories
from tests.exchange.sound import (
    act,
    agreement,
    attendance,
    citation,
    film,
    participation,
    partner,
    provision,
    rule,
    source,
)
from tests.exchange.values import FOUND, key_of, refuses, takes

# ---- Citations ----


def of_three_paragraphs():
    text = "The two sides met.\nThey signed a memorandum.\nPrinted in 2025."
    furniture = [{"first": 3, "last": 3, "reason": "page-furniture"}]
    document = source(text=text, paragraph_count=3, no_claim=furniture)
    claim = factories.participation(agreement=agreement(), evidence=False)
    return factories.citation(claim, source=document)


PARAGRAPHS = "Write paragraphs as 2, or 2-4, or 2, 5."
for name, paragraphs, sentence in (
    ("paragraph 0", "0", PARAGRAPHS),
    ("paragraph x", "x", PARAGRAPHS),
    ("a paragraph in Arabic digits", "٢", PARAGRAPHS),
    ("a paragraph with a sign before it", "¶2", PARAGRAPHS),
    ("a paragraph of six digits", "100000", PARAGRAPHS),
    ("a range without an end", "2-", PARAGRAPHS),
):
    refuses(name, of_three_paragraphs, "paragraphs", paragraphs, sentence)
for name, paragraphs, sentence in (
    ("a range that runs backwards", "3-1", "The paragraphs 3-1 run backwards."),
    ("a paragraph beyond the end", "4", "Paragraph 4 is cited, but there are only 3."),
    ("a range beyond the end", "2-5", "Paragraph 5 is cited, but there are only 3."),
    ("page furniture", "3", "Paragraph 3 is page furniture, and yet cited."),
):
    refuses(
        f"{name} (paragraphs)",
        of_three_paragraphs,
        "paragraphs",
        paragraphs,
        sentence,
        later=FOUND,
    )
takes("two paragraphs", of_three_paragraphs, "paragraphs", "1, 2", "1, 2")
refuses(
    "no paragraph",
    of_three_paragraphs,
    "paragraphs",
    "",
    "Say in which paragraph the source says so.",
    beside={"as_named": "memorandum"},
)
takes(
    "no paragraph of what is supplied",
    citation,
    "paragraphs",
    "",
    "",
    beside={"basis": "supplied", "as_named": "A"},
)
NOTE = "Say in the note how it was inferred, or in which ways it can be read."
refuses("inferred, and nobody knows how", citation, "basis", "inferred", NOTE)
refuses("ambiguous, and nobody knows how", citation, "basis", "ambiguous", NOTE)
takes(
    "inferred, and how", citation, "basis", "inferred", "inferred", beside={"note": "By the title."}
)
refuses(
    "a quote that is not in the text",
    of_three_paragraphs,
    "quote",
    "They signed a treaty.",
    "The quote does not stand in the stored text of its source.",
    later=FOUND,
)
takes(
    "a quote over two lines", of_three_paragraphs, "quote", "met. They\nsigned", "met. They\nsigned"
)
refuses(
    "evidence for a field that is not there",
    citation,
    "field",
    "colour",
    "Its target (participation) has no field “colour”.",
    later=FOUND,
)
for who, make in (("party", factories.party), ("person", factories.person)):
    refuses(
        f"a {who} who speaks without being named",
        citation,
        f"said_by_{who}",
        lambda thing, make=make: key_of(make()),
        "Say who speaks as the source prints it.",
        later=FOUND,
    )
refuses(
    "evidence for two things",
    citation,
    "party",
    lambda thing: key_of(factories.party()),
    "A citation is evidence for exactly one thing.",
)
refuses(
    "evidence for nothing",
    citation,
    "participation",
    None,
    "A citation is evidence for exactly one thing.",
)

# ---- Citations of better sources ----

CIRCLE = "It comes back to itself by way of others: that is a circle."
refuses(
    "replaced by the evidence of another claim",
    citation,
    "replaced_by",
    lambda thing: key_of(citation()),
    "It is replaced by a citation of another claim.",
    later=FOUND,
)
for steps in (1, 2):

    def replacing(thing, steps=steps):
        for _step in range(steps):
            thing = factories.citation(
                thing.participation, source=factories.source(), replaced_by=thing
            )
        return key_of(thing)

    number = "another" if steps == 1 else "two others"
    refuses(
        f"evidence that replaces itself through {number}",
        citation,
        "replaced_by",
        replacing,
        CIRCLE,
        later=FOUND,
    )


# ---- Sources ----

refuses(
    "more paragraphs than its text has",
    lambda: source(text="One.\nTwo.", paragraph_count=2),
    "paragraph_count",
    3,
    "The paragraphs of its text are 2, and not 3.",
    later=FOUND,
)

refuses(
    "a range of paragraphs beyond the end",
    lambda: source(paragraph_count=3),
    "no_claim",
    [{"first": 2, "last": 9, "reason": "heading"}],
    "The range 2 to 9 goes beyond the 3 paragraphs.",
    later=FOUND,
)
for name, ranges, sentence in (
    ("without claim, backwards", [{"first": 3, "last": 1, "reason": "heading"}], "is not in order"),
    ("without claim, from 0", [{"first": 0, "last": 1, "reason": "heading"}], "is not in order"),
    ("without claim, for no reason", [{"first": 1, "last": 1, "reason": "boring"}], "is no reason"),
    ("without claim, in words", ["1-2 heading"], "is no range"),
    ("without claim, no list", {"first": 1, "last": 2, "reason": "heading"}, "a list of ranges"),
    (
        "without claim, in halves",
        [{"first": 1.5, "last": 2, "reason": "heading"}],
        "is not in order",
    ),
):
    refuses(f"paragraphs {name}", source, "no_claim", ranges, sentence)


def a_second_source():
    factories.source(sha256="a" * 64)
    return source()


refuses(
    "the bytes of another source",
    a_second_source,
    "sha256",
    "a" * 64,
    "A source with these bytes is already recorded.",
)

# ---- Claims ----

WHY = "Say why this claim is the preferred one."
for make in (act, participation, provision, rule, partner, attendance):
    refuses(f"preferred without a reason ({make.__name__})", make, "is_preferred", True, WHY)
takes(
    "preferred for a reason",
    act,
    "is_preferred",
    True,
    True,
    beside={"preference_reason": "The text itself says so."},
)
refuses(
    "an act by a party of another agreement",
    act,
    "participation",
    lambda thing: key_of(participation()),
    "It is an act by a party of another agreement.",
    later=FOUND,
)
refuses(
    "a rule that relaxes one of another agreement",
    rule,
    "relaxes",
    lambda thing: key_of(rule()),
    "It relaxes a rule of another agreement.",
    later=FOUND,
)
refuses("a rule that relaxes itself", rule, "relaxes", key_of, "A rule cannot relax itself.")
refuses("a share of nobody", rule, "counted_by", "", "says whose share is counted")
refuses("a share in points", rule, "unit", "points", "A share rule needs a limit in per cent")
refuses(
    "an upper limit below the lower",
    rule,
    "maximum",
    "19.99",
    "The upper limit is below the lower one.",
)
refuses(
    "an approval of 5 per cent",
    lambda: rule(kind="approval"),
    "minimum",
    5,
    "A rule of this kind has no limit and no unit.",
)
refuses(
    "a party that acts for itself",
    participation,
    "acting_for",
    lambda thing: key_of(thing.party),
    "Leave “acting for” empty when a party acts for itself.",
)
refuses(
    "a signature by nobody",
    lambda: factories.signature(participation=participation()),
    "person",
    None,
    "Say who signed, or in which office.",
)
refuses(
    "a partner without country or party",
    partner,
    "country",
    None,
    "Name the partner's country, the party, or both.",
)


def _second(make, parent, *fields):
    """Makes a second part of the same record; the first one's value is what it must not have."""

    def made():
        first = make()
        return make(**{parent: getattr(first, parent)})

    def value(thing):
        first = type(thing)._base_manager.filter(**{parent: getattr(thing, parent)}).first()
        return key_of(getattr(first, fields[0]))

    return made, value


for name, make, parent, field, sentence in (
    (
        "a party twice in a role",
        lambda **fields: (
            factories.participation(**{"agreement": agreement(), **fields})
            if "agreement" not in fields
            else factories.participation(**fields)
        ),
        "agreement",
        "party",
        "This party already has this role in the agreement.",
    ),
    (
        "an occasion twice",
        lambda **fields: factories.occasion(**fields or {"agreement": agreement()}),
        "agreement",
        "event",
        "This agreement already has this occasion.",
    ),
    (
        "a relation twice",
        lambda **fields: factories.relation(**fields or {"agreement": agreement()}),
        "agreement",
        "related",
        "This relation is already entered.",
    ),
    (
        "a person twice at an event",
        lambda **fields: factories.attendance(**fields or {"event": factories.event()}),
        "event",
        "person",
        "This person is already entered for the event.",
    ),
    (
        "a film twice under an agreement",
        lambda **fields: factories.film_link(**fields or {"coproduction": film()}),
        "coproduction",
        "agreement",
        "This film is already linked to this agreement.",
    ),
):
    made, value = _second(make, parent, field)
    refuses(name, made, field, value, sentence)
refuses(
    "an agreement related to itself",
    lambda: factories.relation(agreement=agreement()),
    "related",
    lambda thing: key_of(thing.agreement),
    "An agreement has no relation to itself.",
)
