"""The desk in a browser: words are selected with the mouse, or everything is done by keys."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests import factories as make
from tests.desk import desks
from tests.desk.desks import only
from tests.desk.selecting import drag_over
from tests.staff.conftest import rights, staff_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def staff(transactional_db):
    return staff_user("curator", *rights("view", "add", "change"))


@pytest.fixture
def source(transactional_db):
    return desks.source()


@pytest.fixture
def agreement(transactional_db):
    return desks.agreement()


def open_desk(page, source, **query):
    page.goto("/admin/login/")
    page.fill("#id_username", "curator")
    page.fill("#id_password", "a long enough phrase")
    page.click("[type=submit]")
    page.goto(desks.address(source, **query))


def faults(page, complaints):
    """What axe finds; it is put into the page through the debugger, past the page's policy.

    What the page's policy then says of axe itself is no complaint about the page.
    """
    before = len(complaints)
    session = page.context.new_cdp_session(page)
    session.send("Runtime.evaluate", {"expression": Axe().axe_script})
    found = page.evaluate("() => axe.run()")
    del complaints[before:]
    return [
        (rule["id"], node["html"][:200]) for rule in found["violations"] for node in rule["nodes"]
    ]


def test_words_selected_with_the_mouse_become_a_new_party(
    page, complaints, staff, source, agreement
):
    open_desk(page, source, record=f"agreement:{agreement.key}")
    assert faults(page, complaints) == []

    drag_over(page, "#p3", "Ministry of Stories")
    page.get_by_role("button", name="Cite this for …").click()
    page.get_by_role("link", name="New: party", exact=False).first.click()
    page.get_by_label("Party: not in the registry yet").check()
    page.locator("[name=new-party-kind]").select_option("ministry")
    assert faults(page, complaints) == []
    page.get_by_role("button", name="Save", exact=True).click()

    page.get_by_role("status").get_by_text("Ministry of Stories").wait_for()
    participation = agreement.participations.get()
    assert participation.party.names == {"en": "Ministry of Stories"}
    assert only(participation.citations).as_named == "Ministry of Stories"
    page.locator("#p3 .claims").get_by_text("participation").wait_for()
    assert page.locator("#p3").evaluate("one => one === document.activeElement")
    assert "1 of 4 paragraphs are uncovered." in page.locator("#desk-count").inner_text()
    page.locator("#desk-records").get_by_role("link", name="Ministry of Stories").wait_for()


def test_words_that_begin_in_a_name_are_selected_and_a_press_on_the_name_opens_it(
    page, staff, source, agreement
):
    make.party(names="Ministry of Stories")
    open_desk(page, source, record=f"agreement:{agreement.key}")

    drag_over(page, "#p3", "Ministry of Stories will carry it out")
    page.get_by_role("button", name="Cite this for …").click()

    words = page.locator("[data-cited-words]")
    expect(words).to_have_value("Ministry of Stories will carry it out")
    page.keyboard.press("Escape")
    page.locator("#p3").get_by_role("link", name="Ministry of Stories").click()
    expect(words).to_have_value("Ministry of Stories")


def test_everything_is_done_by_keys(page, staff, source, agreement):
    open_desk(page, source)
    page.get_by_role("link", name="The text", exact=True).press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("u")
    assert page.locator("#p2").evaluate("one => one === document.activeElement")
    page.keyboard.press("j")
    page.keyboard.press("k")

    page.keyboard.press("c")
    page.locator("[data-text]").wait_for()
    for _word in range(3):
        page.keyboard.press("Control+ArrowRight")
    for _word in range(2):
        page.keyboard.press("Control+Shift+ArrowRight")
    words = page.locator("[data-cited-words]").input_value()
    for _control in range(3):
        page.keyboard.press("Tab")
    page.keyboard.type("Film deal")
    page.locator("[data-choice]").get_by_text("Film deal").wait_for()
    page.keyboard.press("Enter")
    page.locator("[data-step]").wait_for()
    page.keyboard.press("Control+Enter")

    page.get_by_role("status").get_by_text("Evidence given for agreement “Film deal”.").wait_for()
    citation = only(agreement.citations)
    assert (citation.paragraphs, citation.as_named) == ("2", words)
    assert words in desks.TEXT.splitlines()[1]
    assert page.locator("#p2").evaluate("one => one === document.activeElement")
    assert f"record=agreement%3A{agreement.key}" in page.url

    page.keyboard.press("c")
    page.locator("[data-text]").wait_for()
    page.keyboard.press("Escape")
    page.locator("#cite-box").wait_for(state="hidden")
    assert page.locator("#p2").evaluate("one => one === document.activeElement")


def test_a_box_is_a_page_of_its_own_without_script(browser, live_server, staff, source, agreement):
    party = make.party(names="Wadiya Films")
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    open_desk(page, source, record=f"agreement:{agreement.key}")

    page.get_by_role("link", name="Cite paragraph 2").click()
    page.get_by_label("Words", exact=True).fill("film deal")
    page.get_by_label("For what? Type some letters").fill("Wadiya")
    page.get_by_role("button", name="Show what fits").click()
    page.get_by_role("link", name="Wadiya Films").click()
    page.get_by_role("button", name="Save", exact=True).click()

    assert page.url.endswith("#p2")
    assert page.get_by_text("Evidence given for party “Wadiya Films”.").is_visible()
    assert only(party.citations).as_named == "film deal"
    context.close()
