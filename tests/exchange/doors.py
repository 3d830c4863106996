"""The doors by which a value enters the registry, each tried with the same value.

A door takes a stored, sound thing and one value for one of its fields, written as a
fixture writes it. It returns the sentences with which the value was refused, or none.
"""

import csv
import io
import json
from dataclasses import dataclass, field
from typing import Any

from django.core import serializers
from django.core.management import call_command
from django.db import models, transaction
from django.urls import reverse

from coop.curation import recording
from coop.exchange import planning, reading, sheets
from coop.exchange.applying import apply
from coop.exchange.sheets import KINDS
from coop.exchange.sheets.cells import line, passage
from coop.exchange.sheets.columns import Holds
from coop.integrity import checks
from coop.models import Act, Citation, FormerName
from coop.models.base import Part
from coop.models.paragraphs import RangesField
from coop.names.fields import IdentifiersField, LanguagesField, MultilingualField
from coop.names.languages import is_tag
from coop.vocabulary.fields import CodesField
from tests.staff.forms import Form, errors_in


class NoWay(Exception):
    """The value cannot be brought to this door at all, so that nothing has to be refused."""


@dataclass(frozen=True)
class Value:
    """A value for a field of a thing: what is wrong with it, or what becomes of it.

    ``make`` stores a sound thing, of a draft. ``value`` may be a function of the thing, as
    may ``beside``, other fields that are changed with it. ``refused`` is a part of the
    sentence; where it is empty the value is taken, and ``kept`` is what is stored.
    Where no field and no constraint sees what is wrong, a raw fixture takes it in, and
    ``later`` is a part of the sentence in which `check_registry` finds it. What is only asked
    of a record when it is published, a raw fixture is not asked at all.
    """

    name: str
    make: Any
    field: str
    value: Any
    refused: str = ""
    kept: Any = None
    beside: Any = field(default_factory=dict)
    later: str = ""
    is_asked_raw: bool = True

    def __str__(self):
        return self.name

    @property
    def is_taken(self) -> bool:
        return not self.refused

    def changes(self, thing) -> dict[str, Any]:
        """What a fixture says of the thing's fields."""
        value = self.value(thing) if callable(self.value) else self.value
        beside = self.beside(thing) if callable(self.beside) else self.beside
        return {**beside, self.field: value}


# ---- Forms ----

# Controls of a page that a value may leave out, as a browser does with an empty box.
UNTICKED = object()


def typed(column: models.Field, value) -> dict[str, Any]:
    """The controls that an editor fills in for a value, named from the field's own name."""
    match column:
        case MultilingualField():
            return _typed_texts(value)
        case IdentifiersField():
            if not set(_of(dict, value)) <= set(column.schemes):
                raise NoWay
            _texts(list(value.values()))
            return {f"-{code}": identifier for code, identifier in value.items()}
        case LanguagesField():
            return {"": ", ".join(_texts(value))}
        case CodesField():
            return {"": list(_texts(value))}
        case RangesField():
            return {"": "\n".join(map(_typed_range, _of(list, value)))}
        case models.BooleanField():
            return {"": "on" if _of(bool, value) else UNTICKED}
        case models.ForeignKey():
            return {"": _pk(column, value)}
    if isinstance(value, (list, dict, bool)) or value is None or _is_broken(str(value)):
        raise NoWay
    return {"": str(value)}


def _is_broken(text: str) -> bool:
    """Whether no browser can send a text, for it has no UTF-8."""
    return any("\ud800" <= character <= "\udfff" for character in text)


def _typed_texts(value) -> dict[str, Any]:
    controls = {}
    for place, (tag, text) in enumerate(_of(dict, value).items()):
        # An empty control is a language left out.
        if not isinstance(text, str) or not text.strip() or _is_broken(text):
            raise NoWay
        controls |= {f"-{place}-language": tag, f"-{place}-text": text}
    return controls or {"-0-language": "en", "-0-text": ""}


def _typed_range(item) -> str:
    if set(_of(dict, item)) != {"first", "last", "reason"}:
        raise NoWay
    if not all(isinstance(item[end], int) and item[end] > 0 for end in ("first", "last")):
        raise NoWay
    return f"{item['first']}-{item['last']} {item['reason']}"


def _texts(value) -> list[str]:
    if not all(isinstance(item, str) for item in _of(list, value)):
        raise NoWay
    return value


def _of(kind, value):
    if not isinstance(value, kind):
        raise NoWay
    return value


def _pk(column, value) -> str:
    if value is None:
        return ""
    return str(column.related_model._default_manager.get_by_natural_key(*_of(list, value)).pk)


