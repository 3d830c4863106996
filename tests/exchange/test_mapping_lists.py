"""Several values in one cell of other people's files."""

import time

import pytest

from coop.exchange.mapping.lists import split

KNOWN = {
    "uk",
    "france",
    "italy",
    "iran",
    "kazakhstan",
    "bosnia and herzegovina",
    "trinidad & tobago",
    "trinidad and tobago",
    "united kingdom of great britain & northern ireland",
    "ministry of culture, tourism and sport of kazakhstan",
    "франция",
    "италия",
}
SIGNS = ["semicolon", "line", "comma", "slash", "ampersand", "and"]

LISTS = [
    ("UK and France", ["UK", "France"]),
    ("IRAN; KAZAKHSTAN", ["IRAN", "KAZAKHSTAN"]),
    ("Iran;Kazakhstan;", ["Iran", "Kazakhstan"]),
    (
        "United Kingdom of Great Britain & Northern Ireland; FRANCE",
        ["United Kingdom of Great Britain & Northern Ireland", "FRANCE"],
    ),
    (
        "France and United Kingdom of Great Britain & Northern Ireland",
        ["France", "United Kingdom of Great Britain & Northern Ireland"],
    ),
    ("Bosnia and Herzegovina", ["Bosnia and Herzegovina"]),
    ("Bosnia and Herzegovina and France", ["Bosnia and Herzegovina", "France"]),
    ("France, Trinidad and Tobago, and Italy", ["France", "Trinidad and Tobago", "Italy"]),
    ("France/Italy", ["France", "Italy"]),
    ("France & Italy", ["France", "Italy"]),
    ("France\u2028Italy\nIran", ["France", "Italy", "Iran"]),
    ("France; France", ["France"]),
    ("Ruritania and France", ["Ruritania", "France"]),
    ("France, Ruritania", ["France", "Ruritania"]),
    # Neither side is known: it may be one name.
    ("Ministry of Culture and Tourism", ["Ministry of Culture and Tourism"]),
    ("Korea, Republic of", ["Korea, Republic of"]),
    ("Korea, Republic of and France", ["Korea, Republic of", "France"]),
    # What no name holds always parts.
    ("Ruritania; Freedonia", ["Ruritania", "Freedonia"]),
    (
        "Ministry of Culture, Tourism and Sport of Kazakhstan and Iran",
        ["Ministry of Culture, Tourism and Sport of Kazakhstan", "Iran"],
    ),
    ("Finland", ["Finland"]),
    ("", []),
    (" ; ", []),
]


def is_known(name):
    return name.casefold() in KNOWN


class TestAList:
    @pytest.mark.parametrize(("written", "values"), LISTS)
    def test_is_cut_between_names_and_not_within_them(self, written, values):
        assert split(written, SIGNS, is_known) == values

    def test_is_cut_only_at_the_signs_that_were_chosen(self):
        assert split("France and Italy", ["semicolon"], is_known) == ["France and Italy"]
        assert split("France/Italy", ["and", "comma"], is_known) == ["France/Italy"]
        assert split("France; Italy", [], is_known) == ["France; Italy"]

    def test_knows_the_word_and_in_the_language_of_its_file(self):
        written = "Франция и Италия"

        assert split(written, ["and"], is_known, ["ru"]) == ["Франция", "Италия"]
        assert split(written, ["and"], is_known) == [written]

    @pytest.mark.parametrize("sign", ["; ", " and ", ", ", "/", "\n"])
    def test_of_many_thousand_values_takes_no_time(self, sign):
        written = sign.join(f"name {number}" for number in range(10_000))
        begun = time.process_time()

        split(written, SIGNS, is_known)

        assert time.process_time() - begun < 2
