"""What a reader finds who holds one of the two reports beside the public pages."""

from functools import cache

import pytest
from django.test import Client

from coop.models import Citation, SourceDocument
from coop.models.base import Part
from tests.facts import film_deal, korkyt_ata
from tests.facts.evidence import claims
from tests.public.reading import Element, read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registry_fixtures")]

FILM_DEAL, KORKYT_ATA = film_deal.REPORT, korkyt_ata.REPORT
FURNITURE = (12, 13)


@pytest.fixture(scope="module")
def page(registry_fixtures):
    """The public page of an address or of a record's key, fetched once for all tests."""

    @cache
    def fetched(address: str) -> Element:
        response = Client().get(address, follow=True, headers={"accept-language": "en"})
        return read(response).one("main")

    def of(asked: str) -> Element:
        return fetched(asked if asked.startswith("/") else f"/id/{asked}/")

    return of


def record_of(citation: Citation):
    """The record on whose page the claim stands."""
    target = getattr(citation, citation.target_name)
    return target.root if isinstance(target, Part) else target


def told(words: str) -> str:
    """Words as pages print them: between quotation marks of their own."""
    return words.strip('“”"„«»')


def said_in(entry: Element) -> set[str]:
    """The source's words in one note, or in one claim of a source's page."""
    return {told(words.text) for words in entry.all("q", "as-named")}


def remark_in(entry: Element) -> set[str]:
    return {remark.text for remark in entry.all("span", "note-remark")}


def basis_in(entry: Element) -> set[str]:
    return {name for mark in entry.all("span", "mark") for name in mark.classes}


def is_told_by(entry: Element, citation: Citation) -> bool:
    """Whether an entry has the citation's words, its basis and its remark."""
    return (
        f"mark-{citation.basis}" in basis_in(entry)
        and (not citation.as_named or told(citation.as_named) in said_in(entry))
        and (not citation.note or citation.note in remark_in(entry))
    )


def is_noted_on(page: Element, citation: Citation) -> bool:
    """Whether a note of the page, to which a claim on it leads, has the citation."""
    address = citation.source.get_absolute_url()
    cited = {link["href"] for link in page.all("a", role="doc-noteref")}
    return any(
        f"#{entry['id']}" in cited
        and entry.one("cite").one("a")["href"] == address
        and [where.text for where in entry.all("a", "paragraphs")]
        == ([f"paragraph {citation.paragraphs}"] if citation.paragraphs else [])
        and is_told_by(entry, citation)
        for entry in page.all("li", "note")
    )


def unprinted(page, citations) -> list[str]:
    """Citations that the page of their record does not carry."""
    return [
        citation.key
        for citation in citations
        if not is_noted_on(page(record_of(citation).get_absolute_url()), citation)
    ]


def unread(page, source: str, paragraph: int, citations) -> list[str]:
    """Citations that the source's page does not carry in their paragraph, under their record."""
    under = page(source).one("section", "paragraph", id=f"p{paragraph}")
    entries = [
        (group.one("p", "cited-of").one("a")["href"], entry)
        for group in under.all("li", "cited-record")
        for entry in group.all("li", "claim")
    ]
    return [
        citation.key
        for citation in citations
        if not any(
            address == record_of(citation).get_absolute_url() and is_told_by(entry, citation)
            for address, entry in entries
        )
    ]


class EachParagraph:
    """What holds for every paragraph of either report."""

    source: str

    def test_stands_on_the_pages_of_what_it_speaks_of(self, page, paragraph):
        cited = claims(self.source, paragraph)

        assert cited
        assert unprinted(page, cited) == []

    def test_stands_with_its_claims_on_the_page_of_the_report(self, page, paragraph):
        cited = claims(self.source, paragraph)

        assert unread(page, self.source, paragraph, cited) == []

    def test_claims_nothing_more_on_the_page_of_the_report(self, page, paragraph):
        under = page(self.source).one("section", "paragraph", id=f"p{paragraph}")

        assert len(under.all("li", "claim")) == len(claims(self.source, paragraph))


@pytest.mark.parametrize("paragraph", range(1, FURNITURE[0]))
class TestFilmDealParagraph(EachParagraph):
    source = FILM_DEAL


@pytest.mark.parametrize("paragraph", range(1, 9))
class TestKorkytAtaParagraph(EachParagraph):
    source = KORKYT_ATA


class TestPageFurniture:
    def test_is_named_as_such_and_carries_no_claim(self, page):
        under = page(FILM_DEAL).one("section", "paragraph", id=f"p{FURNITURE[0]}")

        assert under.all("li", "claim") == []
        assert "page furniture" in under.text


class TestText:
    @pytest.mark.parametrize("source", [FILM_DEAL, KORKYT_ATA])
    def test_of_a_report_is_not_shown(self, page, source):
        assert "not shown" in page(source).row("Text").text
        assert page(source).all("blockquote") == []


