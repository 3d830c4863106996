"""What was measured, as tables: for reading, or as docs/performance.md has them."""

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.asking import Times


@dataclass(frozen=True)
class Limit:
    """A figure that has a target, and perhaps one that it would be good to reach.

    ``unit`` says what the figure is: ``× hello``, ``s``. With ``is_least`` more is better.
    """

    row: int
    what: str
    unit: str
    figure: float
    target: float
    stretch: float | None = None
    is_least: bool = False

    def _holds(self, limit: float | None) -> bool:
        if limit is None:
            return False
        return self.figure >= limit if self.is_least else self.figure <= limit

    @property
    def verdict(self) -> str:
        if self._holds(self.stretch):
            return "stretch met"
        return "met" if self._holds(self.target) else "not met"

    def cells(self) -> list[str]:
        sign = "≥" if self.is_least else "≤"
        stretch = "" if self.stretch is None else f"{sign} {self.stretch:g}"
        return [
            str(self.row),
            self.what,
            f"{sign} {self.target:g} {self.unit}",
            stretch,
            number(self.figure),
            self.verdict,
        ]


TARGETS = ("row", "what", "target", "stretch", "figure", "")


PLACES = ((100, 0), (10, 1), (1, 2))


def number(value: float) -> str:
    """Three digits, of very small numbers fewer."""
    places = next((places for least, places in PLACES if value >= least), 3)
    return f"{value:,.{places}f}"


def milliseconds(times: Times | None) -> str:
    """Median, and in brackets what 95 of 100 stayed below."""
    return f"{number(times.median)} ({number(times.p95)})" if times else "–"


def ratio(one: Times | None, other: Times | None) -> str:
    return number(one.median / other.median) if one and other else "–"


class Printer:
    """Prints tables, aligned or in Markdown; numbers to the right."""

    def __init__(self, is_markdown: bool):
        self.is_markdown = is_markdown

    def say(self, text: str):
        print(f"{text}\n", flush=True)

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[str]], words: Sequence[int] = ()):
        """Print a table; the first column, and those whose places are in ``words``, are text."""
        left = {0, *words}
        if self.is_markdown:
            rule = ["---" if place in left else "---:" for place in range(len(heads))]
            for cells in (heads, rule, *rows):
                print(f"| {' | '.join(cells)} |")
        else:
            widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
            for cells in (heads, *rows):
                aligned = (
                    f"{cell:<{width}}" if place in left else f"{cell:>{width}}"
                    for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
                )
                print("  ".join(aligned).rstrip())
        print(flush=True)
