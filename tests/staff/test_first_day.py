"""A new member of staff on the first day, in a browser: from the source to the public page."""

import pytest

from coop.models import Agreement, Party
from tests import factories as make
from tests.staff.conftest import PUBLISHES, rights, staff_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def staff(transactional_db):
    return staff_user("newcomer", *rights("view", "add", "change", "delete"), *PUBLISHES)


@pytest.fixture
def known(transactional_db):
    """What the registry has already: two states, a person, three topics."""
    for code, words in (
        ("joint-production", "Joint production"),
        ("training", "Training"),
        ("film-weeks", "Film weeks"),
    ):
        make.topic(code, names=words)
    make.state("KZ")
    make.state("IR")
    make.person(names="Aida Balayeva")


def log_in(page):
    page.goto("/admin/")
    page.fill("#id_username", "newcomer")
    page.fill("#id_password", "a long enough phrase")
    page.click("[type=submit]")


def choose(page, name, words):
    """Type into the autocomplete of a field and take the first choice."""
    select = page.locator(f"select[name='{name}']")
    select.scroll_into_view_if_needed()
    page.locator(f"select[name='{name}'] + .select2 .select2-selection").click()
    page.locator(".select2-search__field").last.fill(words)
    page.locator(".select2-results__option--highlighted", has_text=words).click()


def fill(page, prefix, **typed):
    for name, value in typed.items():
        page.fill(f"[name='{prefix}-{name}']", value)


def press(page, words):
    page.get_by_role("link", name=words, exact=True).click()
    page.get_by_role("button", name=words, exact=True).click()


def test_a_newcomer_enters_an_agreement_and_sees_it_in_public(page, staff, known):
    log_in(page)

    page.locator("#section-sources-sourcedocument + td a").click()
    page.fill("[name='title-0-text']", "Two countries sign film deal")
    page.fill("[name='publisher']", "The Daily")
    page.get_by_role("button", name="Save and continue editing").last.click()
    press(page, "Publish")

    page.goto("/admin/coop/agreement/add/")
    choose(page, "working_source", "Two countries")
    page.fill("[name='title-0-text']", "Memorandum on film cooperation")
    fill(page, "citations-0", paragraphs="2", as_named="film deal")
    choose(page, "participations-0-party", "Kazakhstan")
    fill(page, "participations-0", evidence_paragraphs="2", signature_office="Minister of Culture")
    choose(page, "participations-0-signature_person", "Aida")
    fill(page, "participations-0", signature_evidence_paragraphs="3")
    choose(page, "participations-1-party", "Iran")
    fill(page, "participations-1", evidence_paragraphs="2")
    for row, topic in enumerate(("Joint production", "Training", "Film weeks")):
        if row:
            page.get_by_role("button", name="Add another Provision").click()
        choose(page, f"provisions-{row}-topic", topic)
        fill(page, f"provisions-{row}", evidence_paragraphs=str(row + 4))
    page.get_by_role("button", name="Save and continue editing").last.click()
    press(page, "Publish")
    page.get_by_role("link", name="View on site").click()

    agreement = Agreement.objects.get()
    assert agreement.state == "published"
    assert page.url.endswith(agreement.get_absolute_url())
    story = page.locator("main").inner_text()
    for words in (
        "Memorandum on film cooperation",
        "Kazakhstan",
        "Iran",
        "Aida Balayeva",
        "Joint production",
        "Training",
        "Film weeks",
        "film deal",
    ):
        assert words in story


def test_a_row_that_is_wrong_is_open_and_keeps_what_was_typed(page, staff, known):
    log_in(page)
    page.goto("/admin/coop/agreement/add/")
    page.fill("[name='title-0-text']", "Memorandum")
    choose(page, "participations-0-party", "Kazakhstan")
    fill(page, "participations-0", evidence_as_named="Astana")

    page.get_by_role("button", name="Save", exact=True).last.click()

    row = page.locator("#participations-0")
    assert "Choose the source, or a working source" in row.inner_text()
    assert page.input_value("[name='participations-0-evidence_as_named']") == "Astana"
    assert "Kazakhstan" in row.inner_text()


def test_a_party_that_is_missing_is_added_on_the_way(page, staff, known):
    log_in(page)
    page.goto("/admin/coop/agreement/add/")

    with page.expect_popup() as opened:
        page.locator("#add_id_participations-0-party").click()
    window = opened.value
    window.select_option("[name=kind]", "agency")
    window.fill("[name='names-0-text']", "Kazakhfilm")
    with window.expect_event("close"):
        window.get_by_role("button", name="Save", exact=True).last.click()

    assert Party.objects.get(kind="agency").names == {"en": "Kazakhfilm"}
    assert "Kazakhfilm" in page.locator("#participations-0").inner_text()


def test_a_party_that_is_there_after_all_is_chosen_in_the_small_window(page, staff, known):
    make.party(names="Kazakhfilm")
    log_in(page)
    page.goto("/admin/coop/agreement/add/")

    with page.expect_popup() as opened:
        page.locator("#add_id_participations-0-party").click()
    window = opened.value
    window.select_option("[name=kind]", "agency")
    window.fill("[name='names-0-text']", "Kasakhfilm")
    window.get_by_role("button", name="Save", exact=True).last.click()
    with window.expect_event("close"):
        window.get_by_role("button", name="Use “Kazakhfilm”").click()

    assert Party.objects.filter(kind="agency").count() == 1
    assert "Kazakhfilm" in page.locator("#participations-0").inner_text()


def test_a_form_with_unsaved_words_asks_before_it_is_left(page, staff, known):
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    log_in(page)
    page.goto("/admin/coop/agreement/add/")
    page.locator("[name='title-0-text']").press_sequentially("Memo")

    page.get_by_role("link", name="The desk").click()
    page.wait_for_url("**/admin/")

    assert asked == ["beforeunload"]
    assert not Agreement.objects.exists()


@pytest.mark.parametrize("language", ["", "/ar"])
def test_no_page_of_the_desk_breaks_the_content_security_policy(page, staff, known, language):
    make.rule()
    log_in(page)
    paths = [
        "",
        "coop/agreement/",
        "coop/agreement/add/",
        "coop/party/",
        "coop/sourcedocument/add/",
    ]
    agreement = make.agreement()
    paths += [
        f"coop/agreement/{agreement.pk}/{name}/" for name in ("change", "history", "withdraw")
    ]

    for path in paths:
        page.goto(f"{language}/admin/{path}")
        assert page.locator("h1").count() >= 1