def fill(form: Form, name: str, column: models.Field, value):
    """Type a value into the controls of a field, over what stands there."""
    controls = typed(column, value)
    present = [control for control in form.values if _is_control_of(control, name, column)]
    # A box that is not ticked sends nothing, so it is looked for on the page itself.
    if not present and f'name="{name}"' not in form.page:
        raise NoWay
    if isinstance(column, (MultilingualField, IdentifiersField)):
        for control in present:
            form[control] = ""
    for suffix, text in controls.items():
        if text is UNTICKED:
            form.values.pop(f"{name}{suffix}", None)
        else:
            form[f"{name}{suffix}"] = text


def _is_control_of(control: str, name: str, column) -> bool:
    if isinstance(column, (MultilingualField, IdentifiersField)):
        return control.startswith(f"{name}-")
    return control == name


def sent(form: Form) -> list[str]:
    """The sentences on the page that comes back; none when it was saved."""
    response = form.send()
    if response.status_code == 302:
        return []
    assert response.status_code == 200, response.status_code
    return errors_in(response)


class OwnPage:
    """The page of the thing on the staff side."""

    name = "form"

    def __init__(self, client, folder):
        self.client = client

    def enter(self, case: Value, thing) -> list[str]:
        if isinstance(thing, FormerName):
            raise NoWay
        changes = case.changes(thing)
        if "state" in changes:
            return self._move(thing, changes["state"])
        form = Form.to_change(self.client, thing)
        for name, value in changes.items():
            fill(form, name, thing._meta.get_field(name), value)
        return sent(form)

    def _move(self, thing, state) -> list[str]:
        """Take the step that leads to the state, on a page that says what is in the way."""
        step = {"published": "publish", "withdrawn": "withdraw"}.get(state)
        if step is None:
            raise NoWay
        model = thing._meta.model_name
        form = Form(self.client, reverse(f"admin:coop_{model}_{step}", args=[thing.pk]))
        form["_confirmed"] = "1"
        response = form.send(follow=True)
        said = [message.message for message in response.context["messages"]]
        return [*said, *errors_in(response)]


class RowOfItsRecord:
    """A row in the form of the thing's record."""

    name = "row"

    def __init__(self, client, folder):
        self.client = client

    def enter(self, case: Value, thing) -> list[str]:
        if not isinstance(thing, Part) or isinstance(thing, Citation):
            raise NoWay
        form = Form.to_change(self.client, thing.parent)
        prefix, index = self._place(form, thing)
        for name, value in case.changes(thing).items():
            fill(form, f"{prefix}-{index}-{name}", thing._meta.get_field(name), value)
        return sent(form)

    @staticmethod
    def _place(form: Form, thing) -> tuple[str, str]:
        for relation in thing.parent._meta.related_objects:
            prefix = relation.get_accessor_name()
            if relation.related_model is not type(thing):
                continue
            for name, values in form.values.items():
                is_id = name.startswith(f"{prefix}-") and name.endswith("-id")
                if is_id and values == [str(thing.pk)]:
                    return prefix, name.removeprefix(f"{prefix}-").removesuffix("-id")
        raise NoWay


class EvidenceOfARow:
    """The first evidence of a claim, beside the claim's row in the form of its record."""

    name = "evidence"

    def __init__(self, client, folder):
        self.client = client

    def enter(self, case: Value, thing) -> list[str]:
        if not isinstance(thing, Citation) or not isinstance(thing.target, Part):
            raise NoWay
        form = Form.to_change(self.client, thing.target.parent)
        prefix, index = RowOfItsRecord._place(form, thing.target)
        for name, value in case.changes(thing).items():
            column = thing._meta.get_field(name)
            fill(form, f"{prefix}-{index}-evidence_{name}", column, value)
        return sent(form)


# ---- Files ----


def named(thing) -> dict[str, Any]:
    """What says in a fixture which thing it is."""
    if isinstance(thing, Part) and thing.parent_field:
        parent = getattr(thing, thing.parent_field)
        return {thing.parent_field: list(parent.natural_key()), "key": thing.key}
    own = "key" if hasattr(thing, "key") else "code"
    return {own: getattr(thing, own)}


def whole(thing, changes) -> dict[str, Any]:
    """All of a thing as a fixture writes it, with changes."""
    (entry,) = json.loads(
        serializers.serialize(
            "json",
            [thing],
            use_natural_foreign_keys=True,
            use_natural_primary_keys=True,
        )
    )
    derived = {"slug", "sort_key", "version"}
    fields = {name: value for name, value in entry["fields"].items() if name not in derived}
    return {**fields, **changes}


def written(folder, thing, fields):
    """A file with one object."""
    path = folder / "values.json"
    model = thing._meta.label_lower
    path.write_text(json.dumps([{"model": model, "fields": fields}]), encoding="utf-8")
    return path


