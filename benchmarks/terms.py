"""On what terms a run measures."""

from dataclasses import dataclass

from benchmarks.asking import Watch
from benchmarks.results import Printer


@dataclass(frozen=True)
class Terms:
    """What all parts of a run share.

    ``rounds`` are the requests of each kind of page, ``seconds`` those of a run of
    throughput; ``seed`` decides what is asked and in which order.
    """

    rounds: int
    seconds: int
    seed: int
    watch: Watch
    printer: Printer
