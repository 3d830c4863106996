"""The source notes of an agreement's page: their order, their content, their rights."""

import pytest

from tests import factories
from tests.public.reading import note, read

pytestmark = pytest.mark.django_db


def open_page(client, agreement):
    agreement.refresh_from_db()
    return read(client.get(agreement.get_absolute_url()))


@pytest.fixture
def whole():
    """An agreement with a claim of every kind."""
    agreement = factories.agreement(place=factories.place(), kind="protocol")
    for field in ("place", "kind", "title", "summary", "parties_complete_on"):
        factories.citation(agreement, field=field)
    factories.act(agreement=agreement)
    factories.citation(agreement.acts.first(), field="done_on")
    factories.occasion(agreement=agreement)
    factories.occasion(agreement=agreement, kind="provides-for")
    factories.signature(participation=agreement.participations.first())
    factories.relation(agreement=agreement)
    factories.relation(related=agreement)
    for code in ("markets", "training"):
        provision = factories.provision(agreement=agreement, topic=factories.topic(code))
        factories.rule(provision=provision)
        factories.statement(provision=provision)
    factories.statement(agreement=agreement, kind="effect")
    factories.statement(agreement=agreement)
    factories.film_link(agreement=agreement)
    return agreement


class TestTheNumbers:
    def test_rise_in_the_order_of_the_page_and_leave_none_out(self, client, whole):
        page = open_page(client, whole)

        first_met = list(dict.fromkeys(page.note_numbers))
        assert first_met == list(range(1, len(first_met) + 1))
        assert len(first_met) > 15

    def test_lead_to_their_note_and_back(self, client, whole):
        page = open_page(client, whole)

        for number in set(page.note_numbers):
            back = note(page, number).one("a", role="doc-backlink")["href"]
            assert page.one("a", id=back.removeprefix("#"))["href"] == f"#note-{number}"

    def test_stand_at_ids_of_which_no_two_are_alike(self, client, whole):
        page = open_page(client, whole)

        ids = [element["id"] for element in page.all() if element["id"]]
        assert sorted(ids) == sorted(set(ids))


class TestANote:
    def test_names_its_source_paragraph_basis_and_words(self, client):
        source = factories.source(title="Report", publisher="Iran Daily", language="en")
        agreement = factories.agreement(evidence=False, parties=[])
        factories.citation(agreement, source=source, paragraphs="3", as_named="accord")

        page = open_page(client, agreement)

        source.refresh_from_db()
        first = note(page, 1)
        assert "Iran Daily (en) paragraph 3 stated accord" in first.text
        assert f"{source.get_absolute_url()}#p3" in first.links

    def test_prints_words_in_the_language_and_direction_of_the_source(self, client):
        source = factories.source(language="ar")
        agreement = factories.agreement(evidence=False, parties=[])
        factories.citation(agreement, source=source, as_named="مذكرة تعاون")

        words = note(open_page(client, agreement), 1).one("q")

        assert (words["lang"], words["dir"]) == ("ar", "rtl")

    def test_gathers_the_words_of_one_paragraph_for_one_claim(self, client):
        provision = factories.provision(evidence=False)
        for word in ("locations", "studios"):
            factories.citation(provision, paragraphs="5", as_named=word)

        page = open_page(client, provision.agreement)

        numbers = page.one("div", "provision").note_numbers
        assert len(numbers) == 1
        assert "locations, studios" in note(page, numbers[0]).text

    def test_keeps_what_is_stated_apart_from_what_is_inferred(self, client):
        provision = factories.provision(evidence=False)
        factories.citation(provision, as_named="films")
        factories.citation(provision, as_named="feature", basis="inferred", note="By its length.")

        page = open_page(client, provision.agreement)

        stated, inferred = page.one("div", "provision").note_numbers
        assert "stated" in note(page, stated).text
        assert "inferred" in note(page, inferred).text
        assert "By its length." in note(page, inferred).text

    def test_links_to_the_page_of_who_said_so(self, client):
        agency = factories.party(names="Islamic Republic News Agency")
        agreement = factories.agreement(evidence=False)
        factories.citation(agreement, said_by_party=agency, said_by_as_printed="IRNA")

        page = open_page(client, agreement)

        agency.refresh_from_db()
        number = page.section("What the sources call it").note_numbers[0]
        assert note(page, number).link("IRNA") == agency.get_absolute_url()

    def test_marks_what_was_found_elsewhere_as_supplied(self, client):
        agreement = factories.agreement(evidence=False, parties=[])
        factories.citation(agreement, basis="supplied", paragraphs="")

        assert "supplied" in note(open_page(client, agreement), 1).text


class TestTheRights:
    def test_a_quote_is_printed_only_where_everyone_may_read_it(self, client):
        agreement = factories.agreement(evidence=False)
        for rights, quote in [("staff-only", "A closed sentence."), ("public", "An open one.")]:
            source = factories.source(text_rights=rights, text=quote)
            factories.citation(agreement, source=source, quote=quote)

        text = open_page(client, agreement).text

        assert "An open one." in text
        assert "A closed sentence." not in text

    def test_a_citation_of_a_draft_source_is_not_printed(self, client):
        agreement = factories.agreement()
        draft = factories.source(title="Secret report", publisher="Secret press", draft=True)
        factories.citation(agreement, source=draft, as_named="secret word")

        content = client.get(agreement.get_absolute_url()).content.decode()

        assert "ecret" not in content
