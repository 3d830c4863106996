"""The open dataset: what the public sees and nothing else, described for people and programs."""

import csv
import hashlib
import json
import shutil
import subprocess
import sys
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import translation

from coop.exchange import dataset
from coop.exchange.folders import NotWritten
from coop.exchange.public import TABLES
from tests import factories
from tests.exchange.registries import (
    AWKWARD,
    files_of,
    import_files,
    load_files,
    objects_of,
)

pytestmark = pytest.mark.django_db

HIDDEN = [
    "For staff alone",
    "A draft source",
    "A draft agreement",
    "A draft film",
    "A withdrawn",
    "entered twice",
    "agreement-c",
    "source-b",
    "film-b",
]
"""What the awkward registry holds and the public does not see."""


@pytest.fixture(scope="module")
def folder(django_db_setup, django_db_blocker, tmp_path_factory):
    """The open dataset of the awkward registry, which itself is gone again."""
    folder = tmp_path_factory.mktemp("published") / "data set"
    with django_db_blocker.unblock(), transaction.atomic():
        import_files(AWKWARD)
        dataset.write_published(folder)
        transaction.set_rollback(True)
    return folder


def rows(folder, table) -> list[dict[str, str]]:
    with (folder / f"data/{table}.csv").open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def published(folder) -> dict[str, bytes]:
    dataset.write_published(folder)
    return files_of(folder)


class TestTheOpenDataset:
    def test_holds_nothing_that_is_no_ones_but_the_staffs(self, folder):
        written = b"".join(files_of(folder).values()).decode()

        assert [words for words in HIDDEN if words in written] == []
        assert "An agreement is signed" in written

    def test_holds_what_is_public(self, folder):
        counts = json.loads((folder / "counts.json").read_text("utf-8"))

        assert counts["agreement"] == 2
        assert counts["place"] == 1
        assert counts["provision"] == 2
        assert counts["statement"] == 3

    def test_holds_texts_and_quotes_only_where_everyone_may_read_them(self, tmp_path):
        closed = factories.source(text="Not for everyone. Closed.", text_rights="staff-only")
        free = factories.source(text="For everyone. Free.", text_rights="public")
        for source, quote in ((closed, "Closed."), (free, "Free.")):
            agreement = factories.agreement(source=source)
            factories.citation(
                agreement, source=source, quote=quote, quote_translation={"tr": f"x{quote}"}
            )

        written = b"".join(published(tmp_path / "set").values())

        assert b"Not for everyone" not in written
        assert b"Closed." not in written
        assert b"For everyone. Free." in written
        assert b"xFree." in written

    def test_tells_no_reference_to_what_is_not_public(self, tmp_path):
        draft = factories.agreement(draft=True, key="agreement-secret")
        secret = factories.rule(provision=factories.provision(agreement=draft))
        factories.rule(provision=factories.provision(), relaxes=secret)

        written = b"".join(published(tmp_path / "set").values())

        assert b"agreement-secret" not in written

    def test_tells_of_a_group_its_organisation_only_where_that_is_public(self, tmp_path):
        factories.group("a", organisation=factories.party(key="body-secret"))
        factories.group("b", organisation=factories.public(factories.party(key="body-public")))

        dataset.write_published(tmp_path / "set")

        organisations = {
            row["id"]: row["organisation"] for row in rows(tmp_path / "set", "countrygroup")
        }
        assert organisations == {"a": "", "b": "body-public"}

    def test_tells_no_basis_that_only_a_draft_source_gives(self, tmp_path):
        body = factories.public(factories.party())
        factories.citation(body, source=factories.source(draft=True))
        dataset.write_published(tmp_path / "drafted")
        factories.citation(body, source=factories.source(), basis="supplied")
        dataset.write_published(tmp_path / "told")

        (drafted,) = [row for row in rows(tmp_path / "drafted", "party") if row["id"] == body.key]
        (told,) = [row for row in rows(tmp_path / "told", "party") if row["id"] == body.key]
        assert drafted["basis"] == ""
        assert told["basis"] == "supplied"

    def test_can_be_imported_into_an_empty_registry(self, folder, tmp_path):
        load_files(*(folder / f"data/{model._meta.model_name}.jsonl" for model in TABLES))

        assert published(tmp_path / "again") == files_of(folder)

    def test_of_an_empty_registry_has_all_its_tables(self, tmp_path):
        dataset.write_published(tmp_path / "set")

        assert rows(tmp_path / "set", "agreement") == []
        assert valid(tmp_path / "set") == []


