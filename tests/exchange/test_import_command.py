"""`manage.py import_registry`: a plan on the terminal, and nothing written without --apply."""

import hashlib
import io
import json

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from reversion.models import Revision

from coop.management.commands.import_registry import Progress
from coop.models import Agreement, Party
from tests.exchange.objects import agreement, party, published, put_in, written

pytestmark = pytest.mark.django_db


def run(*paths, **options) -> str:
    """What the command prints."""
    out = io.StringIO()
    call_command("import_registry", *map(str, paths), stdout=out, **options)
    return out.getvalue()


def refusal(*paths, **options) -> tuple[list[str], str]:
    """The errors that the command prints, a line each, and its last word."""
    err = io.StringIO()
    with pytest.raises(CommandError) as refused:
        call_command("import_registry", *map(str, paths), stderr=err, **options)
    return err.getvalue().splitlines(), str(refused.value)


class TestWithoutApply:
    def test_prints_what_would_be_made_and_writes_nothing(self, tmp_path):
        printed = run(written(tmp_path / "one.json", *published()))

        assert "+ agreement agreement-a  (one.json:" in printed
        assert 'title: {"en": "An agreement"}' in printed
        assert "agreements      1 new, 0 changed, 0 as they are" in printed
        assert printed.endswith("Nothing is written yet: --apply writes it.\n")
        assert not Agreement.objects.exists()

    def test_prints_each_field_that_would_change(self, tmp_path):
        put_in(agreement(note="As it was."))

        printed = run(written(tmp_path / "one.json", agreement(note="As it will be.")))

        assert (
            '~ agreement agreement-a  (one.json:2)\n    note: "As it was." → "As it will be."'
            in printed
        )

    def test_prints_as_much_as_fits_and_the_number_of_the_rest(self, tmp_path):
        path = written(tmp_path / "many.json", *(party(f"party-{number}") for number in range(203)))

        assert "… and 3 more rows." in run(path)
        assert "party-202" in run(path, all=True)


class TestWithApply:
    def test_writes_and_says_so(self, tmp_path):
        printed = run(written(tmp_path / "one.json", *published()), apply=True)

        assert printed.endswith("Applied.\n")
        assert Agreement.objects.get().is_public

    def test_says_of_the_same_file_that_there_is_nothing_to_do(self, tmp_path):
        path = written(tmp_path / "one.json", *published())
        run(path, apply=True)

        assert run(path, apply=True).endswith("Nothing to do: the registry has it all.\n")
        assert Revision.objects.count() == 1

    def test_keeps_who_why_and_the_hash_of_each_file(self, tmp_path):
        get_user_model().objects.create_user("aida")
        path = written(tmp_path / "one.json", party())
        digest = hashlib.sha256(path.read_bytes()).hexdigest()

        run(path, apply=True, user="aida", reason="From the report.")

        revision = Revision.objects.get()
        assert revision.user.username == "aida"
        assert revision.comment == f"From the report. Imported one.json (SHA-256 {digest})."

    def test_takes_several_files_that_refer_to_each_other_in_any_order(self, tmp_path):
        whole = published()

        run(
            written(tmp_path / "late.json", *whole[3:]),
            written(tmp_path / "early.json", *whole[:3]),
            apply=True,
        )

        assert Agreement.objects.get().participations.get().party.key == "party-a"

    def test_takes_an_object_a_line(self, tmp_path):
        path = tmp_path / "lines.jsonl"
        path.write_text("\n".join(map(json.dumps, published())), encoding="utf-8")

        run(path, apply=True)

        assert Agreement.objects.exists()

    def test_reads_the_files_that_the_registry_is_shipped_with(self, settings):
        run(*settings.BASE_DIR.glob("fixtures/*/*.json"), apply=True)

        call_command("check_registry", stdout=io.StringIO())
        assert Agreement.objects.published().count() == 14


class TestWithErrors:
    def test_prints_them_all_and_writes_nothing(self, tmp_path):
        errors, last = refusal(
            written(tmp_path / "bad.json", agreement(kind="treatie"), party(kind="x")), apply=True
        )

        assert [line.split(": ")[0] for line in errors] == ["bad.json:2", "bad.json:12"]
        assert last == "2 errors: nothing was written."
        assert not Party.objects.exists()

    def test_says_where_a_file_is_broken(self, tmp_path):
        path = tmp_path / "broken.json"
        path.write_text(
            '[\n  {"model": "coop.party", "fields": {"key": "a",}}\n]', encoding="utf-8"
        )

        errors, _last = refusal(path)

        assert errors[0].startswith("broken.json:2")

    def test_refuses_a_folder_and_a_file_that_is_not_there(self, tmp_path):
        errors, _last = refusal(tmp_path, tmp_path / "absent.json")

        assert len(errors) == 2

    def test_refuses_an_account_that_is_not_there(self, tmp_path):
        _errors, last = refusal(written(tmp_path / "one.json", party()), user="nobody")

        assert last == "There is no account “nobody”."


class TestProgressOnATerminal:
    def test_is_one_line_that_is_written_over(self):
        terminal = Terminal()
        show = Progress(terminal)

        show("checked", 500, 2000)
        show("checked", 500, 2000)
        show("recorded", 0, 0)
        show.clear()

        assert terminal.getvalue() == (
            "\r\x1b[KChecked 500 25 %\r\x1b[KRecording versions, search and status …\r\x1b[K"
        )


class Terminal(io.StringIO):
    """A stream as Django wraps it."""

    def write(self, text, ending="\n"):
        return super().write(f"{text}{ending}")


class TestASheet:
    def test_is_read_as_the_kind_that_is_named(self, tmp_path):
        path = tmp_path / "parties.csv"
        path.write_text("Key;Kind;Name (en)\nparty-a;agency;A film centre\n", encoding="utf-8")

        run(path, sheet="parties", apply=True)

        assert Party.objects.get(key="party-a").names == {"en": "A film centre"}
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        assert Revision.objects.get().comment == f"Imported parties.csv (SHA-256 {digest})."

    def test_may_name_what_a_sheet_before_it_brings(self, tmp_path):
        ministry, centre = tmp_path / "ministry.csv", tmp_path / "centre.csv"
        ministry.write_text("Key,Kind,Name (en)\nparty-m,ministry,A ministry\n", encoding="utf-8")
        centre.write_text(
            "Key,Kind,Name (en),Parent\nparty-c,agency,A centre,A ministry\n", encoding="utf-8"
        )

        run(ministry, centre, sheet="parties", apply=True)

        assert Party.objects.get(key="party-c").parent.key == "party-m"

    def test_that_is_not_there_is_refused_in_words(self, tmp_path):
        errors, _last = refusal(tmp_path, sheet="parties")

        assert "This is a folder." in errors[0]

    def test_with_a_mapping_that_is_not_there_is_refused_in_words(self, tmp_path):
        _errors, last = refusal(tmp_path / "any.csv", mapping="Theirs")

        assert last == "There is no mapping “Theirs”. Known: none."
