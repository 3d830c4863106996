"""Identifiers, codes, dates, numbers and keys that must not enter, and strange ones that may."""

from decimal import Decimal

from tests import factories
from tests.exchange.sound import (
    act,
    agreement,
    citation,
    film,
    film_link,
    occasion,
    participation,
    partner,
    provision,
    relation,
    rule,
    screening,
    source,
    statement,
)
from tests.exchange.values import refuses, takes

# ---- Identifiers ----

for name, make, identifiers, sentence in (
    (
        "a Wikidata identifier of another shape",
        factories.party,
        {"wikidata": "232"},
        "such as|like Q232",
    ),
    ("an ISNI with a wrong check digit", factories.party, {"isni": "0000000121032684"}, "of ISNI"),
    (
        "an identifier that is an address",
        factories.party,
        {"viaf": "https://evil.example/1"},
        "of VIAF",
    ),
    (
        "an identifier with a script",
        factories.party,
        {"wikidata": "javascript:alert(1)"},
        "of Wikidata",
    ),
    ("an identifier of films for a body", factories.party, {"imdb": "tt0111161"}, "fits here"),
    ("an identifier of nobody", factories.party, {"facebook": "x"}, "fits here"),
    ("an EIDR of another shape", film, {"eidr": "10.5240/EA73"}, "of EIDR"),
    ("an identifier that is a number", factories.party, {"viaf": 12304462}, "of VIAF"),
    ("identifiers in a list", factories.party, ["Q232"], "must be an object of scheme"),
):
    refuses(name, make, "identifiers", identifiers, sentence.split("|")[-1])
takes(
    "an ISNI in groups",
    factories.party,
    "identifiers",
    {"isni": "0000 0001 2103 2683"},
    {"isni": "0000000121032683"},
)

# ---- Codes ----

CODED = (
    (agreement, "kind"),
    (agreement, "bindingness"),
    (agreement, "coding"),
    (act, "kind"),
    (participation, "role"),
    (occasion, "kind"),
    (relation, "kind"),
    (statement, "kind"),
    (provision, "stance"),
    (rule, "kind"),
    (rule, "applies_to"),
    (rule, "counted_by"),
    (rule, "unit"),
    (rule, "third_country"),
    (rule, "effect"),
    (rule, "precedence"),
    (film, "kind"),
    (film, "status"),
    (partner, "role"),
    (film_link, "nature"),
    (film_link, "approval"),
    (screening, "holding"),
    (factories.party, "kind"),
    (factories.event, "kind"),
    (factories.event, "holding"),
    (source, "kind"),
    (source, "text_rights"),
    (citation, "basis"),
    (agreement, "state"),
)
for make, field in CODED:
    name = f"{field} of {make.__name__}"
    refuses(f"an unknown code ({name})", make, field, "nonsense", "is no code of this list")
refuses("a code in capitals", act, "kind", "SIGNATURE", "is no code of this list")
for make, field in ((provision, "forms"), (rule, "lengths"), (film, "forms")):
    refuses(
        f"an unknown code in a list ({field} of {make.__name__})",
        make,
        field,
        ["drama"],
        "is no code of this list",
    )

# ---- Dates ----

for name, date, sentence in (
    ("the thirtieth of February", "2025-02-30", "is not in the calendar"),
    ("a thirteenth month", "2025-13", "is not in the calendar"),
    ("the thirtieth of February, doubted", "2025-02-30?", "2025-02-30?”"),
    ("the first month of the year 0", "0000-01", "is not in the calendar"),
    ("a span that runs backwards", "2025/2024", "ends before it begins"),
    ("days that run backwards", "2025-10-05/2025-10-01", "ends before it begins"),
    ("one of two dates", "[2024, 2025]", "is a list of dates"),
    ("both of two dates", "{2024, 2025}", "is a list of dates"),
    ("a day of another calendar", "21/09/1965", "cannot be read as a date"),
    ("a day in words", "11 December 2025", "cannot be read as a date"),
    ("a season", "2025-22", "names a season"),
    ("a day of no month", "20XX-05", "gives a month but not its year"),
    ("nothing but doubt", "XXXX", "states nothing"),
    ("a span of nothing", "../..", "states neither a beginning nor an end"),
    ("a year before Christ", "-0044", "not one from 0001 to 9999"),
    ("a year of five digits", "Y12025", "not one from 0001 to 9999"),
    ("a date with a null", "2025\x00", "cannot be read as a date"),
    ("a date too long", "2025-01-01" * 10, "is too long for a date"),
):
    refuses(name, act, "done_on", date, sentence)
