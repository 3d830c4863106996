"""The documentation says what is there: every model, field and constraint, setting and command."""

import json
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import resolve

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
MODELS = list(apps.get_app_config("coop").get_models())
SHARED = (ROOT / "docs" / "models" / "README.md").read_text("utf-8")
FIXTURES = sorted((ROOT / "fixtures").rglob("*.json"))

each_model = pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))


def page_of(model) -> str:
    return (ROOT / "docs" / "models" / f"{model._meta.model_name}.md").read_text("utf-8")


def fields(model):
    for field in (*model._meta.local_fields, *model._meta.local_many_to_many):
        if not field.primary_key and not field.name.endswith(("_earliest", "_latest")):
            yield field.name


@each_model
class TestThePageOfAModel:
    def test_names_every_field(self, model):
        text = page_of(model)

        assert [
            name for name in fields(model) if f"`{name}`" not in text and f"`{name}`" not in SHARED
        ] == []

    def test_names_every_constraint_and_no_other(self, model):
        named = re.findall(r"^- `(\w+)`$", page_of(model), re.M)

        assert named == [constraint.name for constraint in model._meta.constraints]

    def test_is_in_the_list_of_models(self, model):
        assert f"[{model.__name__}]({model._meta.model_name}.md)" in SHARED

    def test_gives_an_example_that_stands_in_the_fixtures(self, model):
        examples = re.findall(r"```json\n(.*?)\n```", page_of(model), re.S)

        for example in map(json.loads, examples):
            found = [
                fields
                for fields in objects(model)
                if all(told_of(value, fields.get(name)) for name, value in example.items())
            ]
            assert found, example


def objects(model):
    for file in FIXTURES:
        for entry in json.loads(file.read_text("utf-8")):
            if entry["model"] == model._meta.label_lower:
                yield entry["fields"]


def told_of(value, full) -> bool:
    """Whether a value is the fixture's, or of a text in several languages its English one."""
    return value == full or (
        isinstance(value, dict) and isinstance(full, dict) and value.items() <= full.items()
    )


@each_page
class TestAPage:
    def test_links_to_what_is_there(self, page):
        links = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8"))

        assert [link for link in links if not (page.parent / link).exists()] == []

    def test_names_commands_that_there_are(self, page):
        text = page.read_text("utf-8")
        targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.M))
        folders = [path.parent for path in ROOT.glob("coop/management/commands/*.py")]
        commands = {path.stem for folder in folders for path in folder.glob("*.py")}
        django = {"migrate", "collectstatic", "loaddata", "createsuperuser", "dumpdata", "check"}

        assert set(re.findall(r"`make ([a-z]+)", text)) <= targets
        assert set(re.findall(r"manage\.py ([a-z_]+)", text)) <= commands | django


class TestTheIndex:
    def test_leads_to_every_page(self):
        index = (ROOT / "docs" / "README.md").read_text("utf-8")
        pages = {path.name for path in (ROOT / "docs").glob("*.md")} - {"README.md"}

        assert {page for page in pages if f"]({page})" not in index} == set()


class TestTheSettings:
    def test_are_all_described(self):
        described = (ROOT / "docs" / "deploying.md").read_text("utf-8")
        code = "".join(path.read_text("utf-8") for path in (ROOT / "registry").rglob("*.py"))
        read = set(re.findall(r'"(REGISTRY_[A-Z_]+|DATABASE_URL)"', code))

        assert {name for name in read if f"`{name}`" not in described} == set()

    def test_that_are_described_are_read(self):
        described = (ROOT / "docs" / "deploying.md").read_text("utf-8")
        code = "".join(path.read_text("utf-8") for path in (ROOT / "registry").rglob("*.py"))

        assert {
            name for name in re.findall(r"\| `(REGISTRY_[A-Z_]+)`", described) if name not in code
        } == set()


class TestTheReadme:
    def test_shows_every_room_of_the_domain(self):
        text = (ROOT / "README.md").read_text("utf-8")
        rooms = {
            path.name if path.is_file() else f"{path.name}/"
            for path in (ROOT / "coop").iterdir()
            if (path / "__init__.py").exists() or path.suffix == ".py"
        } - {"__init__.py", "apps.py", "migrations/"}

        assert {room for room in rooms if f"`{room.removesuffix('.py')}`" not in text} == set()

    def test_shows_addresses_that_there_are(self):
        text = (ROOT / "README.md").read_text("utf-8")

        for address in re.findall(r"`(/[a-z]*/?)`", text):
            assert resolve(address)
