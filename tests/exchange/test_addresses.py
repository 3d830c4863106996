"""The addresses of sources are asked, but never a private one, however it is come by."""

import threading
import time
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from coop.exchange import addresses
from coop.exchange.addresses import Network, ask, is_public
from coop.models import AddressCheck, SourceDocument
from tests import factories, working

LOOPBACK, NAME = "127.0.0.1", "site.example.org"

UNKNOWN = "https://no-such-site.invalid/"
"""A name that leads nowhere, by the rules of the internet."""


class Site(BaseHTTPRequestHandler):
    """Answers as its paths say."""

    protocol_version = "HTTP/1.1"
    asked: list[str] = []

    def log_message(self, *_arguments):
        """Nothing: a test prints nothing."""

    def do_GET(self):
        self.asked.append(self.path)
        name = self.path.strip("/").partition("?")[0]
        if name.isdigit():
            self._answer(int(name))
        elif name.startswith("to-"):
            code, _dash, place = name.removeprefix("to-").partition("-")
            self._answer(int(code), Location=PLACES[place])
        elif name == "huge":
            self._answer(200, **{"Content-Length": str(addresses.BYTES + 1)})
        elif name == "endless":
            self._endless()
        elif name == "drip":
            self._drip()
        else:
            self._answer(200)

    def _answer(self, status, **headers):
        self.send_response(status)
        for header, value in {"Content-Length": "0", **headers}.items():
            self.send_header(header, value)
        self.send_header("Connection", "close")
        self.end_headers()

    def _endless(self):
        self.send_response(200)
        self.send_header("Connection", "close")
        self.end_headers()
        self._send(b"x" * 2**16, pause=0)

    def _drip(self):
        """A byte now and then: each comes in time, and the whole never ends."""
        self._send(b"H", pause=0.05)

    def _send(self, portion, pause):
        try:
            for _each in range(2000):
                self.wfile.write(portion)
                time.sleep(pause)
        except OSError:
            self.close_connection = True


PLACES = {
    "new": "/new",
    "gone": "/404",
    "private": "http://10.0.0.1/",
    "metadata": "http://169.254.169.254/latest",
    "file": "file:///etc/passwd",
    "round": "/to-302-round",
    "moved": "/to-302-new",
}


@pytest.fixture(scope="module")
def site():
    """A site on this machine, which only a test may ask."""
    server = ThreadingHTTPServer((LOOPBACK, 0), Site)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://{NAME}:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def looked_up(host, port):
    """A name of the test's own, which leads to this machine."""
    return {NAME: [LOOPBACK], "two.example.org": ["8.8.8.8", LOOPBACK]}[host]


HERE = Network(looked_up, lambda number: number == LOOPBACK)
"""A network on which this machine is a public one."""

ELSEWHERE = Network(looked_up)


class TestAnInternetAddress:
    @pytest.mark.parametrize(
        "number",
        [
            "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0",
            "100.64.0.1", "192.0.2.1", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%eth0",
            "fc00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::",
            "2001:0:7f00:1::", "ff02::1",
        ],
    )  # fmt: skip
    def test_of_no_public_machine_is_not_asked(self, number):
        assert not is_public(number)

    @pytest.mark.parametrize("number", ["8.8.8.8", "2a00:1450:4001::1", "::ffff:8.8.8.8"])
    def test_of_a_public_machine_may_be_asked(self, number):
        assert is_public(number)


class TestAnAnswer:
    @pytest.mark.parametrize(
        ("path", "outcome"),
        [
            ("/page", "answers"),
            ("/page?a=ü", "answers"),
            ("/404", "gone"),
            ("/410", "gone"),
            ("/500", "fails"),
            ("/403", "fails"),
            ("/to-301-new", "moved"),
            ("/to-308-new", "moved"),
            ("/to-302-new", "answers"),
            ("/to-302-gone", "gone"),
            ("/to-302-round", "fails"),
            ("/huge", "huge"),
            ("/endless", "huge"),
        ],
    )
    def test_is_judged(self, site, path, outcome):
        assert ask(site + path, HERE).outcome == outcome

    def test_that_has_moved_for_good_says_where_to(self, site):
        assert ask(f"{site}/to-301-new", HERE).detail == f"{site}/new"

    def test_that_leads_on_from_there_for_a_while_is_where_it_moved_to(self, site):
        assert ask(f"{site}/to-301-moved", HERE).detail == f"{site}/to-302-new"

    def test_that_comes_too_slowly_is_given_up_in_time(self, site):
        begun = time.monotonic()

        found = ask(f"{site}/drip", HERE, seconds=0.5)

        assert found.outcome == "slow"
        assert time.monotonic() - begun < 10

    def test_that_nobody_gives_is_no_error(self):
        assert ask(f"http://{NAME}:9/", HERE).outcome == "fails"


class TestAPrivateAddress:
    def test_is_not_asked(self, site):
        Site.asked.clear()

        found = ask(f"{site}/page", ELSEWHERE)

        assert (found.outcome, Site.asked) == ("refused", [])
        assert LOOPBACK in found.detail

    def test_is_not_asked_though_another_number_of_the_name_is_public(self):
        assert ask("http://two.example.org/", ELSEWHERE).outcome == "refused"

    def test_is_not_asked_as_a_number_either(self):
        assert ask(f"http://{LOOPBACK}/").outcome == "refused"

    @pytest.mark.parametrize("place", ["private", "metadata", "file"])
    def test_is_not_asked_where_an_answer_leads_to_it(self, site, place):
        assert ask(f"{site}/to-302-{place}", HERE).outcome == "refused"

    @pytest.mark.parametrize(
        "address", ["http://user:pass@example.org/", "ftp://example.org/", "http://[::1]/", "x"]
    )
    def test_in_another_guise_is_not_asked_either(self, address):
        assert ask(address).outcome == "refused"


@pytest.mark.django_db
class TestTheAddressOfASource:
    def test_is_due_when_nobody_has_asked_it_for_a_year(self):
        now = timezone.now()
        never = factories.source(address="https://example.org/never")
        long_ago = factories.source(address="https://example.org/report")
        working.address_check(source=long_ago, checked_at=now - timedelta(days=366))
        changed = factories.source(address="https://example.org/new")
        working.address_check(source=changed, checked_at=now)
        lately = factories.source(address="https://example.org/report")
        working.address_check(source=lately, checked_at=now - timedelta(days=364))
        factories.source(address="")

        found = list(addresses.due(SourceDocument.objects.all()))

        assert set(found) == {never, long_ago, changed}
        assert found[-1] != never

    def test_is_kept_with_what_was_found(self, site):
        source = factories.source(address=f"{site}/404")

        list(addresses.check([source], HERE))

        kept = AddressCheck.objects.get(source=source)
        assert (kept.address, kept.outcome, kept.detail) == (source.address, "gone", "404")

    def test_is_asked_by_the_command_which_counts_the_broken_ones(self):
        source = factories.source(address=UNKNOWN)
        said = StringIO()

        call_command("check_addresses", stdout=said)

        assert "1 asked, 1 of them broken." in said.getvalue()
        assert AddressCheck.objects.get(source=source).outcome == "fails"

    def test_is_not_asked_again_by_the_command_so_soon(self):
        factories.source(address=UNKNOWN)
        call_command("check_addresses", verbosity=0, stdout=StringIO())
        said = StringIO()

        call_command("check_addresses", stdout=said)

        assert said.getvalue() == "0 asked, 0 of them broken.\n"

    def test_is_asked_for_no_senseless_number(self):
        with pytest.raises(CommandError, match="--limit is 1 or more"):
            call_command("check_addresses", "--limit=0")
