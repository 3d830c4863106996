"""What other people's columns can be led to: the columns of our own sheets."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models as db
from django.db.models import TextChoices

from coop.exchange.sheets.columns import Holds, interface_languages
from coop.exchange.sheets.kinds import KINDS
from coop.models import Agreement, Country, Party, Place, ProvisionTopic, SourceDocument, Subject

NAMED: dict[Holds, tuple[type[db.Model], ...]] = {
    Holds.COUNTRY: (Country,),
    Holds.PARTY: (Party,),
    Holds.PARTIES: (Party,),
    Holds.PARTNERS: (Country, Party),
    Holds.PLACE: (Place,),
    Holds.SUBJECTS: (Subject,),
    Holds.TOPIC: (ProvisionTopic,),
    Holds.AGREEMENT: (Agreement,),
    Holds.LINKS: (Agreement,),
    Holds.SOURCE: (SourceDocument,),
}
"""Where the names in a cell are looked for, in this order."""


@dataclass(frozen=True, slots=True)
class Target:
    """One column of ours; ``name`` is what mappings remember of it: ``title:en``, ``place``."""

    name: str
    heading: str
    holds: Holds
    is_many: bool
    is_needed: bool
    choices: type[TextChoices] | None

    @property
    def models(self) -> tuple[type[db.Model], ...]:
        return NAMED.get(self.holds, ())


def targets_of(kind_code: str, tags: Iterable[str] = ()) -> dict[str, Target]:
    """The columns of a sheet of ours by name; texts in the languages ``tags`` and in our own."""
    kind = KINDS[kind_code]
    found = {}
    for name in kind.codes(list(dict.fromkeys([*tags, *interface_languages()]))):
        column = kind.column(name)
        found[name] = Target(
            name, kind.heading(name), column.holds, column.is_many, column.needed, column.choices
        )
    return found
