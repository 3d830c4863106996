"""Rows of parties."""

import io

import pytest

from coop.exchange.sheets import Names, read
from coop.models import Citation, Party
from tests import factories
from tests.exchange.sheet_files import csv_file, entries, faults, fields, put

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _countries():
    factories.state("KZ")
    factories.country("UZ")


class TestANewParty:
    def test_is_what_the_row_says(self):
        put(
            "parties",
            "Key;Name (en);Name (kk);Short name (en);Kind;Country;Part of;Wikidata",
            "party-a;Film Centre;Киноорталық;FC;film centre or agency;kazakhstan;KZ;Q232",
        )

        made = Party.objects.get(key="party-a")
        assert made.names == {"en": "Film Centre", "kk": "Киноорталық"}
        assert made.short_names == {"en": "FC"}
        assert (made.kind, made.country.code, made.parent.key) == ("agency", "KZ", "state-kz")
        assert made.identifiers == {"wikidata": "Q232"}

    def test_needs_a_kind(self):
        assert faults("parties", "Name (en)", "Film Centre") == [
            "sheet.csv:2: Say what kind of body it is: it is new."
        ]

    def test_needs_a_name_or_a_key(self):
        assert faults("parties", "Kind;Country", "agency;KZ") == [
            "sheet.csv:2: Give the body a name, or its key."
        ]

    def test_has_a_key_that_tells_countries_apart(self):
        rows = ["Name (en);Kind;Country", "Ministry of Culture;ministry;KZ"]
        rows.append("Ministry of Culture;ministry;UZ")

        put("parties", *rows)

        assert Party.objects.filter(kind="ministry").count() == 2
        assert put("parties", *rows) == {}

    def test_that_is_a_state_is_made_from_its_country(self):
        put("parties", "Kind;Country", "state;UZ", "state;KZ")

        assert Party.objects.get(key="state-uz").country.code == "UZ"
        assert Party.objects.count() == 2

    def test_that_is_a_state_needs_a_country(self):
        assert faults("parties", "Kind;Name (en)", "state;Utopia") == [
            "sheet.csv:2: A state is made from its country: name it."
        ]

    def test_is_cited(self):
        factories.source(key="source-a", paragraph_count=9)

        put(
            "parties",
            "Key;Name (en);Kind;Source;Paragraphs;As named",
            "party-a;Film Centre;agency;source-a;2;the Centre",
        )

        assert Citation.objects.get().party.key == "party-a"
        assert Citation.objects.get().as_named == "the Centre"


class TestABody:
    def test_may_belong_to_one_further_down(self):
        put(
            "parties",
            "Name (en);Kind;Country;Part of",
            "Department of Film;department;KZ;Ministry of Culture",
            "Ministry of Culture;ministry;KZ;KZ",
        )

        department = Party.objects.get(kind="department")
        assert department.parent.names == {"en": "Ministry of Culture"}
        assert department.parent.parent.key == "state-kz"

    def test_may_belong_to_a_state_that_is_made_with_it(self):
        put("parties", "Name (en);Kind;Part of", "Ministry of Culture;ministry;UZ")

        assert Party.objects.get(kind="ministry").parent.key == "state-uz"

    def test_may_belong_to_nothing_unknown(self):
        assert faults(
            "parties",
            "Name (en);Kind;Part of",
            "Department of Film;department;Ministery of Culture",
            "Ministry of Culture;ministry;KZ",
        )[0].startswith(
            "sheet.csv:2 [Part of]: “Ministery of Culture” leads to no party. Like it are: party-mi"
        )

    def test_may_be_named_by_another_sheet_read_after_it(self):
        names = Names()
        parties = csv_file([["Key", "Name (en)", "Kind"], ["party-a", "Film Centre", "agency"]])
        agreements = csv_file([["Key", "Title (en)", "Parties"], ["a", "A", "Film Centre"]])

        list(read("parties", "parties.csv", io.BytesIO(parties), names))
        found = list(read("agreements", "agreements.csv", io.BytesIO(agreements), names))

        assert fields(found, "coop.participation")[0]["party"] == ["party-a"]


class TestARowAboutAPartyThatIsThere:
    def test_is_known_by_its_name(self):
        party = factories.party(names={"en": "Film Centre", "ru": "Центр кино"})

        found = entries("parties", "Name (ru);Wikidata", "Центр  кино;Q5")

        assert found[0].fields == {"key": party.key, "identifiers": {"wikidata": "Q5"}}

    def test_keeps_its_other_identifiers(self):
        party = factories.party(identifiers={"viaf": "12304462"})

        put("parties", "Key;Wikidata;VIAF", f"{party.key};Q5;")

        party.refresh_from_db()
        assert party.identifiers == {"viaf": "12304462", "wikidata": "Q5"}

    def test_is_asked_for_where_several_bear_the_name(self):
        for key in ("party-a", "party-b"):
            factories.party(key=key, names="Film Centre")

        assert faults("parties", "Name (en);Wikidata", "Film Centre;Q5") == [
            "sheet.csv:2: Several records fit this row: party-a, party-b. Write the key of the one."
        ]

    def test_is_another_one_in_another_country(self):
        factories.party(names="Film Centre", country=factories.country("KZ"))

        found = entries("parties", "Name (en);Kind;Country", "Film Centre;agency;UZ")

        assert found[0].fields["key"].startswith("party-uz-film-centre-")
