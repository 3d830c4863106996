"""How fast public pages are, beside Datasette, plain SQL and a page that does next to nothing.

    python -m benchmarks.pages --agreements 10000 --data DIR

Registries of that many agreements and of a thousand are made in the folder, or used again.
Pages are asked for one after the other over kept connections, all kinds in one random order;
figures are medians. What counts are ratios within one run. docs/performance.md tells how it
is done, and what came of it.
"""

import argparse
import shutil
import sqlite3
import tempfile
from contextlib import ExitStack, closing
from pathlib import Path

from benchmarks import counting, load, rival, saving, starting
from benchmarks.asking import Visitor, Watch
from benchmarks.flat import Flat
from benchmarks.latencies import Latencies, Page
from benchmarks.processes import site
from benchmarks.questions import LIST, Questions
from benchmarks.registries import Registry
from benchmarks.results import TARGETS, Limit, Printer
from benchmarks.terms import Terms

LATENCIES = {1, 2, 4, 5, 6}
ROWS = (1, 2, 3, 4, 5, 6, 9, 10, 11)


def main(arguments: list[str] | None = None):
    options = _options(arguments)
    if not options.skip_datasette and not rival.is_installed():
        raise SystemExit(
            "Datasette is not installed: run `make benchmark`, which installs it, "
            "or leave it out with --skip-datasette."
        )
    folder = options.data or Path(tempfile.mkdtemp(prefix="benchmark-"))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        Run(folder.resolve(), options).everything()
    except BaseException:
        print(f"What the servers said is in {folder / 'logs'}.", flush=True)
        raise
    if options.data is None:
        shutil.rmtree(folder)


def _options(arguments):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--agreements", type=int, default=1000, metavar="N")
    parser.add_argument(
        "--small", type=int, default=1000, metavar="N", help="of the registry that row 2 compares"
    )
    parser.add_argument("--data", type=Path, metavar="DIR", help="keeps the registries it makes")
    parser.add_argument("--rounds", type=int, default=100, help="requests of each kind of page")
    parser.add_argument("--seed", type=int, default=1, help="of what is asked, and in which order")
    parser.add_argument("--seconds", type=int, default=5, help="of each run of throughput")
    parser.add_argument(
        "--rows", type=int, nargs="*", default=ROWS, choices=ROWS, help="of the targets"
    )
    parser.add_argument("--skip-datasette", action="store_true")
    parser.add_argument(
        "--processor",
        action="store_true",
        help="times of rows 1 to 6 and of a save by the processor, for a machine with other work",
    )
    parser.add_argument("--markdown", action="store_true", help="as docs/performance.md has it")
    return parser.parse_args(arguments)


