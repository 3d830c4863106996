"""The pages of parties: what each is, what it takes part in, in which role, and who says so."""

import pytest

from tests import factories
from tests.public.reading import note, read
from tests.public.worlds import queries, world

pytestmark = pytest.mark.django_db


def page_of(client, party, language=""):
    party.refresh_from_db()
    return read(client.get(language + party.get_absolute_url()))


class TestAParty:
    def test_has_its_names_in_every_language(self, client):
        centre = factories.party(
            names={"en": "Film Centre", "ru": "Киноцентр", "ar": "مركز السينما"}
        )
        factories.public(centre)

        page = page_of(client, centre)

        assert page.one("h1").text == "Film Centre"
        names = page.one("ul", class_="other-names")
        assert names.one("span", lang="ar")["dir"] == "rtl"
        assert names.one("span", lang="ru").text == "Киноцентр"
        assert "Russian" in names.text

    def test_is_named_first_in_the_language_of_the_reader(self, client):
        centre = factories.public(
            factories.party(names={"en": "Film Centre", "ar": "مركز السينما"})
        )

        page = page_of(client, centre, "/ar")

        assert page.one("h1").text == "مركز السينما"
        assert page.one("ul", class_="other-names").one("span", lang="en").text == "Film Centre"

    def test_says_where_it_belongs(self, client):
        state = factories.state("KZ")
        ministry = factories.party(names="Ministry", kind="ministry", parent=state)
        centre = factories.public(factories.party(names="Film Centre", parent=ministry))

        assert page_of(client, centre).row("Part of").text == "Ministry, Kazakhstan"
        assert page_of(client, ministry).row("Its bodies").text.startswith("Film Centre")

    def test_does_not_show_a_body_that_nothing_published_names(self, client):
        state = factories.public(factories.state("KZ"))
        factories.party(names="Hidden department", parent=state)

        assert "Hidden" not in page_of(client, state).text

    def test_has_its_former_names_with_their_times(self, client):
        centre = factories.public(factories.party())
        factories.former_name(party=centre, names="Film Board", used="1996/2010")

        assert page_of(client, centre).row("Former names").text == "Film Board 1996–2010"

    def test_links_its_identifiers(self, client):
        centre = factories.public(factories.party(identifiers={"wikidata": "Q232"}))

        row = page_of(client, centre).row("Identifiers")

        assert row.link("Q232") == "https://www.wikidata.org/wiki/Q232"

    def test_has_a_note_at_each_name_and_fact(self, client):
        centre = factories.party(names="Film Centre", country=factories.country("KZ"))
        factories.citation(centre, field="names", as_named="the Centre")
        factories.citation(centre, field="country", basis="inferred", note="From its address.")
        factories.public(centre)

        page = page_of(client, centre)

        assert page.one("h1").note_numbers == [1]
        assert "the Centre" in note(page, 1).text
        assert page.row("Country").note_numbers == [2]
        assert "From its address." in note(page, 2).text

    def test_is_not_found_while_nothing_published_refers_to_it(self, client):
        centre = factories.party()
        factories.agreement(parties=[centre], draft=True)
        centre.refresh_from_db()

        assert client.get(centre.get_absolute_url()).status_code == 404