class TestATable:
    def test_names_each_row_and_refers_by_that_name(self, folder):
        signature = rows(folder, "signature")[0]

        assert signature["id"] == "agreement-a/a/a"
        assert signature["participation"] in {row["id"] for row in rows(folder, "participation")}
        assert signature["person"] in {row["id"] for row in rows(folder, "person")}

    def test_has_a_column_a_language_and_one_for_the_original(self, folder):
        agreement = next(row for row in rows(folder, "agreement") if row["id"] == "agreement-a")

        assert agreement["title_original"] == agreement["title_ar"] == "اتفاق «التعاون» السينمائي"
        assert agreement["title_ru"] == "Соглашение о кино, ёлка"
        assert {name for name in agreement if name.startswith("title_")} == {
            "title_original",
            "title_ar",
            "title_en",
            "title_kk",
            "title_ru",
        }

    def test_has_the_days_that_an_uncertain_date_can_mean(self, folder):
        (act,) = rows(folder, "act")

        assert act["done_on"] == "?2025-12-11"
        assert (act["done_on_earliest"], act["done_on_latest"]) == ("2025-12-11", "2025-12-11")
        assert (act["effective_on"], act["effective_on_earliest"]) == ("XXXX-12-11", "")

    def test_says_what_stands_at_its_default(self, folder):
        agreement = next(row for row in rows(folder, "agreement") if row["id"] == "agreement-b")

        assert agreement["kind"] == "not-stated"
        assert agreement["is_title_supplied"] == "false"

    def test_puts_several_values_into_one_cell(self, folder):
        provision = next(row for row in rows(folder, "provision") if row["key"] == "a")
        (source,) = rows(folder, "sourcedocument")

        assert provision["forms"] == "fiction; animation"
        assert provision["subjects"] == "subject-a; subject-b"
        assert source["no_claim"] == "3-4 page-furniture"

    def test_says_what_a_citation_is_evidence_for(self, folder):
        claims = {(row["claim_table"], row["claim_id"]) for row in rows(folder, "citation")}

        assert ("rule", "agreement-a/a/b") in claims
        assert ("coproductionpartner", "film-a/a") in claims

    def test_holds_no_formula(self, folder):
        body = next(row for row in rows(folder, "party") if row["id"] == "party-a")
        (signature,) = rows(folder, "signature")

        assert body["names_en"] == "'=SUM(A1:A9) films, “the” body"
        assert signature["office"] == "'-minister"
        assert rows(folder, "place")[0]["latitude"] == "-43.65000"

    def test_has_the_same_rows_as_the_objects(self, folder):
        for model in TABLES:
            name = model._meta.model_name
            ids = [row["id"].split("/")[-1] for row in rows(folder, name)]

            keys = [
                one["fields"].get("key", one["fields"].get("code"))
                for one in objects_of(folder / f"data/{name}.jsonl")
            ]
            assert ids == keys


class TestObjects:
    def test_have_texts_as_they_are(self, folder):
        (body,) = [
            one["fields"]
            for one in objects_of(folder / "data/party.jsonl")
            if one["fields"]["key"] == "party-a"
        ]

        assert body["names"]["en"] == "=SUM(A1:A9) films, “the” body"

    def test_have_no_field_that_the_registry_works_out(self, folder):
        written = (folder / "data/event.jsonl").read_text("utf-8")

        assert "held_on" in written
        assert "earliest" not in written
        assert "basis" not in written


