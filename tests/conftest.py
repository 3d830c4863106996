"""What every test stands on: the English language, the engine's own tests, a browser."""

import os

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from registry.setup import machine
from tests import databases, sources

# The same examples in every run, however slow the machine; new ones are for a drill to search.
hypothesis_settings.register_profile(
    "suite", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("suite")

IS_ALL_REQUIRED = os.environ.get("REQUIRE_ALL", "") not in ("", "0")

CHROMIUM_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(config, items):
    """Leaves out what holds on the other engine alone."""
    other = {"postgresql": "sqlite", "sqlite": "postgresql"}[connection.vendor]
    left_out = [item for item in items if item.get_closest_marker(other)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not item.get_closest_marker(other)]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    return _refuse_skip((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    return _refuse_skip((yield))


def _refuse_skip(report):
    """With REQUIRE_ALL=1 a skipped test is a failed one, unless it wants the real documents."""
    if IS_ALL_REQUIRED and report.skipped and not hasattr(report, "wasxfail"):
        if report.longrepr[-1] == f"Skipped: {sources.NOT_GIVEN}":
            return report
        report.outcome = "failed"
        report.longrepr = f"REQUIRE_ALL=1 lets nothing be skipped: {report.longrepr}"
    return report


@pytest.fixture(autouse=True)
def _english():
    """Begins and ends each test in English: a request leaves its own language active."""
    with translation.override("en"):
        yield


@pytest.fixture(scope="session")
def browser():
    """A Chromium without a window, driven by Playwright."""
    program = machine.chromium()
    if program is None:
        pytest.skip(machine.NO_CHROMIUM)
    from playwright.sync_api import sync_playwright

    # Playwright runs an event loop in this thread, and Django would refuse the database to it.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=program, headless=True, args=CHROMIUM_OPTIONS
        )
        yield chromium
        chromium.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def complaints():
    """The script errors and reports of the content security policy on the test's page."""
    return []


@pytest.fixture
def page(browser, live_server, complaints):
    """An empty page whose addresses begin at the test's own server; no complaint may be left."""
    context = browser.new_context(base_url=live_server.url)
    context.set_default_timeout(10_000)
    page = context.new_page()
    listen(page, complaints)
    yield page
    context.close()
    assert complaints == []


def listen(page, complaints):
    """Note the complaints of a page."""
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: _note_complaint(message, complaints))


def _note_complaint(message, complaints):
    if message.type == "error" and "Content Security Policy" in message.text:
        complaints.append(message.text)


@pytest.fixture(scope="session")
def _loaded_registry(django_db_setup, django_db_blocker):
    """Makes a copy of the database with all fixtures in it; what enters it must leave it so."""
    files = sorted(map(str, (settings.BASE_DIR / "fixtures").glob("*/*.json")))
    with django_db_blocker.unblock():
        loaded = databases.Copy("loaded")
        with loaded.entered():
            call_command("import_registry", *files, apply=True, verbosity=0)
    yield loaded
    with django_db_blocker.unblock():
        loaded.drop()


@pytest.fixture(scope="module")
def registry_fixtures(_loaded_registry, django_db_blocker):
    """The database with all fixtures in it, for the tests of one file, and then without them."""
    with django_db_blocker.unblock(), _loaded_registry.entered():
        copy = databases.Copy("of_one_file")
        with copy.entered():
            yield
        copy.drop()
