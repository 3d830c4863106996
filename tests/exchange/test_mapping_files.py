"""A file as someone else keeps it: mapped once, resolved once, imported, and nothing new again."""

import io
from datetime import datetime

import pytest
from django.core.exceptions import ValidationError
from openpyxl import Workbook

from coop.exchange import applying, mapping, planning
from coop.exchange.entries import Entry, Fault
from coop.exchange.opening import Unreadable
from coop.models import Agreement, Citation, Country, Party, Place
from tests import factories as make
from tests.exchange import foreign

pytestmark = pytest.mark.django_db

COLUMNS = {
    "Treaty No.": ("key", ""),
    "TITLE": ("title:en", "sentence-case"),
    "Contracting Parties": ("parties", ""),
    "Place of conclusion": ("place", ""),
    "Date of signature": ("signed_on", ""),
    "Entered into force": ("in_force_since", ""),
    "Type of instrument": ("kind", ""),
    "Day ended": ("ended_on", "day"),
    "Month ended": ("ended_on", "month"),
    "Year ended": ("ended_on", "year"),
    "Remarks": ("note", ""),
    "Shelf mark": ("", ""),
}

RULES = {
    "date_order": "day-first",
    "separators": ["semicolon", "line", "comma", "slash", "ampersand", "and"],
    "language": "en",
    "key_prefix": "fc",
    "constants": {"coding": "not coded"},
}

RESOLUTIONS = {
    "parties": {
        "Ruritania": {"do": "skip"},
        "Congo": {"do": "use", "values": ["CD"]},
        "Film Board of Sweden": {"do": "empty"},
    },
    "place": {
        "London": {"do": "new"},
        "Paris": {"do": "new"},
        "London/Stockholm": {"do": "note"},
    },
    "kind": {
        "Exch. of Notes": {"do": "use", "values": ["exchange-of-notes"]},
        "MOU": {"do": "use", "values": ["memorandum-of-understanding"]},
    },
    "signed_on": {"about Easter 1962": {"do": "use", "values": ["1962-04~"]}},
}


def mapped(columns=COLUMNS, **fields):
    columns = {
        heading: {"column": column, "reading": reading}
        for heading, (column, reading) in columns.items()
    }
    return make.mapping(columns=columns, **{"rules": RULES, **fields})


def faults_in(entries):
    return [entry for entry in entries if isinstance(entry, Fault)]


@pytest.fixture
def states(registry_fixtures, db):
    """The countries as the fixtures have them."""


@pytest.fixture
def everyone(states):
    """The names of 290 parties: all countries, and bodies for the rest."""
    names = [country.names["en"] for country in Country.objects.order_by("code")]
    bodies = [make.party(names=f"Film Board No. {n}") for n in range(foreign.MANY - len(names))]
    return [*names, *(body.names["en"] for body in bodies)]


class TestAForeignFile:
    def test_shows_its_headings_and_first_values(self, states):
        file = foreign.as_wrapped_csv(foreign.rows())

        found = mapping.headings(make.mapping(), "theirs.csv", file)

        assert [heading.name for heading in found] == foreign.HEADINGS
        by_name = {heading.name: heading.samples for heading in found}
        assert by_name["Treaty No."] == ("FC 0001/A", "FC 0002/A", "FC 0003/A")
        assert len(by_name["Remarks"]) == 3

    def test_says_each_unread_value_once_with_the_number_of_its_rows(self, states):
        file = foreign.as_wrapped_csv(foreign.rows())

        found = mapping.unresolved(mapped(), "theirs.csv", file)

        values = {(value.target, value.value): value for value in found}
        assert {target: set(values) for target, values in RESOLUTIONS.items()} == {
            target: {value for of, value in values if of == target} for target in RESOLUTIONS
        }
        assert len(found) == sum(map(len, RESOLUTIONS.values()))
        congo = values["parties", "Congo"]
        assert (congo.column, congo.heading) == ("Parties", "Contracting Parties")
        rows = [row for row in foreign.rows() if "Congo" in row[2]]
        assert congo.count == len(rows)
        assert {"CD", "CG"} <= {one.key for one in congo.candidates}
        assert [one.count for one in found] == sorted((one.count for one in found), reverse=True)

    def test_is_planned_applied_and_then_changes_nothing(self, everyone):
        source = make.source(title="Their register")
        reader = mapped(resolutions=RESOLUTIONS, source=source)
        rows = foreign.rows(everyone)
        before = Agreement.objects.count()

        with planning.plan(
            mapping.read(reader, "theirs.csv", foreign.as_wrapped_csv(rows))
        ) as plan:
            assert [str(fault) for fault in plan.faults] == []
            applying.apply(plan)

        assert Agreement.objects.count() - before == foreign.ROWS - 1
        with planning.plan(
            mapping.read(reader, "theirs.csv", foreign.as_wrapped_csv(rows))
        ) as plan:
            assert [str(fault) for fault in plan.faults] == []
            assert plan.is_empty
        self.looks_right(source)

    def looks_right(self, source):
        assert not Agreement.objects.filter(key="fc-fc-0001-a").exists()
        many = Agreement.objects.get(key="fc-fc-0004-a")
        assert many.participations.count() == foreign.MANY
        third = Agreement.objects.get(key="fc-fc-0003-a")
        assert third.acts.get(kind="signature").done_on == "1962-04~"
        assert set(Citation.objects.filter(source=source).values_list("basis", flat=True)) == {
            "supplied"
        }
        assert third.citations.get().source == source
        stockholm = Agreement.objects.filter(note__contains="London/Stockholm")
        assert stockholm.exists()
        assert not stockholm.filter(place__isnull=False).exists()
        assert Place.objects.get(key="place-london").names == {"en": "London"}
        ended = Agreement.objects.get(key="fc-fc-0009-a").acts.get(kind="termination")
        assert "1999-10-10" in (ended.done_on, ended.effective_on)

    def test_makes_the_states_that_have_no_party_yet(self, states):
        assert not Party.objects.filter(key="state-it").exists()
        table = [["1", "A treaty", "Italy and France"]]
        reader = mapped({h: COLUMNS[h] for h in ("Treaty No.", "TITLE", "Contracting Parties")})
        headings = list(reader.columns)

        found = list(mapping.read(reader, "theirs.csv", foreign.as_csv(table, headings)))

        assert faults_in(found) == []
        made = [entry.fields for entry in found if entry.model == "coop.party"]
        assert made == [{"key": "state-it", "kind": "state", "country": ["IT"]}]


