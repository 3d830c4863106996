"""The search box in a browser: by keyboard alone, without script, both ways, wide and narrow."""

import pytest

from tests import factories
from tests.public.test_agreements_browser import NARROW, WIDE, overflow, violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


FOUND = ["Accord of the steppe", "Steppe accord"]


@pytest.fixture
def registry():
    """Two agreements and a party whose names begin with the same letters."""
    factories.public(factories.party(names={"en": "Steppe Studio", "ar": "استوديو السهوب"}))
    for number, title in enumerate(FOUND):
        factories.agreement(
            title={"en": title, "ar": f"اتفاق السهوب {number}"},
            summary={"en": "Films of the steppe, and of the people who live there."},
        )


@pytest.fixture
def box(page, registry):
    """The box of a list's page, with what it suggests on the way."""
    page.goto("/agreements/")
    return page.get_by_role("combobox", name="Search the registry")


def type_in(page, box, text):
    """Type, and wait for the answer to all of it."""
    with page.expect_response(
        lambda response: "/suggestions/" in response.url and response.request.method == "GET"
    ):
        box.press_sequentially(text, delay=5)
    page.locator(".suggestions [role=option]").first.wait_for()


def options(page, name=None):
    """What is suggested."""
    return page.locator(".suggestions").get_by_role("option", name=name)


def active(box):
    """The name of the option that a screen reader says."""
    return box.evaluate(
        "box => (document.getElementById(box.getAttribute('aria-activedescendant')) || {})"
        ".textContent"
    )


class TestTheBox:
    def test_opens_a_list_that_a_screen_reader_is_told_of(self, page, box):
        assert box.get_attribute("aria-expanded") == "false"

        type_in(page, box, "step")

        assert box.get_attribute("aria-expanded") == "true"
        assert options(page).count() == 3
        assert page.locator(".search-box [role=status]").inner_text() == "3 suggestions"
        assert violations(page) == []

    def test_is_walked_by_keys_and_comes_back_to_the_text(self, page, box):
        type_in(page, box, "step")
        said = []

        for key in ("ArrowDown", "ArrowDown", "End", "ArrowDown", "ArrowUp", "Home", "ArrowUp"):
            box.press(key)
            said.append(active(box))

        assert said == [
            "Steppe Studio",
            "Steppe accord",
            "Accord of the steppe",
            None,
            "Accord of the steppe",
            "Steppe Studio",
            None,
        ]
        assert box.input_value() == "step"

    def test_leaves_home_and_end_to_the_text_while_nothing_is_chosen(self, page, box):
        type_in(page, box, "step")

        box.press("Home")

        assert box.evaluate("box => box.selectionStart") == 0
        assert active(box) is None

    def test_leads_to_the_record_that_is_chosen(self, page, box):
        type_in(page, box, "step")
        box.press("ArrowDown")
        box.press("ArrowDown")

        with page.expect_navigation():
            box.press("Enter")

        assert page.locator("h1").inner_text() == "Steppe accord"

    def test_leads_to_a_record_by_pointer(self, page, box):
        type_in(page, box, "step")

        with page.expect_navigation():
            options(page, "Steppe Studio").click()

        assert page.locator("h1").inner_text() == "Steppe Studio"

    def test_searches_with_enter_while_nothing_is_chosen(self, page, box):
        type_in(page, box, "step")

        with page.expect_navigation():
            box.press("Enter")

        assert page.url.endswith("/search/?q=step")
        assert page.locator("#agreement .hit-name").all_inner_texts()[:2] == FOUND

    def test_closes_with_escape_and_opens_again(self, page, box):
        type_in(page, box, "step")

        box.press("Escape")
        closed = page.locator(".suggestions").is_visible()
        box.press("ArrowDown")

        assert not closed
        assert box.input_value() == "step"
        assert active(box) == "Steppe Studio"

    def test_closes_when_the_reader_goes_on(self, page, box):
        type_in(page, box, "step")

        box.press("Tab")

        assert not page.locator(".suggestions").is_visible()
        assert box.get_attribute("aria-expanded") == "false"

    def test_closes_when_nothing_is_left_to_suggest(self, page, box):
        type_in(page, box, "step")

        with page.expect_response("**/suggestions/**"):
            box.press_sequentially("zzz")
        page.locator(".suggestions").wait_for(state="hidden")

        assert page.locator(".search-box [role=status]").inner_text() == "No suggestions"

    def test_moves_nothing_on_the_page(self, page, box):
        before = page.locator("main").bounding_box()

        type_in(page, box, "step")

        assert page.locator("main").bounding_box() == before

    def test_shows_the_answer_to_what_was_typed_last(self, page, box):
        held = []
        page.route("**/suggestions/?q=st", lambda route: held.append(route))
        with page.expect_request("**/suggestions/?q=st"):
            box.press_sequentially("st")
        type_in(page, box, "ud")

        for route in held:
            route.abort()

        assert options(page).all_inner_texts() == ["Steppe Studio"]

    def test_asks_once_for_letters_that_are_typed_quickly(self, page, box):
        asked = []
        page.on("request", lambda request: asked.append(request.url))

        type_in(page, box, "steppe")

        assert sum("/suggestions/" in url for url in asked) < 6


class TestWithoutScript:
    def test_the_box_is_a_form(self, browser, live_server, registry):
        context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
        page = context.new_page()
        page.goto("/")

        page.get_by_label("Search the registry").fill("steppe")
        with page.expect_navigation():
            page.keyboard.press("Enter")

        assert page.locator("#agreement .hit-name").all_inner_texts()[:2] == FOUND
        assert not page.locator(".suggestions").is_visible()
        context.close()


class TestThePage:
    @pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
    @pytest.mark.parametrize("language", ["", "/ar"], ids=["English", "Arabic"])
    def test_fits_and_is_accessible_light_and_dark(self, page, registry, size, language):
        page.set_viewport_size(size)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            for address in ("/search/?q=steppe", "/search/?q=stepe", "/search/", "/"):
                page.goto(f"{language}{address}")
                assert overflow(page) <= 0
                assert violations(page) == []

    def test_opens_its_list_within_the_page_from_right_to_left(self, page, registry):
        page.set_viewport_size(NARROW)
        page.goto("/ar/agreements/")

        type_in(page, page.get_by_role("combobox"), "السهوب")
        place = page.locator(".suggestions").bounding_box()

        assert place["x"] >= 0
        assert place["x"] + place["width"] <= NARROW["width"]
        option = options(page).first
        assert option.locator("span").first.get_attribute("dir") == "rtl"
        assert overflow(page) <= 0
        assert violations(page) == []
