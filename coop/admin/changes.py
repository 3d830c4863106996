"""How a plan is read: what becomes of each record, field by field, the old beside the new."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import groupby

from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from coop.admin.labels import choosable
from coop.admin.sites import admin_address
from coop.exchange.shapes import SEPARATOR, KeyMissing, Shape, shapes
from coop.names import languages
from coop.names.fields import MultilingualField
from coop.names.text import MultilingualText

LONGEST = 240
"""Characters of a text that are shown before it is opened."""


@dataclass(frozen=True)
class Text:
    """One side of a change: what stands or stood there, empty where nothing does."""

    text: str = ""
    language: str = ""
    direction: str = "auto"

    @property
    def beginning(self) -> str:
        """The first words of a text that is too long for a line; else nothing."""
        return f"{self.text[:LONGEST].rstrip()}…" if len(self.text) > LONGEST else ""


@dataclass(frozen=True)
class Line:
    """One field, or one language of it: before and after."""

    label: str
    language: str
    old: Text
    new: Text


@dataclass
class Row:
    """What becomes of one row of a table; ``label`` says in words which one it is."""

    name: str
    is_new: bool
    place: int
    lines: list[Line]
    label: str = ""
    is_gone: bool = False


@dataclass
class Thing:
    """A record of which rows are made or changed."""

    name: str
    key: str
    address: str = ""
    history: str = ""
    rows: list[Row] = field(default_factory=list)


@dataclass
class Table:
    """Everything that is made or changed of one table, on one page of a plan."""

    name: str
    things: list[Thing]


def tables(changes: list[dict], labels: Mapping[tuple, str] | None = None) -> list[Table]:
    """Changes of a plan, as stored, by table and record.

    ``labels`` are names of parts, by the model and the key of the change.
    """
    names = Names.in_changes(changes)
    found = []
    for model, of_model in groupby(changes, key=lambda change: change["model"]):
        shape = shapes()[f"coop.{model}"]
        things = []
        for root, of_root in groupby(of_model, key=lambda change: _root(change)):
            name, address = names.of_record(root), names.address(root)
            thing = Thing(name, root[1], address, names.address(root, "history"))
            for change in of_root:
                row = _row(shape, change, names)
                row.label = (labels or {}).get((change["model"], tuple(change["key"])), "")
                thing.rows.append(row)
                thing.name = thing.name or _own_name(change)
            things.append(thing)
        found.append(Table(capfirst(shape.model._meta.verbose_name_plural), things))
    return found


def _root(change) -> tuple[str, str]:
    """The record of a change: its model and key; of what has none, its own."""
    return tuple(change["root"] or (change["model"], SEPARATOR.join(change["key"])))


def _own_name(change) -> str:
    """The name that a record is given by the file itself."""
    for name in ("title", "names"):
        _old, new = change["fields"].get(name, (None, None))
        if isinstance(new, dict) and (best := MultilingualText(new).best()):
            return best.text
    return ""


def _row(shape: Shape, change: dict, names: "Names") -> Row:
    is_part = _root(change) != (change["model"], SEPARATOR.join(change["key"]))
    # What the heading says already: which row it is, and of which record.
    is_gone = change.get("is_gone", False)
    known = {*shape.own_key, shape.parent_field} if change["is_new"] or is_gone else set()
    lines = [
        line
        for name, (old, new) in change["fields"].items()
        if name not in known
        for line in _lines(shape, name, old, new, names)
    ]
    name = change["key"][-1] if is_part else ""
    return Row(name, change["is_new"], change["line"], lines, is_gone=is_gone)


def _lines(shape: Shape, name: str, old, new, names: "Names"):
    """The lines of one field: of a text in several languages those that change."""
    found = shape.model._meta.get_field(name)
    label = capfirst(found.verbose_name)
    if isinstance(found, MultilingualField):
        old, new = (value if isinstance(value, dict) else {} for value in (old, new))
        for tag in dict.fromkeys([*old, *new]):
            if old.get(tag) != new.get(tag):
                direction = languages.direction(tag)
                before, after = (Text(value.get(tag) or "", tag, direction) for value in (old, new))
                yield Line(label, languages.label(tag), before, after)
        return
    before, after = (Text(names.in_words(shape, name, value)) for value in (old, new))
    if before != after:
        yield Line(label, "", before, after)


class Names:
    """The names of all records that some changes speak of, asked for once a table."""

    def __init__(self, wanted: dict[Shape, set[str]]):
        self._known = {}
        for shape, keys in wanted.items():
            if len(shape.own_key) == 1:
                (own,) = shape.own_key
                for record in choosable(shape.model).filter(**{f"{own}__in": keys}):
                    self._known[shape.model._meta.model_name, getattr(record, own)] = record

    @classmethod
    def of_records(cls, roots: list[tuple[str, str]]) -> "Names":
        wanted: dict[Shape, set[str]] = defaultdict(set)
        for model, key in roots:
            wanted[shapes()[f"coop.{model}"]].add(key)
        return cls(wanted)

    @classmethod
    def in_changes(cls, changes: list[dict]) -> "Names":
        wanted: dict[Shape, set[str]] = defaultdict(set)
        for change in changes:
            if change["root"]:
                model, key = change["root"]
                wanted[shapes()[f"coop.{model}"]].add(key)
            shape = shapes()[f"coop.{change['model']}"]
            for name, values in change["fields"].items():
                if name in shape.relations:
                    for value in values:
                        for root, key in _referred(shape, name, value):
                            wanted[root].add(key)
        return cls(wanted)

    def of_record(self, root: tuple[str, str]) -> str:
        record = self._known.get(root)
        return "" if record is None else str(record)

    def address(self, root: tuple[str, str], page: str = "change") -> str:
        record = self._known.get(root)
        return "" if record is None else admin_address(record, page)

    def in_words(self, shape: Shape, name: str, value) -> str:
        """A value of a field as staff read it."""
        if value is None or value == "" or value == [] or value == {}:
            return ""
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if name in shape.relations:
            return self._reference(shape, name, value)
        codes = _codes(shape.model, name)
        if isinstance(value, list):
            return ", ".join(str(codes.get(code, code)) for code in value)
        if isinstance(value, dict):
            return ", ".join(f"{kind}: {text}" for kind, text in value.items())
        return str(codes.get(value, value))

    def _reference(self, shape: Shape, name: str, value) -> str:
        if name in shape.lists:
            return ", ".join(self._named(shape, name, one) for one in value)
        return self._named(shape, name, value)

    def _named(self, shape: Shape, name: str, value) -> str:
        """The record that a reference leads to, with its key; of a part, its own key too."""
        keys = value if isinstance(value, list) else [value]
        written = " / ".join(str(key) for key in keys)
        for root, key in _referred(shape, name, [keys] if name in shape.lists else keys):
            record = self._known.get((root.model._meta.model_name, key))
            if record is not None:
                return f"{record} ({written})"
        return written


def _referred(shape: Shape, name: str, value):
    """The records that a value of a relation leads to: their tables and keys."""
    related = shape.relations[name]
    for one in value if name in shape.lists and isinstance(value, list) else [value]:
        if one is None:
            continue
        try:
            root = related.root_of(SEPARATOR.join(related.reference(name, one)), {})
        except KeyMissing:
            continue
        if root is not None:
            yield root


def _codes(model, name: str) -> dict:
    try:
        found = model._meta.get_field(name)
    except FieldDoesNotExist:
        return {}
    listed = getattr(found, "codes", None)
    return dict(getattr(listed, "choices", ()) or found.flatchoices or ())
