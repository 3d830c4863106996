"""Two people in two browsers at one published record: what each sees of the other's work."""

import pytest

from coop.models import ProposedChange
from tests import factories as make
from tests.staff.roles import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def agreement(transactional_db):
    return make.agreement(title="Memorandum", note="Old.", parties=[make.state("KZ")])


@pytest.fixture
def other_page(browser, live_server):
    """A page in a second browser, with a session of its own."""
    context = browser.new_context(base_url=live_server.url)
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def log_in(page, user):
    page.goto("/admin/")
    page.fill("#id_username", user.username)
    page.fill("#id_password", PASSWORD)
    page.click("[type=submit]")


def open_form(page, agreement):
    page.goto(f"/admin/coop/agreement/{agreement.pk}/change/")


def propose(page, note, reason):
    page.fill("#id_note", note)
    page.fill("#id_change_reason", reason)
    page.get_by_role("button", name="Propose this change").first.click()


def test_a_proposal_is_applied_and_nothing_typed_meanwhile_is_lost(
    page, other_page, editor, reviewer, agreement
):
    log_in(page, editor)
    log_in(other_page, reviewer)
    open_form(page, agreement)
    propose(page, "Note of the text.", "Read again.")
    page.get_by_text("waits for review").wait_for()

    # The editor types on, while the reviewer applies what was proposed first.
    open_form(page, agreement)
    page.fill("#id_note", "A second thought.")
    open_form(other_page, agreement)
    other_page.get_by_role("link", name="Read again.").click()
    other_page.get_by_role("button", name="Apply", exact=True).click()
    other_page.get_by_text("Applied: the record is as it was proposed.").wait_for()
    propose(page, "A second thought.", "Read a third time.")

    clash = page.locator(".clash")
    clash.get_by_text("reviewer saved this record on").wait_for()
    clash.get_by_text("Note of the text.").wait_for()
    assert page.locator("#id_note").input_value() == "A second thought."
    agreement.refresh_from_db()
    assert agreement.note == "Note of the text."

    # Having seen both, the editor proposes it on the version that stands.
    page.get_by_role("button", name="Propose this change").first.click()
    page.get_by_text("waits for review").wait_for()
    waiting = ProposedChange.objects.waiting().get()
    assert (waiting.seen, waiting.reason) == (str(agreement.version), "Read a third time.")
