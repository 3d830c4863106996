"""Values that must not enter, and strange ones that may: texts, addresses, codes, dates, numbers.

Each is written once and tried at every door. See ``bad_rows`` for what is wrong between fields
and between records.
"""

import unicodedata
from decimal import Decimal

from tests import factories
from tests.exchange.doors import Value

VALUES: list[Value] = []


def refuses(name, make, field, value, sentence, **options):
    VALUES.append(Value(name, make, field, value, refused=sentence, **options))


def takes(name, make, field, value, kept, **options):
    VALUES.append(Value(name, make, field, value, kept=kept, **options))


# ---- Sound things, of drafts ----


def agreement(**fields):
    return factories.agreement(draft=True, parties=[], **fields)


def film(**fields):
    return factories.coproduction(draft=True, **fields)


def source(**fields):
    return factories.source(draft=True, **fields)


def act():
    return factories.act(agreement=agreement())


def provision():
    return factories.provision(agreement=agreement())


def participation():
    return factories.participation(agreement=agreement())


def rule(**fields):
    return factories.rule(provision=provision(), **fields)


def partner():
    return factories.partner(coproduction=film())


def citation():
    claim = factories.participation(agreement=agreement(), evidence=False)
    return factories.citation(claim, source=source())


def occasion():
    return factories.occasion(agreement=agreement())


def relation():
    return factories.relation(agreement=agreement())


def statement():
    return factories.statement(agreement=agreement())


def screening():
    return factories.screening(coproduction=film())


def film_link():
    return factories.film_link(coproduction=film())


def attendance():
    return factories.attendance(event=factories.event())


# ---- Addresses ----

BEGINS = "The address must begin with http:// or https://."
CREDENTIALS = "The address holds a user name or password."
NO_WEBSITE = "The address names no website."
ENCODED = "which must be percent-encoded or removed"

for name, address, sentence in (
    ("a script for an address", "javascript:alert(1)", BEGINS),
    ("a script in mixed case", "JaVaScRiPt:alert(1)", BEGINS),
    ("a script behind spaces", "   javascript:alert(1)", BEGINS),
    ("a script behind an invisible sign", "\u200bjavascript:alert(1)", BEGINS),
    ("data for an address", "data:text/html,<script>alert(1)</script>", BEGINS),
    ("an address without its scheme", "//evil.example/page", BEGINS),
    ("an address of a file", "file:///etc/passwd", BEGINS),
    ("an address of a server for files", "ftp://films.example/a", BEGINS),
    ("an address with a name and a password", "https://me:secret@films.example/", CREDENTIALS),
    ("an address with a name", "https://films.example@evil.example/", CREDENTIALS),
    ("an address of a machine without a name", "http://127.0.0.1/", NO_WEBSITE),
    ("an address of this machine", "http://localhost/", NO_WEBSITE),
    ("an address of nothing", "https://", NO_WEBSITE),
    ("a bracket in an address", 'https://films.example/"><b>', ENCODED),
    ("a space in an address", "https://films.example/a b", ENCODED),
    ("a backslash in an address", "https:\\\\films.example", BEGINS),
    ("a broken port in an address", "https://films.example:port/", "not a valid web address"),
    ("a line break in an address", "https://films.example/\njavascript:", "U+000A (LINE BREAK)"),
):
    refuses(name, source, "address", address, sentence)
refuses("a script for an archive", source, "archive_address", "javascript:alert(1)", BEGINS)

takes(
    "an address in capitals",
    source,
    "address",
    "HTTPS://Films.example/A",
    "HTTPS://Films.example/A",
)
takes("an address in Cyrillic", source, "address", "https://кино.рф/", "https://кино.рф/")
takes(
    "an address in spaces", source, "address", " https://films.example/ ", "https://films.example/"
)

# ---- Characters ----

STRANGE = {
    "a null": ("\x00", "U+0000 (NULL)"),
    "an escape": ("\x1b", "U+001B (ESCAPE)"),
    "a C1 control": ("\x85", "U+0085"),
    "a right-to-left override": ("\u202e", "U+202E (RIGHT-TO-LEFT OVERRIDE)"),
    "an embedding": ("\u202b", "U+202B"),
    "an isolate": ("\u2067", "U+2067"),
    "the end of an isolate": ("\u2069", "U+2069"),
    "a lone surrogate": ("\ud83c", "d83c"),
    "a noncharacter": ("\uffff", "U+FFFF"),
    "a byte order mark": ("\ufeff", "U+FEFF"),
    "a line separator": ("\u2028", "U+2028"),
}
WITH_TEXT = (
    ("title", agreement, "title", "en"),
    ("summary of a provision", provision, "summary", "ar"),
    ("article", provision, "article", ""),
    ("note of an agreement", agreement, "note", ""),
    ("publisher", source, "publisher", ""),
    ("term", citation, "as_named", ""),
    ("office", attendance, "office", ""),
    ("note of an act", act, "note", ""),
    ("name", factories.party, "names", "en"),
)
EVERYWHERE = ("a right-to-left override", "a null")
for strange, (character, number) in STRANGE.items():
    for place, make, field, tag in WITH_TEXT if strange in EVERYWHERE else WITH_TEXT[-2:]:
        text = f"Film{character}s"
        refuses(f"{strange} in a {place}", make, field, {tag: text} if tag else text, number)