class Import:
    """A fixture, planned and applied."""

    name = "import"

    def __init__(self, client, folder):
        self.folder = folder

    def enter(self, case: Value, thing) -> list[str]:
        changes = case.changes(thing)
        identity = set(named(thing)) & set(changes)
        fields = whole(thing, changes) if identity else {**named(thing), **changes}
        with planning.plan(reading.read([written(self.folder, thing, fields)])) as plan:
            if plan.fault_count == 0:
                apply(plan)
            return [fault.sentence for fault in plan.faults]


class Sheet:
    """A row of a sheet, by its key and the one column."""

    name = "sheet"

    def __init__(self, client, folder):
        pass

    def enter(self, case: Value, thing) -> list[str]:
        record, row = self._row(case, thing)
        kind = next((k for k in KINDS.values() if k.model == record._meta.label_lower), None)
        if kind is None or len(row) > len({code.partition(":")[0] for code in row}):
            raise NoWay
        cells = named_in_a_sheet(record)
        if "key" in row:
            cells |= {"title:en": "A record of another key"}
        for code, value in row.items():
            cells |= self._cells(kind, record, code, value)
        file = io.StringIO()
        csv.writer(file).writerows([cells.keys(), cells.values()])
        read = sheets.read(kind.code, "values.csv", io.BytesIO(file.getvalue().encode()))
        with planning.plan(read) as plan:
            if plan.fault_count == 0:
                apply(plan)
            return [fault.sentence for fault in plan.faults]

    @staticmethod
    def _row(case: Value, thing) -> tuple[models.Model, dict[str, Any]]:
        """The record whose row says it, and the columns that do."""
        changes = case.changes(thing)
        if isinstance(thing, Act) and set(changes) == {"done_on"}:
            return thing.agreement, {"signed_on": changes["done_on"]}
        if isinstance(thing, Citation) and set(changes) <= IN_ROWS and not case.is_taken:
            row = {"source": thing.source.key, "paragraphs": thing.paragraphs, **changes}
            return thing.root, {("evidence_note" if k == "note" else k): v for k, v in row.items()}
        return thing, changes

    def _cells(self, kind, record, code, value) -> dict[str, str]:
        column = next((field for field in record._meta.get_fields() if field.name == code), None)
        match column:
            case MultilingualField():
                return {f"{code}:{tag}": text for tag, text in self._texts(kind, code, value)}
            case IdentifiersField():
                return dict(_cell(kind, *item) for item in _of(dict, value).items())
            case CodesField() | LanguagesField():
                return dict([_cell(kind, code, "; ".join(_texts(value)))])
            case models.ForeignKey():
                return dict([_cell(kind, code, _of(list, value)[-1])])
            case models.BooleanField():
                return dict([_cell(kind, code, "yes" if _of(bool, value) else "no")])
        if isinstance(value, (list, dict, bool)) or value is None:
            raise NoWay
        return dict([_cell(kind, code, str(value))])

    @staticmethod
    def _texts(kind, code, value):
        if not _of(dict, value) or not all(map(is_tag, value)):
            raise NoWay
        for tag, text in value.items():
            yield tag, _cell(kind, code, text)[1]


# What a row says of its evidence.
IN_ROWS = {"paragraphs", "as_named", "basis", "note"}


def named_in_a_sheet(record) -> dict[str, str]:
    """What says in a sheet which record a row is about."""
    if isinstance(record, Part):
        return {"agreement": record.parent.key, "key": record.key}
    return {"key": record.key}


def _cell(kind, code: str, text) -> tuple[str, str]:
    """A column and its cell.

    There is none where the sheet has no such column, where the cell would be blank, which
    says nothing, and where what is wrong is a break or a space that cells are cleaned of.
    """
    try:
        holds = kind.column(code).holds
    except KeyError:
        raise NoWay from None
    read = passage if holds is Holds.PASSAGE else line
    if not isinstance(text, str) or _is_broken(text) or "\0" in text:
        raise NoWay
    if not line(text) or read(text) != text.strip():
        raise NoWay
    return code, text


class LoadData:
    """A fixture in Django's own hands, which asks the fields and the database alone."""

    name = "loaddata"

    def __init__(self, client, folder):
        self.folder = folder

    def enter(self, case: Value, thing) -> list[str]:
        if not case.is_asked_raw:
            raise NoWay
        path = written(self.folder, thing, whole(thing, case.changes(thing)))
        try:
            with transaction.atomic():
                call_command("loaddata", str(path), verbosity=0)
        except Exception as refusal:
            return [str(refusal)]
        if not case.later:
            return []
        with recording() as opened:
            opened.touch(thing)
        return [problem.sentence for problem in checks.problems()]


DOORS = (OwnPage, RowOfItsRecord, EvidenceOfARow, Import, Sheet, LoadData)
