"""The source that a row names is evidence for its record and for its parts."""

import pytest

from coop.models import Citation
from tests import factories
from tests.exchange.sheet_files import entries, faults, fields, put

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _states():
    for code in ("IR", "KZ"):
        factories.state(code)


class TestTheEvidence:
    def test_is_for_the_record_and_each_of_its_parts(self):
        source = factories.source(key="source-a", title="Film deal signed", paragraph_count=9)

        put(
            "agreements",
            "Key;Title (en);Parties;Signed on;Source;Paragraphs;As named;Basis;"
            "Note on the evidence",
            "agreement-a;A;IR;2025;Film deal signed;2.0;film deal;inferred;From the headline.",
        )

        cited = Citation.objects.filter(source=source).order_by("key")
        assert {one.target_name for one in cited} == {"agreement", "participation", "act"}
        assert {(one.paragraphs, one.basis, one.note) for one in cited} == {
            ("2", "inferred", "From the headline.")
        }
        assert [one.as_named for one in cited if one.target_name == "agreement"] == ["film deal"]

    def test_leaves_parts_that_have_some_alone(self):
        factories.source(key="source-a", paragraph_count=9)
        head = "Key;Title (en);Parties;Source;Paragraphs"
        put("agreements", head, "agreement-a;A;IR;source-a;2")

        changed = put("agreements", head, 'agreement-a;A;"IR\nKZ";source-a;3')

        assert changed == {"Participation": (1, 0), "Citation": (2, 0)}

    def test_is_not_doubled(self):
        factories.source(key="source-a", paragraph_count=9)
        rows = ["Key;Title (en);Parties;Source;Paragraphs", "agreement-a;A;IR;source-a;2"]
        put("agreements", *rows)

        assert put("agreements", *rows) == {}

    @pytest.mark.parametrize(
        ("cells", "sentence"),
        [
            (";2;;", "[Paragraphs]: Say in which source this stands, in the column “Source”."),
            ("source-a;;;", "[Source]: Say in which paragraph the source says so."),
            ("source-a;two;;", "[Paragraphs]: Write paragraphs as 2, or 2-4, or 2, 5."),
            ("source-a;2;inferred;", "[Basis]: Say in the note how it was inferred"),
        ],
    )
    def test_that_is_wrong_is_said_once(self, cells, sentence):
        factories.source(key="source-a", paragraph_count=9)

        found = faults(
            "agreements",
            "Key;Title (en);Parties;Source;Paragraphs;Basis;Note on the evidence",
            f'a;A;"IR\nKZ";{cells}',
        )

        assert len(found) == 1
        assert sentence in found[0]

    @pytest.mark.parametrize(
        ("cell", "paragraphs"),
        [("2; 5", "2, 5"), ("2–4", "2-4"), ("12.0", "12"), ("2, 5-7", "2, 5-7")],
    )
    def test_has_paragraphs_as_people_write_them(self, cell, paragraphs):
        factories.source(key="source-a", paragraph_count=20)

        found = entries("agreements", "Key|Title (en)|Source|Paragraphs", f"a|A|source-a|{cell}")

        assert fields(found, "coop.citation")[0]["paragraphs"] == paragraphs