class TestTheAgreementsOfAParty:
    def test_stand_with_its_role_and_who_signed(self, client):
        centre = factories.party(names="Film Centre")
        agreement = factories.agreement(title="Memorandum", parties=[])
        part = factories.participation(agreement=agreement, party=centre)
        minister = factories.person(names="A. Minister")
        factories.signature(participation=part, person=minister, office="Minister of Culture")
        factories.act(agreement=agreement, done_on="2025-12-11")

        line = page_of(client, centre).section("Agreements").one("li", class_="line")

        assert line.link("Memorandum") == agreement.get_absolute_url()
        assert "11 December 2025" in line.text
        assert "as a party" in line.text
        assert "signed by A. Minister, Minister of Culture" in line.text
        assert line.note_numbers == [1, 2]

    def test_say_its_side_and_whom_it_acts_for(self, client):
        centre, ministry = factories.party(), factories.party(names="Ministry")
        factories.participation(
            party=centre, acting_for=ministry, side=2, role="competent-authority"
        )

        own = page_of(client, centre).section("Agreements").text
        other = page_of(client, ministry).section("Agreements").text

        assert "competent authority acting for Ministry, on side 2" in own
        assert f"{centre} acts for it" in other

    def test_leave_drafts_out(self, client):
        centre = factories.public(factories.party())
        factories.agreement(title="Secret memorandum", parties=[centre], draft=True)

        assert "Secret" not in page_of(client, centre).text

    def test_are_possible_where_the_evidence_is_ambiguous(self, client):
        centre = factories.public(factories.party())
        agreement = factories.agreement(title="Perhaps", parties=[])
        part = factories.participation(agreement=agreement, party=centre, evidence=False)
        factories.citation(part, basis="ambiguous", note="Two readings.", source=factories.source())

        lines = page_of(client, centre).section("Agreements").all("li", class_="line")

        (line,) = [one for one in lines if "Perhaps" in one.text]
        assert line.one("span", class_="possibly").text == "possibly"

    def test_are_apart_from_those_it_is_only_the_framework_of(self, client):
        organisation = factories.party(names="TURKSOY", kind="intergovernmental-organisation")
        agreement = factories.agreement(title="Framed memorandum")
        agreement.frameworks.add(organisation)
        factories.act(agreement=agreement)

        page = page_of(client, organisation)

        assert page.section("Framework of").link("Framed memorandum")
        assert "Framed" not in page.section("Agreements").text

    def test_stop_after_so_many_with_the_way_to_all(self, client, monkeypatch):
        monkeypatch.setattr("coop.views.referring.AT_MOST", 2)
        centre = factories.party()
        for each in range(3):
            factories.agreement(title=f"Agreement {each}", parties=[centre])

        section = page_of(client, centre).section("Agreements")

        assert len(section.all("li", class_="line")) == 2
        assert "The first 2 of 3." in section.text
        assert section.link("See them all") == f"/agreements/?party={centre.key}"


class TestWhatElseAPartyDoes:
    def test_people_in_its_offices(self, client):
        ministry = factories.party()
        person = factories.person(names="A. Minister")
        factories.attendance(person=person, office="Minister", office_at=ministry, event=held())

        section = page_of(client, ministry).section("People in its offices")

        assert "A. Minister, Minister" in section.text
        assert section.note_numbers == [1]

    def test_films_in_which_it_is_a_partner(self, client):
        company = factories.party()
        factories.partner(
            coproduction=factories.coproduction(title="Becoming"),
            party=company,
            role="minority",
            share="12.50",
        )

        section = page_of(client, company).section("Films")

        assert "Becoming minority · 12.5 %" in section.text

    def test_claims_that_are_its_words(self, client):
        agency = factories.party(names="News agency")
        report = factories.source(publisher="Iran Daily", language="en")
        agreement = factories.agreement(title="Memorandum", evidence=False, parties=[])
        factories.citation(agreement, source=report, said_by_party=agency, paragraphs="3")

        section = page_of(client, agency).section("In their words")

        assert section.link("Memorandum") == agreement.get_absolute_url()
        assert section.all("span", class_="claim-source")[0].links == [
            f"{report.get_absolute_url()}#p3"
        ]

    def test_words_of_a_draft_are_not_shown(self, client):
        agency = factories.public(factories.party())
        draft = factories.agreement(title="Secret memorandum", draft=True, evidence=False)
        factories.citation(draft, source=factories.source(), said_by_party=agency)

        assert "Secret" not in page_of(client, agency).text


def held():
    """An event that something published refers to."""
    return factories.public(factories.event())


class TestTheCost:
    def test_of_a_page_does_not_grow_with_what_the_party_does(self, client):
        party = factories.state("KZ")
        world(2)
        before = queries(client, page_address(party))
        world(7)

        assert queries(client, page_address(party)) == before


def page_address(party):
    party.refresh_from_db()
    return party.get_absolute_url()


class TestTheList:
    def test_can_begin_with_those_that_do_most(self, client):
        busy, idle = factories.party(names="Z busy"), factories.party(names="A idle")
        factories.agreement(parties=[busy, idle])
        factories.agreement(parties=[busy])

        page = read(client.get("/parties/?sort=agreements"))

        assert [card.one("h2").text for card in page.all("li", class_="card")] == [
            "Z busy",
            "A idle",
        ]
        assert "2 agreements" in page.all("li", class_="card")[0].text
