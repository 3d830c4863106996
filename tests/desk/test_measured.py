"""How much of real documents is recognised: a measurement with floors.

Run it with ``REGISTRY_SOURCES=<folder> pytest -s tests/desk/test_measured.py``: it prints what
stands in ``docs/curating.md`` under “What the registry recognises by itself”. Each floor is a
precision and a recall over things in the whole document, in percent. What has no floor is not
found at all, and nothing wrong is found instead.
"""

import json

import pytest
from django.core.management import call_command

from coop.integrity.paragraphs import split, without_claim
from tests import factories
from tests.desk.gold import (
    CATEGORIES,
    FIXTURES,
    SIGNATORIES,
    Score,
    proposed,
    recognised,
    said,
    things,
)
from tests.sources import document

ENGLISH = "source-iran-daily-film-deal"
ARABIC = "source-qazaq-culture-korkyt-ata"
CONVENTION = "source-coe-cinematographic-co-production-1992"
CHINA = "source-nl-cn-co-production-2015"
FRANCE = "source-nl-fr-co-production-1988"

ALL_ELSE = dict.fromkeys(CATEGORIES, (100, 100))

VOCABULARY = ("vocabulary/countries.json", "vocabulary/topics.json")


@pytest.fixture(autouse=True, scope="module")
def _documents():
    """Leaves all of it out, before any database is made, where the documents are not given."""
    document(of_the_fixtures(ENGLISH)["sha256"])


def of_the_fixtures(key):
    """The fields of a source as it is shipped."""
    for path in sorted(FIXTURES.glob("*/*.json")):
        for entry in json.loads(path.read_text("utf-8")):
            if entry["model"] == "coop.sourcedocument" and entry["fields"]["key"] == key:
                return entry["fields"]
    raise LookupError(key)


def scores(key):
    """The scores of a document by category: of things in the whole of it, and by paragraph."""
    shipped = of_the_fixtures(key)
    no_claim, language = shipped.get("no_claim", []), shipped["language"]
    text = document(shipped["sha256"]).decode("utf-8")
    silent = without_claim(no_claim)
    paragraphs = ["" if n in silent else one for n, one in enumerate(split(text), 1)]
    wanted, found = said(key), recognised(paragraphs, language)
    by = {
        category: (
            Score.of(things(found[category]), things(wanted[category])),
            Score.of(found[category], wanted[category]),
        )
        for category in CATEGORIES
    }
    source = factories.source(text=text, language=language, no_claim=no_claim, draft=True)
    by[SIGNATORIES] = (Score.of(proposed(source), things(wanted[SIGNATORIES])),)
    return by


def measured(title, key, floors):
    """What falls short of its floor, after all of it is printed."""
    found = scores(key)
    print(f"\n{key}, {title}\n{'':15}in the document{'':14}by paragraph")
    for category, by in found.items():
        cells = [f"{one.right:3} of {one.found:3}, {one.right:3} of {one.wanted:3}" for one in by]
        print(f"  {category:13}{'      '.join(cells)}")
    return {
        category: (round(100 * by[0].precision), round(100 * by[0].recall))
        for category, by in found.items()
        if 100 * by[0].precision < floors.get(category, (100, 0))[0]
        or 100 * by[0].recall < floors.get(category, (100, 0))[1]
    }


def load(*folders):
    files = [str(path) for name in folders for path in sorted(FIXTURES.glob(name))]
    call_command("import_registry", *files, apply=True, verbosity=0)


class TestWithCountriesAndTopicsAlone:
    @pytest.fixture(autouse=True)
    def _registry(self, db):
        load(*VOCABULARY)

    @pytest.mark.parametrize(
        ("key", "floors"),
        [
            (
                ENGLISH,
                {
                    "parties": (100, 40),
                    "dates": (100, 100),
                    "topics": (92, 92),
                    "signatories": (100, 100),
                },
            ),
            (ARABIC, {"parties": (100, 48), "topics": (100, 100), "signatories": (0, 0)}),
        ],
    )
    def test_as_much_of_a_report_is_found_as_the_handbook_says(self, key, floors):
        assert measured("with countries and topics alone", key, floors) == {}


class TestWithTheAuthorityLists:
    @pytest.fixture(autouse=True)
    def _registry(self, db):
        load("vocabulary/*.json", "authority/*.json")

    @pytest.mark.parametrize(
        ("key", "floors"),
        [
            (
                ENGLISH,
                {
                    "parties": (100, 60),
                    "people": (100, 100),
                    "places": (100, 100),
                    "events": (100, 25),
                    "dates": (100, 100),
                    "topics": (92, 92),
                    "signatories": (100, 100),
                },
            ),
            (
                ARABIC,
                {
                    "parties": (100, 80),
                    "people": (100, 100),
                    "places": (100, 75),
                    "events": (100, 66),
                    "topics": (100, 100),
                    "signatories": (31, 75),
                },
            ),
        ],
    )
    def test_as_much_of_a_report_is_found_as_the_handbook_says(self, key, floors):
        assert measured("with the authority lists", key, floors) == {}

    @pytest.mark.parametrize(
        ("key", "floors"),
        [
            (CONVENTION, {**ALL_ELSE, "topics": (81, 78), "signatories": (100, 0)}),
            (
                CHINA,
                {**ALL_ELSE, "dates": (50, 100), "topics": (85, 62), "signatories": (85, 100)},
            ),
            (
                FRANCE,
                {**ALL_ELSE, "parties": (100, 50), "topics": (89, 73), "signatories": (100, 50)},
            ),
        ],
    )
    def test_as_much_of_a_treaty_is_found_as_the_handbook_says(self, key, floors):
        assert measured("with the authority lists", key, floors) == {}
