"""What an editor's save costs in a large registry and in a small one, and when it is seen."""

import random
import re
import sqlite3
from collections.abc import Sequence
from contextlib import ExitStack, closing, contextmanager
from functools import partial
from itertools import islice

from benchmarks.asking import Times, Visitor, interleaved
from benchmarks.processes import Inside, site
from benchmarks.questions import LIST
from benchmarks.registries import Registry
from benchmarks.results import Limit, milliseconds
from benchmarks.terms import Terms

SMALL = 10
"""Agreements of the registry that counts as empty: one needs something to save."""
LOOKS = 20
FEW = 30
"""A list with so many records is a page, in which a record can be looked for."""

SHAPE = """
    SELECT key,
        (SELECT count(*) FROM coop_participation WHERE agreement_id = agreement.id),
        (SELECT count(*) FROM coop_provision WHERE agreement_id = agreement.id),
        (SELECT count(*) FROM coop_act WHERE agreement_id = agreement.id)
    FROM coop_agreement agreement WHERE state = 'published' ORDER BY id"""


def save(registry: Registry, terms: Terms) -> list[Limit]:
    """Tell what a save costs and when another process shows it; on copies of the registries."""
    small = Registry(SMALL, registry.folder)
    small.prepare()
    with ExitStack() as opened:
        copies = [opened.enter_context(_copy(one)) for one in (registry, small)]
        large_django, small_django = (
            opened.enter_context(terms.watch.inside(f"saving {place}", copy, registry.folder))
            for place, copy in enumerate(copies)
        )
        pairs = _alike(registry, small, terms.rounds, random.Random(terms.seed))
        for large, little in pairs[:2]:
            large_django.save(key=large, summary="Warm-up.")
            small_django.save(key=little, summary="Warm-up.")
        tasks = []
        for place, (large, little) in enumerate(pairs):
            text = f"What measure {place} says in so many words."
            tasks += [
                ("large", partial(_saved, large_django, large, text)),
                ("small", partial(_saved, small_django, little, text)),
            ]
        found: dict[str, Times] = interleaved(tasks, random.Random(terms.seed), 300)
        terms.printer.say("An editor's save of one agreement's summary, ms (p95)")
        terms.printer.table(
            (f"{registry.agreements:,} agreements", f"{SMALL} agreements"),
            [[milliseconds(found["large"]), milliseconds(found["small"])]],
        )
        seen = _look(registry, copies[0], large_django, terms)
    cost = found["large"].median / found["small"].median
    return [
        Limit(10, "a save, beside one in an empty registry", "×", cost, 1.3),
        Limit(10, "saves seen by another worker's next request", "%", seen, 100, None, True),
    ]


def _saved(django: Inside, key: str, text: str) -> float:
    return django.save(key=key, summary=text)["seconds"]


@contextmanager
def _copy(registry: Registry):
    name = f"saved-{registry.agreements}"
    try:
        yield registry.files.copy(registry.name, name)
    finally:
        registry.files.drop(name)


def _alike(registry: Registry, small: Registry, rounds: int, chance) -> list[tuple[str, str]]:
    """Keys of agreements of the large registry, each with one of the small that is like it."""
    with (
        closing(sqlite3.connect(registry.path)) as large,
        closing(sqlite3.connect(small.path)) as few,
    ):
        candidates = large.execute(SHAPE).fetchall()
        shapes = few.execute(SHAPE).fetchall()
    chance.shuffle(candidates)
    by_shape: dict[tuple, list[str]] = {}
    for key, *shape in candidates:
        by_shape.setdefault(tuple(shape), []).append(key)
    pairs = []
    for place in range(min(rounds, len(candidates))):
        key, *wanted = shapes[place % len(shapes)]
        nearest = min(by_shape, key=partial(_distance, wanted))
        pairs.append((by_shape[nearest].pop(), key))
        if not by_shape[nearest]:
            del by_shape[nearest]
    return pairs


def _distance(one: Sequence[int], other: Sequence[int]) -> int:
    return sum(abs(a - b) for a, b in zip(one, other, strict=True))


def _look(registry: Registry, copy: str, django: Inside, terms: Terms) -> float:
    """Per cent of changes that a worker shows when it is next asked; tells how long it took."""
    with site("watching", copy, registry.folder) as server:
        server.wait_for(LIST)
        visitor = Visitor(server.port)
        first, again, shown, looks = Times(), Times(), 0, 0
        for key, slug, address, other in islice(_findable(registry), min(LOOKS, terms.rounds)):
            before = visitor.get(address)[1]
            django.save(key=key, summary="What is said now.", bindingness=other)
            seconds, after = visitor.get(address)
            first.seconds.append(seconds)
            again.seconds.append(visitor.time(address))
            link = re.compile(rf'href="{LIST}{re.escape(slug)}/"')
            looks += 1
            shown += bool(not link.search(before) and link.search(after))
        visitor.close()
    terms.printer.say(
        f"After a save the next request of another worker took {milliseconds(first)} ms, the one "
        f"after it {milliseconds(again)} ms; {shown} of {looks} showed the change in a list."
    )
    return 100 * shown / looks if looks else 0.0


def _findable(registry: Registry):
    """Agreements, each with a short list in which it will stand once it is changed so."""
    with closing(sqlite3.connect(registry.flat_path)) as flat:
        rows = flat.execute(
            """SELECT key, slug, binding, country.value, topic.value FROM agreements
            JOIN agreement_country country ON country.agreement = id
            JOIN agreement_topic topic ON topic.agreement = id
            WHERE id IN (SELECT id FROM agreements ORDER BY id * 7919 % 10007 LIMIT 5000)
            GROUP BY id"""
        ).fetchall()
        for key, slug, binding, country, topic in rows:
            (total,) = flat.execute(
                """SELECT count(*) FROM agreement_country country
                JOIN agreement_topic topic ON topic.agreement = country.agreement
                WHERE country.value = ? AND topic.value = ?""",
                [country, topic],
            ).fetchone()
            if total > FEW:
                continue
            other = "non-binding" if binding == "binding" else "binding"
            yield key, slug, f"{LIST}?country={country}&topic={topic}&binding={other}", other
