"""The whole day of two colleagues, from a text that nobody has read to a merge that is undone.

The registry knows countries and topics alone. Both work in browsers of their own, on pages in the
language of the text.
"""

from itertools import chain

import pytest
from django.conf import settings
from django.core.management import call_command
from playwright.sync_api import expect

from coop.curation import recording, upkeep
from coop.integrity import checks
from coop.integrity.paragraphs import split
from coop.models import Agreement, Party
from tests.conftest import listen
from tests.desk.colleagues import Colleague
from tests.desk.days import ARABIC, ENGLISH
from tests.staff.roles import account

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(params=[ENGLISH, ARABIC], ids=lambda text: text.language)
def text(request):
    return request.param


@pytest.fixture
def vocabulary(transactional_db):
    files = sorted(map(str, (settings.BASE_DIR / "fixtures" / "vocabulary").glob("*.json")))
    call_command("import_registry", *files, apply=True, verbosity=0)


@pytest.fixture
def editor(vocabulary, page, text):
    account("editor", "Editor")
    return Colleague(page, "editor", text.language)


@pytest.fixture
def reviewer(vocabulary, browser, live_server, complaints, text):
    account("reviewer", "Reviewer")
    context = browser.new_context(base_url=live_server.url)
    context.set_default_timeout(10_000)
    page = context.new_page()
    listen(page, complaints)
    yield Colleague(page, "reviewer", text.language)
    context.close()


def test_a_text_becomes_a_public_record_that_is_corrected_and_set_right(editor, reviewer, text):
    editor.log_in()
    reviewer.log_in()

    read(editor, text)
    cite(editor, text)
    hand_in(editor, text)
    give_missing_evidence(reviewer, text)
    address = publish(reviewer, text)
    correct(editor, reviewer, text, address)
    undo_correction(reviewer, text, address)
    merge_and_part_again(reviewer, text)

    # SQLite is asked by an INSERT whether its index is sound.
    with recording():
        problems = [str(problem) for problem in chain(checks.problems(), upkeep.problems())]
    assert problems == []


def read(editor, text):
    """The text is pasted, and what the registry makes of it is accepted or set aside."""
    editor.go_to_list("sourcedocument")
    editor.follow("Read a new text")
    editor.type("Language", text.language)
    editor.type("Or its text", text.text)
    editor.press("Read it")
    expect(editor.page.locator("#desk-text > li")).to_have_count(len(split(text.text)))

    editor.page.locator("#suggestions").click()
    editor.type("Title of a new one", text.title)
    for paragraph, words in text.accepted:
        editor.accept(words, paragraph=paragraph)
    paragraph, words = text.set_aside
    editor.set_aside(words, paragraph=paragraph)
    expect(editor.suggestion(words, paragraph=paragraph)).to_have_count(0)


def cite(editor, text):
    """Words are cited for what is new, and what makes no claim is marked so."""
    for body in (text.body, text.body_again):
        enter_body(editor, body)
    text.cite_by_keys(editor)
    for first, last, reason in text.without_claim:
        mark(editor, first, last, reason)


def enter_body(editor, body):
    party = editor.said("New: %(kind)s", kind=editor.said("party"))
    editor.cite_selected(body.words, paragraph=body.paragraph, thing=party)
    editor.page.locator("[name=new-party-is_new]").check()
    editor.page.locator("[name=new-party-names-0-text]").fill(body.name)
    editor.page.locator("[name=new-party-kind]").select_option("agency")
    editor.save_in_box(body.paragraph)


def mark(editor, first, last, reason):
    editor.page.locator(".desk-ranges summary").click()
    editor.follow("Mark paragraphs")
    editor.field("From paragraph").fill(str(first))
    editor.field("to paragraph").fill(str(last))
    editor.field("Mark").select_option(reason)
    editor.save_in_box(first)


def hand_in(editor, text):
    """It is said where the source comes from; both drafts go to those who publish."""
    editor.page.locator(".breadcrumbs a").last.click()
    editor.field("Publisher").fill(text.publisher)
    editor.page.locator("[name=_continue]").first.click()
    submit(editor)
    expect(editor.page.locator("#review")).to_contain_text(editor.said("Nothing is missing."))

    editor.open_form_at_desk(text.title)
    lacks = editor.page.locator("#review .checklist li")
    expect(lacks).to_have_count(2)
    submit(editor)


def submit(editor):
    editor.follow("Submit for review")
    editor.press("Submit for review")
    expect(editor.page.locator(".messagelist .success")).to_be_visible()


