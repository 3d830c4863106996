"""Synthetic registries to measure: made once, kept in a folder, brought up to date when used."""

from datetime import date
from pathlib import Path

from benchmarks import flat, processes
from benchmarks.databases import Files

SEED = 1


class Registry:
    """One registry of so many agreements, in a folder of such registries.

    ``registry-1000.sqlite3`` in the folder is used again, whoever made it: missing
    migrations are applied, and what is derived is worked out anew when it is not there.
    """

    def __init__(self, agreements: int, folder: Path):
        self.agreements = agreements
        self.folder = folder
        self.files = Files(folder)
        self.name = f"registry-{agreements}"
        self.path = folder / f"{self.name}.sqlite3"
        self.flat_path = folder / f"flat-{agreements}.sqlite3"

    @property
    def database(self) -> str:
        """Its address, as `DATABASE_URL` has it."""
        return self.files.address(self.name)

    def prepare(self, *, with_static_files: bool = False):
        """Have the registry, and the flat database of it as it is today.

        The static files are those of the folder, for all registries in it.
        """
        if not self.path.exists():
            self.make()
        with processes.inside(self.name, self.database, self.folder) as django:
            django.bring_up_to_date()
            if with_static_files:
                django.collect()
        flat.make(self.path, self.flat_path, date.today())

    def make(self):
        """Generate the registry and keep it."""
        # Under another name until it is whole, so that a run cut short leaves no half a registry.
        part = f"part-{self.agreements}"
        self.files.drop(part)
        with processes.inside(self.name, self.files.make(part), self.folder) as django:
            django.fill(agreements=self.agreements, seed=SEED)
        self.files.copy(part, self.name)
        self.files.drop(part)
