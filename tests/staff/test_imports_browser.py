"""An editor with a file of their own, in a browser, with and without scripts."""

import pytest

from coop.models import Agreement, Party
from tests import factories as make
from tests.staff.conftest import rights, staff_user
from tests.staff.uploads import a_party, an_agreement, fixture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDTHS = pytest.mark.parametrize("width", [1280, 360])


@pytest.fixture
def importer(transactional_db):
    return staff_user("importer", "add_import", *rights("view", "add", "change"))


def log_in(page, prefix=""):
    page.goto(f"{prefix}/admin/")
    page.fill("#id_username", "importer")
    page.fill("#id_password", "a long enough phrase")
    page.click("[type=submit]")


def choose(page, path, reason=""):
    page.set_input_files("#id_file", path)
    page.fill("#id_reason", reason)
    page.locator("button.default").click()


def test_an_editor_uploads_a_file_looks_and_applies_it(page, importer, tmp_path):
    file = tmp_path / "records.json"
    file.write_bytes(fixture(a_party(), an_agreement(note="Long words. " * 60)))
    log_in(page)

    page.locator("#section-files-import + td a").click()
    choose(page, file, "A list of the ministry.")
    assert page.get_by_text("2 new, 0 changed").is_visible()
    page.locator("details.long summary").click()
    assert page.locator("details.long .whole").is_visible()
    page.get_by_role("button", name="Apply", exact=True).click()

    assert page.get_by_text("The file is applied.").is_visible()
    assert {str(Party.objects.get()), str(Agreement.objects.get())} == {"Kazakhfilm", "Deal"}
    page.get_by_role("link", name="Kazakhfilm").click()
    assert page.locator("[name='names-0-text']").input_value() == "Kazakhfilm"


def test_it_needs_no_script(browser, live_server, importer, tmp_path):
    file = tmp_path / "records.json"
    file.write_bytes(fixture(a_party()))
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    log_in(page)

    page.goto("/admin/coop/import/add/")
    choose(page, file)
    page.get_by_role("button", name="Apply", exact=True).click()

    assert page.get_by_text("The file is applied.").is_visible()
    context.close()


def test_a_list_is_taken_out_and_put_in_again_unchanged(page, importer, tmp_path):
    make.agreement(title={"en": "Deal", "ar": "مذكرة"}, parties=[make.state("KZ")])
    log_in(page)
    page.goto("/admin/coop/agreement/")

    with page.expect_download() as download:
        page.get_by_role("link", name="Export as XLSX").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    page.goto("/admin/coop/import/add/")
    choose(page, file)

    assert file.name == "agreements.xlsx"
    assert page.get_by_text("there is nothing to apply").is_visible()


@WIDTHS
@pytest.mark.parametrize("prefix", ["", "/ar"])
def test_no_page_is_wider_than_the_screen(page, importer, tmp_path, width, prefix):
    make.party(key="kazakhfilm", kind="company", names="Kazakhfilm")
    sound, broken = tmp_path / "sound.json", tmp_path / "broken.json"
    sound.write_bytes(fixture(a_party(names={"ar": "كازاخفيلم " * 20}), an_agreement("x" * 80)))
    broken.write_bytes(fixture(a_party(country=["QQ"]), a_party("y" * 80, nothing="x")))
    page.set_viewport_size({"width": width, "height": 800})
    log_in(page, prefix)

    for path in (sound, broken):
        page.goto(f"{prefix}/admin/coop/import/add/")
        assert fits(page)
        choose(page, path)
        assert fits(page)
    page.goto(f"{prefix}/admin/coop/import/")
    assert fits(page)


def fits(page) -> bool:
    return page.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )
