"""The page of an agreement as a browser lays it out: evidence beside or below, wide and narrow."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture
def agreement():
    source = factories.source(language="ar", publisher="Qazaq Culture")
    agreement = factories.agreement(
        title={"en": "Film cooperation memorandum", "ar": "مذكرة تفاهم للتعاون السينمائي"},
        source=source,
        parties=[factories.state("KZ"), factories.state("IR")],
    )
    factories.act(agreement=agreement, done_on="?2025-12-11")
    provision = factories.provision(agreement=agreement, evidence=False)
    factories.citation(provision, source=source, as_named="تبادل الأفلام")
    factories.citation(provision, source=source, basis="ambiguous", note="It reads two ways.")
    factories.rule(provision=provision)
    agreement.refresh_from_db()
    return agreement


def overflow(page):
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )


def claim_and_note(page):
    """The boxes of a provision and of its first source note."""
    claim = page.locator(".provision").first
    number = claim.locator(".note-numbers a").first.get_attribute("href")
    return claim.bounding_box(), page.locator(number).bounding_box()


class TestTheEvidence:
    def test_stands_in_the_margin_of_a_wide_page(self, page, agreement):
        page.set_viewport_size(WIDE)
        page.goto(agreement.get_absolute_url())

        claim, note = claim_and_note(page)

        assert note["x"] >= claim["x"] + claim["width"]
        assert abs(note["y"] - claim["y"]) < 40

    def test_stands_in_the_other_margin_from_right_to_left(self, page, agreement):
        page.set_viewport_size(WIDE)
        page.goto(f"/ar{agreement.get_absolute_url()}")

        claim, note = claim_and_note(page)

        assert note["x"] + note["width"] <= claim["x"]

    def test_stands_below_the_claim_on_a_narrow_page(self, page, agreement):
        page.set_viewport_size(NARROW)
        page.goto(agreement.get_absolute_url())

        claim, note = claim_and_note(page)

        assert note["y"] >= claim["y"] + claim["height"]

    def test_is_reached_from_its_number_by_keyboard_and_without_script(self, page, agreement):
        page.goto(agreement.get_absolute_url())
        number = page.locator(".provision .note-numbers a").first

        number.focus()
        page.keyboard.press("Enter")

        target = page.locator(number.get_attribute("href"))
        assert target.evaluate("note => note.matches(':target')")
        assert target.evaluate("note => getComputedStyle(note).backgroundColor") != (
            "rgba(0, 0, 0, 0)"
        )


class TestThePage:
    @pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
    @pytest.mark.parametrize("language", ["", "/ar"], ids=["English", "Arabic"])
    def test_fits_and_is_accessible_light_and_dark(self, page, agreement, size, language):
        page.set_viewport_size(size)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            for address in (agreement.get_absolute_url(), "/agreements/", "/"):
                page.goto(f"{language}{address}")
                assert overflow(page) <= 0
                assert violations(page) == []

    def test_prints_its_notes_and_address_and_no_navigation(self, page, agreement):
        page.goto(agreement.get_absolute_url())

        page.emulate_media(media="print")

        assert page.locator(".note").first.is_visible()
        assert page.locator(".record-foot .cite").is_visible()
        assert not page.locator(".site-lists").is_visible()


def violations(page):
    """What axe finds; it is put into the page through the debugger, past the page's policy."""
    session = page.context.new_cdp_session(page)
    session.send("Runtime.evaluate", {"expression": Axe().axe_script})
    found = page.evaluate("() => axe.run()")
    return [
        (rule["id"], node["html"][:200]) for rule in found["violations"] for node in rule["nodes"]
    ]
