"""What files may say of each table: its fields, its natural key, what it refers to."""

from difflib import get_close_matches
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models as db
from django.utils.translation import gettext as _

from coop import models
from coop.models.base import Part, Referable
from coop.querysets.base import related_model

WORKED_OUT = frozenset(
    ("basis", "version", "sort_key", "is_public", "created_at", "updated_at"),
)
"""Fields that the registry works out itself: in a file they are passed over."""

SEPARATOR = "\x1f"

Key = str
"""A natural key as one text: its parts, joined by ``SEPARATOR``."""

IN_FILES: tuple[type[db.Model], ...] = (
    models.Country,
    models.ProvisionTopic,
    models.Place,
    models.Person,
    models.Party,
    models.FormerName,
    models.CountryGroup,
    models.Membership,
    models.Subject,
    models.Event,
    models.Attendance,
    models.SourceDocument,
    models.Agreement,
    models.Participation,
    models.Signature,
    models.Occasion,
    models.Act,
    models.AgreementRelation,
    models.Provision,
    models.Rule,
    models.Statement,
    models.CoProduction,
    models.CoProductionPartner,
    models.Screening,
    models.CoProductionAgreement,
    models.Citation,
    models.FormerSlug,
)
"""The tables that files carry, parents before their parts."""

OWN_KEYS: dict[type[db.Model], tuple[str, ...]] = {
    models.Country: ("code",),
    models.CountryGroup: ("code",),
    models.ProvisionTopic: ("code",),
    models.FormerSlug: ("kind", "slug"),
}

CODES: dict[type[db.Model], str] = {
    models.Country: "KZ",
    models.CountryGroup: "turkic-states",
    models.ProvisionTopic: "joint-production",
}
"""A code, as an example, of each table that has codes for keys."""


class KeyMissing(Exception):
    """An object that does not say which it is; the field, and a sentence."""

    def __init__(self, field: str, sentence: str):
        self.field = field
        self.sentence = sentence
        super().__init__(sentence)


class Shape:
    """One table as files see it."""

    def __init__(self, model: Any):
        self.model = model
        self.label = model._meta.label_lower
        self.place = IN_FILES.index(model)
        parent = getattr(model, "parent_field", "") if issubclass(model, Part) else ""
        self.parent_field: str = parent
        self.own_key = OWN_KEYS.get(model, ("key",))
        self.columns: dict[str, Any] = {
            field.name: field
            for field in model._meta.concrete_fields
            if not field.primary_key and field.serialize and not _is_worked_out(model, field.name)
        }
        self.lists: dict[str, Any] = {field.name: field for field in model._meta.many_to_many}
        self.fields: dict[str, Any] = {**self.columns, **self.lists}
        self.passed_over = {
            field.name for field in model._meta.concrete_fields if field.name not in self.columns
        } - {model._meta.pk.name}
        self.relations: dict[str, Shape] = {}

    def __repr__(self):
        return f"<Shape {self.label}>"

    @property
    def arity(self) -> int:
        """The number of texts in a natural key."""
        return len(self.own_key) + (self.parent.arity if self.parent_field else 0)

    @property
    def parent(self) -> "Shape":
        return self.relations[self.parent_field]

    def key_of(self, fields: dict) -> Key:
        """The natural key of an object; raises KeyMissing where it says none."""
        parts: list[str] = []
        if self.parent_field:
            parts += self.parent.reference(self.parent_field, fields.get(self.parent_field))
        for name in self.own_key:
            value = fields.get(name)
            if not isinstance(value, str) or not value.strip():
                raise KeyMissing(
                    name, _("Every object needs its “%(field)s”, a text.") % {"field": name}
                )
            parts.append(value)
        return SEPARATOR.join(parts)

    def reference(self, field: str, value) -> list[str]:
        """A natural key as a file writes it; raises KeyMissing where it is written otherwise."""
        if (
            isinstance(value, list)
            and len(value) == self.arity
            and all(isinstance(part, str) and part for part in value)
        ):
            return value
        if value is None:
            sentence = _("Say which %(thing)s it belongs to.") % {"thing": self.name}
        else:
            sentence = _(
                "A reference to %(thing)s is written as its natural key, a list such as "
                "%(example)s; here stands %(value)s."
            ) % {
                "thing": self.name,
                "example": self.example,
                "value": shown(value),
            }
        raise KeyMissing(field, sentence)

    @property
    def name(self) -> str:
        return str(self.model._meta.verbose_name)

    @property
    def example(self) -> str:
        if self.model in CODES:
            return f'["{CODES[self.model]}"]'
        keys = [f'"{self.model._meta.model_name}-key"']
        shape = self
        while shape.parent_field:
            shape = shape.parent
            keys.insert(0, f'"{shape.model._meta.model_name}-key"')
        return f"[{', '.join(keys)}]"

    def root_of(self, key: Key, fields: dict) -> "tuple[Shape, Key] | None":
        """The record that the object is a part of, as far as its own words tell.

        Of a citation of a statement only the statement is known: None.
        """
        if self.model is models.Citation:
            for target in models.Citation.TARGETS:
                value = fields.get(target)
                if value is not None:
                    shape = self.relations[target]
                    written = shape.reference(target, value)
                    return shape.root_of(SEPARATOR.join(written), {})
            return None
        if self.model is models.Statement:
            for target in ("agreement", "event", "provision"):
                if fields.get(target) is not None:
                    shape = self.relations[target]
                    written = shape.reference(target, fields[target])
                    return shape.root_of(SEPARATOR.join(written), {})
            return None
        shape, parts = self, key.split(SEPARATOR)
        while shape.parent_field:
            shape = shape.parent
        return shape, SEPARATOR.join(parts[: shape.arity])

    @property
    def is_referable(self) -> bool:
        return issubclass(self.model, Referable)


