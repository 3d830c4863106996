"""Two imports at once, and an import while editors save and visitors read."""

import json
import os
import random
import threading
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from reversion.models import Version

from coop.models import Agreement
from tests import databases
from tests import factories as make
from tests.exchange import crowds
from tests.staff.forms import Form, errors_in

SCALE = float(os.environ.get("DRILL_SCALE", "0.05"))

READERS = max(3, round(50 * SCALE))
WRITERS = max(2, round(8 * SCALE))
SAVES = max(5, round(50 * SCALE))
RECORDS = max(250, round(5_000 * SCALE))

SHARED = 6
PAGES = ("/", "/agreements/", "/agreements/?country=KZ", "/parties/", "/provisions/", "/sources/")


@pytest.fixture
def copy(_loaded_registry, django_db_blocker):
    """A copy of the database with all fixtures in it, for the processes of one test."""
    with django_db_blocker.unblock(), _loaded_registry.entered():
        copy = databases.Copy("crowded")
        with copy.entered():
            yield copy
        copy.drop()


@pytest.fixture
def drafts(copy):
    """Drafts that editors and files both change."""
    return [make.agreement(draft=True, parties=[]) for _number in range(SHARED)]


def written(path, objects):
    lines = (json.dumps({"model": model, "fields": fields}) for model, fields in objects)
    path.write_text("".join(f"{line}\n" for line in lines))
    return path


def changing(drafts, **fields):
    return [("coop.agreement", {"key": draft.key, **fields}) for draft in drafts]


def new_records(name):
    return [
        ("coop.agreement", {"key": f"{name}-{number}", "title": {"en": f"{name} {number}"}})
        for number in range(RECORDS)
    ]


def versions_of(record) -> list[Version]:
    """The versions of a record, oldest first."""
    return list(Version.objects.get_for_object(record).order_by("pk"))


@pytest.mark.django_db(transaction=True)
class TestTwoImportsAtOnce:
    def test_of_the_same_file_write_it_once(self, copy, drafts, tmp_path):
        objects = [*new_records("twice"), *changing(drafts, note="Of a file.")]
        file = written(tmp_path / "same.jsonl", objects)

        imports = [crowds.Import(copy, tmp_path, file) for _time in range(2)]
        ended = [one.ended() for one in imports]

        assert any(one.is_applied for one in ended), ended
        for one in ended:
            assert one.is_applied or one.is_nothing_to_do or one.is_refused_in_words, one
        made = Agreement.objects.filter(key__startswith="twice-")
        assert (made.count(), set(made.values_list("version", flat=True))) == (RECORDS, {1})
        for draft in Agreement.objects.filter(pk__in=[draft.pk for draft in drafts]):
            assert (draft.note, draft.version) == ("Of a file.", 2)

    def test_of_files_about_the_same_records_lose_neither(self, copy, drafts, tmp_path):
        said = {"coding": "from-reports", "bindingness": "binding"}
        files = {
            field: written(
                tmp_path / f"{field}.jsonl",
                [*new_records(field), *changing(drafts, **{field: code})],
            )
            for field, code in said.items()
        }

        imports = {field: crowds.Import(copy, tmp_path, file) for field, file in files.items()}
        ended = {field: one.ended() for field, one in imports.items()}

        assert any(one.is_applied for one in ended.values()), ended
        for field, one in ended.items():
            assert one.is_applied or one.is_refused_in_words, one
            present = Agreement.objects.filter(key__startswith=f"{field}-").count()
            assert present == (RECORDS if one.is_applied else 0)
            if not one.is_applied:
                assert crowds.Import(copy, tmp_path, files[field]).ended().is_applied
        for draft in Agreement.objects.filter(pk__in=[draft.pk for draft in drafts]):
            assert {field: getattr(draft, field) for field in said} == said
            assert draft.version == 3


