"""Sheets as headings and rows."""

from datetime import date, datetime

import pytest

from tests.exchange.sheet_files import cells, raw_workbook, table, workbook


class TestTextWithCells:
    @pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
    def test_is_told_by_the_sign_between_them(self, sign):
        assert cells(f"a{sign}b\n1{sign}2\n") == [["1", "2"]]

    def test_is_told_by_what_cuts_the_rows_alike(self):
        content = "Title (en, as printed, or not);Note\nOne;x\nTwo, three;y\n"

        assert cells(content) == [["One", "x"], ["Two, three", "y"]]

    def test_is_told_by_its_content_and_not_its_name(self):
        assert cells("a;b\n1;2", name="workbook.xlsx") == [["1", "2"]]

    def test_may_say_its_sign_in_the_first_line(self):
        found = table("sep=;\na;b\n1;2")

        assert found.headings == ["a", "b"]
        assert [row.number for row in found.rows] == [3]

    def test_may_begin_with_a_mark(self):
        assert table("\ufeffKey,Note\n").headings == ["Key", "Note"]

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_may_end_its_lines_in_any_way(self, end):
        assert cells(f"a;b{end}1;2{end}3;4") == [["1", "2"], ["3", "4"]]

    def test_may_be_in_any_script(self):
        assert cells("Название;عنوان\nФильм;فيلم") == [["Фильм", "فيلم"]]

    def test_may_have_every_line_in_quotation_marks(self):
        content = '"Title,Parties,""Note"""\n"One,""IR; KZ"",x"\n"Two,FR,"\n'

        found = table(content)

        assert found.headings == ["Title", "Parties", "Note"]
        assert [row.cells for row in found.rows] == [["One", "IR; KZ", "x"], ["Two", "FR", None]]

    def test_may_have_every_line_in_quotation_marks_that_are_not_doubled(self):
        assert cells('"a,b"\n"1,"2, 3""\n') == [["1", "2, 3"]]

    def test_may_have_line_breaks_in_cells(self):
        content = 'a;b\n"one\ntwo";"x\u2028y"\n3;4\n'

        assert [(row.number, row.cells) for row in table(content).rows] == [
            (2, ["one\ntwo", "x\u2028y"]),
            (4, ["3", "4"]),
        ]

    def test_fills_short_rows_with_empty_cells(self):
        assert cells("a;b;c\n1\n") == [["1", None, None]]

    def test_may_have_empty_cells_beyond_the_headings(self):
        assert cells("a;b\n1;2;;;\n") == [["1", "2"]]

    def test_names_a_row_with_too_many_cells_and_reads_the_others(self):
        assert cells("a;b\n1;2;3\n4;5\n") == [
            "sheet.csv:2: This row has 3 cells, but there are only 2 headings. Perhaps a cell "
            "holds the sign between cells and does not stand in quotation marks.",
            ["4", "5"],
        ]

    def test_names_the_line_of_a_quotation_mark_that_is_not_closed(self):
        found = cells('a;b\n1;2\n3;"x\n5;6\n')

        assert found[0] == ["1", "2"]
        assert found[1].startswith("sheet.csv:3: The quotation mark that opens a cell")
        assert found[2] == ["5", "6"]

    def test_names_the_line_of_the_second_cell_that_is_not_closed(self):
        found = cells('a;b;c\n1;"x\ny";"z\n')

        assert found[0].startswith("sheet.csv:3: The quotation mark that opens a cell")

    def test_names_a_row_with_a_quotation_mark_inside_a_quoted_cell(self):
        found = cells('a;b\n"x" y;2\n3;4\n')

        assert found[0].startswith("sheet.csv:2: A quotation mark stands inside a cell")
        assert found[1] == ["3", "4"]

    def test_may_have_quotation_marks_inside_other_cells(self):
        assert cells('a;b\n5" disc;2\n') == [['5" disc', "2"]]

    @pytest.mark.parametrize("length", [100_001, 200_000])
    def test_names_a_cell_that_is_too_long(self, length):
        found = cells(f"a;b\n1;{'x' * length}\n3;4\n")

        assert "characters; at most 100000 are read" in found[0]
        assert found[0].startswith("sheet.csv:2")
        assert found[1] == ["3", "4"]

    def test_leaves_out_rows_without_content(self):
        assert cells("a;b\n;\n\n \xa0;\n3;4\n") == [["3", "4"]]

    def test_may_begin_with_lines_without_content(self):
        found = table("\n;;\na;b\n1;2\n")

        assert (found.line, found.headings) == (3, ["a", "b"])

    @pytest.mark.parametrize("content", ["\n\n", ";;;\n", "  \n"])
    def test_must_have_some(self, content):
        assert table(content) == ["sheet.csv: The sheet is empty: it has no headings and no rows."]

    def test_must_be_in_utf_8(self):
        assert table("a;b\n1;2".encode("utf-16")) == [
            "sheet.csv: This file is in UTF-16. Save it as UTF-8."
        ]

    def test_says_which_line_is_not_in_utf_8(self):
        sentence = "This line is not in UTF-8 (byte FF). Save the file as UTF-8."

        assert table(b"a;b\n1;2\n\xff;3\n") == [f"sheet.csv:3: {sentence}"]
        assert cells(b"a;b\n" + 99 * b"1;2\n" + b"\xff;3\n") == [
            *99 * [["1", "2"]],
            f"sheet.csv:101: {sentence}",
        ]

    def test_loses_the_apostrophe_that_stops_formulas(self):
        assert cells("a;b\n'=1+1;''=x\n") == [["=1+1", "'=x"]]


