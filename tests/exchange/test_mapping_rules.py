"""The rules of a mapping on one row of someone else's file."""

from datetime import datetime

import pytest

from coop.exchange.mapping.rules import RowLeftOut, Rules
from coop.exchange.mapping.targets import targets_of
from coop.models import ColumnMapping
from tests import factories as make

pytestmark = pytest.mark.django_db

TARGETS = targets_of("agreements")


def read(cells, columns, rules=None, resolutions=None):
    """What one row says: ``cells`` by their headings, ``columns`` as a mapping has them."""
    mapping = ColumnMapping(
        columns={
            heading: {"column": led, "reading": ""}
            if isinstance(led, str)
            else {"column": led[0], "reading": led[1]}
            for heading, led in columns.items()
        },
        rules=rules or {},
        resolutions=resolutions or {},
    )
    return Rules(mapping, TARGETS).read(list(cells), list(cells.values()))


class TestARow:
    def test_says_to_our_columns_what_theirs_are_led_to(self):
        found, problems = read(
            {"Name": " \u201cFilm  treaty\u201d ", "Box": "12", "When": "21/09/1965"},
            {"Name": "title:en", "Box": "", "When": "signed_on"},
            {"date_order": "day-first"},
        )

        assert found == {"title:en": "Film treaty", "signed_on": "1965-09-21"}
        assert problems == []

    def test_says_nothing_by_words_that_mean_nothing(self):
        found, problems = read(
            {"Name": "NULL", "When": "n.d.", "Where": "-"},
            {"Name": "title:en", "When": "signed_on", "Where": "place"},
        )

        assert (found, problems) == ({}, [])

    def test_has_the_constant_values_where_its_cells_are_blank(self):
        found, _problems = read(
            {"Type": "NULL"},
            {"Type": "kind"},
            {"constants": {"kind": "Treaty", "title:en": "Film"}},
        )

        assert found == {"kind": "treaty", "title:en": "Film"}

    def test_joins_several_columns_into_one(self):
        found, _problems = read(
            {"D": 21, "M": "Sep", "Y": 1965.0, "Title": "A", "Subtitle": "B", "Box": "7"},
            {
                "D": ("signed_on", "day"),
                "M": ("signed_on", "month"),
                "Y": ("signed_on", "year"),
                "Title": "title:en",
                "Subtitle": "title:en",
                "Box": ("note", "labelled"),
            },
        )

        assert found == {"signed_on": "1965-09-21", "title:en": "A B", "note": "Box: 7"}

    def test_has_a_key_made_of_prefix_and_columns(self):
        found, _problems = read(
            {"No.": "FC 0001/A", "Part": "2"}, {"No.": "key", "Part": "key"}, {"key_prefix": "dfat"}
        )

        assert found == {"key": "dfat-fc-0001-a-2"}

    def test_without_its_number_has_no_key(self):
        found, _problems = read({"No.": "NULL"}, {"No.": "key"}, {"key_prefix": "dfat"})

        assert found == {}

    def test_is_left_out_when_a_person_said_so_of_a_value(self):
        with pytest.raises(RowLeftOut):
            read(
                {"Between": "Ruritania"},
                {"Between": "parties"},
                resolutions={"parties": {"Ruritania": {"do": "skip"}}},
            )


class TestADateCell:
    def test_of_a_workbook_is_a_day_already(self):
        found, _problems = read({"When": datetime(1965, 9, 21)}, {"When": "signed_on"})

        assert found == {"signed_on": "1965-09-21"}

    def test_is_read_in_the_order_of_its_column(self):
        found, _problems = read(
            {"When": "03/04/1965"},
            {"When": ("signed_on", "month-first")},
            {"date_order": "day-first"},
        )

        assert found == {"signed_on": "1965-03-04"}

    def test_that_could_be_two_days_is_left(self):
        found, problems = read({"When": "03/04/1965"}, {"When": "signed_on"})

        assert found == {}
        assert [(p.target, p.heading, p.value) for p in problems] == [
            ("signed_on", "When", "03/04/1965")
        ]

    def test_is_what_a_person_resolved_it_to(self):
        found, problems = read(
            {"When": "Easter 1962"},
            {"When": "signed_on"},
            resolutions={"signed_on": {"EASTER 1962": {"do": "use", "values": ["1962-04-22"]}}},
        )

        assert (found, problems) == ({"signed_on": "1962-04-22"}, [])

    def test_and_another_that_differs_are_left_together(self):
        cells, columns = {"A": "1965", "B": "1966"}, {"A": "signed_on", "B": "signed_on"}

        found, problems = read(cells, columns)
        assert found == {}
        assert [p.value for p in problems] == ["1965; 1966"]

        resolved = {"signed_on": {"1965; 1966": {"do": "use", "values": ["1965"]}}}
        found, problems = read(cells, columns, resolutions=resolved)
        assert (found, problems) == ({"signed_on": "1965"}, [])


