"""The page of a source: its paragraphs by number, what each carries, and why some carry nothing."""

import pytest

from coop.curation import recording
from coop.models import Citation
from tests import factories
from tests.public.reading import read
from tests.public.test_agreement_addresses import withdrawn
from tests.public.worlds import queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    return factories.source(
        title="Two states seal a film deal", language="en", paragraph_count=4, kind="press-report"
    )


@pytest.fixture
def memorandum():
    """An agreement for which no source says anything yet."""
    return factories.agreement(
        title="Film memorandum", parties=[], evidence=False, kind="memorandum"
    )


def page_of(client, source, language=""):
    return read(client.get(language + source.get_absolute_url()))


def claims(page, number):
    return [claim.text for claim in page.section(f"Paragraph {number}").all("li", class_="claim")]


class TestAParagraph:
    def test_carries_the_claims_that_cite_it(self, client, report, memorandum):
        factories.citation(memorandum, source=report, paragraphs="2", as_named="film deal")
        factories.citation(memorandum, source=report, paragraphs="3", as_named="accord")

        page = page_of(client, report)

        assert claims(page, 2) == ["stated: agreement film deal"]
        assert claims(page, 3) == ["stated: agreement accord"]

    def test_carries_a_claim_of_several_paragraphs_at_each(self, client, report, memorandum):
        factories.citation(memorandum, source=report, paragraphs="1, 3-4", as_named="film deal")

        page = page_of(client, report)

        assert [number for number in (1, 3, 4) if claims(page, number)] == [1, 3, 4]
        assert "not yet read" in page.section("Paragraph 2").text

    def test_only_points_to_a_claim_that_runs_on_for_long(self, client, memorandum):
        treaty = factories.source(paragraph_count=20)
        factories.citation(memorandum, source=treaty, paragraphs="2-12", as_named="the whole")

        page = page_of(client, treaty)

        assert claims(page, 2) == ["stated: agreement the whole"]
        rest = page.section("Paragraph 3–12")
        assert rest.all("li", class_="claim") == []
        assert rest.link("1 claim runs on from ¶2") == "#p2"

    def test_says_what_is_claimed_and_of_which_record(self, client, report, memorandum):
        iran = factories.participation(
            agreement=memorandum, party=factories.state("IR"), evidence=False
        )
        factories.citation(iran, source=report, paragraphs="1", as_named="Tehran")

        paragraph = page_of(client, report).section("Paragraph 1")

        assert paragraph.one("p", class_="cited-of").text == "Film memorandum agreement"
        assert paragraph.one("a", class_="claim-text").text == "party · Iran"
        assert (
            paragraph.one("a", class_="claim-text")["href"]
            == f"{memorandum.get_absolute_url()}#{iran.anchor}"
        )

    def test_says_which_field_is_meant_and_what_stands_there(self, client, report, memorandum):
        factories.citation(memorandum, source=report, field="kind", as_named="MoU")

        paragraph = page_of(client, report).section("Paragraph 1")

        assert paragraph.one("a", class_="claim-text").text == "kind: memorandum"

    def test_prints_the_sources_words_in_its_own_language(self, client, memorandum):
        report = factories.source(language="ar", paragraph_count=1)
        factories.citation(memorandum, source=report, as_named="مذكرة تعاون")

        words = page_of(client, report).section("Paragraph 1").one("q")

        assert (words.text, words["lang"], words["dir"]) == ("مذكرة تعاون", "ar", "rtl")

    def test_says_whose_words_a_claim_is_and_how_it_was_inferred(self, client, report, memorandum):
        agency = factories.party(names="News agency")
        factories.citation(
            memorandum,
            source=report,
            basis="inferred",
            note="The capital stands for the state.",
            said_by_party=agency,
        )
        agency.refresh_from_db()

        claim = page_of(client, report).one("li", class_="claim")

        assert claim.text.startswith("inferred: ")
        assert claim.link("News agency") == agency.get_absolute_url()
        assert "The capital stands for the state." in claim.text

    def test_without_a_claim_says_why(self, client):
        report = factories.source(
            paragraph_count=6,
            no_claim=[
                {"first": 2, "last": 3, "reason": "page-furniture"},
                {"first": 4, "last": 4, "reason": "heading"},
            ],
        )

        page = page_of(client, report)

        assert page.section("Paragraph 2–3").text == "Paragraph 2–3 No claim: page furniture"
        assert page.section("Paragraph 4").text == "Paragraph 4 No claim: heading"
        assert page.section("Paragraph 5–6").text == "Paragraph 5–6 not yet read"

    def test_does_not_show_the_claims_of_drafts(self, client, report):
        draft = factories.agreement(title="Secret memorandum", draft=True, evidence=False)
        factories.citation(draft, source=report)
        known = factories.agreement(title="Known memorandum", evidence=False)
        secret = factories.relation(agreement=known, related=draft, evidence=False)
        factories.citation(secret, source=report)
        film = factories.coproduction(title="Known film", evidence=False)
        factories.citation(
            factories.film_link(coproduction=film, agreement=draft, evidence=False), source=report
        )

        page = page_of(client, report)

        assert "Secret" not in page.text
        assert page.section("Paragraph 1–4").text == "Paragraph 1–4 not yet read"
        assert page.row("Claims").text == "0"

    def test_does_not_show_what_nothing_published_refers_to(self, client, report):
        factories.citation(factories.party(names="Unknown body"), source=report)

        assert "Unknown body" not in page_of(client, report).text


