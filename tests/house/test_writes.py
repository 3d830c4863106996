"""One write path: nothing writes to the registry's tables outside of a recording."""

import ast
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import connection
from django.urls import reverse

from coop.curation import active
from coop.models import FormerSlug, Generation, Place, SearchDocument, StatusPeriod
from tests import factories

ROOT = Path(__file__).resolve().parents[2]

ALWAYS = {
    *("save", "save_base", "create", "bulk_create", "bulk_update", "get_or_create"),
    *("update_or_create", "delete", "_raw_delete", "asave", "acreate", "adelete", "aupdate"),
    "executemany",
}
FUNCTIONS = {"insert_rows", "update_rows"}
ON_QUERYSETS = {"update"}
ON_RELATIONS = {"add", "set", "remove", "clear"}
RELATIONS = {
    field.name if field.concrete else field.get_accessor_name()
    for model in apps.get_app_config("coop").get_models()
    for field in model._meta.get_fields()
    if field.is_relation and (field.one_to_many or field.many_to_many)
}
QUERYSET = re.compile(
    r"objects|_manager|\.filter\(|\.exclude\(|\.all\(\)|query_?set", re.IGNORECASE
)

# The rooms in which recording and what follows from it are written.
THE_PATH = ("coop/curation/", "coop/search/documents.py", "coop/migrations/")

REASONS = {
    ("coop/querysets/derived.py", "get_or_create"): "The row of the counter that recording raises.",
    ("coop/querysets/derived.py", "update"): "The counter that recording raises.",
    ("coop/facets/held.py", "update_or_create"): "Indexes that readers begin from.",
    ("coop/querysets/bulk.py", "executemany"): "How the write path writes derived rows.",
    ("coop/admin/accounts.py", "delete"): "A session of an account that was closed, no record.",
    ("coop/admin/invitations.py", "save"): "An account, no record.",
    ("coop/admin/passwords.py", "save"): "A form that sends mail, no record.",
    ("coop/admin/base.py", "save"): "The admin's save of the record, inside its recording.",
    ("coop/admin/base.py", "delete"): "A call of the verb that deletes, in curation.",
    ("coop/admin/evidence.py", "save"): "Evidence typed in a row, inside the admin's recording.",
    (
        "coop/admin/evidence.py",
        "delete",
    ): "Evidence emptied in a row, inside the admin's recording.",
    ("coop/admin/evidence_desk/entering.py", "save"): "What is new, inside the desk's recording.",
    ("coop/admin/evidence_desk/forms.py", "save"): "Who is new beside it, in the same recording.",
    ("coop/admin/mappings.py", "save"): "How a file is read, no record; inside a recording.",
    ("coop/admin/participations.py", "save"): "A signature in a row, inside the admin's recording.",
    (
        "coop/admin/participations.py",
        "delete",
    ): "A signature emptied, inside the admin's recording.",
    ("coop/admin/rows.py", "save"): "A row of a form, inside the admin's recording.",
    ("coop/exchange/addresses.py", "update_or_create"): "What an address answered, no record.",
    ("coop/exchange/applying.py", "bulk_create"): "New rows of an import, in its recording.",
    ("coop/exchange/applying.py", "update"): "Changed rows of an import, in its recording.",
    ("coop/exchange/applying.py", "delete"): "Lists that an import replaces, in its recording.",
    ("coop/exchange/lists/writing.py", "save"): "A workbook, no record.",
    ("coop/exchange/sheets/templates.py", "save"): "A workbook, no record.",
    ("coop/exchange/sheets/writing.py", "save"): "A workbook, no record.",
    ("coop/exchange/proposals.py", "save"): "A proposed change, no record; in a recording.",
    ("coop/exchange/proposals.py", "delete"): "Parts that an applied proposal removes, in its own.",
    ("coop/exchange/staging.py", "executemany"): "A plan's private file, no record.",
    ("coop/exchange/waiting.py", "save"): "An uploaded file that waits, no record.",
    ("coop/exchange/waiting.py", "create"): "A piece of an uploaded file, no record.",
    ("coop/exchange/waiting.py", "delete"): "The pieces of what is set aside, no record.",
    ("coop/management/commands/demo_password.py", "update_or_create"): "An account, no record.",
    ("registry/setup/install.py", "create"): "A virtual environment, no record.",
}


