"""The names that the registry knows, held so that a text is gone through quickly.

Each name is held as the hash of its folded words and the id of the search document of its
record: 16 bytes, so that the names of hundreds of thousands of records take some megabytes.
What a hash leads to is read from the database for the few names that a text has.
"""

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from threading import RLock

from pyroaring import BitMap64

from coop.facets import held
from coop.facets.index import Mark
from coop.models import FormerName, Generation, SearchDocument
from coop.names.folding import fold
from coop.names.particles import bare
from coop.querysets.bulk import batches
from coop.search.texts import titles_in
from coop.vocabulary.desk import Recognised
from coop.vocabulary.searching import document_id, kind_of

KINDS = tuple(kind for kind in Recognised.values if kind != Recognised.DATE)

COMMON = (Recognised.SUBJECT, Recognised.TOPIC)
"""Kinds whose names are no proper names: they are found with and without an article."""

LONGEST = 40
"""A name of more words is not looked for."""

MANY = 2_000
"""With more records changed than this, all names are read anew."""

# Words of the language that happen to be a name too: as a name alone they are not taken.
# Arabic: "was" (Cannes), "financial" (Mali); Russian: "of that" (Togo).
NOT_ALONE = frozenset(("كان", "مالي", "того"))

Entry = tuple[str, int]
"""A key under which a name is held, and the id of a search document."""


def key_of(words: Iterable[str]) -> str:
    """What a name of several words is held under: its words without articles."""
    return " ".join(map(bare, words))


def key_without_article(word: str) -> str:
    """What a single word that is no proper name is held under besides itself."""
    return f" {bare(word)}"


@dataclass(frozen=True)
class Known:
    """The names of one generation.

    ``hashes`` are in order, ``ids`` beside them; ``starts`` has for each word that begins a
    name of several words which numbers of words such names have, as bits. ``countries`` are
    the names of countries: search finds a body by its country's, but it does not bear them.
    Documents in ``hidden`` have changed since and stand in ``later`` as they are now.
    """

    mark: Mark
    hashes: array
    ids: array
    starts: dict[str, int]
    countries: frozenset[str]
    hidden: BitMap64 = field(default_factory=BitMap64)
    later: dict[int, list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, mark: Mark, countries: Iterable[Entry], others: Iterable[Entry]) -> "Known":
        """Hold the names of countries, and those of all other records."""
        starts: defaultdict[str, int] = defaultdict(int)
        hashes, ids = array("q"), array("q")
        of_countries = list(countries)
        here = cls(mark, hashes, ids, starts, frozenset(key for key, _number in of_countries))
        for key, number in chain(of_countries, here.without_countries(others)):
            _note_start(starts, key)
            hashes.append(hash(key))
            ids.append(number)
        order = sorted(range(len(hashes)), key=hashes.__getitem__)
        return replace(
            here,
            hashes=array("q", (hashes[place] for place in order)),
            ids=array("q", (ids[place] for place in order)),
            starts=dict(starts),
        )

    def with_changes(self, mark: Mark, hidden: BitMap64, entries: Iterable[Entry]) -> "Known":
        """These names with those of changed documents as they are now."""
        starts: defaultdict[str, int] = defaultdict(int, self.starts)
        later = {
            key: [number for number in numbers if number not in hidden]
            for key, numbers in self.later.items()
        }
        for key, number in entries:
            _note_start(starts, key)
            later.setdefault(hash(key), []).append(number)
        return replace(
            self, mark=mark, starts=dict(starts), hidden=self.hidden | hidden, later=later
        )

    def without_countries(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """Those names of records other than countries that are not the name of a country."""
        for key, number in entries:
            if key not in self.countries or kind_of(number) != Recognised.PARTY:
                yield key, number

    def named(self, key: str) -> list[int]:
        """The documents that have a name held under a key."""
        wanted = hash(key)
        found = list(self.later.get(wanted, ()))
        place = bisect_left(self.hashes, wanted)
        while place < len(self.hashes) and self.hashes[place] == wanted:
            if self.ids[place] not in self.hidden:
                found.append(self.ids[place])
            place += 1
        return found

    def lengths(self, first: str) -> list[int]:
        """The numbers of words of names that begin with a word (without article), longest first."""
        bits = self.starts.get(first, 0)
        return [length for length in range(bits.bit_length() - 1, 1, -1) if bits >> length & 1]


def _note_start(starts: dict[str, int], key: str):
    first, *others = key.split()
    if others:
        starts[first] |= 1 << len(others) + 1


_known: Known | None = None
_lock = RLock()


def known() -> Known:
    """The names as they are now.

    Read once in each process, and brought on from one generation to the next by the records
    that have changed.
    """
    global _known
    mark = Generation.objects.current()
    here = _known
    if here is not None and here.mark == mark != held.BEGUN:
        return here
    with _lock:
        here = _known
        if here is None or here.mark != mark or mark == held.BEGUN:
            here = _brought_on(here, mark)
        if mark != held.BEGUN:
            _known = here
        return here


def _brought_on(here: Known | None, mark: Mark) -> Known:
    changed = None if here is None or mark == held.BEGUN else held.all_changes(here.mark, mark)
    if here is None or changed is None or changed[Recognised.COUNTRY]:
        return _anew(mark)
    ids = BitMap64(document_id(kind, pk) for kind in KINDS for pk in changed[kind])
    if len(ids | here.hidden) > MANY:
        return _anew(mark)
    parties = FormerName.objects.filter(party__in=list(changed[Recognised.PARTY]))
    entries = chain(_former_names(parties), *map(_names_among, batches(ids)))
    return here.with_changes(mark, ids, here.without_countries(entries))


def _anew(mark: Mark) -> Known:
    documents = SearchDocument.objects.order_by()
    countries = _names_in(documents.filter(kind=Recognised.COUNTRY))
    others = _names_in(documents.filter(kind__in=set(KINDS) - {Recognised.COUNTRY}))
    return Known.of(mark, countries, chain(others, _former_names(FormerName.objects.all())))


def _names_among(ids: list[int]) -> Iterator[Entry]:
    return _names_in(SearchDocument.objects.filter(pk__in=ids).order_by())


def _names_in(documents) -> Iterator[Entry]:
    """The names of the records of search documents: those that its title is made of."""
    for number, title in documents.values_list("pk", "title").iterator():
        is_common = kind_of(number) in COMMON
        for name in dict.fromkeys(titles_in(title)):
            yield from ((key, number) for key in _keys(name, is_common))


def _former_names(names) -> Iterator[Entry]:
    """The names that parties once bore, which their search documents have among other words."""
    for party, texts in names.order_by().values_list("party", "names").iterator():
        for text in texts.values():
            number = document_id(Recognised.PARTY, party)
            yield from ((key, number) for key in _keys(fold(text), is_common=False))


def _keys(name: str, is_common: bool) -> Iterator[str]:
    words = name.split()
    if len(words) > 1:
        if len(words) <= LONGEST:
            yield key_of(words)
    elif words and words[0] not in NOT_ALONE:
        yield words[0]
        if is_common:
            yield key_without_article(words[0])