for name, date, kept in (
    ("a doubted year", "2025?", "2025?"),
    ("a day of no year", "XXXX-12-11", "XXXX-12-11"),
    ("an open span", "2025/..", "2025/.."),
    ("digits of Arabic", "٢٠٢٥-١٢-١١", "2025-12-11"),
    ("a long dash", "2025–12–11", "2025-12-11"),
    ("small letters", "xxxx-12", "XXXX-12"),
):
    takes(name, act, "done_on", date, kept)
takes("a year that is a number", film, "year", 2025, "2025")
takes("no date", act, "done_on", "", "")
refuses("a year that is none", film, "year", "soon", "cannot be read as a date")
refuses("a date that is a list", act, "done_on", ["2025"], "is a list of dates")

# ---- Numbers ----

SHARE = "A share is from 0 to 100 per cent."
NUMBER = "Write a number, such as 12 or 12.5."
for name, number, sentence in (
    ("a share above all", "100.01", SHARE),
    ("a share below nothing", "-1", SHARE),
    ("a share that is no number", "NaN", NUMBER),
    ("a share without end", "Infinity", NUMBER),
    ("a share of four hundred digits", "1e400", "no more than 5 digits"),
    ("a share in words", "half", NUMBER),
    ("a share of thousandths", "33.333", "no more than 2 decimal places"),
    ("a share that is true", True, NUMBER),
    ("a share that is a list", [50], NUMBER),
):
    refuses(name, partner, "share", number, sentence)
takes("a whole share", partner, "share", "100", Decimal("100.00"))
takes("a share with a point", partner, "share", 33.3, Decimal("33.30"))
takes("no share", partner, "share", None, None)
SIDE = "A side is a number from 1 to 20."
WHOLE = "Write a whole number."
for name, number, sentence in (
    ("side 21", 21, SIDE),
    ("side 0", 0, SIDE),
    ("side -1", -1, "The number must be from 0 to 32"),
    ("side 1.5", 1.5, WHOLE),
    ("a side in words", "left", WHOLE),
    ("a side that is true", True, WHOLE),
    ("a side beyond all", 10**30, "The number must be from 0 to 32"),
):
    refuses(name, participation, "side", number, sentence)
takes("a side of a sheet", participation, "side", "2.0", 2)
refuses("an order too large for a column", act, "order", 32_768, "The number must be from 0 to 32")
refuses(
    "paragraphs without number", source, "paragraph_count", 100_000, "at most 99,999 paragraphs"
)
refuses("a limit below nothing", rule, "minimum", "-1", "A limit is a number from 0 to 99,999.")
refuses("a percentage above all", rule, "maximum", "101", "A percentage is at most 100.")
refuses(
    "a latitude beyond the pole",
    factories.place,
    "latitude",
    "90.5",
    "less than or equal to 90.",
    beside={"longitude": "0"},
)

# ---- Keys and hashes ----

KEY = "A key has only small Latin letters, digits and hyphens."
for key in ("Film-Deal", "film deal", "película", "film/deal", "../film", "a_b", "кино"):
    refuses(f"the key {key!r}", agreement, "key", key, KEY)
refuses("a key too long", agreement, "key", "a" * 81, "at most 80 characters")
refuses("an empty key", agreement, "key", "", "key")
SHA = "A SHA-256 is 64 hexadecimal digits."
for name, digest in (
    ("a hash too short", "ab" * 31),
    ("a hash in capitals", "AB" * 32),
    ("a hash of other letters", "xy" * 32),
):
    refuses(name, source, "sha256", digest, SHA)
refuses(
    "a country's code in small letters",
    factories.country,
    "code",
    "zz",
    "two or four capital letters",
)
refuses(
    "a topic's code in capitals",
    factories.topic,
    "code",
    "Topic",
    "small letters, digits and hyphens",
)
