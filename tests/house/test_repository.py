"""What must not stand in any file of this repository."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = sorted(ROOT.glob("requirements*.lock"))

# A person's or a build machine's own folders.
MACHINE_PATH = re.compile(rb"(?:^|[\s\"'=:(])/(?:home|root|Users|work|farm)/[\w.]")
DIRECTORIES = {
    ".ci",
    "benchmarks",
    "coop",
    "docs",
    "fixtures",
    "registry",
    "templates",
    "tests",
}


def tracked_files():
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listing.returncode:
        pytest.fail("The files of the repository can only be listed in a clone of it.")
    return [ROOT / name for name in listing.stdout.decode().split("\0") if name]


class TestLock:
    def test_exists_for_the_site_its_development_and_its_benchmark(self):
        assert [lock.name for lock in LOCKS] == [
            "requirements-benchmark.lock",
            "requirements-dev.lock",
            "requirements.lock",
        ]

    @pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
    def test_holds_no_address_and_no_path(self, lock):
        assert [
            line for line in lock.read_text().splitlines() if "//" in line or " /" in line
        ] == []

    @pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
    def test_pins_every_package_with_hashes(self, lock):
        entries = re.split(r"\n(?=[a-z0-9])", "\n" + lock.read_text())[1:]

        assert len(entries) > 10
        assert [
            entry for entry in entries if not re.match(r"\S+==\S+ .*?--hash=sha256:", entry, re.S)
        ] == []

    @pytest.mark.parametrize("lock", LOCKS[:-1], ids=lambda lock: lock.name)
    def test_of_something_more_agrees_with_that_of_the_site(self, lock):
        assert pins(LOCKS[-1]) - pins(lock) == set()


def pins(lock: Path) -> set[str]:
    return set(re.findall(r"^[a-z0-9].*?==\S+(?: ; [^\\\n]+)?", lock.read_text(), re.M))


class TestTrackedFile:
    def test_names_no_folder_of_one_machine(self):
        found = [
            str(file.relative_to(ROOT))
            for file in tracked_files()
            if file.is_file() and MACHINE_PATH.search(file.read_bytes())
        ]

        assert found == []

    def test_stands_in_one_of_the_known_folders(self):
        tops = {file.relative_to(ROOT).parts[0] for file in tracked_files() if file.parent != ROOT}

        assert tops - DIRECTORIES == set()

    def test_of_code_is_short_enough_to_read(self):
        long = [
            str(file.relative_to(ROOT))
            for file in tracked_files()
            if file.suffix == ".py"
            and "migrations" not in file.parts
            and file.is_file()
            and file.read_text().count("\n") > 400
        ]

        assert long == []
