"""Doors for files: fixtures that are planned, rows of sheets, raw fixtures."""

import csv
import io
import json
from typing import Any

from django.core import serializers
from django.core.management import call_command
from django.db import models, transaction

from coop.curation import recording
from coop.exchange import planning, reading, sheets
from coop.exchange.applying import apply
from coop.exchange.sheets import KINDS
from coop.exchange.sheets.cells import line, passage
from coop.exchange.sheets.columns import Holds
from coop.integrity import checks
from coop.models import Act, Citation
from coop.models.base import Part
from coop.names.fields import IdentifiersField, LanguagesField, MultilingualField
from coop.names.languages import is_tag
from coop.vocabulary.fields import CodesField
from tests.exchange.values import NoWay, Value, is_broken, of, texts


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
                return {f"{code}:{tag}": text for tag, text in self._by_language(kind, code, value)}
            case IdentifiersField():
                return dict(_cell(kind, *item) for item in of(dict, value).items())
            case CodesField() | LanguagesField():
                return dict([_cell(kind, code, "; ".join(texts(value)))])
            case models.ForeignKey():
                return dict([_cell(kind, code, of(list, value)[-1])])
            case models.BooleanField():
                return dict([_cell(kind, code, "yes" if of(bool, value) else "no")])
        if isinstance(value, (list, dict, bool)) or value is None:
            raise NoWay
        return dict([_cell(kind, code, str(value))])

    @staticmethod
    def _by_language(kind, code, value):
        if not of(dict, value) or not all(map(is_tag, value)):
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
    if not isinstance(text, str) or is_broken(text) or "\0" in text:
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
