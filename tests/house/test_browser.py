import pytest

pytestmark = [pytest.mark.browser, pytest.mark.urls("tests.house.addresses")]


class TestPage:
    def test_is_served_by_the_site_under_test(self, page):
        page.goto("/ar/language/")

        assert page.locator("body").inner_text() == "ar"

    def test_runs_no_inline_script_and_complains_of_it(self, page, complaints):
        page.goto("/inline/")

        assert page.title() == "Inline"
        assert len(complaints) == 1
        complaints.clear()
