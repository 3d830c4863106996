"""An import that is killed leaves all or nothing, and the next one works."""

import json

import pytest
from django.conf import settings
from django.core.management import call_command

from tests import databases
from tests.exchange import killing

AGREEMENTS = 40


@pytest.fixture
def copy(_loaded_registry, django_db_blocker):
    """Makes copies of the database with all fixtures in it; each takes the place of the last."""
    made = []

    def fresh():
        drop()
        made.append(databases.Copy("killed"))
        return made[-1]

    def drop():
        while made:
            made.pop().drop()

    with django_db_blocker.unblock(), _loaded_registry.entered():
        yield fresh
        drop()


@pytest.fixture
def file(tmp_path):
    """New records, and changes to some that are there."""
    path = tmp_path / "import.jsonl"
    call_command("generate_registry", agreements=AGREEMENTS, output=path, verbosity=0)
    with path.open("a") as lines:
        for source in sorted((settings.BASE_DIR / "fixtures").glob("*/*.json")):
            for one in json.loads(source.read_text()):
                if one["model"] == "coop.agreement":
                    fields = {"key": one["fields"]["key"], "note": "Changed by an import."}
                    lines.write(json.dumps({"model": one["model"], "fields": fields}) + "\n")
    return path


@pytest.mark.django_db(transaction=True)
class TestAnImportThatIsKilled:
    def test_leaves_all_or_nothing_and_the_next_one_works(self, copy, file, tmp_path):
        target = copy()
        before = killing.contents(target)
        measured = killing.Import(target, file, tmp_path).run()
        after = killing.contents(target)
        assert measured.output.endswith("Applied.\n")
        assert list(measured.begun) == list(killing.PHASES)
        target = copy()

        killed = 0
        for moment in killing.moments(measured, killing.POINTS):
            run = killing.Import(target, file, tmp_path).killed(moment, measured)
            left = killing.contents(target)

            killed += run.code == -9
            assert run.code in (-9, 0), f"{moment}: {run.output}"
            assert left == before or left.counts == after.counts, moment
            if left != before:
                again = killing.Import(target, file, tmp_path).run()
                assert "Nothing to do" in again.output, moment
                target = copy()

        next_one = killing.Import(target, file, tmp_path).run()
        assert next_one.output.endswith("Applied.\n")
        assert killing.contents(target).counts == after.counts
        with target.entered():
            call_command("check_registry", verbosity=0)
        # Else this would have tried nothing.
        assert killed >= killing.POINTS // 2
