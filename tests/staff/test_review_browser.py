"""Review in a browser: from what is missing to the place that mends it, and a comment."""

import pytest

from coop.models import Comment
from tests import factories as make
from tests.staff.roles import PASSWORD, account

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("language", ["", "/ar"])
def test_a_line_of_the_checklist_opens_the_row_that_it_is_about(page, language):
    account("editor", "Editor")
    draft = make.agreement(draft=True)
    make.act(agreement=draft, evidence=False)
    page.goto(f"{language}/admin/password_reset/")
    page.goto(f"{language}/admin/coop/agreement/{draft.pk}/change/")
    page.fill("#id_username", "editor")
    page.fill("#id_password", PASSWORD)
    page.click("[type=submit]")
    field = page.locator("#id_acts-0-evidence_paragraphs")
    assert not field.is_visible()

    page.locator(".checklist a").focus()
    page.keyboard.press("Enter")

    field.wait_for(state="visible")
    page.locator("#review-text").evaluate("field => field.closest('details').open = true")
    page.fill("#review-text", "هل التاريخ صحيح؟")
    page.locator("#review-text").press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/change/#review")
    assert Comment.objects.get().text == "هل التاريخ صحيح؟"
