"""Out of one registry and into an empty one, and out again: the same bytes on either engine."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from coop.exchange import exporting
from coop.exchange.shapes import shapes
from coop.models import Agreement, FormerSlug, Party
from coop.names.fields import Passage
from tests import factories
from tests.exchange import registries
from tests.exchange.registries import AWKWARD, empty, files_of, import_files, load_files

pytestmark = pytest.mark.django_db

each_way_in = pytest.mark.parametrize("read_in", [import_files, load_files])


def everything() -> str:
    return "".join(exporting.everything())


class TestTheAwkwardRegistry:
    """A field that the models gain is to be filled in ``awkward.jsonl`` too."""

    @pytest.mark.parametrize("shape", shapes().values(), ids=lambda shape: shape.label)
    def test_fills_every_field(self, shape):
        objects = [
            one["fields"] for one in registries.objects_of(AWKWARD) if one["model"] == shape.label
        ]

        assert set(shape.fields) - {name for fields in objects for name in fields} == set()

    def test_has_every_table_that_files_can_carry(self):
        assert {one["model"] for one in registries.objects_of(AWKWARD)} == set(shapes())


class TestEverything:
    @each_way_in
    def test_comes_out_as_it_went_in(self, read_in):
        read_in(AWKWARD)

        assert everything() == AWKWARD.read_text("utf-8")

    @each_way_in
    def test_comes_out_the_same_whatever_the_order_of_entry(self, read_in, tmp_path):
        lines = AWKWARD.read_text("utf-8").splitlines(keepends=True)
        by_table: dict[str, list[str]] = {}
        for line in lines:
            by_table.setdefault(line.split(",")[0], []).append(line)
        turned = tmp_path / "turned.jsonl"
        turned.write_text(
            "".join(line for table in by_table.values() for line in reversed(table)), "utf-8"
        )

        read_in(turned)

        assert everything() == "".join(lines)

    def test_holds_texts_addresses_and_former_addresses(self, tmp_path):
        import_files(AWKWARD)
        addresses = dict(Agreement.objects.values_list("key", "slug"))
        former = list(FormerSlug.objects.values_list("kind", "slug", "key"))
        written = everything()

        empty()
        (tmp_path / "again.jsonl").write_text(written, "utf-8")
        import_files(tmp_path / "again.jsonl")

        assert dict(Agreement.objects.values_list("key", "slug")) == addresses
        assert list(FormerSlug.objects.values_list("kind", "slug", "key")) == former
        assert "For staff alone." in written

    def test_imports_again_without_a_change(self):
        import_files(AWKWARD)

        with registries.planned(AWKWARD) as plan:
            assert plan.is_empty


class TestTheCuratedSet:
    @each_way_in
    def test_comes_out_as_it_went_in(self, read_in, tmp_path):
        import_files(AWKWARD)
        exporting.write_curated(tmp_path / "first", with_texts=True)

        empty()
        read_in(*registries.in_order(tmp_path / "first"))
        exporting.write_curated(tmp_path / "second", with_texts=True)

        assert files_of(tmp_path / "second") == files_of(tmp_path / "first")

    def test_holds_each_object_once(self, tmp_path):
        import_files(AWKWARD)

        exporting.write_curated(tmp_path / "set")

        found = [
            one["model"]
            for file in registries.in_order(tmp_path / "set")
            for one in registries.objects_of(file)
        ]
        wanted = [
            one["model"]
            for one in registries.objects_of(AWKWARD)
            if one["model"] != "coop.formerslug"
        ]
        assert sorted(found) == sorted(wanted)


LETTERS = st.characters(
    exclude_categories=("Cs", "Cc", "Cf", "Cn", "Co", "Zl", "Zp"), exclude_characters="\ufffd"
)
LINES = st.text(LETTERS, min_size=1, max_size=40).map(str.strip).filter(bool)
TEXTS = st.dictionaries(
    st.sampled_from(["ar", "en", "fa", "kk", "kk-Latn", "ru", "tr", "zh-Hant"]), LINES, min_size=1
)
PASSAGES = st.lists(LINES, max_size=3).map("\n".join)


class TestAnyText:
    @given(names=TEXTS, title=TEXTS, note=PASSAGES)
    @hypothesis_settings(
        max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    def test_comes_out_as_it_went_in(self, tmp_path, names, title, note):
        empty()
        body = factories.party(names=_visible(names))
        report = factories.source(publisher="A paper")
        factories.agreement(
            title=_visible(title), note=_visible(note), parties=[body], source=report
        )
        first = everything()
        (tmp_path / "first.jsonl").write_text(first, "utf-8")

        empty()
        import_files(tmp_path / "first.jsonl")

        assert everything() == first
        assert Party.objects.get(key=body.key).names == body.names


def _visible(value):
    """The value without texts that the house refuses, for those have no way in."""

    def is_sound(text):
        try:
            return bool(Passage.clean_text(text))
        except ValidationError:
            return False

    if isinstance(value, str):
        return value if is_sound(value) else ""
    return {tag: text for tag, text in value.items() if is_sound(text)} or {"en": "A name"}


class TestTheCommand:
    def test_prints_what_it_would_write(self, capsys):
        import_files(AWKWARD)

        call_command("export_registry", jsonl=True)

        assert capsys.readouterr().out == AWKWARD.read_text("utf-8")