def writes(path):
    """The writing methods that a file calls, with their lines."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id in FUNCTIONS:
                yield node.func.id, node.lineno
            continue
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        method, receiver = node.func.attr, node.func.value
        ends_in = receiver.attr if isinstance(receiver, ast.Attribute) else ""
        if (
            method in ALWAYS
            or (method in ON_QUERYSETS and QUERYSET.search(ast.unparse(receiver)))
            or (method in ON_RELATIONS and ends_in in RELATIONS)
        ):
            yield method, node.lineno


def found():
    for room in ("coop", "registry"):
        for path in sorted((ROOT / room).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if not name.startswith(THE_PATH):
                for method, line in writes(path):
                    yield name, method, line


class TestTheCode:
    def test_writes_nowhere_else_without_a_reason(self):
        unexplained = [
            f"{name}:{line} .{method}()"
            for name, method, line in found()
            if (name, method) not in REASONS
        ]

        assert unexplained == []

    def test_has_no_reason_that_is_needed_no_more(self):
        assert set(REASONS) == {(name, method) for name, method, _line in found()}

    @pytest.mark.parametrize(
        "line",
        [
            "agreement.save()",
            "Agreement.objects.create(title={})",
            "Agreement.objects.filter(pk=1).update(state='published')",
            "agreement.frameworks.add(party)",
            "agreement.subjects.set([])",
            "StatusPeriod.objects.bulk_create([])",
            "agreement.delete()",
            "insert_rows(SearchDocument, ['kind'], rows)",
        ],
    )
    def test_is_seen_to_write(self, line, tmp_path):
        path = tmp_path / "room.py"
        path.write_text(line)

        assert len(list(writes(path))) == 1

    @pytest.mark.parametrize("line", ["seen.add(1)", "options.update({'a': 1})", "words.clear()"])
    def test_is_not_taken_to_write_where_it_does_not(self, line, tmp_path):
        path = tmp_path / "room.py"
        path.write_text(line)

        assert list(writes(path)) == []


WRITTEN = re.compile(r'\s*(?:UPDATE|INSERT INTO|INSERT OR \w+ INTO|DELETE FROM) "(coop_\w+)"')
DERIVED = {model._meta.db_table for model in (FormerSlug, Generation, SearchDocument, StatusPeriod)}


@pytest.fixture
def unrecorded():
    """The tables that are written to while no recording is open."""
    tables = []

    def note(execute, sql, params, many, context):
        match = WRITTEN.match(sql)
        if match and active() is None:
            tables.append(match[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield tables


@pytest.fixture
def staff(client):
    user = get_user_model().objects.create_superuser("curator", password="secret")
    client.force_login(user)
    return client


class Form(HTMLParser):
    """What a browser would send back of the record's form as it was shown."""

    def __init__(self, page):
        super().__init__()
        self.data, self._select, self._textarea = {}, None, None
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        name, kind = attrs.get("name"), attrs.get("type")
        if tag == "input" and name and kind not in ("submit", "button", "file"):
            if kind not in ("checkbox", "radio") or "checked" in attrs:
                self.data[name] = attrs.get("value", "on" if kind == "checkbox" else "")
        elif tag == "select":
            self._select = name
        elif tag == "option" and "selected" in attrs and self._select:
            self.data[self._select] = attrs.get("value", "")
        elif tag == "textarea":
            self._textarea = name
            self.data[name] = ""

    def handle_endtag(self, tag):
        if tag == "textarea":
            self._textarea = None

    def handle_data(self, data):
        if self._textarea:
            self.data[self._textarea] += data


def submit(client, address, **typed):
    page = client.get(address)
    return client.post(address, {**Form(page.content.decode()).data, **typed})


@pytest.mark.django_db
class TestAWriteInTheAdmin:
    def test_is_recorded_when_a_record_is_changed(self, staff, unrecorded):
        place = factories.place()

        submit(
            staff,
            reverse("admin:coop_place_change", args=[place.pk]),
            latitude="51.1",
            longitude="71.4",
        )

        assert str(Place.objects.get().latitude) == "51.10000"
        assert unrecorded == []

    def test_is_recorded_when_a_record_is_deleted(self, staff, unrecorded):
        place = factories.place()

        submit(staff, reverse("admin:coop_place_delete", args=[place.pk]), post="yes")

        assert not Place.objects.exists()
        assert unrecorded == []

    def test_is_seen_where_it_is_not_recorded(self, unrecorded):
        factories.place()

        Place.objects.update(latitude=1, longitude=2)

        assert unrecorded == ["coop_place"]
