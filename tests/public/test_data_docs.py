"""The page on data says what is in every file, and what it shows works."""

import re
from pathlib import Path

import pytest

from coop.exchange.lists import LISTINGS
from coop.exchange.lists.columns import Texts

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "data.md").read_text("utf-8")
EVERYWHERE = PAGE[: PAGE.index("**agreements**:")]
DERIVED = ("_earliest", "_latest", "_basis", "_source")


def paragraph(name: str) -> str:
    return re.search(rf"^\*\*{name}\*\*:.*?(?=\n\n|\Z)", PAGE, re.S | re.M)[0]


def names(text: str) -> set[str]:
    return set(re.findall(r"`([a-z_0-9]+)`", text))


def plural(listing) -> str:
    return {"person": "people", "party": "parties", "country": "countries"}.get(
        listing.url_name, f"{listing.url_name}s"
    )


@pytest.mark.parametrize("listing", LISTINGS.values(), ids=lambda listing: listing.__name__)
class TestTheParagraphOfAList:
    def test_names_every_column_and_no_other(self, listing):
        columns = {one.code for one in listing.layout}

        told = names(paragraph(plural(listing)))

        everywhere = {"key", "id", "address", "basis", "source"}
        assert told - everywhere == {
            code for code in columns - everywhere if not code.endswith(DERIVED)
        }

    def test_names_every_value_that_has_its_basis_beside_it(self, listing):
        columns = {one.code for one in listing.layout if not isinstance(one, Texts)}
        cited = {code.removesuffix("_basis") for code in columns if code.endswith("_basis")}

        _before, _with, after = " ".join(paragraph(plural(listing)).split()).partition(
            "With basis and source:"
        )

        assert names(after) == cited


class TestThePage:
    def test_names_every_list(self):
        assert {plural(listing) for listing in LISTINGS.values()} <= names(EVERYWHERE)
