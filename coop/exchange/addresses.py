"""Asks the addresses of sources whether they still answer.

The addresses come from whoever edits the registry, and are asked from where it runs: so a
name is looked up once, only a public number that it has is asked, and every step that an
answer leads to is looked at anew. An answer gets so much time and so many bytes in all.
"""

import socket
import ssl
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from http.client import HTTPConnection, HTTPException, HTTPResponse
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from threading import Timer
from urllib.parse import quote, urljoin, urlsplit

from django.core.exceptions import ValidationError
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from coop.curation import recording
from coop.curation.worklists import UNASKED_AFTER
from coop.models import AddressCheck, SourceDocument
from coop.names.rules import clean_address
from coop.querysets.sources import SourceQuerySet
from coop.vocabulary.desk import AddressOutcome

SECONDS = 10.0
"""What one address may take, redirects included at each step."""
BYTES = 5 * 2**20
"""What an answer may be long; a source is a page or a document."""
STEPS = 5
PORTION = 64 * 2**10

GONE = (404, 410)
FOR_GOOD = (301, 308)
ELSEWHERE = (301, 302, 303, 307, 308)

NAT64 = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))


@dataclass(frozen=True)
class Answer:
    """What was found at an address, and the same in detail."""

    outcome: AddressOutcome
    detail: str = ""


class _Refused(Exception):
    """Not asked; as a string, why."""


class _Late(Exception):
    """It takes longer than it may."""


def is_public(number: str) -> bool:
    """Whether an internet address is one of a machine that anybody reaches."""
    address: IPv4Address | IPv6Address = ip_address(number.partition("%")[0])
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is not None:
            return is_public(str(inner))
        if any(address in network for network in NAT64) or address.teredo is not None:
            return False
    return address.is_global and not address.is_multicast


def look_up(host: str, port: int) -> list[str]:
    """The internet addresses of a name, as this machine finds them. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(info[4][0]) for info in found]


@dataclass(frozen=True)
class Network:
    """Where addresses are asked: how a name is looked up, and which numbers may be asked."""

    look_up: Callable[[str, int], list[str]] = look_up
    may_ask: Callable[[str], bool] = is_public


INTERNET = Network()


def ask(address: str, network: Network = INTERNET, *, seconds: float = SECONDS) -> Answer:
    """Ask an address, and those that it leads to. Never raises."""
    here = moved_to = address
    try:
        for _step in range(STEPS + 1):
            status, target = _asked(here, network, seconds)
            if status not in ELSEWHERE or not target:
                return _judged(status, moved_to if moved_to != address else "")
            following = urljoin(here, target)
            if here == moved_to and status in FOR_GOOD:
                moved_to = following
            here = following
    except _Refused as refused:
        return Answer(AddressOutcome.REFUSED, str(refused))
    except _Late:
        return Answer(
            AddressOutcome.SLOW, _("no answer in %(seconds)g seconds") % {"seconds": seconds}
        )
    except _Huge:
        size = {"size": BYTES // 2**20}
        return Answer(AddressOutcome.HUGE, _("more than %(size)d MB") % size)
    except (OSError, HTTPException, ValueError) as error:
        return Answer(AddressOutcome.FAILS, f"{type(error).__name__}: {error}"[:300])
    return Answer(AddressOutcome.FAILS, _("it leads on without end"))


class _Huge(Exception):
    """It answers with more than it may."""


def _judged(status: int, moved_to: str) -> Answer:
    if status in GONE:
        return Answer(AddressOutcome.GONE, str(status))
    if not 200 <= status < 300:
        return Answer(AddressOutcome.FAILS, str(status))
    if moved_to:
        return Answer(AddressOutcome.MOVED, moved_to[:300])
    return Answer(AddressOutcome.ANSWERS)


def _asked(address: str, network: Network, seconds: float) -> tuple[int, str]:
    """The status of one answer, and where it leads to."""
    try:
        clean_address(address)
    except ValidationError as error:
        raise _Refused(" ".join(error.messages)[:300]) from error
    parts = urlsplit(address)
    host, is_secure = parts.hostname or "", parts.scheme.lower() == "https"
    port = parts.port or (443 if is_secure else 80)
    number = _number(host, port, network)
    connection = _Pinned(host, port, number, seconds, is_secure=is_secure)
    # Each byte may come in time, and all of them never: the clock runs over the whole.
    clock = Timer(seconds, connection.cut)
    clock.start()
    try:
        path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
        query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
        connection.request(
            "GET",
            f"{path}?{query}" if query else path,
            headers={"User-Agent": "film-cooperation-registry", "Accept": "*/*"},
        )
        answer = connection.getresponse()
        _read(answer)
        return answer.status, answer.getheader("Location", "")
    except TimeoutError as error:
        raise _Late from error
    except (OSError, HTTPException, ValueError):
        if connection.is_cut:
            raise _Late from None
        raise
    finally:
        clock.cancel()
        connection.close()


def _number(host: str, port: int, network: Network) -> str:
    """The internet address to ask: the first of the name's, if all of them may be asked."""
    numbers = network.look_up(host, port)
    for number in numbers:
        if not network.may_ask(number):
            raise _Refused(_("%(number)s is no public address") % {"number": number})
    return numbers[0]


def _read(answer: HTTPResponse):
    """Read an answer to its end, or as far as it may go."""
    size = int(answer.getheader("Content-Length") or 0)
    if size > BYTES:
        raise _Huge
    read = 0
    while portion := answer.read(PORTION):
        read += len(portion)
        if read > BYTES:
            raise _Huge


class _Pinned(HTTPConnection):
    """A connection to a given internet address, whatever the name leads to by now."""

    def __init__(self, host: str, port: int, number: str, seconds: float, *, is_secure: bool):
        super().__init__(host, port, timeout=seconds)
        self._number = number
        self._is_secure = is_secure
        self.default_port = 443 if is_secure else 80
        self.is_cut = False

    def connect(self):
        self.sock = socket.create_connection((self._number, self.port), self.timeout)
        if self._is_secure:
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(self.sock, server_hostname=self.host)

    def cut(self):
        """End it at once, from another thread."""
        self.is_cut = True
        if self.sock is not None:
            try:
                self.sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                # It has ended by itself meanwhile.
                return


def due(sources: SourceQuerySet, older_than: timedelta = UNASKED_AFTER) -> QuerySet:
    """Sources whose present address nobody has asked for so long, the longest first."""
    waiting = sources.with_address_unasked_since(timezone.now() - older_than)
    return waiting.order_by(F("address_check__checked_at").asc(nulls_first=True), "pk")


def check(
    sources: Iterable[SourceDocument], network: Network = INTERNET
) -> Iterator[tuple[SourceDocument, Answer]]:
    """Ask the addresses of sources one after the other, and keep what is found of each."""
    for source in sources:
        answer = ask(source.address, network)
        with recording():
            AddressCheck.objects.update_or_create(
                source_id=source.pk,
                defaults={
                    "address": source.address,
                    "checked_at": timezone.now(),
                    "outcome": answer.outcome,
                    "detail": answer.detail,
                },
            )
        yield source, answer