class TestTheOverview:
    def test_has_a_mark_for_each_claim_the_surest_first(self, client, report, memorandum):
        for basis in ("ambiguous", "stated", "inferred", "stated"):
            factories.citation(memorandum, source=report, basis=basis, note="For a reason.")

        overview = page_of(client, report).one("nav", class_="overview")

        assert overview.one("span", class_="bar").children == ["●●◐◇"]
        assert "4 claims" in overview.text
        assert overview.link("paragraph 1") == "#p1"

    def test_gathers_paragraphs_without_claims(self, client, memorandum):
        treaty = factories.source(
            paragraph_count=300, no_claim=[{"first": 2, "last": 300, "reason": "translation"}]
        )
        factories.citation(memorandum, source=treaty)

        overview = page_of(client, treaty).one("nav", class_="overview")

        assert len(overview.all("li")) == 2
        assert "translation of what stands elsewhere" in overview.all("li")[1].text

    def test_counts_the_claims_on_each_basis(self, client, report, memorandum):
        for basis in ("stated", "inferred", "stated"):
            factories.citation(memorandum, source=report, basis=basis, note="For a reason.")

        assert page_of(client, report).row("Claims").text == "3 stated 2 inferred 1"


class TestTheSource:
    def test_is_described(self, client):
        source = factories.source(
            title={"ar": "عنوان", "en": "A title"},
            publisher="Iran Daily",
            author="IRNA",
            language="ar",
            address="https://example.org/8/20427",
            published_on="2025-12-14",
            paragraph_count=13,
            sha256="0" * 64,
        )

        page = page_of(client, source)

        assert page.row("Publisher").text == "Iran Daily"
        assert page.row("Author or agency").text == "IRNA"
        assert page.row("Language").text == "Arabic"
        assert page.row("Published").text == "14 December 2025"
        assert page.row("Address").links == ["https://example.org/8/20427"]
        assert page.row("SHA-256").text == "0" * 64
        assert page.one("ul", class_="other-names").one("span", lang="ar")["dir"] == "rtl"

    def test_says_what_is_not_stated_of_it(self, client):
        page = page_of(client, factories.source(publisher="", published_on=""))

        assert page.row("Publisher").text == "not stated"
        assert page.row("Published").text == "date not stated"

    def test_keeps_claims_without_a_paragraph_apart(self, client, memorandum):
        register = factories.source(paragraph_count=None)
        factories.citation(
            memorandum, source=register, basis="supplied", paragraphs="", as_named="signed"
        )

        page = page_of(client, register)

        assert page.section("The source as a whole").one("q").text == "signed"
        assert not page.all("nav", class_="overview")

    def test_does_not_print_its_text(self, client, report):
        report = factories.source(text="A sentence of the paper.", paragraph_count=1)

        assert "A sentence of the paper." not in page_of(client, report).text

    def test_prints_its_text_where_its_rights_let_everyone_read_it(self, client):
        law = factories.source(
            text="First line.\n\nSecond line.", text_rights="public", language="fr"
        )

        page = page_of(client, law)

        text = page.section("Paragraph 1–2").one("blockquote")
        assert (text.text, text["lang"]) == ("First line.Second line.", "fr")

    def test_is_not_found_while_it_is_a_draft(self, client):
        draft = factories.source(draft=True)
        draft.refresh_from_db()

        assert client.get(draft.get_absolute_url()).status_code == 404

    def test_leaves_a_tombstone_when_it_is_withdrawn(self, client, report):
        withdrawn(report, "Its address was wrong.")

        page = read(client.get(report.get_absolute_url()), status=410)

        assert "Its address was wrong." in page.text

    def test_costs_the_same_with_few_claims_and_with_many(self, client):
        few = factories.source(paragraph_count=300)
        many = factories.source(paragraph_count=300)
        _cite_everything(few, 1)
        _cite_everything(many, 12)

        assert queries(client, many.get_absolute_url()) == queries(client, few.get_absolute_url())


