"""What is wrong in a fixture is said in words, with its place; what can be read still is."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.exchange.entries import Fault
from tests.exchange.fixture_texts import PARTY, PLACE, faults, keys, objects, plain, read


class TestBrokenJson:
    @pytest.mark.parametrize(
        ("text", "line", "sentence"),
        [
            ('[{"a": 1,}]', 1, "Column 10: Remove the comma before “}”."),
            ('[{"a": [1,]}]', 1, "Column 11: Remove the comma before “]”."),
            ('[{"a": 1\n "b": 2}]', 2, "Column 2: A comma is missing here, before the next value."),
            ('[{"a": [1 2]}]', 1, "Column 11: A comma or a closing bracket is expected, not “2”."),
            ('[{"a" 1}]', 1, "Column 7: A colon is expected after the name, not “1”."),
            ('[{"a": }]', 1, "Column 8: A value is expected, not “}”."),
            ('[{"a": 1, 2}]', 1, 'Column 11: A name in quotation marks (") is expected, not “2”.'),
            (
                "[{'a': 1}]",
                1,
                "Column 3: Texts stand in straight double quotation marks (\"), not in '.",
            ),
            (
                '[{"a": “b”}]',
                1,
                'Column 8: Texts stand in straight double quotation marks ("), not in “.',
            ),
            ('[{"a": True}]', 1, "Column 8: Write true instead of True."),
            ('[{"a": None}]', 1, "Column 8: Write null instead of None."),
            ("[\n// parties\n]", 2, "Column 1: A file of JSON has no comments. Remove it."),
            ('[{"a": "C:\\d"}]', 1, "Column 11: A backslash in a text is written twice (\\\\)."),
            (
                '[{"a": "b\n"}]',
                1,
                'Column 10: The line ends within a text. A quotation mark (") is missing, or a '
                "line break that belongs to the text must be written \\n.",
            ),
            ('[{"a": "\t"}]', 1, "Column 9: A tab within a text is written \\t."),
            ('[{"a": "\x1b"}]', 1, "Column 9: A text may not hold U+001B. Remove it."),
            (
                f'[{PARTY},\n{{"a": "b}}]',
                2,
                'Column 7: The text that begins here is not closed: a quotation mark (") is '
                "missing.",
            ),
            (
                f"[{PARTY} x",
                1,
                "Column 50: A comma or the closing “]” is expected, not “x”.",
            ),
            (
                f"[{PARTY}",
                1,
                "Column 49: The file ends before its list is closed by “]”. "
                "Perhaps it was not received whole.",
            ),
            (
                f'[{PARTY},\n\n{{"model": "a",\n',
                3,
                "The file ends within the object that begins here. "
                "Perhaps it was not received whole.",
            ),
            (
                f"[{PARTY}]\n]",
                2,
                "Column 1: The list is closed, and “]” follows. Nothing may follow it.",
            ),
            (
                '{\n"a": 1}',
                1,
                "Column 1: A list of objects is expected. Put the object in brackets: [ … ].",
            ),
            (
                '"a"',
                1,
                'Column 1: A list of objects is expected, which begins with “[”, not “"”.',
            ),
            ("[" * 5000, 1, "Lists and objects stand too deep within one another here."),
        ],
    )
    def test_is_said_with_line_and_column(self, text, line, sentence):
        assert faults(text) == [f"file.json:{line}: {sentence}"]

    def test_is_read_on_where_a_comma_is_missing(self):
        found = read(f"[{PARTY}\n{PLACE},]")

        assert [str(one) for one in found if isinstance(one, Fault)] == [
            "file.json:2: Column 1: A comma is missing between this object and the one before it.",
            "file.json:2: Column 49: Remove the comma before “]”.",
        ]
        assert keys(found) == ["a", "b"]

    def test_yields_what_stands_before_it(self):
        assert keys(read(f"[{PARTY}, {PLACE}, oops]")) == ["a", "b"]

    def test_has_the_right_column_far_into_a_line(self):
        before = "[" + f"{PARTY}," * 20_000

        assert faults(f"{before}oops]") == [
            f"file.json:1: Column {len(before) + 1}: A value is expected, not “o”."
        ]

    def test_has_the_right_line_far_into_a_file(self):
        assert faults("[" + f"{PARTY},\n" * 20_000 + "oops]") == [
            "file.json:20001: Column 1: A value is expected, not “o”."
        ]

    def test_that_is_not_in_utf_8_is_said_with_its_line(self):
        data = "[" + f"{PARTY},\n" * 20_000

        found = read(data.encode() + PARTY.encode().replace(b'"a"', b'"\xe9"') + b"]")

        assert len(keys(found)) == 20_000
        assert str(found[-1]) == (
            "file.json:20001: This line is not in UTF-8 (byte E9). Save the file as UTF-8."
        )

    def test_may_be_cut_anywhere(self):
        text = json.dumps(objects(["é\u2028", {"b": [1, -2.5e3, True, None, "\\"]}]), indent=1)
        data = text.encode()

        for length in range(len(data)):
            found = read(data[:length])
            assert [type(one) for one in found if isinstance(one, Fault)] == [Fault], length

    @given(st.data())
    def test_is_never_taken_for_sound(self, data):
        text = json.dumps(objects(["é\u2028", {"b": [1, -2.5e3, True, None, "\\ud800"]}]))
        place = data.draw(st.integers(0, len(text) - 1))
        sign = data.draw(
            st.sampled_from('"\\,:[]{}x0-.eE +\nnu\x00') | st.characters(codec="utf-8")
        )

        changed = text[:place] + sign + text[place + 1 :]

        try:
            value = json.loads(changed)
        except ValueError:
            assert faults(changed)
        else:
            assert faults(changed) or plain(read(changed)) == (
                value if isinstance(value, list) else [value]
            )


class TestAnObjectOfAFixture:
    @pytest.mark.parametrize(
        ("text", "sentence"),
        [
            ("1", "An object with “model” and “fields” is expected here, not a number."),
            ("null", "An object with “model” and “fields” is expected here, not null."),
            ('"a"', "An object with “model” and “fields” is expected here, not a text."),
            ("[]", "An object with “model” and “fields” is expected here, not a list."),
            ("true", "An object with “model” and “fields” is expected here, not true or false."),
            (
                '{"fields": {}}',
                "This object has no “model”: the name of a table, such as coop.agreement.",
            ),
            (
                '{"model": 1, "fields": {}}',
                "“model” must be the name of a table, such as coop.agreement, not a number.",
            ),
            (
                '{"model": "", "fields": {}}',
                "“model” must be the name of a table, such as coop.agreement, not an empty text.",
            ),
            (
                '{"model": "coop.party"}',
                "coop.party: This object has no “fields”: an object with the fields and their "
                "values.",
            ),
            (
                '{"model": "coop.party", "fields": []}',
                "coop.party: “fields” must be an object with the fields and their values, not a "
                "list.",
            ),
            (
                PARTY[:-1] + ', "pk": 3}',
                "coop.party a: Leave out “pk”: files name a record by its key, never by a number.",
            ),
            (
                PARTY[:-1] + ', "field": 3}',
                "coop.party a: “field” is unknown here. Is “fields” meant?",
            ),
            (
                PARTY[:-1] + ', "names": 3}',
                "coop.party a: “names” is unknown here. A field belongs within “fields”.",
            ),
        ],
    )
    @pytest.mark.parametrize("around", ["[{}]", "[1, {}]"])
    def test_has_a_model_and_fields_and_no_more(self, text, sentence, around):
        assert faults(around.replace("{}", text))[-1] == f"file.json:1: {sentence}"

    @pytest.mark.parametrize(
        ("value", "sentence"),
        [
            ('{"en": 1, "en": 2}', "“en” stands twice in one object."),
            ("NaN", "NaN is no number. Write null where there is none."),
            ("-Infinity", "-Infinity is no number. Write null where there is none."),
            ("1e999", "The number 1e999 is too large."),
            ("9" * 5000, "The number 999999999999… is too large."),
            ("-" + "9" * 5000, "The number -99999999999… is too large."),
            ("0." + "9" * 5000, "The number 0.9999999999… is too large."),
            ('"\\ud800"', "\\ud800 is half of a character. Write the character itself."),
            ('"\\uDC00"', "\\uDC00 is half of a character. Write the character itself."),
            ('"\\ud83d x\\ude00"', "\\ud83d is half of a character. Write the character itself."),
            ('"\\ud83d\\ud83d"', "\\ud83d is half of a character. Write the character itself."),
            ("[" * 40 + "]" * 40, "Lists and objects stand too deep within one another here."),
        ],
    )
    @pytest.mark.parametrize("ending", ["json", "jsonl"])
    def test_holds_no_value_that_is_none_and_the_next_is_read(self, value, sentence, ending):
        first = f'{{"model": "coop.party", "fields": {{"names": {value}}}}}'
        text = f"[{first}, {PLACE}]" if ending == "json" else f"{first}\n{PLACE}"

        found = read(text, f"file.{ending}")

        assert str(found[0]) == f"file.{ending}:1: {sentence}"
        assert keys(found) == ["b"]

    def test_is_wrong_at_the_line_of_the_half_character(self):
        text = '[{"model": "coop.party",\n"fields": {"a": "\\ud83d\\ude00",\n"b": "\\ud83d"}}]'

        assert [one.where.line for one in read(text)] == [3]

    @pytest.mark.parametrize("value", ["\\ud83d\\ude00", "\\\\ud800", "\\\\\\ud83d\\ude00"])
    def test_may_hold_whole_characters_as_escapes(self, value):
        text = PARTY.replace('"a"', f'"{value}"')

        assert keys(read(f"[{text}]")) == [json.loads(f'"{value}"')]

    def test_has_all_that_is_wrong_with_it_said(self):
        assert len(faults('[{"model": 1, "fields": 2, "pk": 3, "more": 4}]')) == 4
