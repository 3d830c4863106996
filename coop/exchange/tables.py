"""Flat tables for researchers: what each column is, and how a row's cells are written.

A row is named by its ``id``: its natural key with slashes. References hold the id of the other
row; several values stand in one cell, parted by semicolons.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models as db
from django.utils.translation import gettext as _

from coop import models
from coop.dates.fields import EDTFField
from coop.exchange.canonical import EXCLUSIVE, View, in_order
from coop.exchange.shapes import Shape
from coop.exchange.sheets.cells import escape_formula
from coop.models.base import Evidenced, Record
from coop.models.paragraphs import RangesField
from coop.names import languages
from coop.names.fields import IdentifiersField, LanguagesField, MultilingualField
from coop.names.identifiers import SCHEMES
from coop.vocabulary.fields import CodesField

BETWEEN = "; "
LEFT_OUT = ("text", "state", "slug", "published_at", "withdrawn_because")
"""Fields without a column: too long for a cell, or the same in every row that is public."""


@dataclass(frozen=True)
class TableColumn:
    """One column: its name, what Table Schema says of it, and a row's cell."""

    name: str
    title: str
    cell: Callable[[dict], str]
    description: str = ""
    type: str = "string"
    constraints: dict[str, Any] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    """What each code of a list means."""
    default: str = ""
    """The code that stands where objects of files leave the field out."""
    refers_to: str = ""
    """The table whose id stands here."""

    def schema(self) -> dict[str, Any]:
        """The field descriptor of Table Schema."""
        described: dict[str, Any] = {"name": self.name, "type": self.type, "title": self.title}
        if self.description:
            described["description"] = self.description
        if self.constraints:
            described["constraints"] = self.constraints
        return described


def derived_fields(shape: Shape) -> list[str]:
    """What the registry works out and readers of a table want: the basis, the bounds of dates."""
    derived = ["basis"] if issubclass(shape.model, Evidenced) else []
    for name in in_order(shape):
        if isinstance(shape.fields[name], EDTFField):
            derived += [f"{name}_earliest", f"{name}_latest"]
    return derived


def languages_of(shape: Shape, view: View) -> dict[str, list[str]]:
    """For each text in several languages the tags that occur in it, sorted."""
    found: dict[str, list[str]] = {}
    for name, one in shape.columns.items():
        if isinstance(one, MultilingualField):
            tags: set[str] = set()
            expression = view.instead(shape.model).get(name, name)
            for about in EXCLUSIVE.get(shape.model, ("",)):
                rows = view.rows(shape.model, about)
                if about:
                    rows = rows.filter(**{f"{about}__isnull": False})
                texts = rows.order_by().values_list(expression, flat=True)
                for text in texts.iterator(chunk_size=1000):
                    tags.update(text or ())
            found[name] = sorted(tags)
    return found


def columns(shape: Shape, tags: dict[str, list[str]]) -> list[TableColumn]:
    """The columns of a table; ``tags`` are the languages of its texts."""
    found = [
        TableColumn(
            "id",
            _("id"),
            lambda fields: row_id(shape, fields),
            _("Names the row for ever: its key, after those of what it is a part of."),
            constraints={"required": True, "unique": True},
        )
    ]
    about = EXCLUSIVE[models.Citation] if shape.model is models.Citation else ()
    for name in in_order(shape):
        if name not in LEFT_OUT and name not in about:
            found += _columns_of(shape, name, tags)
    if about:
        found += _target_columns(shape, about)
    if issubclass(shape.model, Evidenced):
        found.append(_basis(shape))
    return found


def row_id(shape: Shape, fields: dict) -> str:
    """The id of the row that an object is: its natural key with slashes."""
    parent = fields[shape.parent_field] if shape.parent_field else []
    return "/".join([*parent, *(fields[name] for name in shape.own_key)])


def _columns_of(shape: Shape, name: str, tags: dict[str, list[str]]) -> Iterable[TableColumn]:
    one = shape.fields[name]
    title = _capitalised(one.verbose_name)
    about: dict[str, Any] = {"title": title, "description": str(one.help_text)}
    if one.is_relation:
        return [_reference(shape, name, about)]
    if isinstance(one, MultilingualField):
        return _texts(shape, name, tags[name], about)
    if isinstance(one, IdentifiersField):
        return [
            TableColumn(
                f"{name}_{scheme}",
                SCHEMES[scheme].label,
                lambda fields, scheme=scheme: fields.get(name, {}).get(scheme, ""),
            )
            for scheme in one.schemes or SCHEMES
        ]
    if isinstance(one, CodesField | LanguagesField):
        codes = _codes(one.codes) if isinstance(one, CodesField) else {}
        return [TableColumn(name, cell=_listed(name), codes=codes, **about)]
    if isinstance(one, RangesField):
        return [TableColumn(name, cell=_ranges(name), **about)]
    constraints: dict[str, Any] = {}
    if name in shape.own_key:
        constraints["required"] = True
    codes = {str(code): str(label) for code, label in one.choices or ()}
    if codes:
        constraints["enum"] = list(codes)
    default = one.get_default() if not constraints.get("required") else None
    made = TableColumn(
        name,
        cell=_plain(name, default),
        type=_type(one),
        constraints=constraints,
        codes=codes,
        default=str(default) if codes and default else "",
        **about,
    )
    return [made, *_bounds(name, title)] if isinstance(one, EDTFField) else [made]