class TestNotStated:
    @pytest.mark.parametrize("key", [*film_deal.AGREEMENTS, *korkyt_ata.AGREEMENTS])
    def test_is_what_binds_and_from_when(self, page, key):
        assert "Binding: not stated" in page(key).one("p", "record-kind").text
        assert "not stated Entry into force" in page(key).section("Life").text

    @pytest.mark.parametrize("key", [film_deal.PACKAGE, *korkyt_ata.AGREEMENTS])
    def test_is_the_day_of_a_signing_whatever_the_day_of_its_occasion(self, page, key):
        assert page(key).row("Signed").text == "date not stated"

    @pytest.mark.parametrize(
        "key",
        [film_deal.PROGRAMME, film_deal.MEMORANDA, film_deal.PACKAGE, korkyt_ata.CANNES],
    )
    def test_is_the_place_of_a_signing(self, page, key):
        assert page(key).row("Place").text.startswith("not stated")

    @pytest.mark.parametrize("key", [*film_deal.AGREEMENTS, *korkyt_ata.AGREEMENTS])
    def test_are_the_authentic_languages_and_the_title(self, page, key):
        assert page(key).row("Authentic languages").text.startswith("not stated")
        assert "original title not stated" in page(key).one("header", "record-head").text

    @pytest.mark.parametrize(
        "key", [film_deal.PROGRAMME, film_deal.PACKAGE, *korkyt_ata.AGREEMENTS]
    )
    def test_is_whether_there_are_other_parties(self, page, key):
        assert "not stated to be complete" in page(key).row("List of parties").text

    @pytest.mark.parametrize(
        ("key", "term"),
        [
            (film_deal.TALKS, "When"),
            (film_deal.SUMMIT, "Where"),
            (film_deal.FILM_WEEKS, "When"),
            (film_deal.FILM_WEEKS, "Where"),
            (korkyt_ata.CANNES_FESTIVAL, "When"),
            (korkyt_ata.PAMIR, "Status"),
            (korkyt_ata.SEA_DOGS, "Length"),
            ("place-turkestan", "Country"),
            (FILM_DEAL, "Published"),
            (KORKYT_ATA, "Published"),
            (KORKYT_ATA, "Author or agency"),
        ],
    )
    def test_is_said_in_words(self, page, key, term):
        assert "not stated" in page(key).row(term).text

    @pytest.mark.parametrize("key", korkyt_ata.FILMS)
    def test_is_the_year_of_a_film(self, page, key):
        assert page(key).row("Year").text.startswith("not stated")

    def test_is_who_makes_the_film_about_the_two_writers(self, page):
        assert "co-production not stated" in page(korkyt_ata.PAMIR).section("Partners").text

    @pytest.mark.parametrize("key", [korkyt_ata.SEA_DOGS, korkyt_ata.BECOMING])
    def test_is_any_agreement_behind_a_film_that_shares_its_countries(self, page, key):
        assert "No source read ties it to an agreement" in page(key).section("Agreements").text

    def test_is_any_part_that_the_framework_took(self, page):
        assert "No published agreement names it as taking part" in page("party-turksoy").text

    def test_is_anyone_present_at_the_summit(self, page):
        assert "name nobody present" in page(film_deal.SUMMIT).section("Present").text


class TestInferred:
    def test_is_the_year_of_the_signing_beside_the_day_that_is_stated(self, page):
        assert page(film_deal.FILM).row("Signed").text.startswith("11 December 2025, year inferred")

    @pytest.mark.parametrize("key", [korkyt_ata.SEA_DOGS, korkyt_ata.BECOMING])
    def test_is_the_share_of_kazakhstan_in_a_film(self, page, key):
        assert "Kazakhstan (inferred)" in page(key).section("Partners").text


class TestPossible:
    def test_is_that_the_programme_was_of_the_set(self, page):
        members = page(film_deal.MEMORANDA).section("Members of this package").text

        assert members.startswith("Members of this package possibly")

    def test_is_that_feature_means_fiction(self, page):
        production = page(film_deal.FILM).section("Joint production").text

        assert "possibly provides Possibly fiction" in production


class TestSupplied:
    def test_is_the_date_of_the_festival(self, page):
        assert page(korkyt_ata.EDITION).row("When").text.startswith("October 2025 (supplied)")

    def test_is_no_word_of_either_report(self):
        reports = SourceDocument.objects.filter(key__in=(FILM_DEAL, KORKYT_ATA))

        assert not Citation.objects.filter(source__in=reports, basis="supplied").exists()


class TestLabels:
    def test_of_another_memorandum_are_not_those_of_the_one_signed_in_cannes(self, page):
        labels = page(korkyt_ata.CANNES).section("What the sources call it").one("ul", "labels")

        assert "مذكرة تعاون" in labels.text
        assert "MOC" not in labels.text

    def test_keep_the_quotation_marks_within_them(self, page):
        notes = page(korkyt_ata.SET).all("q", "as-named")

        assert 'في إطار مهرجان "كوركيت آتا"' in [words.text for words in notes]
