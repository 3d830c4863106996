"""Countries as other people's files call them."""

import pytest

from coop.exchange.mapping.country_names import OTHER_NAMES, three_letter_codes
from coop.exchange.mapping.names import KnownNames
from coop.models import Country

pytestmark = pytest.mark.django_db

# What is written, and the code of the country that it is.
COUNTRIES = [
    ("France", "FR"),
    ("FRANCE", "FR"),
    ("fr", "FR"),
    ("FRA", "FR"),
    ("Франция", "FR"),
    ("فرنسا", "FR"),
    ("UK", "GB"),
    ("U.K.", "GB"),
    ("United Kingdom of Great Britain & Northern Ireland", "GB"),
    ("United Kingdom of Great Britain and Northern Ireland (the)", "GB"),
    ("Bosnia and Herzegovina", "BA"),
    ("Bosnia & Herzegovina", "BA"),
    ("Trinidad and Tobago", "TT"),
    ("Iran (Islamic Republic of)", "IR"),
    ("Iran, Islamic Republic of", "IR"),
    ("ISLAMIC REPUBLIC OF IRAN", "IR"),
    ("Korea, Republic of", "KR"),
    ("Democratic People's Republic of Korea", "KP"),
    ("The Netherlands", "NL"),
    ("Netherlands (the)", "NL"),
    ("Cote d’Ivoire", None),  # without its accent it is only like it
    ("Côte d'Ivoire", "CI"),
    ("Viet Nam", "VN"),
    ("Turkey", "TR"),
    ("USSR", "SUHH"),
    ("Soviet Union", "SUHH"),
    ("SUN", "SUHH"),
    ("DDR", "DDDE"),
    ("Czechoslovakia", "CSHH"),
    ("Yugoslavia", "YUCS"),
    ("Germany", "DE"),
    ("Korea", None),
    ("Congo", None),
    ("Soviet", None),
    ("Ruritania", None),
    ("", None),
]


@pytest.fixture
def countries(registry_fixtures, db):
    """The countries as the fixtures have them."""


class TestACountry:
    @pytest.mark.parametrize(("written", "code"), COUNTRIES)
    def test_is_found_by_its_exact_names_and_codes_alone(self, countries, written, code):
        assert KnownNames().find(Country, written) == code

    def test_is_found_by_its_name_in_the_language_of_the_file(self, countries):
        assert KnownNames().find(Country, "Allemagne") is None
        assert KnownNames(["fr"]).find(Country, "Allemagne") == "DE"

    @pytest.mark.parametrize(
        ("written", "keys"),
        [
            ("Cote d'Ivoire", ["CI"]),
            ("Korea", ["KP", "KR"]),
            ("Congo", ["CD", "CG"]),
            ("Government of the French Republic", ["FR"]),
            ("Kazahstan", ["KZ"]),
        ],
    )
    def test_like_the_one_written_is_a_candidate(self, countries, written, keys):
        found = [candidate.key for candidate in KnownNames().candidates(Country, written)]

        assert set(keys) <= set(found[: len(keys) + 2])

    def test_has_no_name_that_another_has(self, countries):
        names = KnownNames(["fr", "de", "es", "it"])

        found = {
            (code, name): names.find(Country, name)
            for code, others in OTHER_NAMES.items()
            for name in (code, *others)
        }
        assert {pair for pair, led_to in found.items() if led_to != pair[0]} == set()

    def test_of_three_letters_is_one_of_the_table(self, countries):
        codes = set(Country.objects.values_list("code", flat=True))

        assert codes - set(three_letter_codes().values()) == set()
