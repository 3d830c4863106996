"""A made-up registry of any size, to measure with.

The same number of agreements, seed and share give the same objects, on any machine. They
are ordinary fixtures with natural keys, each after all that it refers to; they refer to
the countries and topics of the registry's own vocabulary. Nothing that was made is kept,
so memory does not grow with the number.

At 100,000 agreements, of which 88 % are published: 200 states and 3,000 bodies, 3,000
sources, 220,000 participations, 800,000 provisions on 57 topics, 60,000 films. Every
claim of a record that is or was public has its evidence; others have hardly any.
"""

from collections.abc import Iterator
from itertools import chain
from random import Random

from coop.exchange.synthetic import authority
from coop.exchange.synthetic.agreements import Agreements
from coop.exchange.synthetic.evidence import Evidence, Object, sources
from coop.exchange.synthetic.films import Films
from coop.exchange.synthetic.scale import PREFIX, Scale

__all__ = ["PREFIX", "PUBLISHED", "Object", "objects", "sections"]

PUBLISHED = 0.88


def sections(
    agreements: int, seed: int = 1, published: float = PUBLISHED
) -> list[tuple[str, Iterator[Object]]]:
    """The objects in sections, each with its name, to be read in this order.

    ``published`` is the share of the agreements and films that are, from 0 to 1. Sections
    refer to earlier ones. An object may share its values with others: read it only.
    """
    scale = Scale(agreements)
    evidence = Evidence(scale, Random(f"{seed} evidence"))

    def chance(name: str) -> Random:
        return Random(f"{seed} {name}")

    return [
        ("authority", authority.records(scale, chance("authority"))),
        ("sources", sources(scale, chance("sources"))),
        ("events", authority.events(scale, chance("events"), evidence)),
        ("agreements", iter(Agreements(scale, chance("agreements"), evidence, published))),
        ("coproductions", iter(Films(scale, chance("coproductions"), evidence, published))),
    ]


def objects(agreements: int, seed: int = 1, published: float = PUBLISHED) -> Iterator[Object]:
    """All objects, one after the other."""
    return chain.from_iterable(part for _name, part in sections(agreements, seed, published))
