"""A list that is renewed in place: what the server refuses, and answers that are late or none."""

import pytest
from playwright.sync_api import expect

from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def shown(page):
    """The list as it is first opened, in a document that would be known again."""
    factories.agreement(title="Treaty", kind="treaty", parties=[factories.state("KZ")])
    factories.agreement(title="Protocol", kind="protocol", parties=[factories.state("FR")])
    page.goto("/agreements/")
    page.evaluate("window.isSameDocument = true")
    return page


def is_same_document(page):
    return page.evaluate("window.isSameDocument === true")


def answer_lists(page, handle):
    """Handle what is asked for in place; documents are answered as ever."""

    def chosen(route):
        if route.request.resource_type == "xhr":
            handle(route)
        else:
            route.continue_()

    page.route("**/agreements/**", chosen)


class TestABadValue:
    def test_is_refused_in_place_at_its_field(self, shown):
        shown.locator("#entry-signed_from").fill("yesterday")

        shown.locator("#entry-signed_from").press("Enter")

        expect(shown.get_by_role("alert")).to_contain_text("“yesterday” is no limit for dates")
        field = shown.locator("#entry-signed_from")
        assert field.get_attribute("aria-invalid") == "true"
        assert field.input_value() == "yesterday"
        assert field.evaluate("field => field === document.activeElement")
        assert is_same_document(shown)

    def test_is_left_out_by_its_link(self, shown):
        shown.locator("#entry-signed_from").fill("yesterday")
        shown.locator("#entry-signed_from").press("Enter")

        shown.get_by_role("link", name="Leave it out").click()

        expect(shown.locator("#total")).to_have_text("2 agreements")
        assert shown.url.endswith("/agreements/")


class TestALateAnswer:
    def test_is_waited_for_in_view_of_all(self, shown):
        held = []
        answer_lists(shown, held.append)

        shown.locator("#country-KZ").click()

        expect(shown.locator("#list")).to_have_attribute("aria-busy", "true")
        held.pop().continue_()
        expect(shown.locator("#total")).to_have_text("1 agreement")
        assert shown.locator("#list").get_attribute("aria-busy") is None

    def test_gives_way_to_what_is_asked_after_it(self, shown):
        held = []
        answer_lists(shown, held.append)
        shown.locator("#country-KZ").click()
        expect(shown.locator("#list")).to_have_attribute("aria-busy", "true")

        with shown.expect_request("**/agreements/?country=FR"):
            shown.locator("#country-FR").click()

        held[-1].continue_()
        expect(shown.locator(".card h2")).to_have_text(["Protocol"])
        assert shown.url.endswith("?country=FR")


class TestAnAnswerThatIsNoList:
    def test_is_shown_as_the_page_that_it_is(self, shown):
        answer_lists(shown, lambda route: route.fulfill(status=503, body="Back soon."))

        shown.locator("#country-KZ").click()

        expect(shown.locator(".card h2")).to_have_text(["Treaty"])
        assert shown.url.endswith("?country=KZ")
        assert not is_same_document(shown)


class TestNoAnswer:
    def test_is_asked_for_again_as_a_page(self, shown):
        answer_lists(shown, lambda route: route.abort())

        shown.locator("#country-KZ").click()

        expect(shown.locator(".card h2")).to_have_text(["Treaty"])
        assert shown.url.endswith("?country=KZ")
        assert not is_same_document(shown)
