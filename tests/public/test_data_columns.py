"""What the files of a list tell: each value with its basis and its sources beside it."""

import pytest

from coop.curation import recording
from tests import factories
from tests.public.data import record, row, rows, sheet_rows, told

pytestmark = pytest.mark.django_db


class TestAnAgreement:
    @pytest.fixture
    def agreement(self):
        report = factories.source(key="a-report", title="A report")
        place = factories.place(names="Aktau", country=factories.country("KZ"), key="aktau")
        agreement = factories.agreement(
            title={"en": "A memorandum", "ru": "Меморандум"},
            key="a-memorandum",
            kind="memorandum",
            parties=[],
            place=place,
            source=report,
        )
        factories.citation(
            agreement, source=report, field="place", paragraphs="7", basis="inferred", note="So."
        )
        factories.participation(agreement=agreement, party=factories.state("KZ"), order=1)
        turksoy = factories.party(names="TÜRKSOY; the organisation", key="turksoy")
        supplied = factories.participation(
            agreement=agreement, party=turksoy, order=2, evidence=False
        )
        factories.citation(supplied, source=report, basis="supplied", paragraphs="")
        factories.citation(supplied, source=report, basis="ambiguous", paragraphs="9", note="Or.")
        signing = factories.act(agreement=agreement, done_on="2025-12-11", evidence=False)
        factories.citation(signing, source=report, field="done_on", paragraphs="2-3")
        return agreement

    @pytest.fixture
    def found(self, client, agreement):
        return row(client, "/agreements.csv")

    def test_has_the_basis_and_the_source_of_its_date_beside_it(self, found):
        assert found["signed_on"] == "2025-12-11"
        assert found["signed_on_earliest"] == found["signed_on_latest"] == "2025-12-11"
        assert found["signed_on_basis"] == "stated"
        assert found["signed_on_source"] == "a-report ¶2-3"

    def test_has_those_of_its_place_beside_it(self, found):
        assert (found["place"], found["place_country"]) == ("Aktau", "KZ")
        assert (found["place_basis"], found["place_source"]) == ("inferred", "a-report ¶7")

    def test_has_those_of_each_party_at_the_party_s_own_place_in_the_cell(self, found):
        assert found["party"] == "Kazakhstan; TÜRKSOY, the organisation"
        assert found["party_key"] == "state-kz; turksoy"
        assert found["party_basis"] == "stated; supplied"
        assert found["party_source"] == "a-report ¶1; a-report + a-report ¶9"

    def test_is_called_by_what_never_changes_and_by_its_address_of_today(self, found):
        assert found["key"] == "a-memorandum"
        assert found["id"] == "http://testserver/id/a-memorandum/"
        assert found["address"] == "http://testserver/agreements/a-memorandum/"

    def test_has_a_column_for_each_language_of_its_title(self, found):
        assert found["title"] == found["title_en"] == "A memorandum"
        assert found["title_ru"] == "Меморандум"

    def test_tells_the_same_as_an_object(self, client, agreement):
        found = record(client, "/agreements.json")

        assert found["title"] == {"en": "A memorandum", "ru": "Меморандум"}
        assert found["place"] == {
            "key": "aktau",
            "name": "Aktau",
            "country": "KZ",
            "basis": "inferred",
            "sources": [{"source": "a-report", "paragraphs": "7"}],
        }
        assert [(one["name"], one["basis"]) for one in found["parties"]] == [
            ("Kazakhstan", "stated"),
            ("TÜRKSOY; the organisation", "supplied"),
        ]

    def test_tells_the_same_in_a_workbook(self, client, found):
        (one,) = sheet_rows(client.get("/agreements.xlsx"))

        assert {name: "" if cell is None else str(cell) for name, cell in one.items()} == found

    def test_can_be_dropped_by_one_filter_when_a_party_is_not_stated(self, client, found):
        factories.agreement(parties=[factories.state("KZ"), factories.state("FR")])

        sure = [
            one
            for one in rows(client.get("/agreements.csv"))
            if set(one["party_basis"].split("; ")) == {"stated"}
        ]

        assert [one["party_country"] for one in sure] == ["KZ; FR"]