class Run:
    """One run: its registries, its servers, and what was found."""

    def __init__(self, folder: Path, options):
        self.folder = folder
        self.options = options
        self.rows = set(options.rows)
        self.terms = Terms(
            options.rounds,
            options.seconds,
            options.seed,
            Watch(options.processor),
            Printer(options.markdown),
        )
        self.printer = self.terms.printer
        self.limits: list[Limit] = []

    def everything(self):
        self.large = Registry(self.options.agreements, self.folder)
        self.small = Registry(self.options.small, self.folder)
        self.large.prepare(with_static_files=True)
        if 2 in self.rows and self.small.agreements != self.large.agreements:
            self.small.prepare()
        with ExitStack() as opened:
            self.flat = opened.enter_context(closing(Flat(self.large.flat_path)))
            self.questions = self.drawn(self.large, self.flat, opened)
            self.filtered = self.questions.filtered()
            self.printer.say(
                f"{self.large.agreements:,} agreements, {self.flat.total():,} of them public"
            )
            self.on_one_worker()
            self.on_more()
        self.printer.table(TARGETS, [limit.cells() for limit in self.limits], words=(1, 2, 3, 5))

    def drawn(self, registry: Registry, flat: Flat, opened: ExitStack) -> Questions:
        database = sqlite3.connect(f"file:{registry.path}?mode=ro", uri=True)
        opened.enter_context(closing(database))
        return Questions(flat, database, self.options.rounds, self.options.seed)

    # ---- One worker, one visitor ----

    def on_one_worker(self):
        if not self.rows & (LATENCIES | {3}):
            return
        with ExitStack() as opened:
            visitor = self.visited(self.large, opened)
            django = opened.enter_context(self.inside(self.large))
            if self.rows & LATENCIES:
                self.measure_pages(visitor, django, opened)
            if 3 in self.rows:
                self.limits += counting.count(self.filtered, django, self.flat, visitor, self.terms)

    def visited(self, registry: Registry, opened: ExitStack) -> Visitor:
        server = opened.enter_context(site(registry.name, registry.database, self.folder))
        server.wait_for(LIST)
        return opened.enter_context(closing(self.terms.watch.visitor(server)))

    def inside(self, registry: Registry):
        name = f"inside {registry.name}"
        return self.terms.watch.inside(name, registry.database, self.folder)

    def measure_pages(self, visitor: Visitor, django, opened: ExitStack):
        beside = None
        if not self.options.skip_datasette:
            server = opened.enter_context(rival.served(self.flats(), self.folder))
            beside = opened.enter_context(closing(self.terms.watch.visitor(server)))
        pages = Latencies(self.terms, beside)
        wanted = {
            1: [self.questions.whole()],
            4: self.questions.searches(),
            6: [self.questions.records()],
        }
        added = {
            row: [pages.add(kind, visitor, django) for kind in kinds]
            for row, kinds in wanted.items()
            if row in self.rows
        }
        filtered = pages.add(self.filtered, visitor, django) if self.rows & {1, 2} else None
        small = self.add_small(pages, opened) if 2 in self.rows else None
        depths = {}
        if 5 in self.rows:
            depths = {
                order: [pages.add(kind, visitor, django) for kind in kinds]
                for order, kinds in self.questions.depths().items()
            }
        pages.measure(visitor)
        pages.tell()
        self.judge(pages.hello, filtered, small, added, depths)
        if 6 in self.rows:
            self.count_queries_of_records(django)

    def flats(self) -> list[Path]:
        registries = (self.large, self.small) if 2 in self.rows else (self.large,)
        return list(dict.fromkeys(registry.flat_path for registry in registries))

    def add_small(self, pages: Latencies, opened: ExitStack) -> Page | None:
        """The filtered list of the small registry, at a server of its own."""
        if self.small.agreements == self.large.agreements:
            return None
        flat = opened.enter_context(closing(Flat(self.small.flat_path)))
        kind = self.drawn(self.small, flat, opened).filtered()
        kind.name += f", {self.small.agreements:,} agreements"
        with self.inside(self.small) as django:
            return pages.add(kind, self.visited(self.small, opened), django)

    def judge(self, hello: Page, filtered, small, added: dict, depths: dict):
        """Note the figures of the pages that have a target."""
        if filtered and 1 in self.rows:
            self._beside_hello(1, filtered, hello, 8, 4)
            for when, faster in filtered.faster_than_rival().items():
                what = f"{filtered.kind.name}, {when}"
                self.limits.append(Limit(1, what, "× faster than Datasette", faster, 60, 150, True))
        if filtered and small:
            times = filtered.ours.median / small.ours.median
            what = f"{self.large.agreements:,} agreements beside {self.small.agreements:,}"
            self.limits.append(Limit(2, what, "×", times, 2, 1.3))
        for page, target, stretch in zip(added.get(4, ()), (8, 20), (5, 10), strict=False):
            if page:
                self._beside_hello(4, page, hello, target, stretch)
        for pages in depths.values():
            front, *deeper = pages
            for page in deeper:
                if page and front:
                    times = page.ours.median / front.ours.median
                    self.limits.append(Limit(5, page.kind.name, "× the front", times, 1.2))
        for page in added.get(6, ()):
            if page:
                self._beside_hello(6, page, hello, 8, 4)

    def _beside_hello(self, row: int, page: Page, hello: Page, target: float, stretch: float):
        for when, figure in page.times_hello(hello).items():
            what = f"{page.kind.name}, {when}"
            self.limits.append(Limit(row, what, "× hello", figure, target, stretch))

    def count_queries_of_records(self, django):
        # The first visit of a process loads what it keeps, and a page that is kept costs none.
        spare = self.questions.records().questions[-1].address
        _warmed, *answers = django.visit(addresses=[spare, *self.questions.extremes()])
        self.printer.say(
            "Queries of the record with fewest provisions and of that with most: "
            f"{answers[0]['queries']}, {answers[1]['queries']}"
        )
        most_queries = max(answer["queries"] for answer in answers)
        self.limits.append(Limit(6, "a record, whatever its size", "queries", most_queries, 12))

    # ---- Several workers, an editor, a start ----

    def on_more(self):
        if 9 in self.rows:
            found = load.throughput(
                self.large.database, self.folder, self.filtered, self.terms.seconds
            )
            load.tell_throughput(found, self.printer)
            best = max(found, key=lambda one: one.share)
            self.limits += [
                Limit(9, f"lists for each hello ({best.name})", "", best.share, 0.1, 0.17, True),
                Limit(9, f"from slowest run to fastest ({best.name})", "%", best.spread, 20),
            ]
            load.kinds_of_worker(self.large.database, self.folder, self.filtered, self.terms)
        if 10 in self.rows:
            self.limits += saving.save(self.large, self.terms)
        if 11 in self.rows:
            self.limits += starting.start(self.large, self.filtered, self.printer)


if __name__ == "__main__":
    main()
