"""The benchmark of the pages runs, and compares answers that are the same."""

import re
import shutil
from contextlib import redirect_stdout
from io import StringIO

import pytest

from benchmarks import flat, pages, saving
from benchmarks.registries import Registry

# It makes a registry of its own, in a file, and asks real servers.
pytestmark = pytest.mark.sqlite

AGREEMENTS = 30
ROWS = {1, 3, 4, 5, 6, 10}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with a tiny registry, under two names."""
    folder = tmp_path_factory.mktemp("benchmark")
    tiny = Registry(AGREEMENTS, folder)
    tiny.make()
    shutil.copyfile(tiny.path, Registry(saving.SMALL, folder).path)
    return folder


@pytest.fixture(scope="module")
def printed(folder):
    """What a run prints of all rows but those that take seconds to measure."""
    out = StringIO()
    with redirect_stdout(out):
        pages.main(
            [
                f"--agreements={AGREEMENTS}",
                f"--data={folder}",
                "--rounds=2",
                "--skip-datasette",
                "--rows",
                *map(str, ROWS),
            ]
        )
    return out.getvalue()


class TestABenchmark:
    def test_compares_answers_that_are_those_of_plain_sql(self, printed):
        assert "plain SQL" not in printed

    def test_judges_every_row_that_it_is_asked_for(self, printed):
        targets = printed.partition("\nrow ")[2]

        assert {int(row) for row in re.findall(r"^(\d+) ", targets, re.M)} == ROWS

    def test_sees_every_save_in_the_next_answer_of_another_process(self, printed):
        shown, looks = re.search(r"(\d+) of (\d+) showed the change", printed).groups()

        assert int(shown) == int(looks) > 0


class TestTheFlatDatabase:
    def test_finds_by_a_word_and_a_country_what_it_finds_by_each(self, folder, printed):
        plain = flat.Flat(folder / f"flat-{AGREEMENTS}.sqlite3")
        (country,) = plain.database.execute("SELECT min(value) FROM agreement_country").fetchone()

        def found(**asked):
            plain.find(**asked)
            return {one for (one,) in plain.database.execute("SELECT id FROM found")}

        both = found(country=country, word="film")
        assert both == found(country=country) & found(word="film")
        plain.close()
