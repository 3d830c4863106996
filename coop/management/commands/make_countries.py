"""Print the country fixture: ISO 3166-1 as Babel names it, and the former states."""

import json

from babel import Locale
from django.core.management.base import BaseCommand

LANGUAGES = ("ar", "en", "fa", "kk", "ru", "tr")

# CLDR's two-letter territories that are not ISO 3166-1: exceptional reservations,
# private codes, groups of states and the mark for an unknown one.
NOT_ISO = frozenset(
    ("AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ")
)
USER_ASSIGNED = frozenset(("XK",))

# ISO 3166-3, as far as a film agreement can name it: states that ended. A state that
# only changed its name (Burma, Zaire) is the same state, and has its present code.
# YUCS follows the code, which stood for the kingdom and both federations alike.
FORMER = {
    "CSHH": (
        "1918/1992",
        {
            "ar": "تشيكوسلوفاكيا",
            "en": "Czechoslovakia",
            "fa": "چکسلواکی",
            "kk": "Чехословакия",
            "ru": "Чехословакия",
            "tr": "Çekoslovakya",
        },
    ),
    "CSXX": (
        "2003/2006",
        {
            "ar": "صربيا والجبل الأسود",
            "en": "Serbia and Montenegro",
            "fa": "صربستان و مونته‌نگرو",
            "kk": "Сербия және Черногория",
            "ru": "Сербия и Черногория",
            "tr": "Sırbistan-Karadağ",
        },
    ),
    "DDDE": (
        "1949/1990",
        {
            "ar": "جمهورية ألمانيا الديمقراطية",
            "en": "German Democratic Republic",
            "fa": "جمهوری دموکراتیک آلمان",
            "kk": "Германия Демократиялық Республикасы",
            "ru": "Германская Демократическая Республика",
            "tr": "Demokratik Alman Cumhuriyeti",
        },
    ),
    "SUHH": (
        "1922/1991",
        {
            "ar": "الاتحاد السوفيتي",
            "en": "Soviet Union",
            "fa": "اتحاد جماهیر شوروی",
            "kk": "Кеңес Одағы",
            "ru": "Советский Союз",
            "tr": "Sovyetler Birliği",
        },
    ),
    "VDVN": (
        "1945/1976",
        {
            "ar": "جمهورية فيتنام الديمقراطية",
            "en": "Democratic Republic of Viet Nam",
            "fa": "جمهوری دموکراتیک ویتنام",
            "kk": "Вьетнам Демократиялық Республикасы",
            "ru": "Демократическая Республика Вьетнам",
            "tr": "Vietnam Demokratik Cumhuriyeti",
        },
    ),
    "YDYE": (
        "1967/1990",
        {
            "ar": "جمهورية اليمن الديمقراطية الشعبية",
            "en": "People’s Democratic Republic of Yemen",
            "fa": "جمهوری دموکراتیک خلق یمن",
            "kk": "Йемен Халық Демократиялық Республикасы",
            "ru": "Народная Демократическая Республика Йемен",
            "tr": "Yemen Demokratik Halk Cumhuriyeti",
        },
    ),
    "YUCS": (
        "1918/2003",
        {
            "ar": "يوغوسلافيا",
            "en": "Yugoslavia",
            "fa": "یوگسلاوی",
            "kk": "Югославия",
            "ru": "Югославия",
            "tr": "Yugoslavya",
        },
    ),
}


# Kazakh is written in Arabic letters too; CLDR has "the Kazakh country" in them.
NAMES_BESIDE = {"KZ": {"kk-Arab": "قازاقستان"}}


def _names(code: str, territories: dict) -> dict[str, str]:
    names = {language: territories[language][code] for language in LANGUAGES}
    return dict(sorted((names | NAMES_BESIDE.get(code, {})).items()))


def countries() -> list[dict]:
    """The objects of the fixture, present countries and former states, by code."""
    territories = {language: Locale(language).territories for language in LANGUAGES}
    codes = [
        code
        for code in territories["en"]
        if len(code) == 2 and code.isalpha() and code not in NOT_ISO
    ]
    present = [
        {"code": code, "names": _names(code, territories)}
        | ({"is_user_assigned": True} if code in USER_ASSIGNED else {})
        for code in codes
    ]
    former = [
        {"code": code, "names": names, "existed": existed}
        for code, (existed, names) in FORMER.items()
    ]
    every = sorted((*present, *former), key=lambda fields: str(fields["code"]))
    return [{"model": "coop.country", "fields": fields} for fields in every]


class Command(BaseCommand):
    help = "Print fixtures/vocabulary/countries.json, made from Babel's names."

    def handle(self, *args, **options):
        self.stdout.write(json.dumps(countries(), ensure_ascii=False, indent=2))
