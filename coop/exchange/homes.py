"""The curated set: which file each object belongs to.

A source is *read* when a claim is made in its own words, and a *supplement* when all that it
does is supply. Each record is at home with one source that was read: the first, by key, that
tells of the record itself or of a part of it; else that of the first record that refers to
it; else that of a supplement which tells of it. A supplement is at home with the first source
whose records it adds to.

| file | what is in it |
|---|---|
| ``vocabulary/`` | countries; topics; groups of countries |
| ``authority/states.json`` | parties that are states |
| ``authority/country-groups.json`` | groups of countries that are the members of a party |
| ``authority/<source>.json`` | places, people, parties, events and subjects at home with the source, and the supplements at home with it |
| ``sources/<source>.json`` | the source with its citations, and the agreements and films at home with it |
| ``reference/<source>.json`` | the same, of a treaty text |

An object that cannot do without one of a later file (a citation its target, a relation the
other agreement) stands in that file, so that the files can be read in order. What no source
leads to stands in ``unsourced.json``.
"""  # noqa: E501 -- a table

from collections import defaultdict
from itertools import chain, count

from coop.curation.references import EDGES
from coop.exchange.canonical import EXCLUSIVE
from coop.exchange.shapes import SEPARATOR, Shape
from coop.facets.claims import CLAIMS_OF, claims_of
from coop.models import (
    Agreement,
    Citation,
    CoProduction,
    Country,
    CountryGroup,
    Party,
    ProvisionTopic,
    SourceDocument,
    Statement,
)
from coop.models.base import Referable
from coop.vocabulary.parties import PartyKind
from coop.vocabulary.records import Basis
from coop.vocabulary.sources import SourceKind

FOLDERS = ("vocabulary", "authority", "sources", "reference")
"""In the order in which later ones refer to earlier ones."""

COUNTRIES = "vocabulary/countries.json"
TOPICS = "vocabulary/topics.json"
GROUPS = "vocabulary/country-groups.json"
GROUPS_OF_PARTIES = "authority/country-groups.json"
STATES = "authority/states.json"
UNSOURCED = "unsourced"
RESERVED = {"country-groups", "states", UNSOURCED}

Record = tuple[type, str]
"""A record: its model and its key."""


class Homes:
    """Where everything in the registry belongs, read from the registry as it stands."""

    def __init__(self):
        self._kinds = dict(SourceDocument.objects.order_by("key").values_list("key", "kind"))
        self._names = _file_names(sorted(self._kinds))
        own, supplied = _told()
        self._read = {key for keys in own.values() for key in keys}
        self._read |= self._kinds.keys() - {key for keys in supplied.values() for key in keys}
        self._home: dict[Record, str] = {record: min(keys) for record, keys in own.items()}
        _spread(self._home)
        self._supplement_home: dict[str, str] = {}
        self._settle_supplements(supplied)
        for record, keys in supplied.items():
            homes = [self._supplement_home[key] for key in keys if key in self._supplement_home]
            if homes:
                self._home.setdefault(record, min(homes))
        _spread(self._home)
        self._states = set(Party.objects.filter(kind=PartyKind.STATE).values_list("key", flat=True))
        of_parties = CountryGroup.objects.filter(organisation__isnull=False).order_by()
        self._groups_of_parties = set(of_parties.values_list("code", flat=True))
        self._elsewhere: dict[tuple[Shape, str], str] = {}

    def _settle_supplements(self, supplied: dict[Record, set[str]]):
        for record, keys in supplied.items():
            if home := self._home.get(record):
                for key in keys - self._read:
                    known = self._supplement_home.get(key, home)
                    self._supplement_home[key] = min(known, home)

    def file_of(self, shape: Shape, fields: dict) -> str:
        """The file of an object; ask in the order of the tables, parents before parts."""
        key = shape.key_of(fields)
        file = self._own_file(shape, key, fields)
        if shape.parent_field or shape.model is Statement:
            needed = [
                self._file_of_key(target, SEPARATOR.join(fields[name]))
                for name, target in shape.relations.items()
                if name in fields and _is_needed(shape, name)
            ]
            latest = max([file, *needed], key=load_order)
            if shape.model is Statement or (latest != file and shape.model is not Citation):
                self._elsewhere[shape, key] = latest
            return latest
        return file

    def _own_file(self, shape: Shape, key: str, fields: dict) -> str:
        if shape.model is Statement:
            name = next(name for name in EXCLUSIVE[Statement] if name in fields)
            return self._file_of_key(shape.relations[name], SEPARATOR.join(fields[name]))
        if shape.parent_field:
            return self._file_of_key(shape.parent, key.rpartition(SEPARATOR)[0])
        return self._file_of_record(shape.model, key)

    def _file_of_key(self, shape: Shape, key: str) -> str:
        if found := self._elsewhere.get((shape, key)):
            return found
        while shape.parent_field:
            shape, key = shape.parent, key.rpartition(SEPARATOR)[0]
        return self._file_of_record(shape.model, key)

    def _file_of_record(self, model: type, key: str) -> str:
        if model is Country:
            return COUNTRIES
        if model is ProvisionTopic:
            return TOPICS
        if model is CountryGroup:
            # The vocabulary is read alone, too, and so refers to no record.
            return GROUPS_OF_PARTIES if key in self._groups_of_parties else GROUPS
        if model is SourceDocument:
            if key in self._read:
                return self._main(key)
            return _authority(self._names.get(self._supplement_home.get(key, ""), UNSOURCED))
        home = self._home.get((model, key), "")
        if issubclass(model, Referable):
            if model is Party and key in self._states:
                return STATES
            return _authority(self._names.get(home, UNSOURCED))
        return self._main(home)

    def _main(self, source: str) -> str:
        is_treaty = self._kinds.get(source) == SourceKind.TREATY_TEXT
        folder = "reference" if is_treaty else "sources"
        return f"{folder}/{self._names.get(source, UNSOURCED)}.json"