for strange, character in {"a tab": "\t", "a line break": "\n"}.items():
    refuses(f"{strange} in a title", agreement, "title", {"en": f"Film{character}s"}, "U+000")
    refuses(f"{strange} in a term", citation, "as_named", f"Film{character}s", "U+000")

INVISIBLE = "The text holds only invisible characters."
refuses("an invisible title", agreement, "title", {"en": "\u200b\u200d"}, INVISIBLE)
refuses("an invisible name", factories.person, "names", {"ar": "\u200e"}, INVISIBLE)
refuses("an invisible term", citation, "as_named", "\u2060", INVISIBLE)
takes("a joiner in a name", factories.person, "names", {"fa": "می\u200cشود"}, {"fa": "می\u200cشود"})
takes("a mark of direction", factories.person, "names", {"ar": "أ\u200f"}, {"ar": "أ\u200f"})
takes("a script for a name", factories.party, "names", {"en": "<b>A</b>"}, {"en": "<b>A</b>"})
takes("a formula for a term", citation, "as_named", "=1+1", "=1+1")
takes("the word NULL for a note", agreement, "note", "NULL", "NULL")
takes("a picture sign", agreement, "title", {"en": "🎬"}, {"en": "🎬"})

COMPOSED = "Қазақстан Café اِيران"
APART = unicodedata.normalize("NFD", COMPOSED)
assert APART != COMPOSED
takes("letters apart from their marks", agreement, "title", {"kk": APART}, {"kk": COMPOSED})
takes("a term apart from its marks", citation, "as_named", APART, COMPOSED)
takes("a note in breaks of another system", agreement, "note", "a\r\nb\rc", "a\nb\nc")
takes("spaces around a name", factories.party, "names", {"en": "\u00a0 A \n"}, {"en": "A"})

# ---- Lengths ----

for place, make, field, limit in (
    ("article", provision, "article", 60),
    ("publisher", source, "publisher", 200),
    ("term", citation, "as_named", 200),
    ("note of an agreement", agreement, "note", 2000),
    ("quote", citation, "quote", 2000),
    ("note of an act", act, "note", 1000),
    ("office", attendance, "office", 200),
):
    long = "ж" * limit
    takes(f"a {place} as long as may be", make, field, long, long)
    refuses(f"a {place} longer by a sign", make, field, f"{long}ж", f"at most {limit} characters")
for tag in ("en", "ar", "ru", "kk-Latn"):
    long = "ك" * 500
    takes(f"a title as long as may be ({tag})", agreement, "title", {tag: long}, {tag: long})
    refuses(
        f"a title longer by a sign ({tag})",
        agreement,
        "title",
        {"fr": "A", tag: f"{long}ك"},
        f"The text in {tag} has 501 characters; at most 500 fit.",
    )
takes("marks that do not count apart", provision, "article", "e\u0301" * 60, "é" * 60)
takes(
    "breaks that count once",
    agreement,
    "note",
    "\r\n".join(["a"] * 1000),
    "\n".join(["a"] * 1000),
)
refuses("a script beyond all bounds", agreement, "note", "x" * 50_000, "at most 2000 characters")
refuses(
    "an address longer by a sign",
    source,
    "address",
    "https://films.example/".ljust(2001, "a"),
    "longer than 2000 characters",
)

# ---- Languages ----

NO_LANGUAGE = "is not a language. Write its tag, such as en, ar or kk-Latn."
for tag in ("kz", "xx", "english-", "e", "en_GB_", "en-", "123", "x" * 40):
    refuses(f"the language {tag[:12]}", agreement, "title", {tag: "A"}, NO_LANGUAGE)
refuses("an original language that is none", agreement, "original_language", "kz", NO_LANGUAGE)
refuses("a language in a list", agreement, "authentic_languages", ["fr", "kz"], NO_LANGUAGE)
takes("a language with its script", agreement, "title", {"kk-Latn": "A"}, {"kk-Latn": "A"})
takes("languages in an order", agreement, "authentic_languages", ["fr", "ar"], ["fr", "ar"])
refuses("a language for a list", agreement, "authentic_languages", "fr", "must be a list of tags")
refuses("an empty text", agreement, "title", {"en": ""}, "The text in en is empty.")
refuses("a text of spaces", agreement, "title", {"en": "  "}, "The text in en is empty.")
refuses("no title", agreement, "title", {}, "Write the text in at least one language.")

# ---- Shapes ----

OBJECT = "A text in several languages must be an object"
for shape in ("Title", ["Title"], 5, True):
    refuses(f"a title that is {shape!r}", agreement, "title", shape, OBJECT)
refuses(
    "a text that is a list", agreement, "title", {"en": ["A"]}, "The text in en must be a string."
)
refuses(
    "a text that is nothing", agreement, "title", {"en": None}, "The text in en must be a string."
)
for shape in (["3"], {"a": 1}, True):
    refuses(f"an article that is {shape!r}", provision, "article", shape, "A text belongs here")
refuses("a note that is nothing", agreement, "note", None, "This field is required.")
takes("a number for an article", provision, "article", 3, "3")
for shape in ("fiction; animation", "drama"):
    refuses(f"a form that is {shape!r}", provision, "forms", shape, "is no code of this list")
refuses("a form that is a number", provision, "forms", 3, "A list of codes is needed here")
refuses("forms in a form", provision, "forms", [["fiction"]], "is no code of this list")
takes(
    "forms twice, backwards", provision, "forms", ["animation", "fiction"], ("fiction", "animation")
)

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