class Crowd:
    """Visitors who read and editors who save, until the imports are done."""

    def __init__(self, host, drafts, sessions):
        self.host = host
        self.drafts = drafts
        self.sessions = sessions
        self.is_over = threading.Event()
        self.errors: list[str] = []
        self.saved: dict[int, list[str]] = defaultdict(list)
        self.refused = 0
        self.read = 0

    def reads(self, number):
        browser, chance = crowds.Browser(self.host), random.Random(number)
        while not self.is_over.is_set():
            address = chance.choice(PAGES)
            response = browser.get(address)
            self.read += 1
            if response.status_code != 200:
                self.errors.append(f"{address}: {response.status_code}")

    def saves(self, number):
        browser = crowds.Browser(self.host, self.sessions[number])
        chance = random.Random(number)
        for time in range(SAVES):
            draft = chance.choice(self.drafts)
            note = f"Save {time} of editor {number}."
            self._save(browser, draft, note)

    def _save(self, browser, draft, note):
        address = reverse("admin:coop_agreement_change", args=[draft.pk])
        response = Form(browser, address).send(note=note)
        if response.status_code == 302:
            self.saved[draft.pk].append(note)
        elif response.status_code == 200 and b"saved this record" in response.content:
            self.refused += 1
        else:
            response.text = response.content.decode()
            self.errors.append(f"{address}: {response.status_code} {errors_in(response)}")


@pytest.mark.django_db(transaction=True)
class TestAnImportAmongACrowd:
    def test_loses_no_save_and_makes_no_error(self, copy, drafts, tmp_path):
        objects = [*new_records("crowd"), *changing(drafts, coding="from-reports")]
        file = written(tmp_path / "crowd.jsonl", objects)
        sessions = [session_of(f"editor-{number}") for number in range(WRITERS)]

        with crowds.served(copy, tmp_path) as host:
            crowd = Crowd(host, drafts, sessions)
            ended = self._among(crowd, lambda: crowds.Import(copy, tmp_path, file).ended())

        assert crowd.errors == []
        assert crowd.read > READERS
        assert sum(map(len, crowd.saved.values())) + crowd.refused == WRITERS * SAVES
        for one in ended:
            assert one.is_applied or one.is_nothing_to_do or one.is_refused_in_words, one
        if not any(one.is_applied for one in ended):
            assert crowds.Import(copy, tmp_path, file).ended().is_applied
        assert Agreement.objects.filter(key__startswith="crowd-").count() == RECORDS
        for draft in Agreement.objects.filter(pk__in=[draft.pk for draft in drafts]):
            self._check(draft, crowd.saved[draft.pk])

    @staticmethod
    def _among(crowd, importing):
        """Let all begin together; read until the last save and the last import are done."""
        with ThreadPoolExecutor(READERS + WRITERS) as threads:
            readers = [threads.submit(crowd.reads, number) for number in range(READERS)]
            writers = [threads.submit(crowd.saves, number) for number in range(WRITERS)]
            ended = []
            try:
                while not (ended and all(writer.done() for writer in writers)):
                    ended.append(importing())
                for writer in writers:
                    writer.result()
            finally:
                crowd.is_over.set()
            for reader in readers:
                reader.result()
        return ended

    @staticmethod
    def _check(draft, saved):
        """Each save is a version of its own, on top of the one before, and the import is one."""
        versions = versions_of(draft)
        notes = [version.field_dict["note"] for version in versions]
        codings = [version.field_dict["coding"] for version in versions]
        changes = [note for before, note in pairwise(notes) if note != before]
        assert sorted(changes) == sorted(saved)
        assert codings.count("from-reports") >= 1
        assert codings == sorted(codings, reverse=True)
        assert draft.version == len(versions) == 1 + len(saved) + 1
        assert (draft.note, draft.coding) == (notes[-1], "from-reports")


def session_of(name) -> str:
    """The cookie of someone who has logged in and may do everything."""
    client = Client()
    client.force_login(User.objects.create_superuser(name, password="a long enough phrase"))
    return client.cookies["sessionid"].value
