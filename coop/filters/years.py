"""How many records there are of each year or decade: the figures of a small histogram."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pyroaring import BitMap

MOST_BARS = 24
STEPS = (1, 2, 5, 10, 20, 50, 100)


@dataclass(frozen=True)
class Bar:
    """Records of some years; ``height`` is in hundredths of the highest bar."""

    first: int
    last: int
    count: int
    height: int
    address: str

    @property
    def top(self) -> int:
        """Where the bar begins, counted from above."""
        return 100 - self.height

    @property
    def label(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


@dataclass(frozen=True)
class Histogram:
    """Bars of equal stretches of years; ``several`` have a date over more, in no bar."""

    bars: tuple[Bar, ...] = ()
    several: int = 0

    @property
    def first(self) -> int | None:
        """The first year of the first bar."""
        return self.bars[0].first if self.bars else None

    @property
    def last(self) -> int | None:
        """The first year of the last bar."""
        return self.bars[-1].first if self.bars else None


def histogram(
    in_years: Iterable[tuple[int, int, BitMap]], found: BitMap, address: Callable[[int, int], str]
) -> Histogram:
    """The bars of ``found``; ``address`` makes the query string that asks for some years.

    A record with dates in two years stands in both.
    """
    by_year: dict[int, list[BitMap]] = defaultdict(list)
    several: list[BitMap] = []
    for from_year, to_year, records in in_years:
        here = records & found
        if here and from_year == to_year:
            by_year[from_year].append(here)
        elif here:
            several.append(here)
    left_out = len(BitMap().union(*several))
    if not by_year:
        return Histogram(several=left_out)
    step = _step(min(by_year), max(by_year))
    start = min(by_year) - min(by_year) % step
    firsts = range(start, max(by_year) + 1, step)
    counts = []
    for first in firsts:
        in_bar = [one for year in range(first, first + step) for one in by_year.get(year, ())]
        counts.append(len(BitMap().union(*in_bar)))
    highest = max(counts)
    bars = tuple(
        Bar(
            first,
            first + step - 1,
            count,
            -(-100 * count // highest),
            address(first, first + step - 1),
        )
        for first, count in zip(firsts, counts, strict=True)
    )
    return Histogram(bars, left_out)


def _step(first: int, last: int) -> int:
    """The years of one bar: as few as leave at most `MOST_BARS` bars."""
    for step in STEPS:
        if last // step - first // step < MOST_BARS:
            return step
    return STEPS[-1]
