"""What the counts beside the filters cost, without the page around them."""

import random
from functools import partial
from urllib.parse import urlencode

from benchmarks.asking import Times, Visitor, interleaved
from benchmarks.flat import FACETS, Flat
from benchmarks.latencies import HELLO
from benchmarks.processes import Inside
from benchmarks.questions import Kind, Question
from benchmarks.results import Limit, milliseconds
from benchmarks.terms import Terms


def count(
    kind: Kind,
    django: Inside,
    flat: Flat,
    site: Visitor,
    terms: Terms,
) -> list[Limit]:
    """Tell what all facets of a list take in process, and the same counts in plain SQL."""
    # These are also the warm-up: the first question of a process loads what it keeps.
    wrong = list(filter(None, (_differences(one, django, flat) for one in kind.questions[:3])))
    if wrong:
        terms.printer.say(f"Not measured: the counts of {wrong[0]} are not those of plain SQL.")
        return []
    tasks = []
    for question in kind.questions:
        tasks += [
            ("counting", partial(_ours, django, question, "counting")),
            ("panel", partial(_ours, django, question, "panel")),
            ("plain", partial(terms.watch.time, _counted, flat, question.asked)),
            ("hello", partial(site.time, HELLO)),
        ]
    found: dict[str, Times] = interleaved(tasks, random.Random(terms.seed), 120)
    ours, plain, hello = (found[name] for name in ("counting", "plain", "hello"))
    terms.printer.say("All facets of a list by country and topic, ms (p95)")
    terms.printer.table(
        ("counting", "with labels and addresses", "SQL with junction tables", "hello"),
        [[milliseconds(found[name]) for name in ("counting", "panel", "plain", "hello")]],
    )
    return [
        Limit(3, "all counts of a page", "× hello", ours.median / hello.median, 1),
        Limit(
            3,
            "all counts of a page",
            "× faster than SQL",
            plain.median / ours.median,
            20,
            None,
            True,
        ),
    ]


def _counted(flat: Flat, asked: dict[str, str]) -> dict[str, dict[str, int]]:
    """The counts of a list in plain SQL."""
    flat.find(**asked)
    return flat.counts()


def _ours(django: Inside, question: Question, part: str) -> float:
    return django.facets(query=urlencode(question.asked))[part]


def _differences(question: Question, django: Inside, flat: Flat) -> str:
    """The facets whose counts are not those of plain SQL.

    Of a facet with many values a page shows only those with most records.
    """
    ours = django.facets(query=urlencode(question.asked), with_counts=True)["counts"]
    counted = _counted(flat, question.asked)
    return ", ".join(
        name
        for name in FACETS
        if not ours[name].items() <= counted[name].items()
        or sorted(ours[name].values()) != sorted(counted[name].values())[-len(ours[name]) :]
    )
