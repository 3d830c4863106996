"""A folder is written whole or not at all; what keeps it from being written is said in words."""

import os
import resource
import signal
import subprocess
import sys
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from coop.exchange import exporting, folders
from coop.exchange.folders import NotWritten
from tests import factories
from tests.exchange.registries import AWKWARD, empty, files_of, import_files

pytestmark = pytest.mark.django_db


class TestAFolder:
    def test_takes_the_place_of_an_earlier_export(self, tmp_path):
        place = factories.place(key="place-a")
        exporting.write_curated(tmp_path / "set")
        place.delete()

        exporting.write_curated(tmp_path / "set")

        assert files_of(tmp_path / "set") == {}

    def test_keeps_its_readme(self, tmp_path):
        (tmp_path / "README.md").write_text("About these files")

        exporting.write_curated(tmp_path)

        assert (tmp_path / "README.md").read_text() == "About these files"

    @pytest.mark.parametrize("other", ["thesis.docx", "sources/notes.txt", ".git/config"])
    def test_that_holds_other_things_is_left_alone(self, tmp_path, other):
        file = tmp_path / "set" / other
        file.parent.mkdir(parents=True)
        file.write_text("Mine")

        with pytest.raises(NotWritten, match=other):
            exporting.write_curated(tmp_path / "set")

        assert files_of(tmp_path) == {f"set/{other}": b"Mine"}

    def test_that_holds_another_kind_of_export_is_left_alone(self, tmp_path):
        exporting.write_everything(tmp_path / "set")

        with pytest.raises(NotWritten, match=r"registry\.jsonl"):
            exporting.write_curated(tmp_path / "set")

    def test_that_is_a_file_is_refused(self, tmp_path):
        (tmp_path / "set").write_text("Mine")

        with pytest.raises(NotWritten, match="is a file"):
            exporting.write_curated(tmp_path / "set")

        assert (tmp_path / "set").read_text() == "Mine"

    def test_that_cannot_be_made_is_said_in_a_sentence(self, tmp_path):
        (tmp_path / "file").write_text("Mine")

        with pytest.raises(NotWritten, match="cannot be written"):
            exporting.write_curated(tmp_path / "file" / "set")

    def test_stays_as_it_was_when_the_disk_takes_no_more(self, tmp_path):
        exporting.write_everything(tmp_path / "set")
        before = files_of(tmp_path)
        import_files(AWKWARD)
        usual = resource.getrlimit(resource.RLIMIT_FSIZE)

        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, usual[1]))
        try:
            with pytest.raises(NotWritten, match="cannot be written"):
                exporting.write_everything(tmp_path / "set")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, usual)

        assert files_of(tmp_path) == before


KILLED = """
import os, signal, sys
from pathlib import Path
from coop.exchange import folders
point, path = sys.argv[1], Path(sys.argv[2])
def end(*arguments):
    os.kill(os.getpid(), signal.SIGKILL)
if point == "between the renamings":
    folders.shutil.rmtree = lambda *arguments, **options: None
    rename, count = Path.rename, []
    def renamed(self, target):
        count.append(target)
        return end() if len(count) == 2 else rename(self, target)
    Path.rename = renamed
with folders.new_folder(path, holding=("*.jsonl",)) as new:
    (new / "registry.jsonl").write_text("new, and half of it")
    if point == "while writing":
        end()
"""


class TestAFolderWhoseWriterIsKilled:
    @pytest.fixture
    def folder(self, tmp_path):
        folder = tmp_path / "set"
        folder.mkdir()
        (folder / "registry.jsonl").write_text("old")
        return folder

    @staticmethod
    def kill(point, folder):
        ended = subprocess.run([sys.executable, "-c", KILLED, point, str(folder)], check=False)
        assert ended.returncode == -signal.SIGKILL

    def test_while_writing_is_as_it_was(self, folder):
        self.kill("while writing", folder)

        assert files_of(folder) == {"registry.jsonl": b"old"}

    def test_is_cleared_up_by_the_next(self, folder):
        self.kill("while writing", folder)

        exporting.write_everything(folder)

        assert os.listdir(folder.parent) == ["set"]
        assert files_of(folder) == {"registry.jsonl": b""}

    def test_between_the_renamings_is_put_back_by_the_next(self, folder):
        self.kill("between the renamings", folder)
        assert not folder.exists()

        with pytest.raises(NotWritten), folders.new_folder(folder, holding=("*.jsonl",)):
            raise NotWritten("It went wrong again.")

        assert files_of(folder) == {"registry.jsonl": b"old"}
        assert os.listdir(folder.parent) == ["set"]

    def test_does_not_disturb_one_that_is_still_writing(self, folder):
        with folders.new_folder(folder, holding=("*.jsonl",)) as new:
            exporting.write_everything(folder)

            assert new.exists()


class TestTheCommand:
    def test_tells_what_it_wrote(self, tmp_path):
        factories.place(key="place-a")
        told = StringIO()

        call_command("export_registry", output=tmp_path / "set", stdout=told)

        assert "1  authority/unsourced.json" in told.getvalue()
        assert f"1  objects in {tmp_path / 'set'}" in told.getvalue()

    def test_prints_one_list_without_a_folder(self, tmp_path):
        import_files(AWKWARD)
        printed = StringIO()

        call_command("export_registry", stdout=printed)

        (tmp_path / "all.json").write_text(printed.getvalue(), "utf-8")
        empty()
        call_command("loaddata", str(tmp_path / "all.json"), verbosity=0)
        again = StringIO()
        call_command("reindex", verbosity=0)
        call_command("export_registry", stdout=again)
        assert again.getvalue() == printed.getvalue()

    def test_fails_with_a_sentence(self, tmp_path):
        (tmp_path / "thesis.docx").write_text("Mine")

        with pytest.raises(CommandError, match=r"holds “thesis\.docx”"):
            call_command("export_registry", output=tmp_path)

    def test_says_that_a_full_disk_took_no_more(self):
        import_files(AWKWARD)

        with open("/dev/full", "w") as full, pytest.raises(CommandError, match="No space left"):
            call_command("export_registry", jsonl=True, stdout=full)