class TestAMapping:
    def test_leaves_a_fault_for_every_row_with_an_unread_value(self, states):
        file = foreign.as_csv(foreign.rows())

        faults = faults_in(mapping.read(mapped(), "theirs.csv", file))

        congo = [fault for fault in faults if "Congo" in fault.sentence]
        assert len(congo) > 20
        assert (congo[0].where.file, congo[0].where.column) == (
            "theirs.csv",
            "Contracting Parties",
        )
        assert "once for all rows" in congo[0].sentence

    def test_refuses_a_file_of_another_shape_by_its_headings(self, states):
        reader = mapped({"Title": ("title:en", ""), "Gone": ("note", ""), "Box": ("", "")})
        file = foreign.as_csv([["A", "B"]], ["Title", "Colour"])

        faults = faults_in(mapping.read(reader, "theirs.csv", file))

        assert {fault.where.column for fault in faults} == {"Colour", "Gone"}

    def test_without_columns_says_so(self):
        reader = make.mapping()

        found = list(mapping.read(reader, "theirs.csv", foreign.as_csv([])))

        assert [type(one) for one in found] == [Fault]
        assert "which column is which" in found[0].sentence

    def test_of_a_file_that_is_no_sheet_says_so(self):
        found = list(mapping.read(mapped(), "theirs.csv", io.BytesIO(b"%PDF-1.4")))

        assert [type(one) for one in found] == [Fault]
        with pytest.raises(Unreadable):
            mapping.headings(mapped(), "theirs.csv", io.BytesIO(b"%PDF-1.4"))

    def test_tells_columns_of_the_same_heading_apart(self, states):
        file = foreign.as_csv([["A treaty", "France", "Italy"]], ["Title", "Party", "Party"])
        columns = {"Title": ("title:en", ""), "Party": ("parties", ""), "Party #3": ("parties", "")}

        found = list(mapping.read(mapped(columns), "theirs.csv", file))

        assert faults_in(found) == []
        parties = [one.fields["party"] for one in found if one.model == "coop.participation"]
        assert parties == [["state-fr"], ["state-it"]]

    def test_reads_the_days_of_a_workbook(self, states):
        book = Workbook()
        book.active.append(["Title", "When"])
        book.active.append(["A treaty", datetime(1965, 9, 21)])
        file = io.BytesIO()
        book.save(file)
        columns = {"Title": ("title:en", ""), "When": ("signed_on", "")}

        found = list(mapping.read(mapped(columns), "theirs.xlsx", file))

        assert faults_in(found) == []
        acts = [one.fields for one in found if isinstance(one, Entry) and one.model == "coop.act"]
        assert [act["done_on"] for act in acts] == ["1965-09-21"]


class TestWhatAMappingRemembers:
    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("columns", {"Title": "title"}),
            ("columns", {"Title": {"column": "title:en", "reading": "backwards"}}),
            ("columns", {"": {"column": "title:en", "reading": ""}}),
            ("columns", {f"c{n}": {"column": "", "reading": ""} for n in range(301)}),
            ("columns", ["Title"]),
            ("rules", {"date_order": "sideways"}),
            ("rules", {"separators": ["full-stop"]}),
            ("rules", {"key_prefix": "Not A Key"}),
            ("rules", {"language": "kz"}),
            ("rules", {"no-such-rule": 1}),
            ("rules", {"constants": {"kind": ""}}),
            ("resolutions", {"place": {"London": {"do": "guess"}}}),
            ("resolutions", {"place": {"London": {"do": "use"}}}),
            ("resolutions", {"place": {"London": {"do": "use", "values": []}}}),
            ("resolutions", {"place": {"a\0b": {"do": "skip"}}}),
            ("resolutions", {"place": {"x" * 2001: {"do": "skip"}}}),
        ],
    )
    def test_has_a_shape_that_holds_at_every_door(self, field, value):
        reader = make.mapping()
        setattr(reader, field, value)

        with pytest.raises(ValidationError):
            reader.full_clean()
        with pytest.raises(ValidationError):
            reader.save()