def give_missing_evidence(reviewer, text):
    """The reviewer finds both on the first page, what is missing, and the words that give it."""
    reviewer.go_home()
    expect(reviewer.tasks).to_have_count(2)
    reviewer.tasks.filter(has_text=text.title).get_by_role("link").click()
    reviewer.follow("Publish")
    expect(reviewer.page.locator(".obstacles li")).to_have_count(2)
    expect(reviewer.page.locator("[name=_confirmed]")).to_have_count(0)

    reviewer.go_home()
    reviewer.tasks.filter(has_not_text=text.title).get_by_role("link").click()
    reviewer.follow("Evidence desk")
    reviewer.unfold_record(text.title)
    reviewer.follow("Work on this", within="#desk-records")
    paragraph, words = text.for_the_record
    reviewer.cite_selected(words, paragraph=paragraph, thing=text.title, under="Agreement")
    if text.also_in:
        reviewer.page.locator("[name=evidence-paragraphs]").fill(text.also_in)
    reviewer.save_in_box(paragraph)
    reviewer.page.locator(".breadcrumbs a").last.click()


def publish(reviewer, text) -> str:
    """First the source, then what it is evidence for; returns the address of the record's form."""
    confirm_publication(reviewer)
    reviewer.go_home()
    reviewer.tasks.filter(has_text=text.title).get_by_role("link").click()
    address = reviewer.page.url.partition("#")[0]
    expect(reviewer.page.locator("#review")).to_contain_text(reviewer.said("Nothing is missing."))
    confirm_publication(reviewer)

    reviewer.follow("View on site")
    expect(reviewer.heading).to_contain_text(text.title)
    main = reviewer.page.locator("main")
    for body in (text.body, text.body_again):
        expect(main.get_by_role("link", name=body.name, exact=True).first).to_be_visible()
    expect(main).to_contain_text(text.publisher)
    expect(main).to_contain_text(text.for_the_record[1])
    return address


def confirm_publication(reviewer):
    reviewer.follow("Publish")
    reviewer.press("Publish")
    expect(reviewer.page.locator(".messagelist .success")).to_be_visible()


def correct(editor, reviewer, text, address):
    """What the public sees is proposed by the one, and applied by the other."""
    editor.go(address)
    editor.page.locator("[name=title-0-text]").fill(text.corrected_title)
    editor.field("Reason for the change").fill("As the text puts it.")
    editor.press("Propose this change")
    expect(editor.page.locator("#content")).to_contain_text(editor.said("waiting for review"))
    assert Agreement.objects.get().title == {text.language: text.title}

    reviewer.go_home()
    reviewer.tasks.filter(has_text="As the text puts it.").get_by_role("link").click()
    difference = reviewer.page.locator("section[aria-labelledby=changes-heading]")
    expect(difference).to_contain_text(text.title)
    expect(difference).to_contain_text(text.corrected_title)
    reviewer.press("Apply")
    expect(reviewer.page.locator(".messagelist .success")).to_be_visible()
    assert Agreement.objects.get().title == {text.language: text.corrected_title}


def undo_correction(reviewer, text, address):
    """Two versions are compared, and the one before comes back."""
    old_address = Agreement.objects.get().get_absolute_url()
    reviewer.go(f"{reviewer.prefix}{old_address}")
    expect(reviewer.heading).to_contain_text(text.corrected_title)

    reviewer.go(address)
    reviewer.follow("History")
    versions = reviewer.page.locator("#change-history tbody tr")
    versions.nth(1).get_by_role("radio").first.check()
    versions.nth(0).get_by_role("radio").last.check()
    reviewer.press("Compare")
    expect(reviewer.page.locator(".change del")).to_have_count(1)
    expect(reviewer.page.locator(".change ins")).to_have_count(1)

    reviewer.follow("History", within=".breadcrumbs")
    versions.nth(1).get_by_role("link", name=reviewer.said("Restore"), exact=True).click()
    reviewer.field("Why?").fill("The shorter title was better.")
    reviewer.press("Restore")
    expect(reviewer.page.locator(".messagelist .success")).to_be_visible()
    # The address of the corrected title, and that of the first one, both lead to the record.
    reviewer.go(f"{reviewer.prefix}{old_address}")
    expect(reviewer.heading).to_contain_text(text.title)
    expect(reviewer.heading).not_to_contain_text(text.corrected_title)


def merge_and_part_again(reviewer, text):
    """Two records for one body become one, and two again; the address of the other follows."""
    kept, other = text.body.name, text.body_again.name
    gone = Party.objects.get(names={text.language: other})
    address = f"{reviewer.prefix}{gone.get_absolute_url()}"
    reviewer.go_to_list("party")
    reviewer.page.locator("#result_list").get_by_role("link", name=kept, exact=True).click()
    reviewer.follow("Merge with…")
    reviewer.choose_record(other, but=kept)
    reviewer.press("Show what would move")
    expect(reviewer.page.locator(".moves")).to_contain_text(text.title)
    reviewer.field("Why?").fill("One and the same fund.")
    reviewer.press("Merge")
    expect(reviewer.page.locator(".messagelist .success")).to_be_visible()
    reviewer.go(address)
    expect(reviewer.heading).to_have_text(kept)

    reviewer.go_home()
    reviewer.follow("Merges")
    reviewer.follow("Undo")
    reviewer.field("Why?").fill("They are two after all.")
    reviewer.press("Undo the merge")
    expect(reviewer.page.locator(".messagelist .success")).to_be_visible()
    reviewer.go(address)
    expect(reviewer.heading).to_have_text(other)
