"""A list that is renewed in place: what its reader has before and after, in a browser."""

import pytest
from playwright.sync_api import expect

from coop.views.agreements import AgreementList
from tests import factories
from tests.public.test_agreements_browser import NARROW, WIDE, overflow, violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def signed(title, year, **fields):
    agreement = factories.agreement(title=title, **fields)
    return factories.act(agreement=agreement, done_on=year).agreement


@pytest.fixture
def agreements():
    signed("Alma-Ata treaty", "2020", kind="treaty", parties=[factories.state("KZ")])
    signed("Brussels protocol", "2015", kind="protocol", parties=[factories.state("BE")])
    signed("Cannes treaty", "2010", kind="treaty", parties=[factories.state("FR")])


@pytest.fixture
def shown(page, agreements):
    """The list as it is first opened, in a document that would be known again."""
    page.goto("/agreements/")
    page.evaluate("window.isSameDocument = true")
    return page


def is_same_document(page):
    return page.evaluate("window.isSameDocument === true")


def titles(page):
    return page.locator(".card h2").all_inner_texts()


def focused(page):
    return page.evaluate("document.activeElement.id")


def total(page):
    return expect(page.locator("#total"))


def addressed(page, query):
    """The page stands at that query of the list."""
    expect(page).to_have_url(f"{page.url.partition('/agreements/')[0]}/agreements/{query}")


class TestAFilter:
    def test_renews_the_list_in_the_same_document_at_its_own_address(self, shown):
        shown.locator("#country-KZ").click()

        total(shown).to_have_text("1 agreement")
        addressed(shown, "?country=KZ")
        assert titles(shown) == ["Alma-Ata treaty"]
        assert is_same_document(shown)

    def test_keeps_the_focus_and_says_the_total(self, shown):
        shown.locator("#country-KZ").focus()
        shown.keyboard.press("Enter")

        expect(shown.locator("#list-said")).to_have_text("1 agreement")
        assert focused(shown) == "country-KZ"
        assert shown.locator("#country-KZ").get_attribute("aria-current") == "true"

    def test_leaves_open_what_was_opened_and_the_control_where_it_was(self, shown):
        shown.set_viewport_size({"width": 1000, "height": 500})
        shown.locator("#facet-kind-label").click()
        shown.locator("#kind-protocol").scroll_into_view_if_needed()
        before = shown.locator("#kind-protocol").bounding_box()["y"]

        shown.locator("#kind-protocol").click()

        total(shown).to_have_text("1 agreement")
        assert shown.locator("#facet-kind").get_attribute("open") is not None
        assert focused(shown) == "kind-protocol"
        assert abs(shown.locator("#kind-protocol").bounding_box()["y"] - before) < 1

    def test_taken_away_leaves_the_focus_on_the_next(self, shown):
        shown.goto("/agreements/?country=KZ&kind=treaty")

        shown.locator("#chip-1").press("Enter")

        addressed(shown, "?kind=treaty")
        total(shown).to_have_text("2 agreements")
        assert focused(shown) == "chip-1"

    def test_taken_away_last_leaves_it_on_the_total(self, shown):
        shown.goto("/agreements/?kind=treaty")

        shown.locator("#chip-1").press("Enter")

        total(shown).to_have_text("3 agreements")
        addressed(shown, "")
        assert focused(shown) == "total"

    def test_is_taken_into_the_other_languages(self, shown):
        shown.locator("#country-KZ").click()
        total(shown).to_have_text("1 agreement")

        shown.locator("header.site a[hreflang=ru]").click()

        expect(shown.locator("html")).to_have_attribute("lang", "ru")
        assert shown.url.endswith("/ru/agreements/?country=KZ")
        assert shown.locator(".card").count() == 1


class TestTheWayBack:
    def test_leads_through_what_was_shown(self, shown):
        shown.locator("#country-KZ").click()
        total(shown).to_have_text("1 agreement")

        shown.go_back()

        total(shown).to_have_text("3 agreements")
        addressed(shown, "")
        assert (
            shown.locator("header.site a[hreflang=ru]")
            .get_attribute("href")
            .endswith("/ru/agreements/")
        )

        shown.go_forward()

        total(shown).to_have_text("1 agreement")
        addressed(shown, "?country=KZ")
        assert is_same_document(shown)

    def test_from_a_record_leads_to_the_list_as_it_was(self, shown):
        shown.locator("#country-KZ").click()
        total(shown).to_have_text("1 agreement")
        shown.locator(".card h2 a").click()
        expect(shown.locator("h1")).to_have_text("Alma-Ata treaty")

        shown.go_back()

        total(shown).to_have_text("1 agreement")
        assert titles(shown) == ["Alma-Ata treaty"]


class TestAPage:
    @pytest.fixture(autouse=True)
    def short_pages(self, monkeypatch):
        monkeypatch.setattr(AgreementList, "page_size", 2)

    def test_begins_at_its_top_with_the_focus_on_the_total(self, short_pages, shown):
        shown.set_viewport_size({"width": 1000, "height": 300})
        shown.reload()

        shown.get_by_role("link", name="Next").click()

        total(shown).to_have_text("3 agreements · page 2 of 2")
        assert titles(shown) == ["Cannes treaty"]
        assert focused(shown) == "total"
        assert 0 <= shown.locator("#total").bounding_box()["y"] < 150
        assert "page 2" in shown.title()
        assert shown.locator("head link[rel=prev]").count() == 1
        assert shown.locator("head link[rel=next]").count() == 0


class TestWordsTyped:
    def test_narrow_the_list_while_the_box_stays_as_it_is(self, shown):
        box = shown.locator("#entry-q")
        box.evaluate("box => { window.box = box }")

        box.press_sequentially("treaty")

        total(shown).to_have_text("2 agreements")
        addressed(shown, "?q=treaty")
        assert shown.evaluate("window.box === document.activeElement")
        assert box.input_value() == "treaty"

    def test_are_one_step_back_however_many_letters_they_have(self, shown):
        box = shown.locator("#entry-q")
        box.press_sequentially("treaty")
        total(shown).to_have_text("2 agreements")
        box.press_sequentially(" cannes")
        total(shown).to_have_text("1 agreement")

        shown.go_back()

        total(shown).to_have_text("3 agreements")
        assert box.input_value() == ""

        shown.go_forward()

        total(shown).to_have_text("1 agreement")
        assert box.input_value() == "treaty cannes"

    def test_keep_the_filters_at_work(self, shown):
        shown.locator("#country-KZ").click()
        total(shown).to_have_text("1 agreement")

        shown.locator("#entry-q").press_sequentially("treaty")

        addressed(shown, "?q=treaty&country=KZ")
        total(shown).to_have_text("1 agreement")

    def test_are_kept_by_the_filters_that_follow(self, shown):
        shown.locator("#entry-q").press_sequentially("treaty")
        total(shown).to_have_text("2 agreements")

        shown.locator("#country-FR").click()

        addressed(shown, "?q=treaty&country=FR")
        assert shown.locator("#entry-q").input_value() == "treaty"


class TestTheRenewedPage:
    @pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
    def test_fits_and_is_accessible_with_every_filter_open(self, shown, size):
        shown.set_viewport_size(size)
        shown.locator("#country-KZ").click()
        total(shown).to_have_text("1 agreement")

        shown.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")

        assert overflow(shown) <= 0
        assert violations(shown) == []