def _is_worked_out(model: type[db.Model], name: str) -> bool:
    """Of a citation the basis is a fact; of a claim it follows from the citations."""
    return name in WORKED_OUT and not (model is models.Citation and name == "basis")


@cache
def shapes() -> dict[str, Shape]:
    """Every table that files carry, by its label, in the order in which rows are written."""
    found = {model: Shape(model) for model in IN_FILES}
    for shape in found.values():
        for name, field in shape.fields.items():
            if field.is_relation:
                shape.relations[name] = found[related_model(shape.model, name)]
    return {shape.label: shape for shape in found.values()}


def shape_of(model: Any) -> Shape:
    return shapes()[model._meta.label_lower]


def unknown_model(label: str) -> str:
    """The sentence for a model that no file carries, with the nearest that there is."""
    app, _dot, name = label.lower().rpartition(".")
    if (app or "coop") == "coop" and f"coop.{name}" not in shapes():
        try:
            apps.get_model("coop", name)
        except LookupError:
            pass
        else:
            return _("“%(label)s” is worked out by the registry and stands in no file.") % {
                "label": shown(label)
            }
    near = get_close_matches(f"coop.{name}", shapes(), n=1, cutoff=0.6)
    if near:
        return _("There is no model “%(label)s”. Did you mean “%(near)s”?") % {
            "label": shown(label),
            "near": near[0],
        }
    return _("There is no model “%(label)s”. The models are: %(models)s.") % {
        "label": shown(label),
        "models": ", ".join(shapes()),
    }


def unknown_field(shape: Shape, name: str) -> str:
    """The sentence for a field that the table does not have, with the nearest it has."""
    near = get_close_matches(name, shape.fields, n=1, cutoff=0.6)
    if near:
        return _("There is no field “%(field)s”. Did you mean “%(near)s”?") % {
            "field": shown(name),
            "near": near[0],
        }
    return _("There is no field “%(field)s”. The fields are: %(fields)s.") % {
        "field": shown(name),
        "fields": ", ".join(shape.fields),
    }


def shown(value) -> str:
    """A value as an error prints it: at most 80 characters."""
    text = value if isinstance(value, str) else repr(value)
    text = text.encode("utf-8", "backslashreplace").decode()
    text = "".join(
        character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text
    )
    return text if len(text) <= 80 else f"{text[:79]}…"
