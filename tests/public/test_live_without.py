"""The same list with script and without: links and forms lead to the same records."""

import pytest
from playwright.sync_api import expect

from coop.views.agreements import AgreementList
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def shown(request, browser, live_server):
    """The list of four agreements, opened by a browser with script or without."""
    topic = factories.topic("co-production", names="Co-production")
    for title, year, kind, code in (
        ("Alma-Ata treaty", "2020", "treaty", "KZ"),
        ("Brussels protocol", "2015", "protocol", "BE"),
        ("Cannes treaty", "2010", "treaty", "FR"),
        ("Dakar treaty", "", "treaty", "SN"),
    ):
        agreement = factories.agreement(title=title, kind=kind, parties=[factories.state(code)])
        factories.act(agreement=agreement, done_on=year)
        factories.provision(
            agreement=agreement,
            topic=topic,
            forms=("documentary",) if code in ("KZ", "BE") else ("fiction",),
        )
    context = browser.new_context(base_url=live_server.url, java_script_enabled=request.param)
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.goto("/agreements/")
    yield page
    context.close()


def cards(page):
    return expect(page.locator(".card h2"))


class TestAList:
    def test_is_narrowed_and_widened_by_links(self, shown):
        shown.locator("#country-KZ").click()
        cards(shown).to_have_text(["Alma-Ata treaty"])

        shown.locator("#chip-1").click()

        cards(shown).to_have_count(4)

    def test_is_cleared_by_one_link(self, shown):
        shown.goto("/agreements/?kind=treaty&country=KZ")

        shown.get_by_role("link", name="Clear all").click()

        cards(shown).to_have_count(4)
        assert shown.url.endswith("/agreements/")

    def test_is_narrowed_to_years_by_their_bar(self, shown):
        shown.get_by_role("link", name="2015: 1").click()

        cards(shown).to_have_text(["Brussels protocol"])

    def test_is_ordered_and_paged_by_links(self, shown, monkeypatch):
        monkeypatch.setattr(AgreementList, "page_size", 3)
        shown.locator("#sort-title").click()
        cards(shown).to_have_text(["Alma-Ata treaty", "Brussels protocol", "Cannes treaty"])

        shown.get_by_role("link", name="Next").click()

        cards(shown).to_have_text(["Dakar treaty"])
        expect(shown.locator("#total")).to_have_text("4 agreements · page 2 of 2")

    def test_is_searched_with_the_filters_at_work(self, shown):
        shown.goto("/agreements/?kind=treaty")
        shown.locator("#entry-q").fill("cannes")

        shown.locator("#entry-q").press("Enter")

        cards(shown).to_have_text(["Cannes treaty"])
        expect(shown.locator("#chip-2")).to_contain_text("cannes")

    def test_is_narrowed_to_dates_beside_the_words(self, shown):
        shown.goto("/agreements/?q=treaty")
        shown.locator("#entry-signed_from").fill("2015")

        shown.get_by_role("button", name="Apply").click()

        cards(shown).to_have_text(["Alma-Ata treaty"])
        expect(shown.locator("#total")).to_contain_text("1 record without a date is left out")
        assert shown.locator("#country-KZ").get_attribute("href") == (
            "?q=treaty&signed_from=2015&country=KZ"
        )

    def test_is_narrowed_to_what_one_provision_says(self, shown):
        shown.goto("/agreements/?kind=treaty")
        shown.locator("#facet-provision-label").click()
        shown.select_option("#says_topic", "co-production")
        shown.select_option("#says_form", "documentary")

        shown.get_by_role("button", name="Add this filter").click()

        cards(shown).to_have_text(["Alma-Ata treaty"])
        assert "says_" not in shown.url
        assert shown.url.endswith("?kind=treaty&provision=co-production%3Adocumentary")

    def test_of_nothing_begins_again_with_the_whole(self, shown):
        shown.goto("/agreements/?q=nowhere")

        shown.get_by_role("link", name="begin again with the whole list").click()

        cards(shown).to_have_count(4)