class TestADate:
    def test_with_an_inferred_year_is_not_stated(self, client):
        agreement = factories.agreement(parties=[])
        factories.act(agreement=agreement, done_on="?2025-12-11")

        assert row(client, "/agreements.csv")["signed_on_basis"] == "inferred"

    def test_without_a_citation_of_its_own_stands_on_that_of_the_act(self, client):
        agreement = factories.agreement(parties=[], source=factories.source(key="a-treaty"))
        factories.act(agreement=agreement, done_on="2025")

        found = row(client, "/agreements.csv")

        assert (found["signed_on_basis"], found["signed_on_source"]) == ("stated", "a-treaty ¶1")

    def test_that_is_disputed_stands_beside_the_other(self, client):
        agreement = factories.agreement(parties=[])
        factories.act(agreement=agreement, done_on="2025-12-11", order=1)
        factories.act(agreement=agreement, done_on="2024", order=2, evidence=False)

        found = row(client, "/agreements.csv")

        assert found["signed_on"] == "2025-12-11; 2024"
        assert found["signed_on_basis"] == "stated; none"
        assert (found["signed_on_earliest"], found["signed_on_latest"]) == (
            "2024-01-01",
            "2025-12-11",
        )

    def test_of_the_end_says_how_it_ended(self, client):
        agreement = factories.agreement(parties=[])
        factories.act(agreement=agreement, kind="expiry", done_on="", effective_on="2020")

        found = row(client, "/agreements.csv")

        assert (found["ended_on"], found["ended_by"]) == ("2020", "expiry")


class TestWhatIsNotCited:
    def test_is_none_where_there_is_a_value_and_empty_where_there_is_none(self, client):
        factories.agreement(place=factories.place(), parties=[], evidence=False)

        found = row(client, "/agreements.csv")

        assert (found["place_basis"], found["place_source"]) == ("none", "")
        assert (found["signed_on_basis"], found["party_basis"]) == ("", "")

    def test_stands_on_no_source_that_is_not_published(self, client):
        party = factories.public(factories.party(key="a-body", country=factories.country("KZ")))
        hidden = factories.source(draft=True, key="a-hidden-source")
        factories.citation(party, source=hidden, field="country")

        (found,) = [one for one in rows(client.get("/parties.csv")) if one["key"] == "a-body"]

        assert (found["country_basis"], found["country_source"]) == ("none", "")


class TestAFilm:
    @pytest.fixture
    def found(self, client):
        source = factories.source(key="a-list")
        film = factories.coproduction(title="The Steppe", year="2023", source=source)
        factories.partner(
            coproduction=film, country=factories.country("FR"), role="majority", order=1
        )
        share = factories.partner(
            coproduction=film, country=factories.country("KZ"), share="12.50", order=2
        )
        factories.citation(
            share, source=source, field="share", paragraphs="5", basis="inferred", note="So."
        )
        factories.film_link(coproduction=film, agreement=factories.agreement(key="the-treaty"))
        factories.film_link(coproduction=film, agreement=factories.agreement(draft=True))
        return row(client, "/coproductions.csv")

    def test_has_the_basis_of_each_partner_and_of_each_share(self, found):
        assert found["partner_country"] == "FR; KZ"
        assert found["partner_basis"] == "stated; stated"
        assert found["partner_share"] == "; 12.5"
        assert found["partner_share_basis"] == "; inferred"
        assert found["partner_share_source"] == "; a-list ¶5"

    def test_names_the_agreements_that_it_is_tied_to_when_they_are_public(self, found):
        assert found["agreement_key"] == "the-treaty"
        assert (found["agreement_link"], found["agreement_basis"]) == ("made-under", "stated")

    def test_has_its_year_with_its_evidence(self, found):
        assert (found["year"], found["year_basis"]) == ("2023", "stated")
        assert found["year_source"] == "a-list ¶1"