def _cite_everything(source, times):
    """Each kind of claim ``times`` over, each on a paragraph of its own."""
    event = factories.event()
    agreement = factories.agreement(source=source)
    film = factories.coproduction(countries=[factories.country()], source=source)
    provision = factories.provision(agreement=agreement, source=source)
    things = [
        agreement,
        film,
        provision,
        factories.rule(provision=provision, source=source),
        factories.occasion(agreement=agreement, event=event, source=source),
        factories.act(agreement=agreement, source=source),
        factories.statement(agreement=agreement, source=source),
        factories.statement(event=event, source=source),
        factories.attendance(event=event, source=source),
        factories.relation(agreement=agreement, source=source),
        factories.screening(coproduction=film, source=source),
        factories.film_link(coproduction=film, agreement=agreement, source=source),
        factories.signature(participation=agreement.participations.first(), source=source),
        agreement.participations.last(),
    ]
    with recording():
        for each in range(times):
            for place, thing in enumerate(things, each * len(things) + 1):
                factories.citation(
                    thing, source=source, paragraphs=str(place), as_named=f"word {each}"
                )


class TestTheList:
    def test_says_how_many_claims_each_carries(self, client, report, memorandum):
        factories.citation(memorandum, source=report)
        factories.citation(
            factories.agreement(draft=True, evidence=False), source=report, paragraphs="2"
        )

        cards = read(client.get("/sources/")).all("li", class_="card")

        assert [card.one("p", class_="card-status").text for card in cards] == ["1 claim"]

    def test_can_begin_with_the_fullest(self, client, memorandum):
        empty, full = factories.source(title="A first"), factories.source(title="B second")
        factories.citation(memorandum, source=full)

        page = read(client.get("/sources/?sort=claims"))

        titles = [card.one("h2").text for card in page.all("li", class_="card")]
        assert titles == [str(full), str(empty)]

    def test_finds_the_sources_that_carry_nothing(self, client, memorandum):
        empty, full = factories.source(), factories.source()
        factories.citation(memorandum, source=full)

        page = read(client.get("/sources/?use=none"))

        assert [card.one("h2").text for card in page.all("li", class_="card")] == [str(empty)]


class TestEveryClaim:
    def test_of_a_published_record_is_on_its_sources_page(self, client):
        source = factories.source(paragraph_count=20)
        _cite_everything(source, 1)

        page = page_of(client, source)

        cited = Citation.objects.filter(source=source)
        assert page.row("Claims").text.split()[0] == str(cited.count())
        assert {citation.target_name for citation in cited} >= {
            "rule",
            "statement",
            "attendance",
            "film_link",
            "relation",
        }
