"""What people type, and the records of the shipped fixtures that must and must not be found.

The same on every database: `test_cases.py` asks each of them.
"""

from dataclasses import dataclass

from django.db import models as db

from coop.models import Agreement, Country, Event, Party

AKTAU = {
    *("agreement-aktau-azerbaijan", "agreement-aktau-kyrgyzstan", "agreement-aktau-turkiye"),
    *("agreement-aktau-turkmenistan", "agreement-aktau-uzbekistan"),
}
PACKAGE = "agreement-aktau-memoranda"
IRAN = "agreement-iran-kazakhstan-film-memorandum"
CANNES = "agreement-cannes-france-georgia"
FRANCE_NETHERLANDS = "agreement-nl-fr-co-production-1988"


@dataclass(frozen=True)
class Case:
    """``asked`` of records of a kind finds these keys, among others, and not those."""

    asked: str
    found: frozenset[str]
    not_found: frozenset[str] = frozenset()
    model: type[db.Model] = Agreement


CASES: list[Case] = []


def finds(*asked: str, found=(), not_found=(), model: type[db.Model] = Agreement):
    """Note what each of several ways to type one thing finds."""
    CASES.extend(Case(one, frozenset(found), frozenset(not_found), model) for one in asked)


# ---- Names of countries and bodies, in any script and spelling ----

finds(
    *("كازاخستان", "قازاقستان", "قزاقستان", "Kazakhstan", "Казахстан", "Қазақстан", "Казакстан"),
    found={*AKTAU, PACKAGE, IRAN, CANNES},
    not_found={FRANCE_NETHERLANDS},
)
finds("كازاخستان", "قازاقستان", "Kazakistan", "kz", found={"KZ"}, not_found={"KG"}, model=Country)
finds(
    *("إيران", "ايران", "ایران", "Иран", "iran", "İran", "IRAN"),
    found={IRAN},
    not_found={*AKTAU, PACKAGE, CANNES},
)
finds(
    *("тюрксой", "ТЮРКСОЙ", "TÜRKSOY", "turksoy", "Türksoy", "ТҮРКСОЙ"),
    found={"party-turksoy"},
    not_found={"party-irna"},
    model=Party,
)
finds("тюрксой", "TÜRKSOY", "turksoy", found=AKTAU, not_found={IRAN, CANNES})
finds(
    *("Қорқыт", "Коркыт", "КОРКЫТ АТА", "Korkyt", "Korkut", "كوركيت", "«Қорқыт ата»"),
    found={"event-korkyt-ata-festival", "event-korkyt-ata-festival-2025"},
    not_found={"event-cannes-film-festival"},
    model=Event,
)
finds(
    *("Türkiye", "turkiye", "TÜRKİYE", "türkıye", "تركيا", "Турция"),
    found={"agreement-aktau-turkiye", PACKAGE},
    not_found={IRAN, CANNES, "agreement-aktau-azerbaijan"},
)

# ---- Arabic words with their particles, and in their spellings ----

finds("مذكرة", "مذكره", "مُذَكِّرة", "المذكرة", found={*AKTAU, IRAN, CANNES}, not_found={PACKAGE})
finds(
    *("السينما", "بالسينما", "والسينما", "سينما", "للسينما"),
    found={*AKTAU, PACKAGE, IRAN, CANNES},
)
finds("سينما أوزبكستان", found={"agreement-aktau-uzbekistan"}, not_found={IRAN, CANNES})

# ---- Who reads one script only, by their own words ----

finds("مذكرات أكتاو", "مذكرات اكتاو", found={PACKAGE, *AKTAU}, not_found={IRAN})
finds("مذكرة سينما في أكتاو", found=AKTAU, not_found={IRAN})
finds(
    "تعاون سينمائي كازاخستان كوركيت آتا",
    found=AKTAU - {"agreement-aktau-turkmenistan"},
    not_found={IRAN, CANNES},
)
finds("وكالة السينما أوزبكستان", found={"agreement-aktau-uzbekistan"}, not_found={IRAN})
finds("меморандумы Актау", "актауские меморандумы", found={PACKAGE, *AKTAU}, not_found={IRAN})
finds("меморандум актау кино", found=AKTAU, not_found={IRAN, CANNES})
finds(
    *("меморандум Казахстан Узбекистан кино", "Агентство кинематографии Узбекистана"),
    found={"agreement-aktau-uzbekistan"},
    not_found={IRAN, "agreement-aktau-turkiye"},
)

# ---- Words, beginnings, phrases, numbers ----

finds('"joint production"', "«joint production»", found={IRAN}, not_found={FRANCE_NETHERLANDS})
finds("joint production", found={IRAN, FRANCE_NETHERLANDS})
finds("memor", "memorandum of", found={IRAN}, not_found={"agreement-nl-cn-co-production-2015"})
finds('"memor"', "memor understanding", not_found={IRAN, PACKAGE, *AKTAU})
finds("co-production", "CO PRODUCTION", "coproduction", "Coproduct", found={FRANCE_NETHERLANDS})
finds("1988", "١٩٨٨", "۱۹۸۸", "१९८८", found={FRANCE_NETHERLANDS}, not_found={IRAN, PACKAGE})
finds("2025", "aktau 2025", found={PACKAGE, *AKTAU}, not_found={FRANCE_NETHERLANDS})
finds("2025-12-11", "11/12/2025", found={IRAN}, not_found={*AKTAU})

# ---- What only looks like a language of questions ----

finds("a-b", found={FRANCE_NETHERLANDS})
finds("2025/26", "*", '"', "\0", "\ud800", "x" * 50_000, not_found={IRAN, PACKAGE})
finds("AND", "memorandum AND", "memorandum OR", found={IRAN})
finds('memorandum"', "memorandum*", "memorandum\0", "(memorandum", "^memorandum", found={IRAN})
