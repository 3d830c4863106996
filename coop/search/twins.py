"""All pairs of a kind that may be one thing, found by the words that they have in common.

Not each is compared with each: names that are the same but for one word, or for one letter of
it, have all other words in common. That is what they are brought together by, so the time grows
with the number of names.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, combinations

from django.db import models as db
from django.db.models import Count, Max, Min
from rapidfuzz.distance import OSA

from coop.models import Act, Agreement, Distinction, Participation
from coop.search.duplicates import Entry, entries
from coop.search.likeness import MOST, ONE_FROM, Likeness
from coop.vocabulary.acts import ActKind

WORDS_DROPPED = 6
"""Words of a name that are taken to be mistyped, one after the other: the longest."""

CROWD = 40
"""Records with words in common that are compared each with each. In a larger crowd those are
that have a letter at most of the other word apart, and then the first of them."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records of a kind that may be one thing: their ids, and how alike they are."""

    first: int
    second: int
    like: Likeness


def pairs(model: type[db.Model]) -> Iterator[Pair]:
    """Pairs of records that may be one thing, without those said to be two.

    Those with the same name come first. Each pair comes once.
    """
    known = _agreements() if model is Agreement else entries(model)
    everything = list(known)
    said = Distinction.objects.pairs(str(model._meta.model_name))
    seen: set[tuple[int, int]] = set()
    for one, other in chain(_same(everything), _one_word_apart(everything)):
        pair = (min(one.pk, other.pk), max(one.pk, other.pk))
        if pair in seen:
            continue
        seen.add(pair)
        keys = (min(one.key, other.key), max(one.key, other.key))
        if keys not in said and (like := one.like(other)):
            yield Pair(*pair, like)


Twins = Iterator[tuple[Entry, Entry]]


def _same(everything: list[Entry]) -> Twins:
    """Those with a name of the same words, or of the same letters, or with the same number."""
    together: dict[object, list[Entry]] = defaultdict(list)
    for entry in everything:
        marks: set[object] = {" ".join(sorted(name.alike)) for name in entry.names}
        marks |= {"".join(name.alike) for name in entry.names}
        marks |= set(entry.identifiers)
        if entry.country:
            marks |= {(entry.country, name.alike) for name in entry.short}
        for mark in marks:
            together[mark].append(entry)
    yield from _compared(together.values())


def _one_word_apart(everything: list[Entry]) -> Twins:
    """Those with a name that has all words of another but one, if it is long enough to be it."""
    together: dict[int, list[tuple[Entry, str]]] = defaultdict(list)
    for entry in everything:
        for name in entry.names:
            words = sorted(name.alike)
            for word in sorted(set(words), key=len, reverse=True)[:WORDS_DROPPED]:
                if len(word) >= ONE_FROM:
                    others = list(words)
                    others.remove(word)
                    together[hash(tuple(others))].append((entry, word))
    for crowd in together.values():
        if len(crowd) > CROWD:
            yield from _one_letter_apart(crowd)
            continue
        for (one, word), (other, another) in combinations(crowd, 2):
            if OSA.distance(word, another, score_cutoff=MOST) <= MOST:
                yield one, other


def _one_letter_apart(crowd: list[tuple[Entry, str]]) -> Twins:
    """Of many those whose word is the same as another's once a letter is taken from either."""
    together: dict[str, list[Entry]] = defaultdict(list)
    for entry, word in crowd:
        for short in {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}:
            together[short].append(entry)
    yield from _compared(together.values())


def _compared(crowds: Iterable[list[Entry]]) -> Twins:
    """The pairs of each crowd; of a large one those of a country, and no more than it bears."""
    for crowd in crowds:
        if len(crowd) < 2:
            continue
        if len(crowd) <= CROWD:
            yield from combinations(crowd, 2)
            continue
        by_country: dict[int | None, list[Entry]] = defaultdict(list)
        for entry in crowd:
            by_country[entry.country].append(entry)
        for some in by_country.values():
            yield from combinations(some[:CROWD], 2)


def _agreements() -> Iterator[Entry]:
    """Agreements by their titles, told apart by who takes part and when they were signed.

    Hundreds have the same title: what they have besides stands in the place of a country.
    """
    parties: dict[int, list[int]] = defaultdict(list)
    rows = Participation.objects.order_by("agreement", "party").values_list("agreement", "party")
    for agreement, party in rows.distinct().iterator(1000):
        parties[agreement].append(party)
    signed = Act.objects.filter(kind=ActKind.SIGNATURE).order_by().values("agreement")
    days = {
        agreement: (earliest, latest)
        for agreement, earliest, latest, dated, count in signed.annotate(
            earliest=Min("done_on_earliest"),
            latest=Max("done_on_latest"),
            dated=Count("done_on_earliest"),
            count=Count("pk"),
        ).values_list("agreement", "earliest", "latest", "dated", "count")
        if dated == count
    }
    numbers: dict[tuple[int, ...], int] = {}
    for entry in entries(Agreement):
        among = tuple(parties[entry.pk])
        if len(among) < 2:
            continue
        entry.country = numbers.setdefault(among, len(numbers) + 1)
        entry.earliest, entry.latest = days.get(entry.pk, (None, None))
        yield entry