def _reference(shape: Shape, name: str, about: dict[str, Any]) -> TableColumn:
    if name in shape.lists:
        table = shape.relations[name].model._meta.model_name
        hint = _("Ids in the table “%(table)s”.") % {"table": table}
        about = {**about, "description": f"{about['description']} {hint}".strip()}
        return TableColumn(
            name, cell=lambda fields: BETWEEN.join(map("/".join, fields.get(name, []))), **about
        )
    is_needed = not shape.columns[name].null
    return TableColumn(
        name,
        cell=lambda fields: "/".join(fields.get(name, [])),
        constraints={"required": True} if is_needed else {},
        refers_to=shape.relations[name].model._meta.model_name,
        **about,
    )


def _texts(shape: Shape, name: str, tags: list[str], about: dict[str, Any]):
    """A column a language; before them, of a title, the one in the record's own language."""
    tongue = {"agreement": "original_language", "coproduction": "original_language"}.get(
        shape.model._meta.model_name, "language"
    )
    if issubclass(shape.model, Record) and name == shape.model.names_field == "title":
        yield TableColumn(
            f"{name}_original",
            _("%(text)s in its original language") % {"text": about["title"]},
            lambda fields: fields.get(name, {}).get(fields.get(tongue, ""), ""),
            _("Empty where the original language, or the text in it, is not known."),
        )
    for tag in tags:
        yield TableColumn(
            f"{name}_{tag}",
            f"{about['title']} ({languages.label(tag)})",
            lambda fields, tag=tag: fields.get(name, {}).get(tag, ""),
            about["description"],
        )


def _target_columns(shape: Shape, targets: tuple[str, ...]) -> list[TableColumn]:
    """What a citation is evidence for: the table of the claim, and its row there."""
    tables = {name: str(shape.relations[name].model._meta.model_name) for name in targets}

    def target(fields: dict) -> str:
        return next(name for name in targets if name in fields)

    return [
        TableColumn(
            "claim_table",
            _("Table of the claim"),
            lambda fields: tables[target(fields)],
            _("In which table the claim stands that this is evidence for."),
            constraints={"required": True, "enum": list(tables.values())},
        ),
        TableColumn(
            "claim_id",
            _("Id of the claim"),
            lambda fields: "/".join(fields[target(fields)]),
            _("Its row there."),
            constraints={"required": True},
        ),
    ]


def _bounds(name: str, title: str) -> list[TableColumn]:
    return [
        TableColumn(
            f"{name}_earliest",
            _("%(date)s: first day") % {"date": title},
            _plain(f"{name}_earliest", ""),
            _("The first day that the date can mean; empty where it has none."),
            type="date",
        ),
        TableColumn(
            f"{name}_latest",
            _("%(date)s: last day") % {"date": title},
            _plain(f"{name}_latest", ""),
            _("The last day that the date can mean; empty where it has none."),
            type="date",
        ),
    ]


def _basis(shape: Shape) -> TableColumn:
    codes = _codes_of_choices(shape.model._meta.get_field("basis"))
    return TableColumn(
        "basis",
        _("Basis"),
        _plain("basis", ""),
        _("The strongest basis among its citations: “ambiguous” reads “possibly”."),
        constraints={"enum": list(codes)},
        codes=codes,
    )


def _plain(name: str, default) -> Callable[[dict], str]:
    def cell(fields: dict) -> str:
        value = fields.get(name, default)
        if value is None:
            return ""
        if isinstance(value, bool):
            return "true" if value else "false"
        return str(value)

    return cell


def _listed(name: str) -> Callable[[dict], str]:
    return lambda fields: BETWEEN.join(fields.get(name, []))


def _ranges(name: str) -> Callable[[dict], str]:
    return lambda fields: BETWEEN.join(
        f"{one['first']}-{one['last']} {one['reason']}" for one in fields.get(name, [])
    )


def _type(one: db.Field) -> str:
    kinds: list[tuple[type[db.Field], str]] = [
        (db.BooleanField, "boolean"),
        (db.IntegerField, "integer"),
        (db.DecimalField, "number"),
        (db.DateTimeField, "datetime"),
    ]
    return next((name for kind, name in kinds if isinstance(one, kind)), "string")


def _codes(choices) -> dict[str, str]:
    return {str(code): str(label) for code, label in getattr(choices, "choices", ())}


def _codes_of_choices(one) -> dict[str, str]:
    return {str(code): str(label) for code, label in one.choices}


def _capitalised(text) -> str:
    text = str(text)
    return text[:1].upper() + text[1:]


def cells(made: list[TableColumn], fields: dict) -> list[str]:
    """One row; texts are escaped so that no spreadsheet program runs them."""
    return [
        escape_formula(one.cell(fields)) if one.type == "string" else one.cell(fields)
        for one in made
    ]
