"""How long pages take: one after the other, this project, Datasette and plain SQL in turn."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial

from benchmarks.asking import Task, Times, Visitor, interleaved
from benchmarks.processes import Inside
from benchmarks.questions import LIST, Kind
from benchmarks.results import milliseconds, ratio
from benchmarks.terms import Terms

HELLO = "/hello/"
REPEATED = 10
"""Addresses that are asked for again and again in the warm part."""
ENOUGH = 20
"""Addresses asked for once whose median tells something."""
BUDGET = 120.0
"""Seconds for one kind of page at one server, after which it is not asked again."""
WARM_UP = (HELLO, f"{LIST}?binding=binding", f"{LIST}?kind=treaty&sort=title", LIST, "/about/")
VISITED = 6
"""Addresses of each kind of which the answer is checked and the queries are counted."""

HEADS = (
    "page", "addresses", "ms once (p95)", "ms again (p95)", "× hello", "again",
    "Datasette ms", "again", "÷ ours", "again", "SQL ms", "queries",
)  # fmt: skip


@dataclass(eq=False)
class Page:
    """One kind of page, and what was measured of it: asked once each, and again and again."""

    kind: Kind
    site: Visitor
    queries: int = 0
    cold: dict[str, Times] = field(default_factory=dict)
    warm: dict[str, Times] = field(default_factory=dict)

    @property
    def ours(self) -> Times:
        """Each address once, where there are enough to tell; else few again and again."""
        cold = self.cold.get("ours")
        return cold if cold and cold.number >= ENOUGH else self.warm["ours"]

    def times_hello(self, hello: "Page") -> dict[str, float]:
        """How many times *hello* it takes, asked once and asked again, where both were."""
        return {
            when: part["ours"].median / of_hello["ours"].median
            for when, part, of_hello in (
                ("once", self.cold, hello.cold),
                ("again", self.warm, hello.warm),
            )
            if part
        }

    def faster_than_rival(self) -> dict[str, float]:
        """How many times faster than Datasette it is, asked once and asked again."""
        return {
            when: part["rival"].median / part["ours"].median
            for when, part in (("once", self.cold), ("again", self.warm))
            if "rival" in part
        }


class Latencies:
    """Measures pages together, so that they can be compared."""

    def __init__(self, terms: Terms, rival: Visitor | None):
        self.rounds = terms.rounds
        self.chance = random.Random(terms.seed)
        self.watch = terms.watch
        self.printer = terms.printer
        self.rival = rival
        self.pages: list[Page] = []
        self.hello: Page | None = None

    def add(self, kind: Kind, site: Visitor, django: Inside) -> Page | None:
        """Have a kind of page measured, if its answers are those of plain SQL."""
        page = Page(kind, site)
        if not kind.questions:
            self.printer.say(f"Not measured: {kind.name}; this registry has none.")
            return None
        asked = kind.questions[:VISITED]
        answers = django.visit(addresses=[one.address for one in (asked[0], *asked)])[1:]
        for question, answer in zip(asked, answers, strict=True):
            is_right = question.total is None or question.total == answer["total"]
            if answer["status"] != 200 or not is_right:
                self.printer.say(
                    f"Not measured: {kind.name}; {question.address} answers {answer['status']} "
                    f"and finds {answer['total']}, plain SQL {question.total}."
                )
                return None
        page.queries = max(answer["queries"] for answer in answers)
        self.pages.append(page)
        return page

    def measure(self, site: Visitor):
        """Take the times of all pages, and of *hello* at one of the sites."""
        self.hello = Page(Kind("hello"), site)
        for one in dict.fromkeys(page.site for page in self.pages):
            for address in WARM_UP * 3:
                one.get(address)
        self._take("cold", self._once())
        again = {
            page: self.chance.sample(page.kind.questions, min(REPEATED, len(page.kind.questions)))
            for page in self.pages
        }
        for page in self.pages:
            for question in again[page]:
                page.site.get(question.address)
        self._take("warm", self._again(again))

    def _take(self, part: str, tasks: Iterable[Task]):
        found = interleaved(tasks, self.chance, BUDGET)
        for page in (self.hello, *self.pages):
            times = {who: times for (one, who), times in found.items() if one is page}
            setattr(page, part, times)

    def _hellos(self) -> Iterator[Task]:
        for _round in range(self.rounds):
            yield (self.hello, "ours"), partial(self.hello.site.time, HELLO)

    def _once(self) -> Iterator[Task]:
        yield from self._hellos()
        for page in self.pages:
            if len(page.kind.questions) > 1:
                for question in page.kind.questions:
                    yield from self._tasks(page, question)
                    yield (page, "plain"), partial(self.watch.time, question.plain)

    def _again(self, again: dict) -> Iterator[Task]:
        yield from self._hellos()
        for page in self.pages:
            questions = again[page]
            for number in range(self.rounds):
                question = questions[number % len(questions)]
                yield from self._tasks(page, question)
                if len(page.kind.questions) == 1:
                    yield (page, "plain"), partial(self.watch.time, question.plain)

    def _tasks(self, page: Page, question) -> Iterator[Task]:
        yield (page, "ours"), partial(page.site.time, question.address)
        if self.rival and question.rival:
            yield (page, "rival"), partial(self.rival.time, question.rival)

    def tell(self):
        rows = []
        for page in (self.hello, *self.pages):
            cold, warm = page.cold, page.warm
            rows.append(
                [
                    page.kind.name,
                    str(len(page.kind.questions) or 1),
                    milliseconds(cold.get("ours")),
                    milliseconds(warm.get("ours")),
                    ratio(cold.get("ours"), self.hello.cold["ours"]),
                    ratio(warm.get("ours"), self.hello.warm["ours"]),
                    milliseconds(cold.get("rival")),
                    milliseconds(warm.get("rival")),
                    ratio(cold.get("rival"), cold.get("ours")),
                    ratio(warm.get("rival"), warm.get("ours")),
                    milliseconds(cold.get("plain") or warm.get("plain")),
                    str(page.queries),
                ]
            )
        self.printer.table(HEADS, rows)
