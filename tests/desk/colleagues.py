"""A colleague at work in a browser of their own, who reads the pages in one language."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext, override
from playwright.sync_api import Locator, Page, expect

from tests.desk.selecting import drag_over
from tests.staff.roles import PASSWORD

expect.set_options(timeout=15_000)


@dataclass
class Colleague:
    """What a colleague does, by what stands on buttons, links and labels.

    ``said`` are the words of the pages in the colleague's language; a text that has no
    translation stands there in English.
    """

    page: Page
    name: str
    language: str

    def said(self, text: str, **words) -> str:
        with override(self.language):
            return gettext(text) % words if words else gettext(text)

    @property
    def prefix(self) -> str:
        return "" if self.language == "en" else f"/{self.language}"

    # ---- Moving about ----

    def log_in(self):
        self.page.goto(f"{self.prefix}/admin/")
        self.page.fill("#id_username", self.name)
        self.page.fill("#id_password", PASSWORD)
        self.page.click("[type=submit]")
        direction = "rtl" if self.language == "ar" else "ltr"
        expect(self.page.locator("html")).to_have_attribute("dir", direction)

    def go(self, address: str):
        self.page.goto(address)

    def go_home(self):
        self.page.goto(f"{self.prefix}/admin/")

    def go_to_list(self, model: str):
        self.page.goto(f"{self.prefix}/admin/coop/{model}/")

    def follow(self, text: str, within: str = "#content", **words):
        place = self.page.locator(within)
        place.get_by_role("link", name=self.said(text, **words), exact=True).first.click()

    def press(self, text: str, within: str = "#content"):
        place = self.page.locator(within)
        place.get_by_role("button", name=self.said(text), exact=True).first.click()

    def type(self, label: str, text: str, within: str = "#content"):
        place = self.page.locator(within)
        place.get_by_role("textbox", name=self.said(label), exact=True).fill(text)

    def field(self, label: str) -> Locator:
        """A control by its label; labels of the forms end in a colon or not."""
        label = re.escape(self.said(label))
        return self.page.get_by_label(re.compile(rf"^\s*{label}\s*:?\s*$", re.IGNORECASE)).first

    @property
    def heading(self) -> Locator:
        return self.page.locator("h1")

    @property
    def tasks(self) -> Locator:
        """What waits for the colleague, on the first page."""
        return self.page.locator(".tasks li")

    def choose_record(self, name: str, *, but: str):
        """Find a record by its name in the one choice of records of the page, not its like."""
        self.page.locator(".select2-selection").click()
        self.page.locator(".select2-search__field").fill(name)
        found = self.page.locator(".select2-results__option")
        found.filter(has_text=name).filter(has_not_text=but).first.click()

    # ---- At the desk ----

    def accept(self, words: str, *, paragraph: int):
        self._decide("Accept", words, paragraph)
        expect(self.page.locator(".messagelist")).to_contain_text(words)
        expect(self.suggestion(words, paragraph=paragraph)).to_have_count(0)

    def set_aside(self, words: str, *, paragraph: int):
        self._decide("Set aside", words, paragraph)
        told = self.said("“%s” was set aside.") % words
        expect(self.page.locator(".messagelist")).to_contain_text(told)

    def _decide(self, choice: str, words: str, paragraph: int):
        one = self.suggestion(words, paragraph=paragraph)
        one.get_by_role("button", name=self.said(choice)).click()

    def suggestion(self, words: str, *, paragraph: int) -> Locator:
        rows = self.page.locator(".suggestions > li")
        place = self.page.get_by_role("link", name=f"¶{paragraph}", exact=True)
        return rows.filter(has=place).filter(has_text=words).first

    def cite_selected(self, words: str, *, paragraph: int, thing: str, under: str = ""):
        """Select words with the mouse, and choose what they are evidence for."""
        drag_over(self.page, f"#p{paragraph}", words)
        self.page.get_by_role("button", name=self.said("Cite this for …")).click()
        expect(self.page.locator("[data-cited-words]")).to_have_value(words)
        self.choice(thing, under).click()
        self.page.locator("[data-step]").wait_for()

    def cite_by_keys(self, words: str, *, paragraph: int, thing: str, under: str = ""):
        """The same without the mouse: the words are typed, and the choice by its letters."""
        self.page.locator(f"#p{paragraph}").focus()
        self.page.keyboard.press("c")
        self.page.locator("[data-cited-words]").fill(words)
        self.page.locator("[data-filter]").fill(f"{thing} {under}")
        self.choice(thing, under).press("Enter")
        self.page.locator("[data-step]").wait_for()

    def choice(self, thing: str, under: str = "") -> Locator:
        found = self.page.locator("[data-choice]:visible").filter(has_text=thing)
        return (found.filter(has_text=under) if under else found).first

    def save_in_box(self, paragraph: int):
        """Save what the box holds; the desk goes on at that paragraph."""
        self.page.keyboard.press("Control+Enter")
        self.page.locator("#cite-box").wait_for(state="hidden")
        expect(self.page.locator(f"#p{paragraph}")).to_be_focused()

    def unfold_record(self, name: str):
        """Unfold a record among those made from the source, unless it is worked on."""
        record = self.page.locator("#desk-records details").filter(has_text=name)
        if record.get_attribute("open") is None:
            record.locator("summary").click()

    def open_form_at_desk(self, name: str):
        """From the form of a source to that of a record made from it."""
        self.follow("Evidence desk")
        self.unfold_record(name)
        self.follow("Open its form", within="#desk-records details[open]")
