"""Texts that must not enter, and strange ones that may: addresses, characters, lengths, shapes."""

import unicodedata

from tests import factories
from tests.exchange.sound import act, agreement, attendance, citation, provision, source
from tests.exchange.values import refuses, takes

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
