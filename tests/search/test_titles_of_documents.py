"""The names of a record are read back from its search document as they were put in."""

import pytest

from coop.names.folding import fold
from coop.search.texts import title_column, titles_in


@pytest.mark.parametrize(
    "names",
    [
        [],
        ["Film accord"],
        ["Film accord", "Accord"],
        ["والتعاون السينمائي", "التعاون"],
        ["الفيلم", "Фильм", "a " + "x" * 100],
    ],
)
def test_what_is_made_into_a_column_is_read_from_it(names):
    folded = [fold(name) for name in names]

    found = titles_in(title_column(folded))

    assert found == [" ".join(word[:60] for word in name.split()) for name in folded]