class TestACodeCell:
    @pytest.mark.parametrize("written", ["treaty", "Treaty", "TREATY"])
    def test_is_the_code_or_its_word(self, written):
        found, _problems = read({"Type": written}, {"Type": "kind"})

        assert found == {"kind": "treaty"}

    def test_of_another_word_is_what_a_person_resolved_it_to(self):
        cells, columns = {"Type": "MOU"}, {"Type": "kind"}

        _found, problems = read(cells, columns)
        assert "none of our words" in problems[0].sentence

        resolved = {"kind": {"mou": {"do": "use", "values": ["memorandum-of-understanding"]}}}
        found, problems = read(cells, columns, resolutions=resolved)
        assert (found, problems) == ({"kind": "memorandum-of-understanding"}, [])

    def test_resolved_to_a_code_that_is_gone_is_left(self):
        _found, problems = read(
            {"Type": "MOU"},
            {"Type": "kind"},
            resolutions={"kind": {"MOU": {"do": "use", "values": ["no-such-code"]}}},
        )

        assert "no longer there" in problems[0].sentence

    @pytest.mark.parametrize(("written", "said"), [("Ja", "yes"), ("nein", "no")])
    def test_of_yes_and_no_may_have_words_of_its_own(self, written, said):
        found, _problems = read(
            {"Made up?": written},
            {"Made up?": "is_title_supplied"},
            {"yes": ["ja"], "no": ["nein"]},
        )

        assert found == {"is_title_supplied": said}


class TestACellOfNames:
    @pytest.fixture(autouse=True)
    def _states(self):
        make.state("FR"), make.state("GB")
        make.country("KZ")

    def test_is_a_list_of_keys(self):
        found, problems = read(
            {"Between": "UK and FRANCE; Kazakhstan"},
            {"Between": "parties"},
            {"separators": ["semicolon", "and"]},
        )

        assert found == {"parties": "state-gb; state-fr; KZ"}
        assert problems == []

    def test_is_left_value_by_value(self):
        found, problems = read(
            {"Between": "Ruritania and France; Freedonia"},
            {"Between": "parties"},
            {"separators": ["semicolon", "and"]},
        )

        assert found == {"parties": "state-fr"}
        assert [p.value for p in problems] == ["Ruritania", "Freedonia"]

    def test_is_cut_at_values_that_a_person_resolved(self):
        found, problems = read(
            {"Between": "Ruritania and Freedonia"},
            {"Between": "parties"},
            {"separators": ["and"]},
            {
                "parties": {
                    "Ruritania": {"do": "use", "values": ["state-fr", "state-gb"]},
                    "Freedonia": {"do": "empty"},
                }
            },
        )

        assert (found, problems) == ({"parties": "state-fr; state-gb"}, [])

    def test_of_one_name_is_not_cut(self):
        _found, problems = read(
            {"Where": "London/Stockholm"}, {"Where": "place"}, {"separators": ["slash"]}
        )

        assert [p.value for p in problems] == ["London/Stockholm"]

    def test_left_empty_may_keep_its_text_in_the_note(self):
        found, _problems = read(
            {"Where": "London/Stockholm", "Remarks": "Lost."},
            {"Where": "place", "Remarks": "note"},
            resolutions={"place": {"London/Stockholm": {"do": "note"}}},
        )

        assert found == {"note": "Lost.\nWhere: London/Stockholm"}

    def test_names_a_place_that_is_made_once(self):
        there = make.place(names="Paris")
        mapping = ColumnMapping(
            columns={"Where": {"column": "place", "reading": ""}},
            resolutions={"place": {"Alma Ata": {"do": "new"}, "paris": {"do": "new"}}},
        )
        rules = Rules(mapping, TARGETS)

        assert rules.read(["Where"], ["Alma Ata"])[0] == {"place": "place-alma-ata"}
        assert rules.read(["Where"], ["Paris"])[0] == {"place": there.key}
        assert rules.new_places == {"place-alma-ata": "Alma Ata"}

    def test_never_takes_the_key_of_another_place_for_a_new_one(self):
        make.place(names="Astana", key="place-astana")
        mapping = ColumnMapping(
            columns={"Where": {"column": "place", "reading": ""}},
            resolutions={"place": {"Astana?": {"do": "new"}}},
        )
        rules = Rules(mapping, TARGETS)

        key = rules.read(["Where"], ["Astana?"])[0]["place"]

        assert key.startswith("place-astana-")
        assert rules.new_places == {key: "Astana?"}