class TestAProvision:
    def test_is_a_row_with_its_own_basis_and_source(self, client):
        agreement = factories.agreement(
            key="a-treaty", title="A treaty", source=factories.source(key="a-text")
        )
        factories.provision(
            agreement=agreement, key="one", topic=factories.topic("film-weeks"), article="4(2)"
        )

        found = row(client, "/provisions.csv")

        assert (found["agreement"], found["agreement_key"]) == ("A treaty", "a-treaty")
        assert (found["topic"], found["topic_code"]) == ("Film weeks", "film-weeks")
        assert (found["basis"], found["source"]) == ("stated", "a-text ¶1")
        assert found["address"] == "http://testserver/provisions/a-treaty/one/"


class TestAnEvent:
    def test_is_in_the_country_of_its_place(self, client):
        place = factories.place(names="Aktau", country=factories.country("KZ"))
        factories.public(factories.event(place=place, held_on="2024-05"))

        found = row(client, "/events.csv")

        assert (found["place"], found["country_code"]) == ("Aktau", "KZ")
        assert (found["held_on"], found["held_on_latest"]) == ("2024-05", "2024-05-31")


class TestAPlace:
    def test_keeps_the_sign_of_its_coordinates(self, client):
        factories.public(factories.place(latitude="-33.45000", longitude="-70.66000"))

        assert row(client, "/places.csv")["latitude"] == "-33.45000"
        (found,) = sheet_rows(client.get("/places.xlsx"))
        assert found["longitude"] == -70.66


class TestAState:
    def test_has_its_country_s_names_in_every_language(self, client):
        land = factories.country("KZ", names={"en": "Kazakhstan", "ar": "كازاخستان"})
        factories.agreement(parties=[factories.state(land.code)])

        found = row(client, "/parties.csv")

        assert (found["names"], found["names_ar"]) == ("Kazakhstan", "كازاخستان")


class TestASource:
    def test_is_told_without_its_text(self, client):
        factories.source(text="A sentence of somebody else’s.", address="https://example.org/1")

        found = record(client, "/sources.json")

        assert found["original_address"] == "https://example.org/1"
        assert "text" not in found


class TestAHeading:
    def test_is_a_code_at_an_english_address_and_words_at_another(self, client):
        factories.source()

        english, russian = (
            list(rows(client.get(address))[0]) for address in ("/sources.csv", "/ru/sources.csv")
        )

        assert english[:3] == ["key", "id", "address"]
        assert "Permanent address" in russian
        assert len(english) == len(russian)

    def test_is_not_what_django_means_by_the_word(self, client):
        factories.agreement(parties=[])

        (found,) = rows(client.get("/ru/agreements.csv"))

        assert "Summary" in found

    def test_stands_for_the_same_columns_whatever_the_filters_leave(self, client):
        factories.source(title={"fr": "Un rapport"}, kind="database")
        factories.source(title={"en": "A report"}, kind="press-report")

        found = rows(client.get("/sources.csv?kind=press-report"))

        assert found[0]["title_fr"] == ""

    def test_comes_for_a_language_as_soon_as_a_record_has_it(self, client):
        source = factories.source(title={"en": "A report"})
        assert "title_fr" not in row(client, "/sources.csv")

        with recording() as opened:
            opened.touch(source)
            source.title = {"en": "A report", "fr": "Un rapport"}
            source.save()

        assert row(client, "/sources.csv")["title_fr"] == "Un rapport"


class TestAName:
    def test_is_in_the_language_of_the_address(self, client):
        place = factories.place(names={"en": "Aktau", "ru": "Актау"})
        factories.agreement(place=place, parties=[])

        assert told(client.get("/ru/agreements.json"))["records"][0]["place"]["name"] == "Актау"
        assert told(client.get("/agreements.json"))["records"][0]["place"]["name"] == "Aktau"


class TestAFormula:
    @pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "'=1"])
    def test_is_not_run_by_a_spreadsheet_program(self, client, text):
        factories.source(title=text, author=text)

        assert row(client, "/sources.csv")["author"] == f"'{text}"
        (found,) = sheet_rows(client.get("/sources.xlsx"))
        assert (found["title"], found["author"]) == (f"'{text}", f"'{text}")

    def test_is_itself_in_json(self, client):
        factories.source(author="=1+1")

        assert record(client, "/sources.json")["author"] == "=1+1"