def _is_needed(shape: Shape, name: str) -> bool:
    """Whether a row cannot be written before the one that the field refers to."""
    if name in shape.lists:
        return False
    return name in EXCLUSIVE.get(shape.model, ()) or not shape.columns[name].null


def load_order(file: str) -> tuple[int, str]:
    """Where a file stands when the set is read."""
    folder, _slash, name = file.partition("/")
    return FOLDERS.index(folder), name


def _authority(name: str) -> str:
    return f"authority/{name}.json"


def _file_names(keys: list[str]) -> dict[str, str]:
    """A name for each source's files: its key, as a rule without the ``source-`` before it."""
    names: dict[str, str] = {}
    taken = set(RESERVED)
    for key in keys:
        others = (f"{key}-{number}" for number in count(2))
        choices = chain([key.removeprefix("source-") or key, key], others)
        names[key] = next(name for name in choices if name not in taken)
        taken.add(names[key])
    return names


def _told() -> tuple[dict[Record, set[str]], dict[Record, set[str]]]:
    """For each record the sources that tell of it or of a part: in their own words, supplied."""
    own: dict[Record, set[str]] = defaultdict(set)
    supplied: dict[Record, set[str]] = defaultdict(set)
    for model in CLAIMS_OF:
        for target, path in claims_of(model):
            lookup = f"{target}__key" if path == "pk" else f"{target}__{path}__key"
            cited = Citation.objects.filter(**{f"{target}__isnull": False}).order_by()
            rows = cited.values_list("source__key", lookup, "basis").distinct()
            for source, key, basis in rows.iterator():
                if key is not None:
                    (supplied if basis == Basis.SUPPLIED else own)[model, key].add(source)
    return own, supplied


def _spread(home: dict[Record, str]):
    """Let what has no home yet live with the first of the records that refer to it."""
    edges = [edge for edge in EDGES if edge.source in (Agreement, CoProduction)]
    edges += [edge for edge in EDGES if edge.source not in (Agreement, CoProduction)]
    pairs = []
    for edge in edges:
        rows = edge.source._base_manager.filter(**{f"{edge.path}__isnull": False}).order_by()
        ties = rows.values_list("key", f"{edge.path}__key").distinct()
        pairs += [((edge.source, one), (edge.target, other)) for one, other in ties]
    while True:
        found: dict[Record, str] = {}
        for source, target in pairs:
            if target not in home and source in home:
                found[target] = min(found.get(target, home[source]), home[source])
        if not found:
            return
        home |= found
