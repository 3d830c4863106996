"""Template files to fill in."""

import csv
import io

import openpyxl
import pytest
from django.utils.translation import override

from coop.exchange.sheets import KINDS, read
from coop.exchange.sheets.templates import FORMATS, template
from coop.models import Agreement
from tests import factories
from tests.exchange.sheet_files import put, saved

pytestmark = pytest.mark.django_db


def book(kind):
    return openpyxl.load_workbook(io.BytesIO(template(kind)))


def headings(sheet):
    return [cell.value for cell in sheet[1]]


class TestATemplate:
    @pytest.mark.parametrize("form", FORMATS)
    @pytest.mark.parametrize("kind", KINDS)
    def test_is_read_without_its_example(self, kind, form):
        assert list(read(kind, f"template.{form}", io.BytesIO(template(kind, form)))) == []

    @pytest.mark.parametrize("kind", KINDS)
    def test_has_the_same_headings_in_every_format(self, kind):
        text = template(kind, "csv").decode("utf-8-sig")

        assert next(csv.reader(io.StringIO(text))) == headings(book(kind).active)

    @pytest.mark.parametrize("tag", ["en", "ar", "ru"])
    def test_may_be_made_in_any_language(self, tag):
        with override(tag):
            content = template("agreements")

        assert list(read("agreements", "template.xlsx", io.BytesIO(content))) == []

    def test_may_have_other_languages(self):
        text = template("agreements", "csv", ["fr", "kk-Latn"]).decode("utf-8-sig")

        assert "Title (fr),Title (kk-Latn)," in text
        assert "Title (en)" not in text

    def test_can_be_filled_in(self):
        factories.state("IR")
        factories.state("KZ")
        made = book("agreements")
        sheet = made.active
        names = headings(sheet)
        for name, value in {
            "Title (en)": "Film deal",
            "Parties": "IR; KZ",
            "Kind": "treaty",
        }.items():
            sheet.cell(3, names.index(name) + 1, value)

        put("agreements", content=saved(made))

        assert Agreement.objects.get().title == {"en": "Film deal"}

    def test_offers_the_codes_of_a_list(self):
        sheet = book("agreements").active
        column = next(cell for cell in sheet[1] if cell.value == "Bindingness").column_letter
        [choice] = [
            one for one in sheet.data_validations.dataValidation if f"{column}2" in str(one.sqref)
        ]

        values = book("agreements")["Allowed values"]
        area = choice.formula1.rpartition("!")[2].replace("$", "")
        assert [cell.value for (cell,) in values[area]] == ["binding", "non-binding", "not-stated"]

    def test_explains_every_column(self):
        made = book("provisions")
        explained = {row[0].value for row in made["How to fill in"].iter_rows()}

        assert {str(column.heading) for column in KINDS["provisions"].columns} <= explained
        assert all(cell.comment for cell in made.active[1])

    def test_keeps_what_is_typed_as_text(self):
        sheet = book("agreements").active

        assert {cell.number_format for cell in sheet[2]} == {"@"}

    def test_has_an_example_that_is_read_once_its_key_is_gone(self):
        made = book("parties")
        sheet = made.active
        sheet["A2"] = None
        factories.state("KZ")
        factories.source(key="source-example", paragraph_count=9)

        put("parties", content=saved(made))