class TestAWorkbook:
    def test_is_told_by_its_content_and_not_its_name(self):
        assert cells(workbook(["a", "b"], ["1", "2"]), name="sheet.csv") == [["1", "2"]]

    def test_has_numbers_and_days(self):
        content = workbook(["a", "b", "c"], [12.0, 0.5, date(2025, 12, 11)])

        assert cells(content) == [[12, 0.5, date(2025, 12, 11)]]

    def test_has_moments_without_their_time(self):
        assert cells(workbook(["a"], [datetime(2025, 12, 11, 14, 30)])) == [[date(2025, 12, 11)]]

    @pytest.mark.parametrize(
        ("shown", "read"),
        [
            ("mmm-yy", "2022-06"),
            ("yyyy", "2022"),
            ("d-mmm", "XXXX-06-11"),
            ('d" de "mmmm" de "yyyy', date(2022, 6, 11)),
            ("[$-F800]dddd, mmmm dd, yyyy", date(2022, 6, 11)),
        ],
    )
    def test_states_no_more_of_a_day_than_a_cell_shows(self, shown, read):
        content = workbook(["a"], [date(2022, 6, 11)], formats={"A2": shown})

        assert cells(content) == [[read]]

    @pytest.mark.parametrize(("value", "read"), [(0.6, "60%"), (0.125, "12.5%"), (1, "100%")])
    def test_has_shares_in_per_cent(self, value, read):
        assert cells(workbook(["a"], [value], formats={"A2": "0%"})) == [[read]]

    def test_has_yes_and_no(self):
        assert cells(workbook(["a", "b"], [True, False])) == [["yes", "no"]]

    def test_has_the_value_of_a_formula(self):
        row = '<row r="2"><c r="A2"><f>6*7</f><v>42</v></c></row>'

        assert cells(raw_workbook(row)) == [[42, None]]

    def test_says_that_a_formula_was_never_calculated(self):
        found = cells(workbook(["Key", "Note"], ["a", "=1+1"], ["b", "c"]))

        assert found[0].startswith("sheet.csv:2 [Note]: This cell holds a formula that was never")
        assert found[1] == ["b", "c"]

    @pytest.mark.parametrize("error", ["#REF!", "#N/A", "#DIV/0!"])
    def test_says_that_a_cell_shows_an_error(self, error):
        row = f'<row r="2"><c r="B2" t="e"><v>{error}</v></c></row>'

        assert cells(raw_workbook(row)) == [
            f"sheet.csv:2 [Note]: This cell shows the error {error}."
        ]

    def test_says_that_a_number_is_no_day(self):
        styles = (
            '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
        )
        row = '<row r="2"><c r="A2" s="1"><v>99999999</v></c></row>'

        assert cells(raw_workbook(row, xl__styles=styles)) == [
            "sheet.csv:2 [Key]: This cell shows the error #VALUE!."
        ]

    def test_has_texts_that_cells_share(self):
        strings = (
            '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            "<si><t>Фильм</t></si><si><r><t>فيلم </t></r><r><t>طويل</t></r></si></sst>"
        )
        row = '<row r="2"><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>'

        assert cells(raw_workbook(row, xl__sharedStrings=strings)) == [["Фильм", "فيلم طويل"]]

    def test_has_carriage_returns_as_excel_writes_them(self):
        row = '<row r="2"><c t="inlineStr"><is><t>one_x000D_\ntwo</t></is></c></row>'

        assert cells(raw_workbook(row)) == [["one\r\ntwo", None]]

    def test_keeps_the_numbers_of_its_rows(self):
        row = '<row r="9"><c r="A9"><v>1</v></c></row>'

        assert [found.number for found in table(raw_workbook(row)).rows] == [9]

    def test_reads_rows_that_are_hidden(self):
        row = '<row r="2" hidden="1"><c r="A2"><v>1</v></c></row>'

        assert cells(raw_workbook(row)) == [[1, None]]

    def test_may_have_empty_formatted_cells_beyond_the_headings(self):
        row = '<row r="2"><c r="A2"><v>1</v></c><c r="XFD2" s="0"/></row>'

        assert cells(raw_workbook(row)) == [[1, None]]

    def test_names_a_row_with_cells_beyond_the_headings(self):
        row = '<row r="2"><c r="A2"><v>1</v></c><c r="D2"><v>2</v></c></row>'

        assert cells(raw_workbook(row))[0].startswith("sheet.csv:2: This row has 4 cells")

    def test_loses_the_apostrophe_that_stops_formulas(self):
        assert cells(workbook(["a"], ["'=1+1"])) == [["=1+1"]]

    def test_must_have_content(self):
        assert table(workbook()) == [
            "sheet.csv: The sheet is empty: it has no headings and no rows."
        ]


class TestSeveralWorksheets:
    def test_are_read_where_the_name_says_so(self):
        content = workbook(["x"], [1], sheets={"Agreements": [["Key"], ["a"]]})

        assert table(content, worksheets=["agreements"]).headings == ["Key"]

    def test_are_no_matter_when_the_others_are_empty(self):
        content = workbook(title="One", sheets={"Two": [["Key"], ["a"]], "Three": []})

        assert table(content, worksheets=["agreements"]).headings == ["Key"]

    def test_with_content_are_refused(self):
        content = workbook(["Key"], title="2024", sheets={"2025": [["Key"]]})

        assert table(content, worksheets=["agreements"]) == [
            "sheet.csv: Several worksheets have content: 2024, 2025. Leave the one to be read, or "
            "name it “agreements”."
        ]

    def test_of_a_template_are_known(self):
        content = workbook(["Key"], sheets={"Allowed values": [["x"]], "How to fill in": [["y"]]})

        assert table(content).headings == ["Key"]