def valid(folder) -> list[str]:
    """What Frictionless finds wrong with a data package: types, keys, hashes and all."""
    judged = subprocess.run(
        [sys.executable, "-m", "frictionless", "validate", "datapackage.json", "--json"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    report = json.loads(judged.stdout)
    assert report["stats"]["tasks"] == 2 * len(TABLES)
    found = report["errors"] + [error for task in report["tasks"] for error in task["errors"]]
    return [error["message"] for error in found]


class TestTheDataPackage:
    def test_is_valid(self, folder):
        assert valid(folder) == []

    def test_is_not_valid_any_more_when_a_table_is_changed(self, folder, tmp_path):
        folder = shutil.copytree(folder, tmp_path / "copy")
        table = folder / "data/participation.csv"
        table.write_text(table.read_text("utf-8").replace("party-b", "party-x"), "utf-8")

        found = " ".join(valid(folder))

        assert "hash" in found
        assert "foreign" in found.lower()

    def test_gives_the_size_and_hash_of_every_file(self, folder):
        package = json.loads((folder / "datapackage.json").read_text("utf-8"))
        data = {name: content for name, content in files_of(folder).items() if "/" in name}

        assert {one["path"]: (one["bytes"], one["hash"]) for one in package["resources"]} == {
            name: (len(content), f"sha256:{hashlib.sha256(content).hexdigest()}")
            for name, content in data.items()
        }

    def test_is_the_same_for_the_same_content(self, folder, tmp_path):
        import_files(AWKWARD)

        assert published(tmp_path / "again") == files_of(folder)

    def test_has_another_version_for_other_content(self, folder, tmp_path):
        before = json.loads((folder / "datapackage.json").read_text("utf-8"))["version"]
        import_files(AWKWARD)
        factories.agreement()

        after = dataset.write_published(tmp_path / "again").version

        assert before.startswith("1.0.0+")
        assert after.startswith("1.0.0+")
        assert after != before

    def test_does_not_depend_on_the_language_in_use(self, folder, tmp_path):
        import_files(AWKWARD)

        with translation.override("ar"):
            assert published(tmp_path / "again") == files_of(folder)


class TestTheDictionary:
    def test_names_every_column_and_every_code(self, folder):
        text = (folder / "dictionary.md").read_text("utf-8")

        for model in TABLES:
            page = text.split(f"## {model._meta.model_name}\n")[1].split("\n## ")[0]
            with (folder / f"data/{model._meta.model_name}.csv").open(encoding="utf-8") as opened:
                heading = next(csv.reader(opened))
            assert [name for name in heading if f"| `{name}` |" not in page] == []
        assert "| `coding` | `not-coded` | not coded (the default): Nobody has read" in text

    def test_says_what_the_fields_help_says(self, folder):
        text = (folder / "dictionary.md").read_text("utf-8")

        assert "Public. Never guessed from the title in a report." in text

    def test_says_what_each_code_means(self, folder):
        text = (folder / "dictionary.md").read_text("utf-8")

        assert "| `stance` | `requires` | requires: Demands: a film" in text


class TestTheLicence:
    def test_is_said_to_be_missing_while_none_is_named(self, folder):
        package = json.loads((folder / "datapackage.json").read_text("utf-8"))

        assert "licenses" not in package
        assert "No licence has been named" in (folder / "LICENCE.md").read_text("utf-8")

    @pytest.mark.parametrize(
        ("name", "address", "descriptors"),
        [
            (
                "CC-BY-4.0",
                "https://example.org/by",
                [{"name": "CC-BY-4.0", "path": "https://example.org/by", "title": "CC-BY-4.0"}],
            ),
            ("Our own terms", "", [{"path": "LICENCE.md", "title": "Our own terms"}]),
            ("", "https://example.org/by", [{"path": "https://example.org/by"}]),
        ],
    )
    def test_is_named_where_the_settings_name_it(
        self, tmp_path, settings, name, address, descriptors
    ):
        settings.REGISTRY_DATA_LICENCE = name
        settings.REGISTRY_DATA_LICENCE_URL = address

        dataset.write_published(tmp_path / "set")

        package = json.loads((tmp_path / "set/datapackage.json").read_text("utf-8"))
        assert package["licenses"] == descriptors
        assert (name or address) in (tmp_path / "set/LICENCE.md").read_text("utf-8")
        assert valid(tmp_path / "set") == []


class TestTheCommand:
    def test_tells_counts_version_and_what_licence_is_missing(self, tmp_path):
        factories.agreement()
        told = StringIO()

        call_command("export_registry", published=True, output=tmp_path / "set", stdout=told)

        assert "1  agreement" in told.getvalue()
        assert "Version 1.0.0+" in told.getvalue()
        assert "No licence has been named" in told.getvalue()

    def test_takes_a_version_of_the_publishers_own(self, tmp_path):
        call_command(
            "export_registry",
            published=True,
            output=tmp_path / "set",
            release="2026.1",
            stdout=StringIO(),
        )

        package = json.loads((tmp_path / "set/datapackage.json").read_text("utf-8"))
        assert package["version"] == "2026.1"

    def test_needs_a_folder(self):
        with pytest.raises(CommandError, match="name a folder"):
            call_command("export_registry", published=True)

    def test_has_a_version_for_the_dataset_alone(self):
        with pytest.raises(CommandError, match="--published"):
            call_command("export_registry", release="2026.1")

    def test_leaves_a_folder_with_other_things_alone(self, tmp_path):
        (tmp_path / "thesis.docx").write_text("Mine")

        with pytest.raises(NotWritten):
            dataset.write_published(tmp_path)
